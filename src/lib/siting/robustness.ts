import { roundPeople } from '../demand/share-out.ts';
import { createRandom } from '../geometry/seeded.ts';
import type { Points } from '../geometry/shapes.ts';
import type { ReachSets } from './cover-problem.ts';
import { CoverSwaps } from './cover-swaps.ts';
import { BARRED, FIXED } from './problem.ts';
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
  /** `FREE`, `FIXED` or `BARRED` for each candidate; fixed ones are among the `sites`. Absent: all are free. */
  state?: Uint8Array;
  /** What is the answer as things are, `sites` at most: each run begins from it too. */
  start?: ArrayLike<number>;
  seed: number;
  /** `RUNS` where it is not given. */
  runs?: number;
  /** Where the candidates are, so that one near a site can stand for it. */
  places?: Points;
}

/**
 * Share of the runs, 0 to 1, in which each of the `chosen` candidates is in the answer when the
 * walker's speed (one factor a run), the people of each point and each walk to the network are drawn evenly from
 * ±10 % of themselves. A run's answer is greedy and swaps from nothing, or swaps from `start` where that comes to no less: an answer
 * that was proven is mostly better than what greedy finds, and would else be said to go where nothing speaks against it. Only the very same candidate counts. Distances to present facilities vary by the walk from the
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
  return countStays(chosen, places, runs, createRuns(question, draw));
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
 * and pairs that are too far in every run. Each bound is worked out in the order of operations of a run, so that
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
    for (let k = sets.first[c]; k < sets.first[c + 1] && question.state?.[c] !== BARRED; k++) {
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

/** The same pairs by point: candidates of each, ascending, and metres to them. */
interface ByPoint {
  first: Uint32Array;
  candidate: Uint32Array;
  metres: Float64Array;
}

function turnRound({ point, first, item, metres }: Undecided): ByPoint {
  const byFirst = new Uint32Array(point.length + 1);
  for (let k = 0; k < item.length; k++) byFirst[item[k] + 1]++;
  for (let n = 0; n < point.length; n++) byFirst[n + 1] += byFirst[n];
  const next = byFirst.slice();
  const candidate = new Uint32Array(item.length);
  const byMetres = new Float64Array(item.length);
  for (let c = 0; c + 1 < first.length; c++)
    for (let k = first[c]; k < first[c + 1]; k++) {
      const to = next[item[k]]++;
      candidate[to] = c;
      byMetres[to] = metres[k];
    }
  return { first: byFirst, candidate, metres: byMetres };
}

/**
 * Solves a run: gives what is chosen when all that varies is drawn once. `draw` gives ±0.1. A run costs one pass over the pairs, point by
 * point, which finds both the candidates' first gains and who covers a point; rows of candidates are made for those alone that are tried.
 */
function createRuns(question: RobustnessQuestion, draw: () => number): () => ArrayLike<number> {
  const { people, presentM, pointOffM, candidateOffM, isTimed, start } = question;
  const undecided = findUndecided(question);
  const { point, inOrder, first, item, metres } = undecided;
  const by = turnRound(undecided);
  const candidates = first.length - 1;
  const fixed = Array.from({ length: candidates }, (_, c) => c).filter((c) => question.state?.[c] === FIXED);
  const places = Math.max(0, Math.min(question.sites, candidates) - fixed.length);
  const others = Array.from(start ?? []).filter((c) => !fixed.includes(c));
  const weight = new Float64Array(point.length);
  const pointMoreM = new Float64Array(point.length);
  // Filled anew by each run, which has its table of who covers a point to itself.
  const ownFirst = new Uint32Array(point.length + 1);
  const own = new Uint32Array(item.length);
  return () => {
    const speed = 1 + draw();
    const limitM = question.limitM * (isTimed ? speed : 1);
    for (let k = 0; k < inOrder.length; k++) {
      const share = draw();
      const offShare = draw();
      const n = inOrder[k];
      if (n < 0) continue;
      const i = point[n];
      pointMoreM[n] = pointOffM[i] * offShare;
      weight[n] = presentM[i] + pointMoreM[n] <= limitM ? 0 : roundPeople(people[i] * (1 + share));
    }
    const candidateMoreM = candidateOffM.map((offM) => offM * draw());
    for (const c of fixed)
      for (let k = first[c]; k < first[c + 1]; k++)
        if (metres[k] + candidateMoreM[c] + pointMoreM[item[k]] <= limitM) weight[item[k]] = 0;
    const gain = new Float64Array(candidates);
    let end = 0;
    for (let n = 0; n < point.length; n++) {
      const moreM = pointMoreM[n];
      const w = weight[n];
      if (w > 0)
        for (let k = by.first[n]; k < by.first[n + 1]; k++) {
          const c = by.candidate[k];
          if (!(by.metres[k] + candidateMoreM[c] + moreM <= limitM)) continue;
          own[end++] = c;
          gain[c] += w;
        }
      ownFirst[n + 1] = end;
    }
    const rows = new Map<number, Uint32Array>();
    const itemsOf = (c: number) => {
      let row = rows.get(c);
      if (row) return row;
      row = item
        .slice(first[c], first[c + 1])
        .filter(
          (n, at) => weight[n] > 0 && metres[first[c] + at] + candidateMoreM[c] + pointMoreM[n] <= limitM
        );
      rows.set(c, row);
      return row;
    };
    const lazily = { itemsOf, gain };
    const state = new CoverSwaps({ weight, lazily }, { first: ownFirst, item: own }, places);
    return [...fixed, ...bestOfTwo(state, others)];
  };
}

const NEVER = (): boolean => false;

/** The better of two choices, one grown from `start`, one from nothing; of equals the former. */
function bestOfTwo(state: CoverSwaps, start: number[]): Int32Array {
  const grow = (from: number[]) => {
    state.become(from);
    state.fill();
    state.improve(NEVER);
    return { chosen: state.list(), objective: state.objective };
  };
  const isGiven = start.length > 0 && start.length <= state.chosen.length;
  const kept = isGiven ? grow(start) : null;
  const anew = grow([]);
  return kept && kept.objective >= anew.objective ? kept.chosen : anew.chosen;
}
