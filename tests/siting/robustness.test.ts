import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { roundPeople } from '../../src/lib/demand/share-out.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { addGreedily, countCovered, improveBySwaps } from '../../src/lib/siting/local-search.ts';
import {
  BARRED,
  FIXED,
  plainLimits,
  plainOptions,
  type SitingProblem
} from '../../src/lib/siting/problem.ts';
import { resampleProblem, varyProblem, type ResampleQuestion } from '../../src/lib/siting/resample.ts';
import {
  measureRobustness,
  resampleSites,
  type RobustnessQuestion
} from '../../src/lib/siting/robustness.ts';
import { reasonCase } from './reason-cases.ts';

/** Each run stated in full: all points, all pairs, whatever they can change. */
function robustnessInFull(question: RobustnessQuestion, chosen: Int32Array): number[] {
  const { sets, people, presentM, pointOffM, candidateOffM, pointOrder, sites, seed } = question;
  const random = createRandom(seed);
  const draw = () => 0.1 * (2 * random() - 1);
  const stays = Array.from(chosen, () => 0);
  /** Pairs of barred candidates. */
  const weightless = new Set<number>();
  for (let run = 0; run < 50; run++) {
    const speed = 1 + draw();
    const limitM = question.limitM * (question.isTimed ? speed : 1);
    const varied: number[] = [];
    const moreM: number[] = [];
    for (const i of pointOrder) {
      varied[i] = people[i] * (1 + draw());
      moreM[i] = pointOffM[i] * draw();
    }
    const weight = Float64Array.from(people, (_, i) =>
      presentM[i] + moreM[i] <= limitM || !(varied[i] > 0) ? 0 : roundPeople(varied[i])
    );
    const first = [0];
    const item: number[] = [];
    for (let c = 0; c + 1 < sets.first.length; c++) {
      const candidateMoreM = candidateOffM[c] * draw();
      for (let k = sets.first[c]; k < sets.first[c + 1]; k++)
        if (sets.metres[k] + candidateMoreM + moreM[sets.point[k]] <= limitM) item.push(sets.point[k]);
      first.push(item.length);
    }
    const state = question.state ?? new Uint8Array(first.length - 1);
    const fixed = [...state.keys()].filter((c) => state[c] === FIXED);
    for (const c of fixed) for (let k = first[c]; k < first[c + 1]; k++) weight[item[k]] = 0;
    const problem = {
      candidate: Int32Array.from(first.slice(1), (_, c) => c),
      ...{ weight, first: Uint32Array.from(first), item: Uint32Array.from(item), total: 0 }
    };
    for (let c = 0; c < state.length; c++)
      if (state[c] === BARRED) for (let k = first[c]; k < first[c + 1]; k++) weightless.add(k);
    for (let c = 0, k = 0; c < state.length; c++) {
      const from = k;
      for (let at = first[c]; at < first[c + 1]; at++) if (!weightless.has(at)) problem.item[k++] = item[at];
      problem.first[c] = from;
      problem.first[c + 1] = k;
    }
    weightless.clear();
    const free = Math.max(0, sites - fixed.length);
    const anew = improveBySwaps(problem, addGreedily(problem, free));
    const start = Array.from(question.start ?? []).filter((c) => !fixed.includes(c));
    const from =
      start.length > 0 && start.length <= free
        ? improveBySwaps(problem, addGreedily({ ...problem }, free, start))
        : null;
    if (from) from.objective = countCovered(problem, from.chosen);
    const better = from && from.objective >= countCovered(problem, anew.chosen) ? from : anew;
    const answer = [...fixed, ...better.chosen];
    chosen.forEach((c, k) => (stays[k] += answer.includes(c) ? 1 : 0));
  }
  return stays.map((count) => count / 50);
}

