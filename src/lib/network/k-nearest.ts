import FlatQueue from 'flatqueue';
import { eachJoin, groupByEdge } from './by-edge.ts';
import type { Joins, Network } from './network.ts';

/** The nearest sources of each point: of point i at `i * k … i * k + k - 1`, nearest first, equally near ones by id. */
export interface Nearest {
  k: number;
  /** Both ways to the network counted; Infinity where there are fewer. */
  distanceM: Float64Array;
  /** −1 where there are fewer. */
  source: Int32Array;
}

/**
 * The `k` nearest sources of each joined point within `limitM` metres, exactly: a node keeps its k nearest sources instead
 * of one (what is not among the k best of a node can't be among those of a point beyond it). Rank 1 is the answer of
 * `searchNearest`. Costs k searches.
 */
export function findNearest(
  network: Network,
  sources: Joins,
  points: Joins,
  k: number,
  limitM = Infinity
): Nearest {
  if (!(Number.isInteger(k) && k > 0)) throw new Error(`expected k to be a whole number above 0, got ${k}`);
  const labels = labelNodes(network, sources, k, limitM);
  const { edgeFrom, edgeTo, edgeLengthM } = network;
  const onEdge = groupByEdge(network, sources);
  const count = points.edge.length;
  const distanceM = new Float64Array(count * k).fill(Infinity);
  const source = new Int32Array(count * k).fill(-1);
  const best = new Map<number, number>();
  const offer = (s: number, d: number): void => {
    if (d <= limitM && d < (best.get(s) ?? Infinity)) best.set(s, d);
  };
  for (let i = 0; i < count; i++) {
    best.clear();
    eachJoin(points, i, (edge, alongM, offM) => {
      for (const [node, way] of [
        [edgeFrom[edge], alongM],
        [edgeTo[edge], edgeLengthM[edge] - alongM]
      ])
        for (let l = node * k; l < node * k + labels.count[node]; l++)
          offer(labels.source[l], labels.distanceM[l] + way + offM);
      for (let p = onEdge.first[edge]; p < onEdge.first[edge + 1]; p++)
        offer(onEdge.point[p], onEdge.offM[p] + Math.abs(onEdge.alongM[p] - alongM) + offM);
    });
    const ranked = [...best].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    ranked.slice(0, k).forEach(([s, d], rank) => {
      distanceM[i * k + rank] = d;
      source[i * k + rank] = s;
    });
  }
  return { k, distanceM, source };
}

interface Labels {
  count: Uint32Array;
  distanceM: Float64Array;
  source: Int32Array;
}

function labelNodes(network: Network, sources: Joins, k: number, limitM: number): Labels {
  const { firstArc, arcHead, arcLengthM, edgeFrom, edgeTo, edgeLengthM } = network;
  const nodes = firstArc.length - 1;
  const count = new Uint32Array(nodes);
  const distanceM = new Float64Array(nodes * k).fill(Infinity);
  const source = new Int32Array(nodes * k).fill(-1);
  // One number orders by distance, then source: distances are whole multiples of 1/1024 m, so nothing is lost in it.
  const width = Math.max(1, sources.edge.length);
  const queue = new FlatQueue<number>();
  const offer = (node: number, d: number, s: number): void => {
    if (d > limitM || count[node] === k) return;
    const key = d * 1024 * width + s;
    if (key > Number.MAX_SAFE_INTEGER)
      throw new Error(
        `expected ${width} sources within ${Number.MAX_SAFE_INTEGER / 1024 / width} m, got ${d} m`
      );
    queue.push(node, key);
  };
  for (let s = 0; s < sources.edge.length; s++) {
    eachJoin(sources, s, (edge, alongM, offM) => {
      offer(edgeFrom[edge], offM + alongM, s);
      offer(edgeTo[edge], offM + (edgeLengthM[edge] - alongM), s);
    });
  }
  while (queue.length > 0) {
    const key = queue.peekValue()!;
    const node = queue.pop()!;
    if (count[node] === k) continue;
    const s = key % width;
    if (source.subarray(node * k, node * k + count[node]).includes(s)) continue;
    const d = (key - s) / width / 1024;
    const label = node * k + count[node]++;
    distanceM[label] = d;
    source[label] = s;
    for (let a = firstArc[node]; a < firstArc[node + 1]; a++) offer(arcHead[a], d + arcLengthM[a], s);
  }
  return { count, distanceM, source };
}
