import { describe, expect, it } from 'vitest';
import { measuresOf } from '../../src/lib/coverage/measures.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import type { PopulationGroup } from '../../src/lib/standards/standard.ts';
import { populationGroupByCode } from '../../src/lib/standards/taxonomy.ts';
import { everyone, ownMeasure } from './own-measure.ts';

const all = loadPacks(PROFILES, { unverified: true });
const rule = (id: string) => all.find((each) => each.id === id)!;
const adult = populationGroupByCode('adult') as PopulationGroup;

describe('the measures of a standard', () => {
  it('are its own group at the speed proposed for it, and all residents at the walker of the study', () => {
    const [older, residents, ...rest] = measuresOf(rule('ELD-COV-15'), adult);
    expect(rest).toEqual([]);
    expect(older).toMatchObject({
      id: 'ELD-COV-15',
      group: 'older_adult',
      field: 'pop_60p',
      speedMps: 0.8,
      limitS: 900
    });
    expect(older.limitM).toBeCloseTo(720, 9);
    expect(residents).toMatchObject({ id: 'ELD-COV-15', group: 'all', field: 'pop_resident', speedMps: 1.2 });
    expect(residents.limitM).toBeCloseTo(1080, 9);
    expect(older.categories).not.toContain('nursing_home');
  });
  it('are one where the rule is for all', () => {
    const measures = measuresOf(rule('HLT-COV-15'), everyone);
    expect(measures).toHaveLength(1);
    expect(measures[0]).toMatchObject({ group: 'all', limitM: 900, limitS: 900, speedMps: 1 });
  });
  it('take metres where metres decide, however fast the walker', () => {
    for (const walker of [everyone, adult]) {
      const [kindergarten, residents] = measuresOf(rule('EDU-KINDER-300'), walker);
      expect(kindergarten).toMatchObject({ group: 'preschool', field: 'pop_3_5', limitM: 300, limitS: NaN });
      expect(residents).toMatchObject({ group: 'all', limitM: 300 });
    }
  });
  it('let metres decide over minutes where the basis says so', () =>
    expect(measuresOf(rule('HLT-CHC-R1000'), adult)[0]).toMatchObject({ limitM: 1000, limitS: NaN }));
  it('let a group without a speed of its own walk as the study does', () =>
    expect(measuresOf(rule('CHD-NURSERY-COV'), adult)[0]).toMatchObject({
      group: 'infant',
      speedMps: 1.2,
      limitM: 720
    }));
  it('are one a tier where tiers have distances', () => {
    const tiers = measuresOf(rule('COM-MARKET-R500'), everyone);
    expect(tiers.map(({ id, limitM }) => [id, limitM])).toEqual([
      ['COM-MARKET-R500:main-city', 500],
      ['COM-MARKET-R500:new-districts', 800]
    ]);
  });
  it('are none for a rule without categories, without a figure, or of another kind', () => {
    expect(measuresOf(rule('LC-15'), everyone)).toEqual([]);
    expect(measuresOf(rule('COM-RURAL-UTIL'), everyone)).toEqual([]);
    expect(measuresOf(rule('ELD-SITE-COMM'), everyone)).toEqual([]);
  });
  it('are found for every coverage rule that names a category and a figure', () => {
    const none = all.filter((each) => each.kind === 'coverage' && measuresOf(each, everyone).length === 0);
    expect(none.map((each) => each.id)).toEqual(['LC-15', 'LC-10', 'LC-05', 'COM-RURAL-UTIL', 'LC-SH-85']);
    const keys = all.flatMap((each) => measuresOf(each, everyone)).map(({ id, group }) => `${id} ${group}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("a user's own measure", () => {
  it('takes metres as given, and those that may stand in', () =>
    expect(ownMeasure({ id: 'eld500', limit_m: 500, demand: 'centroid' })).toMatchObject({
      id: 'eld500',
      titleZh: '养老服务：500 米内',
      categories: ['eldercare_site', 'eldercare_centre', 'day_care', 'elder_service_station'],
      limitM: 500,
      limitS: NaN,
      field: 'pop_resident',
      demand: 'centroid'
    }));
  it('turns minutes into metres at the speed of its group', () =>
    expect(ownMeasure({ minutes: 10, group: 'older_adult' })).toMatchObject({
      limitM: 480,
      limitS: 600,
      speedMps: 0.8
    }));
  it('is refused without a limit, or for a group there is none of', () => {
    expect(() => ownMeasure({ id: 'x' })).toThrow('自定义指标“x”没有限值');
    expect(() => ownMeasure({ limit_m: 1, group: 'elders' })).toThrow('没有名为“elders”的人群');
  });
});
