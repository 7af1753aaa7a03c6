import { beforeAll, describe, expect, it } from 'vitest';
import { findCoverByMip } from '../../src/lib/siting/center-cover.ts';
import { createCenterRows } from '../../src/lib/siting/center-rows.ts';
import { evaluateOpen, isAllowed } from '../../src/lib/siting/evaluate.ts';
import type { MipSolver } from '../../src/lib/siting/mip.ts';
import { BARRED, FIXED, type SitingAnswer } from '../../src/lib/siting/problem.ts';
import { findServing, solveCenter } from '../../src/lib/siting/solve-center.ts';
import { makeGraphProblem } from '../bench/siting-graphs.ts';
import { loadMip } from './load-mip.ts';
import { kinds, leastByTrying, patient, problemOf, randomCase } from './median-cases.ts';

let mip: MipSolver;

beforeAll(async () => {
  mip = await loadMip();
});

describe('solveCenter against trying everything', () => {
  for (const withMip of [false, true])
    it(`is the least and proven in 640 random cases, ${withMip ? 'with' : 'without'} a solver of programs`, () => {
      for (const { kind, seed } of kinds(20)) {
        const problem = randomCase('pcenter', kind, seed);
        const least = leastByTrying(problem);
        const answer = solveCenter(problem, patient(withMip ? mip : null, seed));
        const about = `seed ${seed}, ${JSON.stringify(kind)}: expected ${least}, got ${answer.objective}`;
        expect(answer.objective, about).toBe(least);
        if (least === Infinity) {
          expect(answer.proven, about).toBe(false);
          expect(answer.open, about).toHaveLength(0);
          continue;
        }
        expect(answer, about).toMatchObject({ bound: least, gap: 0, proven: true });
        expect(isAllowed(problem, answer.open), about).toBe(true);
        expect(evaluateOpen(problem, answer.open), about).toBe(least);
      }
    });

  it('decides the same by a program: over 50 of 160 random questions at the least distance and just below it', () => {
    let asked = 0;
    for (const { kind, seed } of kinds(5)) {
      const problem = randomCase('pcenter', kind, seed);
      const least = leastByTrying(problem);
      const rows = createCenterRows(problem);
      // A program needs a column.
      if (!rows?.free.length || !(least > 0 && least < Infinity)) continue;
      problem.weight.forEach((w, i) => w > 0 && rows.add(i));
      const found = findCoverByMip(rows.coreAt(least), mip, 100, () => 100);
      expect(Array.isArray(found), `seed ${seed}`).toBe(true);
      const open = rows.always.concat((found as number[]).map((j) => rows.free[j]));
      expect(evaluateOpen(problem, open), `seed ${seed}`).toBe(least);
      expect(
        findCoverByMip(rows.coreAt(least * (1 - 1e-9)), mip, 100, () => 100),
        `seed ${seed}`
      ).toBe(null);
      asked++;
    }
    expect(asked).toBeGreaterThan(50);
  });

  it('gives a valid answer and bound without time, in 640 random cases', () => {
    for (const { kind, seed } of kinds(20)) {
      const problem = randomCase('pcenter', kind, seed + 500);
      const least = leastByTrying(problem);
      const answer = solveCenter(problem, { mip: null, seed, secondsLeft: () => 0 });
      expect(answer.bound, `seed ${seed}`).toBeLessThanOrEqual(least);
      expect(answer.objective, `seed ${seed}`).toBeGreaterThanOrEqual(least);
      if (answer.proven) expect(answer.objective, `seed ${seed}`).toBe(least);
      if (answer.open.length > 0) expect(isAllowed(problem, answer.open), `seed ${seed}`).toBe(true);
    }
  });
});

describe('solveCenter', () => {
  it('puts nine sites into the middles of nine blocks of a perfect grid', () => {
    // 15 × 15 crossings 100 m apart; a diamond of radius 4 about each middle of a 5 × 5 block holds its corners. No 9 diamonds of
    // radius 3 (25 crossings each) hold 225: inside the grid they overlap or stick out.
    const at = Array.from({ length: 225 }, (_, k) => [k % 15, Math.floor(k / 15)]);
    const metres = at.map(([x, y]) => at.map(([u, v]) => 100 * (Math.abs(x - u) + Math.abs(y - v))));
    const answer = solveCenter(problemOf('pcenter', metres, new Array<number>(225).fill(2), 9), patient());
    expect(answer).toMatchObject({ objective: 400, bound: 400, gap: 0, proven: true });
  });

  it('needs a third of a ring: the worst of 60 places with 10 sites is 3 steps away', () => {
    const ring = Array.from({ length: 60 }, (_, j) =>
      Array.from({ length: 60 }, (_, i) => 25 * Math.min((i - j + 60) % 60, (j - i + 60) % 60))
    );
    const sites = (count: number) =>
      solveCenter(problemOf('pcenter', ring, new Array<number>(60).fill(1), count), patient());
    // A site holds 2 r + 1 places.
    for (const count of [1, 4, 7, 10, 12, 20, 59, 60])
      expect(sites(count)).toMatchObject({
        objective: 25 * Math.ceil((60 / count - 1) / 2),
        proven: true
      });
  });

  it('leaves rows without worth and options that are barred out, and counts what is fixed', () => {
    const metres = [
      [0, 50, 100, 900],
      [50, 0, 50, 900],
      [100, 50, 0, 900]
    ];
    const problem = problemOf('pcenter', metres, [1, 1, 1, 0], 1);
    expect([...solveCenter(problem, patient()).open]).toEqual([1]);
    problem.options.state[1] = BARRED;
    expect(solveCenter(problem, patient())).toMatchObject({ objective: 100, proven: true });
    problem.options.state[0] = FIXED;
    expect([...solveCenter(problem, patient()).open]).toEqual([0]);
    problem.limits.sites = 2;
    expect(solveCenter(problem, patient())).toMatchObject({ objective: 50, proven: true });
    problem.limits.sites = 0;
    expect(solveCenter(problem, patient())).toMatchObject({ objective: Infinity, proven: false });
  });

  it('says that nothing serves a row out of reach, and finds the only way to serve a ring', () => {
    expect(solveCenter(problemOf('pcenter', [[4, NaN]], [1, 1], 1), patient())).toMatchObject({
      objective: Infinity,
      bound: Infinity,
      proven: false
    });
    const ring = Array.from({ length: 30 }, (_, j) =>
      Array.from({ length: 30 }, (_, i) => (Math.min((i - j + 30) % 30, (j - i + 30) % 30) <= 1 ? 1 : NaN))
    );
    const asked = (sites: number) => problemOf('pcenter', ring, new Array<number>(30).fill(1), sites);
    expect(findServing(asked(10), patient())).toHaveLength(10);
    expect(findServing(asked(9), patient())).toBe(null);
    expect(findServing(asked(10), { ...patient(), secondsLeft: () => 0 })).toBe('over');
  });

  it('is the same from run to run, and tells answers that only get better', () => {
    const problem = { ...makeGraphProblem(200, 20, 3), model: 'pcenter' as const };
    const told: SitingAnswer[] = [];
    const one = solveCenter(problem, { ...patient(), onBetter: (answer) => told.push(answer) });
    expect(solveCenter(problem, patient())).toEqual(one);
    expect(one.proven).toBe(true);
    told.forEach((answer, k) => {
      expect(answer.bound).toBeLessThanOrEqual(one.objective);
      if (k > 0) expect(answer.objective).toBeLessThanOrEqual(told[k - 1].objective);
    });
    expect(told.at(-1)!.objective).toBe(one.objective);
  });
});
