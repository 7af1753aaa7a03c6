import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateOpen, isAllowed } from '../../src/lib/siting/evaluate.ts';
import type { MipSolver } from '../../src/lib/siting/mip.ts';
import { BARRED, FIXED, type SitingAnswer } from '../../src/lib/siting/problem.ts';
import { solveMedian } from '../../src/lib/siting/solve-median.ts';
import { makeGraphProblem } from '../bench/siting-graphs.ts';
import { loadMip } from './load-mip.ts';
import { kinds, leastByTrying, patient, problemOf, randomCase } from './median-cases.ts';

let mip: MipSolver;

beforeAll(async () => {
  mip = await loadMip();
});

describe('solveMedian against trying everything', () => {
  for (const withMip of [false, true])
    it(`is the least and proven in 640 random cases, ${withMip ? 'with' : 'without'} a solver of programs`, () => {
      let unservable = 0;
      for (const { kind, seed } of kinds(20)) {
        const problem = randomCase('pmedian', kind, seed);
        const least = leastByTrying(problem);
        const answer = solveMedian(problem, patient(withMip ? mip : null, seed));
        const about = `seed ${seed}, ${JSON.stringify(kind)}: expected ${least}, got ${answer.objective}`;
        if (least === Infinity) {
          unservable++;
          expect(answer, about).toMatchObject({ objective: Infinity, proven: false });
          expect(answer.open, about).toHaveLength(0);
          continue;
        }
        expect(Math.abs(answer.objective - least), about).toBeLessThanOrEqual(1e-9 * least);
        expect(answer.proven, about).toBe(true);
        expect(answer.bound, about).toBeLessThanOrEqual(least * (1 + 1e-12));
        expect(isAllowed(problem, answer.open), about).toBe(true);
        expect(evaluateOpen(problem, answer.open), about).toBe(answer.objective);
      }
      // Both sides of the question are asked.
      expect(unservable).toBeGreaterThan(50);
      expect(unservable).toBeLessThan(500);
    });

  it('gives a valid answer and bound without time, in 640 random cases', () => {
    for (const { kind, seed } of kinds(20)) {
      const problem = randomCase('pmedian', kind, seed + 500);
      const least = leastByTrying(problem);
      const answer = solveMedian(problem, { mip: null, seed, secondsLeft: () => 0 });
      expect(answer.bound, `seed ${seed}`).toBeLessThanOrEqual(least * (1 + 1e-12));
      expect(answer.objective, `seed ${seed}`).toBeGreaterThanOrEqual(least * (1 - 1e-12));
      if (answer.proven) expect(answer.objective, `seed ${seed}`).toBeCloseTo(least, 9);
      if (answer.open.length > 0) expect(isAllowed(problem, answer.open), `seed ${seed}`).toBe(true);
    }
  });
});

