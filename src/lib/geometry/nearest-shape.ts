import { createLocator } from './locate.ts';
import { metresPerDegree } from './metric.ts';
import type { Polygons } from './shapes.ts';

/** Cells are this many times as wide as the limit, so that a search looks into four of them at most. */
const CELLS_A_LIMIT = 2;

/**
 * Finds the shape that a point lies in, else the one whose outline is nearest within `limitM` metres (of two as near the
 * lower index), −1 where there is none. Outlines lie in a grid of cells: a point costs four cells, not all shapes.
 */
export function createNearestShape(polygons: Polygons, limitM: number): (lon: number, lat: number) => number {
  const locate = createLocator(polygons);
  const { lon, lat } = polygons;
  if (lon.length === 0) return () => -1;
  let widest = 0;
  for (const each of lat) widest = Math.max(widest, Math.abs(each));
  // Metres of a degree of longitude are least where it is farthest from the equator: there a cell holds the limit still.
  const cellLon = (CELLS_A_LIMIT * limitM) / metresPerDegree(Math.min(widest, 89)).x;
  const cellLat = (CELLS_A_LIMIT * limitM) / metresPerDegree(0).y;
  const cells = layEdges(polygons, cellLon, cellLat);
  return (x, y) => {
    const inside = locate(x, y);
    if (inside >= 0) return inside;
    const per = metresPerDegree(y);
    const [reachLon, reachLat] = [limitM / per.x, limitM / per.y];
    let found = -1;
    let least = limitM * limitM;
    for (
      let column = Math.floor((x - reachLon) / cellLon);
      column <= Math.floor((x + reachLon) / cellLon);
      column++
    )
      for (let row = Math.floor((y - reachLat) / cellLat); row <= Math.floor((y + reachLat) / cellLat); row++)
        for (const [shape, k] of cells.get(`${column} ${row}`) ?? []) {
          const ax = (lon[k] - x) * per.x;
          const ay = (lat[k] - y) * per.y;
          const m2 = distance2(ax, ay, (lon[k + 1] - x) * per.x, (lat[k + 1] - y) * per.y);
          if (m2 < least || (m2 === least && (found < 0 || shape < found))) [least, found] = [m2, shape];
        }
    return found;
  };
}

/** Edges (shape, first vertex) by the cells that their boxes touch. */
function layEdges(polygons: Polygons, cellLon: number, cellLat: number): Map<string, [number, number][]> {
  const { lon, lat, shapeFirst, partFirst, ringFirst } = polygons;
  const cells = new Map<string, [number, number][]>();
  for (let shape = 0; shape + 1 < shapeFirst.length; shape++)
    for (let ring = partFirst[shapeFirst[shape]]; ring < partFirst[shapeFirst[shape + 1]]; ring++)
      for (let k = ringFirst[ring]; k + 1 < ringFirst[ring + 1]; k++) {
        const [left, right] = [Math.min(lon[k], lon[k + 1]), Math.max(lon[k], lon[k + 1])];
        const [low, high] = [Math.min(lat[k], lat[k + 1]), Math.max(lat[k], lat[k + 1])];
        for (let column = Math.floor(left / cellLon); column <= Math.floor(right / cellLon); column++)
          for (let row = Math.floor(low / cellLat); row <= Math.floor(high / cellLat); row++) {
            const key = `${column} ${row}`;
            const list = cells.get(key);
            if (list) list.push([shape, k]);
            else cells.set(key, [[shape, k]]);
          }
      }
  return cells;
}

/** Square of the distance from the origin to the segment a–b. */
function distance2(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2));
  return (ax + t * dx) ** 2 + (ay + t * dy) ** 2;
}
