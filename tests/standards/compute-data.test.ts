import { describe, expect, it } from 'vitest';
import { categoriesOf } from '../../src/lib/standards/categories-of.ts';
import { columnWords } from '../../src/lib/standards/columns.ts';
import { describeCompute } from '../../src/lib/standards/describe-compute.ts';
import { columnsOf, inputsOf } from '../../src/lib/standards/inputs-of.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import { roleByWord, roleOfColumn, ROLES } from '../../src/lib/standards/roles.ts';
import { checkRule } from '../../src/lib/standards/schema.ts';
import { FIELDS } from '../../src/lib/tables/schema.ts';

const all = loadPacks(PROFILES, { unverified: true });
const byId = (id: string) => all.find((rule) => rule.id === id)!;

describe('how the rules are worked out', () => {
  it('is from the task ledger for the 17 rules of class C, and for no other', () => {
    const ledger = all.filter(({ compute }) => compute.how === 'tasks');
    expect(ledger.map(({ id }) => id).sort()).toEqual(
      all
        .filter((rule) => rule.class === 'C')
        .map(({ id }) => id)
        .sort()
    );
    expect(ledger).toHaveLength(17);
  });
  it('is from columns for each of the 129 of class A and B, all of them among its inputs', () => {
    for (const rule of all) {
      if (rule.class === 'C') continue;
      const lacking = columnsOf(rule.compute).filter((column) => !rule.inputs.includes(column));
      expect(lacking, rule.id).toEqual([]);
      expect(inputsOf(rule).length, rule.id).toBeGreaterThan(0);
      expect(
        rule.inputs.filter((input) => /\.(value|count)$/.test(input)),
        rule.id
      ).toEqual([]);
    }
  });
  it('names columns that the tables have', () => {
    const tables: Record<string, string[]> = {
      admin_units: FIELDS.communities.map(({ name }) => name),
      facilities: FIELDS.facilities.map(({ name }) => name),
      estates: FIELDS.estates.map(({ name }) => name),
      grids: FIELDS.grids.map(({ name }) => name),
      unit_status: FIELDS.unit_status.map(({ name }) => name),
      visits: FIELDS.visits.map(({ name }) => name),
      candidate_sites: FIELDS.candidates.map(({ name }) => name)
    };
    for (const rule of all)
      for (const column of columnsOf(rule.compute)) {
        const [table, name] = column.split('.');
        if (table === 'study_areas') expect(name).toBe('central_area');
        else if (table === 'staffing') expect(roleOfColumn(name), `${rule.id} ${column}`).not.toBeNull();
        else expect(tables[table], `${rule.id} ${column}`).toContain(name);
      }
  });
  it('has words for every column of the rules', () => {
    for (const rule of all)
      for (const column of columnsOf(rule.compute)) {
        if (column === 'facilities.estate_id' || column.startsWith('study_areas.')) continue;
        expect(columnWords(column).zh, column).not.toContain('“');
        expect(columnWords(column).en, column).not.toContain('“');
      }
  });
});

describe('categoriesOf', () => {
  it('are those that the rule names', () =>
    expect(categoriesOf(byId('ELD-CENTER-SUBD'))).toEqual({
      categories: ['eldercare_centre'],
      assumed: false
    }));
  it('are those of the tier where it names none, without those of villages for a rule of towns', () => {
    const { categories, assumed } = categoriesOf(byId('LC-15'));
    expect(assumed).toBe(true);
    expect(categories).toContain('chc');
    for (const code of ['village_clinic', 'township_health_centre', 'rural_event_hall', 'chs'])
      expect(categories).not.toContain(code);
    const everywhere = { ...byId('LC-15'), scope: { urban: true, rural: true, new: true, old: true } };
    expect(categoriesOf(everywhere).categories).toContain('township_health_centre');
  });
  it('are those that the project assumes, where it lists them', () =>
    expect(categoriesOf(byId('LC-SH-85'))).toMatchObject({
      assumed: true,
      categories: expect.arrayContaining(['chs'])
    }));
});

