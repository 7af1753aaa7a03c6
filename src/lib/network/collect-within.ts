import { eachJoin, groupByEdge, type ByEdge } from './by-edge.ts';
import { createFinderInWasm, type Finder } from './find-in-wasm.ts';
import { kernelsOf } from './kernels.ts';
import type { Joins, Network } from './network.ts';
import { createNodeReach } from './node-reach.ts';
import { addFromNodes, addPoint, createPointSet, drainPoints, type PointSet } from './point-set.ts';
import { groupByNode } from './target-ends.ts';
import { ticksBetween, ticksOf } from './ticks.ts';

/**
 * Sparse distances: of source i of a slice, counted from 0, the points `point[first[i]] … point[first[i + 1] - 1]` within
 * the limit, ascending, and the ticks to each, both ways to the network counted.
 */
export interface TickSets {
  first: Uint32Array;
  point: Uint32Array;
  ticks: Int32Array;
}

/** The points of `targets` within `limitM` metres of each of the joins `from … to - 1`: one bounded walk each. */
export function collectWithin(
  network: Network,
  sources: Joins,
  targets: Joins,
  limitM: number,
  from = 0,
  to = sources.edge.length
): TickSets {
  return createCollector(network, targets)(sources, limitM, from, to);
}

export type Collect = (sources: Joins, limitM: number, from?: number, to?: number) => TickSets;

/** `collectWithin` for many slices: what is made of the network and the targets is made once. */
export function createCollector(network: Network, targets: Joins): Collect {
  const onEdge = groupByEdge(network, targets);
  let finder: Finder | null = null;
  return (sources, limitM, from = 0, to = sources.edge.length) => {
    const kernels = kernelsOf(network);
    finder ??= (kernels && createFinderInWasm(kernels, network, onEdge)) ?? createFinder(network, onEdge);
    const first = new Uint32Array(to - from + 1);
    let point = new Uint32Array(0);
    let ticks = new Int32Array(0);
    for (let i = from; i < to; i++) {
      const at = first[i - from];
      const needed = at + finder.find(sources, i, limitM);
      first[i - from + 1] = needed;
      if (needed > point.length) {
        // Room for as much a source as those done had, once they tell enough: to copy costs as much as to find.
        const done = i - from + 1;
        const guess = Math.ceil((1.1 * needed * (to - from)) / done);
        const room = Math.max(needed, done < 64 ? 2 * needed + 65_536 : guess);
        point = widen(point, new Uint32Array(room));
        ticks = widen(ticks, new Int32Array(room));
      }
      finder.drain(point, ticks, at);
    }
    const total = first[to - from];
    return { first, point: point.slice(0, total), ticks: ticks.slice(0, total) };
  };
}

function createFinder(network: Network, targets: ByEdge): Finder {
  const find = createPointFinder(network);
  let set: PointSet;
  return {
    find(joins, i, limitM) {
      const found = find(joins, i, limitM, targets);
      set = found.set;
      return found.count;
    },
    drain: (point, ticks, at) => drainPoints(set, point, ticks, at)
  };
}

function widen<T extends Uint32Array | Int32Array>(column: T, wider: T): T {
  wider.set(column);
  return wider;
}

/** Finds the targets within a limit of joined point i. The set has to be drained before the next call. */
export type FindPoints = (
  joins: Joins,
  i: number,
  limitM: number,
  targets: ByEdge
) => { set: PointSet; count: number };

/** One bounded walk at a time, at the cost of what it reaches; targets are sorted anew where they change. */
export function createPointFinder(network: Network): FindPoints {
  const reach = createNodeReach(network);
  const none: ByEdge = groupByEdge(network, {
    edge: new Int32Array(0),
    alongM: new Float64Array(0),
    offM: new Float64Array(0),
    mainEdge: new Int32Array(0),
    mainAlongM: new Float64Array(0),
    mainOffM: new Float64Array(0)
  });
  let known = none;
  let ends = groupByNode(network, none);
  let set = createPointSet(0);

  /** Straight along an edge that source and target share. */
  function addAlong(edge: number, alongM: number, offM: number, limit: number): number {
    let added = 0;
    for (let k = known.first[edge]; k < known.first[edge + 1]; k++) {
      const between = ticksBetween(network, edge, alongM, known.alongM[k]);
      const there = ticksOf(offM) + between + ticksOf(known.offM[k]);
      if (there <= limit) added += addPoint(set, known.point[k], there);
    }
    return added;
  }

  return (joins, i, limitM, targets) => {
    if (targets !== known) {
      known = targets;
      ends = groupByNode(network, targets);
      set = createPointSet(targets.points);
    }
    const { nodes, count, ticks, limit } = reach(joins, i, limitM);
    const { first, entries } = ends;
    let found = addFromNodes(nodes, count, ticks, first, entries, limit, set.ticks, set.words, set.summary);
    eachJoin(joins, i, (edge, alongM, offM) => (found += addAlong(edge, alongM, offM, limit)));
    return { set, count: found };
  };
}
