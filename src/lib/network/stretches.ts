import { eachJoin } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import { runOutAhead, runOutBack } from './run-out.ts';
import { FARTHEST, limitTicks, metresOf, TICKS_PER_M, ticksOf } from './ticks.ts';

/** Stretches of edges, those of one edge together and in order of place: `fromM[k] … toM[k]` metres along edge `edge[k]`, apart from each other. */
export interface Reached {
  edge: number[];
  fromM: number[];
  toM: number[];
}

/** What a search gives, of all nodes; `limit` in ticks. */
interface NodeTicks {
  ticks: Int32Array;
  limit: number;
}

/** Where sources lie on edges: of edge e the pairs of metres along it and ticks to it, one after the other. */
export type OnEdges = Map<number, number[]>;

/** The places of joined sources `from … to - 1`, by edge; both where a source has two. */
export function placesOnEdges(sources: Joins, from = 0, to = sources.edge.length): OnEdges {
  const places: OnEdges = new Map();
  for (let i = from; i < to; i++)
    eachJoin(sources, i, (edge, alongM, offM) => {
      const there = places.get(edge);
      if (there) there.push(alongM, ticksOf(offM));
      else places.set(edge, [alongM, ticksOf(offM)]);
    });
  return places;
}

/**
 * The stretches of network within `limitM` metres of the sources of a search (as `costs` count them), cut at the very
 * point where the limit runs out: from both ends of an edge inwards, and both ways from a source on it. `search` has to
 * go at least as far. `edges`, if given, are the only ones looked at, in that order.
 */
export function reachStretches(
  network: Network,
  search: NodeTicks,
  sources: OnEdges,
  limitM: number,
  edges: Uint32Array | null = null
): Reached {
  if (search.limit < limitTicks(limitM))
    throw new Error(`expected a search of at least ${limitM} m, got ${metresOf(search.limit)}`);
  const { edgeFrom, edgeTo, edgeLengthM } = network;
  const { ticks } = search;
  const limit = Math.min(FARTHEST, limitM * TICKS_PER_M);
  const reached: Reached = { edge: [], fromM: [], toM: [] };
  const count = edges === null ? edgeFrom.length : edges.length;
  for (let k = 0; k < count; k++) {
    const e = edges === null ? k : edges[k];
    const lengthM = edgeLengthM[e];
    const ahead = limit - ticks[edgeFrom[e]];
    const back = limit - ticks[edgeTo[e]];
    const head = ahead > 0 ? runOutAhead(network, e, -1, ahead) : NaN;
    const tail = back > 0 ? runOutBack(network, e, Infinity, back) : NaN;
    const there = sources.get(e);
    if (there !== undefined) {
      put(reached, e, spansOnEdge(network, e, head, tail, there, limit));
    } else if (head >= 0 && tail <= lengthM) {
      if (tail <= head) add(reached, e, 0, lengthM);
      else {
        add(reached, e, 0, head);
        add(reached, e, tail, lengthM);
      }
    } else if (head >= 0) add(reached, e, 0, head);
    else if (tail <= lengthM) add(reached, e, tail, lengthM);
  }
  return reached;
}

/** Adds a stretch. */
export function add(reached: Reached, edge: number, fromM: number, toM: number): void {
  reached.edge.push(edge);
  reached.fromM.push(fromM);
  reached.toM.push(toM);
}

function spansOnEdge(
  network: Network,
  edge: number,
  head: number,
  tail: number,
  places: number[],
  limit: number
): [number, number][] {
  const spans: [number, number][] = [];
  if (head >= 0) spans.push([0, head]);
  if (tail <= network.edgeLengthM[edge]) spans.push([tail, network.edgeLengthM[edge]]);
  for (let k = 0; k < places.length; k += 2) {
    const left = limit - places[k + 1];
    if (left >= 0)
      spans.push([runOutBack(network, edge, places[k], left), runOutAhead(network, edge, places[k], left)]);
  }
  return spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Adds the spans, ascending, of one edge; those that meet become one. */
function put(reached: Reached, edge: number, spans: [number, number][]): void {
  const start = reached.edge.length;
  for (const [fromM, toM] of spans) {
    const last = reached.edge.length - 1;
    if (last >= start && fromM <= reached.toM[last]) reached.toM[last] = Math.max(reached.toM[last], toM);
    else add(reached, edge, fromM, toM);
  }
}
