/*
 * AssemblyScript. The twin of `sweepRanked` and `offerLabel` (../sweep-ranked.ts), which say what they do and why, over the
 * same records: k labels and the last of them, each a source and ticks in 32 bits, here read as one number. A label
 * within the limit is less than any free one, so that what is beyond the limit is turned away by its ticks.
 */

let rankedLow: i32 = 0;
let rankedHigh: i32 = 0;
let rankedLeast: i32 = 0;

/** Free records for so many nodes. */
export function clearRecords(labels: usize, nodes: i32, k: i32, limit: i32): void {
  const free = (((limit as i64) + 1) << 32) | 0xffffffff;
  const end = labels + (((nodes as usize) * ((k as usize) + 1)) << 3);
  for (let at = labels; at < end; at += 8) store<i64>(at, free);
}

/** Carries the labels that wait in `far` to every node within reach that they are among the k nearest of. */
export function sweepRanked(
  firstArc: usize,
  arcs: usize,
  labels: usize,
  k: i32,
  shift: i32,
  near: usize,
  far: usize,
  words: i32,
  width: i32,
  limit: i32
): void {
  let below: i32 = 0;
  for (;;) {
    const done = below;
    below += width;
    bringRankedNear(labels, k, shift, near, far, words, done, below);
    if (rankedHigh < 0) {
      if (rankedLeast === i32.MAX_VALUE) return;
      below = rankedLeast;
      continue;
    }
    while (rankedLow <= rankedHigh)
      walkRankedNear(firstArc, arcs, labels, k, shift, near, far, words, below, limit);
  }
}

/** Moves what waits below `below` from far to near. */
export function bringRankedNear(
  labels: usize,
  k: i32,
  shift: i32,
  near: usize,
  far: usize,
  words: i32,
  done: i32,
  below: i32
): void {
  const size = ((k as usize) + 1) << 3;
  const mask = (1 << shift) - 1;
  rankedLow = words;
  rankedHigh = -1;
  rankedLeast = i32.MAX_VALUE;
  for (let w = 0; w < words; w++) {
    const place = (w as usize) << 2;
    let bits = load<i32>(far + place);
    if (bits === 0) continue;
    let kept = 0;
    let moved = 0;
    do {
      const bit = bits & -bits;
      const label = (w << 5) + ctz(bits);
      bits ^= bit;
      const there = load<i32>(
        labels + ((label >> shift) as usize) * size + (((label & mask) as usize) << 3),
        4
      );
      if (there < done) continue;
      if (there < below) moved |= bit;
      else {
        kept |= bit;
        if (there < rankedLeast) rankedLeast = there;
      }
    } while (bits !== 0);
    store<i32>(far + place, kept);
    if (moved === 0) continue;
    store<i32>(near + place, moved);
    if (rankedLow === words) rankedLow = w;
    rankedHigh = w;
  }
}

/** Walks on once with every label that waits near, in order of nodes. */
export function walkRankedNear(
  firstArc: usize,
  arcs: usize,
  labels: usize,
  k: i32,
  shift: i32,
  near: usize,
  far: usize,
  words: i32,
  below: i32,
  limit: i32
): void {
  const span = (k as usize) << 3;
  const size = span + 8;
  const mask = (1 << shift) - 1;
  const beyond = ((limit as i64) + 1) << 32;
  let nextLow = i32.MAX_VALUE;
  let nextHigh = -1;
  let top = rankedHigh;
  for (let w = rankedLow; w <= top; w++) {
    const place = near + ((w as usize) << 2);
    let bits = load<i32>(place);
    while (bits !== 0) {
      store<i32>(place, 0);
      do {
        const own = (w << 5) + ctz(bits);
        bits &= bits - 1;
        const node = (own >> shift) as usize;
        const label = load<i64>(labels + node * size + (((own & mask) as usize) << 3));
        const source = label as i32;
        let a = arcs + ((load<u32>(firstArc + (node << 2)) as usize) << 3);
        const end = arcs + ((load<u32>(firstArc + (node << 2), 4) as usize) << 3);
        for (; a < end; a += 8) {
          const arc = load<i64>(a);
          const other = arc as i32;
          const base = labels + (other as usize) * size;
          const there = label + (arc & 0x7fffffff00000000);
          const last = load<i64>(base + span);
          if (there >= last || there >= beyond) continue;
          let at = base;
          let p = base;
          let isNearer = true;
          for (; p < base + span; p += 8) {
            const one = load<i64>(p);
            if ((one as i32) === source) {
              isNearer = there < one;
              at = p;
              break;
            }
            if (one === last) at = p;
          }
          if (!isNearer) continue;
          const before = load<i64>(at);
          store<i64>(at, there);
          if (before === last) {
            let most = load<i64>(base);
            for (p = base + 8; p < base + span; p += 8) most = max(most, load<i64>(p));
            store<i64>(base + span, most);
          }
          const put = (other << shift) | (((at - base) >> 3) as i32);
          const v = put >> 5;
          const bit = 1 << (put & 31);
          const isNear = (((there >> 32) as i32) - below) >> 31;
          const word = far + ((near - far) & (isNear as usize)) + ((v as usize) << 2);
          store<i32>(word, load<i32>(word) | bit);
          const isBack = ((v - w) >> 31) & isNear;
          nextLow = min(nextLow, v | (~isBack & i32.MAX_VALUE));
          nextHigh = max(nextHigh, v | ~isBack);
          top = max(top, v & isNear);
        }
      } while (bits !== 0);
      bits = load<i32>(place);
    }
  }
  rankedLow = nextLow;
  rankedHigh = nextHigh;
}
