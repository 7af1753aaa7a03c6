import { distanceM, metresPerDegree } from '../geometry/metric.ts';
import { positionAt } from './along.ts';
import type { Network } from './network.ts';
import { cellAt, coarserIndex, indexSegments, type SegmentIndex } from './segment-index.ts';

/** Where a position meets the network; `edge` −1: nowhere within the limit. Metres rounded to 1/1024. */
export interface Meeting {
  edge: number;
  alongM: number;
  offM: number;
}

/** Rings of cells looked through before wider cells are taken. */
const RINGS = 24;

/** Metres more than the best that are still looked at, so that rounding loses none that ties. */
const SLACK_M = 0.002;

/**
 * The nearest point of the network to a position (degrees), on an edge that `accept` takes. Of places equally near (to
 * 1/1024 m) that on the lowest edge, there the first along it.
 */
export function meetNetwork(
  network: Network,
  lon: number,
  lat: number,
  limitM: number,
  accept: ((edge: number) => boolean) | null
): Meeting {
  const best: Meeting = { edge: -1, alongM: 0, offM: Infinity };
  let index = indexSegments(network);
  if (index === null || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 540)) return best;
  const { x: perLon, y: perLat } = metresPerDegree(lat);
  while (index !== null) {
    if (lookRound(network, index, lon, lat, perLon, perLat, limitM, accept, best)) break;
    index = coarserIndex(network, index);
  }
  return best;
}

/**
 * Metres from a position (degrees) to the nearest way, however far: for points that are not joined. Infinity where the
 * network has no edge. In the plane that touches the ellipsoid at the position the nearest is sought, so among ways
 * hundreds of kilometres off another may be nearer by some thousandths.
 */
export function nearestWayM(network: Network, lon: number, lat: number): number {
  const { edge, alongM, offM } = meetNetwork(network, lon, lat, Infinity, null);
  // Within a kilometre the plane agrees with the ellipsoid, and a join says the same.
  if (edge < 0 || offM < 1000) return offM;
  const [x, y] = positionAt(network, edge, alongM);
  return distanceM(lon, lat, x, y);
}

/** Goes round the position in rings of cells until none can hold a nearer place: true, or false after `RINGS` of them. */
function lookRound(
  network: Network,
  index: SegmentIndex,
  lon: number,
  lat: number,
  perLon: number,
  perLat: number,
  limitM: number,
  accept: ((edge: number) => boolean) | null,
  best: Meeting
): boolean {
  const { columns, rows } = index;
  const dense = index.keys.length === 0;
  const x = (lon - index.west) / index.cellLon;
  const y = (lat - index.south) / index.cellLat;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const wideM = index.cellLon * perLon;
  const highM = index.cellLat * perLat;
  // Metres to the sides of the position's own cell.
  const westM = (x - column) * wideM;
  const eastM = wideM - westM;
  const southM = (y - row) * highM;
  const northM = highM - southM;
  const start = Math.max(0, -column, column - columns + 1, -row, row - rows + 1);
  for (let ring = start; ; ring++) {
    const [left, right, low, high] = [column - ring, column + ring, row - ring, row + ring];
    const boundM = Math.min(best.offM, limitM) + SLACK_M;
    const before = ring - 1;
    const reachM = Math.min(
      left < 0 ? Infinity : westM + before * wideM,
      right >= columns ? Infinity : eastM + before * wideM,
      low < 0 ? Infinity : southM + before * highM,
      high >= rows ? Infinity : northM + before * highM
    );
    if (ring > 0 && reachM > boundM) return true;
    if (ring - start >= RINGS && columns * rows > 1024) return false;
    const [from, to] = [Math.max(left, 0), Math.min(right, columns - 1)];
    for (let r = Math.max(low, 0); r <= Math.min(high, rows - 1); r++) {
      const whole = r === low || r === high;
      if (whole && ring > 0 && (r === low ? southM : northM) + before * highM > boundM) continue;
      if (whole && dense) {
        const [start, end] = [index.first[r * columns + from], index.first[r * columns + to + 1]];
        lookInto(network, index, start, end, lon, lat, perLon, perLat, limitM, accept, best);
        continue;
      }
      // Between the top and the bottom of a ring only its two sides are new.
      const step = whole || ring === 0 ? 1 : 2 * ring;
      for (let c = whole ? from : left; c <= to; c += step) {
        if (c < 0) continue;
        if (ring > 0 && c === left && westM + before * wideM > boundM) continue;
        if (ring > 0 && c === right && eastM + before * wideM > boundM) continue;
        const cell = cellAt(index, c, r);
        if (cell < 0 || c >= columns) continue;
        const [start, end] = [index.first[cell], index.first[cell + 1]];
        lookInto(network, index, start, end, lon, lat, perLon, perLat, limitM, accept, best);
      }
    }
  }
}

/** Keeps in `best` the nearest place on the segments of cells, entries `start` to `end`, where it is nearer. */
function lookInto(
  network: Network,
  index: SegmentIndex,
  start: number,
  end: number,
  lon: number,
  lat: number,
  perLon: number,
  perLat: number,
  limitM: number,
  accept: ((edge: number) => boolean) | null,
  best: Meeting
): void {
  const { pointLon, pointLat, pointAlongM } = network;
  let bound = Math.min(best.offM, limitM) + SLACK_M;
  for (let k = start; k < end; k++) {
    const p = index.segment[k];
    // The position is the origin of a plane; an end is taken as it is, so that edges that share it agree to the bit.
    const ax = (pointLon[p] - lon) * perLon;
    const ay = (pointLat[p] - lat) * perLat;
    const bx = (pointLon[p + 1] - lon) * perLon;
    const by = (pointLat[p + 1] - lat) * perLat;
    if (ax > bound ? bx > bound : ax < -bound && bx < -bound) continue;
    if (ay > bound ? by > bound : ay < -bound && by < -bound) continue;
    const dx = bx - ax;
    const dy = by - ay;
    const t = -(ax * dx + ay * dy) / (dx * dx + dy * dy);
    let x = bx;
    let y = by;
    if (!(t > 0)) {
      x = ax;
      y = ay;
    } else if (t < 1) {
      x = ax + t * dx;
      y = ay + t * dy;
    }
    const square = x * x + y * y;
    if (square > bound * bound) continue;
    const off = Math.round(Math.sqrt(square) * 1024) / 1024;
    if (off > limitM || off > best.offM) continue;
    let along = pointAlongM[p + 1];
    if (!(t > 0)) along = pointAlongM[p];
    else if (t < 1) along = Math.round((pointAlongM[p] + t * (along - pointAlongM[p])) * 1024) / 1024;
    const e = edgeOfPoint(network.edgeFirstPoint, p);
    if (off === best.offM && (e > best.edge || (e === best.edge && along >= best.alongM))) continue;
    if (accept !== null && !accept(e)) continue;
    best.edge = e;
    best.alongM = along;
    best.offM = off;
    bound = off + SLACK_M;
  }
}

function edgeOfPoint(edgeFirstPoint: Uint32Array, point: number): number {
  let low = 0;
  let high = edgeFirstPoint.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edgeFirstPoint[middle] <= point) low = middle;
    else high = middle;
  }
  return low;
}
