import { orderByHilbert } from '../geometry/hilbert.ts';
import type { Plane } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';

/** How much farther in the plane than on the ground, or the other way round, a distance may be (as in `straightDistances`). */
export const PLANE_ERROR = 1.02;

/** Points, or branches, that share one branch. */
const WIDTH = 16;

/** Finds points that are nearer to a place than each of them is to what it has. */
export interface PointTree {
  /** Calls `visit` for every point that may be as near to the place as its own value, and for some that are not. */
  visitNear(lon: number, lat: number, visit: (point: number) => void): void;
  /** To be told of points whose value has changed. */
  refresh(changed: number[]): void;
}

interface Level {
  west: Float64Array;
  south: Float64Array;
  east: Float64Array;
  north: Float64Array;
  farthestM: Float64Array;
}

/**
 * A tree over points in Hilbert order, 16 to a branch (as flatbush lays boxes), in which each branch knows its box in the
 * plane and the greatest value of its points in `valueM`, the caller's column. Points stay where they are, so that only
 * the values have to be kept up.
 */
export function createPointTree(points: Points, plane: Plane, valueM: Float64Array): PointTree {
  const order = orderByHilbert(points.lon, points.lat);
  const place = new Uint32Array(order.length);
  order.forEach((point, k) => (place[point] = k));
  const x = Float64Array.from(order, (point) => plane.x(points.lon[point]));
  const y = Float64Array.from(order, (point) => plane.y(points.lat[point]));
  const leaves = makeLevel(order.length, x, y, x, y);
  const levels = [leaves];
  for (let top = leaves; top.west.length > 1; levels.push(top))
    top = makeLevel(top.west.length, top.west, top.south, top.east, top.north);
  levels.forEach((level, depth) => {
    for (let branch = 0; branch < level.west.length; branch++) widen(depth, branch);
  });

  function widen(depth: number, branch: number): void {
    let farthest = 0;
    const below = depth > 0 ? levels[depth - 1].farthestM : null;
    const end = Math.min((branch + 1) * WIDTH, below ? below.length : order.length);
    for (let k = branch * WIDTH; k < end; k++) {
      const value = below ? below[k] : valueM[order[k]];
      if (value > farthest) farthest = value;
    }
    levels[depth].farthestM[branch] = farthest;
  }

  function search(depth: number, branch: number, px: number, py: number, visit: (p: number) => void): void {
    const level = levels[depth];
    const dx = Math.max(level.west[branch] - px, 0, px - level.east[branch]);
    const dy = Math.max(level.south[branch] - py, 0, py - level.north[branch]);
    const reachM = level.farthestM[branch] * PLANE_ERROR + 0.01;
    if (dx * dx + dy * dy > reachM * reachM) return;
    const end = (branch + 1) * WIDTH;
    if (depth > 0) {
      const last = Math.min(end, levels[depth - 1].west.length);
      for (let k = branch * WIDTH; k < last; k++) search(depth - 1, k, px, py, visit);
      return;
    }
    for (let k = branch * WIDTH; k < Math.min(end, order.length); k++) {
      const near = valueM[order[k]] * PLANE_ERROR + 0.01;
      if ((x[k] - px) ** 2 + (y[k] - py) ** 2 <= near * near) visit(order[k]);
    }
  }

  return {
    visitNear(lon, lat, visit) {
      if (order.length > 0) search(levels.length - 1, 0, plane.x(lon), plane.y(lat), visit);
    },
    refresh(changed) {
      let branches = new Set(changed.map((point) => Math.floor(place[point] / WIDTH)));
      for (let depth = 0; depth < levels.length; depth++) {
        for (const branch of branches) widen(depth, branch);
        branches = new Set(Array.from(branches, (branch) => Math.floor(branch / WIDTH)));
      }
    }
  };
}

/** Branches over `count` boxes: where their own lie. */
function makeLevel(
  count: number,
  west: Float64Array,
  south: Float64Array,
  east: Float64Array,
  north: Float64Array
): Level {
  const branches = Math.ceil(count / WIDTH);
  const level: Level = {
    west: new Float64Array(branches).fill(Infinity),
    south: new Float64Array(branches).fill(Infinity),
    east: new Float64Array(branches).fill(-Infinity),
    north: new Float64Array(branches).fill(-Infinity),
    farthestM: new Float64Array(branches)
  };
  for (let k = 0; k < count; k++) {
    const branch = Math.floor(k / WIDTH);
    level.west[branch] = Math.min(level.west[branch], west[k]);
    level.south[branch] = Math.min(level.south[branch], south[k]);
    level.east[branch] = Math.max(level.east[branch], east[k]);
    level.north[branch] = Math.max(level.north[branch], north[k]);
  }
  return level;
}
