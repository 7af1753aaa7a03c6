import { createBuckets, fitBuckets, putInBucket, walkBuckets } from './bucket-walk.ts';
import { eachJoin } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import { limitTicks, ticksOf, ticksToEnd, ticksToStart, UNREACHED } from './ticks.ts';

/** What one bounded walk reached; good until the next call of the function that gave it. */
export interface NodeReach {
  /** The nodes reached are `nodes[0] … nodes[count - 1]`, each once, in no certain order. */
  nodes: Uint32Array;
  count: number;
  /** By node of the network: ticks from the source, the way from it to the network counted; `UNREACHED` beyond the limit. */
  ticks: Int32Array;
  /** In ticks. */
  limit: number;
}

/** Walks from joined point i to all nodes within `limitM` metres of it; over all joins of a point that has several. */
export type ReachNodes = (joins: Joins, i: number, limitM: number) => NodeReach;

/**
 * A function that walks from one point at a time. A call puts back what the call before had touched, so that it costs
 * what it reaches and never the size of the network; the result is a view of its tables, not a copy.
 */
export function createNodeReach(network: Network): ReachNodes {
  const { firstArc, arcs, edgeFrom, edgeTo } = network;
  const size = firstArc.length - 1;
  const buckets = createBuckets(size);
  const ticks = new Int32Array(size).fill(UNREACHED);
  const nodes = new Uint32Array(size);
  let count = 0;

  function start(node: number, d: number, limit: number, shift: number): void {
    if (d > limit || d >= ticks[node]) return;
    if (ticks[node] === UNREACHED) nodes[count++] = node;
    ticks[node] = d;
    putInBucket(buckets, node, d, shift);
  }

  function startOnEdge(edge: number, alongM: number, offM: number, limit: number, shift: number): void {
    const off = ticksOf(offM);
    start(edgeFrom[edge], off + ticksToStart(network, edge, alongM), limit, shift);
    start(edgeTo[edge], off + ticksToEnd(network, edge, alongM), limit, shift);
  }

  return (joins, i, limitM) => {
    for (let k = 0; k < count; k++) ticks[nodes[k]] = UNREACHED;
    count = 0;
    const limit = limitTicks(limitM);
    const shift = fitBuckets(buckets, limit);
    eachJoin(joins, i, (edge, alongM, offM) => startOnEdge(edge, alongM, offM, limit, shift));
    count = walkBuckets(firstArc, arcs, limit, shift, buckets, ticks, nodes, count);
    return { nodes, count, ticks, limit };
  };
}
