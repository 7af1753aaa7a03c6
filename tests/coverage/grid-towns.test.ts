import { describe, expect, it } from 'vitest';
import { distancesTo } from '../../src/lib/coverage/distances.ts';
import { findGaps } from '../../src/lib/coverage/find-gaps.ts';
import { measureCoverage, sumOutside } from '../../src/lib/coverage/measure-coverage.ts';
import type { Measure } from '../../src/lib/coverage/measure.ts';
import { polygonsFromGeoJson, polygonToGeoJson } from '../../src/lib/geometry/shapes.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { buildGridTown, facilitiesAt, type GridTown, type Junction } from '../towns/grid-town.ts';
import { ownMeasure } from './own-measure.ts';

function measure(town: GridTown, facilities: ReturnType<typeof facilitiesAt>, question: Measure) {
  const joins = { points: town.joins, facilities: joinPoints(town.network, facilities) };
  const distances = distancesTo(town.network, joins, town.demand, facilities, question.categories);
  const coverage = measureCoverage(question, town.units, town.demand, distances);
  return { coverage, gaps: findGaps(coverage, town.units, town.demand, town.connected), distances };
}

/** Junctions of the town within so many steps of one of `sites`, counted by hand. */
function countWithin(
  town: GridTown,
  sites: Junction[],
  steps: number,
  keep: (junction: Junction) => boolean = () => true
) {
  let count = 0;
  for (let row = 0; row < town.rows; row++) {
    for (let column = 0; column < town.columns; column++) {
      const near = sites.some((site) => town.walkSteps([column, row], site) <= steps);
      if (near && keep([column, row])) count++;
    }
  }
  return count;
}

describe('one facility in the middle of a 21 × 21 town of 100 m blocks', () => {
  const town = buildGridTown({ columns: 21, rows: 21 });
  const sites: Junction[] = [[10, 10]];
  const facilities = facilitiesAt(town, sites);

  it('has 441 people-bearing junctions and 84 km of streets', () => {
    expect(town.demand.lon).toHaveLength(441);
    expect(Math.abs(town.network.figures.lengthM / 84_000 - 1)).toBeLessThan(1e-3);
  });
  it.each([1, 2, 3, 5, 8])('covers the 2n² + 2n + 1 junctions within %i steps', (steps) => {
    const { coverage } = measure(town, facilities, ownMeasure({ limit_m: (steps + 0.5) * 100 }));
    expect(coverage.rows.covered[5]).toBe((2 * steps * steps + 2 * steps + 1) * 10);
    expect(coverage.rows.total[5]).toBe(4410);
  });
  it('gives the Manhattan distance to within 0.1 %', () => {
    const { distances } = measure(town, facilities, ownMeasure({ limit_m: 100 }));
    for (let i = 0; i < 441; i++) {
      const walkM = town.walkSteps([i % 21, Math.floor(i / 21)], [10, 10]) * 100;
      expect(Math.abs(distances.distanceM[i] - walkM)).toBeLessThanOrEqual(walkM * 1e-3 + 0.01);
    }
  });
  it('covers in a straight line the junctions of a disc', () => {
    const { coverage } = measure(town, facilities, ownMeasure({ limit_m: 350 }));
    let inDisc = 0;
    for (let x = -10; x <= 10; x++) for (let y = -10; y <= 10; y++) if (Math.hypot(x, y) <= 3.5) inDisc++;
    expect(coverage.rows.shareStraight[4]).toBeCloseTo(inDisc / 441, 12);
    expect(coverage.rows.share[4]).toBeCloseTo(25 / 441, 12);
  });
  it('leaves to detours just what lies in the disc and not in the diamond', () => {
    const { gaps, coverage } = measure(town, facilities, ownMeasure({ limit_m: 350 }));
    const disc = Math.round(coverage.rows.shareStraight[5] * 441);
    const [none, far, detour, full, unconnected] = gaps.byCause.map((people) => people[5] / 10);
    expect(detour).toBe(disc - 25);
    let in2 = 0;
    for (let x = -10; x <= 10; x++) for (let y = -10; y <= 10; y++) if (Math.hypot(x, y) <= 7) in2++;
    expect(far).toBe(in2 - disc);
    expect(none).toBe(441 - in2);
    expect([full, unconnected]).toEqual([0, 0]);
  });
  it('has the median, the 95th percentile, the longest and the excess walk that counting gives', () => {
    const { gaps } = measure(town, facilities, ownMeasure({ limit_m: 350 }));
    const walks = Array.from(
      { length: 441 },
      (_, i) => town.walkSteps([i % 21, Math.floor(i / 21)], [10, 10]) * 100
    );
    walks.sort((a, b) => a - b);
    expect(gaps.medianM[5] / walks[220]).toBeCloseTo(1, 3);
    expect(gaps.p95M[5] / walks[Math.ceil(0.95 * 441) - 1]).toBeCloseTo(1, 3);
    expect(gaps.maxM[5] / 2000).toBeCloseTo(1, 3);
    const excess = walks.reduce((sum, walk) => sum + 10 * Math.max(0, walk - 350), 0);
    expect(gaps.personM[5] / excess).toBeCloseTo(1, 2);
  });
});

