import type { Coverage } from '../coverage/coverage.ts';
import { facilitiesIn } from '../coverage/distances.ts';
import type { Measure } from '../coverage/measure.ts';
import { straightReachSets } from '../coverage/straight-reach.ts';
import type { Demand } from '../demand/demand.ts';
import type { Points } from '../geometry/shapes.ts';
import { joinPoints, pickJoins } from '../network/join.ts';
import type { Joins, Network } from '../network/network.ts';
import type { ReachSets } from './cover-problem.ts';
import type { SitingModel } from './problem.ts';
import { keepRows, pairsWithin, stackRows } from './reach-rows.ts';
import { reachSets } from './reach-sets.ts';
import type { Candidates } from './siting.ts';
import type { Service, SitingAsk, Standing } from './siting-ask.ts';

/** True of the models that add up, or look at, distances. */
export const isByDistance = (model: SitingModel): boolean => model === 'pmedian' || model === 'pcenter';

/** People of each demand point whom a measure asks about. Throws where the demand lacks its field. */
export function peopleOf({ field }: Measure, demand: Demand): Float64Array {
  const people = demand.people[field];
  if (people === undefined) throw new Error(`expected demand with the field ${field}, got none`);
  return people;
}

/** Rows of candidates, then of what stands. */
export function reachOfService(
  service: Service,
  candidates: Candidates,
  { facilities, joins }: Standing,
  found: Int32Array,
  ask: SitingAsk,
  isWhole: boolean,
  width: number
): ReachSets {
  const { measure, coverage, demand, network } = service;
  const limitM = isByDistance(ask.model) ? farthestM(service, candidates, isWhole) : measure.limitM * width;
  // Whoever has a facility nearer than a candidate gains nothing by it.
  const nearerM = isByDistance(ask.model) && isWhole ? coverage.distanceM : null;
  const wide = service.reach ?? reachOf(network, service.joins, demand, candidates, null, limitM);
  const parts = [pairsWithin(wide, limitM, nearerM)];
  if (isWhole) parts.push(asToday(coverage, isByDistance(ask.model) ? Infinity : measure.limitM * width));
  if (found.length > 0) {
    const serves = new Set(facilitiesIn(facilities, measure.categories, measure.needs));
    const places = {
      lon: Float64Array.from(found, (i) => facilities.lon[i]),
      lat: Float64Array.from(found, (i) => facilities.lat[i])
    };
    const reach = reachOf(network, service.joins, demand, places, joins && pickJoins(joins, found), limitM);
    parts.push(keepRows(reach, (k) => serves.has(found[k])));
  }
  return stackRows(parts);
}

/** Whom each of `places` reaches within `limitM`; their joins are worked out where they are not given. */
export function reachOf(
  network: Network | null,
  demandJoins: Joins | null,
  demand: Points,
  places: Points,
  joins: Joins | null,
  limitM: number
): ReachSets {
  if (network === null || demandJoins === null) return straightReachSets(places, demand, limitM);
  return reachSets(network, joins ?? joinPoints(network, places), demandJoins, limitM);
}

/** Beyond this nobody walks, whatever is the least of all walks. */
const FARTHEST_M = 20_000;

/**
 * How far candidates are followed where distances are added up: nobody walks farther than today, once there is a facility that stays and
 * has room for all.
 */
function farthestM({ coverage, demand, measure }: Service, { code }: Candidates, isWhole: boolean): number {
  if (!isWhole) return FARTHEST_M;
  const people = peopleOf(measure, demand);
  let longest = 0;
  for (let i = 0; i < people.length; i++)
    if (people[i] > 0) longest = Math.max(longest, coverage.distanceM[i]);
  return code.length === 0 ? 0 : Math.min(longest, FARTHEST_M);
}

/** One row that reaches whom facilities reach today. */
function asToday({ distanceM }: Coverage, limitM: number): ReachSets {
  const point: number[] = [];
  for (let i = 0; i < distanceM.length; i++)
    if (distanceM[i] <= limitM && distanceM[i] < Infinity) point.push(i);
  return {
    first: Uint32Array.of(0, point.length),
    point: Uint32Array.from(point),
    metres: Float64Array.from(point, (i) => distanceM[i])
  };
}

/** Rows of options: those of each service one after the other, a candidate's again for each of its sizes. */
export function layOut(
  parts: ReachSets[],
  firstRow: number[],
  candidate: number[],
  candidates: number,
  options: number
): ReachSets {
  const isPlain = parts.length === 1 && candidate.length === candidates && candidate.every((c, o) => c === o);
  if (isPlain) return parts[0];
  // What stands follows the candidates in each part.
  const rowOf = (o: number) => (o < candidate.length ? candidate[o] : candidates + o - candidate.length);
  const first = new Uint32Array(options + 1);
  for (let o = 0; o < options; o++) {
    const r = rowOf(o);
    first[o + 1] = first[o];
    for (const part of parts) first[o + 1] += part.first[r + 1] - part.first[r];
  }
  const point = new Uint32Array(first[options]);
  const metres = new Float64Array(first[options]);
  for (let o = 0, at = 0; o < options; o++) {
    const r = rowOf(o);
    parts.forEach((part, s) => {
      for (let k = part.first[r]; k < part.first[r + 1]; k++) {
        point[at] = firstRow[s] + part.point[k];
        metres[at++] = part.metres[k];
      }
    });
  }
  return { first, point, metres };
}
