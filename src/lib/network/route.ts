import FlatQueue from 'flatqueue';
import { sliceEdge, type LonLat } from './along.ts';
import { eachJoin } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import { TICKS_PER_M } from './ticks.ts';

export interface Route {
  /** Along the network only. */
  distanceM: number;
  /** From the first point to the network, and from the network to the second. */
  joinFromM: number;
  joinToM: number;
  /** Positions along the network, from where the first point meets it to where the second does; one where they meet it alike. */
  path: LonLat[];
  /** Edges walked, in order; the first and the last perhaps in part. */
  edges: number[];
}

interface Join {
  edge: number;
  alongM: number;
  offM: number;
}

/**
 * The shortest walk from joined point i of `from` to joined point j of `to`; of the joins of either (two, with an
 * island) those with the shortest whole way. Null: there is no way, or a point is unconnected.
 */
export function findRoute(network: Network, from: Joins, to: Joins, i = 0, j = 0): Route | null {
  const starts = listJoins(from, i);
  const ends = listJoins(to, j);
  const tree = growTree(network, starts);
  let best: { totalM: number; route: () => Route } | null = null;
  const offer = (totalM: number, route: () => Route): void => {
    if (Number.isFinite(totalM) && (best === null || totalM < best.totalM)) best = { totalM, route };
  };
  for (const end of ends) {
    for (const start of starts) {
      if (start.edge !== end.edge) continue;
      const distanceM = Math.abs(start.alongM - end.alongM);
      offer(start.offM + distanceM + end.offM, () => ({
        distanceM,
        joinFromM: start.offM,
        joinToM: end.offM,
        path: sliceEdge(network, end.edge, start.alongM, end.alongM),
        edges: [end.edge]
      }));
    }
    const lengthM = network.edgeLengthM[end.edge];
    for (const [node, fromM] of [
      [network.edgeFrom[end.edge], 0],
      [network.edgeTo[end.edge], lengthM]
    ])
      offer(tree.distanceM[node] + Math.abs(end.alongM - fromM) + end.offM, () =>
        trace(network, tree, node, fromM, end)
      );
  }
  return best === null ? null : (best as { route: () => Route }).route();
}

function listJoins(joins: Joins, i: number): Join[] {
  const out: Join[] = [];
  eachJoin(joins, i, (edge, alongM, offM) => out.push({ edge, alongM, offM }));
  return out;
}

interface Tree {
  distanceM: Float64Array;
  /** Node walked from; −1 where the walk came onto the network on this node's own edge. */
  before: Int32Array;
  /** Edge walked over from `before`, or from the join. */
  edge: Int32Array;
  /** Join the walk began with. */
  start: (Join | null)[];
}

function growTree(network: Network, starts: Join[]): Tree {
  const { firstArc, arcs, arcEdge, edgeFrom, edgeTo, edgeLengthM } = network;
  const nodes = firstArc.length - 1;
  const distanceM = new Float64Array(nodes).fill(Infinity);
  const before = new Int32Array(nodes).fill(-1);
  const edge = new Int32Array(nodes).fill(-1);
  const start: (Join | null)[] = new Array(nodes).fill(null);
  const queue = new FlatQueue<number>();
  const offer = (node: number, d: number, by: number, over: number, join: Join | null): void => {
    if (d >= distanceM[node]) return;
    distanceM[node] = d;
    before[node] = by;
    edge[node] = over;
    start[node] = join;
    queue.push(node, d);
  };
  for (const join of starts) {
    offer(edgeFrom[join.edge], join.offM + join.alongM, -1, join.edge, join);
    offer(edgeTo[join.edge], join.offM + (edgeLengthM[join.edge] - join.alongM), -1, join.edge, join);
  }
  while (queue.length > 0) {
    const d = queue.peekValue()!;
    const node = queue.pop()!;
    if (d > distanceM[node]) continue;
    for (let a = firstArc[node]; a < firstArc[node + 1]; a++)
      offer(arcs[2 * a], d + arcs[2 * a + 1] / TICKS_PER_M, node, arcEdge[a], start[node]);
  }
  return { distanceM, before, edge, start };
}

/** The walk back from `node`, then on over the last edge, which it enters `fromM` along. */
function trace(network: Network, tree: Tree, node: number, fromM: number, end: Join): Route {
  const start = tree.start[node]!;
  const pieces = [sliceEdge(network, end.edge, fromM, end.alongM)];
  const edges = [end.edge];
  for (let at = node; ; at = tree.before[at]) {
    const edge = tree.edge[at];
    const by = tree.before[at];
    const lengthM = network.edgeLengthM[edge];
    edges.push(edge);
    if (by < 0) {
      const atEnd =
        network.edgeTo[edge] === at && !(network.edgeFrom[edge] === at && 2 * start.alongM <= lengthM);
      pieces.push(sliceEdge(network, edge, start.alongM, atEnd ? lengthM : 0));
      break;
    }
    const forward = network.edgeFrom[edge] === by;
    pieces.push(sliceEdge(network, edge, forward ? 0 : lengthM, forward ? lengthM : 0));
  }
  const path = pieces.reverse().flat();
  return {
    distanceM: tree.distanceM[node] - start.offM + Math.abs(end.alongM - fromM),
    joinFromM: start.offM,
    joinToM: end.offM,
    path: path.filter((p, k) => k === 0 || p[0] !== path[k - 1][0] || p[1] !== path[k - 1][1]),
    edges: edges.reverse()
  };
}
