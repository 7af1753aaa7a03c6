import { describe, expect, it } from 'vitest';
import { checkLocks, checkProblem, explainNoChoice } from '../../src/lib/siting/check-problem.ts';
import {
  BARRED,
  FIXED,
  plainLimits,
  plainOptions,
  type SitingProblem
} from '../../src/lib/siting/problem.ts';
import { setsOf } from './cover-cases.ts';

const names = { row: (i: number) => `点${i}`, option: (o: number) => `候选${o}` };

/** Four demand points of 1,000, 200, 30 and 4 people; candidates 0 and 1 reach the first two each, candidate 2 the third, nobody the last. */
function problemOf(
  change: Omit<Partial<SitingProblem>, 'options' | 'limits'> & {
    options?: Partial<SitingProblem['options']>;
    limits?: Partial<SitingProblem['limits']>;
  } = {}
): SitingProblem {
  const sets = setsOf([[0, 1], [0, 1], [2]]);
  return {
    ...{ model: 'mclp', times: 1, least: 'number' },
    weight: Float64Array.of(1000, 200, 30, 4),
    reach: { ...sets, metres: new Float64Array(sets.point.length).fill(100) },
    ...change,
    options: { ...plainOptions(3), ...change.options },
    limits: { ...plainLimits(2), ...change.limits }
  };
}

const state = (...states: number[]) => Uint8Array.from(states);
const few = Float64Array.of(1000, 200, 30, 0);

type Change = Parameters<typeof problemOf>[0];

