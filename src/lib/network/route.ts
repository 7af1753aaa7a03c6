import FlatQueue from 'flatqueue';
import { sliceEdge, type LonLat } from './along.ts';
import { eachJoin } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import {
  BARRED,
  ticksBetween,
  ticksFromEnd,
  ticksFromStart,
  ticksOf,
  TICKS_PER_M,
  ticksToEnd,
  ticksToStart
} from './ticks.ts';

/** A part of an edge that is walked, from `fromM` to `toM` metres along it; against its direction where `fromM > toM`. */
export interface Stretch {
  edge: number;
  fromM: number;
  toM: number;
}

export interface Route {
  /** True length along the network only. */
  distanceM: number;
  /** From the first point to the network, and from the network to the second. */
  joinFromM: number;
  joinToM: number;
  /** Which of the joins of the first and the second point it takes, in the order of `eachJoin`. */
  joinFrom: number;
  joinTo: number;
  /** The whole walk, both joins counted, in metres of level walking at the walker's pace: the length, but for `costs`. */
  costM: number;
  /** Positions along the network, from where the first point meets it to where the second does; one where they meet it alike. */
  path: LonLat[];
  /** Edges walked, in order; the first and the last perhaps in part. */
  edges: number[];
  /** The same edges with the parts of them that are walked. */
  stretches: Stretch[];
}

interface Join {
  edge: number;
  alongM: number;
  offM: number;
  /** Its place among the point's joins. */
  nth: number;
}

/**
 * The walk of least cost from joined point i of `from` to joined point j of `to`; of the joins of either (two, with an
 * island) those with the least whole cost. Null: there is no way, or a point is unconnected. Dijkstra's search ends as soon
 * as nothing nearer can come, and is not begun where no piece of the network has both.
 */
export function findRoute(network: Network, from: Joins, to: Joins, i = 0, j = 0): Route | null {
  const starts = listJoins(from, i);
  const ends = listJoins(to, j);
  const { nodePiece, edgeFrom, edgeTo, edgeLengthM } = network;
  const pieceOf = ({ edge }: Join): number => nodePiece[edgeFrom[edge]];
  if (!ends.some((end) => starts.some((start) => pieceOf(start) === pieceOf(end)))) return null;

  let best: { ticks: number; found: () => Route } | null = null;
  const offer = (ticks: number, found: () => Route): void => {
    if (best === null || ticks < best.ticks) best = { ticks, found };
  };
  const arrivals: Arrival[] = ends.flatMap((end) => [
    { node: edgeFrom[end.edge], ticks: ticksFromStart(network, end.edge, end.alongM) + ticksOf(end.offM) },
    { node: edgeTo[end.edge], ticks: ticksFromEnd(network, end.edge, end.alongM) + ticksOf(end.offM) }
  ]);
  const straight = ends.map((end) => starts.map((start) => straightTicks(network, start, end)));
  const tree = growTree(network, starts, arrivals, Math.min(...straight.flat()));
  ends.forEach((end, e) => {
    starts.forEach((start, s) => {
      const ticks = straight[e][s];
      const only = { edge: end.edge, fromM: start.alongM, toM: end.alongM };
      if (ticks < Infinity) offer(ticks, () => layRoute(network, start, end, [only], ticks));
    });
    [0, edgeLengthM[end.edge]].forEach((fromM, side) => {
      const { node, ticks: on } = arrivals[2 * e + side];
      const ticks = tree.ticks[node] + on;
      if (tree.ticks[node] === Infinity || on >= BARRED) return;
      const last = { edge: end.edge, fromM, toM: end.alongM };
      offer(ticks, () =>
        layRoute(network, starts[tree.start[node]], end, [...trace(network, tree, starts, node), last], ticks)
      );
    });
  });
  return best === null ? null : (best as { found: () => Route }).found();
}

function listJoins(joins: Joins, i: number): Join[] {
  const out: Join[] = [];
  eachJoin(joins, i, (edge, alongM, offM) => out.push({ edge, alongM, offM, nth: out.length }));
  return out;
}

/** The whole walk along the one edge that both lie on; Infinity: they don't, or it can't be walked. */
function straightTicks(network: Network, start: Join, end: Join): number {
  if (start.edge !== end.edge) return Infinity;
  const between = ticksBetween(network, end.edge, start.alongM, end.alongM);
  return between >= BARRED ? Infinity : ticksOf(start.offM) + between + ticksOf(end.offM);
}

