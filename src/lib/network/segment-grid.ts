import { metresPerDegree } from '../geometry/metric.ts';
import type { Network } from './network.ts';

/**
 * Segments by square cells, for pairs of near ones (a tree of boxes searched from each segment took several times as long).
 * A segment is named by its first geometry point. Cell c holds `segment[first[c]] … segment[first[c + 1] - 1]`.
 */
export interface SegmentGrid {
  columns: number;
  first: Uint32Array;
  segment: Uint32Array;
  /** Edge of each geometry point. */
  pointEdge: Uint32Array;
  /** The cell that a position (degrees) lies in. */
  cellOf(lon: number, lat: number): number;
  /** Calls `visit` with each segment that may lie within `reachM` metres of a box (degrees); with some twice. */
  eachNear(
    west: number,
    south: number,
    east: number,
    north: number,
    reachM: number,
    visit: (p: number) => void
  ): void;
}

const CELL_M = 30;
const MOST_CELLS = 4_000_000;

/** Puts every segment into each cell it runs through; cells are 30 m wide, wider where there would be over 4 million. */
export function gridSegments(network: Network): SegmentGrid {
  const { pointLon, pointLat, edgeFirstPoint, edgeFrom } = network;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let p = 0; p < pointLon.length; p++) {
    west = Math.min(west, pointLon[p]);
    east = Math.max(east, pointLon[p]);
    south = Math.min(south, pointLat[p]);
    north = Math.max(north, pointLat[p]);
  }
  if (pointLon.length === 0) [west, south, east, north] = [0, 0, 0, 0];
  const per = metresPerDegree((south + north) / 2);
  const areaM2 = (east - west) * per.x * (north - south) * per.y;
  const sideM = Math.max(
    CELL_M,
    Math.sqrt(areaM2 / MOST_CELLS),
    ((east - west) * per.x) / MOST_CELLS,
    ((north - south) * per.y) / MOST_CELLS
  );
  const perColumn = per.x / sideM;
  const perRow = per.y / sideM;
  const columns = Math.floor((east - west) * perColumn) + 1;
  const rows = Math.floor((north - south) * perRow) + 1;
  const clamp = (value: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(value)));
  const columnOf = (lon: number): number => clamp((lon - west) * perColumn, columns);
  const rowOf = (lat: number): number => clamp((lat - south) * perRow, rows);

  const eachCell = (p: number, visit: (cell: number) => void): void => {
    const ax = (pointLon[p] - west) * perColumn;
    const ay = (pointLat[p] - south) * perRow;
    const bx = (pointLon[p + 1] - west) * perColumn;
    const by = (pointLat[p + 1] - south) * perRow;
    const low = clamp(Math.min(ay, by), rows);
    const high = clamp(Math.max(ay, by), rows);
    for (let row = low; row <= high; row++) {
      let [from, to] = [Math.min(ax, bx), Math.max(ax, bx)];
      if (low < high) {
        const one = ax + Math.min(1, Math.max(0, (row - ay) / (by - ay))) * (bx - ax);
        const two = ax + Math.min(1, Math.max(0, (row + 1 - ay) / (by - ay))) * (bx - ax);
        // A hair more, so that rounding leaves no cell out.
        [from, to] = [Math.min(one, two) - 1e-6, Math.max(one, two) + 1e-6];
      }
      const last = clamp(to, columns);
      for (let column = clamp(from, columns); column <= last; column++) visit(row * columns + column);
    }
  };

  const pointEdge = new Uint32Array(pointLon.length);
  const first = new Uint32Array(columns * rows + 1);
  const eachSegment = (visit: (p: number) => void): void => {
    for (let e = 0; e < edgeFrom.length; e++)
      for (let p = edgeFirstPoint[e]; p + 1 < edgeFirstPoint[e + 1]; p++) visit(p);
  };
  for (let e = 0; e < edgeFrom.length; e++) pointEdge.fill(e, edgeFirstPoint[e], edgeFirstPoint[e + 1]);
  eachSegment((p) => eachCell(p, (cell) => first[cell + 1]++));
  for (let cell = 0; cell + 1 < first.length; cell++) first[cell + 1] += first[cell];
  const segment = new Uint32Array(first[first.length - 1]);
  const next = first.slice();
  eachSegment((p) => eachCell(p, (cell) => (segment[next[cell]++] = p)));
  return {
    columns,
    first,
    segment,
    pointEdge,
    cellOf: (lon, lat) => rowOf(lat) * columns + columnOf(lon),
    eachNear(boxWest, boxSouth, boxEast, boxNorth, reachM, visit) {
      // The length of a degree of longitude differs from north to south: the shortest counts.
      const reachLon = reachM / metresPerDegree(Math.max(Math.abs(boxSouth), Math.abs(boxNorth))).x;
      const reachLat = reachM / metresPerDegree(0).y;
      const [left, right] = [columnOf(boxWest - reachLon), columnOf(boxEast + reachLon)];
      const [bottom, top] = [rowOf(boxSouth - reachLat), rowOf(boxNorth + reachLat)];
      for (let row = bottom; row <= top; row++) {
        const from = first[row * columns + left];
        const to = first[row * columns + right + 1];
        for (let k = from; k < to; k++) visit(segment[k]);
      }
    }
  };
}
