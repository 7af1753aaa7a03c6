import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draftErrors } from '../../src/lib/standards/draft-errors.ts';
import { FIRST_PROFILES, FIRST_STANDARDS } from '../../src/lib/standards/first-choice.ts';
import { packOf, parsePackFile, writePackFile } from '../../src/lib/standards/pack-file.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import {
  describeChange,
  mixedJurisdictions,
  rulesInForce,
  type RuleChoices
} from '../../src/lib/standards/rules-in-force.ts';

const ids = (choices: RuleChoices) => rulesInForce(choices).map(({ id }) => id);
const NEW = {
  id: 'MY-1',
  title_zh: '每千人健身场地',
  unit: 'm2/1000 residents',
  unit_level: 'community',
  facility_categories: ['fitness_site'],
  threshold: 100,
  compute: {
    how: 'ratio',
    top: { sum: 'facilities.floor_area_m2' },
    bottom: { sum: 'admin_units.pop_resident' },
    per: 1000
  }
};
const pack = (overrides: string[], rules: unknown[]) =>
  parsePackFile(JSON.stringify({ yike_pack: 1, name: '某区', overrides, rules }));

describe('rulesInForce', () => {
  it('without changes and switches are the verified rules of the profiles, or those named', () => {
    expect(rulesInForce({ profiles: FIRST_PROFILES })).toEqual(loadPacks(FIRST_PROFILES));
    expect(ids({ profiles: FIRST_PROFILES, standards: FIRST_STANDARDS })).toEqual(FIRST_STANDARDS);
    // Naming a rule is asking for it: unverified, and of a pack that is not on.
    expect(ids({ profiles: ['national'], standards: ['ELD-COV-700'] })).toEqual(['ELD-COV-700']);
  });
  it('refuse a rule or a profile there is none of', () => {
    for (const choice of ['standards', 'off', 'on'])
      expect(() => rulesInForce({ profiles: [], [choice]: ['NO-1'] })).toThrow('没有编号为“NO-1”的标准');
    expect(() => rulesInForce({ profiles: ['tianjing'], standards: [] })).toThrow(
      '没有名为“tianjing”的标准包'
    );
  });
  it('leave out those switched off and take in those switched on', () => {
    const profiles = ['hunchun'];
    const before = ids({ profiles });
    expect(ids({ profiles, off: [before[0]] })).toEqual(before.slice(1));
    expect(ids({ profiles, on: ['ELD-COV-700'] })).toEqual([...before, 'ELD-COV-700']);
    expect(ids({ profiles, on: ['ELD-COV-700'], off: ['ELD-COV-700'] })).toEqual(before);
    expect(rulesInForce({ profiles: PROFILES, unverified: true })).toHaveLength(146);
  });
  it('carry what they were where they are changed, and nothing where the change changes nothing', () => {
    const rule = (change: object) =>
      rulesInForce({
        profiles: [],
        standards: ['FAC-AREA-100HH'],
        changes: [{ id: 'FAC-AREA-100HH', ...change }]
      })[0];
    const changed = rule({ threshold: 45, deadline: null });
    expect(changed).toMatchObject({
      threshold: 45,
      profile: 'national',
      was: { threshold: 30, deadline: '2025' }
    });
    expect(changed).not.toHaveProperty('deadline');
    expect(describeChange(changed)).toEqual([
      { field: 'threshold', was: 30, now: 45 },
      { field: 'deadline', was: '2025', now: undefined }
    ]);
    expect(rule({ threshold: 30 })).not.toHaveProperty('was');
    expect(describeChange(rule({ threshold: 30 }))).toEqual([]);
    // The pack itself stays as it is.
    expect(rule({}).threshold).toBe(30);
  });
  it('take an unverified rule in where a change verifies it', () => {
    const profiles = ['local-example'];
    expect(ids({ profiles })).not.toContain('ELD-COV-700');
    expect(ids({ profiles, changes: [{ id: 'ELD-COV-700', verified: true }] })).toContain('ELD-COV-700');
  });
  it('take in a whole new rule, with what need not be said filled in', () => {
    const rules = rulesInForce({ profiles: [], changes: [NEW] });
    expect(rules).toMatchObject([
      { id: 'MY-1', profile: 'own', comparator: '>=', class: 'B', kind: 'area-ratio', title_en: NEW.title_zh }
    ]);
    expect(rules[0].inputs).toEqual([
      'admin_units.unit_id',
      'facilities.floor_area_m2',
      'admin_units.pop_resident'
    ]);
    expect(ids({ profiles: [], standards: ['MY-1', 'STF-18'], changes: [NEW] })).toEqual(['MY-1', 'STF-18']);
    expect(ids({ profiles: [], changes: [NEW], off: ['MY-1'] })).toEqual([]);
  });
  it('take a source of a new rule that says no more than its document for one of the user’s own', () => {
    const sources = [{ doc: '本区文件', clause: '第3条' }];
    const [rule] = rulesInForce({ profiles: [], changes: [{ ...NEW, sources }] });
    expect(rule.sources).toEqual([{ ...sources[0], quote: null, file: null, url: null, evidence: 'own' }]);
    const seen = [{ ...rule.sources[0], evidence: 'none' }];
    expect(rulesInForce({ profiles: [], changes: [{ ...NEW, sources: seen }] })[0].sources).toEqual(seen);
    expect(() => rulesInForce({ profiles: [], changes: [{ ...NEW, sources: [{}] }] })).toThrow('doc');
  });
  it('say what is wrong with a change, and that an id is of no pack', () => {
    const change = (one: object) => () => rulesInForce({ profiles: [], changes: [one as never] });
    expect(change({ id: 'STF-18', threshold: 'many' })).toThrow(/STF-18 threshold: 应为数/);
    expect(change({ id: 'STF-81', threshold: 20 })).toThrow(/标准包里没有这个编号，按新规则读[^]*compute/);
    expect(change({ threshold: 20 })).toThrow('没有编号 id');
    expect(() => rulesInForce({ profiles: [], changes: [NEW, NEW] })).toThrow('出现两次');
  });
  it('let a rule stand in the place of those it overrides, unless they are named', () => {
    const changes = [{ ...NEW, overrides: ['STF-PARTY-2'] }];
    expect(ids({ profiles: ['hunchun'], changes })).not.toContain('STF-PARTY-2');
    expect(ids({ profiles: [], standards: ['STF-PARTY-2'], changes })).toEqual(['STF-PARTY-2', 'MY-1']);
  });
});

