import { describe, expect, it } from 'vitest';
import { checkProblem } from '../../src/lib/siting/check-problem.ts';
import { poseProblem, type Posed } from '../../src/lib/siting/pose-problem.ts';
import type { Service, SitingAsk, Size, Standing } from '../../src/lib/siting/siting-ask.ts';
import type { Candidates } from '../../src/lib/siting/siting.ts';
import { A, B, C, candidatesOf, D, F, G, HOMES, PEOPLE, serviceOf, standingAt } from './line-town.ts';
import { NO_FACILITIES, plainAsk } from './plain-ask.ts';

function pose(
  said: { services?: Service[]; candidates?: Candidates; standing?: Standing; ask?: Partial<SitingAsk> } = {},
  width = 1
): Posed {
  const candidates = said.candidates ?? candidatesOf();
  const ask = plainAsk(candidates, { sites: 2, ...said.ask });
  return poseProblem(said.services ?? [serviceOf()], candidates, said.standing ?? NO_FACILITIES, ask, width);
}

/** Rows that each option reaches. */
const rowsOf = ({ problem: { reach } }: Posed) =>
  Array.from(reach.first.subarray(1), (end, o) => [...reach.point.subarray(reach.first[o], end)]);

const metresOf = ({ problem: { reach } }: Posed, o: number) =>
  Array.from(reach.metres.subarray(reach.first[o], reach.first[o + 1]), Math.round);

const stands = { services: [serviceOf({ metres: [F, G] })], standing: standingAt([F, G]) };
const places = { capacity: { of: 'capacity' as const, per_1000: 500 } };
const [free, fixed, barred] = [0, 1, 2];

describe('a question as a problem', () => {
  it('has the candidates as options, and whom they reach within the limit', () => {
    const posed = pose();
    expect(rowsOf(posed)).toEqual([[0, 1], [1, 2], [3, 4], [5]]);
    expect([0, 1, 2, 3].map((o) => metresOf(posed, o))).toEqual([[100, 100], [100, 100], [100, 100], [50]]);
    expect([...posed.problem.weight]).toEqual(PEOPLE);
    const { place, cost, counts, state, capacity } = posed.problem.options;
    expect([[...place], [...cost], [...counts], [...state], capacity]).toEqual([
      ...[
        [0, 1, 2, 3],
        [0, 0, 0, 0],
        [1, 1, 1, 1],
        [free, free, free, free]
      ],
      null
    ]);
    expect([posed.base, posed.today, posed.leftOut, posed.firstRow]).toEqual([0, 0, 0, [0, 6]]);
    expect([[...posed.candidate], [...posed.size], [...posed.facility]]).toEqual([
      [0, 1, 2, 3],
      [-1, -1, -1, -1],
      [-1, -1, -1, -1]
    ]);
  });

  it('leaves out who is covered today, unless runs vary', () => {
    const posed = pose(stands);
    expect([...posed.problem.weight]).toEqual([10, 20, 0, 40, 5, 0]);
    expect([posed.base, posed.today, posed.problem.options.place.length]).toEqual([37, 0, 4]);
    const wide = pose(stands, 1.3);
    expect([...wide.problem.weight]).toEqual(PEOPLE);
    // Within 325 m: A reaches home 2 (300 m), B home 0.
    expect(rowsOf(wide)).toEqual([[0, 1, 2], [0, 1, 2], [3, 4], [5]]);
  });

  it('has prices where money binds', () => {
    expect([...pose({ ask: { budget: 9 } }).problem.options.cost]).toEqual([5, 4, 6, 1]);
    // The last is what stands.
    expect([...pose({ ask: { model: 'lscp', least: 'cost' } }).problem.options.cost]).toEqual([
      5, 4, 6, 1, 0
    ]);
    expect(pose({ ask: { budget: 9 } }).problem.limits.budget).toBe(9);
  });

  it('locks, forbids, keeps apart and asks for one of each community', () => {
    const column = (chosen: number) => Uint8Array.from([A, B, C, D], (c) => (c === chosen ? 1 : 0));
    const ask = { lock: column(C), forbid: column(A), apart: Uint32Array.of(B, C) };
    const { options, limits } = pose({
      ask: { ...ask, groups: [{ candidates: [B, D], name: 'g' }] }
    }).problem;
    expect([...options.state]).toEqual([barred, free, fixed, free]);
    expect([...limits.apart]).toEqual([B, C]);
    expect(limits.groups.map(({ options: of, least, name }) => [[...of], least, name])).toEqual([
      [[B, D], 1, 'g']
    ]);
    expect(limits.sites).toBe(2);
  });
});

