import { describe, expect, it } from 'vitest';
import { measuresOf } from '../../src/lib/coverage/measures.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import type { PopulationGroup, Standard } from '../../src/lib/standards/standard.ts';
import { CATEGORIES, populationGroupByCode } from '../../src/lib/standards/taxonomy.ts';
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
  it('are none for a rule without a figure, or of another kind', () => {
    const open: Standard = { ...rule('CHD-NURSERY-COV'), project_default: { walk_minutes: null } };
    expect(measuresOf(open, everyone)).toEqual([]);
    expect(measuresOf(rule('ELD-SITE-COMM'), everyone)).toEqual([]);
    expect(measuresOf({ ...rule('LC-15'), compute: { how: 'coverage' } }, everyone)).toEqual([]);
  });
  it('are found for every rule that is worked out as coverage, each once', () => {
    const none = all.filter(
      (each) => each.compute.how === 'coverage' && measuresOf(each, everyone).length === 0
    );
    expect(none.map((each) => each.id)).toEqual([]);
    const keys = all.flatMap((each) => measuresOf(each, everyone)).map(({ id, group }) => `${id} ${group}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the measures of a rule that asks for each category by itself', () => {
  it('are one a category, stand-ins with it, and one for all together where the rule names them', () => {
    const measures = measuresOf(rule('LC-CONV-15'), everyone);
    expect(measures[0]).toMatchObject({ id: 'LC-CONV-15', limitM: 900 });
    expect(measures[0].part).toBeUndefined();
    expect(measures.slice(1).map(({ id }) => id)).toEqual(
      rule('LC-CONV-15').facility_categories.map((code) => `LC-CONV-15:${code}`)
    );
    expect(measures.find(({ part }) => part === 'convenience_store')).toMatchObject({
      titleZh: `${rule('LC-CONV-15').title_zh}（便利店）`,
      categories: ['convenience_store', 'supermarket'],
      limitS: 900
    });
  });
  it('are those of its tier in the taxonomy where it names none, once for each limit', () => {
    const usual = (minutes: number) =>
      CATEGORIES.filter((category) => category.typical_tier_minutes === minutes).map(({ code }) => code);
    for (const [id, minutes] of [
      ['LC-05', 5],
      ['LC-10', 10]
    ] as const) {
      const parts = measuresOf(rule(id), everyone).map(({ part }) => part);
      expect(parts).toEqual(usual(minutes));
    }
    const fifteen = measuresOf(rule('LC-15'), everyone);
    const strict = fifteen.filter(({ id }) => id.startsWith('LC-15:strict:'));
    expect(new Set(strict.map(({ limitM }) => limitM))).toEqual(new Set([800]));
    expect(fifteen.slice(strict.length).map(({ id, limitM }) => [id, limitM])).toEqual(
      strict.map(({ part }) => [`LC-15:loose:${part}`, 1000])
    );
    // Those of villages are none of a rule for towns.
    expect(strict.map(({ part }) => part)).not.toContain('village_clinic');
  });
  it('ask for the own group alone, but all together for all residents too', () => {
    const older: Standard = { ...rule('ELD-COV-15'), compute: { how: 'coverage', each: true } };
    const measures = measuresOf(older, everyone);
    expect(measures.map(({ id, group }) => `${id} ${group}`)).toEqual([
      'ELD-COV-15 older_adult',
      'ELD-COV-15 all',
      ...older.facility_categories.map((code) => `ELD-COV-15:${code} older_adult`)
    ]);
  });
});

describe('the measures of a rule with more readings', () => {
  it('count floor space and land too, at the walk of the study', () => {
    const market = measuresOf(rule('COM-MARKET-95'), adult);
    expect(market.map(({ id, group, demand }) => [id, group, demand])).toEqual([
      ['COM-MARKET-95', 'all', 'auto'],
      ['COM-MARKET-95', 'building', 'building'],
      ['COM-MARKET-95', 'land', 'land'],
      ['COM-MARKET-95:15-min', 'all', 'auto'],
      ['COM-MARKET-95:15-min', 'building', 'building'],
      ['COM-MARKET-95:15-min', 'land', 'land']
    ]);
    expect(market[1]).toMatchObject({ field: 'building', walker: 'all', limitM: 500, speedMps: 1.2 });
    expect(market[4]).toMatchObject({
      limitS: 900,
      limitM: 1080,
      titleZh: '中心城区菜市场服务覆盖（15 分钟）'
    });
  });
  it('have the second limit only where the project proposes both', () =>
    expect(measuresOf(rule('LC-CONV-15'), everyone).some(({ id }) => id.includes('1000-m'))).toBe(false));
  it('carry what facilities need', () => {
    const needs = { open_hours_per_day: 8 };
    const open: Standard = { ...rule('ELD-COV-15'), compute: { how: 'coverage', needs } };
    for (const measure of measuresOf(open, everyone)) expect(measure.needs).toEqual(needs);
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
