import type { ByEdge } from './by-edge.ts';
import { createPointFinder } from './collect-within.ts';
import type { Joins, Network } from './network.ts';
import { drainPoints } from './point-set.ts';
import { metresOf } from './ticks.ts';

/** Points within the limit, in ascending order, and the walk to each, both ways to the network counted. */
export interface Within {
  point: Uint32Array;
  distanceM: Float64Array;
}

export type Reach = (joins: Joins, i: number, limitM: number, targets: ByEdge) => Within;

/**
 * A function from joined point i to all `targets` (of `groupByEdge`) within `limitM` metres of it: the same distances
 * as a search with that point as its only source. What it touched is put back after each call, so that a call costs
 * what it reaches, not the size of the network, but for the first one of new targets; the columns given out are the
 * caller's own. `collectWithin` is faster for many sources.
 */
export function createReach(network: Network): Reach {
  const find = createPointFinder(network);
  return (joins, i, limitM, targets) => {
    const { set, count } = find(joins, i, limitM, targets);
    const point = new Uint32Array(count);
    const ticks = new Int32Array(count);
    drainPoints(set, point, ticks, 0);
    return { point, distanceM: Float64Array.from(ticks, metresOf) };
  };
}