describe('describeCompute', () => {
  it('says a ratio as planners write it', () => {
    expect(describeCompute(byId('FAC-AREA-100HH')).zh).toBe(
      '社区综合服务设施、党群服务中心、社区服务站的建筑面积之和 ÷（户数 ÷ 100）'
    );
    expect(describeCompute(byId('STF-18')).en).toBe('community workers ÷ (urban residents ÷ 10,000)');
  });
  it('says a share in percent', () =>
    expect(describeCompute(byId('DIG-5G-R')).zh).toBe('通达5G网络的村数 ÷ 村数 × 100%'));
  it('says figures of the project as they stand in the rule', () => {
    const rule = byId('HLT-ELD-ADJ');
    expect(describeCompute(rule).zh).toContain('步行200米以内');
    expect(describeCompute({ ...rule, project_default: { adjacent_walk_m: 350 } }).zh).toContain(
      '步行350米以内'
    );
  });
  it('has a sentence for every rule, without a hole in it', () => {
    for (const rule of all) {
      const { zh, en } = describeCompute(rule);
      for (const words of [zh, en]) expect(words, rule.id).not.toMatch(/undefined|NaN|null|\[object|_/);
      expect(zh, rule.id).toMatch(/\p{Script=Han}/u);
      expect(en, rule.id).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('roles', () => {
  it('mean one thing a word', () => {
    const words = ROLES.flatMap((role) => [role.code, role.zh, ...role.synonyms_zh]);
    expect(new Set(words).size).toBe(words.length);
    for (const role of ROLES)
      for (const word of [role.code, role.zh, role.en, ...role.synonyms_zh])
        expect(roleByWord(word)).toBe(role);
  });
  it('are known whatever brackets and spaces a table writes', () => {
    expect(roleByWord(' 村（居）儿童主任 ')?.code).toBe('child_directors');
    expect(roleByWord('Community_Workers')?.code).toBe('community_workers');
    expect(roleByWord('保安')).toBeUndefined();
  });
  it('are told from the figure at the end of a column', () => {
    expect(roleOfColumn('community_workers_quota')).toMatchObject({ figure: 'quota' });
    expect(roleOfColumn('community_workers')).toMatchObject({ figure: 'count' });
    expect(roleOfColumn('community_workers_paid')).toBeNull();
  });
});

describe('the schema of compute', () => {
  const errorsOf = (id: string, compute: unknown) =>
    checkRule({ ...byId(id), compute }).errors.map(({ field, zh }) => `${field}: ${zh}`);

  it('names the ways there are where one is not known', () =>
    expect(errorsOf('STF-18', { how: 'guess' })[0]).toMatch(
      /^compute\.how: 应为下列之一：coverage、count、ratio/
    ));
  it('names the tables there are where one is not known', () => {
    const [error] = errorsOf('STF-18', { how: 'ratio', top: { sum: 'people.count' } });
    expect(error).toMatch(/^compute\.top\.sum: 应写作“表\.列”，表为下列之一：admin_units、facilities/);
  });
  it('names the nearest categories where one is not known', () =>
    expect(errorsOf('HLT-ELD-ADJ', { how: 'adjacency', of: ['chcs'], beside: ['nursing_home'] })[0]).toMatch(
      /^compute\.of\.0: 设施分类里没有 "chcs"；相近的有：.*chc/
    ));
  it('refuses a field it does not know, a condition that says nothing, and a missing part', () => {
    expect(errorsOf('STF-18', { how: 'count', min: 2 })[0]).toContain('不认识的字段：min');
    expect(
      errorsOf('FAC-BARRIERFREE', { how: 'facilities', test: { column: 'facilities.barrier_free' } })[0]
    ).toBe('compute.test: 没有说明条件，请写 is、any、not、least 或 most');
    expect(errorsOf('STF-18', { how: 'ratio' })[0]).toBe('compute.top: 缺少这一项，请补上');
    expect(errorsOf('STF-18', undefined)[0]).toContain('请写明如何计算');
  });
  it('asks for categories, tiers and reach where the way needs them', () => {
    const errors = (rule: object) => checkRule(rule).errors.map(({ field }) => field);
    expect(errors({ ...byId('ELD-CENTER-SUBD'), facility_categories: [] })).toEqual(['facility_categories']);
    expect(errors({ ...byId('LC-COMPLETE-20'), tiers: [] })).toEqual(['tiers']);
    expect(errors({ ...byId('HLT-COV-15'), walk_minutes: undefined })).toEqual(['walk_minutes']);
    expect(errors({ ...byId('HLT-COV-15'), basis: 'distance' })).toEqual(['distance_m']);
    expect(errors({ ...byId('LC-UNIT-POP'), threshold: [12000, 5000] })).toEqual(['threshold']);
    expect(errors({ ...byId('ORG-U-12'), applies_if: 'big' })).toEqual(['applies_if']);
  });
});
