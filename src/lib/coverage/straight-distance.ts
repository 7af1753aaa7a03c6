import Flatbush from 'flatbush';
import { createPlane, distanceM } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';

/** How much farther than the nearest in the plane one may be and still be nearer on the ground, to 150 km around. */
const PLANE_ERROR = 1.02;

/**
 * Straight-line metres from each of `points` to the nearest of `targets`, and which that is (index into `targets`);
 * Infinity and −1 where there are none. The nearest are looked up in a plane around the middle of the targets, their
 * distances are exact.
 */
export function straightDistances(
  points: Points,
  targets: Points
): { straightM: Float64Array; nearest: Int32Array } {
  const straightM = new Float64Array(points.lon.length).fill(Infinity);
  const nearest = new Int32Array(points.lon.length).fill(-1);
  const count = targets.lon.length;
  if (count === 0) return { straightM, nearest };
  const plane = createPlane(mean(targets.lon), mean(targets.lat));
  const index = new Flatbush(count);
  for (let i = 0; i < count; i++) index.add(plane.x(targets.lon[i]), plane.y(targets.lat[i]));
  index.finish();
  for (let i = 0; i < straightM.length; i++) {
    const x = plane.x(points.lon[i]);
    const y = plane.y(points.lat[i]);
    const [first] = index.neighbors(x, y, 1);
    const firstM = Math.hypot(plane.x(targets.lon[first]) - x, plane.y(targets.lat[first]) - y);
    for (const target of index.neighbors(x, y, Infinity, firstM * PLANE_ERROR + 0.01)) {
      const exactM = distanceM(points.lon[i], points.lat[i], targets.lon[target], targets.lat[target]);
      if (exactM < straightM[i] || (exactM === straightM[i] && target < nearest[i])) {
        straightM[i] = exactM;
        nearest[i] = target;
      }
    }
  }
  return { straightM, nearest };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
