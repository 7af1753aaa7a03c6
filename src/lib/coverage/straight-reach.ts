import Flatbush from 'flatbush';
import { distanceM, metresPerDegree } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';
import { DETOUR_FACTOR } from './distances.ts';

/** Points near places: place c has `point[first[c]] … point[first[c + 1] - 1]`, ascending, each over `metres` of walking. */
export interface NearSets {
  first: Uint32Array;
  point: Uint32Array;
  metres: Float64Array;
}

/**
 * Which demand points lie within `limitM` of each place when no roads are known: straight line × 1.3, an estimate.
 */
export function straightReachSets(places: Points, demand: Points, limitM: number): NearSets {
  const index = indexPoints(demand);
  const straightM = limitM / DETOUR_FACTOR;
  return collectSets(places.lon.length, (c, add) => {
    const [lon, lat] = [places.lon[c], places.lat[c]];
    const perDegree = metresPerDegree(lat);
    // A little wider than the limit: a degree is not equally long at the box's other side.
    const x = (1.01 * straightM) / perDegree.x;
    const y = (1.01 * straightM) / perDegree.y;
    for (const i of index?.search(lon - x, lat - y, lon + x, lat + y) ?? []) {
      const metres = DETOUR_FACTOR * distanceM(lon, lat, demand.lon[i], demand.lat[i]);
      if (metres <= limitM) add(i, metres);
    }
  });
}

/** Sets from a function that adds the points of one place, each once, in any order. */
function collectSets(
  places: number,
  visit: (place: number, add: (point: number, metres: number) => void) => void
): NearSets {
  const first = new Uint32Array(places + 1);
  const rows: { point: number; metres: number }[][] = [];
  for (let c = 0; c < places; c++) {
    const row: { point: number; metres: number }[] = [];
    visit(c, (point, metres) => row.push({ point, metres }));
    row.sort((a, b) => a.point - b.point);
    rows.push(row);
    first[c + 1] = first[c] + row.length;
  }
  const point = new Uint32Array(first[places]);
  const metres = new Float64Array(first[places]);
  rows.forEach((row, c) =>
    row.forEach((pair, k) => {
      point[first[c] + k] = pair.point;
      metres[first[c] + k] = pair.metres;
    })
  );
  return { first, point, metres };
}

/** Null for no points, which flatbush refuses. */
function indexPoints(points: Points): Flatbush | null {
  if (points.lon.length === 0) return null;
  const index = new Flatbush(points.lon.length);
  for (let i = 0; i < points.lon.length; i++) index.add(points.lon[i], points.lat[i]);
  index.finish();
  return index;
}
