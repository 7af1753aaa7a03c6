import { orderByHilbert } from '../../src/lib/geometry/hilbert.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { TICKS_PER_M } from '../../src/lib/network/ticks.ts';

/** Directed arcs a node, as the walking graph of a city has. */
const ARCS_A_NODE = 2.66;
const STEP_M = 100;
const DEGREES_PER_M = 1 / 111_195;

/**
 * A town of about so many nodes for measuring, the same for the same seed: a bent grid of 100 m with every node shifted
 * by up to 30 m, some diagonals, and streets left out by chance until 2.66 arcs a node are left. Nodes are in Hilbert
 * order, edges by their ends, an edge is straight. Near the equator, where a degree is as long both ways; `nodePiece` is
 * all zero, for searches do not read it.
 */
export function makeTown(nodes: number, seed = 1): Network {
  const next = createRandom(seed);
  const side = Math.round(Math.sqrt(nodes));
  const size = side * side;
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const column = i % side;
    const row = (i - column) / side;
    x[i] = STEP_M * (column + 3 * Math.sin(row / 40)) + 60 * (next() - 0.5);
    y[i] = STEP_M * (row + 3 * Math.cos(column / 50)) + 60 * (next() - 0.5);
  }
  const order = orderByHilbert(x, y);
  const idOf = new Uint32Array(size);
  order.forEach((i, id) => (idOf[i] = id));
  const edges = pickEdges(side, idOf, next);
  const edgeFrom = Uint32Array.from(edges, (key) => Math.floor(key / size));
  const edgeTo = Uint32Array.from(edges, (key) => key % size);
  const nodeX = Float64Array.from(order, (i) => x[i]);
  const nodeY = Float64Array.from(order, (i) => y[i]);
  return layTown(nodeX, nodeY, edgeFrom, edgeTo);
}

/** Edges as `low id * size + high id`, in ascending order. */
function pickEdges(side: number, idOf: Uint32Array, next: () => number): Float64Array {
  const size = side * side;
  const wanted = Math.round((size * ARCS_A_NODE) / 2);
  const all: number[] = [];
  for (let i = 0; i < size; i++) {
    const right = i % side < side - 1;
    const up = i + side < size;
    if (right) all.push(i, i + 1);
    if (up) all.push(i, i + side);
    if (right && up && next() < 0.1) all.push(i, i + side + 1);
  }
  const picked = new Float64Array(Math.min(wanted, all.length / 2));
  let count = 0;
  for (let k = 0; k < all.length / 2 && count < picked.length; k++) {
    // Each of what is left with the chance that fills the number wanted.
    if (next() * (all.length / 2 - k) >= picked.length - count) continue;
    const [a, b] = [idOf[all[2 * k]], idOf[all[2 * k + 1]]];
    picked[count++] = Math.min(a, b) * size + Math.max(a, b);
  }
  return picked.sort();
}

function layTown(x: Float64Array, y: Float64Array, edgeFrom: Uint32Array, edgeTo: Uint32Array): Network {
  const size = x.length;
  const count = edgeFrom.length;
  const edgeLengthM = Float64Array.from(edgeFrom, (a, e) => {
    const b = edgeTo[e];
    return Math.round(Math.hypot(x[a] - x[b], y[a] - y[b]) * TICKS_PER_M) / TICKS_PER_M;
  });
  const firstArc = new Uint32Array(size + 1);
  for (let e = 0; e < count; e++) {
    firstArc[edgeFrom[e] + 1]++;
    firstArc[edgeTo[e] + 1]++;
  }
  for (let n = 0; n < size; n++) firstArc[n + 1] += firstArc[n];
  const nextArc = firstArc.slice();
  const arcs = new Int32Array(4 * count);
  const arcEdge = new Uint32Array(2 * count);
  for (let e = 0; e < count; e++)
    for (const [tail, head] of [
      [edgeFrom[e], edgeTo[e]],
      [edgeTo[e], edgeFrom[e]]
    ]) {
      const a = nextArc[tail]++;
      arcs[2 * a] = head;
      arcs[2 * a + 1] = edgeLengthM[e] * TICKS_PER_M;
      arcEdge[a] = e;
    }
  const nodeLon = x.map((metres) => 116 + metres * DEGREES_PER_M);
  const nodeLat = y.map((metres) => metres * DEGREES_PER_M);
  const ends = Uint32Array.from({ length: 2 * count }, (_, p) => (p % 2 ? edgeTo : edgeFrom)[p >> 1]);
  return {
    nodeLon,
    nodeLat,
    firstArc,
    arcs,
    arcEdge,
    edgeFrom,
    edgeTo,
    edgeLengthM,
    edgeFirstPoint: Uint32Array.from({ length: count + 1 }, (_, e) => 2 * e),
    pointLon: Float64Array.from(ends, (n) => nodeLon[n]),
    pointLat: Float64Array.from(ends, (n) => nodeLat[n]),
    pointAlongM: Float64Array.from(ends, (_, p) => (p % 2 ? edgeLengthM[p >> 1] : 0)),
    pointLine: Uint32Array.from(ends, (_, p) => p >> 1),
    nodePiece: new Uint32Array(size),
    pieceNodes: Uint32Array.of(size),
    figures: {
      vertices: size,
      segments: count,
      junctions: size,
      edges: count,
      lengthM: edgeLengthM.reduce((sum, length) => sum + length, 0),
      components: 1,
      largestComponentShare: 1
    },
    costs: null
  };
}

/** So many points on edges taken by chance, each up to 50 m off its edge; the same for the same seed. */
export function scatterJoins(network: Network, count: number, seed = 2): Joins {
  const next = createRandom(seed);
  const edge = Int32Array.from({ length: count }, () => Math.floor(next() * network.edgeFrom.length));
  const ticks = (metres: number): number => Math.floor(metres * TICKS_PER_M) / TICKS_PER_M;
  return {
    edge,
    alongM: Float64Array.from(edge, (e) => ticks(next() * network.edgeLengthM[e])),
    offM: Float64Array.from(edge, () => ticks(50 * next())),
    mainEdge: new Int32Array(count).fill(-1),
    mainAlongM: new Float64Array(count),
    mainOffM: new Float64Array(count)
  };
}
