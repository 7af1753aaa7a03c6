import FlatQueue from 'flatqueue';
import { UNREACHED } from '../network/ticks.ts';
import type { LinkGraph } from './link-graph.ts';
import type { LinkState } from './link-state.ts';

/**
 * Whom each link can win at best, with `links` links in all: row r is `link[r]` and may win the items `item[first[r]] …`, each of
 * `weight` people. What a choice of links wins is never more than what their rows hold together: who is won walks over some link
 * last (seen from the facilities), has no other on the way to it, and behind it are at most `links − 1` more.
 */
export interface LinkCovers {
  link: Uint32Array;
  first: Uint32Array;
  item: Uint32Array;
  weight: Float64Array;
}

/**
 * The rows of links for a state in which no link is open (sites may be). Links without a row of their own win nobody in any
 * choice of so many, nor help others to: they stand where a row is empty and `canHelp` is 0. `part` numbers those that can help from
 * 0 (−1: none): links of two parts win nobody in common and shorten no walk to each other's ends, so that what a choice wins is
 * the sum of what it wins in each part.
 */
export function coverByLinks(
  state: LinkState,
  among: ArrayLike<number>,
  links: number
): LinkCovers & { canHelp: Uint8Array; part: Int32Array; parts: number } {
  const { linkFrom, linkTo, linkTicks, people } = state.graph;
  const best = ticksOverLinks(state.graph, state.ticks, among, links - 1);
  const rows: number[][] = [];
  const reached: number[][] = [];
  const canHelp = new Uint8Array(among.length);
  for (let k = 0; k < among.length; k++) {
    const [u, v, w] = [linkFrom[among[k]], linkTo[among[k]], linkTicks[among[k]]];
    const from: [number, number][] = [];
    if (best[u] !== UNREACHED && best[u] + w < state.ticks[v]) from.push([v, best[u] + w]);
    if (best[v] !== UNREACHED && best[v] + w < state.ticks[u]) from.push([u, best[v] + w]);
    canHelp[k] = from.some(([, d]) => d <= state.graph.limit) ? 1 : 0;
    const { points, nodes } = canHelp[k] ? state.reach(from) : { points: [], nodes: [] };
    rows.push(points);
    reached.push(nodes);
  }
  return {
    link: Uint32Array.from(among),
    ...mergeItems(rows, people),
    canHelp,
    ...partsOf(state.graph, among, canHelp, rows, reached)
  };
}

/** Rows that hold a point in common, or of which one reaches an end of the other's link, belong together. */
function partsOf(
  { linkFrom, linkTo }: LinkGraph,
  among: ArrayLike<number>,
  canHelp: Uint8Array,
  rows: readonly (readonly number[])[],
  reached: readonly (readonly number[])[]
): { part: Int32Array; parts: number } {
  const above = Int32Array.from(rows, (_, r) => r);
  const top = (r: number): number => {
    while (above[r] !== r) r = above[r] = above[above[r]];
    return r;
  };
  const byEnd = new Map<number, number>();
  const byPoint = new Map<number, number>();
  const join = (r: number, owner: Map<number, number>, key: number): void => {
    const other = owner.get(key);
    if (other === undefined) owner.set(key, r);
    else above[top(r)] = top(other);
  };
  for (let r = 0; r < rows.length; r++)
    if (canHelp[r]) for (const end of [linkFrom[among[r]], linkTo[among[r]]]) join(r, byEnd, end);
  for (let r = 0; r < rows.length; r++) {
    for (const point of rows[r]) join(r, byPoint, point);
    for (const node of reached[r]) if (byEnd.has(node)) join(r, byEnd, node);
  }
  const number = new Map<number, number>();
  const part = Int32Array.from(rows, (_, r) => {
    if (!canHelp[r]) return -1;
    const of = top(r);
    if (!number.has(of)) number.set(of, number.size);
    return number.get(of)!;
  });
  return { part, parts: number.size };
}

/** Least ticks of each node over at most `rounds` of the links `among`. */
function ticksOverLinks(
  { firstArc, arcs, limit, linkFrom, linkTo, linkTicks }: LinkGraph,
  start: Int32Array,
  among: ArrayLike<number>,
  rounds: number
): Int32Array {
  const ticks = start.slice();
  const queue = new FlatQueue<number>();
  const offer = (n: number, d: number): void => {
    if (d > limit || d >= ticks[n]) return;
    ticks[n] = d;
    queue.push(n, d);
  };
  for (let round = 0; round < rounds; round++) {
    const before = ticks.slice();
    for (let k = 0; k < among.length; k++) {
      const [u, v, w] = [linkFrom[among[k]], linkTo[among[k]], linkTicks[among[k]]];
      if (before[u] !== UNREACHED) offer(v, before[u] + w);
      if (before[v] !== UNREACHED) offer(u, before[v] + w);
    }
    if (queue.length === 0) break;
    while (queue.length > 0) {
      const d = queue.peekValue()!;
      const n = queue.pop()!;
      if (d > ticks[n]) continue;
      for (let a = firstArc[n]; a < firstArc[n + 1]; a++) offer(arcs[2 * a], d + arcs[2 * a + 1]);
    }
  }
  return ticks;
}

/** Rows of points as rows of items: points that are in the same rows are one item. */
function mergeItems(
  rows: readonly (readonly number[])[],
  people: Float64Array
): Pick<LinkCovers, 'first' | 'item' | 'weight'> {
  const group = new Map<number, number>();
  let groups = 1;
  for (const row of rows) {
    const split = new Map<number, number>();
    for (const i of row) {
      const was = group.get(i) ?? 0;
      let now = split.get(was);
      if (now === undefined) split.set(was, (now = groups++));
      group.set(i, now);
    }
  }
  const number = new Map<number, number>();
  const weight: number[] = [];
  for (const [i, of] of group) {
    let at = number.get(of);
    if (at === undefined) {
      number.set(of, (at = weight.length));
      weight.push(0);
    }
    weight[at] += people[i];
  }
  const first = new Uint32Array(rows.length + 1);
  const item: number[] = [];
  rows.forEach((row, r) => {
    for (const at of new Set(row.map((i) => number.get(group.get(i)!)!))) item.push(at);
    first[r + 1] = item.length;
  });
  return { first, item: Uint32Array.from(item), weight: Float64Array.from(weight) };
}