describe('a town in quarters', () => {
  const town = buildGridTown({
    columns: 12,
    rows: 8,
    residents: (x, y) => x + y,
    older: (x) => (x % 3 === 0 ? 1 : 0)
  });
  const sites: Junction[] = [
    [1, 1],
    [9, 2]
  ];
  const facilities = facilitiesAt(town, sites);
  const { coverage, gaps } = measure(town, facilities, ownMeasure({ limit_m: 350 }));

  it('counts each quarter by itself', () => {
    const one = measure(
      buildGridTown({ columns: 12, rows: 8, residents: () => 1 }),
      facilities,
      ownMeasure({ limit_m: 350 })
    );
    const counts = [0, 1, 2, 3].map((quarter) =>
      countWithin(town, sites, 3, ([x, y]) => (x > 5 ? 1 : 0) + (y > 3 ? 2 : 0) === quarter)
    );
    expect([...one.coverage.rows.covered.slice(0, 4)]).toEqual(counts);
  });
  it('sums communities to their subdistrict and district exactly', () => {
    for (const column of [
      coverage.rows.total,
      coverage.rows.covered,
      gaps.uncovered,
      gaps.personM,
      ...gaps.byCause
    ]) {
      const sum = column[0] + column[1] + column[2] + column[3];
      expect(column[4]).toBe(sum);
      expect(column[5]).toBe(sum);
    }
  });
  it('ranks the quarters by people uncovered, each level by itself', () => {
    const quarters = [0, 1, 2, 3].sort((a, b) => gaps.uncovered[b] - gaps.uncovered[a]);
    expect(quarters.map((unit) => gaps.rank[unit])).toEqual([1, 2, 3, 4]);
    expect([gaps.rank[4], gaps.rank[5]]).toEqual([1, 1]);
  });
  it('counts another group by its own people', () => {
    const older = measure(town, facilities, ownMeasure({ limit_m: 350, group: 'older_adult' }));
    expect(older.coverage.rows.covered[4]).toBe(countWithin(town, sites, 3, ([x]) => x % 3 === 0));
  });
});

