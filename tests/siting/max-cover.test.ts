import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundCover } from '../../src/lib/siting/bound.ts';
import { reduceCover } from '../../src/lib/siting/cover-problem.ts';
import { addGreedily, countCovered, improveBySwaps } from '../../src/lib/siting/local-search.ts';
import { maximiseCoverage } from '../../src/lib/siting/max-cover.ts';
import { proveCover } from '../../src/lib/siting/prove.ts';
import { bestByTrying, countPlainly, coverCases, setsOf } from './cover-cases.ts';

/** People are rounded to 2⁻²², and the cases have at most 14 points. */
const ROUNDING = 14 / 2 ** 22;

/** Small numbers from a linear congruence, so that the large case below is always the same. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('maximiseCoverage', () => {
  it('beats greedy where greedy is caught: two sites that share the town against one in its middle', () => {
    // The middle reaches 6 of 10, then either side adds 2; the two sides reach all 10.
    const sets = setsOf([
      [2, 3, 4, 5, 6, 7],
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9]
    ]);
    const people = new Float64Array(10).fill(1);
    const answer = maximiseCoverage({ sets, people, alreadyCovered: new Uint8Array(10), sites: 2 });
    expect([...answer.sites]).toEqual([1, 2]);
    expect([...answer.gain]).toEqual([5, 5]);
    expect(answer).toMatchObject({ objective: 10, bound: 10, gap: 0, proven: true });
    expect([...answer.curve]).toEqual([6, 10]);
  });

  it('does not count who is covered already, and leaves out a site that would add nobody', () => {
    const question = {
      sets: setsOf([[0, 1], [2], [2]]),
      people: Float64Array.of(5, 7, 3),
      alreadyCovered: Uint8Array.of(1, 0, 0)
    };
    const answer = maximiseCoverage({ ...question, sites: 3 });
    expect([...answer.sites]).toEqual([0, 1]);
    expect([...answer.gain]).toEqual([7, 3]);
    expect(answer.proven).toBe(true);
  });

  it('answers a question without candidates or without people with nothing, proven', () => {
    const none = maximiseCoverage({
      sets: setsOf([]),
      people: Float64Array.of(4),
      alreadyCovered: Uint8Array.of(0),
      sites: 2
    });
    expect(none).toMatchObject({ objective: 0, bound: 0, gap: 0, proven: true });
    expect(none.sites).toHaveLength(0);
  });

  it('refuses to choose no site', () => {
    const question = { sets: setsOf([[0]]), people: Float64Array.of(1), alreadyCovered: Uint8Array.of(0) };
    expect(() => maximiseCoverage({ ...question, sites: 0 })).toThrow('expected at least one site, got 0');
  });

  it('equals trying everything, says so, and its gains and curve add up', () => {
    fc.assert(
      fc.property(coverCases, fc.integer({ min: 1, max: 5 }), (question, sites) => {
        const answer = maximiseCoverage({ ...question, sites }, 6);
        const best = bestByTrying(question, sites);
        expect(answer.objective).toBeGreaterThanOrEqual(best - ROUNDING);
        expect(answer.objective).toBeLessThanOrEqual(best + ROUNDING);
        expect(countPlainly(question, answer.sites)).toBeCloseTo(answer.objective, 4);
        expect(answer.proven).toBe(true);
        expect(answer.bound).toBe(answer.objective);
        expect(answer.gain.reduce((sum, gain) => sum + gain, 0)).toBe(answer.objective);
        for (let k = 1; k < answer.gain.length; k++)
          expect(answer.gain[k]).toBeLessThanOrEqual(answer.gain[k - 1]);
        for (let k = 1; k < answer.curve.length; k++)
          expect(answer.curve[k]).toBeGreaterThanOrEqual(answer.curve[k - 1]);
        expect(answer.curve[sites - 1]).toBe(answer.objective);
      }),
      { numRuns: 300 }
    );
  });

  it('covers no fewer people with one more site', () => {
    fc.assert(
      fc.property(coverCases, fc.integer({ min: 1, max: 5 }), (question, sites) => {
        const fewer = maximiseCoverage({ ...question, sites });
        const more = maximiseCoverage({ ...question, sites: sites + 1 });
        expect(more.objective).toBeGreaterThanOrEqual(fewer.objective);
      }),
      { numRuns: 100 }
    );
  });
});

describe('reduceCover', () => {
  it('keeps the best objective while it merges points and drops candidates', () => {
    fc.assert(
      fc.property(coverCases, fc.integer({ min: 1, max: 4 }), (question, sites) => {
        const problem = reduceCover(question.sets, question.people, question.alreadyCovered);
        const kept = setsOf(
          [...problem.candidate].map((_, c) => [
            ...problem.item.slice(problem.first[c], problem.first[c + 1])
          ])
        );
        const small = {
          sets: kept,
          people: problem.weight,
          alreadyCovered: new Uint8Array(problem.weight.length)
        };
        expect(bestByTrying(small, sites)).toBeCloseTo(bestByTrying(question, sites), 4);
      }),
      { numRuns: 200 }
    );
  });

  it('takes points with one signature together and drops candidates that another contains', () => {
    const problem = reduceCover(
      setsOf([[0, 1], [0, 1, 2], [3], [3]]),
      Float64Array.of(1, 2, 4, 8),
      new Uint8Array(4)
    );
    expect([...problem.candidate]).toEqual([1, 2]);
    expect([...problem.weight].sort((a, b) => a - b)).toEqual([7, 8]);
    expect(problem.total).toBe(15);
  });
});

describe('a town of 3,000 points and 400 candidates', () => {
  const next = numbers(42);
  const random = () => next.next().value;
  const [points, candidates] = [3000, 400];
  const x = Array.from({ length: points + candidates }, random);
  const y = Array.from({ length: points + candidates }, random);
  const people = Float64Array.from({ length: points }, () => random() * 30);
  const sets = setsOf(
    Array.from({ length: candidates }, (_, c) =>
      Array.from({ length: points }, (_, i) => i).filter(
        (i) => Math.hypot(x[i] - x[points + c], y[i] - y[points + c]) < 0.12
      )
    )
  );
  const problem = reduceCover(sets, people, new Uint8Array(points));

  it.each([1, 3, 5, 10, 20])(
    'bounds %i sites from above within a twentieth of the greedy and swapped choice',
    (sites) => {
      const greedy = addGreedily(problem, sites);
      const swapped = improveBySwaps(problem, greedy);
      expect(swapped.objective).toBeGreaterThanOrEqual(greedy.objective);
      expect(countCovered(problem, swapped.chosen)).toBe(swapped.objective);
      const { bound } = boundCover(problem, sites, swapped.objective);
      expect(bound).toBeGreaterThanOrEqual(swapped.objective);
      expect(swapped.objective).toBeGreaterThan(0.95 * bound);
    }
  );

  it('leaves no exchange of one site that would win anything', () => {
    const { chosen, objective } = improveBySwaps(problem, addGreedily(problem, 6));
    for (let place = 0; place < chosen.length; place++)
      for (let c = 0; c < problem.candidate.length; c++)
        expect(countCovered(problem, chosen.with(place, c))).toBeLessThanOrEqual(objective);
  });

  it('proves three sites, and stops without a word of proof where its work is used up', () => {
    expect(maximiseCoverage({ sets, people, alreadyCovered: new Uint8Array(points), sites: 3 }).proven).toBe(
      true
    );
    const start = improveBySwaps(problem, addGreedily(problem, 12));
    const limit = boundCover(problem, 12, start.objective);
    expect(limit.bound).toBeGreaterThan(start.objective);
    const proof = proveCover(problem, 12, start, limit, 1000);
    expect(proof.proven).toBe(false);
    expect(proof.objective).toBeGreaterThanOrEqual(start.objective);
  });
});
