import fc from 'fast-check';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import {
  BARRED,
  TICKS_PER_M,
  ticksBetween,
  ticksFromEnd,
  ticksFromStart,
  ticksOf,
  ticksToEnd,
  ticksToStart
} from '../../src/lib/network/ticks.ts';

/** An edge of a graph made by hand: its length in ticks, and what a walker makes of it forwards and backwards. */
export interface Edge {
  from: number;
  to: number;
  ticks: number;
  forward: number;
  backward: number;
}

/** A network of edges made by hand, with a vertex at a third of each; `weighed` takes the walker's weights too. */
export function networkOf(nodes: number, edges: Edge[], weighed: boolean): Network {
  const firstArc = new Uint32Array(nodes + 1);
  for (const { from, to } of edges) {
    firstArc[from + 1]++;
    firstArc[to + 1]++;
  }
  for (let n = 0; n < nodes; n++) firstArc[n + 1] += firstArc[n];
  const next = firstArc.slice();
  const arcs = new Int32Array(4 * edges.length);
  const arcEdge = new Uint32Array(2 * edges.length);
  const put = (tail: number, head: number, weight: number, e: number): void => {
    const a = next[tail]++;
    arcs[2 * a] = head;
    arcs[2 * a + 1] = weight;
    arcEdge[a] = e;
  };
  edges.forEach(({ from, to, ticks, forward, backward }, e) => {
    put(from, to, weighed ? forward : ticksOf(ticks / TICKS_PER_M), e);
    put(to, from, weighed ? backward : ticksOf(ticks / TICKS_PER_M), e);
  });
  const third = (ticks: number): number => Math.floor(ticks / 3);
  const open = (ticks: number): number => (ticks >= BARRED ? 0 : ticks);
  const points = (one: (edge: Edge) => number[]): number[] => edges.flatMap(one);
  return {
    nodeLon: new Float64Array(nodes),
    nodeLat: new Float64Array(nodes),
    firstArc,
    arcs,
    arcEdge,
    edgeFrom: Uint32Array.from(edges, (edge) => edge.from),
    edgeTo: Uint32Array.from(edges, (edge) => edge.to),
    edgeLengthM: Float64Array.from(edges, (edge) => edge.ticks / TICKS_PER_M),
    edgeFirstPoint: Uint32Array.from({ length: edges.length + 1 }, (_, e) => 3 * e),
    pointLon: new Float64Array(3 * edges.length),
    pointLat: new Float64Array(3 * edges.length),
    pointAlongM: Float64Array.from(points(({ ticks }) => [0, third(ticks), ticks])).map(
      (ticks) => ticks / TICKS_PER_M
    ),
    pointLine: new Uint32Array(3 * edges.length),
    nodePiece: new Uint32Array(nodes),
    pieceNodes: Uint32Array.of(nodes),
    figures: {
      vertices: nodes,
      segments: edges.length,
      junctions: nodes,
      edges: edges.length,
      lengthM: 0,
      components: 1,
      largestComponentShare: 1
    },
    costs: weighed
      ? {
          forward: Int32Array.from(edges, (edge) => edge.forward),
          backward: Int32Array.from(edges, (edge) => edge.backward),
          // Both ways half of it on the first third.
          pointForward: Int32Array.from(points((e) => [0, open(e.forward) >> 1, open(e.forward)])),
          pointBackward: Int32Array.from(
            points((e) => [open(e.backward), open(e.backward) - (open(e.backward) >> 1), 0])
          )
        }
      : null
  };
}

const blocks = fc.integer({ min: 0, max: 12 }).map((count) => count * 51_200);

/** From nothing to 500 km; most of a street's length, some equal to others. */
const anyLength = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 300_000 }) },
  { weight: 4, arbitrary: blocks },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 512_000_000 }) }
);

/** Loops, parallel edges, nodes without any, ways that go one way only; every other one of whole blocks, full of ties. */
export const randomGraph: fc.Arbitrary<Network> = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.boolean())
  .chain(([nodes, even]) => {
    const length = even ? blocks : anyLength;
    const weight = fc.oneof({ weight: 8, arbitrary: length }, { weight: 1, arbitrary: fc.constant(BARRED) });
    const node = fc.integer({ min: 0, max: nodes - 1 });
    const edge = fc.record({ from: node, to: node, ticks: length, forward: weight, backward: weight });
    return fc
      .tuple(fc.array(edge, { minLength: 1, maxLength: 2 * nodes + 4, size: 'max' }), fc.boolean())
      .map(([edges, weighed]) => networkOf(nodes, edges, weighed));
  });