/** An end of an edge from which a walk may come to its target, and the ticks on from there. */
interface Arrival {
  node: number;
  ticks: number;
}

interface Tree {
  /** From the first point, the way to the network counted; Infinity: not reached. */
  ticks: Float64Array;
  /** Node walked from; −1 where the walk came onto the network on this node's own edge. */
  before: Int32Array;
  /** Edge walked over from `before`, or from the join. */
  edge: Int32Array;
  /** Join the walk began with, in the order of `starts`. */
  start: Uint8Array;
}

/** Nodes nearer than the best arrival (or `least`, a walk that needs no node); what lies beyond is not final. */
function growTree(network: Network, starts: Join[], arrivals: Arrival[], least: number): Tree {
  const { firstArc, arcs, arcEdge, edgeFrom, edgeTo } = network;
  const nodes = firstArc.length - 1;
  const ticks = new Float64Array(nodes).fill(Infinity);
  const before = new Int32Array(nodes).fill(-1);
  const edge = new Int32Array(nodes).fill(-1);
  const start = new Uint8Array(nodes);
  const queue = new FlatQueue<number>();
  const offer = (node: number, d: number, by: number, over: number, join: number): void => {
    if (d >= ticks[node]) return;
    ticks[node] = d;
    before[node] = by;
    edge[node] = over;
    start[node] = join;
    queue.push(node, d);
  };
  starts.forEach((join, s) => {
    const off = ticksOf(join.offM);
    const toStart = ticksToStart(network, join.edge, join.alongM);
    const toEnd = ticksToEnd(network, join.edge, join.alongM);
    if (toStart < BARRED) offer(edgeFrom[join.edge], off + toStart, -1, join.edge, s);
    if (toEnd < BARRED) offer(edgeTo[join.edge], off + toEnd, -1, join.edge, s);
  });
  while (queue.length > 0) {
    const d = queue.peekValue()!;
    const node = queue.pop()!;
    if (d > ticks[node]) continue;
    // Equal ones are still looked at: of equal walks the first of `ends` is taken, not the first that was met.
    if (d > least) break;
    for (const arrival of arrivals)
      if (arrival.node === node && arrival.ticks < BARRED) least = Math.min(least, d + arrival.ticks);
    for (let a = firstArc[node]; a < firstArc[node + 1]; a++)
      if (arcs[2 * a + 1] < BARRED) offer(arcs[2 * a], d + arcs[2 * a + 1], node, arcEdge[a], start[node]);
  }
  return { ticks, before, edge, start };
}

/** The stretches from the first point to `node`. */
function trace(network: Network, tree: Tree, starts: Join[], node: number): Stretch[] {
  const { edgeFrom, edgeTo, edgeLengthM } = network;
  const back: Stretch[] = [];
  for (let at = node; ; at = tree.before[at]) {
    const edge = tree.edge[at];
    const by = tree.before[at];
    const lengthM = edgeLengthM[edge];
    if (by < 0) {
      const { alongM } = starts[tree.start[at]];
      const endIsNearer = ticksToEnd(network, edge, alongM) < ticksToStart(network, edge, alongM);
      const toEnd = edgeTo[edge] === at && (edgeFrom[edge] !== at || endIsNearer);
      back.push({ edge, fromM: alongM, toM: toEnd ? lengthM : 0 });
      return back.reverse();
    }
    const forward = edgeFrom[edge] === by;
    back.push({ edge, fromM: forward ? 0 : lengthM, toM: forward ? lengthM : 0 });
  }
}

function layRoute(network: Network, start: Join, end: Join, stretches: Stretch[], ticks: number): Route {
  const path = stretches.flatMap(({ edge, fromM, toM }) => sliceEdge(network, edge, fromM, toM));
  return {
    distanceM: stretches.reduce((sum, { fromM, toM }) => sum + Math.abs(toM - fromM), 0),
    joinFromM: start.offM,
    joinToM: end.offM,
    joinFrom: start.nth,
    joinTo: end.nth,
    costM: ticks / TICKS_PER_M,
    path: path.filter((p, k) => k === 0 || p[0] !== path[k - 1][0] || p[1] !== path[k - 1][1]),
    edges: stretches.map(({ edge }) => edge),
    stretches
  };
}
