import { UNREACHED } from './ticks.ts';

/** In `next`: a node that waits in no bucket. */
const APART = -2;

/** Buckets of 8 m up to this many; beyond they are wider. From 1 to 32 m all measured alike, 8 m best. */
const MOST_BUCKETS = 1 << 16;

/**
 * What bounded walks use again and again. Buckets are doubly linked lists of nodes, so that a node waits once and moves
 * when it comes nearer: a heap and buckets with stale entries measured slower. Between walks all buckets are empty.
 */
export interface Buckets {
  /** First node of each bucket, −1: none. */
  head: Int32Array;
  next: Int32Array;
  /** The node before, or `~bucket` of the first. */
  previous: Int32Array;
}

/** Empty buckets for a network of so many nodes. */
export function createBuckets(nodes: number): Buckets {
  return {
    head: new Int32Array(1024).fill(-1),
    next: new Int32Array(nodes).fill(APART),
    previous: new Int32Array(nodes)
  };
}

/** Binary places of the width of a bucket in ticks for walks up to `limit` ticks; widens the table of heads to fit. */
export function fitBuckets(buckets: Buckets, limit: number): number {
  let shift = 13;
  while (limit >> shift >= MOST_BUCKETS) shift++;
  const needed = (limit >> shift) + 1;
  if (buckets.head.length < needed) buckets.head = new Int32Array(needed).fill(-1);
  return shift;
}

/** Puts a node into the bucket of its ticks, from where it waits. */
export function putInBucket(buckets: Buckets, node: number, ticks: number, shift: number): void {
  const { head, next, previous } = buckets;
  if (next[node] !== APART) takeOut(head, next, previous, node);
  const bucket = ticks >> shift;
  const first = head[bucket];
  next[node] = first;
  previous[node] = ~bucket;
  if (first >= 0) previous[first] = node;
  head[bucket] = node;
}

function takeOut(head: Int32Array, next: Int32Array, previous: Int32Array, node: number): void {
  const before = previous[node];
  const after = next[node];
  if (before >= 0) next[before] = after;
  else head[~before] = after;
  if (after >= 0) previous[after] = before;
}

/**
 * Walks on from the nodes that wait until no bucket up to `limit` holds any (Dial, Comm. ACM 12, 1969, with buckets wider
 * than a tick, in which a node may be walked from again). `ticks` are by node; nodes reached for the first time are
 * put at `touched[count]` and on. Gives the new count.
 */
export function walkBuckets(
  firstArc: Uint32Array,
  arcs: Int32Array,
  limit: number,
  shift: number,
  buckets: Buckets,
  ticks: Int32Array,
  touched: Uint32Array,
  count: number
): number {
  const { head, next, previous } = buckets;
  const last = limit >> shift;
  for (let bucket = 0; bucket <= last; bucket++) {
    let node = head[bucket];
    while (node >= 0) {
      const after = next[node];
      head[bucket] = after;
      if (after >= 0) previous[after] = ~bucket;
      next[node] = APART;
      const d = ticks[node];
      const end = firstArc[node + 1] << 1;
      for (let a = firstArc[node] << 1; a < end; a += 2) {
        const other = arcs[a];
        const there = (d + arcs[a + 1]) | 0;
        const before = ticks[other];
        if (there >= before || there > limit) continue;
        ticks[other] = there;
        const to = there >> shift;
        if (before === UNREACHED) touched[count++] = other;
        else if (next[other] !== APART) {
          if (before >> shift === to) continue;
          takeOut(head, next, previous, other);
        }
        const first = head[to];
        next[other] = first;
        previous[other] = ~to;
        if (first >= 0) previous[first] = other;
        head[to] = other;
      }
      node = head[bucket];
    }
  }
  return count;
}