describe('packs of the user’s own', () => {
  const hunchun = loadPacks(['hunchun']);
  it('are on as given, after the profiles', () =>
    expect(ids({ profiles: ['hunchun'], packs: [pack([], [NEW])] })).toEqual([
      ...hunchun.map(({ id }) => id),
      'MY-1'
    ]));
  it('stand in the place of a rule of the same id where they name its pack, else are refused', () => {
    const twin = { ...hunchun[1], threshold: 9, comparator: '>=' };
    const rules = rulesInForce({ profiles: ['hunchun'], packs: [pack(['hunchun'], [twin])] });
    expect(rules.map(({ id }) => id)).toEqual(hunchun.map(({ id }) => id));
    expect(rules[1]).toMatchObject({ threshold: 9, profile: '某区' });
    expect(() => rulesInForce({ profiles: [], packs: [pack(['tianjin'], [twin])] })).toThrow(
      `请换一个编号，或写 "overrides": ["hunchun"]`
    );
    expect(() => rulesInForce({ profiles: [], packs: [pack([], [NEW]), pack([], [])] })).toThrow(
      '有两个名为“某区”'
    );
  });
  it('read again what was written, rule by rule', () => {
    const all = loadPacks(PROFILES, { unverified: true });
    const again = parsePackFile(writePackFile(packOf('mine', all)));
    expect(again.overrides).toEqual(PROFILES);
    expect(again.rules).toEqual(all.map((rule) => ({ ...rule, profile: 'mine' })));
  });
  it('are as the guide beside the packs shows them', () => {
    const guide = readFileSync('data/standards/README.md', 'utf8');
    const [, example] = /```json\n([^]*?)```/.exec(guide)!;
    expect(parsePackFile(example).rules).toMatchObject([{ id: 'Q-FIT-1000', comparator: '>=', class: 'B' }]);
    const counted = [...guide.matchAll(/^\| (`.*) \| (\d+) \|$/gm)];
    const all = loadPacks(PROFILES, { unverified: true });
    for (const [, ways, count] of counted)
      expect(
        all.filter(({ compute }) => ways.includes(`\`${compute.how}\``)),
        ways
      ).toHaveLength(Number(count));
    expect(counted).toHaveLength(9);
  });
  it('say what is wrong with the file', () => {
    const read = (file: unknown) => () =>
      parsePackFile(typeof file === 'string' ? file : JSON.stringify(file));
    expect(read('{')).toThrow('标准包不是有效的 JSON');
    expect(read('{\n"yike_pack": 1\n"name": "a"}')).toThrow(
      /^标准包不是有效的 JSON：第 3 行第 1 列：[^·]* · the pack is not JSON: line 3, column 1: expected a comma or \}/
    );
    expect(read([])).toThrow('标准包应为一个对象');
    expect(read({ rules: [] })).toThrow('缺少 "yike_pack": 1');
    expect(read({ yike_pack: 2, name: 'a' })).toThrow('只读第 1 版');
    expect(read({ yike_pack: 1, name: 'tianjin', rules: [] })).toThrow('"overrides": ["tianjin"]');
    expect(read({ yike_pack: 1, name: 'a b', rules: [] })).toThrow('要有名称 name');
    expect(read({ yike_pack: 1, name: 'a', rule: [] })).toThrow('“rule”不是认识的字段');
    expect(read({ yike_pack: 1, name: 'a' })).toThrow('应为列表');
    expect(read({ yike_pack: 1, name: 'a', overrides: 'tianjin', rules: [] })).toThrow('overrides 应为');
    expect(read({ yike_pack: 1, name: 'a', rules: [NEW, NEW] })).toThrow('编号重复');
  });
});

