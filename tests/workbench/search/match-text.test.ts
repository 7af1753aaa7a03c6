import { beforeAll, describe, expect, it } from 'vitest';
import { findThings, type Things } from '../../../src/lib/workbench/search/find-things.ts';
import { loadSounds, Matcher, SILENT, type Sounds } from '../../../src/lib/workbench/search/match-text.ts';

let sounds: Sounds;
beforeAll(async () => {
  sounds = await loadSounds();
});

const score = (query: string, text: string) => new Matcher(query, sounds).score(text.toLowerCase());

describe('a name', () => {
  it.each([
    ['北新桥', '北新桥社区'],
    ['新桥', '北新桥社区'],
    ['beixinqiao', '北新桥社区'],
    ['bxq', '北新桥社区'],
    ['beixq', '北新桥社区'],
    ['bxinq', '北新桥社区'],
    ['xinqiao', '北新桥社区'],
    ['bxqsq', '北新桥社区'],
    ['bei xin', '北新桥社区'],
    ["bei'xin", '北新桥社区'],
    ['zhq', '朝阳庄桥'.replace('朝阳', '')],
    ['yinhang', '中国银行'],
    ['lvyuan', '绿园社区'],
    ['老年 北新', '北新桥老年驿站'],
    ['北驿站', '北新桥老年驿站'],
    ['1hao', '1号楼'],
    ['KFC', 'kfc 餐厅']
  ])('is found by %s: %s', (query, name) => expect(score(query, name)).toBeGreaterThan(0));

  it.each([
    ['南新桥', '北新桥社区'],
    ['bxk', '北新桥社区'],
    ['桥新', '北新桥社区'],
    ['老年 南', '北新桥老年驿站'],
    ['x', '北新桥社区'],
    ['', '北新桥社区']
  ])('is not found by %s: %s', (query, name) => expect(score(query, name)).toBe(0));

  it('that is the query comes before one that begins with it, that has it within, sounds like it, has it scattered', () => {
    const names = ['新桥', '新桥社区', '北新桥社区', '新街石桥'];
    const scores = names.map((name) => score('新桥', name));
    expect([...scores].sort((a, b) => b - a)).toEqual(scores);
    expect(new Set(scores).size).toBe(4);
    expect(score('xq', '新桥')).toBeGreaterThan(score('xq', '北新桥'));
  });

  it('is found by letters before sounds are known', () => {
    expect(new Matcher('新桥', SILENT).score('北新桥')).toBeGreaterThan(0);
    expect(new Matcher('xq', SILENT).score('北新桥')).toBe(0);
  });
});

describe('what is on the desk', () => {
  const things: Things[] = [
    { kind: 'unit', name: ['海棠社区', '北新桥社区'], code: ['110101001', '110101002'] },
    { kind: 'facility', name: ['海棠老年驿站', '海棠卫生站', ''], code: ['F1', 'F2', 'F3'] },
    { kind: 'rule', name: ['社区卫生服务覆盖'], code: ['HLT-COV-15 Health coverage'] }
  ];
  const find = (query: string) =>
    findThings(things, query, sounds).map(({ things: { kind }, index }) => `${kind}${index}`);

  it('is found by name, unit before facility, the shorter first', () => {
    expect(find('海棠')).toEqual(['unit0', 'facility1', 'facility0']);
    expect(find('ht')).toEqual(['unit0', 'facility1', 'facility0']);
  });
  it('is found by its code and its English name', () => {
    expect(find('110101002')).toEqual(['unit1']);
    expect(find('f3')).toEqual(['facility2']);
    expect(find('hlt-cov')).toEqual(['rule0']);
    expect(find('health')).toEqual(['rule0']);
  });
  it('is cut to the best of each kind', () => {
    const name = Array.from({ length: 500 }, (_, i) => `社区${i}`);
    const many: Things[] = [{ kind: 'unit', name, code: [] }];
    const found = findThings(many, '社区', sounds, 12, 6);
    expect(found).toHaveLength(6);
    expect(found[0].score).toBeGreaterThanOrEqual(found[5].score);
    expect(findThings(many, '社区499', sounds)[0].index).toBe(499);
  });
});
