import type { Demand } from '../demand/demand.ts';
import { addUpwards, groupPoints, knownPeople } from '../demand/points-by-unit.ts';
import type { Units } from '../demand/units.ts';
import type { Coverage, CoverageRows } from './coverage.ts';
import type { Distances } from './distances.ts';
import type { Measure } from './measure.ts';
import { openSurvey, reachedWithin, type Survey } from './survey.ts';

/**
 * Who of the measure's group is within its limit: a row for every unit of every level, in the order of the units
 * (method §4). Communities carry the people; the units above them sum theirs, which is exact since people come in steps
 * (`spreadPopulation`). A unit whose people are not known has NaN totals (`CoverageRows`), one without people a share of NaN.
 * `survey` holds what other measures of these distances worked out already; columns may be shared with their results.
 */
export function measureCoverage(
  measure: Measure,
  units: Units,
  demand: Demand,
  distances: Distances,
  survey: Survey = openSurvey(units, demand, groupPoints(units, demand), distances)
): Coverage {
  const { distanceM, straightM, nearest, estimated } = distances;
  const { covered } = reachedWithin(survey, measure.limitM);
  return { measure, distanceM, straightM, nearest, covered, estimated, rows: sumRows(measure, survey) };
}

function sumRows({ field, limitM }: Measure, survey: Survey): CoverageRows {
  const { units, demand, points } = survey;
  const { beyond, straight } = reachedWithin(survey, limitM);
  const total = knownPeople(field, units, demand, points);
  const people = demand.people[field] ?? new Float64Array(demand.unit.length);
  // Those beyond are taken off, since they are fewer; people come in steps, so that nothing is lost.
  const ownFar = new Float64Array(total.length);
  for (let k = straight; k < beyond.length; k++) ownFar[demand.unit[beyond[k]]] -= people[beyond[k]];
  const ownBeyond = ownFar.slice();
  for (let k = 0; k < straight; k++) ownBeyond[demand.unit[beyond[k]]] -= people[beyond[k]];
  const coveredPeople = addUpwards(points, ownBeyond, total.slice());
  const straightPeople = addUpwards(points, ownFar, total.slice());
  return {
    unit: new Int32Array(total.length).map((_, unit) => unit),
    total,
    covered: coveredPeople,
    share: shareOf(coveredPeople, total),
    shareStraight: shareOf(straightPeople, total)
  };
}

function shareOf(part: Float64Array, total: Float64Array): Float64Array {
  return total.map((all, unit) => (all > 0 ? part[unit] / all : NaN));
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
