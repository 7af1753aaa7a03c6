import Flatbush from 'flatbush';
import { metresPerDegree } from '../geometry/metric.ts';
import type { Network } from './network.ts';

/** Boxes of all segments; item s lies on edge `edge[s]`, from its point `point[s]` to the next. */
export interface SegmentIndex {
  boxes: Flatbush | null;
  edge: Uint32Array;
  point: Uint32Array;
}

const kept = new WeakMap<Network, SegmentIndex>();

/** The index of a network's segments, made once and kept as long as the network is; no boxes where it has no edge. */
function indexSegments(network: Network): SegmentIndex {
  const known = kept.get(network);
  if (known) return known;
  const edges = network.edgeFrom.length;
  const count = network.pointLon.length - edges;
  const edge = new Uint32Array(count);
  const point = new Uint32Array(count);
  const boxes = count > 0 ? new Flatbush(count) : null;
  let s = 0;
  for (let e = 0; e < edges; e++) {
    for (let p = network.edgeFirstPoint[e]; p + 1 < network.edgeFirstPoint[e + 1]; p++) {
      const [x1, x2] = [network.pointLon[p], network.pointLon[p + 1]];
      const [y1, y2] = [network.pointLat[p], network.pointLat[p + 1]];
      boxes?.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
      edge[s] = e;
      point[s++] = p;
    }
  }
  boxes?.finish();
  const index = { boxes, edge, point };
  kept.set(network, index);
  return index;
}

/** Where a position meets the network; `edge` −1: nowhere within the limit. Metres rounded to 1/1024. */
export interface Meeting {
  edge: number;
  alongM: number;
  offM: number;
}

const FIRST_REACH_M = 32;

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
  const { boxes, edge, point } = indexSegments(network);
  const { pointLon, pointLat, pointAlongM } = network;
  const best: Meeting = { edge: -1, alongM: 0, offM: Infinity };
  if (!boxes || !Number.isFinite(lon) || !Number.isFinite(lat)) return best;
  const { x: perLon, y: perLat } = metresPerDegree(lat);
  const look = (s: number): boolean => {
    const e = edge[s];
    if (accept !== null && !accept(e)) return false;
    const p = point[s];
    // The position is the origin of a plane; an end is taken as it is, so that edges that share it agree to the bit.
    const ax = (pointLon[p] - lon) * perLon;
    const ay = (pointLat[p] - lat) * perLat;
    const bx = (pointLon[p + 1] - lon) * perLon;
    const by = (pointLat[p + 1] - lat) * perLat;
    const dx = bx - ax;
    const dy = by - ay;
    const t = -(ax * dx + ay * dy) / (dx * dx + dy * dy);
    let x = bx;
    let y = by;
    let along = pointAlongM[p + 1];
    if (!(t > 0)) {
      x = ax;
      y = ay;
      along = pointAlongM[p];
    } else if (t < 1) {
      x = ax + t * dx;
      y = ay + t * dy;
      along = Math.round((pointAlongM[p] + t * (along - pointAlongM[p])) * 1024) / 1024;
    }
    const off = Math.round(Math.sqrt(x * x + y * y) * 1024) / 1024;
    if (off > limitM || off > best.offM) return false;
    if (off === best.offM && (e > best.edge || (e === best.edge && along >= best.alongM))) return false;
    best.edge = e;
    best.alongM = along;
    best.offM = off;
    return false;
  };
  for (let reach = Math.min(FIRST_REACH_M, limitM); ; reach = Math.min(4 * reach, limitM)) {
    // Two millimetres more, so that rounding loses none that ties.
    const east = (reach + 0.002) / perLon;
    const north = (reach + 0.002) / perLat;
    boxes.search(lon - east, lat - north, lon + east, lat + north, look);
    if (best.offM <= reach || reach >= limitM) return best;
  }
}
