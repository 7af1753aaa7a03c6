import { distanceM } from '../../geometry/metric.ts';
import type { LonLat } from '../../network/along.ts';

const SEMI_MAJOR_M = 6378137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));

/** Metres of each leg of a line on the ellipsoid (`distanceM`); one fewer than there are points. */
export function legsOf(points: readonly LonLat[]): number[] {
  return points.slice(1).map((to, i) => distanceM(points[i][0], points[i][1], to[0], to[1]));
}

/**
 * Square metres of a ring on the WGS84 ellipsoid, whichever way round, closed or not; 0 of fewer than three points. By the
 * area between each side and the equator (Snyder, Map Projections, USGS 1395, eq. 3-12), its sides taken as straight on an
 * equal-area map: exact for parallels and meridians, within 0.01 % for sides below 100 km. A ring that crosses itself has
 * its parts taken off each other.
 */
export function ringAreaM2(points: readonly LonLat[]): number {
  if (points.length < 3) return 0;
  let sum = 0;
  for (let i = 0; i < points.length; i++) {
    const [lon1, lat1] = points[i];
    const [lon2, lat2] = points[(i + 1) % points.length];
    sum += (lon2 - lon1) * (beltOf(lat1) + beltOf(lat2));
  }
  return Math.abs((sum * Math.PI) / 180) * (SEMI_MAJOR_M ** 2 / 4);
}

/** Snyder's q: twice the area of the belt from the equator to a latitude, for one radian and a semi-major axis of 1. */
function beltOf(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  const e = ECCENTRICITY * sin;
  return (1 - ECCENTRICITY ** 2) * (sin / (1 - e * e) + Math.log((1 + e) / (1 - e)) / (2 * ECCENTRICITY));
}

/** True where two sides of the closed ring cross: its area says nothing then. */
export function crossesItself(points: readonly LonLat[]): boolean {
  const n = points.length;
  for (let i = 0; i < n; i++)
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (cross(points[i], points[(i + 1) % n], points[j], points[(j + 1) % n])) return true;
    }
  return false;
}

function cross(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  const side = (p: LonLat, q: LonLat, r: LonLat) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
