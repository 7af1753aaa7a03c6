import FlatQueue from 'flatqueue';
import type { Network } from './network.ts';
import {
  BARRED,
  ticksBetween,
  ticksFromEnd,
  ticksFromStart,
  ticksToEnd,
  ticksToStart,
  UNREACHED
} from './ticks.ts';

/** A place on the network: on an edge, so many metres from its start. */
export interface Place {
  edge: number;
  alongM: number;
}

/**
 * A function for the walk in ticks from one place to another, `UNREACHED` where it is longer than `limit` ticks. It ends as
 * soon as nothing shorter can come, and puts back what it touched, so that a call costs what lies nearer than the answer.
 */
export function createWalkBetween(network: Network): (from: Place, to: Place, limit: number) => number {
  const { firstArc, arcs, edgeFrom, edgeTo } = network;
  const ticks = new Int32Array(firstArc.length - 1).fill(UNREACHED);
  const queue = new FlatQueue<number>();
  const touched: number[] = [];
  return (from, to, limit) => {
    const toFrom = ticksFromStart(network, to.edge, to.alongM);
    const toTo = ticksFromEnd(network, to.edge, to.alongM);
    let best = from.edge === to.edge ? ticksBetween(network, from.edge, from.alongM, to.alongM) : UNREACHED;
    const reach = (node: number, d: number): void => {
      if (d > limit || d >= ticks[node] || d >= best) return;
      if (ticks[node] === UNREACHED) touched.push(node);
      ticks[node] = d;
      queue.push(node, d);
    };
    reach(edgeFrom[from.edge], ticksToStart(network, from.edge, from.alongM));
    reach(edgeTo[from.edge], ticksToEnd(network, from.edge, from.alongM));
    while (queue.length > 0) {
      const d = queue.peekValue()!;
      if (d >= best) break;
      const node = queue.pop()!;
      if (d > ticks[node]) continue;
      if (node === edgeFrom[to.edge]) best = Math.min(best, d + toFrom);
      if (node === edgeTo[to.edge]) best = Math.min(best, d + toTo);
      for (let a = firstArc[node]; a < firstArc[node + 1]; a++) reach(arcs[2 * a], d + arcs[2 * a + 1]);
    }
    queue.clear();
    for (const node of touched) ticks[node] = UNREACHED;
    touched.length = 0;
    return best <= limit && best < BARRED ? best : UNREACHED;
  };
}
