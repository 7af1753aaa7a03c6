import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distancesTo } from '../../src/lib/coverage/distances.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { findGaps } from '../../src/lib/coverage/find-gaps.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import type { Measure } from '../../src/lib/coverage/measure.ts';
import { straightDistances } from '../../src/lib/coverage/straight-distance.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { buildGridTown, facilitiesAt, type GridTown, type Junction } from '../towns/grid-town.ts';
import { ownMeasure } from './own-measure.ts';

/** Towns with uneven people; facilities anywhere, also off the streets, in parts of a step. */
const plan = fc.record({
  columns: fc.integer({ min: 2, max: 9 }),
  rows: fc.integer({ min: 2, max: 9 }),
  stepM: fc.constantFrom(70, 100, 160),
  seed: fc.integer({ min: 1, max: 1000 })
});
const place = fc.tuple(
  fc.double({ min: -1, max: 10, noNaN: true }),
  fc.double({ min: -1, max: 10, noNaN: true })
) as fc.Arbitrary<Junction>;
const places = fc.array(place, { minLength: 1, maxLength: 6 });
const limitM = fc.integer({ min: 30, max: 1500 });

function townOf({
  columns,
  rows,
  stepM,
  seed
}: {
  columns: number;
  rows: number;
  stepM: number;
  seed: number;
}) {
  const people = (x: number, y: number) => ((x * 7 + y * 13 + seed) % 11) / 8;
  return buildGridTown({ columns, rows, stepM, residents: people, older: (x, y) => people(x, y) / 4 });
}

function run(town: GridTown, facilities: Facilities, measure: Measure, demand: Demand = town.demand) {
  const joined = joinPoints(town.network, demand);
  const joins = { points: joined, facilities: joinPoints(town.network, facilities) };
  const distances = distancesTo(town.network, joins, demand, facilities, measure.categories);
  const coverage = measureCoverage(measure, town.units, demand, distances);
  const connected = Uint8Array.from(joined.edge, (edge) => (edge < 0 ? 0 : 1));
  return { coverage, gaps: findGaps(coverage, town.units, demand, connected) };
}

/** The same, in another order. */
function shuffled<Column extends Float64Array | Int32Array>(column: Column, order: number[]): Column {
  return column.map((_, i) => column[order[i]]) as Column;
}

