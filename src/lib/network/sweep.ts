/** Ticks by which the front of a sweep moves on: 600 m measured best of 250 to 800 m, and all of them near it. */
export const SWEEP_TICKS = 600 * 1024;

/**
 * Carries the labels of all waiting nodes to every node within reach, exactly: distances in steps of `width` ticks
 * (Meyer & Sanders, J. Algorithms 49, 2003), and within a step the nodes that wait in order of their ids, round and round
 * until none does. Ids run along a Hilbert curve, so that most of what is read is at hand; a 4-ary heap and Dial's
 * buckets, which jump about the town, measured three to seven times slower.
 *
 * `ticks` holds, by node, the distance so far, or one more than the limit; `source` whose it is, or −1. Of equal distances
 * the lower source stays. `far` has a bit for each node that waits; `near`, of as many words, is all zero before and
 * after. A sum of a distance and a weight must stay below 2^31.
 */
export function sweepNearest(
  firstArc: Uint32Array,
  arcs: Int32Array,
  ticks: Int32Array,
  source: Int32Array,
  near: Int32Array,
  far: Int32Array,
  width: number
): void {
  const words = near.length;
  let below = 0;
  for (;;) {
    const done = below;
    below = (below + width) | 0;
    let least = 0x7fffffff;
    let low = words;
    let high = -1;
    for (let w = 0; w < words; w++) {
      let bits = far[w];
      if (bits === 0) continue;
      let kept = 0;
      let moved = 0;
      do {
        const bit = bits & -bits;
        bits ^= bit;
        const there = ticks[(w << 5) + 31 - Math.clz32(bit)];
        // Came nearer after it was put here, and was walked from in a step before.
        if (there < done) continue;
        if (there < below) moved |= bit;
        else {
          kept |= bit;
          if (there < least) least = there;
        }
      } while (bits !== 0);
      far[w] = kept;
      if (moved === 0) continue;
      near[w] = moved;
      if (low === words) low = w;
      high = w;
    }
    if (high < 0) {
      if (least === 0x7fffffff) return;
      below = least;
      continue;
    }
    while (low <= high) {
      let nextLow = words;
      let nextHigh = -1;
      for (let w = low; w <= high; w++) {
        let bits = near[w];
        while (bits !== 0) {
          near[w] = 0;
          do {
            const bit = bits & -bits;
            bits ^= bit;
            const node = (w << 5) + 31 - Math.clz32(bit);
            const d = ticks[node];
            const s = source[node];
            const end = firstArc[node + 1] << 1;
            for (let a = firstArc[node] << 1; a < end; a += 2) {
              const other = arcs[a];
              const there = (d + arcs[a + 1]) | 0;
              const before = ticks[other];
              if (there > before || (there === before && s >= source[other])) continue;
              ticks[other] = there;
              source[other] = s;
              const v = other >> 5;
              if (there >= below) far[v] |= 1 << (other & 31);
              else {
                near[v] |= 1 << (other & 31);
                if (v < w) {
                  if (v < nextLow) nextLow = v;
                  if (v > nextHigh) nextHigh = v;
                } else if (v > high) high = v;
              }
            }
          } while (bits !== 0);
          bits = near[w];
        }
      }
      low = nextLow;
      high = nextHigh;
    }
  }
}
