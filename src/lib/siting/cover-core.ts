import { type CoverBound } from './bound.ts';
import { type CoverProblem, shrinkCover } from './cover-problem.ts';
import { keepRows } from './cover-rows.ts';
import { FIXED, FREE, type SitingProblem } from './problem.ts';

/** What is left to decide of a question: every answer better than the best known opens `opened` and some of the candidates. */
export interface CoverCore {
  /** `candidate` are options. Weights are scaled. */
  problem: CoverProblem;
  /** How many more of the candidates may be opened. */
  places: number;
  /** Options that are open in any better answer, beside those that are open from the start. */
  opened: number[];
  /** Scaled worth that `opened` and those from the start cover. */
  base: number;
}

/** A siting question as a question of cover, in weights whose sums are exact. */
export interface CoverQuestionInNumbers {
  /** Fixed options, and free ones that do not count: they are open in some best answer, since covering more never harms. */
  open: number[];
  /** Nothing merged and nothing dropped yet; null where the fixed options are too many. */
  core: CoverCore | null;
  /** Weights are so many times what they were: a power of two that brings their sum to 2²⁷ to 2²⁸. */
  scale: number;
  /** Scaled weights are multiples of it, so that a better answer is better by as much at least. */
  step: number;
}

/**
 * What scaled weights are multiples of: sums below 2²⁸ then fit into a number's 53 bits. They are rounded up, so that bounds
 * hold for what was given.
 */
const UNIT = 2 ** -22;

/** The question of `solveCover` in numbers. Costs are not looked at; weights that are not above 0 do not count. */
export function readCoverQuestion({ weight, reach, options, limits }: SitingProblem): CoverQuestionInNumbers {
  const isCovered = new Uint8Array(weight.length);
  const open: number[] = [];
  const free: number[] = [];
  let places = limits.sites;
  for (let o = 0; o < options.state.length; o++) {
    if (options.state[o] === FREE && options.counts[o]) free.push(o);
    if (options.state[o] !== FIXED && !(options.state[o] === FREE && !options.counts[o])) continue;
    open.push(o);
    places -= options.counts[o];
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) isCovered[reach.point[k]] = 1;
  }
  const scaled = scaleWeights(weight);
  let base = 0;
  for (let i = 0; i < weight.length; i++) {
    if (!isCovered[i]) continue;
    base += scaled.weight[i];
    scaled.weight[i] = 0;
  }
  const candidate = Int32Array.from(free);
  const rows = keepRows({ first: reach.first, item: reach.point }, candidate, scaled.weight);
  const problem = { candidate, weight: scaled.weight, ...rows, total: scaled.total - base };
  const whole = Math.min(free.length, Math.floor(places));
  const { scale, step } = scaled;
  return {
    open,
    core: places < 0 ? null : { problem, places: whole, opened: [], base },
    scale,
    step
  };
}

function scaleWeights(given: Float64Array) {
  let sum = 0;
  for (let i = 0; i < given.length; i++) if (given[i] > 0) sum += given[i];
  const scale = sum > 0 ? 2 ** (27 - Math.floor(Math.log2(sum))) : 1;
  const weight = new Float64Array(given.length);
  let step = 2 ** 28;
  let total = 0;
  for (let i = 0; i < given.length; i++) {
    if (!(given[i] > 0)) continue;
    weight[i] = Math.ceil((given[i] * scale) / UNIT) * UNIT;
    while (weight[i] % step !== 0) step /= 2;
    total += weight[i];
  }
  return { weight, scale, step, total };
}

/** The question with merged demand and without dominated candidates, see `shrinkCover`. */
export function shrinkCore(core: CoverCore): CoverCore {
  return { ...core, problem: shrinkCover(core.problem).problem };
}

/**
 * Leaves out of the question what its bound decides (reduced-cost fixing): with λ's bound B, values v and the places taken by
 * the largest v, an answer with a candidate that is not among them is worth at most B − (the least v taken) + its own v;
 * one without a candidate that is, at most B − its v + (the largest v not taken). What cannot come to `goal` so is closed
 * or opened for good; every answer worth `goal` or more stays. Gives the smaller question and its multipliers; null where
 * nothing is decided.
 */
export function fixByBound(
  core: CoverCore,
  limit: CoverBound,
  goal: number
): { core: CoverCore; lambda: Float64Array } | null {
  const { places, base } = core;
  const { candidateValue: value, suggestion, bound } = limit;
  const isPicked = new Uint8Array(value.length);
  let leastPicked = suggestion.length < places ? 0 : Infinity;
  for (const c of suggestion) {
    isPicked[c] = 1;
    leastPicked = Math.min(leastPicked, value[c]);
  }
  let largestLeft = 0;
  for (let c = 0; c < value.length; c++) if (!isPicked[c]) largestLeft = Math.max(largestLeft, value[c]);
  const kept: number[] = [];
  const opened: number[] = [];
  for (let c = 0; c < value.length; c++) {
    if (isPicked[c] && base + bound - value[c] + largestLeft < goal) opened.push(c);
    else if (isPicked[c] || base + bound - leastPicked + value[c] >= goal) kept.push(c);
  }
  if (kept.length === value.length) return null;
  return decide(core, opened, kept, limit.lambda);
}

/**
 * The question with the candidates `opened` open and, of the others, only those in `kept` left; candidates are indexes in the
 * core's problem, ascending.
 */
export function decide(
  { problem, places, base, opened: before }: CoverCore,
  opened: number[],
  kept: number[],
  lambda: Float64Array
): { core: CoverCore; lambda: Float64Array } {
  const weight = problem.weight.slice();
  let covered = 0;
  for (const c of opened)
    for (let k = problem.first[c]; k < problem.first[c + 1]; k++) {
      covered += weight[problem.item[k]];
      weight[problem.item[k]] = 0;
    }
  const smaller = {
    ...{ candidate: Int32Array.from(kept, (c) => problem.candidate[c]), weight },
    ...keepRows(problem, kept, weight),
    total: 0
  };
  const shrunk = shrinkCover(smaller, lambda);
  return {
    core: {
      problem: shrunk.problem,
      places: Math.min(places - opened.length, shrunk.problem.candidate.length),
      opened: [...before, ...opened.map((c) => problem.candidate[c])],
      base: base + covered
    },
    lambda: shrunk.itemValue
  };
}
