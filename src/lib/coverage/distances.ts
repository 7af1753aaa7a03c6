import type { Points } from '../geometry/shapes.ts';
import { pickJoins } from '../network/join.ts';
import type { Joins, Network } from '../network/network.ts';
import { distancesToPoints, searchNearest, type PointDistances } from '../network/search.ts';
import type { Needs } from '../standards/compute.ts';
import type { Facilities } from './facilities.ts';
import { qualify } from './qualify.ts';
import { straightDistances } from './straight-distance.ts';

/** How many times the straight line the walk is taken to be, where no roads are given (method §3). */
export const DETOUR_FACTOR = 1.3;

/** From each demand point to its nearest qualifying facility. */
export interface Distances {
  /** Walking metres, both joins counted; Infinity: none. */
  distanceM: Float64Array;
  /**
   * Straight-line metres, never more than the walk: a gentle walk downhill may count for less than the straight line, and who
   * is covered on foot is to be so in a straight line too. Infinity: none.
   */
  straightM: Float64Array;
  /** Index in `Facilities` of the one that the walk leads to, −1: none. */
  nearest: Int32Array;
  /** True without a network: the walk is straight line × 1.3. */
  estimated: boolean;
}

/**
 * Distances from each of `points` to the nearest facility whose category is one of `categories` and that is what `needs` asks for
 * (`qualify`): along the network in
 * one search from all of them, `joins` saying where points and facilities meet it; without a network (both null) estimated
 * from the straight line. `walked`: what that search gave, where it was made elsewhere, from `facilitiesIn` in this order.
 */
export function distancesTo(
  network: Network | null,
  joins: { points: Joins; facilities: Joins } | null,
  points: Points,
  facilities: Facilities,
  categories: string[],
  walked: PointDistances | null = null,
  needs?: Needs
): Distances {
  const chosen = facilitiesIn(facilities, categories, needs);
  const straight = straightDistances(points, {
    lon: Float64Array.from(chosen, (i) => facilities.lon[i]),
    lat: Float64Array.from(chosen, (i) => facilities.lat[i])
  });
  const { straightM } = straight;
  if (network === null || joins === null) {
    const nearest = straight.nearest.map((at) => (at < 0 ? -1 : chosen[at]));
    return {
      distanceM: straightM.map((metres) => metres * DETOUR_FACTOR),
      straightM,
      nearest,
      estimated: true
    };
  }
  const sources = pickJoins(joins.facilities, chosen);
  const walk = walked ?? distancesToPoints(network, searchNearest(network, sources), sources, joins.points);
  for (let i = 0; i < straightM.length; i++) {
    // On a straight street both are the same walk; edges are held in steps of 1/1024 m and may come out a hair shorter,
    // and one that goes downhill by a sixth.
    if (straightM[i] > walk.distanceM[i]) straightM[i] = walk.distanceM[i];
  }
  const nearest = walk.source.map((at) => (at < 0 ? -1 : chosen[at]));
  return { distanceM: walk.distanceM, straightM, nearest, estimated: false };
}

/** Facilities whose category is one of `categories` and that are what `needs` asks for, ascending. */
export function facilitiesIn(facilities: Facilities, categories: string[], needs?: Needs): Int32Array {
  return qualify(facilities, categories, needs).found;
}
