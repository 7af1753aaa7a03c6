import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { isAllowed } from '../../src/lib/siting/evaluate.ts';
import type { MipSolver } from '../../src/lib/siting/mip.ts';
import { plainLimits, plainOptions } from '../../src/lib/siting/problem.ts';
import type { SitingAnswer, SitingProblem } from '../../src/lib/siting/problem.ts';
import { solveSetCover } from '../../src/lib/siting/solve-set-cover.ts';
import { setsOf } from './cover-cases.ts';
import { loadMip } from './load-mip.ts';

let mip: MipSolver;

beforeAll(async () => {
  mip = await loadMip();
});

const SHARES = [1, 1, 0.95, 0.8, 0.5, 0.2];

/** A question with up to 11 options and 16 rows: some options stand, some are barred, some cost or count nothing. */
function smallCase(seed: number): SitingProblem {
  const random = createRandom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const options = 1 + upTo(10);
  const rows = 1 + upTo(15);
  const density = 0.1 + 0.4 * random();
  const sets = setsOf(
    Array.from({ length: options }, () =>
      Array.from({ length: rows }, (_, i) => i).filter(() => random() < density)
    )
  );
  const whole = random() < 0.6;
  const weight = Float64Array.from({ length: rows }, () =>
    random() < 0.15 ? 0 : whole ? 1 + upTo(9) : 10 * random()
  );
  const least = random() < 0.5 ? 'number' : 'cost';
  const plain = plainOptions(options);
  const wholeCosts = random() < 0.5;
  for (let o = 0; o < options; o++) {
    plain.state[o] = [0, 0, 0, 0, 0, 0, 0, 1, 2, 0][upTo(9)];
    plain.counts[o] = random() < 0.9 ? 1 : 0;
    plain.cost[o] = random() < 0.1 ? upTo(2) - 2 : wholeCosts ? 10 * (1 + upTo(5)) : 5 * random();
  }
  return {
    ...{ model: 'lscp', weight, reach: { ...sets, metres: new Float64Array(sets.point.length) } },
    ...{ options: plain, limits: { ...plainLimits(Infinity), share: SHARES[upTo(SHARES.length - 1)] } },
    ...{ times: 1, least }
  };
}

/** The least number or cost over all sets of options, counted the plain way; Infinity: none will do. */
function leastByTrying({ weight, reach, options, limits, least }: SitingProblem): number {
  const count = options.place.length;
  let best = Infinity;
  for (let mask = 0; mask < 2 ** count; mask++) {
    const reached = new Set<number>();
    let value = 0;
    let fits = true;
    for (let o = 0; o < count; o++) {
      const isIn = Math.floor(mask / 2 ** o) % 2 === 1;
      if (options.state[o] === (isIn ? 2 : 1)) fits = false;
      if (!isIn) continue;
      value += least === 'cost' ? options.cost[o] : options.counts[o];
      for (let k = reach.first[o]; k < reach.first[o + 1]; k++) reached.add(reach.point[k]);
    }
    let total = 0;
    let covered = 0;
    weight.forEach((w, i) => {
      total += w;
      if (reached.has(i)) covered += w;
    });
    if (fits && covered >= limits.share * total) best = Math.min(best, value);
  }
  return best;
}

const solve = (problem: SitingProblem, solver: MipSolver | null, seed = 1): SitingAnswer =>
  solveSetCover(problem, { mip: solver, seed, secondsLeft: () => 60 });