describe('sizes', () => {
  const sizes: Size[] = [
    { name: 'small', cost: 1, capacity: 10, leastM2: 0 },
    { name: 'large', cost: NaN, capacity: NaN, leastM2: 200 }
  ];
  const asked = {
    services: [serviceOf({ measure: places })],
    candidates: candidatesOf([12, 25, 45, 100], [100, 300, NaN, 100])
  };

  it('are options of one place, where the floor is enough or not known', () => {
    const posed = pose({ ...asked, ask: { sizes, budget: 9 } });
    expect([[...posed.candidate], [...posed.size]]).toEqual([
      [A, B, B, C, C, D],
      [0, 0, 1, 0, 1, 0]
    ]);
    const { place, cost, capacity } = posed.problem.options;
    expect([...place]).toEqual([A, B, B, C, C, D]);
    // Half of the people ask for a place, so that one has room for two of them. What a size does not say the candidate says.
    expect([...capacity!]).toEqual([20, 20, 50, 20, 90, 20]);
    expect([...cost]).toEqual([1, 1, 4, 1, 6, 1]);
    expect(rowsOf(posed)).toEqual([[0, 1], [1, 2], [1, 2], [3, 4], [3, 4], [5]]);
  });

  it('are a group where the candidate is locked, and options of it in groups', () => {
    const lock = Uint8Array.of(0, 1, 0, 0);
    const groups = [{ candidates: [A, C], name: 'g' }];
    const { options, limits } = pose({ ...asked, ask: { sizes, lock, groups } }).problem;
    expect([...options.state]).toEqual([free, free, free, free, free, free]);
    expect(limits.groups.map(({ options: of, name }) => [[...of], name])).toEqual([
      [[0, 3, 4], 'g'],
      [[1, 2], 'B']
    ]);
    const one = pose({ ...asked, ask: { sizes: [sizes[0]], lock } }).problem;
    expect([...one.options.state]).toEqual([free, fixed, free, free]);
    expect(one.limits.groups).toEqual([]);
  });
});

describe('what stands', () => {
  it('is one option that reaches as today, of models that count all', () => {
    const posed = pose({ ...stands, ask: { model: 'lscp', sites: Infinity, share: 0.8 } });
    expect(rowsOf(posed)).toEqual([[0, 1], [1, 2], [3, 4], [5], [2, 5]]);
    expect([posed.candidate[4], posed.facility[4], posed.problem.options.state[4]]).toEqual([-1, -1, fixed]);
    expect([posed.base, posed.today, posed.problem.options.counts[4]]).toEqual([0, 37, 0]);
    const median = pose({ ...stands, ask: { model: 'pmedian' } });
    // Whoever has a facility nearer gains nothing by a candidate; nobody walks farther than home 4 does now.
    expect(rowsOf(median)).toEqual([[0, 1], [0, 1], [3, 4], [5], [0, 1, 2, 3, 4, 5]]);
    expect(metresOf(median, 4)).toEqual([480, 280, 80, 520, 720, 100]);
    expect(median.today).toBeCloseTo(4800 + 5600 + 2400 + 20_800 + 3600 + 700, 6);
  });

  it('is an option each where it may be closed or moved', () => {
    const closable = pose({ ...stands, ask: { existing: 'closable', price: 3, budget: 9 } });
    expect(rowsOf(closable)).toEqual([[0, 1], [1, 2], [3, 4], [5], [2], [5]]);
    expect([...closable.facility]).toEqual([-1, -1, -1, -1, 0, 1]);
    const { cost, counts, state, place } = closable.problem.options;
    expect([[...cost], [...counts], [...state], [...place]]).toEqual([
      [5, 4, 6, 1, -3, -3],
      [1, 1, 1, 1, 0, 0],
      [free, free, free, free, free, free],
      [0, 1, 2, 3, 4, 5]
    ]);
    // Giving nothing up leaves the whole budget.
    expect([closable.problem.limits.budget, closable.problem.limits.sites]).toEqual([3, 2]);
    expect([closable.base, closable.today]).toEqual([0, 37]);
    const movable = pose({ ...stands, ask: { existing: 'movable', price: 3, budget: 9 } });
    expect([...movable.problem.options.counts]).toEqual([1, 1, 1, 1, 1, 1]);
    expect([movable.problem.limits.budget, movable.problem.limits.sites]).toEqual([3, 4]);
  });

  it('is no fault for what it costs to give up, however much that is beside the budget', () => {
    for (const existing of ['closable', 'movable'] as const)
      for (const [price, budget, codes] of [
        [3, 9, []],
        [3, 4, []],
        [3, 0, []],
        [3, -1, ['bad_budget']]
      ] as const) {
        const posed = pose({ ...stands, ask: { existing, price, budget } });
        const names = { row: String, option: String, isStanding: (o: number) => posed.candidate[o] < 0 };
        expect(
          checkProblem(posed.problem, names).map(({ code }) => code),
          `${existing}, ${price} of ${budget}`
        ).toEqual(codes);
      }
  });

  it('counts once where two are needed', () => {
    const posed = pose({ ...stands, ask: { times: 2 } });
    expect(rowsOf(posed)).toEqual([[0, 1], [1, 2], [3, 4], [5], [2], [5]]);
    expect([...posed.problem.options.state]).toEqual([free, free, free, free, fixed, fixed]);
    expect([posed.base, posed.today, [...posed.problem.weight]]).toEqual([0, 0, PEOPLE]);
    const beside = pose({
      services: [serviceOf({ metres: [F, 420] })],
      ...{ standing: standingAt([F, 420]), ask: { times: 2 } }
    });
    expect([beside.today, beside.problem.times]).toEqual([30, 2]);
  });

  it('has its places; one that does not say serves nobody', () => {
    const posed = pose({
      services: [serviceOf({ metres: [F, G], measure: places, served: [0, 0, 2 / 3, 0, 0, 0] })],
      ...{ standing: standingAt([F, G], [10, NaN]), candidates: candidatesOf([12, 25, NaN, 100]) }
    });
    expect([...posed.problem.options.capacity!]).toEqual([24, 50, Infinity, 200, 20, 0]);
    expect(posed.today).toBeCloseTo(20, 6);
    expect(posed.base).toBe(0);
  });
});

