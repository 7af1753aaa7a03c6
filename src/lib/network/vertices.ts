import { eachJoin } from './by-edge.ts';
import { kernelsOf, type Kernels } from './kernels.ts';
import type { Joins, Network } from './network.ts';
import type { Search } from './search.ts';
import {
  BARRED,
  FARTHEST,
  opensAhead,
  opensBack,
  ticksBetween,
  ticksOf,
  TICKS_PER_M,
  UNREACHED
} from './ticks.ts';

/**
 * Ticks from the nearest source of a search to every point of the edges' geometry, also to those inside an edge: over
 * either end of the edge, or straight along it from a source on it. An `UNREACHED` point is beyond the search's limit.
 * `out`, of as many entries as `pointLon`, is written over and given back.
 */
export function distancesAtVertices(
  network: Network,
  search: Search,
  sources: Joins,
  out: Int32Array = new Int32Array(network.pointLon.length)
): Int32Array {
  if (network.costs === null) fillByLength(network, search, out);
  else fillByCosts(network, search, out);
  offerSources(network, sources, search.limit, out);
  return out;
}

/** In ticks: `pointAlongM`, 4 bytes a point for as long as the network, and `edgeLengthM`. */
interface Alongs {
  points: Int32Array;
  lengths: Int32Array;
}

// Null: an edge is longer than any walk.
const alongs = new WeakMap<Network, Alongs | null>();

function alongsOf(network: Network): Alongs | null {
  let known = alongs.get(network);
  if (known !== undefined) return known;
  const { pointAlongM, edgeLengthM } = network;
  known = edgeLengthM.every((length) => length * TICKS_PER_M <= FARTHEST)
    ? {
        points: Int32Array.from(pointAlongM, (m) => m * TICKS_PER_M),
        lengths: Int32Array.from(edgeLengthM, (m) => m * TICKS_PER_M)
      }
    : null;
  alongs.set(network, known);
  return known;
}

function fillByLength(network: Network, search: Search, out: Int32Array): void {
  const known = alongsOf(network);
  const kernels = known && kernelsOf(network);
  if (kernels && fillInWasm(kernels, network, known, search, out)) return;
  const { edgeFrom, edgeTo, edgeFirstPoint, pointAlongM, edgeLengthM } = network;
  const { ticks, limit } = search;
  let p = 0;
  if (known === null) {
    for (let e = 0; e < edgeFrom.length; e++) {
      const there = ticks[edgeFrom[e]];
      const back = ticks[edgeTo[e]] + edgeLengthM[e] * TICKS_PER_M;
      for (const end = edgeFirstPoint[e + 1]; p < end; p++) {
        const along = pointAlongM[p] * TICKS_PER_M;
        const least = Math.min(there + along, back - along);
        out[p] = least > limit ? UNREACHED : least;
      }
    }
    return;
  }
  // Whole numbers below 2^31 throughout, and the lesser without a branch, which would be guessed wrong once an edge.
  const { points, lengths } = known;
  const edges = edgeFrom.length;
  for (let e = 0; e < edges; e++) {
    const there = Math.min(BARRED, ticks[edgeFrom[e]]) | 0;
    const back = (Math.min(BARRED, ticks[edgeTo[e]]) + lengths[e]) | 0;
    const end = edgeFirstPoint[e + 1] | 0;
    for (; p < end; p = (p + 1) | 0) {
      const along = points[p];
      const behind = (back - along) | 0;
      const more = (there + along - behind) | 0;
      const least = (behind + (more & (more >> 31))) | 0;
      out[p] = least | (((limit - least) >> 31) & UNREACHED);
    }
  }
}

function fillInWasm(
  kernels: Kernels,
  { edgeFrom, edgeTo, edgeFirstPoint }: Network,
  { points, lengths }: Alongs,
  { ticks, limit }: Search,
  out: Int32Array
): boolean {
  const kept = kernels.keep('vertices', () => [edgeFrom, edgeTo, edgeFirstPoint, lengths, points]);
  const room = kept && kernels.claim(kernels, [ticks.byteLength, out.byteLength]);
  if (!kept || !room) return false;
  const [from, to, first, lengthsAt, alongsAt] = kept;
  const [ticksAt, outAt] = room.at;
  const { buffer } = kernels.memory;
  new Int32Array(buffer, ticksAt, ticks.length).set(ticks);
  kernels.fillVertices(from, to, first, lengthsAt, alongsAt, edgeFrom.length, ticksAt, limit, outAt);
  out.set(new Int32Array(buffer, outAt, out.length));
  return true;
}

function fillByCosts(network: Network, { ticks, limit }: Search, out: Int32Array): void {
  const { edgeFrom, edgeTo, edgeFirstPoint } = network;
  const { pointForward, pointBackward } = network.costs!;
  for (let e = 0; e < edgeFrom.length; e++) {
    const there = opensAhead(network, e) ? ticks[edgeFrom[e]] : UNREACHED;
    const back = opensBack(network, e) ? ticks[edgeTo[e]] : UNREACHED;
    for (let p = edgeFirstPoint[e]; p < edgeFirstPoint[e + 1]; p++) {
      const least = Math.min(there + pointForward[p], back + pointBackward[p]);
      out[p] = least > limit ? UNREACHED : least;
    }
  }
}

function offerSources(network: Network, sources: Joins, limit: number, out: Int32Array): void {
  const { edgeFirstPoint, pointAlongM } = network;
  for (let i = 0; i < sources.edge.length; i++)
    eachJoin(sources, i, (edge, alongM, offM) => {
      const off = ticksOf(offM);
      for (let p = edgeFirstPoint[edge]; p < edgeFirstPoint[edge + 1]; p++) {
        const there = off + ticksBetween(network, edge, alongM, pointAlongM[p]);
        if (there <= limit && there < out[p]) out[p] = there;
      }
    });
}
