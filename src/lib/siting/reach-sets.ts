import { collectWithin, type TickSets } from '../network/collect-within.ts';
import type { Joins, Network } from '../network/network.ts';
import { metresOf } from '../network/ticks.ts';
import type { ReachSets } from './cover-problem.ts';

/**
 * Which demand points lie within `limitM` walking metres of each candidate, both joins counted: one bounded search a
 * candidate. An unconnected candidate reaches nothing, an unconnected point is reached by none.
 */
export function reachSets(
  network: Network,
  candidateJoins: Joins,
  demandJoins: Joins,
  limitM: number
): ReachSets {
  return concatReach([collectWithin(network, candidateJoins, demandJoins, limitM)]);
}

/** Sets of slices of candidates, in their order, as those of all. */
export function concatReach(parts: readonly TickSets[]): ReachSets {
  const rows = parts.reduce((sum, { first }) => sum + first.length - 1, 0);
  const pairs = parts.reduce((sum, { point }) => sum + point.length, 0);
  const first = new Uint32Array(rows + 1);
  const point = new Uint32Array(pairs);
  const metres = new Float64Array(pairs);
  let row = 0;
  let at = 0;
  for (const part of parts) {
    point.set(part.point, at);
    for (let k = 0; k < part.ticks.length; k++) metres[at + k] = metresOf(part.ticks[k]);
    for (let c = 1; c < part.first.length; c++) first[++row] = at + part.first[c];
    at += part.point.length;
  }
  return { first, point, metres };
}
