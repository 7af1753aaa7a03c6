import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { assignOpen } from '../../src/lib/siting/capacity-assign.ts';
import { evaluateOpen, isAllowed } from '../../src/lib/siting/evaluate.ts';
import {
  gapOf,
  plainLimits,
  SAME,
  type SitingAnswer,
  type SitingModel,
  type SitingProblem,
  type SolveTools
} from '../../src/lib/siting/problem.ts';
import { solveWithCapacity } from '../../src/lib/siting/solve-with-capacity.ts';
import { bestByTrying, drawCase, kinds, sendPlainly } from './capacity-cases.ts';
import { loadMip } from './load-mip.ts';

const mip = await loadMip();
const models: SitingModel[] = ['mclp', 'pmedian', 'lscp'];
const CASES = 200;

function toolsOf(given: Partial<SolveTools> = {}): SolveTools {
  return { mip, seed: 1, secondsLeft: () => 60, ...given };
}

/** A bound is on the right side of the best, but for a solver's tolerance. */
function expectBound({ model }: SitingProblem, answer: SitingAnswer, best: number, said: string) {
  const slip = 1e-9 * Math.max(1, Math.abs(best));
  if (model === 'mclp') expect(answer.bound, said).toBeGreaterThanOrEqual(best - slip);
  else expect(answer.bound, said).toBeLessThanOrEqual(best + slip);
}

function expectFeasible(problem: SitingProblem, answer: SitingAnswer, said: string) {
  const open = [...answer.open];
  expect(isAllowed(problem, open), said).toBe(true);
  expect(
    open.every((o, k) => k === 0 || o > open[k - 1]),
    said
  ).toBe(true);
  const { served, walked } = sendPlainly(problem, open, problem.model === 'pmedian');
  const total = problem.weight.reduce((sum, w) => sum + w, 0);
  if (problem.model === 'mclp') expect(answer.objective, said).toBeCloseTo(served, 8);
  if (problem.model === 'pmedian') expect(answer.objective, said).toBeCloseTo(walked, 5);
  if (problem.model !== 'mclp') {
    const share = problem.model === 'lscp' ? problem.limits.share : 1;
    expect(served, said).toBeGreaterThanOrEqual(total * (share - 2e-9));
  }
  expect(answer.gap, said).toBeCloseTo(gapOf(answer.objective, answer.bound), 12);
}

describe.each(models)('%s with capacities', (model) => {
  it.each(kinds)(`equals trying every choice, ${CASES} cases: %s`, (kind) => {
    let feasible = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const problem = drawCase(model, kind, seed);
      const said = `${model} ${kind} seed ${seed}`;
      const best = bestByTrying(problem);
      const answer = solveWithCapacity(problem, toolsOf());
      if (!Number.isFinite(best)) {
        expect(answer, said).toMatchObject({ objective: best, proven: false });
        expect(answer.open, said).toHaveLength(0);
        continue;
      }
      feasible++;
      expect(Math.abs(answer.objective - best), said).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(best)));
      expectFeasible(problem, answer, said);
      expectBound(problem, answer, best, said);
      expect(answer.proven, said).toBe(true);
    }
    expect(feasible).toBeGreaterThan(CASES / 10);
  });

  it(`keeps the limits and bounds the best without a solver, ${CASES} cases`, () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const problem = drawCase(model, kinds[seed % kinds.length], seed + 1000);
      const said = `${model} seed ${seed + 1000}`;
      const best = bestByTrying(problem);
      const answer = solveWithCapacity(problem, toolsOf({ mip: null }));
      if (Number.isFinite(best)) expectBound(problem, answer, best, said);
      if (answer.open.length > 0 || Number.isFinite(answer.objective)) expectFeasible(problem, answer, said);
      if (answer.proven) expect(gapOf(answer.objective, best), said).toBeLessThanOrEqual(2 * SAME);
    }
  });

  it('gives the same answer again, and with no time a valid one without a throw', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const problem = drawCase(model, 'all', seed + 2000);
      const said = `${model} seed ${seed + 2000}`;
      const heard: SitingAnswer[] = [];
      const answer = solveWithCapacity(problem, toolsOf({ onBetter: (each) => heard.push(each) }));
      expect(solveWithCapacity(problem, toolsOf()), said).toEqual(answer);
      if (heard.length > 0) expect(heard.at(-1)!.objective, said).toBe(answer.objective);
      for (const each of heard) expectFeasible(problem, each, said);
      const best = bestByTrying(problem);
      const hurried = solveWithCapacity(problem, toolsOf({ secondsLeft: () => 0 }));
      if (!Number.isFinite(best)) continue;
      expectBound(problem, hurried, best, said);
      if (hurried.open.length > 0) expectFeasible(problem, hurried, said);
    }
  });
});

/** One place with two sizes beside another, for ten people at the first and four at the second. */
function twoPlaces(model: SitingModel, capacity: number[], cost: number[]): SitingProblem {
  return {
    ...{ model, times: 1, least: 'cost', limits: plainLimits(2) },
    weight: Float64Array.of(10, 4),
    reach: {
      first: Uint32Array.of(0, 1, 2, 4),
      point: Uint32Array.of(0, 0, 0, 1),
      metres: Float64Array.of(100, 100, 300, 50)
    },
    options: {
      ...{ place: Uint32Array.of(0, 0, 1), cost: Float64Array.from(cost), counts: new Uint8Array(3).fill(1) },
      ...{ state: new Uint8Array(3), capacity: Float64Array.from(capacity) }
    }
  };
}

