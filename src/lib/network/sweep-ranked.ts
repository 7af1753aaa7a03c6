/**
 * Labels of k nearest sources: of node n the record of 2k + 2 numbers from `n * (2k + 2)`: k pairs of source and ticks in
 * no order (−1 and one more than the limit: free), then again the last of them by ticks and source.
 */
export type Labels = Int32Array;

/** Free labels for so many nodes. */
export function createLabels(nodes: number, k: number, limit: number): Labels {
  const size = 2 * k + 2;
  const labels = new Int32Array(nodes * size);
  for (let at = 0; at < Math.min(size, labels.length); at += 2) {
    labels[at] = -1;
    labels[at + 1] = limit + 1;
  }
  for (let filled = size; filled < labels.length; filled *= 2)
    labels.copyWithin(filled, 0, Math.min(filled, labels.length - filled));
  return labels;
}

/**
 * Keeps `ticks` from `source` in the record at `base` if it is among the k nearest, each source once. Gives the place it
 * is put in, or −1.
 */
export function offerLabel(labels: Labels, base: number, k: number, ticks: number, source: number): number {
  const end = base + 2 * k;
  const lastSource = labels[end];
  const lastTicks = labels[end + 1];
  if (ticks > lastTicks || (ticks === lastTicks && source >= lastSource)) return -1;
  let place = base;
  for (let p = base; p < end; p += 2) {
    if (labels[p] === source) {
      if (ticks >= labels[p + 1]) return -1;
      place = p;
      break;
    }
    if (labels[p] === lastSource) place = p;
  }
  const wasLast = labels[place] === lastSource;
  labels[place] = source;
  labels[place + 1] = ticks;
  if (!wasLast) return (place - base) >> 1;
  let last = base;
  for (let p = base + 2; p < end; p += 2)
    if (labels[p + 1] > labels[last + 1] || (labels[p + 1] === labels[last + 1] && labels[p] > labels[last]))
      last = p;
  labels[end] = labels[last];
  labels[end + 1] = labels[last + 1];
  return (place - base) >> 1;
}

/**
 * As `sweepNearest`, for k labels a node, each of which waits by itself: bit `node << shift | place` of `far`, with
 * 2^shift at least k.
 */
export function sweepRanked(
  firstArc: Uint32Array,
  arcs: Int32Array,
  labels: Labels,
  k: number,
  shift: number,
  near: Int32Array,
  far: Int32Array,
  width: number
): void {
  const words = near.length;
  const size = 2 * k + 2;
  const mask = (1 << shift) - 1;
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
        const label = (w << 5) + 31 - Math.clz32(bit);
        const there = labels[(label >> shift) * size + 2 * (label & mask) + 1];
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
            const label = (w << 5) + 31 - Math.clz32(bit);
            const node = label >> shift;
            const at = node * size + 2 * (label & mask);
            const s = labels[at];
            const d = labels[at + 1];
            const end = firstArc[node + 1] << 1;
            for (let a = firstArc[node] << 1; a < end; a += 2) {
              const other = arcs[a];
              const there = (d + arcs[a + 1]) | 0;
              const base = other * size;
              if (there > labels[base + 2 * k + 1]) continue;
              const place = offerLabel(labels, base, k, there, s);
              if (place < 0) continue;
              const other1 = (other << shift) | place;
              const v = other1 >> 5;
              if (there >= below) far[v] |= 1 << (other1 & 31);
              else {
                near[v] |= 1 << (other1 & 31);
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
