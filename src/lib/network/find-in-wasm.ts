import { eachJoin, type ByEdge } from './by-edge.ts';
import type { Kernels } from './kernels.ts';
import type { Joins, Network } from './network.ts';
import { groupByNode } from './target-ends.ts';
import { limitTicks, ticksBetween, ticksOf, ticksToEnd, ticksToStart, UNREACHED } from './ticks.ts';

/** Finds the points within `limitM` metres of joined point i and gives how many; `drain` then hands them over. */
export interface Finder {
  find(joins: Joins, i: number, limitM: number): number;
  /** Takes all points out, in ascending order, into the columns from `at` on, which must have room for them. */
  drain(point: Uint32Array, ticks: Int32Array, at: number): void;
}

/** As many as `fitBuckets` has at most. */
const MOST_BUCKETS = 1 << 16;

/** A finder that walks in WebAssembly; null where there is no memory for it. Other searches of the network may come between. */
export function createFinderInWasm(kernels: Kernels, network: Network, targets: ByEdge): Finder | null {
  const { edgeFrom, edgeTo, firstArc } = network;
  const nodeCount = firstArc.length - 1;
  const { first, entries } = groupByNode(network, targets);
  const wordCount = (targets.points + 31) >> 5;
  const groups = (targets.points + 1023) >> 10;
  const sizes = [
    16 * nodeCount,
    4 * MOST_BUCKETS,
    4 * nodeCount,
    first.byteLength,
    entries.byteLength,
    4 * targets.points,
    4 * wordCount,
    4 * groups,
    4 * targets.points,
    4 * targets.points
  ];
  const owner = {};
  if (kernels.claim(owner, sizes) === null) return null;
  // What another search has written over is made anew, else it is as the last walk left it: of no node and no point.
  let at: number[] = [];
  let found = 0;
  const settle = (): void => {
    const room = kernels.claim(owner, sizes);
    if (room === null) throw new Error('expected the memory there was for these points, got less');
    if (room.isKept && at.length > 0) return;
    at = room.at;
    const { buffer } = kernels.memory;
    const [nodes, heads, , firstAt, entriesAt, points, words, summary] = at;
    kernels.clearNodes(nodes, nodeCount);
    new Int32Array(buffer, heads, MOST_BUCKETS).fill(-1);
    new Uint32Array(buffer, firstAt, first.length).set(first);
    new Int32Array(buffer, entriesAt, entries.length).set(entries);
    new Int32Array(buffer, points, targets.points).fill(UNREACHED);
    new Int32Array(buffer, words, wordCount).fill(0);
    new Int32Array(buffer, summary, groups).fill(0);
  };
  return {
    find(joins, i, limitM) {
      settle();
      const [nodes, heads, touched, firstAt, entriesAt, points, words, summary] = at;
      const limit = limitTicks(limitM);
      let shift = 13;
      while (limit >> shift >= MOST_BUCKETS) shift++;
      let count = 0;
      const start = (node: number, ticks: number): void => {
        if (ticks <= limit)
          count = kernels.reachNode(nodes, heads, touched, count, limit, shift, node, ticks);
      };
      const startOn = (edge: number, alongM: number, offM: number): void => {
        const off = ticksOf(offM);
        start(edgeFrom[edge], off + ticksToStart(network, edge, alongM));
        start(edgeTo[edge], off + ticksToEnd(network, edge, alongM));
      };
      const addAlong = (edge: number, alongM: number, offM: number): void => {
        for (let k = targets.first[edge]; k < targets.first[edge + 1]; k++) {
          const between = ticksBetween(network, edge, alongM, targets.alongM[k]);
          const there = ticksOf(offM) + between + ticksOf(targets.offM[k]);
          if (there <= limit) found += kernels.addPoint(points, words, summary, targets.point[k], there);
        }
      };
      eachJoin(joins, i, startOn);
      count = kernels.walkBuckets(kernels.firstArc, kernels.arcs, nodes, heads, touched, count, limit, shift);
      found = kernels.addFromNodes(nodes, touched, count, firstAt, entriesAt, limit, points, words, summary);
      eachJoin(joins, i, addAlong);
      return found;
    },
    drain(point, ticks, to) {
      const [, , , , , points, words, summary, outPoint, outTicks] = at;
      kernels.drainPoints(points, words, summary, groups, outPoint, outTicks);
      const { buffer } = kernels.memory;
      point.set(new Uint32Array(buffer, outPoint, found), to);
      ticks.set(new Int32Array(buffer, outTicks, found), to);
    }
  };
}
