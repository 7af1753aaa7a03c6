import { metresPerDegree } from '../geometry/metric.ts';
import type { Network } from './network.ts';

/**
 * The segments of a network in square cells about as wide as a segment is long, all of them in rows where the network fills
 * its box; else the occupied ones in an open hash, so that neither a far outlier nor a sparse county makes it large: a line is in the cells it runs through, which bounds the
 * entries by twice the segments and a half. (A packed R-tree took five times as long to build and to ask.)
 */
export interface SegmentIndex {
  west: number;
  south: number;
  /** Degrees that a cell measures. */
  cellLon: number;
  cellLat: number;
  columns: number;
  rows: number;
  /** Open hash of cells: `keys` is −1 where a slot is free. Empty: cell `row * columns + column` is each cell's number. */
  keys: Float64Array;
  cells: Uint32Array;
  /** Segments in cell c are `segment[first[c]] … segment[first[c + 1] - 1]`: points from which they go to the next. */
  first: Uint32Array;
  segment: Uint32Array;
  /** The same in cells eight times as wide, made when a search leads far; null: not yet, or the cells are wide enough. */
  coarser: SegmentIndex | null;
}

/** Beyond these a whole number of cells no longer fits a key. */
const MOST_COLUMNS = 0x2000000;

const known = new WeakMap<Network, SegmentIndex | null>();

/** The index of the segments that points are joined to, made once and kept as long as the network is; null where it has no edge. */
export function indexSegments(network: Network): SegmentIndex | null {
  let index = known.get(network);
  if (index === undefined) {
    index = network.edgeFrom.length === 0 ? null : layCells(network, 0);
    known.set(network, index);
  }
  return index;
}

/** The same index in cells eight times as wide; null where the cells are few already. */
export function coarserIndex(network: Network, index: SegmentIndex): SegmentIndex | null {
  if (index.columns * index.rows <= 1024) return null;
  index.coarser ??= layCells(network, 8 * index.cellLat);
  return index.coarser;
}

/** Number of a cell of the box; −1 where nothing is in it. */
export function cellAt(index: SegmentIndex, column: number, row: number): number {
  const { keys } = index;
  if (keys.length === 0) return row * index.columns + column;
  const key = keyOf(column, row);
  const slot = slotOf(keys, key, column, row);
  return keys[slot] === key ? index.cells[slot] : -1;
}

/** Slot of a cell in the hash: its own, or the free one where it would be. */
function slotOf(keys: Float64Array, key: number, column: number, row: number): number {
  const mask = keys.length - 1;
  let hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  let slot = (hash ^ (hash >>> 13)) & mask;
  while (keys[slot] !== key && keys[slot] !== -1) slot = (slot + 1) & mask;
  return slot;
}

const keyOf = (column: number, row: number): number => row * MOST_COLUMNS + column;

