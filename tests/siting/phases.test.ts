import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../src/lib/siting/evaluate.ts';
import { planPhases, type Phase } from '../../src/lib/siting/phases.ts';
import {
  FIXED,
  plainLimits,
  plainOptions,
  type SitingAnswer,
  type SitingProblem
} from '../../src/lib/siting/problem.ts';
import { objectivePlainly, reasonCase, subsetsOf, type ReasonCase } from './reason-cases.ts';

/** The best by trying everything. */
function solver(each: ReasonCase) {
  const subsets = subsetsOf(each.metres.length);
  return (problem: SitingProblem): SitingAnswer => {
    const most = problem.model === 'mclp';
    let objective = most ? -Infinity : Infinity;
    let open: number[] = [];
    for (const set of subsets) {
      if (!isAllowed(problem, set)) continue;
      const worth = objectivePlainly({ ...each, problem }, set);
      if (most ? worth > objective : worth < objective) [objective, open] = [worth, set];
    }
    const isFound = Number.isFinite(objective);
    return { open: Uint32Array.from(open), objective, bound: objective, gap: 0, proven: isFound, by: [] };
  };
}

const PHASES: Phase[] = [
  { name: '2026', sites: 1, budget: 4 },
  { name: '2027', sites: 1, budget: 5 },
  { name: '2028', sites: 1, budget: 3 }
];

describe('planPhases', () => {
  it.each(['mclp', 'pmedian', 'pcenter'] as const)(
    'has each phase the best given the last, and never beats all at once, in 300 random towns (%s)',
    (model) => {
      const seen = { plans: 0, dearer: 0 };
      for (let seed = 1; seed <= 300; seed++) {
        const each = reasonCase(seed, model);
        const { problem } = each;
        // A facility that stands and costs 2 to give up.
        const cost = problem.options.cost.slice();
        const counts = problem.options.counts.slice();
        if (seed % 3 === 0) [cost[0], counts[0]] = [-2, 0];
        const asked: SitingProblem = { ...problem, options: { ...problem.options, cost, counts } };
        const plan = planPhases(asked, PHASES, solver(each));
        const subsets = subsetsOf(cost.length);
        const locked = [...cost.keys()].filter((o) => asked.options.state[o] === FIXED);
        let before: number[] = [];
        let gone: number[] = [];
        const best = (sites: number, money: number, isLast: boolean, must: number[], never: number[]) => {
          const base = cost.reduce((sum, yuan) => sum + Math.min(0, yuan), 0);
          const lockedSites = locked.reduce((sum, o) => sum + counts[o], 0);
          const worths = subsets
            .filter((set) => must.every((o) => set.includes(o)) && never.every((o) => !set.includes(o)))
            .filter((set) =>
              isAllowed(
                {
                  ...asked,
                  limits: {
                    ...asked.limits,
                    sites: Math.max(sites, lockedSites),
                    budget: Math.min(asked.limits.budget, base + money),
                    groups: isLast ? asked.limits.groups : []
                  }
                },
                set
              )
            )
            .map((set) => objectivePlainly(each, set));
          const worth = model === 'mclp' ? Math.max(...worths) : Math.min(...worths);
          return Number.isFinite(worth) ? worth : NaN;
        };
        plan.stepwise.forEach(({ name, open, opened, objective }, k) => {
          expect(name).toBe(PHASES[k].name);
          const [sites, money] = [
            [1, 4],
            [2, 9],
            [3, 12]
          ][k];
          expect(objective, `seed ${seed} phase ${k}`).toBe(best(sites, money, k === 2, before, gone));
          if (Number.isNaN(objective)) return;
          expect(objectivePlainly(each, [...open])).toBe(objective);
          expect(before.every((o) => open.includes(o))).toBe(true);
          expect([...opened].every((o) => !before.includes(o))).toBe(true);
          before = [...open].filter((o) => cost[o] >= 0);
          gone = [...cost.keys()].filter((o) => cost[o] < 0 && !open.includes(o));
        });
        const atOnce = best(3, 12, true, [], []);
        expect(plan.atOnce.objective, `seed ${seed}`).toBe(atOnce);
        const last = plan.stepwise[2].objective;
        expect(plan.price, `seed ${seed}`).toBe(model === 'mclp' ? atOnce - last : last - atOnce);
        if (Number.isNaN(plan.price)) continue;
        seen.plans++;
        expect(plan.price).toBeGreaterThanOrEqual(0);
        expect(plan.priceShare).toBe(plan.price === 0 ? 0 : plan.price / atOnce);
        if (plan.price > 0) seen.dearer++;
        const built = plan.atOnceByPhase[2];
        if (!Number.isNaN(built.objective)) {
          expect(built.objective, `seed ${seed}`).toBe(atOnce);
          expect([...built.open], `seed ${seed}`).toEqual([...plan.atOnce.open]);
        }
      }
      expect(seen.plans).toBeGreaterThan(100);
      expect(seen.dearer).toBeGreaterThan(3);
    }
  );

  // The middle one covers most alone (4 + 4), the two outer ones all (5 + 5).
  const outer: ReasonCase = {
    problem: {
      model: 'mclp',
      weight: Float64Array.from([1, 4, 4, 1]),
      reach: {
        first: Uint32Array.from([0, 2, 4, 6]),
        point: Uint32Array.from([0, 1, 1, 2, 2, 3]),
        metres: new Float64Array(6)
      },
      options: plainOptions(3),
      limits: plainLimits(2),
      ...{ times: 1, least: 'number' }
    },
    open: [],
    metres: [
      [0, 0, Infinity, Infinity],
      [Infinity, 0, 0, Infinity],
      [Infinity, Infinity, 0, 0]
    ]
  };
  const years = [
    { name: '2026', sites: 1 },
    { name: '2027', sites: 1 }
  ];

  it('says the price of building step by step', () => {
    const plan = planPhases(outer.problem, years, solver(outer));
    expect(plan.stepwise.map(({ objective }) => objective)).toEqual([8, 9]);
    expect(plan.stepwise.map(({ opened }) => [...opened])).toEqual([[1], [0]]);
    expect(plan.atOnce.objective).toBe(10);
    expect(plan.atOnceByPhase.map(({ objective }) => objective)).toEqual([5, 10]);
    expect([plan.price, plan.priceShare]).toEqual([1, 0.1]);
  });

  it('takes step by step for both where the solving of all at once falls short', () => {
    const exact = solver(outer);
    const plan = planPhases(outer.problem, years, (problem) =>
      problem.limits.sites === 2 && !problem.options.state.includes(FIXED)
        ? { ...exact(problem), open: Uint32Array.from([0]), objective: 5 }
        : exact(problem)
    );
    expect(plan.atOnce).toEqual({ open: plan.stepwise[1].open, objective: 9, proven: false });
    expect(plan.price).toBe(0);
  });

  it('throws for no phase and for a model that chooses no number', () => {
    expect(() => planPhases(outer.problem, [], solver(outer))).toThrow('expected at least one phase');
    const problem: SitingProblem = { ...outer.problem, model: 'lscp' };
    expect(() => planPhases(problem, years, solver(outer))).toThrow('got lscp');
  });
});
