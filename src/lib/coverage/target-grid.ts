import { distanceM, type Plane } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';
import { PLANE_ERROR } from './point-tree.ts';

/** Targets that come and go, to be looked up from places. */
export interface TargetGrid {
  put(id: number, lon: number, lat: number): void;
  /** Nothing happens where it is not there. */
  take(id: number): void;
  /** The nearest target, of equally near ones the lowest (−1: none), and the metres to it (Infinity). */
  nearest(lon: number, lat: number): { target: number; metres: number };
}

/**
 * Square cells over the box of `points`, about two targets to a cell where there are `expected` of them; what lies outside is
 * kept in the cells at the rim. (A tree of targets would have to be balanced while they come and go.)
 */
export function createTargetGrid(points: Points, plane: Plane, expected: number): TargetGrid {
  const xs = points.lon.map((lon) => plane.x(lon));
  const ys = points.lat.map((lat) => plane.y(lat));
  const west = xs.reduce((least, x) => Math.min(least, x), Infinity);
  const south = ys.reduce((least, y) => Math.min(least, y), Infinity);
  const wideM = Math.max(1, xs.reduce((most, x) => Math.max(most, x), -Infinity) - west);
  const highM = Math.max(1, ys.reduce((most, y) => Math.max(most, y), -Infinity) - south);
  const cellM = Math.max(Math.sqrt((2 * wideM * highM) / expected), Math.max(wideM, highM) / 4096);
  const columns = Math.ceil(wideM / cellM);
  const rows = Math.ceil(highM / cellM);
  const cells = new Map<number, number[]>();
  const held = new Map<number, { lon: number; lat: number; cell: number }>();
  const columnOf = (lon: number): number =>
    Math.min(columns - 1, Math.max(0, Math.floor((plane.x(lon) - west) / cellM)));
  const rowOf = (lat: number): number =>
    Math.min(rows - 1, Math.max(0, Math.floor((plane.y(lat) - south) / cellM)));

  return {
    put(id, lon, lat) {
      const cell = rowOf(lat) * columns + columnOf(lon);
      held.set(id, { lon, lat, cell });
      const there = cells.get(cell);
      if (there) there.push(id);
      else cells.set(cell, [id]);
    },

    take(id) {
      const target = held.get(id);
      if (!target) return;
      held.delete(id);
      const there = cells.get(target.cell)!;
      there.splice(there.indexOf(id), 1);
    },

    nearest(lon, lat) {
      const column = columnOf(lon);
      const row = rowOf(lat);
      const best = { target: -1, metres: Infinity };
      const look = (c: number, r: number): void => {
        if (c < 0 || c >= columns || r < 0 || r >= rows) return;
        for (const id of cells.get(r * columns + c) ?? []) {
          const at = held.get(id)!;
          const metres = distanceM(lon, lat, at.lon, at.lat);
          if (metres > best.metres || (metres === best.metres && id > best.target)) continue;
          best.target = id;
          best.metres = metres;
        }
      };
      // Putting what lies outside to the rim brings nothing farther apart, so that rings still go outwards.
      for (let ring = 0; ring <= Math.max(columns, rows); ring++) {
        if ((ring - 1) * cellM > best.metres * PLANE_ERROR + 0.01) break;
        for (let c = column - ring; c <= column + ring; c++) {
          look(c, row - ring);
          if (ring > 0) look(c, row + ring);
        }
        for (let r = row - ring + 1; r < row + ring; r++) {
          look(column - ring, r);
          look(column + ring, r);
        }
      }
      return best;
    }
  };
}
