import { describe, expect, it } from 'vitest';
import { assessCoverage } from '../../src/lib/coverage/assess-coverage.ts';
import { distancesTo } from '../../src/lib/coverage/distances.ts';
import { gatherEvidence, type Evidence, type MoreEvidence } from '../../src/lib/coverage/evidence.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import { measuresOf } from '../../src/lib/coverage/measures.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { polygonsFromGeoJson } from '../../src/lib/geometry/shapes.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { CoverageOf } from '../../src/lib/standards/compute.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import { buildGridTown, facilitiesAt, type GridTown, type Junction } from '../towns/grid-town.ts';
import { rule } from './evidence-of.ts';
import { everyone } from './own-measure.ts';

/** 21 × 21 junctions of 100 m, 10 residents of whom 2 are old at each; a quarter of 10 × 10, two of 10 × 11, one of 11 × 11. */
const town = buildGridTown({ columns: 21, rows: 21 });
const [SW, , NW, NE, SUBDISTRICT, DISTRICT, WHOLE] = [0, 1, 2, 3, 4, 5, 6];

type Place = [category: string, at: Junction];

interface Options extends MoreEvidence {
  roads?: boolean;
  demand?: Demand;
  columns?: Pick<Facilities, 'numbers' | 'texts'>;
  /** Of measures by floor space. */
  building?: Demand;
}

function evidenceFor(
  standard: Standard,
  places: Place[],
  options: Options = {},
  of: GridTown = town
): Evidence {
  const { roads = true, demand = of.demand, building, columns, ...more } = options;
  const facilities: Facilities = {
    ...facilitiesAt(
      of,
      places.map(([, at]) => at)
    ),
    category: places.map(([category]) => category),
    ...columns
  };
  const coverages = measuresOf(standard, everyone).flatMap((measure) => {
    const people = measure.demand === 'auto' ? demand : measure.demand === 'building' ? building : undefined;
    if (people === undefined) return [];
    const joins = roads
      ? { points: joinPoints(of.network, people), facilities: joinPoints(of.network, facilities) }
      : null;
    const network = roads ? of.network : null;
    const { categories, needs } = measure;
    const distances = distancesTo(network, joins, people, facilities, categories, null, needs);
    return [measureCoverage(measure, of.units, people, distances)];
  });
  const given = roads ? ['walk_network.length_m'] : [];
  return gatherEvidence(of.units, facilities, demand, coverages, given, {
    ...more,
    demandFor: (method) => (method === 'auto' ? demand : method === 'building' ? (building ?? null) : null)
  });
}

const judgeOf = (standard: Standard, places: Place[], options: Options = {}, of: GridTown = town) =>
  assessCoverage(standard, evidenceFor(standard, places, options, of));

const CENTRE: Junction = [10, 10];
/** Junctions within n steps of the middle of the town, n ≤ 10. */
const diamond = (n: number) => 2 * n * n + 2 * n + 1;

/** A rule on people within so many metres of these categories. */
function within(metres: number, categories: string[], compute: Partial<CoverageOf> = {}): Standard {
  return {
    ...rule('HLT-COV-15'),
    id: 'T',
    facility_categories: categories,
    basis: 'distance',
    walk_minutes: undefined,
    distance_m: metres,
    project_default: {},
    compute: { how: 'coverage', ...compute }
  };
}

describe('the whole study area', () => {
  it('has the people of all communities, and those covered by a diamond of n steps: 2n² + 2n + 1 of 441 junctions', () => {
    for (const n of [2, 5, 9]) {
      const judge = judgeOf(within(n * 100 + 50, ['chs']), [['chs', CENTRE]]);
      expect(judge(WHOLE)).toMatchObject({
        status: 'reported',
        numerator: 10 * diamond(n),
        denominator: 4410,
        features: [0],
        why: null
      });
      expect(judge(WHOLE).value).toBeCloseTo((100 * diamond(n)) / 441, 12);
      expect(judge(WHOLE)).toEqual(judge(DISTRICT));
    }
  });
  it('is not known where an inhabited community does not give its people', () => {
    const demand = { ...town.demand, missing: { pop_resident: Uint8Array.of(0, 1, 0, 0, 0, 0) } };
    const judge = judgeOf(within(500, ['chs']), [['chs', CENTRE]], { demand });
    expect(judge(SW).status).toBe('reported');
    for (const unit of [1, SUBDISTRICT, WHOLE])
      expect(judge(unit)).toMatchObject({
        status: 'no_data',
        why: { code: 'missing-input', what: 'residential_points.pop_resident' }
      });
  });
});

