import FlatQueue from 'flatqueue';
import { eachJoin, groupByEdge } from './by-edge.ts';
import { arrivingEnds } from './ends.ts';
import type { Joins, Network } from './network.ts';
import { distancesToPoints, searchNearest } from './search.ts';
import { SourceSlots } from './source-slots.ts';
import { FARTHEST, ticksBetween, TICKS_PER_M, UNREACHED } from './ticks.ts';

/** The points whose nearest source or walk to it a change has changed, with what both were before; in no order. */
export interface TrackedChanges {
  point: number[];
  /** `UNREACHED`: none. */
  ticksBefore: number[];
  sourceBefore: number[];
}

/** Walks from the nearest of sources that come and go. */
export interface Tracker {
  /** Of each node and each point: the walk in ticks from its nearest source (`UNREACHED`: none), and which that is (−1). */
  nodeTicks: Int32Array;
  nodeSource: Int32Array;
  pointTicks: Int32Array;
  pointSource: Int32Array;
  /** Puts source `id` to where point `at` of `joins` meets the network, from where it was, or as a new one. */
  place(id: number, joins: Joins, at: number): TrackedChanges;
  /** Takes source `id` away; nothing changes where it is not there. */
  remove(id: number): TrackedChanges;
}

/**
 * Holds the walk of every node and point to its nearest source while sources come and go one at a time. After each change
 * the columns are those that `searchNearest` and `distancesToPoints` find for the sources then present in ascending order of
 * ids: of equally near ones the lowest. Source k of `sources` has the id `ids[k]` (ascending), k where that is left out.
 *
 * A change costs what it changes: the nodes that the source was nearest to are searched again from around them (as in
 * G. Ramalingam and T. Reps, J. Algorithms 21, 1996), together with those it now becomes nearest to. Nothing of the size
 * of the network is cleared. The shortest way from a source to a node it is nearest to leads over nodes it is nearest to,
 * ties included, so that these are found by walking over them.
 */
