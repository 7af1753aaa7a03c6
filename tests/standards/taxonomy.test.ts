import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../src/lib/standards/packs.ts';
import {
  CATEGORIES,
  CATEGORY_GROUPS,
  categoryByCode,
  POPULATION_GROUPS,
  populationGroupByCode,
  qualifying,
  SITE_MODES
} from '../../src/lib/standards/taxonomy.ts';

describe('the taxonomy', () => {
  it('has 60 categories in 8 groups, 10 population groups and 9 ways to a site', () => {
    expect([CATEGORIES, CATEGORY_GROUPS, POPULATION_GROUPS, SITE_MODES].map((list) => list.length)).toEqual([
      60, 8, 10, 9
    ]);
  });
  it('names in each category a group and stand-ins that exist', () => {
    const groups = CATEGORY_GROUPS.map((group) => group.code);
    for (const category of CATEGORIES) {
      expect(groups).toContain(category.group);
      for (const code of category.can_satisfy) expect(categoryByCode(code), code).toBeDefined();
    }
  });
  it('finds by code, and nothing for a code that it has not', () => {
    expect(categoryByCode('chs')?.zh).toBe('社区卫生服务站');
    expect(categoryByCode('toString')).toBeUndefined();
    expect(populationGroupByCode('older_adult')?.walk_speed_mps?.default).toBe(0.8);
    expect(populationGroupByCode('infant')?.walk_speed_mps).toBeNull();
  });
});

describe('qualifying', () => {
  it('adds what may stand in for those named', () => {
    expect(qualifying(['eldercare_site'])).toEqual([
      'eldercare_site',
      'eldercare_centre',
      'day_care',
      'elder_service_station'
    ]);
    expect(qualifying(['chs'])).toEqual(['chs', 'chc']);
  });
  it('goes one way and one step', () => {
    expect(qualifying(['chc'])).toEqual(['chc']);
    expect(qualifying(['meal_point'])).toEqual(['meal_point', 'senior_canteen']);
  });
  it('does not let nursing homes meet home-based eldercare', () => {
    const rule = loadPacks(['seed-generic']).find(({ id }) => id === 'ELD-COV-15')!;
    expect(qualifying(rule.facility_categories)).not.toContain('nursing_home');
  });
  it('keeps a code that the taxonomy has not, and gives nothing for nothing', () => {
    expect(qualifying(['my_own'])).toEqual(['my_own']);
    expect(qualifying([])).toEqual([]);
  });
});
