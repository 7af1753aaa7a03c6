import Flatbush from 'flatbush';
import { createPlane, distanceM } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';

/** Of how many of the nearest in the plane the exact distance is worked out: the plane may swap near equals. */
const TRIED = 4;

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
    for (const target of index.neighbors(plane.x(points.lon[i]), plane.y(points.lat[i]), TRIED)) {
      const exactM = distanceM(points.lon[i], points.lat[i], targets.lon[target], targets.lat[target]);
      if (exactM < straightM[i]) {
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
