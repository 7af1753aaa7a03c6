import FlatQueue from 'flatqueue';
import { UNREACHED } from '../network/ticks.ts';
import type { LinkGraph } from './link-graph.ts';

/** The walks of a graph with some moves made, and who is won by them. Moves are taken back in the reverse order. */
export interface LinkState {
  graph: LinkGraph;
  /** Ticks of each node from its nearest facility or opened site, at most the limit; `UNREACHED`: none. */
  ticks: Int32Array;
  /** 1 for each point that is won. */
  isWon: Uint8Array;
  /** People who are won. */
  won(): number;
  /** How many nodes were taken from the queue since the state was made: what the work has cost. */
  work(): number;
  open(move: number): void;
  close(): void;
  /** People won by one move more. */
  worth(move: number): number;
  /** Points that nodes would win if they were so near (pairs of node and ticks), and the nodes that come nearer; nothing stays changed. */
  reach(from: readonly (readonly [node: number, ticks: number])[]): { points: number[]; nodes: number[] };
}

/**
 * Nothing opened. Opening a move costs the nodes whose walk it shortens and no others: a walk to the nearest facility gets shorter
 * only by leading over the new link, so that the search starts at its two ends and stops where the walk is as short already.
 */
export function createLinkState(graph: LinkGraph): LinkState {
  const { firstArc, arcs, limit, firstPoint, point, pointTicks, people } = graph;
  const { linkFrom, linkTo, linkTicks, siteFirst, siteNode, siteTicks } = graph;
  const ticks = graph.base.slice();
  const isWon = new Uint8Array(people.length);
  const queue = new FlatQueue<number>();
  // Open links by the nodes at their ends: half 2l leads from `linkFrom`, 2l + 1 from `linkTo`.
  const firstHalf = new Int32Array(ticks.length).fill(-1);
  const nextHalf = new Int32Array(2 * linkFrom.length).fill(-1);
  const undo: { move: number; nodes: number; points: number; won: number }[] = [];
  const node: number[] = [];
  const before: number[] = [];
  const wonPoint: number[] = [];
  let won = 0;
  let work = 0;

  function offer(n: number, d: number): void {
    if (d > limit || d >= ticks[n]) return;
    node.push(n);
    before.push(ticks[n]);
    ticks[n] = d;
    queue.push(n, d);
  }

  function spread(): void {
    while (queue.length > 0) {
      const d = queue.peekValue()!;
      const n = queue.pop()!;
      if (d > ticks[n]) continue;
      work++;
      for (let k = firstPoint[n]; k < firstPoint[n + 1]; k++) {
        const i = point[k];
        if (isWon[i] || d + pointTicks[k] > limit) continue;
        isWon[i] = 1;
        wonPoint.push(i);
        won += people[i];
      }
      for (let a = firstArc[n]; a < firstArc[n + 1]; a++) offer(arcs[2 * a], d + arcs[2 * a + 1]);
      for (let half = firstHalf[n]; half >= 0; half = nextHalf[half])
        offer(half & 1 ? linkFrom[half >> 1] : linkTo[half >> 1], d + linkTicks[half >> 1]);
    }
  }

  function begin(move: number): void {
    undo.push({ move, nodes: node.length, points: wonPoint.length, won });
  }

  function open(move: number): void {
    begin(move);
    if (move >= linkFrom.length) {
      const s = move - linkFrom.length;
      for (let k = siteFirst[s]; k < siteFirst[s + 1]; k++) offer(siteNode[k], siteTicks[k]);
    } else {
      const [u, v, w] = [linkFrom[move], linkTo[move], linkTicks[move]];
      nextHalf[2 * move] = firstHalf[u];
      firstHalf[u] = 2 * move;
      nextHalf[2 * move + 1] = firstHalf[v];
      firstHalf[v] = 2 * move + 1;
      const [fromU, fromV] = [ticks[u], ticks[v]];
      if (fromU !== UNREACHED) offer(v, fromU + w);
      if (fromV !== UNREACHED) offer(u, fromV + w);
    }
    spread();
  }

  function close(): void {
    const last = undo.pop();
    if (!last) throw new Error('expected a move to take back, got none');
    while (node.length > last.nodes) ticks[node.pop()!] = before.pop()!;
    while (wonPoint.length > last.points) isWon[wonPoint.pop()!] = 0;
    won = last.won;
    if (last.move < 0 || last.move >= linkFrom.length) return;
    firstHalf[linkTo[last.move]] = nextHalf[2 * last.move + 1];
    firstHalf[linkFrom[last.move]] = nextHalf[2 * last.move];
  }

  return {
    ...{ graph, ticks, isWon, open, close },
    won: () => won,
    work: () => work,
    worth(move) {
      const was = won;
      open(move);
      const more = won - was;
      close();
      return more;
    },
    reach(from) {
      const start = wonPoint.length;
      const startNode = node.length;
      begin(-1);
      for (const [n, d] of from) offer(n, d);
      spread();
      const found = { points: wonPoint.slice(start), nodes: node.slice(startNode) };
      close();
      return found;
    }
  };
}
