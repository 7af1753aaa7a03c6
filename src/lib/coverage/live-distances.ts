import type { Points } from '../geometry/shapes.ts';
import type { Joins, Network } from '../network/network.ts';
import { metresOf } from '../network/ticks.ts';
import { pickJoins } from '../network/join.ts';
import { createTracker } from '../network/track-nearest.ts';
import type { Needs } from '../standards/compute.ts';
import { DETOUR_FACTOR, facilitiesIn, type Distances } from './distances.ts';
import type { Facilities } from './facilities.ts';
import { createQualifier } from './qualify.ts';
import { createStraightTracker } from './track-straight.ts';

/** The points whose distances a change has changed, and the distances before it; in no order. */
export interface DistanceChanges {
  point: number[];
  distanceBeforeM: number[];
  straightBeforeM: number[];
}

/** Where a facility stands, and where that meets the network (null without one): as point `at` of `joins`. */
export interface Standing {
  lon: number;
  lat: number;
  joins: Joins | null;
  at: number;
}

/**
 * Distances that follow facilities: the columns are kept up in place. A facility keeps its index while others come and
 * go; new ones take higher indexes, so that of equally near ones the lowest is the one a full run takes.
 */
export interface LiveDistances extends Distances {
  /** Whether a facility of this category is one that the distances lead to; a new one says nothing of itself. */
  asksFor(facility: number, category: string): boolean;
  /** Puts a facility that is asked for to a place, from where it was, or as a new one. */
  place(facility: number, standing: Standing): DistanceChanges;
  remove(facility: number): DistanceChanges;
}

/**
 * The distances that `distancesTo` gives, to be kept up while one facility after the other is added, moved or removed: after
 * each change they are equal to a full run, bit for bit. A change costs what it changes.
 */
export function openLiveDistances(
  network: Network | null,
  joins: { points: Joins; facilities: Joins } | null,
  points: Points,
  facilities: Facilities,
  categories: string[],
  needs: Needs = {}
): LiveDistances {
  const wanted = new Set(categories);
  const answer = createQualifier(facilities, needs);
  const chosen = facilitiesIn(facilities, categories, needs);
  const places = {
    lon: Float64Array.from(chosen, (i) => facilities.lon[i]),
    lat: Float64Array.from(chosen, (i) => facilities.lat[i])
  };
  const straight = createStraightTracker(points, places, chosen);
  const walk =
    network && joins
      ? createTracker(network, pickJoins(joins.facilities, chosen), joins.points, chosen)
      : null;
  const count = points.lon.length;
  const distanceM = new Float64Array(count);
  const straightM = new Float64Array(count);
  const nearest = new Int32Array(count);
  const isSeen = new Uint8Array(count);

  /** Works out one point from the trackers, as `distancesTo` does from its searches. */
  function settle(i: number): void {
    const lineM = straight.straightM[i];
    distanceM[i] = walk ? metresOf(walk.pointTicks[i]) : lineM * DETOUR_FACTOR;
    straightM[i] = walk && lineM > distanceM[i] ? distanceM[i] : lineM;
    nearest[i] = walk ? walk.pointSource[i] : straight.nearest[i];
  }
  for (let i = 0; i < count; i++) settle(i);

  function gather(...lists: number[][]): DistanceChanges {
    const changes: DistanceChanges = { point: [], distanceBeforeM: [], straightBeforeM: [] };
    for (const list of lists) {
      for (const i of list) {
        if (isSeen[i]) continue;
        isSeen[i] = 1;
        const distanceBefore = distanceM[i];
        const straightBefore = straightM[i];
        settle(i);
        if (distanceM[i] === distanceBefore && straightM[i] === straightBefore) continue;
        changes.point.push(i);
        changes.distanceBeforeM.push(distanceBefore);
        changes.straightBeforeM.push(straightBefore);
      }
    }
    for (const list of lists) for (const i of list) isSeen[i] = 0;
    return changes;
  }

  return {
    ...{ distanceM, straightM, nearest, estimated: walk === null },
    asksFor: (facility, category) => wanted.has(category) && answer(facility) !== 'no',
    place(facility, { lon, lat, joins: standing, at }) {
      const line = straight.place(facility, lon, lat).point;
      if (walk === null) return gather(line);
      if (standing === null) throw new Error('expected where the facility meets the network, got null');
      return gather(line, walk.place(facility, standing, at).point);
    },
    remove(facility) {
      const line = straight.remove(facility).point;
      return walk === null ? gather(line) : gather(line, walk.remove(facility).point);
    }
  };
}