describe('a rule that asks for each category by itself', () => {
  const standard = within(550, ['chs', 'park', 'library'], { each: true });
  const places: Place[] = [
    ['chs', CENTRE],
    ['park', [10, 10]],
    ['park', [0, 0]]
  ];

  it('gives the mean of the shares: of two diamonds, a corner of 21 junctions and a category that is nowhere', () => {
    // Within 5 steps of a corner lie 1 + 2 + … + 6 = 21 junctions, apart from the diamond in the middle.
    const [health, park] = [diamond(5), diamond(5) + 21];
    const row = judgeOf(standard, places)(WHOLE);
    expect(row.value).toBeCloseTo((100 * (health + park)) / 441 / 3, 12);
    expect(row.denominator).toBe(4410);
    expect((row.numerator / row.denominator) * 100).toBe(row.value);
    expect(row.features).toEqual([0, 1, 2]);
    expect(row.why).toEqual({ code: 'none-in-study', what: 'library' });
    expect(row.parts).toMatchObject([
      { labelEn: expect.stringMatching(/./), numerator: 10 * health, denominator: 4410, status: 'reported' },
      { numerator: 10 * park, denominator: 4410 },
      { numerator: 0, value: 0 },
      { labelZh: '其中任一类', numerator: 10 * park }
    ]);
  });
  it('is complete where everybody reaches every category, and judged by its threshold', () => {
    const strict: Standard = { ...standard, comparator: '>=', threshold: 85, distance_m: 2100 };
    const full: Place[] = ['chs', 'park', 'library'].map((code) => [code, CENTRE]);
    expect(judgeOf(strict, full)(WHOLE)).toMatchObject({ status: 'met', value: 100 });
    expect(judgeOf(strict, full.slice(1))(WHOLE)).toMatchObject({ status: 'not_met' });
    expect(judgeOf(strict, full.slice(1))(WHOLE).value).toBeCloseTo(200 / 3, 12);
  });
  it('does not judge where a facility without a category could be the one that is lacking, unless it changes nothing', () => {
    const strict: Standard = { ...standard, comparator: '>=', threshold: 85, distance_m: 2100 };
    const open: Place[] = [
      ['chs', CENTRE],
      ['park', CENTRE],
      ['', [3, 3]]
    ];
    expect(judgeOf(strict, open)(WHOLE)).toMatchObject({
      status: 'no_data',
      why: { code: 'kinds-unknown', what: '2 / 3' }
    });
    expect(judgeOf({ ...strict, threshold: 60 }, open)(WHOLE)).toMatchObject({ status: 'met', value: 100 });
    // A rule that only reports gives the mean of the two, and says that it is of two; of one of three it gives none.
    const report = { ...strict, comparator: 'report' as const, threshold: null };
    expect(judgeOf(report, open)(WHOLE)).toMatchObject({
      status: 'reported',
      value: 100,
      why: { code: 'kinds-unknown', what: '2 / 3' }
    });
    const alone = judgeOf(report, [open[0], open[2]])(WHOLE);
    expect(alone).toMatchObject({
      status: 'no_data',
      value: NaN,
      why: { code: 'kinds-unknown', what: '1 / 3' }
    });
    expect(alone.parts!.map(({ status }) => status)).toEqual(['reported', 'no_data', 'no_data', 'reported']);
    // 33 % and more, whatever the others are.
    expect(judgeOf({ ...strict, threshold: 30 }, [open[0], open[2]])(WHOLE).status).toBe('met');
    // Nothing is known of any of the three.
    const far: Place[] = [
      ['', [3, 3]],
      ['nursing_home', CENTRE]
    ];
    expect(judgeOf(strict, far)(WHOLE)).toMatchObject({ status: 'no_data', why: { code: 'uncategorised' } });
  });
  it('LC-05 has the categories of five minutes, each within 300 m, and says that they are assumed', () => {
    const judge = judgeOf(rule('LC-05'), [['chs', CENTRE]]);
    const row = judge(WHOLE);
    const kinds = row.parts!.length;
    // 3 steps of 100 m are 300 m to within 0.1 %, which may be a hair more.
    const covered = row.parts!.reduce((sum, part) => sum + part.numerator, 0) / 10;
    expect([diamond(2), diamond(3)]).toContain(covered);
    expect(row.value).toBeCloseTo((100 * covered) / 441 / kinds, 12);
    expect(row.remarks?.map(({ code }) => code)).toContain('assumed-categories');
  });
});

