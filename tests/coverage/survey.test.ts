import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CAUSES } from '../../src/lib/coverage/coverage.ts';
import { findGaps } from '../../src/lib/coverage/find-gaps.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import { openSurvey } from '../../src/lib/coverage/survey.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { withParents } from '../../src/lib/demand/levels.ts';
import { groupPoints } from '../../src/lib/demand/points-by-unit.ts';
import { box, unitsOf } from '../demand/small-units.ts';
import { ownMeasure } from './own-measure.ts';

const units = unitsOf([
  { code: 'A', rings: [box(0, 0, 1, 1)], parent: 3 },
  { code: 'B', rings: [box(1, 0, 2, 1)], parent: 3 },
  { code: 'C', rings: [box(2, 0, 3, 1)] },
  { code: 'S', rings: [box(0, 0, 2, 1)], level: 'subdistrict' }
]);

const point = fc.record({
  unit: fc.integer({ min: -1, max: 2 }),
  all: fc.integer({ min: 0, max: 40 }),
  old: fc.integer({ min: 0, max: 12 }),
  straightM: fc.oneof(fc.integer({ min: 0, max: 3_000_000 }), fc.constantFrom(512_000, 307_200)),
  moreM: fc.oneof(fc.integer({ min: 0, max: 2_000_000 }), fc.constant(0), fc.constant(Infinity)),
  connected: fc.boolean()
});
const LIMITS = [300, 500, 1000];
const GROUPS = ['all', 'older_adult'];

/** The figures of one unit and measure, point by point as method §4 and §5 say. */
function byHand(demand: Demand, walkM: number[], limitM: number, people: Float64Array, unit: number) {
  const inside = Array.from(demand.unit.keys()).filter(
    (i) => demand.unit[i] >= 0 && people[i] > 0 && withParents(units, demand.unit[i]).includes(unit)
  );
  const sum = (of: number[]) => of.reduce((total, i) => total + people[i], 0);
  const nearest = inside.toSorted((a, b) => (walkM[a] === walkM[b] ? 0 : walkM[a] - walkM[b]));
  const share = (part: number) =>
    nearest.find((_, k) => sum(nearest.slice(0, k + 1)) >= part * sum(inside)) ?? -1;
  return {
    total: sum(inside),
    covered: sum(inside.filter((i) => walkM[i] <= limitM)),
    medianM: walkM[share(0.5)] ?? NaN,
    p95M: walkM[share(0.95)] ?? NaN,
    maxM: walkM[nearest.at(-1) ?? -1] ?? NaN
  };
}

it('gives every limit and group of a survey the figures that each point by point has, whatever was asked before', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), fc.boolean(), (points, backwards) => {
      const demand: Demand = {
        method: 'points',
        lon: new Float64Array(points.length),
        lat: new Float64Array(points.length),
        unit: Int32Array.from(points, ({ unit }) => unit),
        people: {
          pop_resident: Float64Array.from(points, ({ all }) => all),
          pop_60p: Float64Array.from(points, ({ old }) => old)
        }
      };
      const walkM = points.map(({ straightM, moreM }) => (straightM + moreM) / 1024);
      const distances = {
        distanceM: Float64Array.from(walkM),
        straightM: Float64Array.from(points, ({ straightM }) => straightM / 1024),
        nearest: new Int32Array(points.length),
        estimated: false
      };
      const connected = Uint8Array.from(points, (each) => (each.connected ? 1 : 0));
      const survey = openSurvey(units, demand, groupPoints(units, demand), distances);
      const asked = LIMITS.flatMap((limit_m) => GROUPS.map((group) => ownMeasure({ limit_m, group })));
      for (const measure of backwards ? asked.toReversed() : asked) {
        const shared = measureCoverage(measure, units, demand, distances, survey);
        const gaps = findGaps(shared, units, demand, connected, survey);
        const alone = measureCoverage(measure, units, demand, distances);
        expect(shared).toEqual(alone);
        expect(gaps).toEqual(findGaps(alone, units, demand, connected));
        const people = demand.people[measure.field];
        for (let unit = 0; unit < units.code.length; unit++) {
          const { total, covered, ...walks } = byHand(demand, walkM, measure.limitM, people, unit);
          expect([shared.rows.total[unit], shared.rows.covered[unit]]).toEqual([total, covered]);
          const { medianM, p95M, maxM } = gaps;
          expect({ medianM: medianM[unit], p95M: p95M[unit], maxM: maxM[unit] }).toEqual(walks);
          const byCause = CAUSES.slice(1).reduce((sum, _, cause) => sum + gaps.byCause[cause][unit], 0);
          expect(byCause).toBe(gaps.uncovered[unit]);
        }
      }
    }),
    { numRuns: 40 }
  );
});
