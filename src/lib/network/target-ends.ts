import type { ByEdge } from './by-edge.ts';
import type { Network } from './network.ts';
import { FARTHEST, ticksFromEnd, ticksFromStart, ticksOf } from './ticks.ts';

/**
 * Joined points by the nodes at the ends of their edges, so that a bounded walk comes to them without a look at edges: at
 * node n the entries `first[n] … first[n + 1] - 1`, the nearest first, entry k with the ticks from the node to the point
 * (the way off the network counted) at 2k and the point at 2k + 1.
 */
export interface TargetEnds {
  first: Uint32Array;
  entries: Int32Array;
}

/** Sorts points that are grouped by edge (`groupByEdge`) by node. */
export function groupByNode(network: Network, targets: ByEdge): TargetEnds {
  const { edgeFrom, edgeTo } = network;
  const nodes = network.firstArc.length - 1;
  const count = targets.point.length;
  const startTicks = new Float64Array(count);
  const endTicks = new Float64Array(count);
  const first = new Uint32Array(nodes + 1);
  for (let e = 0; e < edgeFrom.length; e++)
    for (let k = targets.first[e]; k < targets.first[e + 1]; k++) {
      const off = ticksOf(targets.offM[k]);
      startTicks[k] = off + ticksFromStart(network, e, targets.alongM[k]);
      endTicks[k] = off + ticksFromEnd(network, e, targets.alongM[k]);
      if (startTicks[k] <= FARTHEST) first[edgeFrom[e] + 1]++;
      if (endTicks[k] <= FARTHEST) first[edgeTo[e] + 1]++;
    }
  for (let n = 0; n < nodes; n++) first[n + 1] += first[n];
  const entries = new Int32Array(2 * first[nodes]);
  const next = first.slice(0, nodes);
  for (let e = 0; e < edgeFrom.length; e++)
    for (let k = targets.first[e]; k < targets.first[e + 1]; k++) {
      if (startTicks[k] <= FARTHEST) put(entries, next[edgeFrom[e]]++, startTicks[k], targets.point[k]);
      if (endTicks[k] <= FARTHEST) put(entries, next[edgeTo[e]]++, endTicks[k], targets.point[k]);
    }
  for (let n = 0; n < nodes; n++)
    if (first[n + 1] - first[n] > 1) sortEntries(entries, first[n], first[n + 1]);
  return { first, entries };
}

function put(entries: Int32Array, at: number, ticks: number, point: number): void {
  entries[2 * at] = ticks;
  entries[2 * at + 1] = point;
}

/** By ticks, then point; by insertion where they are few, as they nearly always are. */
function sortEntries(entries: Int32Array, from: number, to: number): void {
  if (to - from > 32) {
    const packed = new BigUint64Array(to - from);
    for (let k = from; k < to; k++)
      packed[k - from] = (BigInt(entries[2 * k]) << 32n) | BigInt(entries[2 * k + 1]);
    packed
      .sort()
      .forEach((each, k) => put(entries, from + k, Number(each >> 32n), Number(each & 0xffffffffn)));
    return;
  }
  for (let k = from + 1; k < to; k++) {
    const ticks = entries[2 * k];
    const point = entries[2 * k + 1];
    let at = k;
    for (; at > from; at--) {
      const before = entries[2 * at - 2];
      if (before < ticks || (before === ticks && entries[2 * at - 1] <= point)) break;
      put(entries, at, before, entries[2 * at - 1]);
    }
    put(entries, at, ticks, point);
  }
}
