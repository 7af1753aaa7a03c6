import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints, pickJoins } from '../../src/lib/network/join.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { BARRED, metresOf } from '../../src/lib/network/ticks.ts';
import { createTracker, type Tracker } from '../../src/lib/network/track-nearest.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { linesOf, pointsOf } from './towns.ts';

/** Another walker's network: every edge its own ticks each way, one in eight barred, ties frequent. */
function withCosts(network: Network, seed: number): Network {
  const random = createRandom(seed);
  const ticks = () => (random() < 1 / 8 ? BARRED : 10240 * Math.floor(random() * 9));
  const forward = Int32Array.from(network.edgeFrom, ticks);
  const backward = Int32Array.from(network.edgeFrom, ticks);
  const pointForward = new Int32Array(network.pointLon.length);
  const pointBackward = new Int32Array(network.pointLon.length);
  const arcs = network.arcs.slice();
  network.edgeFrom.forEach((_, e) => {
    for (let p = network.edgeFirstPoint[e]; p < network.edgeFirstPoint[e + 1]; p++) {
      const share = network.pointAlongM[p] / network.edgeLengthM[e];
      if (forward[e] < BARRED) pointForward[p] = Math.round(forward[e] * share);
      if (backward[e] < BARRED) pointBackward[p] = Math.round(backward[e] * (1 - share));
    }
  });
  const used = new Set<number>();
  for (let node = 0; node + 1 < network.firstArc.length; node++)
    for (let a = network.firstArc[node]; a < network.firstArc[node + 1]; a++) {
      const e = network.arcEdge[a];
      // Of a loop the first arc goes forward, the second back.
      const along = network.edgeFrom[e] === node && !(network.edgeTo[e] === node && used.has(e));
      used.add(e);
      arcs[2 * a + 1] = along ? forward[e] : backward[e];
    }
  return { ...network, arcs, costs: { forward, backward, pointForward, pointBackward } };
}

/** All that a tracker holds of nodes and points, as a search from the sources `present` finds it. */
function inFull(network: Network, all: Joins, present: Map<number, number>, points: Joins) {
  const ids = [...present.keys()].sort((a, b) => a - b);
  const sources = pickJoins(
    all,
    ids.map((id) => present.get(id)!)
  );
  const search = searchNearest(network, sources);
  const found = distancesToPoints(network, search, sources, points);
  const name = (source: number) => (source < 0 ? -1 : ids[source]);
  return {
    nodeTicks: [...search.ticks],
    nodeSource: [...search.source].map(name),
    distanceM: [...found.distanceM],
    pointSource: [...found.source].map(name)
  };
}

const held = (tracker: Tracker) => ({
  nodeTicks: [...tracker.nodeTicks],
  nodeSource: [...tracker.nodeSource],
  distanceM: [...tracker.pointTicks].map(metresOf),
  pointSource: [...tracker.pointSource]
});

const edit = fc.record({
  id: fc.integer({ min: 0, max: 9 }),
  at: fc.integer({ min: 0, max: 11 }),
  go: fc.boolean()
});
const town = fc.record({
  paths: randomLines,
  places: randomPlaces(12),
  homes: randomPlaces(12),
  start: fc.integer({ min: 0, max: 6 }),
  edits: fc.array(edit, { minLength: 1, maxLength: 8 }),
  seed: fc.option(fc.integer({ min: 1, max: 1e6 }))
});

function open({
  paths,
  places,
  homes,
  start,
  seed
}: Omit<typeof town extends fc.Arbitrary<infer T> ? T : never, 'edits'>) {
  const lengths = buildNetwork(linesOf(paths));
  const network = seed === null ? lengths : withCosts(lengths, seed);
  const all = joinPoints(network, pointsOf(places), 60);
  const points = joinPoints(network, pointsOf(homes), 60);
  const count = Math.min(start, places.length);
  // Ids with gaps, as facilities of one category have them.
  const present = new Map(Array.from({ length: count }, (_, k) => [2 * k, k]));
  const tracker = createTracker(network, pickJoins(all, [...present.values()]), points, [...present.keys()]);
  return { network, all, points, present, tracker };
}

describe('createTracker', () => {
  it('holds after any adding, moving and removing what a full search finds, ties included', () => {
    fc.assert(
      fc.property(town, (plan) => {
        const { network, all, points, present, tracker } = open(plan);
        expect(held(tracker)).toEqual(inFull(network, all, present, points));
        for (const { id, at, go } of plan.edits) {
          const before = held(tracker);
          const place = at % plan.places.length;
          const changes = go ? tracker.remove(id) : tracker.place(id, all, place);
          if (go) present.delete(id);
          else present.set(id, place);
          const after = held(tracker);
          expect(after).toEqual(inFull(network, all, present, points));
          // What is given out is just what has changed, with what was there.
          const changed = before.distanceM.flatMap((metres, i) =>
            metres !== after.distanceM[i] || before.pointSource[i] !== after.pointSource[i] ? [i] : []
          );
          expect([...changes.point].sort((a, b) => a - b)).toEqual(changed);
          changes.point.forEach((i, k) => {
            expect(metresOf(changes.ticksBefore[k])).toBe(before.distanceM[i]);
            expect(changes.sourceBefore[k]).toBe(before.pointSource[i]);
          });
        }
      }),
      { numRuns: 2500 }
    );
  });

  it('has back every distance and source when what was added goes, and what was moved comes back', () => {
    fc.assert(
      fc.property(town, (plan) => {
        const { all, present, tracker } = open(plan);
        const before = held(tracker);
        for (const { id, at } of plan.edits) {
          tracker.place(id, all, at % plan.places.length);
          const was = present.get(id);
          if (was === undefined) tracker.remove(id);
          else tracker.place(id, all, was);
          expect(held(tracker)).toEqual(before);
        }
      }),
      { numRuns: 500 }
    );
  });

  it('touches no more than the neighbourhood', () => {
    const blocks = 40;
    const lines = Array.from({ length: blocks + 1 }, (_, i) => [
      Array.from({ length: blocks + 1 }, (_, k): [number, number] => [100 * k, 100 * i]),
      Array.from({ length: blocks + 1 }, (_, k): [number, number] => [100 * i, 100 * k])
    ]).flat();
    const network = buildNetwork(linesOf(lines));
    const shops = Array.from({ length: 100 }, (_, i): [number, number] => [
      400 * (i % 10) + 150,
      400 * Math.floor(i / 10) + 150
    ]);
    const homes = joinPoints(network, pointsOf(lines.flat()));
    const joins = joinPoints(network, pointsOf([...shops, [1660, 1555]]));
    const tracker = createTracker(
      network,
      pickJoins(
        joins,
        shops.map((_, i) => i)
      ),
      homes
    );
    // Shop 44 lies 50 m from where it goes: of 3,362 homes its own few dozen and their like around change.
    expect(tracker.place(44, joins, 100).point.length).toBeLessThan(100);
    expect(tracker.place(44, joins, 44).point.length).toBeLessThan(100);
  });

  it('refuses a source without a number', () => {
    const network = buildNetwork(
      linesOf([
        [
          [0, 0],
          [100, 0]
        ]
      ])
    );
    const joins = joinPoints(network, pointsOf([[50, 0]]));
    const tracker = createTracker(network, pickJoins(joins, []), joins);
    expect(() => tracker.place(-1, joins, 0)).toThrow('expected the number of a source, got -1');
    expect(tracker.remove(7).point).toEqual([]);
  });
});
