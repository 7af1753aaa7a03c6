import { roundPeople } from '../demand/share-out.ts';
import { createRandom } from '../geometry/seeded.ts';
import type { Points } from '../geometry/shapes.ts';
import type { ReachSets } from './cover-problem.ts';
import { addGreedily, improveBySwaps } from './local-search.ts';
import { countStays, type Stays } from './stays.ts';

/** Everything is varied by up to ±10 %. */
export const VARIATION = 0.1;

/** Runs where a question does not say how many. */
export const RUNS = 50;

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
  /** `RUNS` where it is not given. */
  runs?: number;
  /** Where the candidates are, so that one near a site can stand for it. */
  places?: Points;
}

/**
 * Share of the runs, 0 to 1, in which each of the `chosen` candidates is in the answer (greedy and swaps) when the
 * walker's speed (one factor a run), the people of each point and each walk to the network are drawn evenly from
 * ±10 % of themselves. Only the very same candidate counts. Distances to present facilities vary by the walk from the
 * point. The same seed gives the same shares.
 */
export function measureRobustness(question: RobustnessQuestion, chosen: Int32Array): Float64Array {
  return resampleSites(question, chosen).stays;
}

/** `measureRobustness`, and the share of the runs in which the candidate or one within 100 m of it stays (NaN without `places`). */
export function resampleSites(question: RobustnessQuestion, chosen: ArrayLike<number>): Stays {
  const { seed, places = null, runs = RUNS } = question;
  const random = createRandom(seed);
  const draw = () => VARIATION * (2 * random() - 1);
  const undecided = findUndecided(question);
  return countStays(chosen, places, runs, () => solveVaried(question, undecided, draw));
}

/** The points whose part in the answer can differ between runs, numbered anew in their order, and the pairs with them. */
interface Undecided {
  /** Point of each. */
  point: Uint32Array;
  /** Number of each point of `pointOrder`, in that order; -1: it plays no part, but draws its chance all the same. */
  inOrder: Int32Array;
  /** Rows of candidates: numbers of points, and metres to them. */
  first: Uint32Array;
  item: Uint32Array;
  metres: Float64Array;
}

/**
 * Leaves out points without people, those that present facilities cover in every run and those that no candidate reaches,
 * and pairs that are too far in every run. Each bound is worked out in the order of operations of `solveVaried`, so that
 * rounding cannot put a run beyond it.
 */
function findUndecided(question: RobustnessQuestion): Undecided {
  const { sets, people, presentM, pointOffM, candidateOffM, pointOrder, limitM, isTimed } = question;
  const lowestM = limitM * (isTimed ? 1 - VARIATION : 1);
  const highestM = limitM * (isTimed ? 1 + VARIATION : 1);
  const number = new Int32Array(people.length).fill(-1);
  const first = new Uint32Array(sets.first.length);
  const kept = new Uint32Array(sets.point.length);
  let end = 0;
  for (let c = 0; c + 1 < first.length; c++) {
    const candidateLessM = candidateOffM[c] * -VARIATION;
    for (let k = sets.first[c]; k < sets.first[c + 1]; k++) {
      const i = sets.point[k];
      if (!(people[i] > 0) || presentM[i] + pointOffM[i] * VARIATION <= lowestM) continue;
      if (sets.metres[k] + candidateLessM + pointOffM[i] * -VARIATION > highestM) continue;
      number[i] = 0;
      kept[end++] = k;
    }
    first[c + 1] = end;
  }
  let count = 0;
  for (let i = 0; i < number.length; i++) if (number[i] === 0) number[i] = count++;
  const point = new Uint32Array(count);
  for (let i = 0; i < number.length; i++) if (number[i] >= 0) point[number[i]] = i;
  const item = new Uint32Array(end);
  const metres = new Float64Array(end);
  for (let at = 0; at < end; at++) {
    item[at] = number[sets.point[kept[at]]];
    metres[at] = sets.metres[kept[at]];
  }
  return { point, inOrder: Int32Array.from(pointOrder, (i) => number[i]), first, item, metres };
}

/** The candidates chosen when all that varies is drawn once; `draw` gives ±0.1. */
function solveVaried(question: RobustnessQuestion, undecided: Undecided, draw: () => number): number[] {
  const { people, presentM, pointOffM, candidateOffM } = question;
  const { point, inOrder, metres } = undecided;
  const speed = 1 + draw();
  const limitM = question.limitM * (question.isTimed ? speed : 1);
  const weight = new Float64Array(point.length);
  const pointMoreM = new Float64Array(point.length);
  for (let k = 0; k < inOrder.length; k++) {
    const share = draw();
    const offShare = draw();
    const n = inOrder[k];
    if (n < 0) continue;
    const i = point[n];
    pointMoreM[n] = pointOffM[i] * offShare;
    if (!(presentM[i] + pointMoreM[n] <= limitM)) weight[n] = roundPeople(people[i] * (1 + share));
  }
  const candidates = undecided.first.length - 1;
  const first = new Uint32Array(candidates + 1);
  const item = new Uint32Array(undecided.item.length);
  let end = 0;
  for (let c = 0; c < candidates; c++) {
    const candidateMoreM = candidateOffM[c] * draw();
    for (let k = undecided.first[c]; k < undecided.first[c + 1]; k++) {
      const n = undecided.item[k];
      if (weight[n] > 0 && metres[k] + candidateMoreM + pointMoreM[n] <= limitM) item[end++] = n;
    }
    first[c + 1] = end;
  }
  const problem = {
    candidate: Int32Array.from({ length: candidates }, (_, c) => c),
    ...{ weight, first, item: item.subarray(0, end) },
    total: weight.reduce((sum, value) => sum + value, 0)
  };
  return improveBySwaps(problem, addGreedily(problem, question.sites)).chosen;
}
