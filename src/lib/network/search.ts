import FlatQueue from 'flatqueue';
import { eachJoin, groupByEdge } from './by-edge.ts';
import { leavingEnds } from './ends.ts';
import type { Joins, Network } from './network.ts';
import {
  limitTicks,
  metresOf,
  ticksBetween,
  ticksFromEnd,
  ticksFromStart,
  ticksOf,
  UNREACHED
} from './ticks.ts';

/** For each node the walk from its nearest source, the way from the source to the network counted. */
export interface Search {
  /** `UNREACHED`: no source within the limit. */
  ticks: Int32Array;
  /** The nearest source, of equally near ones the lowest; −1: none. */
  source: Int32Array;
  /** In ticks. */
  limit: number;
}

/**
 * Walks from all sources at once to every node within `limitM` metres (Dijkstra, Numer. Math. 1, 1959, with many
 * sources). A source starts at both ends of its edge, and of its second edge where it has one. Exact: lengths are whole
 * multiples of 1/1024 m.
 */
export function searchNearest(network: Network, sources: Joins, limitM = Infinity): Search {
  const { firstArc, arcs, edgeFrom, edgeTo } = network;
  const nodes = firstArc.length - 1;
  const limit = limitTicks(limitM);
  const ticks = new Int32Array(nodes).fill(UNREACHED);
  const source = new Int32Array(nodes).fill(-1);
  const queue = new FlatQueue<number>();
  const offer = (node: number, d: number, s: number): void => {
    if (d > limit || d > ticks[node] || (d === ticks[node] && s >= source[node])) return;
    ticks[node] = d;
    source[node] = s;
    queue.push(node, d);
  };
  const ends = leavingEnds(network, sources);
  ends.edge.forEach((edge, k) => {
    offer(edgeFrom[edge], ends.startTicks[k], ends.point[k]);
    offer(edgeTo[edge], ends.endTicks[k], ends.point[k]);
  });
  while (queue.length > 0) {
    const d = queue.peekValue()!;
    const node = queue.pop()!;
    if (d > ticks[node]) continue;
    const s = source[node];
    for (let a = firstArc[node]; a < firstArc[node + 1]; a++) offer(arcs[2 * a], d + arcs[2 * a + 1], s);
  }
  return { ticks, source, limit };
}

/** For each point the walk to its nearest source. */
export interface PointDistances {
  /** Both ways to the network counted; Infinity: unconnected, or no source within the search's limit. */
  distanceM: Float64Array;
  /** The nearest source, of equally near ones the lowest; −1: none. */
  source: Int32Array;
}

/**
 * Distances of joined points from the sources of a search: over either end of the edge, or straight along it where point
 * and source share it. Both joins of a point are offered and the lowest counts, so that one more source can never make
 * a distance longer.
 */
export function distancesToPoints(
  network: Network,
  search: Search,
  sources: Joins,
  points: Joins
): PointDistances {
  const { edgeFrom, edgeTo } = network;
  const count = points.edge.length;
  const distanceM = new Float64Array(count).fill(Infinity);
  const source = new Int32Array(count).fill(-1);
  const onEdge = groupByEdge(network, sources);
  for (let i = 0; i < count; i++) {
    let best = Infinity;
    let nearest = -1;
    const offer = (d: number, s: number): void => {
      if (d > search.limit || d > best || (d === best && s >= nearest)) return;
      best = d;
      nearest = s;
    };
    eachJoin(points, i, (edge, alongM, offM) => {
      const from = edgeFrom[edge];
      const to = edgeTo[edge];
      const off = ticksOf(offM);
      if (search.source[from] >= 0)
        offer(search.ticks[from] + ticksFromStart(network, edge, alongM) + off, search.source[from]);
      if (search.source[to] >= 0)
        offer(search.ticks[to] + ticksFromEnd(network, edge, alongM) + off, search.source[to]);
      for (let k = onEdge.first[edge]; k < onEdge.first[edge + 1]; k++) {
        const between = ticksBetween(network, edge, onEdge.alongM[k], alongM);
        offer(ticksOf(onEdge.offM[k]) + between + off, onEdge.point[k]);
      }
    });
    distanceM[i] = metresOf(best);
    source[i] = nearest;
  }
  return { distanceM, source };
}
