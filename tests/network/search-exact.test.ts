import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByEdge } from '../../src/lib/network/by-edge.ts';
import { collectWithin } from '../../src/lib/network/collect-within.ts';
import { findNearest } from '../../src/lib/network/k-nearest.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { createNodeReach } from '../../src/lib/network/node-reach.ts';
import { createNearestSearch, distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { limitTicks, metresOf, TICKS_PER_M, UNREACHED } from '../../src/lib/network/ticks.ts';
import { distancesAtVertices } from '../../src/lib/network/vertices.ts';
import { createReach } from '../../src/lib/network/within.ts';
import { joinsOf, randomGraph, randomJoins, walkFrom, walkTo } from './random-graph.ts';

const RUNS = 2000;

const limits = fc.oneof(
  fc.constant(Infinity),
  fc.integer({ min: 0, max: 2_000_000 }).map((ticks) => ticks / TICKS_PER_M)
);

/** A network, sources and points on it, a limit, and all walks between them one by one. */
const walks = fc
  .tuple(randomGraph, randomJoins(6), randomJoins(9), limits)
  .map(([network, sourcesOn, pointsOn, limitM]) => {
    const sources = sourcesOn(network);
    const points = pointsOn(network);
    const limit = limitTicks(limitM);
    const from = Array.from(sources.edge, (_, s) => joinsOf(sources, s));
    const toNodes = from.map((joins) => walkFrom(network, joins, limit));
    const toPoint = (joins: ReturnType<typeof joinsOf>): number[] =>
      from.map((one, s) => walkTo(network, one, toNodes[s], joins, limit));
    const toPoints = Array.from(points.edge, (_, i) => toPoint(joinsOf(points, i)));
    return { network, sources, points, limitM, limit, toNodes, toPoint, toPoints };
  });

/** Sources that are reached, as pairs of ticks and source, nearest first, equally near ones by id. */
function rank(row: number[]): [number, number][] {
  return row
    .map((d, s): [number, number] => [d, s])
    .filter(([d]) => d < Infinity)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

const whole = (d: number): number => (d === Infinity ? UNREACHED : d);

function noNode(network: Network): Int32Array {
  return new Int32Array(network.firstArc.length - 1);
}

function none(): Joins {
  const [no, nowhere] = [new Int32Array(0), new Float64Array(0)];
  return { edge: no, alongM: nowhere, offM: nowhere, mainEdge: no, mainAlongM: nowhere, mainOffM: nowhere };
}

describe('on random networks, with one-way and barred arcs, equal to all walks one by one', () => {
  it('the nearest source of nodes, points and vertices', () => {
    fc.assert(
      fc.property(walks, ({ network, sources, points, limitM, toNodes, toPoint, toPoints }) => {
        const search = searchNearest(network, sources, limitM);
        const atNodes = [...noNode(network).keys()].map((n) => rank(toNodes.map((row) => row[n]))[0]);
        expect([...search.ticks]).toEqual(atNodes.map((one) => one?.[0] ?? UNREACHED));
        expect([...search.source]).toEqual(atNodes.map((one) => one?.[1] ?? -1));
        const found = distancesToPoints(network, search, sources, points);
        const atPoints = toPoints.map((row) => rank(row)[0]);
        expect([...found.distanceM]).toEqual(atPoints.map((one) => metresOf(one?.[0] ?? UNREACHED)));
        expect([...found.source]).toEqual(atPoints.map((one) => one?.[1] ?? -1));
        const atVertices = [...network.pointAlongM].map((alongM, p) =>
          Math.min(...toPoint([{ edge: Math.floor(p / 3), alongM, off: 0 }]))
        );
        // Where an edge has no length its three vertices lie in one place, which is at its start or its end.
        const counts = (p: number): boolean => network.edgeLengthM[Math.floor(p / 3)] * TICKS_PER_M > 2;
        const vertices = distancesAtVertices(network, search, sources);
        atVertices.forEach((d, p) => counts(p) && expect(vertices[p]).toBe(whole(d)));
      }),
      { numRuns: RUNS }
    );
  });

  it('a search that is made again in the same memory', () => {
    fc.assert(
      fc.property(walks, ({ network, sources, points, limitM }) => {
        const search = createNearestSearch(network);
        search(points);
        search(none());
        expect(search(sources, limitM)).toEqual(searchNearest(network, sources, limitM));
      }),
      { numRuns: 200 }
    );
  });

  it('the k nearest sources', () => {
    fc.assert(
      fc.property(
        walks,
        fc.integer({ min: 1, max: 7 }),
        ({ network, sources, points, limitM, toPoints }, k) => {
          const found = findNearest(network, sources, points, k, limitM);
          const expected = toPoints.flatMap((row) => Array.from({ length: k }, (_, r) => rank(row)[r]));
          expect([...found.distanceM]).toEqual(expected.map((one) => metresOf(one?.[0] ?? UNREACHED)));
          expect([...found.source]).toEqual(expected.map((one) => one?.[1] ?? -1));
        }
      ),
      { numRuns: RUNS }
    );
  });

  it('nodes and points within a limit of each source, call after call', () => {
    fc.assert(
      fc.property(walks, ({ network, sources, points, limitM, limit, toNodes, toPoints }) => {
        const reachNodes = createNodeReach(network);
        const reach = createReach(network);
        const targets = groupByEdge(network, points);
        const sets = collectWithin(network, sources, points, limitM);
        toNodes.forEach((row, s) => {
          const at = reachNodes(sources, s, limitM);
          expect([...at.ticks]).toEqual(row.map(whole));
          expect(at.limit).toBe(limit);
          expect([...at.nodes.subarray(0, at.count)].sort((a, b) => a - b)).toEqual(
            [...row.keys()].filter((n) => row[n] < Infinity)
          );
          const within = [...toPoints.keys()].filter((i) => toPoints[i][s] < Infinity);
          const { point, distanceM } = reach(sources, s, limitM, targets);
          expect([...point]).toEqual(within);
          expect([...distanceM]).toEqual(within.map((i) => metresOf(toPoints[i][s])));
          const [start, end] = [sets.first[s], sets.first[s + 1]];
          expect([...sets.point.subarray(start, end)]).toEqual(within);
          expect([...sets.ticks.subarray(start, end)]).toEqual(within.map((i) => toPoints[i][s]));
        });
        expect(sets.point.length).toBe(sets.first[sources.edge.length]);
      }),
      { numRuns: RUNS }
    );
  });

  it('sets of a slice of the sources, and of none', () => {
    fc.assert(
      fc.property(walks, ({ network, sources, points, limitM }) => {
        const all = collectWithin(network, sources, points, limitM);
        const count = sources.edge.length;
        const middle = count >> 1;
        const slices = [
          collectWithin(network, sources, points, limitM, 0, middle),
          collectWithin(network, sources, points, limitM, middle, count)
        ];
        expect(slices.flatMap((slice) => [...slice.point])).toEqual([...all.point]);
        expect(slices.flatMap((slice) => [...slice.ticks])).toEqual([...all.ticks]);
        expect([...slices[1].first].map((k) => k + all.first[middle])).toEqual([...all.first.slice(middle)]);
        expect([...collectWithin(network, none(), points, limitM).first]).toEqual([0]);
        expect([...collectWithin(network, sources, none(), limitM).point]).toEqual([]);
      }),
      { numRuns: 200 }
    );
  });
});
