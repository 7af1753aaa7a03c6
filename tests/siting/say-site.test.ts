import { describe, expect, it } from 'vitest';
import { saySite, type SiteNames } from '../../src/lib/siting/say-site.ts';
import { sayCount, sayPercent, sayYuan } from '../../src/lib/siting/say-figures.ts';
import type { SiteReason } from '../../src/lib/siting/site-reasons.ts';

const same = (words: string) => ({ zh: words, en: words });
const reason: SiteReason = {
  ...{ option: 12, locked: false, won: Float64Array.from([5804, 1402]) },
  units: [
    { unit: 0, people: 3000 },
    { unit: 1, people: 2000 },
    { unit: 2, people: 500 },
    { unit: 3, people: 304 }
  ],
  ...{ nearer: 5000, savedPersonM: 1_060_000, meanSavedM: 212, cost: 1_050_000, costPerPerson: 180.9 },
  ...{ alone: { served: 5804, gain: 5804 }, loss: { served: 4900, value: 4900 } },
  dependents: Float64Array.from([4900, 1200]),
  runnerUp: { option: 7, behind: 147, share: 0.0123, shareOfLoss: 0.03 }
};
const names: SiteNames = {
  ...{
    model: 'mclp',
    number: 1,
    place: { zh: '民安社区·近东直门南小街', en: 'Min’an, near Dongzhimen South Alley' }
  },
  ...{ kind: { zh: '存量房屋', en: 'vacant premises' }, code: 'C012', areaM2: 260, size: null },
  people: { zh: '人', en: 'people' },
  groups: [null, { zh: '60岁以上', en: 'aged 60 and over' }],
  ...{ worth: null, least: 'number' },
  unitName: (unit) => ['民安', '海运仓', '北新仓', '青龙'][unit],
  optionName: (option) => `C${String(option).padStart(3, '0')}`,
  rules: [
    { title: { zh: '社区养老服务场所全覆盖', en: 'A place of care in every community' }, units: ['民安'] }
  ],
  stays: { runs: 50, stays: 0.94, staysNear: 0.98 }
};

