import { describe, expect, it } from 'vitest';
import { chooseSites } from '../../src/lib/siting/choose-sites.ts';
import type { Phase } from '../../src/lib/siting/phases.ts';
import type { Service, SitingAsk, Standing } from '../../src/lib/siting/siting-ask.ts';
import type { Candidates, Siting } from '../../src/lib/siting/siting.ts';
import { solveSiting } from '../../src/lib/siting/solve-siting.ts';
import { A, B, C, candidatesOf, D, F, G, HOMES, PEOPLE, serviceOf, standingAt } from './line-town.ts';
import { NO_FACILITIES, plainAsk } from './plain-ask.ts';

interface Asked {
  services?: Service[];
  candidates?: Candidates;
  standing?: Standing;
  ask?: Partial<SitingAsk>;
  phases?: Phase[];
  byMoney?: boolean;
}

function answer(asked: Asked = {}): Siting {
  const candidates = asked.candidates ?? candidatesOf();
  return chooseSites(
    {
      services: asked.services ?? [serviceOf()],
      ...{ candidates, standing: asked.standing ?? NO_FACILITIES, seed: 1 },
      ask: plainAsk(candidates, { sites: 2, ...asked.ask }),
      names: { row: (i) => `row ${i}`, option: (o) => `option ${o}` },
      ...{ phases: asked.phases ?? [], byMoney: asked.byMoney ?? false }
    },
    (problem) => solveSiting(problem, { mip: null, seed: 1, secondsLeft: () => 60 })
  );
}

/** What is worked out by hand; columns become lists. */
function figures({ sites, gain, coveredAfter, today, total, objective, curve, closed }: Siting) {
  return {
    ...{ sites: [...sites], gain: [...gain], coveredAfter: [...coveredAfter], today, total, objective },
    ...{ curve: [...curve], closed: [...closed] }
  };
}

