import type { Demand } from '../demand/demand.ts';
import { addUpwards, groupPoints, type PointsByUnit } from '../demand/points-by-unit.ts';
import type { Units } from '../demand/units.ts';
import { CAUSES, type Coverage, type Gaps } from './coverage.ts';
import { orderOf } from './order.ts';
import { leftOf } from './places.ts';
import { causesBeyond, excessBeyond, openSurvey, reachedWithin, walksOf, type Survey } from './survey.ts';

const FULL = CAUSES.indexOf('full');

/**
 * Where the measure's group is not covered, how far from it, and why (method §5): a cause for each demand point, and for
 * each unit of every level, in the order of the units, the people uncovered, their excess walk, and the weighted median,
 * 95th percentile and greatest distance of all its people. `connected` is 1 for each point that meets the network.
 *
 * A distance is Infinity where that many people reach no facility, and NaN for a unit without people. A unit whose group is
 * missing has NaN throughout and rank 0. Distances are those to the nearest facility, with room or without. `personM` is
 * Infinity where there is no qualifying facility at all. `survey` as for `measureCoverage`.
 */
export function findGaps(
  coverage: Coverage,
  units: Units,
  demand: Demand,
  connected: Uint8Array,
  survey: Survey = openSurvey(units, demand, groupPoints(units, demand), coverage)
): Gaps {
  const { measure, rows } = coverage;
  const { points } = survey;
  let cause = causesBeyond(survey, measure.limitM, connected);
  const people = demand.people[measure.field] ?? new Float64Array(demand.unit.length);
  const own = CAUSES.map(() => new Float64Array(units.code.length));
  // In the place of the covered, whose excess is nothing.
  const [ownPersonM] = own;
  const { beyond } = reachedWithin(survey, measure.limitM);
  const { unit: unitOf, excessM } = excessBeyond(survey, measure.limitM);
  for (let k = 0; k < beyond.length; k++) {
    const i = beyond[k];
    if (!(people[i] > 0)) continue;
    own[cause[i]][unitOf[k]] += people[i];
    // In steps of 1/1024, so that sums do not depend on the order of points.
    ownPersonM[unitOf[k]] += Math.round(people[i] * excessM[k] * 1024) / 1024;
  }
  if (coverage.served) {
    // The survey's column is shared with measures of other groups.
    cause = cause.slice();
    for (let i = 0; i < cause.length; i++) {
      const left = coverage.covered[i] && people[i] > 0 ? leftOf(people[i], coverage.served[i]) : 0;
      if (left === 0) continue;
      cause[i] = FULL;
      if (demand.unit[i] < 0) continue;
      own[FULL][demand.unit[i]] += left;
      ownPersonM[demand.unit[i]] += Math.round(left * measure.limitM * 1024) / 1024;
    }
  }
  const sum = (each: Float64Array) =>
    addUpwards(
      points,
      each,
      rows.covered.map((covered) => (Number.isNaN(covered) ? NaN : 0))
    );
  const [personM, ...byCause] = own.map(sum);
  const uncovered = rows.total.map((total, unit) => total - rows.covered[unit]);
  return {
    measure,
    cause,
    unit: rows.unit.slice(),
    uncovered,
    personM,
    ...walksOf(survey, measure.field),
    byCause,
    ...(measure.capacity ? { shortPlaces: uncovered.map(placesFor(measure.capacity.per_1000)) } : {}),
    rank: rankUnits(points, uncovered, personM)
  };
}

/** How many places so many people ask for. */
function placesFor(per1000: number): (people: number) => number {
  return (people) => (people * per1000) / 1000;
}

/**
 * 1 = the largest gap among the units of the same level: most people, then most person-metres, then by name; 0 where the
 * group is missing.
 */
function rankUnits({ byName }: PointsByUnit, uncovered: Float64Array, personM: Float64Array): Int32Array {
  const rank = new Int32Array(uncovered.length);
  for (const named of byName) {
    let place = 0;
    const lacking = named.filter((unit) => uncovered[unit] > 0 || personM[unit] > 0);
    for (const unit of orderOf(uncovered, orderOf(personM, lacking, true), true)) rank[unit] = ++place;
    for (const unit of named) if (rank[unit] === 0 && uncovered[unit] <= 0) rank[unit] = ++place;
  }
  return rank;
}
