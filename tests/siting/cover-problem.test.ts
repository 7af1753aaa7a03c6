import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundCover } from '../../src/lib/siting/bound.ts';
import { shrinkCover } from '../../src/lib/siting/cover-problem.ts';
import { addGreedily, countCovered, improveBySwaps } from '../../src/lib/siting/local-search.ts';
import { asCoverProblem, bestByTrying, coverCases, setsOf } from './cover-cases.ts';

/** Small numbers from a linear congruence, so that the large case below is always the same. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('shrinkCover', () => {
  it('keeps the best objective while it merges points and drops candidates', () => {
    fc.assert(
      fc.property(coverCases, fc.integer({ min: 1, max: 4 }), (question, sites) => {
        const problem = shrinkCover(asCoverProblem(question)).problem;
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
    const sets = setsOf([[0, 1], [0, 1, 2], [3], [3]]);
    const question = { sets, people: Float64Array.of(1, 2, 4, 8), alreadyCovered: new Uint8Array(4) };
    const { problem } = shrinkCover(asCoverProblem(question));
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
  const problem = shrinkCover(
    asCoverProblem({ sets, people, alreadyCovered: new Uint8Array(points) })
  ).problem;

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
});
