import type { Network } from './network.ts';
import { opensAhead, opensBack, TICKS_PER_M } from './ticks.ts';

/**
 * Metres along an edge to which one comes that walks on with `left` ticks from a place `fromM`, or into the edge from its
 * start (−1); between the points of the edge in proportion to length, at most its whole length. Less than
 * `fromM` nowhere; NaN where the way into the edge is not open at all.
 */
export function runOutAhead(network: Network, edge: number, fromM: number, left: number): number {
  const { costs, edgeLengthM, edgeFirstPoint, pointAlongM } = network;
  if (costs === null) return Math.min(edgeLengthM[edge], Math.max(0, fromM) + left / TICKS_PER_M);
  if (!opensAhead(network, edge)) return fromM < 0 ? NaN : fromM;
  const points = costs.pointForward;
  let p = edgeFirstPoint[edge];
  const last = edgeFirstPoint[edge + 1] - 1;
  if (fromM < 0) {
    if (left < points[p]) return NaN;
  } else {
    while (p + 1 < last && pointAlongM[p + 1] <= fromM) p++;
    left += points[p] + share(fromM, pointAlongM[p], pointAlongM[p + 1]) * (points[p + 1] - points[p]);
  }
  while (p < last && points[p + 1] <= left) p++;
  if (p === last) return edgeLengthM[edge];
  const t = share(left, points[p], points[p + 1]);
  return Math.max(fromM, pointAlongM[p] + t * (pointAlongM[p + 1] - pointAlongM[p]));
}

/** As `runOutAhead`, against the direction of the edge: from `fromM`, or (Infinity) into the edge from its end. */
export function runOutBack(network: Network, edge: number, fromM: number, left: number): number {
  const { costs, edgeLengthM, edgeFirstPoint, pointAlongM } = network;
  if (costs === null) return Math.max(0, Math.min(edgeLengthM[edge], fromM) - left / TICKS_PER_M);
  if (!opensBack(network, edge)) return fromM === Infinity ? NaN : fromM;
  const points = costs.pointBackward;
  const first = edgeFirstPoint[edge];
  let p = edgeFirstPoint[edge + 1] - 1;
  if (fromM === Infinity) {
    if (left < points[p]) return NaN;
  } else {
    while (p - 1 > first && pointAlongM[p - 1] >= fromM) p--;
    left += points[p] + share(fromM, pointAlongM[p], pointAlongM[p - 1]) * (points[p - 1] - points[p]);
  }
  while (p > first && points[p - 1] <= left) p--;
  if (p === first) return 0;
  const t = share(left, points[p], points[p - 1]);
  return Math.min(fromM, pointAlongM[p] + t * (pointAlongM[p - 1] - pointAlongM[p]));
}

/** How far a value has come from the one to the other, 0 to 1; all the way where there is none. */
const share = (value: number, from: number, to: number): number =>
  from === to ? 1 : Math.min(1, Math.max(0, (value - from) / (to - from)));