const CASES: [code: string, change: Change, zh: string[], en: string[]][] = [
  [
    'no_demand',
    { weight: new Float64Array(0), reach: { ...setsOf([[], [], []]), metres: new Float64Array(0) } },
    ['没有需求点'],
    ['no demand']
  ],
  [
    'bad_weight',
    { weight: Float64Array.of(1, NaN, -3, 4) },
    ['2 个需求点', '“点1”', '缺值'],
    ['2 demand points are not', '"点1" (missing)']
  ],
  [
    'bad_weight',
    { weight: Float64Array.of(1, 2, -3, 4) },
    ['1 个需求点', '“点2”（-3）'],
    ['1 demand point is not', '"点2" (-3)']
  ],
  [
    'no_worth',
    { weight: new Float64Array(4) },
    ['4 个需求点', '全是 0'],
    ['4 demand points are all worth 0']
  ],
  [
    'no_candidates',
    { options: plainOptions(0), reach: { ...setsOf([]), metres: new Float64Array(0) } },
    ['没有候选点'],
    ['no candidates']
  ],
  [
    'all_barred',
    { options: { state: state(BARRED, BARRED, BARRED) } },
    ['3 个候选点全被禁止'],
    ['3 candidates are all forbidden']
  ],
  [
    'no_reach',
    { weight: Float64Array.of(0, 0, 0, 1004) },
    ['3 个候选点', '1,004'],
    ['none of 3 candidates', '1,004']
  ],
  ['bad_sites', { limits: { sites: 0 } }, ['得到的是 0'], ['from 1, got 0']],
  ['bad_sites', { limits: { sites: -2 } }, ['得到的是 -2'], ['got -2']],
  ['bad_sites', { limits: { sites: 1.5 } }, ['得到的是 1.5'], ['got 1.5']],
  [
    'too_many_sites',
    { limits: { sites: 3 }, options: { state: state(0, BARRED, 0) } },
    ['要选 3 处', '只有 2 个'],
    ['3 sites are asked for', 'only 2 candidates']
  ],
  [
    'locked_over_sites',
    { limits: { sites: 1 }, options: { state: state(FIXED, 0, FIXED) } },
    ['2 处', '允许的 1 处'],
    ['2 sites are locked', 'the 1 allowed']
  ],
  [
    'locked_same_place',
    { options: { place: Uint32Array.of(0, 0, 1), state: state(FIXED, FIXED, 0) } },
    ['“候选0”和“候选1”', '同一处'],
    ['"候选0" and "候选1"', 'one place']
  ],
  [
    'locked_apart',
    { options: { state: state(FIXED, 0, FIXED) }, limits: { apart: Uint32Array.of(2, 0) } },
    ['“候选2”和“候选0”', '间距'],
    ['nearer to each other']
  ],
  ['bad_budget', { limits: { budget: -1 } }, ['得到的是 -1'], ['from 0, got -1']],
  ['bad_budget', { limits: { budget: NaN } }, ['得到的是 NaN'], ['got NaN']],
  [
    'bad_cost',
    { limits: { budget: 9 }, options: { cost: Float64Array.of(1, NaN, -2) } },
    ['2 个没有', '“候选1”（缺值）'],
    ['2 candidates have none', '"候选1" (missing)']
  ],
  [
    'bad_cost',
    { model: 'lscp', weight: few, least: 'cost', options: { cost: Float64Array.of(1, 1, -2000) } },
    ['“候选2”（-2,000）'],
    ['1 candidate has none', '(-2,000)']
  ],
  [
    'budget_locked',
    {
      limits: { budget: 5000 },
      options: { cost: Float64Array.of(3000, 2500, 1), state: state(FIXED, FIXED, 0) }
    },
    ['5,500', '预算 5,000'],
    ['costs 5,500', 'budget of 5,000']
  ],
  [
    'budget_cheapest',
    { limits: { budget: 10 }, options: { cost: Float64Array.of(30, 20, 25.5) } },
    ['预算 10', '“候选1”（20）'],
    ['budget of 10', '"候选1" (20)']
  ],
  [
    'group_empty',
    {
      limits: {
        groups: [
          { options: Uint32Array.of(1), least: 1, name: '民安社区' },
          { options: Uint32Array.of(0, 2), least: 1, name: '海运仓' }
        ]
      },
      options: { state: state(0, BARRED, 0) }
    },
    ['1 个没有', '民安社区'],
    ['1 unit in which', 'has no candidate', '民安社区']
  ],
  [
    'group_short',
    {
      limits: { groups: [{ options: Uint32Array.of(0, 1), least: 2, name: '民安社区' }] },
      options: { state: state(0, BARRED, 0) }
    },
    ['“民安社区”要求至少 2 处', '只有 1 处'],
    ['"民安社区" requires at least 2, but only 1']
  ],
  [
    'groups_over_sites',
    {
      limits: {
        sites: 1,
        groups: [
          { options: Uint32Array.of(0, 1), least: 1, name: '甲' },
          { options: Uint32Array.of(2), least: 1, name: '乙' }
        ]
      }
    },
    ['合计要求至少 2 处', '允许的 1 处'],
    ['at least 2 sites', 'the 1 allowed']
  ],
  [
    'unreachable',
    { model: 'pmedian' },
    ['p-中位', '1 个需求点（4 人）', '“点3”', '去掉这些需求点'],
    ['p-median', '1 demand point (4 people) reaches no candidate', '"点3"', 'leave these points out']
  ],
  ['unreachable', { model: 'pcenter' }, ['p-中心'], ['p-center']],
  ['unreachable', { model: 'lscp' }, ['全部覆盖', '覆盖一定比例'], ['covering all', 'ask for a share']],
  [
    'unreachable',
    { model: 'lscp', times: 2, weight: few },
    ['1 个需求点（30 人）够不到两个'],
    ['(30 people) reaches fewer than two']
  ],
  ['bad_share', { model: 'lscp', limits: { share: 0 } }, ['得到的是 0'], ['got 0']],
  ['bad_share', { model: 'lscp', limits: { share: 95 } }, ['得到的是 95'], ['got 95']],
  [
    'share_out_of_reach',
    { model: 'lscp', limits: { share: 0.999 } },
    ['99.9%', '99.6%'],
    ['99.9%', '99.6% at most']
  ],
  [
    'bad_capacity',
    { options: { capacity: Float64Array.of(1, -5, 2) } },
    ['1 个候选点', '“候选1”（-5）'],
    ['1 candidate is without', '"候选1" (-5)']
  ],
  [
    'capacity_short',
    { model: 'pmedian', weight: few, options: { capacity: Float64Array.of(700, 400, 100) } },
    ['需求共 1,230', '容量最大的 2 处', '1,100'],
    ['1,230 asked for, 1,100 in the largest 2']
  ],
  [
    'capacity_short',
    { options: { capacity: new Float64Array(3) }, limits: { sites: Infinity } },
    ['所有候选点', '只有 0'],
    ['0 in all candidates']
  ]
];

