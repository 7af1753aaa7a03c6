import Flatbush from 'flatbush';
import { createPlane } from '../geometry/metric.ts';
import type { LonLat } from './along.ts';
import type { Network } from './network.ts';

/**
 * Half the widest gap between ways that still counts as mapped land, in metres: a place up to 300 m from a way is joined
 * to it (method §3, `snap_limit`), so two ways up to 600 m apart leave no place between them that the network cannot serve.
 */
const CLOSE_M = 300;

const CELL_M = 25;
const MOST_CELLS = 4_000_000;

/** How far the data of a network goes. */
export interface NetworkExtent {
  /**
   * Metres in a straight line from a position (degrees) to the nearest land where no network data is, 0 there, `farM` at
   * most. Rather too short than too long, by up to three cells.
   */
  distanceToEdgeM(lon: number, lat: number, farM: number): number;
  /** The outline as closed rings of positions, to be drawn; outer rings only. */
  rings: LonLat[][];
  cellM: number;
}

/**
 * Where the data of a network ends: cells of 25 m (wider, where there would be over four million) that a way runs through,
 * closed over gaps up to 600 m (grown and shrunk by discs of 300 m), without the holes that ways surround: a lake or a
 * park is land where nobody drew a way because there is none. No hull and no box: these would take in the empty bay of a concave city, and
 * land beside it that nobody mapped. Null for a network without an edge.
 *
 * Shrinking takes three cells more than growing, so that the outline lies inside the ways at the border, never beyond.
 */
export function findExtent(network: Network): NetworkExtent | null {
  const { pointLon, pointLat, edgeFrom } = network;
  if (edgeFrom.length === 0) return null;
  const box = boxOf(network);
  const plane = createPlane((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  const [west, south] = [plane.x(box[0]), plane.y(box[1])];
  const [width, height] = [plane.x(box[2]) - west, plane.y(box[3]) - south];
  const cellM = Math.max(CELL_M, Math.sqrt(((width + 1000) * (height + 1000)) / MOST_CELLS));
  const margin = Math.ceil(CLOSE_M / cellM) + 4;
  const columns = Math.floor(width / cellM) + 1 + 2 * margin;
  const rows = Math.floor(height / cellM) + 1 + 2 * margin;
  const column = (x: number): number => Math.floor((x - west) / cellM) + margin;
  const row = (y: number): number => Math.floor((y - south) / cellM) + margin;
  const inside = (x: number, y: number): boolean => {
    const [c, r] = [column(x), row(y)];
    return c >= 0 && r >= 0 && c < columns && r < rows && data[r * columns + c] === 1;
  };

  const ways = new Uint8Array(columns * rows);
  for (let e = 0; e < edgeFrom.length; e++)
    for (let p = network.edgeFirstPoint[e]; p + 1 < network.edgeFirstPoint[e + 1]; p++) {
      const [ax, ay] = [plane.x(pointLon[p]), plane.y(pointLat[p])];
      const [bx, by] = [plane.x(pointLon[p + 1]), plane.y(pointLat[p + 1])];
      const steps = Math.max(1, Math.ceil((2 * Math.max(Math.abs(bx - ax), Math.abs(by - ay))) / cellM));
      for (let k = 0; k <= steps; k++)
        ways[row(ay + (k / steps) * (by - ay)) * columns + column(ax + (k / steps) * (bx - ax))] = 1;
    }
  const reach = CLOSE_M / cellM;
  const grown = withinCells(ways, columns, rows, reach, 1);
  const shrunk = withinCells(grown, columns, rows, reach + 3, 0);
  const data = fillHoles(
    shrunk.map((near) => 1 - near),
    columns,
    rows
  );

  // Cells without data beside one with: whatever lies farther out is farther off.
  const border: number[] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const cell = r * columns + c;
      if (data[cell] === 1) continue;
      const beside = (c > 0 && data[cell - 1]) || (c + 1 < columns && data[cell + 1]);
      if (beside || (r > 0 && data[cell - columns]) || (r + 1 < rows && data[cell + columns]))
        border.push(cell);
    }
  const index = border.length > 0 ? new Flatbush(border.length, 16, Float64Array) : null;
  for (const cell of border) {
    const x = west + ((cell % columns) - margin) * cellM;
    const y = south + (Math.floor(cell / columns) - margin) * cellM;
    index!.add(x, y, x + cellM, y + cellM);
  }
  index?.finish();
  return {
    distanceToEdgeM(lon, lat, farM) {
      const [x, y] = [plane.x(lon), plane.y(lat)];
      if (!inside(x, y)) return 0;
      const near = index?.neighbors(x, y, 1, farM)[0];
      if (near === undefined) return farM;
      const left = west + ((border[near] % columns) - margin) * cellM;
      const bottom = south + (Math.floor(border[near] / columns) - margin) * cellM;
      const dx = Math.max(left - x, 0, x - left - cellM);
      const dy = Math.max(bottom - y, 0, y - bottom - cellM);
      return Math.min(farM, Math.hypot(dx, dy));
    },
    rings: outline(data, columns, rows).map((ring) =>
      ring.map(([c, r]): LonLat => [
        plane.lon(west + (c - margin) * cellM),
        plane.lat(south + (r - margin) * cellM)
      ])
    ),
    cellM
  };
}

function boxOf({ pointLon, pointLat }: Network): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let p = 0; p < pointLon.length; p++) {
    box[0] = Math.min(box[0], pointLon[p]);
    box[1] = Math.min(box[1], pointLat[p]);
    box[2] = Math.max(box[2], pointLon[p]);
    box[3] = Math.max(box[3], pointLat[p]);
  }
  return box;
}