describe('set covering of small cases', () => {
  it('heeds weights that are tiny: shares of one (60 cases)', () => {
    for (let seed = 1001; seed <= 1060; seed++) {
      const problem = smallCase(seed);
      const total = problem.weight.reduce((sum, each) => sum + each, 0);
      const tiny = { ...problem, weight: problem.weight.map((each) => each / (total || 1) / 1e6) };
      const best = leastByTrying(tiny);
      const close = 1e-9 * Math.max(1, Math.abs(best));
      const { objective, bound } = solve(tiny, mip);
      if (best === Infinity) expect(objective, `seed ${seed}`).toBe(Infinity);
      else expect(Math.abs(objective - best), `seed ${seed}`).toBeLessThanOrEqual(close);
      expect(bound, `seed ${seed}`).toBeLessThanOrEqual(best + close);
    }
  });

  it.each([
    ['with a solver', true],
    ['without one', false]
  ])('is as good as trying everything, %s (400 cases)', (_, withMip) => {
    let proven = 0;
    let possible = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const problem = smallCase(seed);
      const best = leastByTrying(problem);
      const answer = solve(problem, withMip ? mip : null);
      const close = 1e-9 * Math.max(1, Math.abs(best));
      if (best === Infinity) {
        expect(answer, `seed ${seed}`).toMatchObject({ objective: Infinity, proven: false });
        expect(answer.open, `seed ${seed}`).toHaveLength(0);
        continue;
      }
      possible++;
      expect(Math.abs(answer.objective - best), `seed ${seed}`).toBeLessThanOrEqual(close);
      expect(answer.bound, `seed ${seed}`).toBeLessThanOrEqual(best + close);
      expect(isAllowed(problem, answer.open), `seed ${seed}`).toBe(true);
      if (answer.proven)
        expect(answer.bound, `seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-6 * Math.abs(best));
      proven += answer.proven ? 1 : 0;
    }
    expect(possible).toBeGreaterThan(200);
    if (withMip) expect(proven).toBe(possible);
    else expect(proven).toBeGreaterThan(possible / 2);
  });
});

/** Points strewn over a square and options that each reach what is within `radius`. */
function strewn(seed: number, rows: number, options: number, radius: number, share: number): SitingProblem {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: rows }, () => random());
  const y = Float64Array.from({ length: rows }, () => random());
  const sets = setsOf(
    Array.from({ length: options }, () => {
      const [a, b] = [random(), random()];
      const near: number[] = [];
      for (let i = 0; i < rows; i++) if (Math.hypot(x[i] - a, y[i] - b) <= radius) near.push(i);
      return near;
    })
  );
  const reached = new Set(sets.point);
  return {
    model: 'lscp',
    weight: Float64Array.from({ length: rows }, (_, i) =>
      reached.has(i) ? 1 + Math.floor(99 * random()) : 0
    ),
    reach: { ...sets, metres: new Float64Array(sets.point.length) },
    ...{ options: plainOptions(options), limits: { ...plainLimits(Infinity), share } },
    ...{ times: 1, least: 'number' }
  };
}

describe('set covering of a town', () => {
  it.each([1, 0.9])(
    'proves share %s, the same twice, and each answer on the way is better or better bound',
    (share) => {
      const problem = strewn(3, 2000, 80, 0.2, share);
      const seen: SitingAnswer[] = [];
      const first = solveSetCover(problem, {
        mip,
        seed: 5,
        secondsLeft: () => 60,
        onBetter: (a) => seen.push(a)
      });
      expect(first.proven).toBe(true);
      expect(solve(problem, mip, 5)).toEqual(first);
      expect(seen.length).toBeGreaterThan(0);
      seen.forEach((answer, k) => {
        expect(answer.bound).toBeLessThanOrEqual(first.objective);
        if (k === 0) return;
        expect(answer.objective).toBeLessThanOrEqual(seen[k - 1].objective);
        expect(answer.bound).toBeGreaterThanOrEqual(seen[k - 1].bound);
      });
    }
  );

  it('gives a whole answer and a valid bound where there is no time', () => {
    const problem = strewn(4, 2000, 80, 0.2, 1);
    const hurried = solveSetCover(problem, { mip, seed: 1, secondsLeft: () => 0 });
    const best = solve(problem, mip);
    expect(isAllowed(problem, hurried.open)).toBe(true);
    expect(hurried.objective).toBeLessThan(Infinity);
    expect(hurried.objective).toBeGreaterThanOrEqual(best.objective);
    expect(hurried.bound).toBeLessThanOrEqual(best.objective);
  });

  it.each([
    [0.95, 0.15],
    [1, 0.2]
  ])('comes near its bound for share %s of a district without a solver', (share, gap) => {
    const problem = strewn(6, 2000, 80, 0.2, share);
    const answer = solve(problem, null);
    expect(isAllowed(problem, answer.open)).toBe(true);
    expect(answer.gap).toBeLessThanOrEqual(gap);
    expect(answer.bound).toBeLessThanOrEqual(solve(problem, mip).objective);
  });

  it('opens nothing where nobody has to be covered', () => {
    const problem = strewn(4, 50, 10, 0.3, 1);
    expect(solve({ ...problem, weight: new Float64Array(50) }, mip)).toMatchObject({
      objective: 0,
      proven: true
    });
  });
});
