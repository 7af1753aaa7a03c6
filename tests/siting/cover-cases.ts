import fc from 'fast-check';
import type { CoverProblem, ReachSets } from '../../src/lib/siting/cover-problem.ts';

/** A coverage question small enough to be answered by trying everything. */
export interface CoverCase {
  sets: Pick<ReachSets, 'first' | 'point'>;
  people: Float64Array;
  alreadyCovered: Uint8Array;
}

/** Reach sets from one list of points a candidate. */
export function setsOf(rows: number[][]): Pick<ReachSets, 'first' | 'point'> {
  const first = new Uint32Array(rows.length + 1);
  rows.forEach((row, c) => (first[c + 1] = first[c] + row.length));
  return { first, point: Uint32Array.from(rows.flat()) };
}

/** The question with nothing merged; people to 2⁻²² as sums ask for, points without people or covered already in no row. */
export function asCoverProblem({ sets, people, alreadyCovered }: CoverCase): CoverProblem {
  const weight = people.map((each, i) =>
    alreadyCovered[i] || !(each > 0) ? 0 : Math.round(each * 2 ** 22) / 2 ** 22
  );
  const rows = Array.from({ length: sets.first.length - 1 }, (_, c) =>
    Array.from(sets.point.slice(sets.first[c], sets.first[c + 1])).filter((i) => weight[i] > 0)
  );
  const { first, point } = setsOf(rows);
  const candidate = Int32Array.from(rows.keys());
  return { candidate, weight, first, item: point, total: weight.reduce((sum, each) => sum + each, 0) };
}

/** People newly covered by the candidates of `chosen`, counted the plain way. */
function countPlainly(question: CoverCase, chosen: Iterable<number>): number {
  const reached = new Set<number>();
  for (const c of chosen)
    for (let k = question.sets.first[c]; k < question.sets.first[c + 1]; k++)
      reached.add(question.sets.point[k]);
  let sum = 0;
  for (const i of reached)
    if (!question.alreadyCovered[i] && question.people[i] > 0) sum += question.people[i];
  return sum;
}

/** The most people that `sites` candidates can newly cover, by trying every choice. */
export function bestByTrying(question: CoverCase, sites: number): number {
  const candidates = question.sets.first.length - 1;
  let best = 0;
  const go = (from: number, chosen: number[]) => {
    if (chosen.length === sites || from === candidates) {
      best = Math.max(best, countPlainly(question, chosen));
      return;
    }
    go(from + 1, [...chosen, from]);
    go(from + 1, chosen);
  };
  go(0, []);
  return best;
}

/** Random questions with up to 9 candidates and 14 points, among them missing, empty and already covered points. */
export const coverCases: fc.Arbitrary<CoverCase> = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 0, max: 9 }))
  .chain(([points, candidates]) =>
    fc.record({
      sets: fc
        .array(fc.subarray(Array.from({ length: points }, (_, i) => i)), {
          minLength: candidates,
          maxLength: candidates
        })
        .map(setsOf),
      people: fc
        .array(fc.oneof(fc.constantFrom(0, NaN, 1, 2, 2, 5), fc.double({ min: 0, max: 400, noNaN: true })), {
          minLength: points,
          maxLength: points
        })
        .map((values) => Float64Array.from(values)),
      alreadyCovered: fc
        .array(fc.constantFrom(0, 0, 0, 1), { minLength: points, maxLength: points })
        .map((values) => Uint8Array.from(values))
    })
  );
