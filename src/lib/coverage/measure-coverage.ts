import type { Demand } from '../demand/demand.ts';
import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { Coverage, CoverageRows } from './coverage.ts';
import type { Distances } from './distances.ts';
import type { Measure } from './measure.ts';

/**
 * Who of the measure's group is within its limit: a row for every unit of every level, in the order of the units
 * (method §4). Communities carry the people; the units above them sum theirs, which is exact since people come in steps
 * (`spreadPopulation`). A unit whose people are not known has NaN totals (`CoverageRows`), one without people a share of NaN.
 */
export function measureCoverage(
  measure: Measure,
  units: Units,
  demand: Demand,
  distances: Distances
): Coverage {
  const { distanceM, straightM, nearest, estimated } = distances;
  const covered = Uint8Array.from(distanceM, (metres) => (metres <= measure.limitM ? 1 : 0));
  const straight = Uint8Array.from(straightM, (metres) => (metres <= measure.limitM ? 1 : 0));
  const rows = sumRows(measure, units, demand, covered, straight);
  return { measure, distanceM, straightM, nearest, covered, estimated, rows };
}

function sumRows(
  measure: Measure,
  units: Units,
  demand: Demand,
  covered: Uint8Array,
  straight: Uint8Array
): CoverageRows {
  const count = units.code.length;
  const total = knownTotals(measure, units, demand);
  const coveredPeople = Float64Array.from(total);
  const straightPeople = Float64Array.from(total);
  const people = demand.people[measure.field];
  const chains = units.code.map((_, unit) => withParents(units, unit));
  for (let i = 0; people !== undefined && i < people.length; i++) {
    if (demand.unit[i] < 0) continue;
    for (const unit of chains[demand.unit[i]]) {
      total[unit] += people[i];
      if (covered[i]) coveredPeople[unit] += people[i];
      if (straight[i]) straightPeople[unit] += people[i];
    }
  }
  return {
    unit: Int32Array.from({ length: count }, (_, unit) => unit),
    total,
    covered: coveredPeople,
    share: total.map((all, unit) => (all > 0 ? coveredPeople[unit] / all : NaN)),
    shareStraight: total.map((all, unit) => (all > 0 ? straightPeople[unit] / all : NaN))
  };
}

/**
 * 0 for each unit whose group is known, NaN for the others. Above the communities it is known where every community below
 * gives it: a sum that lacks some would pass for the whole. One that has neither a shape nor anybody is not waited for.
 */
function knownTotals(measure: Measure, units: Units, demand: Demand): Float64Array {
  const total = new Float64Array(units.code.length).fill(NaN);
  if (demand.people[measure.field] === undefined) return total;
  const missing = demand.missing?.[measure.field];
  const lacking = new Uint8Array(units.code.length);
  const inhabited = findInhabited(units, demand);
  units.level.forEach((level, unit) => {
    if (level !== 'community') return;
    const known = missing?.[unit] !== 1;
    for (const each of withParents(units, unit)) {
      if (known) total[each] = 0;
      else if (inhabited[unit]) lacking[each] = 1;
    }
  });
  return total.map((value, unit) => (lacking[unit] ? NaN : value));
}

/** 1 for each unit that has a shape, or people of any group. */
function findInhabited({ shape, totals, code }: Units, demand: Demand): Uint8Array {
  const inhabited = Uint8Array.from(code, (_, unit) =>
    shape.shapeFirst[unit] < shape.shapeFirst[unit + 1] ||
    Object.values(totals).some((column) => column[unit] > 0)
      ? 1
      : 0
  );
  for (const people of Object.values(demand.people))
    for (let i = 0; i < people.length; i++)
      if (demand.unit[i] >= 0 && people[i] > 0) inhabited[demand.unit[i]] = 1;
  return inhabited;
}

/**
 * People of the measure's group at points that lie in no unit, and how many of them are covered; they are in no row.
 * NaN where the group is missing in the data.
 */
export function sumOutside(coverage: Coverage, demand: Demand): { total: number; covered: number } {
  const people = demand.people[coverage.measure.field];
  if (people === undefined) return { total: NaN, covered: NaN };
  let total = 0;
  let covered = 0;
  for (let i = 0; i < people.length; i++) {
    if (demand.unit[i] >= 0) continue;
    total += people[i];
    if (coverage.covered[i]) covered += people[i];
  }
  return { total, covered };
}
