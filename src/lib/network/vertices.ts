import { groupByEdge } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import type { Search } from './search.ts';
import { opensAhead, opensBack, ticksBetween, ticksOf, TICKS_PER_M, UNREACHED } from './ticks.ts';

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

function fillByLength(network: Network, { ticks, limit }: Search, out: Int32Array): void {
  const { edgeFrom, edgeTo, edgeFirstPoint, pointAlongM, edgeLengthM } = network;
  let p = 0;
  for (let e = 0; e < edgeFrom.length; e++) {
    const there = ticks[edgeFrom[e]];
    const back = ticks[edgeTo[e]] + edgeLengthM[e] * TICKS_PER_M;
    const end = edgeFirstPoint[e + 1];
    for (; p < end; p++) {
      const along = pointAlongM[p] * TICKS_PER_M;
      const least = Math.min(there + along, back - along);
      out[p] = least > limit ? UNREACHED : least;
    }
  }
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
  const onEdge = groupByEdge(network, sources);
  for (let e = 0; e + 1 < onEdge.first.length; e++)
    for (let k = onEdge.first[e]; k < onEdge.first[e + 1]; k++) {
      const off = ticksOf(onEdge.offM[k]);
      for (let p = edgeFirstPoint[e]; p < edgeFirstPoint[e + 1]; p++) {
        const there = off + ticksBetween(network, e, onEdge.alongM[k], pointAlongM[p]);
        if (there <= limit && there < out[p]) out[p] = there;
      }
    }
}
