import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { isAllowed } from '../../src/lib/siting/evaluate.ts';
import type { MipSolver } from '../../src/lib/siting/mip.ts';
import type { SitingAnswer, SitingModel, SitingProblem } from '../../src/lib/siting/problem.ts';
import { plainLimits, plainOptions } from '../../src/lib/siting/problem.ts';
import { solveWithLimits } from '../../src/lib/siting/solve-with-limits.ts';
import { bestOfSubsets, makeLimitsCase, type Condition } from './limits-cases.ts';
import { loadMip } from './load-mip.ts';

let mip: MipSolver;

beforeAll(async () => {
  mip = await loadMip();
});

const CASES = 200;
const solve = (problem: SitingProblem, solver: MipSolver | null, seconds = 1e9) =>
  solveWithLimits(problem, { mip: solver, seed: 1, secondsLeft: () => seconds });

/** Holds an answer to the best of all subsets; `isExact`: it has to be that, and proven. */
function hold(
  problem: SitingProblem,
  answer: SitingAnswer,
  best: number,
  isExact: boolean,
  label: string
): boolean {
  const slack = 1e-9 * Math.max(1, Math.abs(best));
  const isMost = problem.model === 'mclp';
  if (!Number.isFinite(best)) {
    expect(answer, label).toMatchObject({ objective: best, bound: best, proven: false });
    expect(answer.open.length, label).toBe(0);
    return true;
  }
  if (answer.objective === (isMost ? -Infinity : Infinity)) {
    if (isExact) expect.fail(`${label}: expected ${best}, got nothing`);
    expect(answer, label).toMatchObject({ proven: false });
    return false;
  }
  expect(isAllowed(problem, answer.open), label).toBe(true);
  expect(Array.from(answer.open), label).toEqual(Array.from(answer.open).sort((a, b) => a - b));
  // Never better than the best, and the bound never worse.
  const sign = isMost ? 1 : -1;
  expect(sign * (answer.objective - best), label).toBeLessThanOrEqual(slack);
  expect(sign * (best - answer.bound), label).toBeLessThanOrEqual(slack);
  const isBest = Math.abs(answer.objective - best) <= slack;
  if (answer.proven) expect(isBest, `${label}: proven ${answer.objective}, best ${best}`).toBe(true);
  if (isExact) expect(answer, `${label}: best ${best}`).toMatchObject({ proven: true, gap: 0 });
  if (isExact) expect(isBest, `${label}: got ${answer.objective}, best ${best}`).toBe(true);
  return isBest;
}

const ALONE: Record<SitingModel, Condition[][]> = {
  mclp: [
    [],
    ['budget'],
    ['closing'],
    ['places'],
    ['groups'],
    ['apart'],
    ['twice'],
    ['counts'],
    ['states'],
    ['services']
  ],
  lscp: [
    ...([
      [],
      ['budget'],
      ['closing'],
      ['places'],
      ['groups'],
      ['apart'],
      ['twice'],
      ['counts'],
      ['states']
    ] as Condition[][]),
    ...([['share'], ['cost'], ['cost', 'share'], ['cost', 'closing'], ['services', 'share']] as Condition[][])
  ],
  pmedian: [
    [],
    ['budget'],
    ['closing'],
    ['places'],
    ['groups'],
    ['apart'],
    ['counts'],
    ['states'],
    ['fractions']
  ],
  pcenter: [
    [],
    ['budget'],
    ['closing'],
    ['places'],
    ['groups'],
    ['apart'],
    ['counts'],
    ['states'],
    ['fractions']
  ]
};

const models = Object.keys(ALONE) as SitingModel[];
const named = models.flatMap((model) => ALONE[model].map((conditions) => ({ model, conditions })));

