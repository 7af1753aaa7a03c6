import FlatQueue from 'flatqueue';
import { eachJoin } from './by-edge.ts';
import { pickJoins } from './join.ts';
import type { Joins, Network } from './network.ts';
import {
  BARRED,
  limitTicks,
  metresOf,
  ticksBetween,
  ticksFromEnd,
  ticksFromStart,
  ticksOf,
  ticksToEnd,
  ticksToStart,
  UNREACHED
} from './ticks.ts';

/**
 * True metres, both ways to the network counted, of the walks that a search found: row r leads between source `source[r]`
 * and point `point[r]` at a cost of `costM[r]` metres of level walking. Of walks that cost the same the shortest; exact. A
 * row of source −1 has NaN. Without `costs` they are the costs themselves. One bounded search a source. Throws where there is
 * no walk of just that cost.
 */
export function lengthsAlong(
  network: Network,
  sources: Joins,
  points: Joins,
  rows: { source: ArrayLike<number>; point: ArrayLike<number>; costM: ArrayLike<number> }
): Float64Array {
  const count = rows.source.length;
  if (network.costs === null) return Float64Array.from(rows.source, (s, r) => (s < 0 ? NaN : rows.costM[r]));
  const lengthM = new Float64Array(count).fill(NaN);
  const order = Uint32Array.from(rows.source, (_, r) => r)
    .filter((r) => rows.source[r] >= 0)
    .sort((a, b) => rows.source[a] - rows.source[b] || a - b);
  const walk = createLengthWalk(network);
  for (let k = 0; k < order.length;) {
    const source = rows.source[order[k]];
    let end = k;
    let farthest = 0;
    for (; end < order.length && rows.source[order[end]] === source; end++)
      farthest = Math.max(farthest, rows.costM[order[end]]);
    const lengthTo = walk(pickJoins(sources, [source]), farthest);
    for (; k < end; k++) lengthM[order[k]] = lengthTo(points, rows.point[order[k]], rows.costM[order[k]]);
  }
  return lengthM;
}

type LengthTo = (points: Joins, i: number, costM: number) => number;

/** A function that walks from one joined point, and gives one for the length of the walk on to another. */
function createLengthWalk(network: Network): (from: Joins, limitM: number) => LengthTo {
  const { firstArc, arcs, arcEdge, edgeFrom, edgeTo, edgeLengthM } = network;
  const nodes = firstArc.length - 1;
  const ticks = new Int32Array(nodes).fill(UNREACHED);
  const lengthM = new Float64Array(nodes);
  const queue = new FlatQueue<number>();
  let touched: number[] = [];
  return (from, limitM) => {
    const limit = limitTicks(limitM);
    for (const node of touched) ticks[node] = UNREACHED;
    touched = [];
    const offer = (node: number, d: number, metres: number): void => {
      if (d > limit || d > ticks[node] || (d === ticks[node] && metres >= lengthM[node])) return;
      if (ticks[node] === UNREACHED) touched.push(node);
      ticks[node] = d;
      lengthM[node] = metres;
      queue.push(node, d);
    };
    eachJoin(from, 0, (edge, alongM, offM) => {
      const off = ticksOf(offM);
      offer(edgeFrom[edge], off + ticksToStart(network, edge, alongM), offM + alongM);
      offer(edgeTo[edge], off + ticksToEnd(network, edge, alongM), offM + edgeLengthM[edge] - alongM);
    });
    while (queue.length > 0) {
      const d = queue.peekValue()!;
      const node = queue.pop()!;
      if (d > ticks[node]) continue;
      for (let a = firstArc[node]; a < firstArc[node + 1]; a++)
        offer(arcs[2 * a], d + arcs[2 * a + 1], lengthM[node] + edgeLengthM[arcEdge[a]]);
    }
    return (points, i, costM) => {
      const cost = ticksOf(costM);
      let best = Infinity;
      const arrive = (d: number, metres: number): void => {
        if (d === cost && metres < best) best = metres;
      };
      eachJoin(points, i, (edge, alongM, offM) => {
        const off = ticksOf(offM);
        const rest = edgeLengthM[edge] - alongM;
        const [start, end] = [edgeFrom[edge], edgeTo[edge]];
        if (ticks[start] < BARRED)
          arrive(ticks[start] + ticksFromStart(network, edge, alongM) + off, lengthM[start] + alongM + offM);
        if (ticks[end] < BARRED)
          arrive(ticks[end] + ticksFromEnd(network, edge, alongM) + off, lengthM[end] + rest + offM);
        eachJoin(from, 0, (own, fromM, fromOffM) => {
          if (own !== edge) return;
          const between = ticksBetween(network, edge, fromM, alongM);
          arrive(ticksOf(fromOffM) + between + off, fromOffM + Math.abs(alongM - fromM) + offM);
        });
      });
      if (best === Infinity)
        throw new Error(`expected a walk of ${metresOf(cost)} m at level pace to point ${i}, got none`);
      return best;
    };
  };
}
