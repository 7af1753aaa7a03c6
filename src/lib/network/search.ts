import FlatQueue from 'flatqueue';
import { eachJoin, groupByEdge } from './by-edge.ts';
import type { Joins, Network } from './network.ts';

/** For each node the walk from its nearest source, the way from the source to the network counted. */
export interface Search {
  /** Infinity: no source within the limit. */
  distanceM: Float64Array;
  /** The nearest source, of equally near ones the lowest; −1: none. */
  source: Int32Array;
  limitM: number;
}

/**
 * Walks from all sources at once to every node within `limitM` metres (Dijkstra, Numer. Math. 1, 1959, with many
 * sources). A source starts at both ends of its edge, and of its second edge where it has one. Exact: lengths are whole
 * multiples of 1/1024 m.
 */
export function searchNearest(network: Network, sources: Joins, limitM = Infinity): Search {
  const { firstArc, arcHead, arcLengthM, edgeFrom, edgeTo, edgeLengthM } = network;
  const nodes = firstArc.length - 1;
  const distanceM = new Float64Array(nodes).fill(Infinity);
  const source = new Int32Array(nodes).fill(-1);
  const queue = new FlatQueue<number>();
  const offer = (node: number, d: number, s: number): void => {
    if (d > limitM || d > distanceM[node] || (d === distanceM[node] && s >= source[node])) return;
    distanceM[node] = d;
    source[node] = s;
    queue.push(node, d);
  };
  for (let s = 0; s < sources.edge.length; s++) {
    eachJoin(sources, s, (edge, alongM, offM) => {
      offer(edgeFrom[edge], offM + alongM, s);
      offer(edgeTo[edge], offM + (edgeLengthM[edge] - alongM), s);
    });
  }
  while (queue.length > 0) {
    const d = queue.peekValue()!;
    const node = queue.pop()!;
    if (d > distanceM[node]) continue;
    const s = source[node];
    for (let a = firstArc[node]; a < firstArc[node + 1]; a++) offer(arcHead[a], d + arcLengthM[a], s);
  }
  return { distanceM, source, limitM };
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
  const { edgeFrom, edgeTo, edgeLengthM } = network;
  const count = points.edge.length;
  const distanceM = new Float64Array(count).fill(Infinity);
  const source = new Int32Array(count).fill(-1);
  const onEdge = groupByEdge(network, sources);
  for (let i = 0; i < count; i++) {
    let best = Infinity;
    let nearest = -1;
    const offer = (d: number, s: number): void => {
      if (d > search.limitM || d > best || (d === best && s >= nearest)) return;
      best = d;
      nearest = s;
    };
    eachJoin(points, i, (edge, alongM, offM) => {
      const from = edgeFrom[edge];
      const to = edgeTo[edge];
      if (search.source[from] >= 0) offer(search.distanceM[from] + alongM + offM, search.source[from]);
      if (search.source[to] >= 0)
        offer(search.distanceM[to] + (edgeLengthM[edge] - alongM) + offM, search.source[to]);
      for (let k = onEdge.first[edge]; k < onEdge.first[edge + 1]; k++)
        offer(onEdge.offM[k] + Math.abs(onEdge.alongM[k] - alongM) + offM, onEdge.point[k]);
    });
    distanceM[i] = best;
    source[i] = nearest;
  }
  return { distanceM, source };
}
