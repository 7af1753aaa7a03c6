import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateNeeds } from '../../src/lib/siting/candidate-needs.ts';
import { judgeCandidates } from '../../src/lib/siting/judge-candidates.ts';
import { CANDIDATE_KINDS, type Candidates } from '../../src/lib/siting/siting.ts';

/** Candidates C1, C2, … of which only the columns given are known. */
function candidatesOf(count: number, columns: Partial<Candidates> = {}): Candidates {
  const nothing = () => new Float64Array(count).fill(NaN);
  return {
    code: Array.from({ length: count }, (_, i) => `C${i + 1}`),
    name: new Array<string>(count).fill(''),
    lon: new Float64Array(count),
    lat: new Float64Array(count),
    cost: nothing(),
    floorAreaM2: nothing(),
    ...columns
  };
}

const f = (...values: number[]) => Float64Array.from(values);
const ELDERCARE = ['day_care'];

/** The needs, the column of two candidates of which the second is unfit, and why. */
const CASES: [string, CandidateNeeds, Partial<Candidates>, string, string][] = [
  ['forbidden', { forbid: ['C2'] }, {}, '已指定不选', 'not to be taken, as was said'],
  [
    'elsewhere',
    { units: new Set([3]) },
    { unit: Int32Array.of(3, -1) },
    '不在指定的社区内',
    'not in the communities named'
  ],
  [
    'too_small',
    { leastM2: 120 },
    { floorAreaM2: f(120, 119.94) },
    '建筑面积 119.9 ㎡，不足 120 ㎡',
    'floor area 119.9 m², less than 120 m²'
  ],
  [
    'ground_too_small',
    { leastSiteM2: 500 },
    { kind: ['land', 'land'], siteAreaM2: f(500, 480) },
    '用地面积 480 ㎡，不足 500 ㎡',
    'ground of 480 m², less than 500 m²'
  ],
  [
    'basement',
    { categories: ELDERCARE },
    { floorLevel: ['-1-1', '地下一层'] },
    '在地下（养老用房不设地下）',
    'under ground (eldercare is not to be in a basement)'
  ],
  ['basement', { basement: false }, { floorLevel: ['1', '-1'] }, '在地下', 'under ground'],
  [
    'too_high',
    { highestFloor: 3 },
    { floorLevel: ['3-5', '4'] },
    '在 4 层，高于 3 层且未注明有电梯或无障碍',
    'on floor 4, above floor 3, and no lift or step-free way is said'
  ],
  [
    'not_ground_floor',
    { groundFloor: true },
    { floorLevel: ['1-2', '2'] },
    '不在首层（2 层）',
    'not on the ground floor (floor 2)'
  ],
  ['not_barrier_free', { barrierFree: true }, { barrierFree: f(1, 0) }, '没有无障碍通道', 'not step-free'],
  [
    'too_late',
    { availableBy: '2026-06-30' },
    { availableFrom: ['2026-06', '2026-07'] },
    '2026-07 才可用，晚于 2026-06-30',
    'free from 2026-07, later than 2026-06-30'
  ],
  [
    'acquisition',
    { acquisition: ['allocation'] },
    { acquisition: ['allocation', 'lease_loan'] },
    '取得方式“租借”不在所选之内',
    'way to have it (Lease or loan) is not among those allowed'
  ],
  [
    'tenure',
    { tenure: ['国有'] },
    { tenure: ['国有', '私有'] },
    '权属“私有”不在所选之内',
    'owner (私有) is not among those allowed'
  ],
  [
    'school_venue',
    { categories: ELDERCARE },
    { acquisition: ['swap', 'school_open'] },
    '学校开放的体育场馆，只能用于文化体育',
    'a sports venue that a school opens, fit for culture and sport alone'
  ]
];