/**
 * 1 for each cell whose middle is at most `reach` cells from that of one with `value`: the exact Euclidean distance, a
 * column at a time and then a row at a time (P. Felzenszwalb, D. Huttenlocher, Theory of Computing 8, 2012).
 */
function withinCells(
  cells: Uint8Array,
  columns: number,
  rows: number,
  reach: number,
  value: number
): Uint8Array {
  const most = Math.floor(reach) + 1;
  const up = new Uint16Array(cells.length).fill(most);
  for (let c = 0; c < columns; c++) {
    let since = most;
    for (let r = 0, cell = c; r < rows; r++, cell += columns)
      up[cell] = since = cells[cell] === value ? 0 : Math.min(most, since + 1);
    since = most;
    for (let r = rows - 1, cell = c + r * columns; r >= 0; r--, cell -= columns) {
      since = cells[cell] === value ? 0 : Math.min(most, since + 1);
      if (since < up[cell]) up[cell] = since;
    }
  }
  // A cell `up` rows from its nearest covers so many columns to both sides; the sum of starts and ends tells who is covered.
  const half = Int32Array.from({ length: most + 1 }, (_, rise) =>
    rise > reach ? -1 : Math.floor(Math.sqrt(reach * reach - rise * rise))
  );
  const out = new Uint8Array(cells.length);
  const steps = new Int32Array(columns + 1);
  for (let r = 0; r < rows; r++) {
    steps.fill(0);
    for (let c = 0; c < columns; c++) {
      const wide = half[up[r * columns + c]];
      if (wide < 0) continue;
      steps[Math.max(0, c - wide)]++;
      steps[Math.min(columns, c + wide + 1)]--;
    }
    let over = 0;
    for (let c = 0; c < columns; c++) {
      over += steps[c];
      out[r * columns + c] = over > 0 ? 1 : 0;
    }
  }
  return out;
}

/** Cells without data that the rim of the raster cannot reach over their sides become data. */
function fillHoles(data: Uint8Array, columns: number, rows: number): Uint8Array {
  const outside = new Uint8Array(data.length);
  const stack: number[] = [];
  const visit = (cell: number): void => {
    if (outside[cell] === 1 || data[cell] === 1) return;
    outside[cell] = 1;
    stack.push(cell);
  };
  // The margin leaves the rim without data, all around.
  visit(0);
  while (stack.length > 0) {
    const cell = stack.pop()!;
    const c = cell % columns;
    if (c > 0) visit(cell - 1);
    if (c + 1 < columns) visit(cell + 1);
    if (cell >= columns) visit(cell - columns);
    if (cell + columns < columns * rows) visit(cell + columns);
  }
  return outside.map((out) => 1 - out);
}

/** Rings around the cells with data, corners only, cells on the left; corners that two cells share at a point part there. */
function outline(data: Uint8Array, columns: number, rows: number): [number, number][][] {
  const stride = columns + 1;
  const next = new Map<number, number[]>();
  const side = (from: number, to: number): void => {
    const list = next.get(from);
    if (list) list.push(to);
    else next.set(from, [to]);
  };
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const cell = r * columns + c;
      if (data[cell] !== 1) continue;
      const at = r * stride + c;
      if (r === 0 || data[cell - columns] !== 1) side(at, at + 1);
      if (c + 1 === columns || data[cell + 1] !== 1) side(at + 1, at + 1 + stride);
      if (r + 1 === rows || data[cell + columns] !== 1) side(at + 1 + stride, at + stride);
      if (c === 0 || data[cell - 1] !== 1) side(at + stride, at);
    }
  const rings: [number, number][][] = [];
  for (const start of next.keys()) {
    while (next.get(start)!.length > 0) {
      const ring: [number, number][] = [];
      let at = start;
      let turn = 0;
      do {
        const to = next.get(at)!.pop()!;
        if (to - at !== turn) ring.push([at % stride, Math.floor(at / stride)]);
        turn = to - at;
        at = to;
      } while (at !== start);
      ring.push(ring[0]);
      rings.push(ring);
    }
  }
  return rings;
}
