import type { Roads } from '../../maps/ground.ts';
import { keepOfLine } from './keep-of-line.ts';

/** What a page of some megabytes has room for. */
const MOST_VERTICES = 450_000;

/** Roads without the vertices that are hardly seen; of a large city first without paths, then without streets. */
export function lightenRoads(roads: Roads): Omit<Roads, 'index'> {
  for (const most of [2, 1, 0]) {
    for (const toleranceM of [1, 4, 12]) {
      const light = lighten(roads, most, toleranceM);
      if (light.x.length <= MOST_VERTICES || (most === 0 && toleranceM === 12)) return light;
    }
  }
  throw new Error('expected roads to be light enough at last');
}

function lighten({ x, y, first, rank }: Roads, most: number, toleranceM: number): Omit<Roads, 'index'> {
  const kept: number[] = [];
  const firsts = [0];
  const ranks: number[] = [];
  for (let line = 0; line < rank.length; line++) {
    if (rank[line] > most) continue;
    const [from, to] = [first[line], first[line + 1]];
    const keep = keepOfLine(x.subarray(from, to), y.subarray(from, to), toleranceM);
    for (let at = 0; at < keep.length; at++) if (keep[at]) kept.push(from + at);
    firsts.push(kept.length);
    ranks.push(rank[line]);
  }
  return {
    x: Float64Array.from(kept, (at) => x[at]),
    y: Float64Array.from(kept, (at) => y[at]),
    first: Uint32Array.from(firsts),
    rank: Uint8Array.from(ranks)
  };
}