describe('solveMedian', () => {
  it('finds a perfect code on a perfect grid, and the middles of the parts of a street', () => {
    // 10 × 10 crossings 100 m apart that close into a torus. A site has four neighbours, so 20 sites leave 80 crossings that walk
    // 100 m at least, and sites a knight's move apart do it (Golomb and Welch 1970).
    const around = (steps: number) => Math.min((steps + 10) % 10, (10 - steps) % 10);
    const at = Array.from({ length: 100 }, (_, k) => [k % 10, Math.floor(k / 10)]);
    const torus = at.map(([x, y]) => at.map(([u, v]) => 100 * (around(x - u) + around(y - v))));
    const code = solveMedian(problemOf('pmedian', torus, new Array<number>(100).fill(1), 20), patient());
    expect(code).toMatchObject({ objective: 8000, bound: 8000, gap: 0, proven: true });
    // A street of 35 houses in 7 parts of 5: two steps, one, none, one, two in each, and no other way.
    const street = Array.from({ length: 35 }, (_, j) =>
      Array.from({ length: 35 }, (_, i) => 20 * Math.abs(i - j))
    );
    const parts = solveMedian(problemOf('pmedian', street, new Array<number>(35).fill(3), 7), patient());
    expect(parts).toMatchObject({ objective: 7 * 6 * 60, bound: 7 * 6 * 60, proven: true });
  });

  it('opens sites that serve everybody where each row knows only few options, which greedy for metres misses', () => {
    // The option in the middle is near to many but leaves the ends to two sites of their own; two sites must do for all.
    const metres = [
      [NaN, 1, 1, 1, 1, NaN],
      [90, 90, 90, NaN, NaN, NaN],
      [NaN, NaN, NaN, 90, 90, 90]
    ];
    const answer = solveMedian(problemOf('pmedian', metres, [1, 5, 5, 5, 5, 1], 2), patient());
    expect([...answer.open]).toEqual([1, 2]);
    expect(answer).toMatchObject({ objective: 90 * 22, proven: true });
  });

  it('never says that opening nothing is best where a row is out of reach', () => {
    const metres = [
      [5, NaN, NaN],
      [NaN, 5, NaN]
    ];
    const answer = solveMedian(problemOf('pmedian', metres, [1, 1, 1], 2), patient());
    expect(answer).toMatchObject({ objective: Infinity, bound: Infinity, proven: false });
    // The row does not matter where it has no worth.
    const idle = solveMedian(problemOf('pmedian', metres, [1, 1, 0], 2), patient());
    expect([...idle.open]).toEqual([0, 1]);
    expect(idle).toMatchObject({ objective: 10, proven: true });
  });

  it('finds the one choice that serves a ring where each site reaches its two neighbours', () => {
    // 30 places in a ring, each reaching itself and the next on either side: ten sites do, in three ways; 9 do not.
    const ring = (sites: number) =>
      problemOf(
        'pmedian',
        Array.from({ length: 30 }, (_, j) =>
          Array.from({ length: 30 }, (_, i) => {
            const steps = Math.min((i - j + 30) % 30, (j - i + 30) % 30);
            return steps <= 1 ? 10 * steps + (j % 7) : NaN;
          })
        ),
        new Array<number>(30).fill(1),
        sites
      );
    const answer = solveMedian(ring(10), patient());
    expect(answer.open).toHaveLength(10);
    expect(answer.proven).toBe(true);
    const ways = [0, 1, 2].map((from) => {
      const sum = Array.from({ length: 10 }, (_, k) => 20 + 3 * ((from + 3 * k) % 7));
      return sum.reduce((a, b) => a + b, 0);
    });
    expect(answer.objective).toBe(Math.min(...ways));
    expect(solveMedian(ring(9), patient())).toMatchObject({ objective: Infinity, bound: Infinity });
  });

  it('counts fixed sites towards the number, and not those that do not count', () => {
    const metres = [
      [0, 50, 100],
      [50, 0, 50],
      [100, 50, 0]
    ];
    const problem = problemOf('pmedian', metres, [1, 1, 1], 2);
    problem.options.state[0] = FIXED;
    expect([...solveMedian(problem, patient()).open]).toHaveLength(2);
    expect(solveMedian(problem, patient()).objective).toBe(50);
    problem.options.counts[0] = 0;
    expect(solveMedian(problem, patient()).objective).toBe(0);
    problem.options.state[2] = BARRED;
    expect(solveMedian(problem, patient()).objective).toBe(50);
    const over = problemOf('pmedian', metres, [1, 1, 1], 1);
    over.options.state.fill(FIXED);
    expect(solveMedian(over, patient())).toMatchObject({ objective: Infinity, proven: false });
    expect(solveMedian(over, patient()).open).toHaveLength(0);
  });

  it('answers a question without demand with what is fixed', () => {
    const problem = problemOf('pmedian', [[3], [4]], [0], 2);
    problem.options.state[1] = FIXED;
    const answer = solveMedian(problem, patient());
    expect([...answer.open]).toEqual([1]);
    expect(answer).toMatchObject({ objective: 0, bound: 0, gap: 0, proven: true });
    expect(solveMedian(problemOf('pmedian', [], [], 3), patient())).toMatchObject({ objective: 0, gap: 0 });
  });

  it('is the same from run to run, and tells answers that only get better', () => {
    const problem = makeGraphProblem(200, 20, 3);
    const told: SitingAnswer[] = [];
    const one = solveMedian(problem, { ...patient(), onBetter: (answer) => told.push(answer) });
    expect(solveMedian(problem, patient())).toEqual(one);
    expect(one.proven).toBe(true);
    expect(told.length).toBeGreaterThan(2);
    told.forEach((answer, k) => {
      expect(isAllowed(problem, answer.open)).toBe(true);
      expect(answer.objective).toBe(evaluateOpen(problem, answer.open));
      expect(answer.bound).toBeLessThanOrEqual(one.objective);
      if (k === 0) return;
      expect(answer.objective).toBeLessThanOrEqual(told[k - 1].objective);
      expect(answer.bound).toBeGreaterThanOrEqual(told[k - 1].bound);
    });
    expect(told.at(-1)!.objective).toBe(one.objective);
  });

  it('stops with the best so far when time ends in the middle of it, wherever that is', () => {
    const problem = makeGraphProblem(100, 10, 5);
    const { objective: least } = solveMedian(problem, patient());
    for (const asked of [1, 10, 100, 1000, 5000]) {
      let left = asked;
      const answer = solveMedian(problem, { mip: null, seed: 1, secondsLeft: () => Math.max(0, left--) });
      expect(answer.objective).toBeGreaterThanOrEqual(least);
      expect(answer.bound).toBeLessThanOrEqual(least);
      expect(isAllowed(problem, answer.open)).toBe(true);
    }
  });
});