const LIMIT_M = 100;
// Distances at the very bounds of what a run may change are as likely as any other.
const metres = fc.oneof(
  fc.constantFrom(90, 99, 100, 110, 110 / 0.9, LIMIT_M * (1 - 0.1), LIMIT_M * (1 + 0.1)),
  fc.double({ min: 0, max: 130, noNaN: true })
);
const offM = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 60, noNaN: true }));
const point = fc.record({
  people: fc.oneof(fc.constantFrom(0, NaN, -3), fc.double({ min: 1, max: 50, noNaN: true })),
  presentM: fc.oneof(fc.constant(Infinity), metres),
  offM: fc.oneof(fc.constantFrom(NaN, Infinity), offM)
});
const town = fc.record({
  points: fc.array(point, { minLength: 1, maxLength: 30 }),
  rows: fc.array(fc.record({ offM, pairs: fc.array(fc.tuple(fc.nat(29), metres), { maxLength: 20 }) }), {
    minLength: 1,
    maxLength: 8
  }),
  isTimed: fc.boolean(),
  sites: fc.integer({ min: 1, max: 3 }),
  start: fc.option(fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 })),
  state: fc.option(fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: 8, maxLength: 8 })),
  seed: fc.nat(1000)
});

test('leaving out what no run can change changes no share', () => {
  const shares = new Set<number>();
  fc.assert(
    fc.property(town, ({ points, rows, isTimed, sites, seed, start, state }) => {
      const first = [0];
      const pairs: [number, number][] = [];
      for (const row of rows) {
        const own = new Map(row.pairs.filter(([i]) => i < points.length));
        pairs.push(...[...own].sort((a, b) => a[0] - b[0]));
        first.push(pairs.length);
      }
      const question: RobustnessQuestion = {
        sets: {
          first: Uint32Array.from(first),
          point: Uint32Array.from(pairs, ([i]) => i),
          metres: Float64Array.from(pairs, ([, far]) => far)
        },
        ...{ limitM: LIMIT_M, isTimed, sites, seed },
        people: Float64Array.from(points, ({ people }) => people),
        presentM: Float64Array.from(points, ({ presentM }) => presentM),
        pointOffM: Float64Array.from(points, (each) => each.offM),
        candidateOffM: Float64Array.from(rows, (row) => row.offM),
        pointOrder: Uint32Array.from(points, (_, i) => points.length - 1 - i),
        ...(start ? { start: start.filter((c) => c < rows.length && state?.[c] !== BARRED) } : {}),
        ...(state ? { state: Uint8Array.from(rows, (_, c) => state[c]) } : {})
      };
      const chosen = Int32Array.from(rows, (_, c) => c);
      const found = [...measureRobustness(question, chosen)];
      expect(found).toEqual(robustnessInFull(question, chosen));
      for (const share of found) shares.add(share);
    }),
    { numRuns: 500 }
  );
  expect(shares.size).toBeGreaterThan(5);
});

/** A town along a street: homes every 40 m, candidates beside some of them, some of these within 100 m of each other. */
function street(seed: number, isTimed: boolean): RobustnessQuestion {
  const random = createRandom(seed);
  const homes = 40;
  const at = Array.from({ length: 12 }, () => Math.floor(random() * homes));
  const rows = at.map((home) =>
    Array.from({ length: homes }, (_, i) => [i, 40 * Math.abs(i - home) + 10] as const).filter(
      ([, m]) => m <= 250
    )
  );
  const first = [0];
  for (const row of rows) first.push(first[first.length - 1] + row.length);
  return {
    sets: {
      first: Uint32Array.from(first),
      point: Uint32Array.from(rows.flat(), ([i]) => i),
      metres: Float64Array.from(rows.flat(), ([, m]) => m)
    },
    ...{ limitM: 200, isTimed, sites: 3, seed },
    people: Float64Array.from({ length: homes }, () => Math.floor(50 * random())),
    presentM: Float64Array.from({ length: homes }, () => (random() < 0.5 ? Infinity : 400 * random())),
    pointOffM: Float64Array.from({ length: homes }, () => 60 * random()),
    candidateOffM: Float64Array.from(at, () => 60 * random()),
    pointOrder: Uint32Array.from({ length: homes }, (_, i) => homes - 1 - i),
    places: {
      lon: Float64Array.from(at, (home) => 117 + home * 0.00047),
      lat: new Float64Array(at.length).fill(39)
    }
  };
}