describe('the best of all subsets, proven', () => {
  it.each(named)(`$model with $conditions, ${CASES} times`, { timeout: 300_000 }, ({ model, conditions }) => {
    let found = 0;
    let answerable = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const problem = makeLimitsCase(model, conditions, seed);
      const best = bestOfSubsets(problem);
      const label = `${model} ${conditions.join('+')} seed ${seed}`;
      hold(problem, solve(problem, mip), best, true, label);
      const alone = hold(problem, solve(problem, null), best, false, `${label} without a solver`);
      if (!Number.isFinite(best)) continue;
      answerable++;
      if (alone) found++;
    }
    expect(answerable).toBeGreaterThan(CASES / 10);
    // What is not proven is still nearly always the best where it is small.
    expect(found / answerable).toBeGreaterThan(0.97);
  });

  it.each(models)(`%s with conditions drawn by chance, ${2 * CASES} times`, { timeout: 300_000 }, (model) => {
    const all = [...new Set(ALONE[model].flat()), 'fractions' as const];
    let found = 0;
    let answerable = 0;
    for (let seed = 1; seed <= 2 * CASES; seed++) {
      const next = createRandom(10_000 + seed);
      const conditions = all.filter(() => next() < 0.4);
      const problem = makeLimitsCase(model, conditions, 50_000 + seed);
      const best = bestOfSubsets(problem);
      const label = `${model} ${conditions.join('+')} seed ${50_000 + seed}`;
      hold(problem, solve(problem, mip), best, true, label);
      const alone = hold(problem, solve(problem, null), best, false, `${label} without a solver`);
      if (!Number.isFinite(best)) continue;
      answerable++;
      if (alone) found++;
    }
    expect(answerable).toBeGreaterThan(CASES / 10);
    expect(found / answerable).toBeGreaterThan(0.95);
  });
});

describe('time and order', () => {
  it.each(models)('%s without time gives what is allowed, or nothing', (model) => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = makeLimitsCase(model, ['budget', 'groups', 'apart', 'places'], seed);
      const answer = solve(problem, mip, 0);
      hold(problem, answer, bestOfSubsets(problem), false, `${model} seed ${seed}`);
    }
  });

  it.each(models)('%s gives the same answer and the same steps again', (model) => {
    for (let seed = 1; seed <= 20; seed++) {
      const problem = makeLimitsCase(model, ['budget', 'groups', 'closing', 'places', 'counts'], seed);
      const run = () => {
        const steps: SitingAnswer[] = [];
        const tools = {
          mip,
          seed: 7,
          secondsLeft: () => 1e9,
          onBetter: (step: SitingAnswer) => steps.push(step)
        };
        return { answer: solveWithLimits(problem, tools), steps };
      };
      const [one, two] = [run(), run()];
      expect(one).toEqual(two);
      const sign = model === 'mclp' ? 1 : -1;
      one.steps.forEach((step, k) => {
        if (k > 0) expect(sign * (step.objective - one.steps[k - 1].objective)).toBeGreaterThanOrEqual(0);
      });
      if (one.steps.length > 0) expect(one.steps.at(-1)!.objective).toBe(one.answer.objective);
    }
  });

  it('gives nothing, and no proof, where nothing is allowed', () => {
    for (const model of models) {
      const problem = makeLimitsCase(model, [], 3);
      const barred = {
        ...problem,
        options: { ...problem.options, state: problem.options.state.map(() => 2) }
      };
      barred.limits.groups = [{ options: Uint32Array.of(0), least: 1, name: 'one' }];
      for (const solver of [mip, null]) {
        const answer = solve(barred, solver);
        const none = model === 'mclp' ? -Infinity : Infinity;
        expect(answer).toMatchObject({ objective: none, bound: none, proven: false });
        expect(answer.open.length).toBe(0);
      }
    }
  });
});

/** A question of rows of points that each option reaches, 100 m away. */
function ask(
  model: SitingModel,
  weight: number[],
  reached: number[][],
  more: Partial<SitingProblem['options']> = {}
) {
  const first = new Uint32Array(reached.length + 1);
  reached.forEach((row, o) => (first[o + 1] = first[o] + row.length));
  const problem: SitingProblem = {
    model,
    weight: Float64Array.from(weight),
    reach: {
      first,
      point: Uint32Array.from(reached.flat()),
      metres: new Float64Array(first.at(-1)!).fill(100)
    },
    options: { ...plainOptions(reached.length), ...more },
    limits: plainLimits(Infinity),
    ...{ times: 1, least: 'number' }
  };
  return problem;
}