/** A place on an edge by share of the edges and of its length, and the ticks to it. */
const place = fc.record({
  edge: fc.double({ min: 0, max: 0.999, noNaN: true }),
  along: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  off: fc.oneof(fc.constantFrom(0, 51_200), fc.integer({ min: 0, max: 60_000 }))
});

/** Some with a second join, some without any. */
export const randomJoins = (most: number): fc.Arbitrary<(network: Network) => Joins> =>
  fc
    .array(fc.tuple(fc.option(place, { freq: 9 }), fc.option(place, { freq: 2 })), {
      minLength: 1,
      maxLength: most
    })
    .map((places) => (network) => {
      const edges = network.edgeFrom.length;
      const at = (p: { edge: number; along: number; off: number } | null) => {
        if (p === null) return { edge: -1, alongM: 0, offM: 0 };
        const edge = Math.floor(p.edge * edges);
        const alongM = Math.floor(p.along * network.edgeLengthM[edge] * TICKS_PER_M) / TICKS_PER_M;
        return { edge, alongM, offM: p.off / TICKS_PER_M };
      };
      const first = places.map(([one]) => at(one));
      const second = places.map(([one, other]) => at(one && other));
      return {
        edge: Int32Array.from(first, (p) => p.edge),
        alongM: Float64Array.from(first, (p) => p.alongM),
        offM: Float64Array.from(first, (p) => p.offM),
        mainEdge: Int32Array.from(second, (p) => p.edge),
        mainAlongM: Float64Array.from(second, (p) => p.alongM),
        mainOffM: Float64Array.from(second, (p) => p.offM)
      };
    });

interface Join {
  edge: number;
  alongM: number;
  off: number;
}

/** The joins of point i. */
export function joinsOf(joins: Joins, i: number): Join[] {
  return [
    { edge: joins.edge[i], alongM: joins.alongM[i], off: ticksOf(joins.offM[i]) },
    { edge: joins.mainEdge[i], alongM: joins.mainAlongM[i], off: ticksOf(joins.mainOffM[i]) }
  ].filter((join) => join.edge >= 0);
}

/** Ticks from joined point i to every node, at most `limit`, else Infinity: Dijkstra without a queue. */
export function walkFrom(network: Network, from: Join[], limit: number): number[] {
  const { firstArc, arcs, edgeFrom, edgeTo } = network;
  const ticks = new Array<number>(firstArc.length - 1).fill(Infinity);
  const done = ticks.map(() => false);
  const offer = (node: number, d: number): void => {
    if (d <= limit) ticks[node] = Math.min(ticks[node], d);
  };
  for (const { edge, alongM, off } of from) {
    offer(edgeFrom[edge], off + ticksToStart(network, edge, alongM));
    offer(edgeTo[edge], off + ticksToEnd(network, edge, alongM));
  }
  for (;;) {
    let node = -1;
    ticks.forEach((d, n) => {
      if (!done[n] && d < Infinity && (node < 0 || d < ticks[node])) node = n;
    });
    if (node < 0) return ticks;
    done[node] = true;
    for (let a = firstArc[node]; a < firstArc[node + 1]; a++)
      offer(arcs[2 * a], ticks[node] + arcs[2 * a + 1]);
  }
}

/** Ticks to a joined point, given those to every node, at most `limit`, else Infinity. */
export function walkTo(network: Network, from: Join[], ticks: number[], to: Join[], limit: number): number {
  let best = Infinity;
  for (const { edge, alongM, off } of to) {
    best = Math.min(
      best,
      ticks[network.edgeFrom[edge]] + ticksFromStart(network, edge, alongM) + off,
      ticks[network.edgeTo[edge]] + ticksFromEnd(network, edge, alongM) + off
    );
    for (const one of from)
      if (one.edge === edge)
        best = Math.min(best, one.off + ticksBetween(network, edge, one.alongM, alongM) + off);
  }
  return best <= limit ? best : Infinity;
}
