import { describe, expect, it } from 'vitest';
import { cite, citeShortly } from '../../src/lib/standards/cite.ts';
import { isExpired, loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import { parsePack } from '../../src/lib/standards/schema.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import { CATEGORIES, POPULATION_GROUPS } from '../../src/lib/standards/taxonomy.ts';

const all = loadPacks(PROFILES, { unverified: true });
const byId = (id: string) => all.find((rule) => rule.id === id)!;

function count<Key extends string>(rules: Standard[], key: (rule: Standard) => Key) {
  const counts: Partial<Record<Key, number>> = {};
  for (const rule of rules) counts[key(rule)] = (counts[key(rule)] ?? 0) + 1;
  return counts;
}

describe('the packs', () => {
  it('hold all 146 rules, each id once', () => {
    expect(all).toHaveLength(146);
    expect(new Set(all.map((rule) => rule.id)).size).toBe(146);
  });
  it('hold 58 rules of class A, 71 of B, 17 of C', () =>
    expect(count(all, (rule) => rule.class)).toEqual({ A: 58, B: 71, C: 17 }));
  it('hold each kind as often as the catalogue', () =>
    expect(count(all, (rule) => rule.kind)).toEqual({
      share: 36,
      'count-per-unit': 29,
      coverage: 21,
      ledger: 21,
      'staff-ratio': 18,
      'area-ratio': 16,
      adjacency: 3,
      'grid-size': 2
    }));
  it('hold in each file the rules of its profile alone', () => {
    for (const profile of PROFILES) {
      expect(new Set(loadPacks([profile], { unverified: true }).map((rule) => rule.profile))).toEqual(
        new Set([profile])
      );
    }
  });
  it('leave out the 16 rules whose source was not seen, unless asked', () => {
    expect(loadPacks(PROFILES)).toHaveLength(130);
    expect(loadPacks(PROFILES).every((rule) => rule.verified)).toBe(true);
  });
  it('are not mixed unasked, and follow the order asked for', () => {
    const rules = loadPacks(['tianjin', 'national', 'tianjin']);
    expect(new Set(rules.map((rule) => rule.profile))).toEqual(new Set(['tianjin', 'national']));
    expect(rules[0].profile).toBe('tianjin');
    expect(new Set(rules).size).toBe(rules.length);
    expect(loadPacks([])).toEqual([]);
  });
  it('refuse a profile there is none of, naming those there are', () => {
    expect(() => loadPacks(['tianjing'])).toThrow(
      /没有名为“tianjing”的标准包，可选：national、.*got "tianjing"/
    );
    expect(() => loadPacks(['toString'])).toThrow(/toString/);
  });
  it('name only categories and groups of the taxonomy', () => {
    const categories = new Set(CATEGORIES.map((category) => category.code));
    const groups = new Set(POPULATION_GROUPS.map((group) => group.code));
    for (const rule of all) {
      expect(
        rule.facility_categories.filter((code) => !categories.has(code)),
        rule.id
      ).toEqual([]);
      if (rule.population_group !== undefined) expect(groups, rule.id).toContain(rule.population_group);
    }
  });
});

describe('isExpired', () => {
  it('is true from the year after the deadline on', () => {
    const rule = byId('FAC-AREA-100HH');
    expect(rule.deadline).toBe('2025');
    expect([2024, 2025, 2026].map((year) => isExpired(rule, year))).toEqual([false, false, true]);
  });
  it('is never true without a deadline', () => expect(isExpired(byId('ELD-AREA-OLD'), 2100)).toBe(false));
});

describe('cite', () => {
  it('gives document, quote and evidence', () => {
    expect(cite(byId('ELD-AREA-OLD')).zh).toBe(
      '增加城乡社区服务供给实施方案：“已建成居民住宅区按照每百户20平方米补齐”（政策文本）；' +
        '银川市民政局 问答：“每百户不少于20平方米”（发布方页面）'
    );
  });
  it('tells a document of one’s own, and one that was not seen', () => {
    const source = {
      doc: '区民政局2024年1号文',
      clause: '第3条',
      quote: '每百户30平方米',
      file: null,
      url: null
    };
    const own = { ...byId('ELD-AREA-OLD'), sources: [{ ...source, evidence: 'own' as const }] };
    expect(cite(own).zh).toBe('区民政局2024年1号文 第3条：“每百户30平方米”（本单位文件）');
    expect(citeShortly(own)).toBe('区民政局2024年1号文 第3条');
    const unseen = { ...own, sources: [{ ...source, evidence: 'none' as const }] };
    expect(citeShortly(unseen)).toBe('区民政局2024年1号文 第3条（未见来源 · source not seen）');
  });
  it('says that the user changed the rule: its sources are of what it was', () => {
    const was = byId('ELD-AREA-OLD');
    const changed = { ...was, threshold: 25, was };
    expect(cite(changed).zh).toBe(`${cite(was).zh}（已由用户修改）`);
    expect(cite(changed).en).toBe(`${cite(was).en} (changed by the user)`);
    expect(cite({ ...changed, sources: [] }).zh).toBe('未注明来源（已由用户修改）');
  });
  it('gives the clause where there is one', () => expect(cite(byId('LC-15')).en).toContain('2.0.2；表3.0.4'));
  it('has words for every rule', () => {
    for (const rule of all) {
      expect(cite(rule).zh.length, rule.id).toBeGreaterThan(0);
      expect(cite(rule).en, rule.id).not.toContain('undefined');
    }
  });
});

describe('parsePack', () => {
  const rule = byId('ELD-SITE-COMM');
  const message = (...rules: unknown[]) => {
    try {
      parsePack('mine', rules);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  it('takes what the packs hold', () => expect(parsePack('mine', [rule])).toEqual([rule]));
  it('names pack, rule and field, and what is expected', () => {
    const text = message(rule, { ...rule, id: 'X-1', class: 'D' });
    expect(text).toContain('标准包“mine”有误');
    expect(text).toContain('X-1 class: 应为下列之一：A、B、C，得到 "D"');
    expect(text).toContain('expected one of: A, B, C');
  });
  it('says that a field is missing, and which rule by number where it has no id', () => {
    const { id: _id, ...nameless } = rule;
    expect(message(rule, nameless)).toContain('#2 id: 缺少这一项，请补上 · is missing: add it');
  });
  it('names a field that it does not know', () =>
    expect(message({ ...rule, treshold: 2 })).toContain('不认识的字段：treshold'));
  it('holds threshold and comparator together', () => {
    expect(message({ ...rule, threshold: null })).toContain('threshold: 只报告');
    expect(message({ ...rule, threshold: [1, 2] })).toContain('只与 between 连用');
  });
  it('asks a coverage rule whether minutes or metres decide', () =>
    expect(message({ ...byId('ELD-COV-15'), basis: undefined })).toContain('basis: 覆盖类规则'));
  it('refuses what is no list of rules', () => {
    expect(() => parsePack('mine', { rules: [] })).toThrow('应为列表');
    expect(message('text')).toContain('应为对象');
  });
});
