import { createPlane, distanceM } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';
import { createPointTree } from './point-tree.ts';
import { straightDistances } from './straight-distance.ts';
import { createTargetGrid } from './target-grid.ts';

/** The points whose nearest target or distance to it a change has changed, with what both were before; in no order. */
export interface StraightChanges {
  point: number[];
  straightBeforeM: number[];
}

/** Straight lines to the nearest of targets that come and go. */
export interface StraightTracker {
  /** Of each point: metres to its nearest target (Infinity: none), and which that is (−1). */
  straightM: Float64Array;
  nearest: Int32Array;
  /** Puts target `id` to a place (degrees), from where it was, or as a new one. */
  place(id: number, lon: number, lat: number): StraightChanges;
  remove(id: number): StraightChanges;
}

/**
 * Holds the straight line of every point to its nearest target while targets come and go one at a time: after each change
 * the columns are those of `straightDistances` for the targets then present in ascending order of ids, ties to the lowest.
 * Target k of `targets` has the id `ids[k]`, ascending.
 *
 * The points nearest to the target that goes look around themselves in a grid of targets; those to which the new place is
 * nearer than what they have are found in a tree of the points, each branch of which knows how far any of its own is from
 * its target (C. Yang and K.-I. Lin, An index structure for efficient reverse nearest neighbor queries, ICDE 2001).
 */
export function createStraightTracker(
  points: Points,
  targets: Points,
  ids: ArrayLike<number>
): StraightTracker {
  const found = straightDistances(points, targets);
  const { straightM } = found;
  const nearest = found.nearest.map((k) => (k < 0 ? -1 : ids[k]));
  const plane = createPlane(mean(points.lon), mean(points.lat));
  const tree = createPointTree(points, plane, straightM);
  const grid = createTargetGrid(points, plane, Math.max(targets.lon.length, 1));
  for (let k = 0; k < targets.lon.length; k++) grid.put(ids[k], targets.lon[k], targets.lat[k]);

  // The points of each target as a chain, so that those of one are found without looking at the others.
  const first = new Map<number, number>();
  const next = new Int32Array(nearest.length).fill(-1);
  const before = new Int32Array(nearest.length).fill(-1);
  const link = (point: number): void => {
    const id = nearest[point];
    const head = first.get(id) ?? -1;
    next[point] = head;
    before[point] = -1;
    if (head >= 0) before[head] = point;
    first.set(id, point);
  };
  const unlink = (point: number): void => {
    if (before[point] >= 0) next[before[point]] = next[point];
    else first.set(nearest[point], next[point]);
    if (next[point] >= 0) before[next[point]] = before[point];
  };
  for (let point = nearest.length - 1; point >= 0; point--) link(point);

  function set(point: number, id: number, metres: number, changes: StraightChanges): void {
    if (nearest[point] === id && straightM[point] === metres) return;
    changes.point.push(point);
    changes.straightBeforeM.push(straightM[point]);
    unlink(point);
    nearest[point] = id;
    straightM[point] = metres;
    link(point);
  }

  function change(id: number, lon: number, lat: number): StraightChanges {
    const changes: StraightChanges = { point: [], straightBeforeM: [] };
    const own: number[] = [];
    for (let point = first.get(id) ?? -1; point >= 0; point = next[point]) own.push(point);
    grid.take(id);
    const goes = Number.isNaN(lon);
    if (!goes) grid.put(id, lon, lat);
    for (const point of own) {
      const { target, metres } = grid.nearest(points.lon[point], points.lat[point]);
      set(point, target, metres, changes);
    }
    if (!goes)
      tree.visitNear(lon, lat, (point) => {
        const metres = distanceM(points.lon[point], points.lat[point], lon, lat);
        const closer = metres < straightM[point] || (metres === straightM[point] && id < nearest[point]);
        if (closer) set(point, id, metres, changes);
      });
    tree.refresh(changes.point);
    return changes;
  }

  return {
    straightM,
    nearest,
    place(id, lon, lat) {
      if (!(Number.isFinite(lon) && Number.isFinite(lat)))
        throw new Error(`expected a place in degrees, got ${lon}, ${lat}`);
      return change(id, lon, lat);
    },
    remove: (id) => change(id, NaN, NaN)
  };
}

function mean(values: Float64Array): number {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