const ofCandidates = (length: number, ...chosen: number[]) =>
  Uint8Array.from({ length }, (_, c) => (chosen.includes(c) ? 1 : 0));
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe('the most covered', () => {
  it('where nothing stands', () => {
    const found = answer();
    expect(figures(found)).toEqual({
      ...{ sites: [B, C], gain: [50, 45], coveredAfter: [50, 95], today: 0, total: 112, objective: 95 },
      ...{ curve: [50, 95, 105, 112], closed: [] }
    });
    expect(found).toMatchObject({ bound: 95, gap: 0, proven: true, model: 'mclp', leftOut: 0, faults: [] });
    expect([...found.cost]).toEqual([4, 6]);
    expect(found.size).toEqual(['', '']);
    expect(found.reasons.map(({ option, loss }) => [option, loss.served])).toEqual([
      [B, 50],
      [C, 45]
    ]);
    expect([...found.robustness]).toEqual([1, 1]);
    expect([found.money, found.phases]).toEqual([null, null]);
  });

  it('beside a facility that stays: who is served already is no gain', () => {
    const found = answer({ services: [serviceOf({ metres: [F] })], standing: standingAt([F]) });
    expect(figures(found)).toEqual({
      ...{ sites: [C, A], gain: [45, 30], coveredAfter: [75, 105], today: 30, total: 112, objective: 75 },
      ...{ curve: [45, 75, 82, 82], closed: [] }
    });
    expect(found.proven).toBe(true);
  });

  it('with what is locked first, and without what is forbidden', () => {
    const locked = answer({ ask: { lock: ofCandidates(4, D) } });
    expect(figures(locked)).toMatchObject({ sites: [D, B], gain: [7, 50], objective: 57 });
    expect([...locked.curve]).toEqual([7, 57, 102, 112]);
    // B has 50 people and C 45, so that a tenth of the runs has C in its place.
    expect(locked.robustness[0]).toBe(1);
    expect(locked.robustness[1]).toBeGreaterThan(0.5);
    expect(locked.reasons.map((reason) => reason.locked)).toEqual([true, false]);
    const forbidden = answer({ ask: { forbid: ofCandidates(4, B) } });
    expect(figures(forbidden)).toMatchObject({ sites: [C, A], gain: [45, 30], objective: 75 });
    expect([...forbidden.curve]).toEqual([45, 75, 82]);
  });

  it('with one at least in a community', () => {
    const found = answer({ ask: { groups: [{ candidates: [A, D], name: 'one' }] } });
    expect(figures(found)).toMatchObject({ sites: [C, A], gain: [45, 30], objective: 75 });
  });

  it('apart', () => {
    const found = answer({ ask: { sites: 3, apart: Uint32Array.of(A, B, B, C) } });
    expect(figures(found)).toMatchObject({ sites: [C, A, D], gain: [45, 30, 7], objective: 82 });
  });

  it('within a budget, and by money', () => {
    const found = answer({ ask: { sites: Infinity, budget: 9 }, byMoney: true });
    expect(figures(found)).toMatchObject({ sites: [B, A], gain: [50, 10], objective: 60 });
    const money = found.money!;
    expect([money.at[0], money.value[0]]).toEqual([0, 0]);
    expect([money.at[1], money.value[1]]).toEqual([1, 7]);
    expect([money.at.at(-1), money.value.at(-1)]).toEqual([16, 112]);
    // All that money buys, tried out: prices 5, 4, 6, 1.
    const reached = [[0, 1], [1, 2], [3, 4], [5]];
    money.at.forEach((budget, k) => {
      let most = 0;
      for (let set = 0; set < 16; set++) {
        const open = [A, B, C, D].filter((c) => set & (1 << c));
        if (sum(open.map((c) => candidatesOf().cost[c])) > budget + 1e-9) continue;
        most = Math.max(most, sum([...new Set(open.flatMap((c) => reached[c]))].map((i) => PEOPLE[i])));
      }
      expect(money.value[k], `budget ${budget}`).toBe(most);
    });
  });

  it('twice: only who has two counts, and what stands is one', () => {
    const found = answer({
      services: [serviceOf({ metres: [F] })],
      ...{ standing: standingAt([F]), ask: { times: 2 } }
    });
    expect(figures(found)).toEqual({
      ...{ sites: [B, A], gain: [30, 20], coveredAfter: [30, 50], today: 0, total: 112, objective: 50 },
      ...{ curve: [30, 50, 50, 50], closed: [] }
    });
    const alone = answer({ ask: { times: 2 } });
    expect(figures(alone)).toMatchObject({ objective: 20, today: 0 });
    expect([...alone.sites].sort()).toEqual([A, B]);
    expect([...alone.robustness]).toEqual([1, 1]);
  });

  it('for two services under one roof, the second worth twice as much', () => {
    const people = { pop_resident: PEOPLE, pop_child: [1, 0, 0, 0, 8, 10] };
    const child = { categories: ['kindergarten'], field: 'pop_child' };
    const services = [serviceOf({ people }), serviceOf({ people, measure: child, weight: 2 })];
    const found = answer({ services });
    expect(figures(found)).toEqual({
      ...{ sites: [C, B], gain: [61, 50], coveredAfter: [61, 111], today: 0, total: 150, objective: 111 },
      ...{ curve: [61, 111, 138, 150], closed: [] }
    });
  });
});

