import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSolver } from '../../src/cli/load-solver.ts';
import { CAUSES } from '../../src/lib/coverage/coverage.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import type { TransportSolver } from '../../src/lib/coverage/transport.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import { askMeasure, openSession, studyMeasures } from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';
import { gridInputs } from './grid-inputs.ts';

let solver: TransportSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const FULL = CAUSES.indexOf('full') - 1;
const town = buildGridTown({ columns: 9, rows: 7, residents: (x, y) => ((x * 7 + y * 13) % 11) + 1 / 8 });

interface Asked {
  limit_m?: number;
  per_1000?: number | null;
  with?: TransportSolver | null;
}

/** One measure of a town; `per_1000` null: without a capacity. */
function ask(inputs: Inputs, { limit_m = 250, per_1000 = 100, with: chosen = solver }: Asked = {}) {
  const own = { id: 'beds', facilities: ['eldercare_site'], limit_m };
  const measure = per_1000 === null ? own : { ...own, capacity: { of: 'beds', per_1000 } };
  const choices = parseStudyFile(JSON.stringify({ yike: 1, standards: [], measure: [measure] }));
  const session = runToEnd(openSession(inputs, choices), () => {});
  session.solver = chosen;
  return askMeasure(session, studyMeasures(session)[0]);
}

function withBeds(sites: Junction[], beds: number[], of = town): Facilities {
  return { ...facilitiesAt(of, sites), beds: Float64Array.from(beds) };
}

const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + (value || 0), 0);

const places = fc.uniqueArray(
  fc.tuple(
    fc.tuple(fc.double({ min: -1, max: 9, noNaN: true }), fc.double({ min: -1, max: 7, noNaN: true })),
    fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(NaN))
  ),
  { minLength: 1, maxLength: 6, selector: ([at]) => at.map((each) => Math.round(each * 1000)).join() }
);
const limits = fc.integer({ min: 120, max: 900 });

