import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWithTraits } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { lengthsAlong } from '../../src/lib/network/lengths-along.ts';
import { findRoute } from '../../src/lib/network/route.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { BARRED } from '../../src/lib/network/ticks.ts';
import * as bit from '../../src/lib/network/traits.ts';
import { weighNetwork, type WalkRules } from '../../src/lib/network/weigh-network.ts';
import { truth } from './drawn-walks.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import {
  direction,
  randomRules,
  randomStops,
  randomTraits,
  spotOf,
  stopsOf,
  traitsOf
} from './random-walkers.ts';
import { pointsOf } from './towns.ts';
import { pickOne } from './walker-town.ts';

const RUNS = 400;

describe('on random networks', () => {
  it('finds what all pairs of the graph as drawn have, in both directions', () => {
    let finite = 0;
    let changed = 0;
    fc.assert(
      fc.property(
        randomLines,
        randomTraits,
        randomRules,
        randomStops(4),
        randomStops(5),
        direction,
        (paths, said, rules, a, b, way) => {
          const { lines, traits } = traitsOf(paths, said);
          const built = buildWithTraits(lines, 0, traits);
          const network = weighNetwork(built.network, built.traits, rules, way);
          if (network !== built.network) changed++;
          const from = joinPoints(network, pointsOf(stopsOf(paths, a)));
          const to = joinPoints(network, pointsOf(stopsOf(paths, b)));
          from.mainEdge.fill(-1);
          to.mainEdge.fill(-1);
          const expected =
            way === 'fromSources'
              ? truth(paths, said, rules, network, from, to)
              : transpose(truth(paths, said, rules, network, to, from));
          for (let i = 0; i < from.edge.length; i++) {
            const one = pickOne(from, i);
            const found = distancesToPoints(network, searchNearest(network, one), one, to).distanceM;
            expected[i].forEach((metres, j) => {
              if (metres === Infinity) return expect(found[j]).toBe(Infinity);
              finite++;
              // Places within a segment are rounded to whole ticks at either end of the walk.
              expect(Math.abs(found[j] - metres)).toBeLessThanOrEqual(3 / 1024);
            });
          }
        }
      ),
      { numRuns: RUNS }
    );
    expect(finite).toBeGreaterThan(RUNS);
    expect(changed).toBeGreaterThan(RUNS / 2);
  });

  const transpose = (rows: number[][]): number[][] =>
    rows.length === 0 ? [] : rows[0].map((_, j) => rows.map((row) => row[j]));

  it('no slower walker gets further in a time, no further bar makes a walk shorter', () => {
    fc.assert(
      fc.property(
        randomLines,
        randomTraits,
        randomRules,
        randomPlaces(2),
        randomPlaces(6),
        direction,
        (paths, said, rules, a, b, way) => {
          const { lines, traits } = traitsOf(paths, said);
          const built = buildWithTraits(lines, 0, traits);
          const from = joinPoints(built.network, pointsOf(a));
          const to = joinPoints(built.network, pointsOf(b));
          const all = (own: WalkRules) => {
            const network = weighNetwork(built.network, built.traits, own, way);
            return distancesToPoints(network, searchNearest(network, from), from, to).distanceM;
          };
          const base = all({ ...rules, timed: true });
          const slower = all({ ...rules, timed: true, speedMps: rules.speedMps * 0.9 });
          const barred = all({ ...rules, timed: true, steps: false, maxGradient: 0.04 });
          base.forEach((metres, i) => {
            // Half a tick a crossing's half may be rounded away.
            expect(slower[i] / (rules.speedMps * 0.9)).toBeGreaterThanOrEqual(metres / rules.speedMps - 0.05);
            expect(barred[i]).toBeGreaterThanOrEqual(metres);
          });
          const lengths = all({ ...rules, timed: false });
          const plainNetwork = distancesToPoints(built.network, searchNearest(built.network, from), from, to);
          lengths.forEach((metres, i) => expect(metres).toBeGreaterThanOrEqual(plainNetwork.distanceM[i]));
        }
      ),
      { numRuns: 200 }
    );
  });

  it('without slopes and one-way streets a walk is as long there as back', () => {
    fc.assert(
      fc.property(randomLines, randomTraits, randomRules, randomPlaces(5), (paths, said, rules, a) => {
        const flags = said.flags.map((flag) => flag & bit.STEPS);
        const { lines, traits } = traitsOf(paths, { ...said, flags });
        const built = buildWithTraits(lines, 0, traits);
        const joins = joinPoints(built.network, pointsOf(a));
        const network = weighNetwork(built.network, built.traits, { ...rules, slope: false }, 'fromSources');
        a.forEach((_, i) =>
          a.forEach((_, j) => {
            const [one, other] = [pickOne(joins, i), pickOne(joins, j)];
            const there = distancesToPoints(network, searchNearest(network, one), one, other).distanceM[0];
            const back = distancesToPoints(network, searchNearest(network, other), other, one).distanceM[0];
            if (there === Infinity) expect(back).toBe(Infinity);
            else expect(Math.abs(there - back)).toBeLessThanOrEqual(2 / 1024);
          })
        );
      }),
      { numRuns: 150 }
    );
  });

  it('depends on the order of rows nowhere', () => {
    fc.assert(
      fc.property(
        randomLines,
        randomTraits,
        randomRules,
        randomPlaces(2),
        randomPlaces(4),
        (paths, said, rules, a, b) => {
          const { lines, traits } = traitsOf(paths, said);
          const here = buildWithTraits(lines, 0, traits);
          const back = [...paths].reverse();
          const spots = spotOf(paths);
          const turned = traitsOf(back, {
            ...said,
            flags: paths.map((_, i) => said.flags[paths.length - 1 - i]),
            gradients: paths.map((_, i) => said.gradients[paths.length - 1 - i]),
            places: said.places.map((one) => ({
              ...one,
              at: spotOf(back).indexOf(spots[one.at % spots.length])
            }))
          });
          const there = buildWithTraits(turned.lines, 0, turned.traits);
          expect(there.network.figures).toEqual({ ...here.network.figures });
          expect(there.network.nodeLon).toEqual(here.network.nodeLon);
          expect(there.traits).toEqual(here.traits);
          const all = ({ network, traits: own }: typeof here) => {
            const weighed = weighNetwork(network, own, rules, 'toSources');
            const from = joinPoints(weighed, pointsOf(a));
            const to = joinPoints(weighed, pointsOf(b));
            return Array.from(distancesToPoints(weighed, searchNearest(weighed, from), from, to).distanceM);
          };
          expect(all(there)).toEqual(all(here));
        }
      ),
      { numRuns: 150 }
    );
  });

  it('tells the true length of the walk that took least', () => {
    let rows = 0;
    fc.assert(
      fc.property(
        randomLines,
        randomTraits,
        randomRules,
        randomPlaces(3),
        randomPlaces(5),
        direction,
        (paths, said, rules, a, b, way) => {
          const { lines, traits } = traitsOf(paths, said);
          const built = buildWithTraits(lines, 0, traits);
          const network = weighNetwork(built.network, built.traits, { ...rules, timed: true }, way);
          const from = joinPoints(network, pointsOf(a));
          const to = joinPoints(network, pointsOf(b));
          const found = distancesToPoints(network, searchNearest(network, from), from, to);
          const point = Uint32Array.from(b, (_, i) => i);
          const lengths = lengthsAlong(network, from, to, {
            source: found.source,
            point,
            costM: found.distanceM
          });
          lengths.forEach((metres, i) => {
            if (found.source[i] < 0) return expect(metres).toBeNaN();
            rows++;
            const route = findRoute(network, from, to, found.source[i], i)!;
            expect(route.costM).toBe(found.distanceM[i]);
            // Of equal walks the shortest; the route is one of them.
            expect(metres).toBeLessThanOrEqual(route.distanceM + route.joinFromM + route.joinToM + 1e-9);
            if (network.costs === null) expect(metres).toBe(found.distanceM[i]);
            if (!rules.slope) expect(metres).toBeLessThanOrEqual(found.distanceM[i]);
          });
        }
      ),
      { numRuns: 200 }
    );
    expect(rows).toBeGreaterThan(100);
  });

  it('bars an edge as a whole or not at all', () => {
    fc.assert(
      fc.property(randomLines, randomTraits, randomRules, direction, (paths, said, rules, way) => {
        const { lines, traits } = traitsOf(paths, said);
        const built = buildWithTraits(lines, 0, traits);
        const network = weighNetwork(built.network, built.traits, rules, way);
        if (network.costs === null) return;
        const { forward, backward, pointForward, shut } = network.costs;
        network.arcEdge.forEach((e, arc) => {
          const weight = network.arcs[2 * arc + 1];
          expect(weight).toBeLessThanOrEqual(BARRED);
          expect([forward[e], backward[e]]).toContain(weight);
          if (shut?.[network.arcs[2 * arc]]) expect(weight).toBe(BARRED);
        });
        pointForward.forEach((ticks) => expect(ticks).toBeGreaterThanOrEqual(0));
      }),
      { numRuns: 100 }
    );
  });
});
