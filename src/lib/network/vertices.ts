import { groupByEdge } from './by-edge.ts';
import type { Joins, Network } from './network.ts';
import type { Search } from './search.ts';
import { BARRED, opensAhead, opensBack, ticksBetween, ticksOf, TICKS_PER_M, UNREACHED } from './ticks.ts';

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
  if (network.costs === null) fillByLength(network, search.ticks, out);
  else fillByCosts(network, search.ticks, out);
  offerSources(network, sources, out);
  for (let p = 0; p < out.length; p++) if (out[p] > search.limit) out[p] = UNREACHED;
  return out;
}

function fillByLength(network: Network, ticks: Int32Array, out: Int32Array): void {
  const { edgeFrom, edgeTo, edgeFirstPoint, pointAlongM, edgeLengthM } = network;
  for (let e = 0; e < edgeFrom.length; e++) {
    const there = Math.min(ticks[edgeFrom[e]], BARRED);
    const back = Math.min(ticks[edgeTo[e]], BARRED);
    const whole = edgeLengthM[e] * TICKS_PER_M;
    const end = edgeFirstPoint[e + 1];
    for (let p = edgeFirstPoint[e]; p < end; p++) {
      const along = pointAlongM[p] * TICKS_PER_M;
      out[p] = Math.min(there + along, back + whole - along, BARRED);
    }
  }
}

function fillByCosts(network: Network, ticks: Int32Array, out: Int32Array): void {
  const { edgeFrom, edgeTo, edgeFirstPoint } = network;
  const { pointForward, pointBackward } = network.costs!;
  for (let e = 0; e < edgeFrom.length; e++) {
    const there = opensAhead(network, e) ? Math.min(ticks[edgeFrom[e]], BARRED) : BARRED;
    const back = opensBack(network, e) ? Math.min(ticks[edgeTo[e]], BARRED) : BARRED;
    for (let p = edgeFirstPoint[e]; p < edgeFirstPoint[e + 1]; p++)
      out[p] = Math.min(there + pointForward[p], back + pointBackward[p], BARRED);
  }
}

function offerSources(network: Network, sources: Joins, out: Int32Array): void {
  const { edgeFirstPoint, pointAlongM } = network;
  const onEdge = groupByEdge(network, sources);
  for (let e = 0; e + 1 < onEdge.first.length; e++)
    for (let k = onEdge.first[e]; k < onEdge.first[e + 1]; k++) {
      const off = ticksOf(onEdge.offM[k]);
      for (let p = edgeFirstPoint[e]; p < edgeFirstPoint[e + 1]; p++)
        out[p] = Math.min(out[p], off + ticksBetween(network, e, onEdge.alongM[k], pointAlongM[p]));
    }
}
