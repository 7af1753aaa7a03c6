/*
 * AssemblyScript. The twin of `walkBuckets` (../bucket-walk.ts), `addFromNodes` and `drainPoints` (../point-set.ts), which
 * say what they do and why. What a bucket walk knows of a node lies together in 16 bytes: ticks, the next and the previous
 * node of its bucket, so that to reach one is one place in memory instead of three.
 */

const APART: i32 = -2;
const UNREACHED: i32 = 0x7fffffff;

/** Nodes that no walk has reached, and that wait in no bucket. */
export function clearNodes(nodes: usize, count: i32): void {
  const end = nodes + ((count as usize) << 4);
  for (let at = nodes; at < end; at += 16) {
    store<i32>(at, UNREACHED);
    store<i32>(at, APART, 4);
  }
}

/** Puts a node at `ticks` into its bucket where that is nearer than it was; gives the new count of nodes touched. */
export function reachNode(
  nodes: usize,
  heads: usize,
  touched: usize,
  count: i32,
  limit: i32,
  shift: i32,
  node: i32,
  ticks: i32
): i32 {
  const at = nodes + ((node as usize) << 4);
  const before = load<i32>(at);
  if (ticks > limit || ticks >= before) return count;
  store<i32>(at, ticks);
  if (before === UNREACHED) store<i32>(touched + ((count++ as usize) << 2), node);
  else if (load<i32>(at, 4) !== APART) takeOut(nodes, heads, at);
  putIn(nodes, heads, at, node, ticks >> shift);
  return count;
}

/** Walks on from the nodes that wait; gives the new count of nodes touched. */
export function walkBuckets(
  firstArc: usize,
  arcs: usize,
  nodes: usize,
  heads: usize,
  touched: usize,
  count: i32,
  limit: i32,
  shift: i32
): i32 {
  const last = limit >> shift;
  for (let bucket = 0; bucket <= last; bucket++) {
    const head = heads + ((bucket as usize) << 2);
    let node = load<i32>(head);
    while (node >= 0) {
      const here = nodes + ((node as usize) << 4);
      const after = load<i32>(here, 4);
      store<i32>(head, after);
      if (after >= 0) store<i32>(nodes + ((after as usize) << 4), ~bucket, 8);
      store<i32>(here, APART, 4);
      const d = load<i32>(here);
      let a = arcs + ((load<u32>(firstArc + ((node as usize) << 2)) as usize) << 3);
      const end = arcs + ((load<u32>(firstArc + ((node as usize) << 2), 4) as usize) << 3);
      for (; a < end; a += 8) {
        const other = load<i32>(a);
        const there = d + load<i32>(a, 4);
        const at = nodes + ((other as usize) << 4);
        const before = load<i32>(at);
        if (there >= before || there > limit) continue;
        store<i32>(at, there);
        const to = there >> shift;
        if (before === UNREACHED) store<i32>(touched + ((count++ as usize) << 2), other);
        else if (load<i32>(at, 4) !== APART) {
          if (before >> shift === to) continue;
          takeOut(nodes, heads, at);
        }
        putIn(nodes, heads, at, other, to);
      }
      node = load<i32>(head);
    }
  }
  return count;
}

function takeOut(nodes: usize, heads: usize, at: usize): void {
  const after = load<i32>(at, 4);
  const before = load<i32>(at, 8);
  if (before >= 0) store<i32>(nodes + ((before as usize) << 4), after, 4);
  else store<i32>(heads + ((~before as usize) << 2), after);
  if (after >= 0) store<i32>(nodes + ((after as usize) << 4), before, 8);
}

function putIn(nodes: usize, heads: usize, at: usize, node: i32, bucket: i32): void {
  const head = heads + ((bucket as usize) << 2);
  const first = load<i32>(head);
  store<i32>(at, first, 4);
  store<i32>(at, ~bucket, 8);
  if (first >= 0) store<i32>(nodes + ((first as usize) << 4), node, 8);
  store<i32>(head, node);
}

/** Puts in the points by the nodes touched, and forgets the walk; gives how many points were not there. */
export function addFromNodes(
  nodes: usize,
  touched: usize,
  count: i32,
  first: usize,
  entries: usize,
  limit: i32,
  points: usize,
  wordsOf: usize,
  summary: usize
): i32 {
  let added = 0;
  for (let k = 0; k < count; k++) {
    const node = load<i32>(touched + ((k as usize) << 2));
    const at = nodes + ((node as usize) << 4);
    const d = load<i32>(at);
    store<i32>(at, UNREACHED);
    let p = entries + ((load<u32>(first + ((node as usize) << 2)) as usize) << 3);
    const end = entries + ((load<u32>(first + ((node as usize) << 2), 4) as usize) << 3);
    for (; p < end; p += 8) {
      const there = d + load<i32>(p);
      if (there > limit) break;
      added += addPoint(points, wordsOf, summary, load<i32>(p, 4), there);
    }
  }
  return added;
}

/** Puts in a point, or nearer; gives 1 where it was not there, else 0. */
export function addPoint(points: usize, wordsOf: usize, summary: usize, point: i32, ticks: i32): i32 {
  const at = points + ((point as usize) << 2);
  const before = load<i32>(at);
  if (ticks >= before) return 0;
  store<i32>(at, ticks);
  if (before !== UNREACHED) return 0;
  const word = wordsOf + (((point >> 5) as usize) << 2);
  store<i32>(word, load<i32>(word) | (1 << (point & 31)));
  const group = summary + (((point >> 10) as usize) << 2);
  store<i32>(group, load<i32>(group) | (1 << ((point >> 5) & 31)));
  return 1;
}

/** Takes all points out in ascending order, to a column of points and one of ticks. */
export function drainPoints(
  points: usize,
  wordsOf: usize,
  summary: usize,
  groups: i32,
  outPoint: usize,
  outTicks: usize
): void {
  for (let u = 0; u < groups; u++) {
    let group = load<i32>(summary + ((u as usize) << 2));
    if (group === 0) continue;
    store<i32>(summary + ((u as usize) << 2), 0);
    do {
      const w = (u << 5) + ctz(group);
      group &= group - 1;
      const word = wordsOf + ((w as usize) << 2);
      let bits = load<i32>(word);
      store<i32>(word, 0);
      do {
        const p = (w << 5) + ctz(bits);
        bits &= bits - 1;
        const at = points + ((p as usize) << 2);
        store<i32>(outPoint, p);
        store<i32>(outTicks, load<i32>(at));
        store<i32>(at, UNREACHED);
        outPoint += 4;
        outTicks += 4;
      } while (bits !== 0);
    } while (group !== 0);
  }
}