describe('people sent to beds', () => {
  // 10 people at each junction, one facility in the middle with 5 beds, 100 beds for 1,000 people: room for 50. Within 250 m
  // live the junctions of up to 2 steps: 1 + 4 + 8 of them, 130 people. The nearest 50 are those of 0 and 1 step.
  const even = buildGridTown({ columns: 9, rows: 7 });
  it('are the nearest, as many as the beds are for; the others near have the cause "full"', () => {
    const { coverage, gaps } = ask(gridInputs(even, withBeds([[4, 3]], [5], even)));
    const [district] = [even.units.code.indexOf('D1')];
    expect(coverage.rows.total[district]).toBe(630);
    expect(coverage.places!.within[district]).toBe(130);
    expect(coverage.rows.covered[district]).toBe(50);
    expect(coverage.rows.share[district]).toBe(50 / 630);
    expect(gaps.uncovered[district]).toBe(580);
    expect(gaps.byCause[FULL][district]).toBe(80);
    // The 80 walk to none: 250 m each beyond the limit, as those do who reach no facility.
    const far = ask(gridInputs(even, withBeds([[4, 3]], [5], even)), { per_1000: null });
    expect(gaps.personM[district]).toBe(far.gaps.personM[district] + 80 * 250);
    // 580 people of whom 1 in 10 asks for a bed.
    expect(gaps.shortPlaces![district]).toBe(58);
    const served = Array.from(coverage.served!, (share, i) =>
      share === 1 ? Math.round(coverage.distanceM[i] / 100) : -1
    );
    expect(served.filter((steps) => steps >= 0).sort()).toEqual([0, 1, 1, 1, 1]);
    expect(coverage.places).toMatchObject({ method: 'transport', facilities: 1, unknown: 0, unproven: 0 });
    expect([...coverage.places!.used]).toEqual([50]);
  });

  it('are a part of a point, where the last beds are for fewer than live there', () => {
    const { coverage, gaps } = ask(gridInputs(even, withBeds([[4, 3]], [0.4], even)));
    const middle = coverage.distanceM.findIndex((metres) => metres < 50);
    expect(coverage.served![middle]).toBe(0.4);
    expect(sum(coverage.served!)).toBe(0.4);
    expect(CAUSES[gaps.cause[middle]]).toBe('full');
    expect(gaps.byCause[FULL][5]).toBe(126);
  });

  it('keep to the beds, lose nobody, and have one cause each where they are left', () => {
    fc.assert(
      fc.property(places, limits, fc.boolean(), (sites, limit_m, solved) => {
        const facilities = withBeds(
          sites.map(([at]) => at),
          sites.map(([, beds]) => beds)
        );
        const inputs = gridInputs(town, facilities);
        const { coverage, gaps, joined } = ask(inputs, { limit_m, with: solved ? solver : null });
        const { rows, served, places: found } = coverage;
        expect(found!.method).toBe(solved ? 'transport' : 'nearest');
        expect(found!.facilities).toBe(sites.length);
        expect(found!.unknown).toBe(sites.filter(([, beds]) => Number.isNaN(beds)).length);
        if (found!.unknown === sites.length) {
          expect([...rows.covered].every(Number.isNaN)).toBe(true);
          expect(
            [...gaps.uncovered, ...gaps.byCause.flatMap((people) => [...people])].every(Number.isNaN)
          ).toBe(true);
          expect([...gaps.rank].every((rank) => rank === 0)).toBe(true);
          return;
        }
        rows.total.forEach((total, unit) => {
          expect(rows.covered[unit]).toBeLessThanOrEqual(found!.within[unit]);
          expect(gaps.uncovered[unit]).toBe(total - rows.covered[unit]);
          expect(sum(gaps.byCause.map((people) => people[unit]))).toBe(gaps.uncovered[unit]);
          expect(gaps.byCause[FULL][unit]).toBe(found!.within[unit] - rows.covered[unit]);
          expect(found!.mayHave[unit]).toBeLessThanOrEqual(gaps.byCause[FULL][unit]);
        });
        expect(rows.covered[4]).toBe(sum(rows.covered.slice(0, 4)));
        // Everybody who is near a facility with beds is in the problem, and in it only who is near.
        const people = joined.demand.people.pop_resident;
        served!.forEach((share, i) => {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(coverage.covered[i]);
        });
        expect(sum(found!.used)).toBeCloseTo(sum(people.map((value, i) => value * served![i])), 6);
        found!.used.forEach((used, j) => {
          if (Number.isNaN(found!.room[j])) expect(used).toBeNaN();
          else expect(used).toBeLessThanOrEqual(found!.room[j]);
        });
      }),
      { numRuns: 80 }
    );
  });

  it('are as many with more beds or more, and as many as are near where there are beds enough', () => {
    fc.assert(
      fc.property(places, limits, fc.integer({ min: 0, max: 5 }), (sites, limit_m, which) => {
        const at = sites.map(([place]) => place);
        const beds = sites.map(([, value]) => value || 0);
        const served = (given: number[]) => {
          const { coverage } = ask(gridInputs(town, withBeds(at, given)), { limit_m });
          return sum(coverage.places!.used);
        };
        const more = beds.map((value, i) => (i === which % beds.length ? value + 1.5 : value));
        expect(served(more)).toBeGreaterThanOrEqual(served(beds) - 1e-6);
        const enough = ask(gridInputs(town, withBeds(at, Array(at.length).fill(1e4))), { limit_m });
        const plain = ask(gridInputs(town, withBeds(at, beds)), { limit_m, per_1000: null });
        expect(enough.coverage.rows).toEqual(plain.coverage.rows);
        expect({ ...enough.gaps, shortPlaces: 0, measure: 0 }).toEqual({
          ...plain.gaps,
          shortPlaces: 0,
          measure: 0
        });
      }),
      { numRuns: 30 }
    );
  });

  it('do not rest on the order of rows', () => {
    fc.assert(
      fc.property(places, limits, fc.boolean(), (sites, limit_m, solved) => {
        const run = (list: typeof sites, turned: boolean) => {
          const inputs = gridInputs(
            town,
            withBeds(
              list.map(([at]) => at),
              list.map(([, beds]) => beds)
            )
          );
          const { lon, lat, people, footprintM2, storeys } = inputs.residential!;
          const back = <T extends Float64Array>(column: T) => (turned ? column.slice().reverse() : column);
          const residential = {
            ...{ lon: back(lon), lat: back(lat), footprintM2, storeys },
            people: Object.fromEntries(Object.entries(people).map(([field, of]) => [field, back(of)]))
          };
          return ask({ ...inputs, residential }, { limit_m, with: solved ? solver : null });
        };
        const [a, b] = [run(sites, false), run(sites.toReversed(), true)];
        expect(b.coverage.rows).toEqual(a.coverage.rows);
        expect(b.gaps.byCause).toEqual(a.gaps.byCause);
        expect([...b.coverage.places!.used].reverse()).toEqual([...a.coverage.places!.used]);
      }),
      { numRuns: 30 }
    );
  });

  it('change nothing of a measure that asks for no capacity, solver or not', () => {
    const inputs = gridInputs(town, withBeds([[1, 1]], [5]));
    const plain = ask(inputs, { per_1000: null, with: null });
    expect(ask(inputs, { per_1000: null })).toEqual(plain);
    expect(plain.coverage.served).toBeUndefined();
    expect(plain.gaps.shortPlaces).toBeUndefined();
  });

  it('are counted by straight lines where there are no roads', () => {
    const inputs = { ...gridInputs(even, withBeds([[4, 3]], [5], even)), roads: null };
    // 1.3 × 1 step is within 250 m, 1.3 × √2 steps are too (184 m), 2 steps are not: 9 junctions.
    const { coverage } = ask(inputs);
    expect(coverage.estimated).toBe(true);
    expect(coverage.places!.within[5]).toBe(90);
    expect(coverage.rows.covered[5]).toBe(50);
  });

  it('of whom a facility with beds unknown is near may have a place', () => {
    // The second facility, 2 steps on, does not say its beds.
    const sites: Junction[] = [
      [4, 3],
      [6, 3]
    ];
    const { coverage } = ask(gridInputs(even, withBeds(sites, [0, NaN], even)));
    const steps = (at: Junction) =>
      Array.from({ length: 63 }, (_, i) => even.walkSteps([i % 9, Math.floor(i / 9)], at) <= 2);
    const near = sites.map(steps);
    const either = near[0].filter((is, i) => is || near[1][i]).length;
    expect(coverage.rows.covered[5]).toBe(0);
    expect(coverage.places!.within[5]).toBe(10 * either);
    expect(coverage.places!.mayHave[5]).toBe(10 * near[1].filter(Boolean).length);
  });
});
