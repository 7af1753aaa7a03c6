import { UNREACHED } from './ticks.ts';

/**
 * Points found by one bounded walk, of any number of points. A bit a point, and a bit for each word of them, give the
 * points in ascending order at the cost of what was found; sorting a list of them took longer than the walk.
 */
export interface PointSet {
  /** By point; `UNREACHED`: not in the set. */
  ticks: Int32Array;
  words: Int32Array;
  /** Bit b of word w stands for `words[32 w + b]`. */
  summary: Int32Array;
}

/** An empty set for so many points. */
export function createPointSet(points: number): PointSet {
  return {
    ticks: new Int32Array(points).fill(UNREACHED),
    words: new Int32Array((points + 31) >> 5),
    summary: new Int32Array((points + 1023) >> 10)
  };
}

/** Puts a point in, or nearer; gives 1 where it was not there, else 0. */
export function addPoint(set: PointSet, point: number, ticks: number): number {
  const before = set.ticks[point];
  if (ticks >= before) return 0;
  set.ticks[point] = ticks;
  if (before !== UNREACHED) return 0;
  set.words[point >> 5] |= 1 << (point & 31);
  set.summary[point >> 10] |= 1 << ((point >> 5) & 31);
  return 1;
}

/**
 * Puts in all points within `limit` of `count` nodes reached (`TargetEnds` says what `first` and `entries` hold); gives how
 * many were not there.
 */
export function addFromNodes(
  nodes: Uint32Array,
  count: number,
  nodeTicks: Int32Array,
  first: Uint32Array,
  entries: Int32Array,
  limit: number,
  ticks: Int32Array,
  words: Int32Array,
  summary: Int32Array
): number {
  let added = 0;
  for (let k = 0; k < count; k++) {
    const node = nodes[k];
    const d = nodeTicks[node];
    const end = first[node + 1] << 1;
    for (let p = first[node] << 1; p < end; p += 2) {
      const there = d + entries[p];
      if (there > limit) break;
      const point = entries[p + 1];
      const before = ticks[point];
      if (there >= before) continue;
      ticks[point] = there;
      if (before !== UNREACHED) continue;
      added++;
      words[point >> 5] |= 1 << (point & 31);
      summary[point >> 10] |= 1 << ((point >> 5) & 31);
    }
  }
  return added;
}

/** Takes all points out, in ascending order, into the columns from `at` on, which must have room for them. */
export function drainPoints(set: PointSet, point: Uint32Array, ticks: Int32Array, at: number): void {
  const { words, summary } = set;
  for (let u = 0; u < summary.length; u++) {
    let groups = summary[u];
    if (groups === 0) continue;
    summary[u] = 0;
    do {
      const group = groups & -groups;
      groups ^= group;
      const w = (u << 5) + 31 - Math.clz32(group);
      let bits = words[w];
      words[w] = 0;
      do {
        const bit = bits & -bits;
        bits ^= bit;
        const p = (w << 5) + 31 - Math.clz32(bit);
        point[at] = p;
        ticks[at++] = set.ticks[p];
        set.ticks[p] = UNREACHED;
      } while (bits !== 0);
    } while (groups !== 0);
  }
}