describe('candidates that are left out', () => {
  it.each(CASES)('%s', (code, needs, columns, zh, en) => {
    const { fit, unfit } = judgeCandidates(candidatesOf(2, columns), needs);
    expect([...fit]).toEqual([0]);
    expect(unfit).toEqual([{ candidate: 1, code, codes: [code], zh, en }]);
  });

  it('say every reason, and are named by the first', () => {
    const columns = { floorAreaM2: f(40), floorLevel: ['-1'], tenure: ['私有'] };
    const needs = { leastM2: 100, categories: ELDERCARE, tenure: ['国有'] };
    const [left] = judgeCandidates(candidatesOf(1, columns), needs).unfit;
    expect(left.code).toBe('too_small');
    expect(left.codes).toEqual(['too_small', 'basement', 'tenure']);
    expect(left.zh.split('；')).toHaveLength(3);
    expect(left.en.split('; ')).toHaveLength(3);
  });
});

describe('candidates that are fit', () => {
  const isFit = (needs: CandidateNeeds, columns: Partial<Candidates>) =>
    judgeCandidates(candidatesOf(1, columns), needs).fit.length === 1;

  it('are so upstairs where they are step-free, and on any floor where none is asked', () => {
    const upstairs = { floorLevel: ['5'] };
    expect(isFit({ highestFloor: 3 }, upstairs)).toBe(false);
    expect(isFit({ highestFloor: 3 }, { ...upstairs, barrierFree: f(1) })).toBe(true);
    expect(isFit({ highestFloor: 3 }, { ...upstairs, barrierFree: f(0) })).toBe(false);
    expect(isFit({ categories: ELDERCARE }, upstairs)).toBe(true);
  });

  it('are so in a basement for other services, and for eldercare where the user says so', () => {
    const below = { floorLevel: ['B1'] };
    expect(isFit({ categories: ['culture_room'] }, below)).toBe(true);
    expect(isFit({ categories: ELDERCARE, basement: true }, below)).toBe(true);
    expect(isFit({ categories: ELDERCARE }, { floorLevel: ['半地下室'] })).toBe(false);
  });

  it('are shops on the ground floor whose floor is not said', () => {
    const shop = { groundFloorCommercial: f(1) };
    expect(judgeCandidates(candidatesOf(1, shop), { groundFloor: true }).unsaid).toEqual([]);
    expect(isFit({ groundFloor: true }, { ...shop, floorLevel: ['2'] })).toBe(false);
  });

  it.each(['2026', '2026-06', '2026-06-30', '现在', '闲置'])('are free by 2026-06-30 from %s', (text) => {
    const judged = judgeCandidates(candidatesOf(1, { availableFrom: [text] }), { availableBy: '2026-06-30' });
    expect([judged.fit.length, judged.unsaid]).toEqual([1, []]);
  });

  it('are not asked what they cannot have: land has no floor, a facility that grows no way to be had', () => {
    const columns = { kind: ['land', 'network', 'facility'] as Candidates['kind'] };
    const needs: CandidateNeeds = {
      ...{ leastM2: 100, highestFloor: 1, barrierFree: true, groundFloor: true, acquisition: ['swap'] },
      ...{ tenure: ['国有'], categories: ELDERCARE }
    };
    const judged = judgeCandidates(candidatesOf(3, columns), needs);
    expect([...judged.fit]).toEqual([0, 1, 2]);
    const by = Object.fromEntries(judged.unsaid.map(({ what, candidates }) => [what, [...candidates]]));
    expect(by).toEqual({ floor: [2], barrier_free: [2], acquisition: [0], tenure: [0] });
  });
});

