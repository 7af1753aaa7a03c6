import { orderByHilbert } from '../geometry/hilbert.ts';
import { distanceM } from '../geometry/metric.ts';
import type { Lines } from '../geometry/shapes.ts';
import { foldChains, type Chains } from './fold.ts';
import { traitPoints, traitVertices } from './lay-traits.ts';
import type { Network } from './network.ts';
import type { NetworkTraits, RoadTraits } from './traits.ts';
import { ticksOf } from './ticks.ts';
import { weldPositions, WELD_M } from './weld.ts';

/**
 * The walking graph of lines (WGS84 degrees), each walkable both ways. Vertices nearer than `weldM` metres are one (0:
 * only equal coordinates, for sources that name their nodes); lines that only cross do not join. Chains of vertices
 * with two neighbours are folded into edges; a stretch between the same two vertices counts once, however many lines
 * run over it (`pointLine` is the first of them). Nodes are numbered along a Hilbert curve, edges by their ends, so that
 * nothing depends on the order or the direction of rows. Lines without a length leave no trace but in `figures.vertices`.
 */
export function buildNetwork(lines: Lines, weldM = WELD_M): Network {
  return buildWithTraits(lines, weldM, null).network;
}

/**
 * The same, with what the lines are beside their length laid beside the columns of the network (null: nothing was said).
 * Vertices where something may bar the way stay nodes, so that an edge is walked in whole or not at all.
 */