describe('resampleSites', () => {
  it('lets a site within 100 m stand for another, and says how many runs there were', () => {
    let nearer = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const question = street(seed, true);
      const chosen = Int32Array.from(question.candidateOffM, (_, c) => c);
      const { runs, stays, staysNear } = resampleSites(question, chosen);
      expect(runs).toBe(50);
      const { lon } = question.places!;
      chosen.forEach((c) => {
        const near = [...chosen].filter((o) => Math.abs(lon[o] - lon[c]) < 0.00047 * 2.5);
        expect(staysNear[c]).toBeGreaterThanOrEqual(stays[c]);
        expect(staysNear[c], `seed ${seed}`).toBeLessThanOrEqual(
          near.reduce((sum, o) => sum + stays[o], 0) + 1e-9
        );
        if (staysNear[c] > stays[c]) nearer++;
      });
      expect([...measureRobustness(question, chosen)]).toEqual([...stays]);
      expect([...resampleSites({ ...question, places: undefined }, chosen).staysNear]).toEqual(
        [...chosen].map(() => NaN)
      );
      expect(resampleSites({ ...question, runs: 7 }, chosen).runs).toBe(7);
    }
    expect(nearer).toBeGreaterThan(20);
  });
});

describe('resampleProblem', () => {
  const problemOf = ({ sets, people, sites }: RobustnessQuestion): SitingProblem => ({
    ...{ model: 'mclp', weight: people, reach: sets, options: plainOptions(sets.first.length - 1) },
    ...{ limits: plainLimits(sites), times: 1, least: 'number' }
  });
  const greedyAndSwaps = ({ weight, reach, limits }: SitingProblem) => {
    const problem = {
      candidate: Int32Array.from(reach.first.subarray(1), (_, c) => c),
      ...{ weight, first: reach.first, item: reach.point, total: 0 }
    };
    return { open: Uint32Array.from(improveBySwaps(problem, addGreedily(problem, limits.sites)).chosen) };
  };

  it.each([true, false])(
    'gives the shares of the one model that has its own way (minutes: %s)',
    (isTimed) => {
      for (let seed = 1; seed <= 20; seed++) {
        const question = street(seed, isTimed);
        const asked: ResampleQuestion = {
          ...{ problem: problemOf(question), limitM: 200, isTimed, presentM: question.presentM },
          ...{ rowOffM: question.pointOffM, optionOffM: question.candidateOffM, seed },
          ...{ pointOrder: question.pointOrder, places: question.places }
        };
        const chosen = Int32Array.from(question.candidateOffM, (_, c) => c);
        expect(resampleProblem(asked, chosen, greedyAndSwaps), `seed ${seed}`).toEqual(
          resampleSites(question, chosen)
        );
      }
    }
  );

  it('varies every model within 10 %, rows of one point and options of one place together', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { problem } = reasonCase(seed, 'pmedian');
      const random = createRandom(seed);
      const rows = problem.weight.length;
      const pointOfRow = Uint32Array.from({ length: rows }, (_, i) => i >> 1);
      const rowOffM = new Float64Array(rows).fill(20);
      const optionOffM = new Float64Array(problem.options.place.length).fill(10);
      const varied = varyProblem(
        { problem, limitM: Infinity, isTimed: true, presentM: null, pointOfRow, rowOffM, optionOffM, seed },
        () => 0.1 * (2 * random() - 1)
      );
      expect(varied.reach.point).toEqual(problem.reach.point);
      varied.weight.forEach((weight, i) => {
        expect(Math.abs(weight - problem.weight[i])).toBeLessThanOrEqual(0.1 * problem.weight[i] + 1e-6);
        const first = i - (i % 2);
        if (problem.weight[i] > 0 && problem.weight[first] > 0)
          expect(weight / problem.weight[i]).toBeCloseTo(varied.weight[first] / problem.weight[first], 5);
      });
      const isVaried = varied.reach.metres.map((m, k) => m - problem.reach.metres[k]);
      for (const more of isVaried) expect(Math.abs(more)).toBeLessThanOrEqual(3 + 1e-9);
      if (isVaried.length > 3) expect(new Set(isVaried).size).toBeGreaterThan(1);
    }
  });

  it('takes a row that something near serves out of one run and not out of another', () => {
    const question = street(3, true);
    const asked: ResampleQuestion = {
      ...{ problem: problemOf(question), limitM: 200, isTimed: true },
      presentM: new Float64Array(question.people.length).fill(200),
      ...{ rowOffM: question.pointOffM, optionOffM: question.candidateOffM, seed: 1 }
    };
    const slow = varyProblem(asked, () => -0.1);
    const fast = varyProblem(asked, () => 0.1);
    expect(slow.weight.some((weight) => weight > 0)).toBe(true);
    expect(fast.weight.every((weight) => weight === 0)).toBe(true);
  });
});
