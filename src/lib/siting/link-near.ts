import type { Network } from '../network/network.ts';
import { TICKS_PER_M } from '../network/ticks.ts';
import { layCells, straightBetween, type LinkPlaces } from './link-places.ts';
import type { LinkPairChoice } from './link-pair-choice.ts';
import { createLinkWalks } from './link-walks.ts';
import { createWayFinder, TOO_MANY_WAYS } from './link-ways.ts';

/** A link shorter than this is a slip of the drawing (`findBreaks`), or two places that are one. */
export const LEAST_LINK_M = 1;

/** Lengths as near as this are alike: which of them comes first is a matter of where they lie. */
const ALIKE_M = 10;

/** Metres of a link as a class of lengths that are alike. */
export const classOf = (lengthM: number): number => Math.floor(lengthM / ALIKE_M);

/** Pairs of places, by place west of the other and then as they come around it (`lookAround`). */
export interface FarPairs {
  from: number[];
  to: number[];
  /** A multiple of 1/1024. */
  lengthM: number[];
  /** A line of the network that the link runs over, −1: none. */
  overLine: number[];
  /** Pairs of places within `straightM`, and those of them with a walk long enough. */
  near: number;
  far: number;
}

/**
 * For each place those to the east of it that are near and a long walk away, the shortest first; one that is no long walk over one
 * that came before is left out, as is one over too many ways. One bounded walk a place, and one a pair that stays.
 */
export function lookAround(
  network: Network,
  places: LinkPlaces,
  { straightM, timesAround, thinM, mostWays }: LinkPairChoice
): FarPairs {
  const pairs: FarPairs = { from: [], to: [], lengthM: [], overLine: [], near: 0, far: 0 };
  const count = places.rank.length;
  const near = createNearFinder(places, straightM);
  const walks = createLinkWalks(network, places);
  const wayOver = createWayFinder(network, places.at, mostWays);
  const keys = new Float64Array(count);
  const list = new Uint32Array(count);
  const { found, lengthM } = near;
  for (let u = 0; u < count; u++) {
    const around = near.find(u);
    if (around === 0) continue;
    pairs.near += around;
    let farthestM = 0;
    for (let k = 0; k < around; k++) farthestM = Math.max(farthestM, lengthM[found[k]]);
    walks.from(u, timesAround * farthestM);
    let far = 0;
    for (let k = 0; k < around; k++) {
      const to = found[k];
      if (walks.to(to) < timesAround * lengthM[to] * TICKS_PER_M) continue;
      keys[far++] = (3 * classOf(lengthM[to]) + places.rank[to]) * 2 ** 32 + to;
    }
    pairs.far += far;
    keys.subarray(0, far).sort();
    for (let k = 0; k < far; k++) list[k] = keys[k] % 2 ** 32;
    for (let at = 0, left = far; at < left; at++) {
      const to = list[at];
      const overLine = wayOver(u, to);
      if (overLine === TOO_MANY_WAYS) continue;
      const ownM = lengthM[to];
      pairs.from.push(u);
      pairs.to.push(to);
      pairs.lengthM.push(Math.round(ownM * TICKS_PER_M) / TICKS_PER_M);
      pairs.overLine.push(overLine);
      // Over this link those behind may be no long walk any more.
      let longestM = 0;
      for (let k = at + 1; k < left; k++) longestM = Math.max(longestM, lengthM[list[k]]);
      if (at + 1 === left) break;
      walks.from(to, Math.max(thinM, timesAround * longestM - ownM));
      let kept = at + 1;
      for (let k = at + 1; k < left; k++) {
        const spareM = Math.max(thinM, timesAround * lengthM[list[k]] - ownM);
        if (walks.to(list[k]) >= spareM * TICKS_PER_M) list[kept++] = list[k];
      }
      left = kept;
    }
  }
  return pairs;
}

/** Places within `straightM` of one, of those behind it in the list. */
interface NearFinder {
  /** Puts them into `found` and gives their count. */
  find(place: number): number;
  found: Uint32Array;
  /** By place that was found last: straight metres to it. */
  lengthM: Float64Array;
}

function createNearFinder({ at }: LinkPlaces, straightM: number): NearFinder {
  const { lon, lat } = at;
  const { columns, rows, column, row, wide, high } = layCells(at, straightM);
  const first = new Uint32Array(columns * rows + 1);
  for (let i = 0; i < lon.length; i++) first[row[i] * columns + column[i] + 1]++;
  for (let cell = 0; cell < columns * rows; cell++) first[cell + 1] += first[cell];
  const next = first.slice();
  const member = new Uint32Array(lon.length);
  for (let i = 0; i < lon.length; i++) member[next[row[i] * columns + column[i]]++] = i;
  const found = new Uint32Array(lon.length);
  const lengthM = new Float64Array(lon.length);
  return {
    found,
    lengthM,
    find(u) {
      let count = 0;
      // Places come from west to east: none behind this one lies in a column before its own.
      const last = Math.min(columns - 1, column[u] + 1);
      for (let r = Math.max(0, row[u] - 1); r <= Math.min(rows - 1, row[u] + 1); r++)
        for (let k = first[r * columns + column[u]]; k < first[r * columns + last + 1]; k++) {
          const i = member[k];
          if (i <= u || lon[i] - lon[u] > wide || Math.abs(lat[i] - lat[u]) > high) continue;
          const metres = straightBetween(at, u, i);
          if (metres > straightM || metres < LEAST_LINK_M) continue;
          lengthM[i] = metres;
          found[count++] = i;
        }
      return count;
    }
  };
}
