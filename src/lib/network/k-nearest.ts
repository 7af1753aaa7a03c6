import { groupByEdge } from './by-edge.ts';
import { leavingEnds } from './ends.ts';
import { kernelsOf, type Kernels } from './kernels.ts';
import type { Joins, Network } from './network.ts';
import { createLabels, offerLabel, sweepRanked, type Labels } from './sweep-ranked.ts';
import { SWEEP_TICKS } from './sweep.ts';
import { limitTicks, metresOf, ticksBetween, ticksFromEnd, ticksFromStart, ticksOf } from './ticks.ts';

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
  const labels = labelNodes(network, sources, k, limitM);
  const { edgeFrom, edgeTo } = network;
  const onEdge = groupByEdge(network, sources);
  const { more } = points;
  const count = points.edge.length;
  const best = createLabels(1, k, limitTicks(limitM));
  const free = best.slice();
  const nearest = {
    k,
    distanceM: new Float64Array(count * k).fill(Infinity),
    source: new Int32Array(count * k).fill(-1)
  };
  for (let i = 0; i < count; i++) {
    best.set(free);
    const beside = more ? more.first[i + 1] - more.first[i] : 0;
    for (let n = 0; n < 2 + beside; n++) {
      const m = more && n > 1 ? more.first[i] + n - 2 : -1;
      const edge = m >= 0 ? more!.edge[m] : n ? points.mainEdge[i] : points.edge[i];
      if (edge < 0) continue;
      const alongM = m >= 0 ? more!.alongM[m] : n ? points.mainAlongM[i] : points.alongM[i];
      const off = ticksOf(m >= 0 ? more!.offM[m] : n ? points.mainOffM[i] : points.offM[i]);
      offerNode(labels, edgeFrom[edge], k, ticksFromStart(network, edge, alongM) + off, best);
      offerNode(labels, edgeTo[edge], k, ticksFromEnd(network, edge, alongM) + off, best);
      for (let p = onEdge.first[edge]; p < onEdge.first[edge + 1]; p++) {
        const between = ticksBetween(network, edge, onEdge.alongM[p], alongM);
        offerLabel(best, 0, k, ticksOf(onEdge.offM[p]) + between + off, onEdge.point[p]);
      }
    }
    putRanked(best, k, nearest, i * k);
  }
  return nearest;
}

/**
 * The labels of `sweep-ranked.ts`: for every node its k nearest sources within `limitM` metres, the way from the source
 * to the network counted. They may lie in memory that the next search of the network writes over. Throws for a k that is
 * not a whole number above 0.
 */
export function labelNodes(network: Network, sources: Joins, k: number, limitM = Infinity): Labels {
  if (!(Number.isInteger(k) && k > 0)) throw new Error(`expected k to be a whole number above 0, got ${k}`);
  const { firstArc, arcs } = network;
  const nodes = firstArc.length - 1;
  const shift = Math.ceil(Math.log2(k));
  if (nodes > 0x7fffffff >> shift || nodes * (2 * k + 2) > 0x7fffffff)
    throw new Error(`expected fewer than 2^31 numbers for ${k} sources of ${nodes} nodes`);
  const limit = limitTicks(limitM);
  const kernels = kernelsOf(network);
  const found = kernels && labelInWasm(kernels, network, sources, k, shift, limit);
  if (found) return found;
  const labels = createLabels(nodes, k, limit);
  const words = ((nodes << shift) + 31) >>> 5;
  const near = new Int32Array(words);
  const far = new Int32Array(words);
  startAll(network, sources, k, shift, labels, far);
  sweepRanked(firstArc, arcs, labels, k, shift, near, far, SWEEP_TICKS);
  return labels;
}

/** A view of the memory of the kernels; null: it has not so much room. */
function labelInWasm(
  kernels: Kernels,
  network: Network,
  sources: Joins,
  k: number,
  shift: number,
  limit: number
): Labels | null {
  const nodes = network.firstArc.length - 1;
  const words = ((nodes << shift) + 31) >>> 5;
  const size = nodes * (2 * k + 2);
  const room = kernels.claim(kernels, [4 * size, 4 * words, 4 * words]);
  if (room === null) return null;
  const [at, nearAt, farAt] = room.at;
  const { buffer } = kernels.memory;
  const labels = new Int32Array(buffer, at, size);
  const far = new Int32Array(buffer, farAt, words).fill(0);
  new Int32Array(buffer, nearAt, words).fill(0);
  kernels.clearRecords(at, nodes, k, limit);
  startAll(network, sources, k, shift, labels, far);
  kernels.sweepRanked(kernels.firstArc, kernels.arcs, at, k, shift, nearAt, farAt, words, SWEEP_TICKS, limit);
  return labels;
}

function startAll(
  network: Network,
  sources: Joins,
  k: number,
  shift: number,
  labels: Labels,
  far: Int32Array
): void {
  const start = (node: number, ticks: number, source: number): void => {
    const place = offerLabel(labels, node * (2 * k + 2), k, ticks, source);
    if (place < 0) return;
    const label = (node << shift) | place;
    far[label >> 5] |= 1 << (label & 31);
  };
  const ends = leavingEnds(network, sources);
  for (let e = 0; e < ends.edge.length; e++) {
    start(network.edgeFrom[ends.edge[e]], ends.startTicks[e], ends.point[e]);
    start(network.edgeTo[ends.edge[e]], ends.endTicks[e], ends.point[e]);
  }
}

function offerNode(labels: Labels, node: number, k: number, way: number, best: Labels): void {
  const base = node * (2 * k + 2);
  for (let p = base; p < base + 2 * k; p += 2)
    if (labels[p] >= 0) offerLabel(best, 0, k, labels[p + 1] + way, labels[p]);
}

/** Puts one record into the columns at `at`, nearest first. */
function putRanked(best: Labels, k: number, nearest: Nearest, at: number): void {
  const { distanceM, source } = nearest;
  for (let p = 0; p < 2 * k; p += 2) {
    const s = best[p];
    if (s < 0) continue;
    const metres = metresOf(best[p + 1]);
    let q = at;
    while (source[q] >= 0 && (distanceM[q] < metres || (distanceM[q] === metres && source[q] < s))) q++;
    for (let r = at + k - 1; r > q; r--) {
      distanceM[r] = distanceM[r - 1];
      source[r] = source[r - 1];
    }
    distanceM[q] = metres;
    source[q] = s;
  }
}
