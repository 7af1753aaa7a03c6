import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundPeople } from '../../src/lib/demand/share-out.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { addGreedily, improveBySwaps } from '../../src/lib/siting/local-search.ts';
import { measureRobustness, type RobustnessQuestion } from '../../src/lib/siting/robustness.ts';

/** Each run stated in full: all points, all pairs, whatever they can change. */
function robustnessInFull(question: RobustnessQuestion, chosen: Int32Array): number[] {
  const { sets, people, presentM, pointOffM, candidateOffM, pointOrder, sites, seed } = question;
  const random = createRandom(seed);
  const draw = () => 0.1 * (2 * random() - 1);
  const stays = Array.from(chosen, () => 0);
  for (let run = 0; run < 20; run++) {
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
    const problem = {
      candidate: Int32Array.from(first.slice(1), (_, c) => c),
      ...{ weight, first: Uint32Array.from(first), item: Uint32Array.from(item), total: 0 }
    };
    const answer = improveBySwaps(problem, addGreedily(problem, sites)).chosen;
    chosen.forEach((c, k) => (stays[k] += answer.includes(c) ? 1 : 0));
  }
  return stays.map((count) => count / 20);
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
  seed: fc.nat(1000)
});

test('leaving out what no run can change changes no share', () => {
  const shares = new Set<number>();
  fc.assert(
    fc.property(town, ({ points, rows, isTimed, sites, seed }) => {
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
        pointOrder: Uint32Array.from(points, (_, i) => points.length - 1 - i)
      };
      const chosen = Int32Array.from(rows, (_, c) => c);
      const found = [...measureRobustness(question, chosen)];
      expect(found).toEqual(robustnessInFull(question, chosen));
      for (const share of found) shares.add(share);
    }),
    { numRuns: 300 }
  );
  expect(shares.size).toBeGreaterThan(5);
});