/** Cells `cellLat` degrees high; 0: as the length of segments asks. */
function layCells(network: Network, cellLat: number): SegmentIndex {
  const frame = frameOf(network, cellLat);
  const { pointLon, pointLat, edgeFirstPoint, pointLine, joinable = Infinity } = network;
  const { west, south, cellLon } = frame;
  const perLon = 1 / cellLon;
  const perLat = 1 / frame.cellLat;
  const dense = frame.columns * frame.rows <= MOST_FILL * (pointLon.length + 1024);
  let keys = new Float64Array(dense ? 0 : 1024).fill(-1);
  let cells = new Uint32Array(keys.length);
  let count = dense ? frame.columns * frame.rows : 0;
  let entries = 0;
  let cellOf = new Uint32Array(pointLon.length + 1024);
  let segmentOf = new Uint32Array(pointLon.length + 1024);
  let [lastKey, lastCell] = [-1, 0];

  const put = (point: number, column: number, row: number): void => {
    const key = keyOf(column, row);
    if (dense) lastCell = row * frame.columns + column;
    else if (key !== lastKey) {
      if (2 * count >= keys.length) [keys, cells] = widen(keys, cells);
      const slot = slotOf(keys, key, column, row);
      if (keys[slot] === -1) {
        keys[slot] = key;
        cells[slot] = count++;
      }
      [lastKey, lastCell] = [key, cells[slot]];
    }
    if (entries === cellOf.length) {
      cellOf = grown(cellOf);
      segmentOf = grown(segmentOf);
    }
    cellOf[entries] = lastCell;
    segmentOf[entries++] = point;
  };

  /** Every cell that the segment comes within a millionth of a cell of: rounding must lose none. */
  const cross = (point: number, x1: number, y1: number, x2: number, y2: number): void => {
    const low = Math.max(0, Math.floor(Math.min(y1, y2) - EDGE));
    const high = Math.min(frame.rows - 1, Math.floor(Math.max(y1, y2) + EDGE));
    const slope = y1 === y2 ? 0 : (x2 - x1) / (y2 - y1);
    const [least, most] = [Math.min(x1, x2), Math.max(x1, x2)];
    for (let row = low; row <= high; row++) {
      let [from, to] = [least, most];
      if (low < high) {
        const a = x1 + (row - EDGE - y1) * slope;
        const b = x1 + (row + 1 + EDGE - y1) * slope;
        from = Math.max(least, Math.min(a, b));
        to = Math.min(most, Math.max(a, b));
      }
      const last = Math.min(frame.columns - 1, Math.floor(to + EDGE));
      for (let column = Math.max(0, Math.floor(from - EDGE)); column <= last; column++)
        put(point, column, row);
    }
  };

  for (let e = 0; e + 1 < edgeFirstPoint.length; e++) {
    const end = edgeFirstPoint[e + 1] - 1;
    let p = edgeFirstPoint[e];
    let x = (pointLon[p] - west) * perLon;
    let y = (pointLat[p] - south) * perLat;
    for (; p < end; p++) {
      const nextX = (pointLon[p + 1] - west) * perLon;
      const nextY = (pointLat[p + 1] - south) * perLat;
      if (pointLine[p] < joinable) cross(p, x, y, nextX, nextY);
      x = nextX;
      y = nextY;
    }
  }
  const first = new Uint32Array(count + 1);
  for (let k = 0; k < entries; k++) first[cellOf[k] + 1]++;
  for (let c = 0; c < count; c++) first[c + 1] += first[c];
  const next = first.slice();
  const segment = new Uint32Array(entries);
  for (let k = 0; k < entries; k++) segment[next[cellOf[k]]++] = segmentOf[k];
  return { ...frame, keys, cells, first, segment, coarser: null };
}

const EDGE = 1e-6;

type Frame = Pick<SegmentIndex, 'west' | 'south' | 'cellLon' | 'cellLat' | 'columns' | 'rows'>;

/** The box of the network in cells about `CELL_SEGMENTS` mean segments wide. */
function frameOf(network: Network, cellLat: number): Frame {
  const { pointLon, pointLat, edgeLengthM, edgeFrom } = network;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let p = 0; p < pointLon.length; p++) {
    if (pointLon[p] < west) west = pointLon[p];
    if (pointLon[p] > east) east = pointLon[p];
    if (pointLat[p] < south) south = pointLat[p];
    if (pointLat[p] > north) north = pointLat[p];
  }
  let lengthM = 0;
  for (let e = 0; e < edgeLengthM.length; e++) lengthM += edgeLengthM[e];
  const { x, y } = metresPerDegree(Math.min(89, Math.abs((south + north) / 2)));
  const meanM = lengthM / (pointLon.length - edgeFrom.length);
  const least = Math.max((east - west) / (MOST_COLUMNS - 1), (north - south) / (MOST_COLUMNS - 1));
  const height = cellLat || Math.max((CELL_SEGMENTS * meanM) / y, least, 1e-9);
  const width = (height * y) / x;
  return {
    ...{ west, south, cellLon: width, cellLat: height },
    columns: Math.floor((east - west) / width) + 1,
    rows: Math.floor((north - south) / height) + 1
  };
}

const CELL_SEGMENTS = 1.5;

/** Cells a point of the network up to which all are laid out: the hash of the occupied ones takes as much. */
const MOST_FILL = 4;

function widen(
  keys: Float64Array<ArrayBuffer>,
  cells: Uint32Array<ArrayBuffer>
): [Float64Array<ArrayBuffer>, Uint32Array<ArrayBuffer>] {
  const wider = new Float64Array(4 * keys.length).fill(-1);
  const cellsOf = new Uint32Array(4 * keys.length);
  for (let slot = 0; slot < keys.length; slot++) {
    if (keys[slot] === -1) continue;
    const row = Math.floor(keys[slot] / MOST_COLUMNS);
    const at = slotOf(wider, keys[slot], keys[slot] - row * MOST_COLUMNS, row);
    wider[at] = keys[slot];
    cellsOf[at] = cells[slot];
  }
  return [wider, cellsOf];
}

function grown(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * values.length);
  larger.set(values);
  return larger;
}
