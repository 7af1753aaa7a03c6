import { sliceEdge, type LonLat } from './along.ts';
import type { Network } from './network.ts';
import type { Reached } from './stretches.ts';

/**
 * Stretches joined end to end into long lines, each stretch once: a line goes on over any stretch not yet used, until
 * there is none or it ends in the middle of an edge. Buffering a few long lines costs a fraction of many short ones.
 */
export function joinTrails(network: Network, stretches: Reached): LonLat[][] {
  const { edge, fromM, toM } = stretches;
  const startNode = edge.map((e, k) => (fromM[k] === 0 ? network.edgeFrom[e] : -1));
  const endNode = edge.map((e, k) => (toM[k] === network.edgeLengthM[e] ? network.edgeTo[e] : -1));
  const atNode = new Map<number, number[]>();
  const note = (node: number, k: number): void => {
    if (node < 0) return;
    const there = atNode.get(node);
    if (there) there.push(k);
    else atNode.set(node, [k]);
  };
  edge.forEach((_, k) => {
    note(startNode[k], k);
    note(endNode[k], k);
  });
  const used = new Uint8Array(edge.length);
  const next = (node: number): number => {
    const there = atNode.get(node);
    while (there && there.length > 0) {
      const k = there.pop()!;
      if (!used[k]) return k;
    }
    return -1;
  };
  /** Goes on from `node`, adding to `trail`. */
  const extend = (trail: LonLat[], node: number): void => {
    while (node >= 0 && trail.length < 40) {
      const k = next(node);
      if (k < 0) return;
      used[k] = 1;
      const forward = startNode[k] === node;
      const slice = forward
        ? sliceEdge(network, edge[k], fromM[k], toM[k])
        : sliceEdge(network, edge[k], toM[k], fromM[k]);
      trail.push(...slice.slice(1));
      node = forward ? endNode[k] : startNode[k];
    }
  };
  const trails: LonLat[][] = [];
  for (let k = 0; k < edge.length; k++) {
    if (used[k]) continue;
    used[k] = 1;
    const trail = sliceEdge(network, edge[k], toM[k], fromM[k]);
    extend(trail, startNode[k]);
    trail.reverse();
    extend(trail, endNode[k]);
    trails.push(trail);
  }
  return trails;
}
