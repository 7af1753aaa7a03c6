import type { Network } from '../network/network.ts';
import { limitTicks, TICKS_PER_M } from '../network/ticks.ts';
import { layCells, straightBetween, type LinkPlaces } from './link-places.ts';
import { classOf, type FarPairs } from './link-near.ts';
import type { LinkPairChoice } from './link-pair-choice.ts';
import { createLinkWalks } from './link-walks.ts';

/**
 * Which pairs stay (indices), the shortest first, within 10 m those at junctions: those that no one before makes a short walk, as in
 * a greedy spanner. One before counts where it ends within `thinM` on foot of an end of the pair.
 */
export function thinPairs(
  network: Network,
  places: LinkPlaces,
  { thinM, timesAround }: LinkPairChoice,
  pairs: FarPairs
): Uint32Array {
  const { at } = places;
  const { columns, rows, column, row } = layCells(at, thinM);
  const walks = createLinkWalks(network, places);
  const far = createLinkWalks(network, places);
  // Ends of pairs that stay, by cell: half 2k is the western end of the k-th of them.
  const head = new Int32Array(columns * rows).fill(-1);
  const next: number[] = [];
  const kept: number[] = [];
  const near: number[] = [];
  const nearM = new Float64Array(places.rank.length);

  function isServed(from: number, to: number, lengthM: number): boolean {
    near.length = 0;
    const [left, right] = [Math.max(0, column[from] - 1), Math.min(columns - 1, column[from] + 1)];
    for (let r = Math.max(0, row[from] - 1); r <= Math.min(rows - 1, row[from] + 1); r++)
      for (let c = left; c <= right; c++)
        for (let half = head[r * columns + c]; half >= 0; half = next[half]) {
          const pair = kept[half >> 1];
          const end = half & 1 ? pairs.to[pair] : pairs.from[pair];
          const other = half & 1 ? pairs.from[pair] : pairs.to[pair];
          const apartM = straightBetween(at, from, end);
          if (apartM >= thinM && end !== from) continue;
          // Downhill one may come sooner than the crow flies on level ground.
          const leastM = network.costs ? 0 : apartM;
          const spareM = Math.max(thinM, timesAround * lengthM - pairs.lengthM[pair] - leastM);
          if (straightBetween(at, other, to) < spareM) near.push(half);
        }
    if (near.length === 0) return false;
    walks.from(from, thinM);
    let mostM = 0;
    let count = 0;
    for (const half of near) {
      const pair = kept[half >> 1];
      const end = half & 1 ? pairs.to[pair] : pairs.from[pair];
      const ticks = walks.to(end);
      if (ticks > limitTicks(thinM)) continue;
      nearM[count] = Math.max(thinM, timesAround * lengthM - pairs.lengthM[pair] - ticks / TICKS_PER_M);
      mostM = Math.max(mostM, nearM[count]);
      near[count++] = half;
    }
    if (count === 0) return false;
    far.from(to, mostM);
    for (let k = 0; k < count; k++) {
      const pair = kept[near[k] >> 1];
      const other = near[k] & 1 ? pairs.from[pair] : pairs.to[pair];
      if (far.to(other) < nearM[k] * TICKS_PER_M) return true;
    }
    return false;
  }

  for (const pair of inOrder(places, pairs)) {
    const { from, to, lengthM } = pairs;
    if (isServed(from[pair], to[pair], lengthM[pair]) || isServed(to[pair], from[pair], lengthM[pair]))
      continue;
    for (const end of [from[pair], to[pair]]) {
      const cell = row[end] * columns + column[end];
      next.push(head[cell]);
      head[cell] = next.length - 1;
    }
    kept.push(pair);
  }
  return Uint32Array.from(kept);
}

/** By class of length, then by how far from junctions the ends are, then by place: as `lookAround` lists them. */
function inOrder({ rank }: LinkPlaces, { from, to, lengthM }: FarPairs): Uint32Array {
  const keys = Float64Array.from(
    from,
    (u, k) => (5 * classOf(lengthM[k]) + rank[u] + rank[to[k]]) * 2 ** 32 + k
  );
  return Uint32Array.from(keys.sort(), (key) => key % 2 ** 32);
}