describe('what is not said', () => {
  it('counts as fit and is listed', () => {
    const columns = {
      floorAreaM2: f(NaN, 0, 200),
      floorLevel: ['', '夹层', '2'],
      availableFrom: ['', '待定', '2020']
    };
    const needs: CandidateNeeds = {
      ...{ leastM2: 100, categories: ELDERCARE, highestFloor: 3, barrierFree: true },
      ...{ availableBy: '2026', acquisition: ['swap'], tenure: ['国有'], units: new Set([1]) }
    };
    const { fit, unfit, unsaid } = judgeCandidates(candidatesOf(3, columns), needs);
    expect([[...fit], unfit]).toEqual([[0, 1, 2], []]);
    expect(unsaid.map(({ what, candidates, zh }) => [what, [...candidates], zh])).toEqual([
      ['floor_area', [0, 1], '未填建筑面积，按合适计'],
      ['floor', [0, 1], '未填楼层，按合适计'],
      ['barrier_free', [0, 1, 2], '未填是否无障碍，按合适计'],
      ['available_from', [0, 1], '未填可用时间，按合适计'],
      ['acquisition', [0, 1, 2], '未填取得方式，按合适计'],
      ['tenure', [0, 1, 2], '未填权属，按合适计'],
      ['unit', [0, 1, 2], '不知在哪个社区，按合适计']
    ]);
  });

  it('is nothing where nothing is asked', () => {
    expect(judgeCandidates(candidatesOf(3), {})).toEqual({
      fit: Uint32Array.of(0, 1, 2),
      unfit: [],
      unsaid: []
    });
  });

  it('refuses a date that is none', () => {
    expect(() => judgeCandidates(candidatesOf(1), { availableBy: '30/6/2026' })).toThrow('got "30/6/2026"');
  });
});

describe('any candidates and needs', () => {
  const row = fc.record({
    area: fc.constantFrom(NaN, 0, 50, 150),
    floor: fc.constantFrom('', '-1', '1', '4', '1-2', '阁楼'),
    free: fc.constantFrom(NaN, 0, 1),
    from: fc.constantFrom('', '2025', '2026-05', '2027-01-01', '待定'),
    mode: fc.constantFrom('', 'swap', 'school_open', '其他'),
    tenure: fc.constantFrom('', '国有', '私有'),
    unit: fc.constantFrom(-1, 0, 1),
    kind: fc.constantFrom(...CANDIDATE_KINDS)
  });
  const needs = fc.record<CandidateNeeds>(
    {
      leastM2: fc.constantFrom(0, 100),
      highestFloor: fc.constantFrom(1, 3),
      basement: fc.boolean(),
      groundFloor: fc.boolean(),
      barrierFree: fc.boolean(),
      availableBy: fc.constantFrom('2026', '2026-05-01'),
      acquisition: fc.constant(['swap']),
      tenure: fc.constant(['国有']),
      forbid: fc.constant(['C1']),
      units: fc.constant(new Set([0])),
      categories: fc.constantFrom(['day_care'], ['chs'], [])
    },
    { requiredKeys: [] }
  );
  const build = (rows: { [K in keyof typeof row]: never } | unknown) => {
    const list = rows as {
      area: number;
      floor: string;
      free: number;
      from: string;
      mode: string;
      tenure: string;
      unit: number;
      kind: (typeof CANDIDATE_KINDS)[number];
    }[];
    return candidatesOf(list.length, {
      floorAreaM2: Float64Array.from(list, ({ area }) => area),
      floorLevel: list.map(({ floor }) => floor),
      barrierFree: Float64Array.from(list, ({ free }) => free),
      availableFrom: list.map(({ from }) => from),
      acquisition: list.map(({ mode }) => mode),
      tenure: list.map(({ tenure }) => tenure),
      unit: Int32Array.from(list, ({ unit }) => unit),
      kind: list.map(({ kind }) => kind)
    });
  };

  it('are fit or unfit, each once and in order; what is unsaid is of fit ones; more needs never make more fit', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), needs, (rows, asked) => {
        const candidates = build(rows);
        const { fit, unfit, unsaid } = judgeCandidates(candidates, asked);
        const left = unfit.map(({ candidate }) => candidate);
        expect([...fit, ...left].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
        for (const list of [[...fit], left, ...unsaid.map((each) => [...each.candidates])])
          expect(list).toEqual([...new Set(list)].sort((a, b) => a - b));
        for (const { candidates: some } of unsaid) for (const i of some) expect(fit).toContain(i);
        for (const { codes, code, zh, en } of unfit) {
          expect(codes[0]).toBe(code);
          expect([zh !== '', /^[\x20-\x7e²一-鿿；]+$/u.test(en)]).toEqual([true, true]);
        }
        const stricter = judgeCandidates(candidates, { ...asked, tenure: ['国有'] });
        for (const i of stricter.fit) expect(fit).toContain(i);
      })
    );
  });
});