describe('saySite', () => {
  it('says all that is known of a site', () => {
    expect(saySite(reason, names)).toEqual({
      zh: '第 1 处：民安社区·近东直门南小街（存量房屋 C012，260 m²，105 万元）。新覆盖 5,804 人，其中60岁以上 1,402 人，主要在民安、海运仓、北新仓；人均 181 元；走得更近的人平均少走 212 m。建成后达标：“社区养老服务场所全覆盖”（民安）。去掉它会少 4,900 人；次选 C007 少 147 人（为它独有贡献的 3%，相差很小，可互换）；在 50 次扰动中 47 次仍入选（100 m 内有点入选的 49 次）。',
      en: 'Site 1: Min’an, near Dongzhimen South Alley (vacant premises C012, 260 m², ¥1,050,000). It newly covers 5,804 people, of these 1,402 aged 60 and over, mostly in 民安, 海运仓 and 北新仓; ¥181 for each; those it is nearer for walk 212 m less on average. With it these become met: “A place of care in every community” (民安). Without it 4,900 people fewer are covered; the runner-up C007 covers 147 people fewer (3% of what only this site brings, so little that either will do); it stays in 47 of 50 runs with everything varied by ±10% (it or one within 100 m in 49).'
    });
  });

  it('says nothing of what is not known', () => {
    const bare: SiteReason = {
      ...reason,
      ...{ won: Float64Array.from([80]), units: [], nearer: 0, savedPersonM: 0, meanSavedM: NaN },
      ...{ cost: NaN, costPerPerson: NaN, runnerUp: null }
    };
    const unknown: SiteNames = {
      ...names,
      kind: null,
      code: '',
      areaM2: NaN,
      groups: [null],
      rules: [],
      stays: null
    };
    const said = saySite(bare, { ...unknown, place: same('A') });
    expect(said).toEqual({
      zh: '第 1 处：A。新覆盖 80 人。去掉它会少 4,900 人；没有可替代的候选点。',
      en: 'Site 1: A. It newly covers 80 people. Without it 4,900 people fewer are covered; no other candidate can take its place.'
    });
    expect(said.zh + said.en).not.toMatch(/NaN|null|undefined|元|¥|Infinity/);
  });

  it.each([
    [
      'it wins nobody',
      { won: Float64Array.from([0, 0]), units: [] },
      {},
      '没有新覆盖的人口',
      'newly covers nobody'
    ],
    ['it is locked', { locked: true, runnerUp: null }, {}, '105 万元，已锁定）', '¥1,050,000, locked)'],
    ['nothing is lost', { loss: { served: 0, value: 0 } }, {}, '去掉它不会少覆盖', 'no fewer are covered'],
    [
      'another does as well',
      { runnerUp: { option: 7, behind: 0, share: 0, shareOfLoss: 0 } },
      {},
      'C007 效果相同，可互换',
      'C007 does as well'
    ],
    [
      'another does better',
      { runnerUp: { option: 7, behind: -5, share: -0.1, shareOfLoss: -0.1 } },
      {},
      '换成 C007 反而更好',
      'C007 in its place would do better'
    ],
    [
      'the runner-up is far behind',
      { runnerUp: { option: 7, behind: 2450, share: 0.2, shareOfLoss: 0.5 } },
      {},
      '少 2,450 人（为它独有贡献的 50%）',
      'covers 2,450 people fewer (50% of what only this site brings)'
    ],
    [
      'all are in few communities',
      { units: [{ unit: 0, people: 5804 }] },
      {},
      '人，在民安；',
      'over, in 民安;'
    ],
    ['it makes walks shorter', {}, { model: 'pmedian' }, '5,804 人离设施更近', 'is nearer for 5,804 people'],
    [
      'total walking grows without it',
      {
        loss: { served: 0, value: 12345 },
        runnerUp: { option: 7, behind: 999, share: 0.1, shareOfLoss: NaN }
      },
      { model: 'pmedian' },
      '去掉它总步行增加 12,345 人·米；次选 C007 总步行多 999 人·米；',
      'walk 12,345 person-metres more in all; the runner-up C007 makes people walk 999 person-metres more'
    ],
    [
      'some have none in reach without it',
      { loss: { served: 31, value: -9 } },
      { model: 'pcenter' },
      '去掉它，31 人将没有可达的设施',
      'Without it 31 people have none in reach'
    ],
    [
      'the longest walk grows without it',
      { loss: { served: 0, value: 120 }, runnerUp: { option: 7, behind: 60, share: 0.1, shareOfLoss: 0.5 } },
      { model: 'pcenter' },
      '去掉它最远要多走 120 m；次选 C007 最远多走 60 m',
      'longest walk is 120 m longer; the runner-up C007 makes the longest walk 60 m longer'
    ],
    [
      'the runner-up costs more',
      { runnerUp: { option: 7, behind: 20000, share: 0.1, shareOfLoss: NaN } },
      { model: 'lscp', least: 'cost' },
      '次选 C007 多花 2 万元',
      'C007 costs ¥20,000 more'
    ],
    [
      'many rules become met in many units',
      {},
      {
        rules: ['a', 'b', 'c', 'd'].map((title) => ({ title: same(title), units: ['1', '2', '3', '4', '5'] }))
      },
      '“a”（1、2、3等 5 个单元）、“b”（1、2、3等 5 个单元）、“c”（1、2、3等 5 个单元）等 4 项',
      '“c” (1, 2, 3 and 2 more) and 1 more'
    ],
    [
      'it stays only as it is',
      {},
      { stays: { runs: 50, stays: 1, staysNear: NaN } },
      '在 50 次扰动中 50 次仍入选。',
      'stays in 50 of 50 runs with everything varied by ±10%.'
    ]
  ] as [string, Partial<SiteReason>, Partial<SiteNames>, string, string][])(
    'says it where %s',
    (_, other, otherNames, zh, en) => {
      const said = saySite({ ...reason, ...other }, { ...names, ...otherNames });
      expect(said.zh).toContain(zh);
      expect(said.en).toContain(en);
    }
  );
});

describe('figures', () => {
  it('are said with thousands apart, and never rounded to nothing or to all', () => {
    expect([0, 0.3, 999.6, 1234567].map(sayCount)).toEqual(['0', '<1', '1,000', '1,234,567']);
    expect([0, 0.0001, 0.031, 0.5, 0.949, 0.9999, 1].map(sayPercent)).toEqual([
      '0%',
      '<0.1%',
      '3.1%',
      '50%',
      '95%',
      '>99%',
      '100%'
    ]);
    expect([850, 12_345, 3_000_000, 123_456_789].map((yuan) => sayYuan(yuan).zh)).toEqual([
      '850 元',
      '1.2 万元',
      '300 万元',
      '12,345.7 万元'
    ]);
    expect(sayYuan(123_456_789).en).toBe('¥123,456,789');
  });
});
