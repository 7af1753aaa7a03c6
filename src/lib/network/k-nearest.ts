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
  const { edgeFrom, edgeTo } = network;
  const limit = limitTicks(limitM);
  const onEdge = groupByEdge(network, sources);
  const count = points.edge.length;
  const distanceM = new Float64Array(count * k).fill(Infinity);
  const source = new Int32Array(count * k).fill(-1);
  const best = new Map<number, number>();
  const offer = (s: number, d: number): void => {
    if (d <= limit && d < (best.get(s) ?? Infinity)) best.set(s, d);
  };
  for (let i = 0; i < count; i++) {
    best.clear();
    eachJoin(points, i, (edge, alongM, offM) => {
      const off = ticksOf(offM);
      for (const [node, way] of [
        [edgeFrom[edge], ticksFromStart(network, edge, alongM)],
        [edgeTo[edge], ticksFromEnd(network, edge, alongM)]
      ])
        for (let l = node * k; l < node * k + labels.count[node]; l++)
          offer(labels.source[l], labels.ticks[l] + way + off);
      for (let p = onEdge.first[edge]; p < onEdge.first[edge + 1]; p++) {
        const between = ticksBetween(network, edge, onEdge.alongM[p], alongM);
        offer(onEdge.point[p], ticksOf(onEdge.offM[p]) + between + off);
      }
    });
    const ranked = [...best].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    ranked.slice(0, k).forEach(([s, d], rank) => {
      distanceM[i * k + rank] = metresOf(d);
      source[i * k + rank] = s;
    });
  }
  return { k, distanceM, source };
}

interface Labels {
  count: Uint32Array;
  ticks: Int32Array;
  source: Int32Array;
}

function labelNodes(network: Network, sources: Joins, k: number, limitM: number): Labels {
  const { firstArc, arcs, edgeFrom, edgeTo } = network;
  const nodes = firstArc.length - 1;
  const limit = limitTicks(limitM);
  const count = new Uint32Array(nodes);
  const ticks = new Int32Array(nodes * k).fill(UNREACHED);
  const source = new Int32Array(nodes * k).fill(-1);
  // One number orders by distance, then source: fewer than 8 million sources keep it below 2^53.
  const width = Math.max(1, sources.edge.length);
  const queue = new FlatQueue<number>();
  const offer = (node: number, d: number, s: number): void => {
    if (d <= limit && count[node] < k) queue.push(node, d * width + s);
  };
  const ends = leavingEnds(network, sources);
  ends.edge.forEach((edge, e) => {
    offer(edgeFrom[edge], ends.startTicks[e], ends.point[e]);
    offer(edgeTo[edge], ends.endTicks[e], ends.point[e]);
  });
  while (queue.length > 0) {
    const key = queue.peekValue()!;
    const node = queue.pop()!;
    if (count[node] === k) continue;
    const s = key % width;
    if (source.subarray(node * k, node * k + count[node]).includes(s)) continue;
    const d = (key - s) / width;
    const label = node * k + count[node]++;
    ticks[label] = d;
    source[label] = s;
    for (let a = firstArc[node]; a < firstArc[node + 1]; a++) offer(arcs[2 * a], d + arcs[2 * a + 1], s);
  }
  return { count, ticks, source };
}
