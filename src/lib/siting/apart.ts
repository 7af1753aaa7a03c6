import Flatbush from 'flatbush';
import { distanceM, metresPerDegree } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';

/** Places that are too near to each other, and to what stands already. */
export interface TooNear {
  /** Pairs of candidates as p0, q0, p1, q1, … with p < q, by p and then q: `SitingLimits.apart` where each is a place of its own. */
  pairs: Uint32Array;
  /** The nearest of `existing` to each candidate where it is too near, −1: none is; of equally near ones the first. */
  existing: Int32Array;
  /** Metres to that one; NaN: none. */
  existingM: Float64Array;
}

/**
 * Candidates nearer to each other than `metres` (straight lines on the ellipsoid; at just so many metres they are apart enough), and
 * those nearer than that to one of `existing`. No pair for 0 metres, not even of two at one place. Throws for a negative
 * distance and for none.
 */
export function apartPairs(candidates: Points, metres: number, existing?: Points): TooNear {
  if (!(metres >= 0)) throw new Error(`expected a least distance of 0 m or more, got ${metres}`);
  const count = candidates.lon.length;
  const pairs: number[] = [];
  const own = createSearch(candidates, metres);
  for (let p = 0; p < count; p++) {
    const near = own(candidates.lon[p], candidates.lat[p]).filter((q) => q > p);
    for (const q of near.sort((a, b) => a - b)) pairs.push(p, q);
  }
  const nearest = new Int32Array(count).fill(-1);
  const nearestM = new Float64Array(count).fill(NaN);
  const others = existing && createSearch(existing, metres);
  for (let p = 0; existing && others && p < count; p++) {
    const [lon, lat] = [candidates.lon[p], candidates.lat[p]];
    for (const k of others(lon, lat).sort((a, b) => a - b)) {
      const away = distanceM(lon, lat, existing.lon[k], existing.lat[k]);
      if (away >= nearestM[p]) continue;
      nearest[p] = k;
      nearestM[p] = away;
    }
  }
  return { pairs: Uint32Array.from(pairs), existing: nearest, existingM: nearestM };
}

/** Finds the points nearer than `metres` to a position, in no order. */
function createSearch(points: Points, metres: number): (lon: number, lat: number) => number[] {
  const count = points.lon.length;
  if (count === 0) return () => [];
  const index = new Flatbush(count);
  for (let i = 0; i < count; i++) index.add(points.lon[i], points.lat[i]);
  index.finish();
  return (lon, lat) => {
    // A little wider than the distance, by the degrees of the box's side nearer to the pole, where they are shortest.
    const y = (1.01 * metres) / metresPerDegree(lat).y;
    const x = (1.01 * metres) / metresPerDegree(Math.min(89, Math.abs(lat) + y)).x;
    return index.search(lon - x, lat - y, lon + x, lat + y, (k) => {
      return distanceM(lon, lat, points.lon[k], points.lat[k]) < metres;
    });
  };
}