export function createTracker(
  network: Network,
  sources: Joins,
  points: Joins,
  ids: ArrayLike<number> | null = null
): Tracker {
  const { firstArc, arcs, arcEdge, edgeFrom, edgeTo, costs } = network;
  const search = searchNearest(network, sources);
  const found = distancesToPoints(network, search, sources, points);
  const idOf = (source: number): number => (source < 0 || ids === null ? source : ids[source]);
  const nodeTicks = search.ticks.slice();
  const nodeSource = search.source.map(idOf);
  const pointTicks = Int32Array.from(found.distanceM, (m) => (m === Infinity ? UNREACHED : m * TICKS_PER_M));
  const pointSource = found.source.map(idOf);

  const count = sources.edge.length;
  const slots = new SourceSlots(network, count > 0 ? idOf(count - 1) + 1 : 0);
  for (let k = 0; k < count; k++) slots.put(idOf(k), sources, k);
  const byEdge = groupByEdge(network, points);
  const arrivals = gatherArrivals(network, points);

  const queue = new FlatQueue<number>();
  /** Nodes that were touched by the change under way, and their labels before it. */
  const touched: number[] = [];
  const ticksOfTouched: number[] = [];
  const sourceOfTouched: number[] = [];
  const isTouched = new Uint8Array(nodeTicks.length);
  const isSeen = new Uint8Array(pointTicks.length);

  function touch(node: number): void {
    if (isTouched[node]) return;
    isTouched[node] = 1;
    touched.push(node);
    ticksOfTouched.push(nodeTicks[node]);
    sourceOfTouched.push(nodeSource[node]);
  }

  function offer(node: number, d: number, s: number): void {
    if (d > FARTHEST || d > nodeTicks[node] || (d === nodeTicks[node] && s >= nodeSource[node])) return;
    touch(node);
    nodeTicks[node] = d;
    nodeSource[node] = s;
    queue.push(node, d);
  }

  /** Takes the label off every node that `id` is nearest to; these nodes are then all that was touched. */
  function unlabel(id: number): void {
    const take = (node: number): void => {
      if (nodeSource[node] !== id) return;
      touch(node);
      nodeTicks[node] = UNREACHED;
      nodeSource[node] = -1;
    };
    for (const slot of slots.of(id)) {
      take(edgeFrom[slots.edge[slot]]);
      take(edgeTo[slots.edge[slot]]);
    }
    for (let t = 0; t < touched.length; t++)
      for (let a = firstArc[touched[t]]; a < firstArc[touched[t] + 1]; a++) take(arcs[2 * a]);
  }

  /** Offers the nodes that were unlabelled what their neighbours and the sources on their edges have for them. */
  function offerAround(): void {
    const bare = touched.length;
    for (let t = 0; t < bare; t++) {
      const node = touched[t];
      for (let a = firstArc[node]; a < firstArc[node + 1]; a++) {
        const edge = arcEdge[a];
        const neighbour = arcs[2 * a];
        if (nodeSource[neighbour] >= 0) {
          const inward = edgeTo[edge] === node ? costs?.forward[edge] : costs?.backward[edge];
          offer(node, nodeTicks[neighbour] + (inward ?? arcs[2 * a + 1]), nodeSource[neighbour]);
        }
        for (let slot = slots.first[edge]; slot >= 0; slot = slots.next[slot]) {
          if (edgeFrom[edge] === node) offer(node, slots.startTicks[slot], slot >> 1);
          if (edgeTo[edge] === node) offer(node, slots.endTicks[slot], slot >> 1);
        }
      }
    }
  }

  function spread(): void {
    while (queue.length > 0) {
      const d = queue.peekValue()!;
      const node = queue.pop()!;
      if (d > nodeTicks[node]) continue;
      const s = nodeSource[node];
      for (let a = firstArc[node]; a < firstArc[node + 1]; a++) offer(arcs[2 * a], d + arcs[2 * a + 1], s);
    }
  }

  /** Works out a point from the nodes and sources around it, and notes it where it has changed. */
  function settle(point: number, changes: TrackedChanges): void {
    let best = UNREACHED;
    let nearest = -1;
    for (let k = arrivals.first[point]; k < arrivals.first[point + 1]; k++) {
      const edge = arrivals.edge[k];
      const from = edgeFrom[edge];
      const to = edgeTo[edge];
      let d = nodeSource[from] < 0 ? UNREACHED : nodeTicks[from] + arrivals.startTicks[k];
      if (d <= FARTHEST && (d < best || (d === best && nodeSource[from] < nearest))) {
        best = d;
        nearest = nodeSource[from];
      }
      d = nodeSource[to] < 0 ? UNREACHED : nodeTicks[to] + arrivals.endTicks[k];
      if (d <= FARTHEST && (d < best || (d === best && nodeSource[to] < nearest))) {
        best = d;
        nearest = nodeSource[to];
      }
      for (let slot = slots.first[edge]; slot >= 0; slot = slots.next[slot]) {
        const between = ticksBetween(network, edge, slots.alongM[slot], arrivals.alongM[k]);
        d = slots.offTicks[slot] + between + arrivals.offTicks[k];
        if (d <= FARTHEST && (d < best || (d === best && slot >> 1 < nearest))) {
          best = d;
          nearest = slot >> 1;
        }
      }
    }
    if (best === pointTicks[point] && nearest === pointSource[point]) return;
    changes.point.push(point);
    changes.ticksBefore.push(pointTicks[point]);
    changes.sourceBefore.push(pointSource[point]);
    pointTicks[point] = best;
    pointSource[point] = nearest;
  }

  function change(id: number, joins: Joins | null, at: number): TrackedChanges {
    const edges = slots.of(id).map((slot) => slots.edge[slot]);
    unlabel(id);
    slots.take(id);
    if (joins) slots.put(id, joins, at);
    offerAround();
    for (const slot of slots.of(id)) {
      const edge = slots.edge[slot];
      edges.push(edge);
      offer(edgeFrom[edge], slots.startTicks[slot], id);
      offer(edgeTo[edge], slots.endTicks[slot], id);
    }
    spread();
    touched.forEach((node, t) => {
      isTouched[node] = 0;
      if (nodeTicks[node] === ticksOfTouched[t] && nodeSource[node] === sourceOfTouched[t]) return;
      for (let a = firstArc[node]; a < firstArc[node + 1]; a++) edges.push(arcEdge[a]);
    });
    touched.length = ticksOfTouched.length = sourceOfTouched.length = 0;
    return settleAlong(edges);
  }

  function settleAlong(edges: number[]): TrackedChanges {
    const changes: TrackedChanges = { point: [], ticksBefore: [], sourceBefore: [] };
    const seen: number[] = [];
    for (const edge of edges) {
      for (let k = byEdge.first[edge]; k < byEdge.first[edge + 1]; k++) {
        const point = byEdge.point[k];
        if (isSeen[point]) continue;
        isSeen[point] = 1;
        seen.push(point);
        settle(point, changes);
      }
    }
    for (const point of seen) isSeen[point] = 0;
    return changes;
  }

  return {
    nodeTicks,
    nodeSource,
    pointTicks,
    pointSource,
    place: (id, joins, at) => change(id, joins, at),
    remove: (id) => change(id, null, 0)
  };
}

/** Of each point the joins `first[i] … first[i + 1] - 1`, as `arrivingEnds` gives them, with their places on the edges. */
function gatherArrivals(network: Network, points: Joins) {
  const ends = arrivingEnds(network, points);
  const first = new Uint32Array(points.edge.length + 1);
  const alongM = new Float64Array(ends.edge.length);
  const offTicks = new Int32Array(ends.edge.length);
  let k = 0;
  for (let i = 0; i < points.edge.length; i++) {
    eachJoin(points, i, (_, along, offM) => {
      alongM[k] = along;
      offTicks[k++] = offM * TICKS_PER_M;
    });
    first[i + 1] = k;
  }
  return { ...ends, first, alongM, offTicks };
}