describe('mixedJurisdictions', () => {
  it('is nothing for one place with the rules for everywhere', () => {
    expect(mixedJurisdictions(rulesInForce({ profiles: FIRST_PROFILES }))).toEqual([]);
    expect(mixedJurisdictions(rulesInForce({ profiles: ['tianjin'], changes: [NEW] }))).toEqual([]);
  });
  it('names the places, and their rules, where there are two', () => {
    const mixed = mixedJurisdictions(
      rulesInForce({ profiles: ['national', 'tianjin'], on: ['STF-PARTY-2'] })
    );
    expect(mixed.map(({ profile }) => profile)).toEqual(['tianjin', 'hunchun']);
    expect(mixed[1].rules).toEqual(['STF-PARTY-2']);
  });
});

describe('draftErrors', () => {
  const rule = loadPacks(['national']).find(({ id }) => id === 'FAC-AREA-100HH')!;
  it('are none where the rule can be taken', () => {
    expect(draftErrors(NEW)).toEqual([]);
    expect(draftErrors({ threshold: 45 }, { of: rule })).toEqual([]);
  });
  it('name the field, in both languages', () => {
    expect(draftErrors({ threshold: null }, { of: rule })).toEqual([
      {
        field: 'threshold',
        zh: expect.stringContaining('阈值为 null'),
        en: expect.stringContaining('threshold null')
      }
    ]);
    expect(draftErrors({ id: 'X' }).map(({ field }) => field)).toEqual(
      expect.arrayContaining(['title_zh', 'unit', 'unit_level', 'compute'])
    );
  });
  it('tell that the id is taken', () =>
    expect(draftErrors(NEW, { taken: ['MY-1'] })).toEqual([
      {
        field: 'id',
        zh: expect.stringContaining('请换一个编号'),
        en: expect.stringContaining('take another id')
      }
    ]));
});
