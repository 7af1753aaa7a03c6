import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { describeRoute } from '../../src/lib/network/describe-route.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Network } from '../../src/lib/network/network.ts';
import { findRoute } from '../../src/lib/network/route.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { BARRED, TICKS_PER_M } from '../../src/lib/network/ticks.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { linesOf, pointsOf, type XY } from './towns.ts';

/** The network as a walker has it who takes `slow(edge, forward)` times as long, or cannot walk where that is Infinity. */
function weighed(network: Network, slow: (edge: number, forward: boolean) => number): Network {
  const { arcs, arcEdge, edgeFrom, edgeTo, edgeFirstPoint, edgeLengthM, pointAlongM, firstArc } = network;
  const edges = edgeFrom.length;
  const weigh = (metres: number, by: number) =>
    by < Infinity ? Math.round(metres * TICKS_PER_M * by) : BARRED;
  const forward = Int32Array.from(edgeLengthM, (m, e) => weigh(m, slow(e, true)));
  const backward = Int32Array.from(edgeLengthM, (m, e) => weigh(m, slow(e, false)));
  const pointForward = new Int32Array(pointAlongM.length);
  const pointBackward = new Int32Array(pointAlongM.length);
  for (let e = 0; e < edges; e++)
    for (let p = edgeFirstPoint[e]; p < edgeFirstPoint[e + 1]; p++) {
      pointForward[p] = weigh(pointAlongM[p], slow(e, true));
      pointBackward[p] = weigh(edgeLengthM[e] - pointAlongM[p], slow(e, false));
    }
  const weights = arcs.slice();
  for (let n = 0; n + 1 < firstArc.length; n++)
    for (let a = firstArc[n]; a < firstArc[n + 1]; a++) {
      const e = arcEdge[a];
      weights[2 * a + 1] =
        edgeFrom[e] === edgeTo[e]
          ? Math.min(forward[e], backward[e])
          : (edgeFrom[e] === n ? forward : backward)[e];
    }
  return { ...network, arcs: weights, costs: { forward, backward, pointForward, pointBackward } };
}

describe('findRoute with costs', () => {
  it('costs what the search says, is as long as its line, and never goes where it may not', () => {
    fc.assert(
      fc.property(
        randomLines,
        randomPlaces(3),
        randomPlaces(5),
        fc.integer(),
        (paths, sources, places, seed) => {
          const slow = (edge: number, forward: boolean) => {
            const chance = Math.abs((edge * 7919 + (forward ? 31 : 0) + seed) % 7);
            return chance === 0 ? Infinity : chance < 4 ? 1 : chance;
          };
          const network = weighed(buildNetwork(linesOf(paths)), slow);
          const from = joinPoints(network, pointsOf(sources), 60);
          const to = joinPoints(network, pointsOf(places), 60);
          sources.forEach((source, i) => {
            const one = joinPoints(network, pointsOf([source]), 60);
            const found = distancesToPoints(network, searchNearest(network, one), one, to);
            places.forEach((_, j) => {
              const route = findRoute(network, from, to, i, j);
              expect(route?.costM ?? Infinity).toBe(found.distanceM[j]);
              if (route === null) return;
              expect(route.costM).toBeGreaterThanOrEqual(route.joinFromM + route.distanceM + route.joinToM);
              for (const { edge, fromM, toM } of route.stretches)
                if (fromM !== toM) expect(slow(edge, fromM < toM)).toBeLessThan(Infinity);
            });
          });
        }
      )
    );
  });

  it('goes round what is slow', () => {
    const block: XY[] = [
      [0, 0],
      [200, 0]
    ];
    const round: XY[] = [
      [0, 0],
      [0, 50],
      [200, 50],
      [200, 0]
    ];
    const stub: XY[] = [
      [0, 0],
      [-50, 0]
    ];
    const plain = buildNetwork(
      linesOf([
        block,
        round,
        stub,
        [
          [200, 0],
          [250, 0]
        ] as XY[]
      ])
    );
    const from = joinPoints(plain, pointsOf([[-20, 0]]));
    const to = joinPoints(plain, pointsOf([[220, 0]]));
    expect(findRoute(plain, from, to)!.distanceM).toBeCloseTo(240, 1);
    const direct = plain.edgeLengthM.findIndex((m) => Math.abs(m - 200) < 1);
    const slower = weighed(plain, (edge) => (edge === direct ? 2 : 1));
    const route = findRoute(slower, from, to)!;
    expect(route.distanceM).toBeCloseTo(340, 1);
    expect(route.costM).toBe(route.distanceM);
  });
});

describe('describeRoute', () => {
  const streets: XY[][] = [
    [
      [0, 0],
      [100, 0],
      [200, 0]
    ],
    [
      [200, 0],
      [200, 100]
    ],
    [
      [200, 100],
      [300, 100]
    ],
    [
      [300, 100],
      [400, 100],
      [400, 200]
    ],
    // Side streets, so that every corner is a node.
    [
      [200, 0],
      [200, -50]
    ],
    [
      [200, 100],
      [100, 100]
    ]
  ];
  const network = buildNetwork(linesOf(streets));
  const lines = {
    names: ['东街', '北街', '', null, '北街', '西街'],
    kinds: ['residential', 'residential', 'steps', 'footway', 'residential', '']
  };
  const walk = (a: XY, b: XY) =>
    findRoute(network, joinPoints(network, pointsOf([a])), joinPoints(network, pointsOf([b])))!;
  const said = (a: XY, b: XY) =>
    describeRoute(network, walk(a, b), lines).map(({ name, kind, lengthM, turn }) => [
      ...[name, kind, Math.round(lengthM)],
      turn
    ]);

  it('tells ways, metres on each and turns, there and back', () => {
    expect(said([50, 5], [405, 150])).toEqual([
      ['东街', 'residential', 150, 'start'],
      ['北街', 'residential', 100, 'left'],
      ['', 'steps', 100, 'right'],
      ['', 'footway', 150, 'straight']
    ]);
    expect(said([405, 150], [50, 5])).toEqual([
      ['', 'footway', 150, 'start'],
      ['', 'steps', 100, 'straight'],
      ['北街', 'residential', 100, 'left'],
      ['东街', 'residential', 150, 'right']
    ]);
  });

  it('keeps one street one, across its crossings', () => {
    expect(said([200, -40], [200, 90])).toEqual([['北街', 'residential', 130, 'start']]);
  });

  it('has nothing to tell of a walk that uses no network', () => {
    expect(said([50, 5], [50, -5])).toEqual([]);
  });

  it('sums up to the length of any walk, whatever lines are called', () => {
    const names = fc.array(fc.constantFrom('', 'a', 'b', null), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(randomLines, randomPlaces(2), randomPlaces(2), names, (paths, sources, places, called) => {
        const town = buildNetwork(linesOf(paths));
        const from = joinPoints(town, pointsOf(sources));
        const to = joinPoints(town, pointsOf(places));
        const route = findRoute(town, from, to);
        if (route === null) return;
        const ways = describeRoute(town, route, { names: called, kinds: [] });
        expect(ways.reduce((sum, { lengthM }) => sum + lengthM, 0)).toBe(route.distanceM);
        ways.forEach(({ lengthM, turn }, k) => {
          expect(lengthM).toBeGreaterThan(0);
          expect(turn === 'start').toBe(k === 0);
        });
      })
    );
  });
});