describe('what must always hold', () => {
  it('one more facility never lowers coverage or raises a distance, and taking it away gives back what was', () => {
    fc.assert(
      fc.property(plan, places, place, limitM, (towns, sites, added, limit_m) => {
        const town = townOf(towns);
        const measure = ownMeasure({ limit_m });
        const before = run(town, facilitiesAt(town, sites), measure);
        const after = run(town, facilitiesAt(town, [...sites, added]), measure);
        before.coverage.distanceM.forEach((metres, i) =>
          expect(after.coverage.distanceM[i]).toBeLessThanOrEqual(metres)
        );
        before.coverage.rows.covered.forEach((people, unit) =>
          expect(after.coverage.rows.covered[unit]).toBeGreaterThanOrEqual(people)
        );
        // A point that reached nothing may now walk farther than was assumed of it.
        const now = after.coverage.distanceM;
        const met = (metres: number, i: number) => metres === Infinity && now[i] < Infinity;
        if (!before.coverage.distanceM.some(met))
          before.gaps.personM.forEach((excess, unit) =>
            expect(after.gaps.personM[unit]).toBeLessThanOrEqual(excess)
          );
        expect(run(town, facilitiesAt(town, sites), measure)).toEqual(before);
      }),
      { numRuns: 40 }
    );
  });

  it('a longer limit never covers fewer', () => {
    fc.assert(
      fc.property(plan, places, limitM, fc.integer({ min: 1, max: 800 }), (towns, sites, limit_m, more) => {
        const town = townOf(towns);
        const facilities = facilitiesAt(town, sites);
        const near = run(town, facilities, ownMeasure({ limit_m })).coverage.rows;
        const far = run(town, facilities, ownMeasure({ limit_m: limit_m + more })).coverage.rows;
        near.covered.forEach((people, unit) => expect(far.covered[unit]).toBeGreaterThanOrEqual(people));
        near.shareStraight.forEach((share, unit) => {
          if (!Number.isNaN(share)) expect(far.shareStraight[unit]).toBeGreaterThanOrEqual(share);
        });
      }),
      { numRuns: 40 }
    );
  });

  it('who walks slower never reaches more', () => {
    fc.assert(
      fc.property(plan, places, fc.integer({ min: 1, max: 20 }), (towns, sites, minutes) => {
        const town = townOf(towns);
        const older = ownMeasure({ minutes, group: 'older_adult' });
        const adults = { ...older, speedMps: 1.2, limitM: minutes * 60 * 1.2 };
        const slow = run(town, facilitiesAt(town, sites), older).coverage.rows.covered;
        const fast = run(town, facilitiesAt(town, sites), adults).coverage.rows.covered;
        slow.forEach((people, unit) => expect(fast[unit]).toBeGreaterThanOrEqual(people));
      }),
      { numRuns: 40 }
    );
  });

  it('the walk is never shorter than the straight line, nor is the line bent to make it so', () => {
    fc.assert(
      fc.property(plan, places, (towns, sites) => {
        const town = townOf(towns);
        const facilities = facilitiesAt(town, sites);
        const { distanceM: walkM, straightM } = run(town, facilities, ownMeasure({ limit_m: 500 })).coverage;
        const exact = straightDistances(town.demand, facilities).straightM;
        walkM.forEach((metres, i) => {
          expect(metres).toBeGreaterThanOrEqual(straightM[i]);
          expect(Math.abs(exact[i] - straightM[i])).toBeLessThanOrEqual(0.01 + exact[i] * 1e-4);
        });
      }),
      { numRuns: 40 }
    );
  });

  it('the straight line is the shortest to any facility, worked out one by one', () => {
    fc.assert(
      fc.property(plan, places, (towns, sites) => {
        const town = townOf(towns);
        const { lon, lat } = facilitiesAt(town, sites);
        const { straightM, nearest } = straightDistances(town.demand, { lon, lat });
        straightM.forEach((metres, i) => {
          const all = Array.from(lon, (x, k) => distanceM(town.demand.lon[i], town.demand.lat[i], x, lat[k]));
          expect(metres).toBe(Math.min(...all));
          expect(all[nearest[i]]).toBe(metres);
        });
      }),
      { numRuns: 40 }
    );
  });

  it('nothing depends on the order of demand points, nor on that of facilities or their codes', () => {
    fc.assert(
      fc.property(plan, places, limitM, fc.infiniteStream(fc.nat()), (towns, sites, limit_m, random) => {
        const town = townOf(towns);
        const measure = ownMeasure({ limit_m });
        const straight = run(town, facilitiesAt(town, sites), measure);
        const key = Array.from(town.demand.lon, () => random.next().value as number);
        const order = key.map((_, i) => i).sort((a, b) => key[a] - key[b] || a - b);
        const demand: Demand = {
          ...town.demand,
          lon: shuffled(town.demand.lon, order),
          lat: shuffled(town.demand.lat, order),
          unit: shuffled(town.demand.unit, order),
          people: { pop_resident: shuffled(town.demand.people.pop_resident, order) }
        };
        const facilities = facilitiesAt(town, [...sites].reverse());
        const renamed = { ...facilities, code: facilities.code.map((code) => `${code.length}-${code}-z`) };
        const mixed = run(town, renamed, measure, demand);
        expect(mixed.coverage.rows).toEqual(straight.coverage.rows);
        const { cause, ...rest } = mixed.gaps;
        const { cause: straightCause, ...straightRest } = straight.gaps;
        expect(rest).toEqual(straightRest);
        order.forEach((was, i) => expect(cause[i]).toBe(straightCause[was]));
      }),
      { numRuns: 40 }
    );
  });

  it('communities sum to their subdistrict and district, to the last digit, and causes to the uncovered', () => {
    fc.assert(
      fc.property(plan, places, limitM, (towns, sites, limit_m) => {
        const { coverage, gaps } = run(
          townOf(towns),
          facilitiesAt(townOf(towns), sites),
          ownMeasure({ limit_m })
        );
        const { total, covered } = coverage.rows;
        for (const column of [total, covered, gaps.uncovered, gaps.personM, ...gaps.byCause]) {
          const sum = column[0] + column[1] + column[2] + column[3];
          expect([column[4], column[5]]).toEqual([sum, sum]);
        }
        total.forEach((_, unit) =>
          expect(gaps.byCause.reduce((sum, people) => sum + people[unit], 0)).toBe(gaps.uncovered[unit])
        );
      }),
      { numRuns: 40 }
    );
  });
});