describe('several services and people out of reach', () => {
  it('has a row a service and point, weighed', () => {
    const people = { pop_resident: PEOPLE, pop_child: [1, 0, 0, 0, 8, 10] };
    const child = { categories: ['kindergarten'], field: 'pop_child', limitM: 120 };
    const posed = pose({
      services: [serviceOf({ people }), serviceOf({ people, measure: child, weight: 2 })]
    });
    expect(posed.firstRow).toEqual([0, 6, 12]);
    expect([...posed.problem.weight]).toEqual([...PEOPLE, 2, 0, 0, 0, 16, 20]);
    expect(rowsOf(posed)).toEqual([
      [0, 1, 6, 7],
      [1, 2, 7, 8],
      [3, 4, 9, 10],
      [5, 11]
    ]);
    expect(() => pose({ services: [serviceOf({ measure: { field: 'pop_60p' } })] })).toThrow('pop_60p');
  });

  it('has a facility serve the services of its category alone', () => {
    const child = { categories: ['kindergarten'] };
    const posed = pose({
      services: [serviceOf({ metres: [F] }), serviceOf({ measure: child })],
      ...{ standing: standingAt([F]), ask: { existing: 'closable' } }
    });
    expect(rowsOf(posed)[4]).toEqual([2]);
    expect(posed.today).toBe(30);
  });

  it('leaves out of distances whom nothing reaches, and tells how many', () => {
    const far = serviceOf({ homes: [...HOMES, 60_000], people: { pop_resident: [...PEOPLE, 3] } });
    const posed = pose({ services: [far], ask: { model: 'pmedian' } });
    expect([posed.leftOut, posed.problem.weight[6]]).toEqual([3, 0]);
    expect(pose({ services: [far] }).leftOut).toBe(0);
    expect(pose({ services: [far] }).problem.weight[6]).toBe(3);
  });
});

describe('how far candidates are followed where distances are added up', () => {
  it('goes beyond the longest walk of today where what stands may move, or lacks room', () => {
    // From home 5 it is 1,520 m to F, the longest walk of today; home 0 to D would be 1,950 m.
    const today = { services: [serviceOf({ metres: [F] })], standing: standingAt([F]) };
    const reached = (posed: Posed) => rowsOf(posed)[D];
    expect(reached(pose({ ...today, ask: { model: 'pmedian' } }))).toEqual([5]);
    expect(reached(pose({ ...today, ask: { model: 'pmedian', existing: 'movable' } }))).toEqual([
      0, 1, 2, 3, 4, 5
    ]);
    const full = { services: [serviceOf({ metres: [F], measure: places })], standing: standingAt([F], [9]) };
    expect(reached(pose({ ...full, ask: { model: 'pmedian' } }))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('has columns that are no part of longer ones', () => {
    const { reach } = pose({ services: [serviceOf({ measure: { limitM: 60 } })] }).problem;
    expect([reach.point.buffer.byteLength, reach.metres.buffer.byteLength]).toEqual([4, 8]);
  });
});
