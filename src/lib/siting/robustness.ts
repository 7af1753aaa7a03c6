import { createRandom } from '../geometry/seeded.ts';
import type { ReachSets } from './cover-problem.ts';
import { stateCover } from './cover-problem.ts';
import { addGreedily, improveBySwaps } from './local-search.ts';

/** Everything is varied by up to ±10 %. */
export const VARIATION = 0.1;

const RUNS = 20;

/** A siting question with what can vary in it. Point columns are as long as the demand, candidate columns as the sets. */
export interface RobustnessQuestion {
  /** Pairs within `limitM` × (1 + variation) / (1 − variation) at least, so that no run lacks a pair. */
  sets: ReachSets;
  limitM: number;
  /** True where the limit is minutes, so that it grows and shrinks with the walker's speed. */
  isTimed: boolean;
  people: Float64Array;
  /** Metres to the nearest present facility; Infinity: none. */
  presentM: Float64Array;
  /** Straight walk from each point, and from each candidate, to the network; counted in the distances above. */
  pointOffM: Float64Array;
  candidateOffM: Float64Array;
  /** Order in which the points draw their chance, so that the order of rows does not matter. */
  pointOrder: Uint32Array;
  sites: number;
  seed: number;
}

/**
 * Share of 20 runs, 0 to 1, in which each of the `chosen` candidates is in the answer (greedy and swaps) when the
 * walker's speed (one factor a run), the people of each point and each walk to the network are drawn evenly from
 * ±10 % of themselves. Only the very same candidate counts. Distances to present facilities vary by the walk from the
 * point. The same seed gives the same shares.
 */
export function measureRobustness(question: RobustnessQuestion, chosen: Int32Array): Float64Array {
  const random = createRandom(question.seed);
  const stays = new Float64Array(chosen.length);
  for (let run = 0; run < RUNS; run++) {
    const answer = new Set(solveVaried(question, () => VARIATION * (2 * random() - 1)));
    chosen.forEach((c, k) => (stays[k] += answer.has(c) ? 1 : 0));
  }
  return stays.map((count) => count / RUNS);
}

/** The candidates chosen when all that varies is drawn once; `draw` gives ±0.1. */
function solveVaried(question: RobustnessQuestion, draw: () => number): number[] {
  const { sets, people, presentM, pointOffM, candidateOffM, pointOrder } = question;
  const speed = 1 + draw();
  const limitM = question.limitM * (question.isTimed ? speed : 1);
  const variedPeople = new Float64Array(people.length);
  const pointMoreM = new Float64Array(people.length);
  for (const i of pointOrder) {
    variedPeople[i] = people[i] * (1 + draw());
    pointMoreM[i] = pointOffM[i] * draw();
  }
  const covered = Uint8Array.from(presentM, (metres, i) => (metres + pointMoreM[i] <= limitM ? 1 : 0));
  const first = new Uint32Array(sets.first.length);
  const point = new Uint32Array(sets.point.length);
  let end = 0;
  for (let c = 0; c + 1 < first.length; c++) {
    const candidateMoreM = candidateOffM[c] * draw();
    for (let k = sets.first[c]; k < sets.first[c + 1]; k++) {
      const i = sets.point[k];
      if (sets.metres[k] + candidateMoreM + pointMoreM[i] <= limitM) point[end++] = i;
    }
    first[c + 1] = end;
  }
  const problem = stateCover({ first, point: point.subarray(0, end) }, variedPeople, covered);
  return improveBySwaps(problem, addGreedily(problem, question.sites)).chosen;
}