describe('what stands', () => {
  const stands = { services: [serviceOf({ metres: [F, G] })], standing: standingAt([F, G]) };

  it('is kept where it may be closed and nothing speaks for it', () => {
    for (const price of [0, 3]) {
      const found = answer({ ...stands, ask: { existing: 'closable', price } });
      expect(figures(found), `price ${price}`).toEqual({
        ...{ sites: [C, A], gain: [45, 30], coveredAfter: [82, 112], today: 37, total: 112, objective: 75 },
        ...{ curve: [45, 75, 75, 75], closed: [] }
      });
    }
  });

  it('is moved where others serve more', () => {
    const found = answer({ ...stands, ask: { existing: 'movable', sites: 0 } });
    expect(figures(found)).toMatchObject({
      ...{ sites: [B, C], gain: [50, 45], coveredAfter: [50, 95], today: 37, objective: 58, closed: [0, 1] }
    });
    // What sites win, less what is no longer served of what was given up.
    expect(sum(found.gain) - 37).toBe(found.objective);
  });

  it('is moved only as far as the money goes', () => {
    const found = answer({ ...stands, ask: { existing: 'movable', sites: 0, price: 3, budget: 9 } });
    expect(found.faults).toEqual([]);
    expect(figures(found)).toMatchObject({
      ...{ sites: [C], gain: [45], coveredAfter: [75], today: 37, objective: 38, closed: [1] }
    });
  });

  it('and one more is built beside what is moved; the curve counts what is new', () => {
    const found = answer({ ...stands, ask: { existing: 'movable', sites: 1 } });
    // Three of six: B, C and A (105), or B, C and G (102).
    expect(figures(found)).toMatchObject({ sites: [B, C, A], objective: 68, closed: [0, 1] });
    // One new beside two moved or kept: A, B, C; two new: A, B, C and D or G (112).
    expect([...found.curve].slice(0, 2)).toEqual([68, 75]);
  });
});

describe('with capacities', () => {
  const measure = { capacity: { of: 'capacity' as const, per_1000: 1000 } };

  it('serves as many as there are places', () => {
    const found = answer({ services: [serviceOf({ measure })], candidates: candidatesOf([12, 25, 45, 100]) });
    expect(figures(found)).toMatchObject({
      ...{ sites: [C, B], gain: [45, 25], coveredAfter: [45, 70], today: 0, total: 112, objective: 70 }
    });
    expect([...found.curve]).toEqual([45, 70, 82, 89]);
  });

  it('shares with what stands', () => {
    // Of the 30 people beside it 20 have a place; B has 25 for the other 10 and 15 of 20.
    const found = answer({
      services: [serviceOf({ metres: [F], measure, served: [0, 0, 2 / 3, 0, 0, 0] })],
      ...{ standing: standingAt([F], [20]), candidates: candidatesOf([12, 25, 20, 100]) }
    });
    expect(found.today).toBeCloseTo(20, 6);
    expect([...found.sites]).toEqual([B, C]);
    expect([...found.gain]).toEqual([25, 20]);
    expect(found.objective).toBeCloseTo(45, 6);
    expect(found.coveredAfter[1]).toBeCloseTo(65, 6);
  });

  const sizes = [
    { name: 'small', cost: 1, capacity: 10, leastM2: 0 },
    { name: 'large', cost: 3, capacity: 48, leastM2: 0 }
  ];

  it('chooses sizes', () => {
    const found = answer({ services: [serviceOf({ measure })], ask: { sizes, budget: 4 } });
    // A small one has 10 people at A as at C.
    expect(figures(found)).toMatchObject({ gain: [48, 10], objective: 58 });
    expect(found.sites[0]).toBe(B);
    expect([A, C]).toContain(found.sites[1]);
    expect(found.size).toEqual(['large', 'small']);
    expect([...found.cost]).toEqual([3, 1]);
  });

  it('builds a locked candidate in one of its sizes', () => {
    const ask = { sizes, budget: 4, lock: ofCandidates(4, D) };
    const found = answer({ services: [serviceOf({ measure })], ask });
    expect(figures(found)).toMatchObject({ sites: [B, D], gain: [48, 7], objective: 55 });
    expect(found.size).toEqual(['large', 'small']);
  });
});

