import { groupByEdge } from './by-edge.ts';
import { leavingEnds } from './ends.ts';
import { kernelsOf, type Kernels } from './kernels.ts';
import type { Joins, Network } from './network.ts';
import { SWEEP_TICKS, sweepNearest } from './sweep.ts';
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
 * Walks from all sources at once to every node within `limitM` metres. A source starts at both ends of its edge, and of
 * its second edge where it has one. Exact: lengths are whole multiples of 1/1024 m.
 */
export function searchNearest(network: Network, sources: Joins, limitM = Infinity): Search {
  return createNearestSearch(network)(sources, limitM);
}

/**
 * `searchNearest` for many searches of one network: the columns it gives are its own and are written over by the next
 * call, which then needs no memory.
 */
export function createNearestSearch(network: Network): (sources: Joins, limitM?: number) => Search {
  const { firstArc, arcs } = network;
  const nodes = firstArc.length - 1;
  const words = (nodes + 31) >> 5;
  const ticks = new Int32Array(nodes);
  const source = new Int32Array(nodes);
  let near: Int32Array | null = null;
  let far: Int32Array | null = null;

  function inScript(sources: Joins, limit: number): void {
    near ??= new Int32Array(words);
    far ??= new Int32Array(words);
    ticks.fill(limit + 1);
    source.fill(-1);
    startAll(network, sources, ticks, source, far);
    sweepNearest(firstArc, arcs, ticks, source, near, far, SWEEP_TICKS);
    for (let n = 0; n < nodes; n++) if (ticks[n] > limit) ticks[n] = UNREACHED;
  }

  return (sources, limitM = Infinity) => {
    const limit = limitTicks(limitM);
    const kernels = kernelsOf(network);
    if (kernels === null || !searchInWasm(kernels, network, sources, limit, ticks, source))
      inScript(sources, limit);
    return { ticks, source, limit };
  };
}

/** Fills `ticks` and `source` as `createNearestSearch` does; false: there is no memory. */
function searchInWasm(
  kernels: Kernels,
  network: Network,
  sources: Joins,
  limit: number,
  ticks: Int32Array,
  source: Int32Array
): boolean {
  const nodes = ticks.length;
  const words = (nodes + 31) >> 5;
  const room = kernels.claim(kernels, [4 * nodes, 4 * nodes, 4 * words, 4 * words]);
  if (room === null) return false;
  const [ticksAt, sourceAt, nearAt, farAt] = room.at;
  const { buffer } = kernels.memory;
  const inTicks = new Int32Array(buffer, ticksAt, nodes);
  const inSource = new Int32Array(buffer, sourceAt, nodes);
  const far = new Int32Array(buffer, farAt, words).fill(0);
  new Int32Array(buffer, nearAt, words).fill(0);
  kernels.clearNearest(ticksAt, sourceAt, nodes, limit);
  startAll(network, sources, inTicks, inSource, far);
  kernels.sweepNearest(kernels.firstArc, kernels.arcs, ticksAt, sourceAt, nearAt, farAt, words, SWEEP_TICKS);
  kernels.markUnreached(ticksAt, nodes, limit);
  // Copies, since a view would be void when the memory grows, and could not be handed to another thread.
  ticks.set(inTicks);
  source.set(inSource);
  return true;
}

/** Puts the sources at the ends of their edges, to wait there. */
function startAll(
  network: Network,
  sources: Joins,
  ticks: Int32Array,
  source: Int32Array,
  far: Int32Array
): void {
  const { edgeFrom, edgeTo } = network;
  const start = (node: number, d: number, s: number): void => {
    if (d > ticks[node] || (d === ticks[node] && s >= source[node])) return;
    ticks[node] = d;
    source[node] = s;
    far[node >> 5] |= 1 << (node & 31);
  };
  const ends = leavingEnds(network, sources);
  for (let k = 0; k < ends.edge.length; k++) {
    start(edgeFrom[ends.edge[k]], ends.startTicks[k], ends.point[k]);
    start(edgeTo[ends.edge[k]], ends.endTicks[k], ends.point[k]);
  }
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
 * and source share it. All joins of a point are offered and the lowest counts, so that one more source can never make
 * a distance longer.
 */
export function distancesToPoints(
  network: Network,
  search: Search,
  sources: Joins,
  points: Joins
): PointDistances {
  const { edgeFrom, edgeTo } = network;
  const { more } = points;
  const count = points.edge.length;
  const distanceM = new Float64Array(count);
  const source = new Int32Array(count);
  const onEdge = groupByEdge(network, sources);
  for (let i = 0; i < count; i++) {
    let best = search.limit + 1;
    let nearest = -1;
    const beside = more ? more.first[i + 1] - more.first[i] : 0;
    for (let n = 0; n < 2 + beside; n++) {
      const m = more && n > 1 ? more.first[i] + n - 2 : -1;
      const edge = m >= 0 ? more!.edge[m] : n ? points.mainEdge[i] : points.edge[i];
      if (edge < 0) continue;
      const alongM = m >= 0 ? more!.alongM[m] : n ? points.mainAlongM[i] : points.alongM[i];
      const off = ticksOf(m >= 0 ? more!.offM[m] : n ? points.mainOffM[i] : points.offM[i]);
      const from = edgeFrom[edge];
      let s = search.source[from];
      if (s >= 0) {
        const d = search.ticks[from] + ticksFromStart(network, edge, alongM) + off;
        if (d < best || (d === best && s < nearest)) {
          best = d;
          nearest = s;
        }
      }
      const to = edgeTo[edge];
      s = search.source[to];
      if (s >= 0) {
        const d = search.ticks[to] + ticksFromEnd(network, edge, alongM) + off;
        if (d < best || (d === best && s < nearest)) {
          best = d;
          nearest = s;
        }
      }
      for (let k = onEdge.first[edge]; k < onEdge.first[edge + 1]; k++) {
        const d = ticksOf(onEdge.offM[k]) + ticksBetween(network, edge, onEdge.alongM[k], alongM) + off;
        s = onEdge.point[k];
        if (d < best || (d === best && s < nearest)) {
          best = d;
          nearest = s;
        }
      }
    }
    distanceM[i] = nearest < 0 ? Infinity : metresOf(best);
    source[i] = nearest;
  }
  return { distanceM, source };
}