describe('a rule on the study area of a kind', () => {
  const central = polygonsFromGeoJson([
    {
      type: 'Polygon',
      coordinates: [
        [town.at(-0.5, -0.5), town.at(4.5, -0.5), town.at(4.5, 4.5), town.at(-0.5, 4.5), town.at(-0.5, -0.5)]
      ]
    }
  ]);
  const market = rule('COM-MARKET-95');

  it('counts only the people inside: 25 junctions, of which 15 lie within 4 steps of the corner', () => {
    const standard = { ...market, project_default: { distance_m: 450 } };
    const judge = judgeOf(standard, [['wet_market', [0, 0]]], { studyAreas: { central_area: central } });
    for (const unit of [SW, SUBDISTRICT, WHOLE])
      expect(judge(unit)).toMatchObject({
        status: 'not_met',
        value: 60,
        numerator: 150,
        denominator: 250,
        features: [0]
      });
    expect(judge(NE)).toMatchObject({
      status: 'not_applicable',
      why: { code: 'nobody-within', what: 'central_area' }
    });
  });
  it('has no data without such a layer, and names it', () =>
    expect(judgeOf(market, [['wet_market', [0, 0]]])(WHOLE)).toMatchObject({
      status: 'no_data',
      why: { code: 'missing-input', what: 'study_areas.central_area' }
    }));
  it('is not held up by people who are not known elsewhere, but by those near', () => {
    const missing = (unit: number) => ({
      ...town.demand,
      missing: { pop_resident: Uint8Array.from({ length: 6 }, (_, i) => (i === unit ? 1 : 0)) }
    });
    const ask = (unit: number) =>
      judgeOf(market, [['wet_market', [0, 0]]], {
        studyAreas: { central_area: central },
        demand: missing(unit)
      })(WHOLE);
    // Within 500 m they are too few, within 15 minutes enough: known, and not judged.
    expect(ask(NE).status).toBe('reported');
    expect(ask(SW).status).toBe('no_data');
  });
  it('gives the other limit and floor space beside, and keeps quiet about what was not measured', () => {
    const building: Demand = {
      ...town.demand,
      people: { building: Float64Array.from(town.demand.unit, () => 100) }
    };
    const judge = judgeOf(market, [['wet_market', [0, 0]]], {
      studyAreas: { central_area: central },
      building
    });
    const parts = judge(WHOLE).parts!;
    expect(parts.map(({ labelEn }) => labelEn)).toEqual([
      '15-min',
      'residential floor space',
      'residential floor space (15-min)'
    ]);
    // All 25 junctions are within 8 steps.
    expect(parts[0]).toMatchObject({ value: 100, status: 'met' });
    expect(parts[2]).toMatchObject({ numerator: 2500, denominator: 2500 });
  });
});

describe('a rule on communities', () => {
  const standard: Standard = { ...rule('FIT-15-100'), basis: 'distance', distance_m: 950 };
  const places: Place[] = [['fitness_site', [5, 5]]];
  const own = (share: number | null): Standard => ({
    ...standard,
    project_default: { community_pass_share_pct: share }
  });

  it('is the percent of communities of which enough are covered: one of four', () => {
    // From (5, 5) the farthest junction of the south-west (10 × 10, 0 … 9) is (0, 0): 10 steps; 2 junctions are out of 9.
    const judge = judgeOf(own(95), places);
    expect(judge(SW)).toMatchObject({ status: 'met', value: 100, numerator: 1, denominator: 1 });
    expect(judge(SW).parts![0]).toMatchObject({ labelEn: 'people covered', denominator: 1000 });
    expect(judge(NE)).toMatchObject({ status: 'not_met', value: 0 });
    expect(judge(SUBDISTRICT)).toMatchObject({ value: 25, numerator: 1, denominator: 4 });
    expect(judge(WHOLE)).toMatchObject({ status: 'not_met', value: 25, numerator: 1, denominator: 4 });
    expect(judgeOf(own(100), places)(SW).status).toBe('not_met');
  });
  it('reports the people covered where nobody says how many are enough', () => {
    const row = judgeOf(own(null), places)(SW);
    expect(row).toMatchObject({
      status: 'reported',
      denominator: 1000,
      why: { code: 'no-pass-share', what: 'project_default.community_pass_share_pct' }
    });
    expect(row.value).toBe((row.numerator / 1000) * 100);
  });
});

describe('what must be known of a value', () => {
  it('is how many facilities do not say whether they are what is needed', () => {
    const standard = within(550, ['chs'], { needs: { open_hours_per_day: 8 } });
    const places: Place[] = [
      ['chs', CENTRE],
      ['chs', [0, 0]],
      ['chs', [20, 20]]
    ];
    const columns = { numbers: { open_hours_per_day: Float64Array.of(8, 6, NaN) } };
    const row = judgeOf(standard, places, { columns })(WHOLE);
    expect(row).toMatchObject({ numerator: 10 * (diamond(5) + 21), features: [0, 2] });
    expect(row.why).toEqual({ code: 'needs-unsaid', what: 'facilities.open_hours_per_day: 1 / 2' });
  });
  it('is the figure of comparison, which nothing is judged by', () => {
    const row = judgeOf(rule('HLT-COV-15'), [['chs', CENTRE]])(WHOLE);
    expect(row.status).toBe('reported');
    expect(row.parts).toMatchObject([{ labelEn: 'benchmark (no threshold)', value: 90, status: 'reported' }]);
  });
  it('is the figure that is to be set where the source has none', () => {
    const open: Standard = { ...rule('CHD-NURSERY-COV'), project_default: { walk_minutes: null } };
    expect(judgeOf(open, [['childcare', CENTRE]])(NW).why).toEqual({
      code: 'no-figure',
      what: 'project_default.walk_minutes'
    });
  });
});