describe('what is missing', () => {
  const town = buildGridTown({ columns: 6, rows: 6 });

  it('is not zero: a group nobody gives has NaN throughout and no rank', () => {
    const { coverage, gaps } = measure(
      town,
      facilitiesAt(town, [[1, 1]]),
      ownMeasure({ limit_m: 350, group: 'minor' })
    );
    expect([...coverage.rows.total]).toEqual(Array(6).fill(NaN));
    expect([...coverage.rows.share]).toEqual(Array(6).fill(NaN));
    expect([...gaps.uncovered, ...gaps.personM, ...gaps.byCause[0]]).toEqual(Array(18).fill(NaN));
    expect([...gaps.rank]).toEqual(Array(6).fill(0));
  });
  /** The town without what is known of the residents of its first community. */
  function withoutFirst(): typeof town {
    const missing = { pop_resident: Uint8Array.from([1, 0, 0, 0, 0, 0]) };
    const nobody = town.demand.unit.reduce<number[]>(
      (list, unit, i) => (unit === 0 ? [...list, i] : list),
      []
    );
    const people = Float64Array.from(town.demand.people.pop_resident);
    for (const i of nobody) people[i] = 0;
    return { ...town, demand: { ...town.demand, missing, people: { pop_resident: people } } };
  }
  const sites = facilitiesAt(town, [[1, 1]]);

  it('in one community is NaN there and in all above, where a sum of the others would pass for the whole', () => {
    const { coverage, gaps } = measure(withoutFirst(), sites, ownMeasure({ limit_m: 350 }));
    expect([...coverage.rows.total]).toEqual([NaN, 90, 90, 90, NaN, NaN]);
    const figures = [coverage.rows.covered, coverage.rows.share, gaps.uncovered, gaps.personM, gaps.maxM];
    for (const figure of [...figures, gaps.medianM, gaps.p95M, ...gaps.byCause])
      expect([0, 4, 5].map((unit) => figure[unit])).toEqual([NaN, NaN, NaN]);
    expect([gaps.rank[0], gaps.rank[4], gaps.rank[5]]).toEqual([0, 0, 0]);
  });
  it('in a community that has neither a shape nor anybody is not waited for', () => {
    const partly = withoutFirst();
    const shape = polygonsFromGeoJson(
      town.units.code.map((_, unit) => {
        const geometry = polygonToGeoJson(town.units.shape, unit);
        return unit === 0 ? null : geometry;
      })
    );
    const units = { ...town.units, shape };
    const ask = (given: typeof units) =>
      measure({ ...partly, units: given }, sites, ownMeasure({ limit_m: 350 })).coverage.rows.total[4];
    expect(ask(units)).toBe(270);
    const counted = { ...units.totals, households: Float64Array.of(5, NaN, NaN, NaN, NaN, NaN) };
    expect(ask({ ...units, totals: counted })).toBeNaN();
  });
  it('a unit without people has a share of NaN and a total of 0', () => {
    const empty = buildGridTown({ columns: 6, rows: 6, residents: (x, y) => (x < 3 && y < 3 ? 0 : 10) });
    const { coverage, gaps } = measure(empty, facilitiesAt(empty, [[1, 1]]), ownMeasure({ limit_m: 350 }));
    expect(coverage.rows.total[0]).toBe(0);
    expect(coverage.rows.share[0]).toBeNaN();
    expect(gaps.medianM[0]).toBeNaN();
    expect(gaps.rank[0]).toBeGreaterThan(0);
  });
  it('people outside every unit are in no row, and counted by themselves', () => {
    const unit = Int32Array.from(town.demand.unit, (each, i) => (i === 0 || i === 35 ? -1 : each));
    const { coverage } = measure(
      { ...town, demand: { ...town.demand, unit } },
      facilitiesAt(town, [[1, 1]]),
      ownMeasure({ limit_m: 350 })
    );
    expect(coverage.rows.total[5]).toBe(340);
    expect(sumOutside(coverage, { ...town.demand, unit })).toEqual({ total: 20, covered: 10 });
    expect(
      sumOutside({ ...coverage, measure: ownMeasure({ group: 'minor', limit_m: 1 }) }, town.demand).total
    ).toBeNaN();
  });
  it('no facility at all: nobody is covered, every distance is Infinity, the cause is that there is none', () => {
    const { coverage, gaps } = measure(
      town,
      facilitiesAt(town, [[1, 1]], 'park'),
      ownMeasure({ limit_m: 350 })
    );
    expect(coverage.rows.covered[5]).toBe(0);
    expect(new Set(coverage.distanceM)).toEqual(new Set([Infinity]));
    expect(new Set(coverage.nearest)).toEqual(new Set([-1]));
    expect(gaps.byCause[0][5]).toBe(360);
    expect([gaps.medianM[5], gaps.maxM[5], gaps.personM[5]]).toEqual([Infinity, Infinity, Infinity]);
  });
});

describe('without roads', () => {
  it('the walk is the straight line × 1.3, and says that it is an estimate', () => {
    const town = buildGridTown({ columns: 8, rows: 8 });
    const distances = distancesTo(null, null, town.demand, facilitiesAt(town, [[2, 2]]), ['eldercare_site']);
    expect(distances.estimated).toBe(true);
    expect(distances.nearest[0]).toBe(0);
    distances.straightM.forEach((straightM, i) => expect(distances.distanceM[i]).toBe(straightM * 1.3));
    expect(distances.straightM[7]).toBeCloseTo(Math.hypot(500, 200), 0);
  });
});
