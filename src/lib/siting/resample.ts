import { roundPeople } from '../demand/share-out.ts';
import { createRandom } from '../geometry/seeded.ts';
import type { Points } from '../geometry/shapes.ts';
import type { ReachSets } from './cover-problem.ts';
import { BARRED, type SitingAnswer, type SitingProblem } from './problem.ts';
import { RUNS, VARIATION } from './robustness.ts';
import { countStays, type Stays } from './stays.ts';

/** A siting question of any model with what can vary in it. Row columns are as long as the demand, option columns as the options. */
export interface ResampleQuestion {
  /** Its reach has the pairs within `limitM` × (1 + variation) / (1 − variation) at least, so that no run lacks a pair. */
  problem: SitingProblem;
  /** Metres within which demand is reached; Infinity: however far. */
  limitM: number;
  /** True where the limit is minutes, so that it grows and shrinks with the walker's speed. */
  isTimed: boolean;
  /**
   * Metres to the nearest facility that stands and is no option, of each row; Infinity: none. Where it is within the limit the row is
   * served, and worth nothing in that run. Null: what stands is among the options.
   */
  presentM: Float64Array | null;
  /** Straight walk from each row, and from each option, to the network; counted in the distances. NaN and Infinity: does not vary. */
  rowOffM: Float64Array;
  optionOffM: Float64Array;
  /** Demand point of each row, where a point has several (a row a service); null: a row a point. */
  pointOfRow?: Uint32Array | null;
  /** Order in which the points draw their chance, so that the order of rows does not matter; null: as they are numbered. */
  pointOrder?: Uint32Array | null;
  /** What is open as things are: each run begins from it. Null: from nothing. */
  start?: Uint32Array | null;
  /** Where the options are; without it nothing is said of sites near by. */
  places?: Points | null;
  seed: number;
  /** `RUNS` where it is not given. */
  runs?: number;
}

/**
 * How often each of the `sites` (options) stays in the answer of `solveQuick` when the walker's speed (one factor a run), the worth of each
 * point's demand and each walk to the network are drawn evenly from ±10 % of themselves. The rows of one point, and the options of one
 * place, draw together. The same seed gives the same shares; with plain `mclp`, greedy and swaps they are those of `resampleSites`.
 */
export function resampleProblem(
  question: ResampleQuestion,
  sites: ArrayLike<number>,
  solveQuick: (problem: SitingProblem, start: Uint32Array | null) => Pick<SitingAnswer, 'open'>
): Stays {
  const { seed, runs = RUNS, places = null, start = null } = question;
  const random = createRandom(seed);
  const draw = () => VARIATION * (2 * random() - 1);
  return countStays(sites, places, runs, () => solveQuick(varyProblem(question, draw), start).open);
}

/** The problem when all that varies is drawn once; `draw` gives ±0.1. Its reach has only pairs within the run's limit. */
export function varyProblem(question: ResampleQuestion, draw: () => number): SitingProblem {
  const { problem, isTimed, presentM, rowOffM, optionOffM, pointOfRow = null, pointOrder = null } = question;
  const { place } = problem.options;
  const rows = problem.weight.length;
  // Drawn in any case, so that the others draw the same with and without minutes.
  const speed = 1 + draw();
  const limitM = question.limitM * (isTimed ? speed : 1);
  const points = pointOfRow ? pointOfRow.reduce((most, point) => Math.max(most, point + 1), 0) : rows;
  const share = new Float64Array(points);
  const offShare = new Float64Array(points);
  for (let k = 0; k < points; k++) {
    const point = pointOrder ? pointOrder[k] : k;
    share[point] = draw();
    offShare[point] = draw();
  }
  const weight = new Float64Array(rows);
  const rowMoreM = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const point = pointOfRow ? pointOfRow[i] : i;
    rowMoreM[i] = finite(rowOffM[i] * offShare[point]);
    const isServed = presentM !== null && presentM[i] + rowMoreM[i] <= limitM;
    if (!isServed && problem.weight[i] > 0) weight[i] = roundPeople(problem.weight[i] * (1 + share[point]));
  }
  const placeShare = new Float64Array(place.reduce((most, p) => Math.max(most, p + 1), 0)).map(draw);
  const optionMoreM = optionOffM.map((offM, o) => finite(offM * placeShare[place[o]]));
  const varied = { ...problem, weight, reach: varyReach(problem.reach, optionMoreM, rowMoreM, limitM) };
  if (problem.model !== 'lscp') return varied;
  const asked = Math.min(problem.limits.share, mostShare(varied));
  return { ...varied, limits: { ...problem.limits, share: asked } };
}

/** Share of the worth that all options together serve, a little less for rounding. */
function mostShare({ weight, reach, times, options }: SitingProblem): number {
  const reached = new Uint32Array(weight.length);
  for (let o = 0; o + 1 < reach.first.length; o++)
    if (options.state[o] !== BARRED)
      for (let k = reach.first[o]; k < reach.first[o + 1]; k++) reached[reach.point[k]]++;
  let served = 0;
  let total = 0;
  for (let i = 0; i < weight.length; i++) {
    total += weight[i];
    if (reached[i] >= times) served += weight[i];
  }
  return served >= total ? 1 : (served / total) * (1 - 1e-9);
}

function varyReach(
  reach: ReachSets,
  optionMoreM: Float64Array,
  rowMoreM: Float64Array,
  limitM: number
): ReachSets {
  const first = new Uint32Array(reach.first.length);
  const point = new Uint32Array(reach.point.length);
  const metres = new Float64Array(reach.point.length);
  let end = 0;
  for (let o = 0; o + 1 < first.length; o++) {
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const m = reach.metres[k] + optionMoreM[o] + rowMoreM[reach.point[k]];
      if (!(m <= limitM)) continue;
      point[end] = reach.point[k];
      metres[end++] = Math.max(0, m);
    }
    first[o + 1] = end;
  }
  return { first, point: point.subarray(0, end), metres: metres.subarray(0, end) };
}

function finite(metres: number): number {
  return Number.isFinite(metres) ? metres : 0;
}