describe('the least opened', () => {
  it('in number', () => {
    const found = answer({ ask: { model: 'lscp', sites: Infinity, share: 0.8 } });
    expect(figures(found)).toEqual({
      ...{ sites: [B, C], gain: [50, 45], coveredAfter: [50, 95], today: 0, total: 112, objective: 2 },
      ...{ curve: [50, 95, 105, 112], closed: [] }
    });
    expect(found.proven).toBe(true);
    const all = answer({ ask: { model: 'lscp', sites: Infinity } });
    expect(figures(all)).toMatchObject({ sites: [B, C, A, D], gain: [50, 45, 10, 7], objective: 4 });
    expect([...all.robustness]).toEqual([1, 1, 1, 1]);
  });

  it('in money, beside what stands', () => {
    const found = answer({
      services: [serviceOf({ metres: [F, G] })],
      ...{ standing: standingAt([F, G]), ask: { model: 'lscp', sites: Infinity, share: 0.8, least: 'cost' } }
    });
    // 37 of 89.6 are served: C brings 45, and 7.6 more need B (20 people, 4) or A (30, 5).
    expect(figures(found)).toMatchObject({ sites: [C, B], gain: [45, 20], today: 37, objective: 10 });
    expect([...found.coveredAfter]).toEqual([82, 102]);
  });
});

describe('by distance', () => {
  it('walks the least in sum; people whom nothing reaches are left out and counted', () => {
    const found = answer({
      services: [serviceOf({ homes: [...HOMES, 60_000], people: { pop_resident: [...PEOPLE, 3] } })],
      ask: { model: 'pmedian' }
    });
    expect(figures(found)).toMatchObject({
      sites: [B, C],
      gain: [50, 45],
      coveredAfter: [50, 95],
      curve: []
    });
    expect(found.objective).toBeCloseTo(18_800, 0);
    expect([found.leftOut, found.total, found.today]).toEqual([3, 115, 0]);
    expect(found.proven).toBe(true);
  });

  it('walks the least in sum, and the least at worst, beside what stands', () => {
    const stands = { services: [serviceOf({ metres: [F] })], standing: standingAt([F]) };
    const median = answer({ ...stands, ask: { model: 'pmedian', sites: 1 } });
    expect(figures(median)).toMatchObject({ sites: [C], gain: [45], coveredAfter: [75], today: 30 });
    expect(median.objective).toBeCloseTo(23_600, 0);
    const center = answer({ ...stands, ask: { model: 'pcenter', sites: 1 } });
    expect(figures(center)).toMatchObject({ sites: [D], gain: [7], coveredAfter: [37], today: 30 });
    expect(center.objective).toBeCloseTo(720, 0);
    const two = answer({ ...stands, ask: { model: 'pcenter', sites: 2 } });
    expect([...two.sites].sort()).toEqual([C, D]);
    expect(two.objective).toBeCloseTo(480, 0);
  });
});

describe('phases', () => {
  it('are each the best given those before', () => {
    const phases = [
      { name: '2026', sites: 1 },
      { name: '2027', sites: 2 }
    ];
    const { phases: plan } = answer({ ask: { sites: 3 }, phases });
    expect(plan!.stepwise.map(({ name, opened, objective }) => [name, [...opened], objective])).toEqual([
      ['2026', [B], 50],
      ['2027', [A, C], 105]
    ]);
    expect([plan!.atOnce.objective, plan!.price]).toEqual([105, 0]);
    const locked = answer({ ask: { sites: 3, lock: ofCandidates(4, D) }, phases });
    expect(locked.phases!.stepwise.map(({ opened, objective }) => [[...opened], objective])).toEqual([
      [[D], 7],
      [[B, C], 102]
    ]);
  });
});

describe('no answer', () => {
  it('says why, and what is served today', () => {
    const found = answer({
      services: [
        serviceOf({ metres: [F], homes: [...HOMES, 9000], people: { pop_resident: [...PEOPLE, 3] } })
      ],
      ...{ standing: standingAt([F]), ask: { model: 'lscp', sites: Infinity } }
    });
    expect(found.faults.length).toBeGreaterThan(0);
    expect([...found.sites]).toEqual([]);
    expect(found.proven).toBe(false);
    expect([found.today, found.total]).toEqual([30, 115]);
    const locked = answer({ ask: { sites: 1, lock: ofCandidates(4, A, B) } });
    expect(locked.faults.length).toBeGreaterThan(0);
    expect([...locked.curve]).toEqual([]);
  });
});