describe('solveWithCapacity', () => {
  it('chooses site and size: the small one where the other place has room, the large one where it has not', () => {
    const least = (capacity: number[]) =>
      solveWithCapacity(twoPlaces('lscp', capacity, [1, 5, 2]), toolsOf());
    expect(least([4, 10, 10])).toMatchObject({ objective: 3, proven: true, open: Uint32Array.of(0, 2) });
    expect(least([4, 10, 4])).toMatchObject({ objective: 7, proven: true, open: Uint32Array.of(1, 2) });
  });

  it('sends people farther so that all are served: 6 to the near place, 4 and 4 to the other', () => {
    const problem = twoPlaces('pmedian', [6, 6, 8], [1, 1, 1]);
    const answer = solveWithCapacity(problem, toolsOf());
    expect(answer).toMatchObject({ objective: 6 * 100 + 4 * 300 + 4 * 50, proven: true });
    const { served, used, flowFirst, flowOption, flowWorth } = assignOpen(problem, answer.open);
    expect([...served]).toEqual([1, 1]);
    expect(used[2]).toBe(8);
    expect([...flowFirst]).toEqual([0, 2, 3]);
    expect([...flowWorth]).toEqual([6, 4, 4]);
    expect(flowOption[1]).toBe(2);
  });

  it.each([null, mip])('opens nothing where all together are too small, and does not throw', (solver) => {
    const answer = solveWithCapacity(twoPlaces('pmedian', [5, 6, 7], [1, 1, 1]), toolsOf({ mip: solver }));
    expect(answer).toMatchObject({ objective: Infinity, proven: false });
    expect(answer.open).toHaveLength(0);
  });

  it('serves nobody with capacities of 0', () => {
    const answer = solveWithCapacity(twoPlaces('mclp', [0, 0, 0], [1, 1, 1]), toolsOf());
    expect(answer).toMatchObject({ objective: 0, bound: 0, gap: 0, proven: true });
  });

  it.each(['mclp', 'pmedian', 'lscp'] as const)(
    'equals %s without capacities where none is short',
    (model) => {
      for (let seed = 1; seed <= CASES; seed++) {
        const problem = drawCase(model, kinds[seed % kinds.length], seed + 3000);
        problem.options.capacity =
          seed % 2 ? null : new Float64Array(problem.options.place.length).fill(Infinity);
        const answer = solveWithCapacity(problem, toolsOf());
        const plain = bestOfPlain(problem);
        const said = `${model} seed ${seed + 3000}`;
        if (Number.isFinite(plain))
          expect(Math.abs(answer.objective - plain), said).toBeLessThanOrEqual(1e-9 * Math.max(1, plain));
        else expect(answer.objective, said).toBe(plain);
      }
    }
  );

  it('refuses p-center', () => {
    expect(() => solveWithCapacity(twoPlaces('pcenter', [1, 1, 1], [1, 1, 1]), toolsOf())).toThrow(
      'expected mclp, pmedian or lscp with capacities, got pcenter'
    );
  });
});

/** The best of all choices by what the objective is without capacities. */
function bestOfPlain(problem: SitingProblem): number {
  const count = problem.options.place.length;
  let best = problem.model === 'mclp' ? -Infinity : Infinity;
  for (let mask = 0; mask < 1 << count; mask++) {
    const open = Array.from({ length: count }, (_, o) => o).filter((o) => mask & (1 << o));
    if (!isAllowed(problem, open)) continue;
    const value = evaluateOpen(problem, open);
    best = problem.model === 'mclp' ? Math.max(best, value) : Math.min(best, value);
  }
  return best;
}

describe('assignOpen', () => {
  it(`serves the most, then the least walking, and nobody twice, ${CASES} cases`, () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const problem = drawCase('pmedian', 'plain', seed + 4000);
      const { weight, options, reach } = problem;
      const random = createRandom(seed);
      const open = Array.from({ length: options.place.length }, (_, o) => o).filter(() => random() < 0.6);
      const said = `seed ${seed + 4000}`;
      const { served, used, flowFirst, flowOption, flowWorth } = assignOpen(problem, open);
      const best = sendPlainly(problem, open, true);
      const sums = new Float64Array(used.length);
      let [all, walked] = [0, 0];
      for (let i = 0; i < weight.length; i++) {
        let own = 0;
        for (let a = flowFirst[i]; a < flowFirst[i + 1]; a++) {
          const o = flowOption[a];
          let metres = NaN;
          for (let at = reach.first[o]; at < reach.first[o + 1]; at++)
            if (reach.point[at] === i) metres = reach.metres[at];
          expect(open.includes(o) && flowWorth[a] > 0, said).toBe(true);
          own += flowWorth[a];
          sums[o] += flowWorth[a];
          walked += flowWorth[a] * metres;
        }
        expect(own, said).toBeLessThanOrEqual(weight[i] + 1e-9);
        expect(own, said).toBeCloseTo(served[i] * weight[i], 9);
        all += own;
      }
      for (let o = 0; o < used.length; o++) {
        expect(used[o], said).toBeLessThanOrEqual(options.capacity![o] + 1e-9);
        expect(sums[o], said).toBeCloseTo(used[o], 9);
      }
      expect(all, said).toBeCloseTo(best.served, 8);
      expect(walked, said).toBeCloseTo(best.walked, 5);
    }
  });
});
