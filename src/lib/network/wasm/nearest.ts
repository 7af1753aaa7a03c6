/*
 * AssemblyScript. The twin of `sweepNearest` (../sweep.ts), which says what it does and why. Addresses are bytes in the
 * module's memory. Ticks and source of a node in one number of 64 bits, so that one comparison settles ties too, measured
 * a quarter slower: most nodes are turned away by their ticks, of which twice as many are then at hand. Columns have room
 * for whole steps of 16 bytes.
 */

// What waits near lies in the words `low … high`; `least` is the least of the ticks that wait far.
let low: i32 = 0;
let high: i32 = 0;
let least: i32 = 0;

/** Ticks beyond the limit and no source for so many nodes. */
export function clearNearest(ticks: usize, source: usize, nodes: i32, limit: i32): void {
  const size = (nodes as usize) << 2;
  const beyond = i32x4.splat(limit + 1);
  for (let at: usize = 0; at < size; at += 16) v128.store(ticks + at, beyond);
  memory.fill(source, 255, size);
}

/** Carries the labels of all nodes that wait in `far` to every node within reach. */
export function sweepNearest(
  firstArc: usize,
  arcs: usize,
  ticks: usize,
  source: usize,
  near: usize,
  far: usize,
  words: i32,
  width: i32
): void {
  let below: i32 = 0;
  for (;;) {
    const done = below;
    below += width;
    bringNear(ticks, near, far, words, done, below);
    if (high < 0) {
      if (least === i32.MAX_VALUE) return;
      below = least;
      continue;
    }
    while (low <= high) walkNear(firstArc, arcs, ticks, source, near, far, words, below);
  }
}

// Apart from the sweep, and exported, so that they stay apart: a function that runs is not changed for its optimised
// code before it is called again.

/** Moves what waits below `below` from far to near. */
export function bringNear(ticks: usize, near: usize, far: usize, words: i32, done: i32, below: i32): void {
  low = words;
  high = -1;
  least = i32.MAX_VALUE;
  for (let w = 0; w < words; w++) {
    const place = (w as usize) << 2;
    let bits = load<i32>(far + place);
    if (bits === 0) continue;
    let kept = 0;
    let moved = 0;
    do {
      const bit = bits & -bits;
      const there = load<i32>(ticks + ((((w << 5) + ctz(bits)) as usize) << 2));
      bits ^= bit;
      if (there < done) continue;
      if (there < below) moved |= bit;
      else {
        kept |= bit;
        if (there < least) least = there;
      }
    } while (bits !== 0);
    store<i32>(far + place, kept);
    if (moved === 0) continue;
    store<i32>(near + place, moved);
    if (low === words) low = w;
    high = w;
  }
}

/** Walks on once from every node that waits near, in order of ids. */
export function walkNear(
  firstArc: usize,
  arcs: usize,
  ticks: usize,
  source: usize,
  near: usize,
  far: usize,
  words: i32,
  below: i32
): void {
  let nextLow = i32.MAX_VALUE;
  let nextHigh = -1;
  let top = high;
  for (let w = low; w <= top; w++) {
    const place = near + ((w as usize) << 2);
    let bits = load<i32>(place);
    while (bits !== 0) {
      store<i32>(place, 0);
      do {
        const node = (((w << 5) + ctz(bits)) as usize) << 2;
        bits &= bits - 1;
        const d = load<i32>(ticks + node);
        const s = load<i32>(source + node);
        let a = arcs + ((load<u32>(firstArc + node) as usize) << 3);
        const end = arcs + ((load<u32>(firstArc + node, 4) as usize) << 3);
        for (; a < end; a += 8) {
          const other = load<i32>(a);
          const there = d + load<i32>(a, 4);
          const at = (other as usize) << 2;
          const before = load<i32>(ticks + at);
          if (there > before || (there === before && s >= load<i32>(source + at))) continue;
          store<i32>(ticks + at, there);
          store<i32>(source + at, s);
          const v = other >> 5;
          const bit = 1 << (other & 31);
          // Without branches, which would be guessed wrong every third time.
          const isNear = (there - below) >> 31;
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
  low = nextLow;
  high = nextHigh;
}

/** Sets the ticks of what is beyond the limit to `UNREACHED`. */
export function markUnreached(ticks: usize, nodes: i32, limit: i32): void {
  const end = ticks + ((nodes as usize) << 2);
  const last = i32x4.splat(limit);
  const none = i32x4.splat(i32.MAX_VALUE);
  for (let at = ticks; at < end; at += 16) {
    const four = v128.load(at);
    v128.store(at, v128.or(four, v128.and(i32x4.gt_s(four, last), none)));
  }
}
