import type { Demand } from '../demand/demand.ts';
import { knownPeople, type PointsByUnit } from '../demand/points-by-unit.ts';
import type { Units } from '../demand/units.ts';
import { CAUSES, type Cause } from './coverage.ts';
import { DETOUR_FACTOR, type Distances } from './distances.ts';
import { orderOf } from './order.ts';

/**
 * What the measures that ask for the same facilities share: whom a limit reaches does not depend on the group, how far a group
 * walks not on the limit. Each part is worked out when it is first asked for, so that a study of 12 kinds of facilities, 3
 * limits and 5 groups reads its points 60 times and not 180. The distances must not change while a survey of them is in use.
 */
export interface Survey {
  units: Units;
  demand: Demand;
  points: PointsByUnit;
  distances: Distances;
  /** By limit in metres. */
  reached: Map<number, Reached>;
  /** By population field. */
  walks: Map<string, Walks>;
  /** The points of each unit, nearest first, in the places of `points.first`; empty until they are asked for. */
  nearestFirst: Uint32Array;
}

/** Points within one limit and beyond it, whoever lives there. */
interface Reached {
  /** 1 where the walk is within the limit. */
  covered: Uint8Array;
  /** Points of units that are not covered: first the `straight` ones that are within the limit in a straight line. */
  beyond: Uint32Array;
  straight: number;
  cause: Uint8Array | null;
  /** Of each point beyond, once a gap is asked for: its unit, and the metres beyond the limit (`excessBeyond`). */
  excess: { unit: Int32Array; excessM: Float64Array } | null;
}

/** How far the people of one group walk, by unit: the weighted median and 95th percentile, and the farthest. */
interface Walks {
  medianM: Float64Array;
  p95M: Float64Array;
  maxM: Float64Array;
}

/** A survey in which nothing is worked out yet. `points` are those of `demand`. */
export function openSurvey(units: Units, demand: Demand, points: PointsByUnit, distances: Distances): Survey {
  return {
    ...{ units, demand, points, distances },
    reached: new Map(),
    walks: new Map(),
    nearestFirst: new Uint32Array(0)
  };
}

/** Which points are within the limit, and which are not. */
export function reachedWithin({ demand, distances, reached }: Survey, limitM: number): Reached {
  const known = reached.get(limitM);
  if (known !== undefined) return known;
  const { distanceM, straightM } = distances;
  const covered = new Uint8Array(distanceM.length);
  const beyond = new Uint32Array(distanceM.length);
  // From both ends of the column: no walk is shorter than the straight line, as `Distances` holds it.
  let straight = 0;
  let far = beyond.length;
  for (let i = 0; i < distanceM.length; i++) {
    if (distanceM[i] <= limitM) covered[i] = 1;
    else if (demand.unit[i] < 0) continue;
    else if (straightM[i] <= limitM) beyond[straight++] = i;
    else beyond[--far] = i;
  }
  beyond.copyWithin(straight, far);
  const end = straight + beyond.length - far;
  const found = { covered, beyond: beyond.slice(0, end), straight, cause: null, excess: null };
  reached.set(limitM, found);
  return found;
}

const CODE = Object.fromEntries(CAUSES.map((cause, code) => [cause, code])) as Record<Cause, number>;

/** Why each point is not within the limit (`CAUSES`), 0 where it is. `connected` is 1 for each point that meets the network. */
export function causesBeyond(survey: Survey, limitM: number, connected: Uint8Array): Uint8Array {
  const found = reachedWithin(survey, limitM);
  if (found.cause !== null) return found.cause;
  const { straightM } = survey.distances;
  const cause = new Uint8Array(straightM.length);
  for (let i = 0; i < cause.length; i++) {
    if (found.covered[i]) cause[i] = CODE.covered;
    else if (!connected[i]) cause[i] = CODE.unconnected;
    else if (straightM[i] <= limitM) cause[i] = CODE.detour;
    else cause[i] = straightM[i] <= 2 * limitM ? CODE.far : CODE.none;
  }
  found.cause = cause;
  return cause;
}

/**
 * Units of the points beyond the limit, and their metres beyond it, in the order of `beyond`. Of a point that walks to no facility
 * the walk is taken to be the straight line × 1.3, but at least twice the limit (`Gaps.personM`).
 */
export function excessBeyond(survey: Survey, limitM: number): { unit: Int32Array; excessM: Float64Array } {
  const found = reachedWithin(survey, limitM);
  if (found.excess !== null) return found.excess;
  const { distanceM, straightM } = survey.distances;
  const { beyond } = found;
  const unit = new Int32Array(beyond.length);
  const excessM = new Float64Array(beyond.length);
  for (let k = 0; k < beyond.length; k++) {
    const i = beyond[k];
    const metres =
      distanceM[i] < Infinity ? distanceM[i] : Math.max(straightM[i] * DETOUR_FACTOR, 2 * limitM);
    unit[k] = survey.demand.unit[i];
    excessM[k] = Math.max(0, metres - limitM);
  }
  found.excess = { unit, excessM };
  return found.excess;
}

/** How far the people of `field` walk, in each unit; NaN for a unit without people, or of which they are not known. */
export function walksOf(survey: Survey, field: string): Walks {
  const known = survey.walks.get(field);
  if (known !== undefined) return known;
  const { units, demand, points, distances } = survey;
  const { distanceM } = distances;
  const total = knownPeople(field, units, demand, points);
  const people = demand.people[field] ?? new Float64Array(distanceM.length);
  const nearest = nearestFirst(survey);
  const medianM = new Float64Array(total.length).fill(NaN);
  const p95M = medianM.slice();
  const maxM = medianM.slice();
  for (let unit = 0; unit < total.length; unit++) {
    // Where part of the people are not known, figures of the others would pass for the whole.
    if (Number.isNaN(total[unit])) continue;
    const half = total[unit] * 0.5;
    const most = total[unit] * 0.95;
    let passed = 0;
    for (let k = points.first[unit]; k < points.first[unit + 1]; k++) {
      const i = nearest[k];
      if (!(people[i] > 0)) continue;
      const before = passed;
      passed += people[i];
      if (before < half && passed >= half) medianM[unit] = distanceM[i];
      if (before < most && passed >= most) p95M[unit] = distanceM[i];
      maxM[unit] = distanceM[i];
    }
  }
  const walks = { medianM, p95M, maxM };
  survey.walks.set(field, walks);
  return walks;
}

function nearestFirst(survey: Survey): Uint32Array {
  const { demand, points, distances } = survey;
  const { chainFirst, chain, first } = points;
  if (survey.nearestFirst.length === first[first.length - 1]) return survey.nearestFirst;
  const sorted = new Uint32Array(first[first.length - 1]);
  const next = first.slice();
  for (const i of orderOf(distances.distanceM)) {
    const unit = demand.unit[i];
    if (unit < 0) continue;
    for (let k = chainFirst[unit]; k < chainFirst[unit + 1]; k++) sorted[next[chain[k]]++] = i;
  }
  survey.nearestFirst = sorted;
  return sorted;
}
