import { describe, expect, it } from 'vitest';
import { CAUSES, type Coverage } from '../../src/lib/coverage/coverage.ts';
import { findGaps } from '../../src/lib/coverage/find-gaps.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { box, unitsOf } from '../demand/small-units.ts';
import { ownMeasure } from './own-measure.ts';

const units = unitsOf([
  { code: 'A', rings: [box(0, 0, 1, 1)], parent: 2 },
  { code: 'B', rings: [box(1, 0, 2, 1)], parent: 2 },
  { code: 'S', rings: [box(0, 0, 2, 1)], level: 'subdistrict' }
]);

/** Points by hand: unit, people, walk and straight line in metres, limit 500 m. */
function gapsOf(
  points: { unit?: number; people?: number; walkM: number; straightM: number; connected?: boolean }[]
) {
  const measure = ownMeasure({ limit_m: 500 });
  const demand: Demand = {
    method: 'points',
    lon: new Float64Array(points.length),
    lat: new Float64Array(points.length),
    unit: Int32Array.from(points, (point) => point.unit ?? 0),
    people: { pop_resident: Float64Array.from(points, (point) => point.people ?? 1) }
  };
  const coverage: Coverage = measureCoverage(measure, units, demand, {
    distanceM: Float64Array.from(points, (point) => point.walkM),
    straightM: Float64Array.from(points, (point) => point.straightM),
    nearest: new Int32Array(points.length),
    estimated: false
  });
  const connected = Uint8Array.from(points, (point) => (point.connected === false ? 0 : 1));
  return findGaps(coverage, units, demand, connected);
}

describe('the cause of a point', () => {
  it.each([
    ['covered', { walkM: 500, straightM: 300 }],
    ['detour', { walkM: 500.001, straightM: 300 }],
    ['detour', { walkM: 5000, straightM: 500 }],
    ['detour', { walkM: Infinity, straightM: 100 }],
    ['far', { walkM: 700, straightM: 500.001 }],
    ['far', { walkM: 1500, straightM: 1000 }],
    ['none', { walkM: 1600, straightM: 1000.001 }],
    ['none', { walkM: Infinity, straightM: Infinity }],
    ['unconnected', { walkM: Infinity, straightM: 100, connected: false }],
    ['unconnected', { walkM: Infinity, straightM: 5000, connected: false }]
  ])('is %s for %j', (cause, point) => {
    expect(CAUSES[gapsOf([point]).cause[0]]).toBe(cause);
  });
  it('is never "full" as long as capacity is not asked', () =>
    expect(gapsOf([{ walkM: 900, straightM: 1 }]).byCause[3][0]).toBe(0));
});

describe('the figures of a unit', () => {
  it('weigh distances by people, the covered included', () => {
    const gaps = gapsOf([
      { people: 10, walkM: 100, straightM: 100 },
      { people: 85, walkM: 600, straightM: 450 },
      { people: 4, walkM: 900, straightM: 800 },
      { people: 1, walkM: 2000, straightM: 1800 },
      { people: 0, walkM: 9000, straightM: 8000 }
    ]);
    expect([gaps.medianM[0], gaps.p95M[0], gaps.maxM[0]]).toEqual([600, 600, 2000]);
    expect(gaps.uncovered[0]).toBe(90);
    expect(gaps.personM[0]).toBe(85 * 100 + 4 * 400 + 1500);
    expect(gaps.byCause.map((people) => people[0])).toEqual([1, 4, 85, 0, 0]);
  });
  it('take the lower of two middles', () => {
    const gaps = gapsOf([
      { walkM: 100, straightM: 1 },
      { walkM: 200, straightM: 1 }
    ]);
    expect(gaps.medianM[0]).toBe(100);
    expect(gaps.p95M[0]).toBe(200);
  });
  it.each([
    [0, 500],
    [300, 500],
    [700, 500],
    [800, 540],
    [1000, 800],
    [Infinity, Infinity]
  ])(
    'count a point that reaches nothing as 1.3 × %i m straight, at least twice the limit',
    (straightM, each) => {
      for (const connected of [true, false])
        expect(gapsOf([{ people: 3, walkM: Infinity, straightM, connected }]).personM[0]).toBeCloseTo(
          3 * each
        );
    }
  );
  it('rank a unit that reaches nothing before one that has a little too far', () =>
    expect([
      ...gapsOf([
        { unit: 0, walkM: 600, straightM: 450 },
        { unit: 1, walkM: Infinity, straightM: 450 }
      ]).rank
    ]).toEqual([2, 1, 1]));
  it('leave out people outside every unit', () => {
    const gaps = gapsOf([
      { unit: -1, people: 50, walkM: 900, straightM: 800 },
      { unit: 1, people: 2, walkM: 900, straightM: 800 }
    ]);
    expect([...gaps.uncovered]).toEqual([0, 2, 2]);
    expect(CAUSES[gaps.cause[0]]).toBe('far');
  });
});

describe('the rank', () => {
  it('goes by people, then person-metres, then name', () => {
    const people = gapsOf([
      { unit: 0, people: 1, walkM: 9000, straightM: 800 },
      { unit: 1, people: 2, walkM: 600, straightM: 800 }
    ]);
    expect([...people.rank]).toEqual([2, 1, 1]);
    const metres = gapsOf([
      { unit: 0, walkM: 700, straightM: 600 },
      { unit: 1, walkM: 701, straightM: 600 }
    ]);
    expect([...metres.rank]).toEqual([2, 1, 1]);
    const name = gapsOf([
      { unit: 1, walkM: 700, straightM: 600 },
      { unit: 0, walkM: 700, straightM: 600 }
    ]);
    expect([...name.rank]).toEqual([1, 2, 1]);
  });
});
