import FlatQueue from 'flatqueue';
import { eachJoin, type ByEdge } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import {
  limitTicks,
  metresOf,
  ticksBetween,
  ticksFromEnd,
  ticksFromStart,
  ticksOf,
  ticksToEnd,
  ticksToStart,
  UNREACHED
} from './ticks.ts';

/** Points within the limit, in ascending order, and the walk to each, both ways to the network counted. */
export interface Within {
  point: Uint32Array;
  distanceM: Float64Array;
}

export type Reach = (joins: Joins, i: number, limitM: number, targets: ByEdge) => Within;

/**
 * A function from joined point i to all `targets` (of `groupByEdge`) within `limitM` metres of it: the same distances
 * as a search with that point as its only source. What it touched is put back after each call, so that a call costs
 * what it reaches, not the size of the network; the columns given out are the caller's own.
 */
export function createReach(network: Network): Reach {
  const { firstArc, arcs, arcEdge, edgeFrom, edgeTo } = network;
  const nodeTicks = new Int32Array(firstArc.length - 1).fill(UNREACHED);
  const queue = new FlatQueue<number>();
  const touched: number[] = [];
  const found: number[] = [];
  let pointTicks = new Int32Array(0);

  return (joins, i, limitM, targets) => {
    const limit = limitTicks(limitM);
    if (pointTicks.length < targets.points) pointTicks = new Int32Array(targets.points).fill(UNREACHED);
    const reach = (node: number, d: number): void => {
      if (d > limit || d >= nodeTicks[node]) return;
      if (nodeTicks[node] === UNREACHED) touched.push(node);
      nodeTicks[node] = d;
      queue.push(node, d);
    };
    const offer = (point: number, d: number): void => {
      if (d > limit || d >= pointTicks[point]) return;
      if (pointTicks[point] === UNREACHED) found.push(point);
      pointTicks[point] = d;
    };
    eachJoin(joins, i, (edge, alongM, offM) => {
      const off = ticksOf(offM);
      for (let k = targets.first[edge]; k < targets.first[edge + 1]; k++) {
        const between = ticksBetween(network, edge, alongM, targets.alongM[k]);
        offer(targets.point[k], off + between + ticksOf(targets.offM[k]));
      }
      reach(edgeFrom[edge], off + ticksToStart(network, edge, alongM));
      reach(edgeTo[edge], off + ticksToEnd(network, edge, alongM));
    });
    while (queue.length > 0) {
      const d = queue.peekValue()!;
      const node = queue.pop()!;
      if (d > nodeTicks[node]) continue;
      for (let a = firstArc[node]; a < firstArc[node + 1]; a++) {
        const edge = arcEdge[a];
        for (let k = targets.first[edge]; k < targets.first[edge + 1]; k++) {
          const alongM = targets.alongM[k];
          const off = d + ticksOf(targets.offM[k]);
          if (edgeFrom[edge] === node) offer(targets.point[k], off + ticksFromStart(network, edge, alongM));
          if (edgeTo[edge] === node) offer(targets.point[k], off + ticksFromEnd(network, edge, alongM));
        }
        reach(arcs[2 * a], d + arcs[2 * a + 1]);
      }
    }
    const point = Uint32Array.from(found).sort();
    const distanceM = Float64Array.from(point, (p) => metresOf(pointTicks[p]));
    for (const node of touched) nodeTicks[node] = UNREACHED;
    for (const p of found) pointTicks[p] = UNREACHED;
    touched.length = 0;
    found.length = 0;
    return { point, distanceM };
  };
}