describe('what conditions are for', () => {
  it('closes what stands where the site is worth more elsewhere, and only then', () => {
    // Option 0 stands and serves 10; option 1 would serve `elsewhere`. One site, 5 yuan to close and 20 to build, of 25 or 24.
    const question = (elsewhere: number, money: number) => {
      const problem = ask('mclp', [10, elsewhere], [[0], [1]], { cost: Float64Array.of(-5, 20) });
      // Staying costs nothing: the budget is what there is less what closing would cost.
      problem.limits = { ...plainLimits(1), budget: money - 5 };
      return problem;
    };
    for (const solver of [mip, null]) {
      expect(Array.from(solve(question(11, 25), solver).open)).toEqual([1]);
      expect(Array.from(solve(question(9, 25), solver).open)).toEqual([0]);
      expect(Array.from(solve(question(11, 24), solver).open)).toEqual([0]);
    }
  });

  it('moves what can be moved: two stand side by side, one goes where nobody is', () => {
    // Two standing options serve the same 10 people; 8 live elsewhere. No new site, but each that stands may be given up for 3.
    const problem = ask('mclp', [10, 8, 2], [[0], [0], [1], [2]], { cost: Float64Array.of(-3, -3, 4, 4) });
    problem.limits = { ...plainLimits(0 + 2), budget: 7 - 6 };
    const answer = solve(problem, mip);
    expect(answer).toMatchObject({ objective: 18, proven: true });
    expect(answer.open.length).toBe(2);
    expect(Array.from(answer.open).slice(-1)).toEqual([2]);
    problem.limits.budget = 6 - 6;
    expect(solve(problem, mip)).toMatchObject({ objective: 10, proven: true });
  });

  it('gives each community that has none its one, before the many elsewhere', () => {
    // Communities A (options 0, 1) and B (option 2) have none; C has two large sites that no group asks for.
    const problem = ask('mclp', [5, 6, 1, 50, 40], [[0], [1], [2], [3], [4]]);
    const groups = [
      { options: Uint32Array.of(0, 1), least: 1, name: 'A' },
      { options: Uint32Array.of(2), least: 1, name: 'B' }
    ];
    problem.limits = { ...plainLimits(3), groups };
    const answer = solve(problem, mip);
    expect(Array.from(answer.open)).toEqual([1, 2, 3]);
    expect(answer).toMatchObject({ objective: 57, proven: true });
    problem.limits.groups = [];
    expect(Array.from(solve(problem, mip).open)).toEqual([1, 3, 4]);
    problem.model = 'lscp';
    problem.limits = { ...plainLimits(5), groups, share: 0.5 };
    expect(Array.from(solve(problem, mip).open)).toContain(2);
    expect(solve(problem, mip)).toMatchObject({ objective: 3, proven: true });
  });

  it('chooses the site and its size', () => {
    // Place 0 small or large, place 1 small or large: 30 yuan buy one large, or two small.
    const reached = [[0], [0, 1, 2], [3], [3, 4]];
    const more = { place: Uint32Array.of(0, 0, 1, 1), cost: Float64Array.of(12, 28, 15, 29) };
    const problem = ask('mclp', [10, 6, 3, 8, 4], reached, more);
    problem.limits = { ...plainLimits(Infinity), budget: 30 };
    expect(solve(problem, mip)).toMatchObject({ objective: 19, proven: true });
    problem.limits.budget = 27;
    expect(Array.from(solve(problem, mip).open)).toEqual([0, 2]);
    problem.limits.budget = 57;
    expect(Array.from(solve(problem, mip).open)).toEqual([1, 3]);
  });
});