describe('faults of a siting question', () => {
  it.each(CASES)('%s %#', (code, change, zh, en) => {
    const faults = checkProblem(problemOf(change), names);
    expect(faults.map((fault) => fault.code)).toEqual([code]);
    const [fault] = faults;
    for (const part of zh) expect(fault.zh).toContain(part);
    for (const part of en) expect(fault.en).toContain(part);
    // A sentence in each language, with its stop, and without holes.
    expect(fault.zh).toMatch(/。$/);
    expect(fault.en).toMatch(/\.$/);
    expect(`${fault.zh}${fault.en}`).not.toMatch(/undefined|\[object|Infinity/);
  });

  it('say the unit of money where it is known, so that 10,000 yuan are not read as 10,000 × 10,000', () => {
    const dear = problemOf({ limits: { budget: 10 }, options: { cost: Float64Array.of(30, 20, 25.5) } });
    const [plain] = checkProblem(dear, names);
    const [yuan] = checkProblem(dear, { ...names, isYuan: true });
    expect(plain.zh).toContain('预算 10 不够最便宜的候选点“候选1”（20）');
    expect(yuan.zh).toContain('预算 10 元不够最便宜的候选点“候选1”（20 元）');
    expect(yuan.en).toContain('the budget of 10 yuan does not pay');
    const locked = {
      limits: { budget: 5 },
      options: { cost: Float64Array.of(9, 1, 1), state: state(FIXED, 0, 0) }
    };
    expect(checkProblem(problemOf(locked), { ...names, isYuan: true })[0].zh).toContain(
      '要花 9 元，超过预算 5 元：请解除一些锁定，或把预算提高到 9 元以上'
    );
    expect(explainNoChoice(dear, true).zh).toContain('预算 10 元');
  });

  it.each<[string, Change]>([
    ['maximal coverage with a point out of reach', {}],
    ['as many sites as candidates', { limits: { sites: 3 } }],
    ['a locked site in the number', { limits: { sites: 1 }, options: { state: state(FIXED, 0, 0) } }],
    ['costs that nobody asks for', { options: { cost: Float64Array.of(NaN, -1, 0) } }],
    [
      'a missing cost of what is forbidden',
      { limits: { budget: 5 }, options: { cost: Float64Array.of(1, NaN, 2), state: state(0, BARRED, 0) } }
    ],
    [
      'standing sites that cost something to give up',
      {
        limits: { budget: 5, sites: 0 },
        options: { cost: Float64Array.of(1, 2, -3), counts: Uint8Array.of(1, 1, 0) }
      }
    ],
    ['a share within reach', { model: 'lscp', limits: { share: 0.99 } }],
    ['everybody within reach', { model: 'lscp', weight: few, limits: { sites: Infinity } }],
    [
      'groups that share a site',
      {
        limits: {
          sites: 1,
          groups: [
            { options: Uint32Array.of(0, 1), least: 1, name: '甲' },
            { options: Uint32Array.of(1, 2), least: 1, name: '乙' }
          ]
        }
      }
    ],
    ['a budget that just pays', { limits: { budget: 20 }, options: { cost: Float64Array.of(30, 20, 25) } }],
    ['no room for all where the most is asked', { options: { capacity: Float64Array.of(10, Infinity, 0) } }]
  ])('are none: %s', (_, change) => {
    expect(checkProblem(problemOf(change), names)).toEqual([]);
  });

  it('name what is locked and forbidden at once', () => {
    const lock = state(1, 1, 1, 0);
    expect(checkLocks(lock, state(0, 0, 0, 1), names)).toEqual([]);
    const [fault] = checkLocks(lock, state(1, 0, 1, 0), names);
    expect(fault.code).toBe('locked_forbidden');
    expect(fault.zh).toContain('2 个候选点既被锁定又被禁止：候选0、候选2');
    expect(fault.en).toContain('2 candidates are both locked and forbidden: 候选0, 候选2');
  });

  it('say which conditions no choice meets together', () => {
    const fault = explainNoChoice(
      problemOf({
        model: 'lscp',
        times: 2,
        limits: {
          ...{ share: 0.95, budget: 3_000_000, apart: Uint32Array.of(0, 1) },
          groups: [{ options: Uint32Array.of(0), least: 1, name: '甲' }]
        },
        options: { state: state(FIXED, BARRED, 0), capacity: new Float64Array(3) }
      })
    );
    expect(fault.code).toBe('no_choice');
    for (const part of [
      '覆盖 95%',
      '够得到两处',
      '至多 2 处',
      '预算 3,000,000',
      '1 个单元',
      '最小间距',
      '容量',
      '锁定的 1 处',
      '禁止的 1 处'
    ])
      expect(fault.zh).toContain(part);
    for (const part of [
      '95% covered',
      'two sites for each',
      'at most 2 sites',
      'a budget of 3,000,000',
      'in 1 unit',
      'least distance',
      'capacities',
      '1 locked site',
      '1 forbidden candidate'
    ])
      expect(fault.en).toContain(part);
  });

  it('tell of several at once', () => {
    const codes = checkProblem(problemOf({ model: 'pmedian', limits: { sites: 9 } }), names).map(
      ({ code }) => code
    );
    expect(codes).toEqual(['too_many_sites', 'unreachable']);
  });
});