export function buildWithTraits(
  lines: Lines,
  weldM: number,
  traits: RoadTraits | null
): { network: Network; traits: NetworkTraits | null } {
  const welded = weldPositions(lines, weldM);
  const { vertex, lon, lat, place } = welded;
  const capacity = Math.max(0, vertex.length - (lines.first.length - 1));
  const from = new Uint32Array(capacity);
  const to = new Uint32Array(capacity);
  const line = new Uint32Array(capacity);
  const position = new Uint32Array(traits ? capacity : 0);
  let count = 0;
  let segments = 0;
  for (let i = 0; i + 1 < lines.first.length; i++) {
    for (let k = lines.first[i]; k + 1 < lines.first[i + 1]; k++) {
      if (place[k] !== place[k + 1]) segments++;
      if (vertex[k] === vertex[k + 1]) continue;
      from[count] = vertex[k];
      to[count] = vertex[k + 1];
      if (traits) position[count] = k;
      line[count++] = i;
    }
  }
  const segment = {
    from: from.subarray(0, count),
    to: to.subarray(0, count),
    line: line.subarray(0, count),
    position: position.subarray(0, count)
  };
  const found = traits && traitVertices(traits, lines, vertex, lon.length, segment);
  const chains = foldChains(lon, lat, segment.from, segment.to, found?.stays);
  const nodes = numberNodes(chains, lon, lat);
  const edges = orderEdges(chains, nodes.of, nodes.vertex.length, lon, lat);
  const { pointSegment, ...geometry } = layEdges(chains, edges, lon, lat, segment);
  const edgeCount = edges.chain.length;
  const arcs = layArcs(edges.from, edges.to, geometry.edgeLengthM, nodes.vertex.length);
  const { nodePiece, pieceNodes } = findPieces(arcs.firstArc, arcs.arcs);
  const network: Network = {
    nodeLon: gather(lon, nodes.vertex),
    nodeLat: gather(lat, nodes.vertex),
    ...arcs,
    edgeFrom: edges.from,
    edgeTo: edges.to,
    ...geometry,
    nodePiece,
    pieceNodes,
    figures: {
      vertices: welded.places,
      segments,
      junctions: nodes.vertex.length,
      edges: edgeCount,
      lengthM: sum(geometry.edgeLengthM),
      components: pieceNodes.length,
      largestComponentShare: pieceNodes.length ? pieceNodes[0] / nodes.vertex.length : 0
    },
    costs: null
  };
  return { network, traits: found && traitPoints(found, network, pointSegment, nodes.of) };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** The ends of chains, along a Hilbert curve; `of` gives the node of a vertex that is one. */
function numberNodes(
  chains: Chains,
  lon: Float64Array,
  lat: Float64Array
): { vertex: Uint32Array; of: Uint32Array } {
  const isNode = new Uint8Array(lon.length);
  for (let c = 0; c + 1 < chains.first.length; c++) {
    isNode[chains.vertex[chains.first[c]]] = 1;
    isNode[chains.vertex[chains.first[c + 1] - 1]] = 1;
  }
  let count = 0;
  for (let v = 0; v < isNode.length; v++) count += isNode[v];
  const ends = new Uint32Array(count);
  count = 0;
  for (let v = 0; v < isNode.length; v++) if (isNode[v]) ends[count++] = v;
  const order = orderByHilbert(gather(lon, ends), gather(lat, ends));
  const vertex = new Uint32Array(count);
  const of = new Uint32Array(lon.length);
  for (let node = 0; node < count; node++) {
    vertex[node] = ends[order[node]];
    of[vertex[node]] = node;
  }
  return { vertex, of };
}

function gather(values: Float64Array, at: Uint32Array): Float64Array {
  const out = new Float64Array(at.length);
  for (let i = 0; i < at.length; i++) out[i] = values[at[i]];
  return out;
}

interface EdgeOrder {
  chain: Uint32Array;
  reversed: Uint8Array;
  from: Uint32Array;
  to: Uint32Array;
}

/** Chains as edges: each from its lower node (a loop towards its lower neighbour), in order of from, to, first step. */
function orderEdges(
  chains: Chains,
  nodeOf: Uint32Array,
  nodes: number,
  lon: Float64Array,
  lat: Float64Array
): EdgeOrder {
  const count = chains.first.length - 1;
  const reversed = new Uint8Array(count);
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  const step = new Uint32Array(count);
  for (let c = 0; c < count; c++) {
    const start = chains.first[c];
    const end = chains.first[c + 1] - 1;
    const a = nodeOf[chains.vertex[start]];
    const b = nodeOf[chains.vertex[end]];
    const second = chains.vertex[start + 1];
    const beforeLast = chains.vertex[end - 1];
    const back = a > b || (a === b && (lon[second] - lon[beforeLast] || lat[second] - lat[beforeLast]) > 0);
    reversed[c] = back ? 1 : 0;
    from[c] = back ? b : a;
    to[c] = back ? a : b;
    step[c] = back ? beforeLast : second;
  }
  const chain = new Uint32Array(count);
  const next = new Uint32Array(nodes + 1);
  for (let c = 0; c < count; c++) next[from[c] + 1]++;
  for (let n = 0; n < nodes; n++) next[n + 1] += next[n];
  for (let c = 0; c < count; c++) chain[next[from[c]]++] = c;
  // No two chains have all of it equal: what lies inside a chain is its own, and a direct step is there once.
  const compare = (c: number, d: number): number =>
    to[c] - to[d] || lon[step[c]] - lon[step[d]] || lat[step[c]] - lat[step[d]];
  for (let n = 0, start = 0; n < nodes; start = next[n++]) sortFew(chain, start, next[n], compare);
  const edges: EdgeOrder = {
    chain,
    reversed: new Uint8Array(count),
    from: new Uint32Array(count),
    to: new Uint32Array(count)
  };
  for (let e = 0; e < count; e++) {
    edges.reversed[e] = reversed[chain[e]];
    edges.from[e] = from[chain[e]];
    edges.to[e] = to[chain[e]];
  }
  return edges;
}

/** By insertion where there are few, as at nearly every node: a call of sort costs more. */
function sortFew(
  values: Uint32Array,
  start: number,
  end: number,
  compare: (a: number, b: number) => number
): void {
  if (end - start > 12) {
    values.subarray(start, end).sort(compare);
    return;
  }
  for (let i = start + 1; i < end; i++) {
    const value = values[i];
    let k = i;
    for (; k > start && compare(values[k - 1], value) > 0; k--) values[k] = values[k - 1];
    values[k] = value;
  }
}

type Geometry = Pick<
  Network,
  'edgeFirstPoint' | 'pointLon' | 'pointLat' | 'pointAlongM' | 'pointLine' | 'edgeLengthM'
>;

function layEdges(
  chains: Chains,
  edges: EdgeOrder,
  lon: Float64Array,
  lat: Float64Array,
  segment: { from: Uint32Array; line: Uint32Array }
): Geometry & { pointSegment: Int32Array } {
  const count = edges.chain.length;
  const total = chains.vertex.length;
  const edgeFirstPoint = new Uint32Array(count + 1);
  const pointLon = new Float64Array(total);
  const pointLat = new Float64Array(total);
  const pointAlongM = new Float64Array(total);
  const pointLine = new Uint32Array(total);
  // From each point to the next: s in the segment's own direction, ~s against it.
  const pointSegment = new Int32Array(total);
  const edgeLengthM = new Float64Array(count);
  let p = 0;
  for (let e = 0; e < count; e++) {
    const start = chains.first[edges.chain[e]];
    const end = chains.first[edges.chain[e] + 1] - 1;
    edgeFirstPoint[e] = p;
    for (let k = 0; k <= end - start; k++, p++) {
      const v = chains.vertex[edges.reversed[e] ? end - k : start + k];
      pointLon[p] = lon[v];
      pointLat[p] = lat[v];
      // A segment stands at the chain's point before it, which is its second where the edge runs against the chain.
      const at = edges.reversed[e] ? Math.max(start, end - k - 1) : Math.min(start + k, end - 1);
      const s = chains.segment[at];
      pointLine[p] = segment.line[s];
      pointSegment[p] = segment.from[s] === v ? s : ~s;
      if (k === 0) continue;
      const length = distanceM(pointLon[p - 1], pointLat[p - 1], lon[v], lat[v]);
      pointAlongM[p] = pointAlongM[p - 1] + Math.round(length * 1024) / 1024;
    }
    edgeLengthM[e] = pointAlongM[p - 1];
  }
  edgeFirstPoint[count] = p;
  return { edgeFirstPoint, pointLon, pointLat, pointAlongM, pointLine, edgeLengthM, pointSegment };
}

type Arcs = Pick<Network, 'firstArc' | 'arcs' | 'arcEdge'>;

function layArcs(from: Uint32Array, to: Uint32Array, edgeLengthM: Float64Array, nodes: number): Arcs {
  const firstArc = new Uint32Array(nodes + 1);
  for (let e = 0; e < from.length; e++) {
    firstArc[from[e] + 1]++;
    firstArc[to[e] + 1]++;
  }
  for (let n = 0; n < nodes; n++) firstArc[n + 1] += firstArc[n];
  const next = firstArc.slice();
  const arcs = new Int32Array(4 * from.length);
  const arcEdge = new Uint32Array(2 * from.length);
  const put = (tail: number, head: number, ticks: number, e: number): void => {
    const a = next[tail]++;
    arcs[2 * a] = head;
    arcs[2 * a + 1] = ticks;
    arcEdge[a] = e;
  };
  for (let e = 0; e < from.length; e++) {
    const ticks = ticksOf(edgeLengthM[e]);
    put(from[e], to[e], ticks, e);
    put(to[e], from[e], ticks, e);
  }
  return { firstArc, arcs, arcEdge };
}

/** Connected pieces, the one with the most nodes first; of equal ones that with the lowest node. */
function findPieces(firstArc: Uint32Array, arcs: Int32Array): Pick<Network, 'nodePiece' | 'pieceNodes'> {
  const nodes = firstArc.length - 1;
  const found = new Int32Array(nodes).fill(-1);
  const stack = new Uint32Array(nodes);
  const sizes: number[] = [];
  for (let n = 0; n < nodes; n++) {
    if (found[n] >= 0) continue;
    const piece = sizes.length;
    let depth = 0;
    let size = 0;
    stack[depth++] = n;
    found[n] = piece;
    while (depth > 0) {
      const node = stack[--depth];
      size++;
      for (let a = firstArc[node]; a < firstArc[node + 1]; a++) {
        const head = arcs[2 * a];
        if (found[head] >= 0) continue;
        found[head] = piece;
        stack[depth++] = head;
      }
    }
    sizes.push(size);
  }
  const order = sizes.map((_, piece) => piece).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const rank = new Uint32Array(sizes.length);
  order.forEach((piece, i) => (rank[piece] = i));
  const nodePiece = new Uint32Array(nodes);
  for (let n = 0; n < nodes; n++) nodePiece[n] = rank[found[n]];
  return {
    nodePiece,
    pieceNodes: Uint32Array.from(order, (piece) => sizes[piece])
  };
}
