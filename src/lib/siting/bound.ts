import type { CoverProblem } from './cover-problem.ts';

/** A proven upper bound of a maximal-coverage question, and the multipliers that give it. */
export interface CoverBound {
  /** No choice of as many candidates covers more people. */
  bound: number;
  /** What the multipliers leave to each candidate; used to rule candidates out. */
  candidateValue: Float64Array;
  /** What they leave to the items, whatever is chosen. */
  base: number;
  /** The candidates that the best multipliers would choose: a good start for a search. */
  suggestion: number[];
  /** The multiplier of each item, to begin with when the problem has become smaller. */
  lambda: Float64Array;
  /** How often each candidate was taken of late, 0 to 1: near a half where the bound does not know. */
  taken: Float64Array;
  /** Where the search stands: the next search goes on from here, if the problem is the same. */
  course: BoundCourse;
}

/** A search for multipliers between two steps. */
export interface BoundCourse {
  lambda: Float64Array;
  direction: Float64Array;
  /** Steps done, from which the memory of directions grows. */
  steps: number;
  /** Length of steps as a share of Polyak's; below `LEAST_PACE` nothing moves any more. */
  pace: number;
}

/** How long the search for good multipliers goes on. */
export interface BoundSettings {
  steps?: number;
  /** Multipliers to begin with, 0 to the weight of each item. */
  lambda?: Float64Array;
  /** Goes on with a search instead; `lambda` is then not looked at. */
  course?: BoundCourse;
  /** Asked at each step; true ends it. */
  isOver?: () => boolean;
}

/** Steps of the subgradient search. */
const STEPS = 300;

/** Steps without a lower bound after which steps become shorter, and by what share. */
const PATIENCE = 10;
const SHORTEN = 0.8;

/** What takes more steps than this is large: patience from there on, which brings 8,000 candidates and 100 sites 0.05 % lower. */
const MANY_STEPS = 300;
const LATE_PATIENCE = 20;

/**
 * Share of the last direction in the next is 1 − 1 / this: zigzagging cancels out (Camerini, Fratta and Maffioli 1975). A short
 * memory finds the way, a long one comes nearer in the end: 8,000 candidates and 100 sites come to 0.03 % above the relaxation,
 * with a share of 0.8 all along to 0.3 %.
 */
const memoryAt = (step: number) => Math.min(60, 5 + step / 5);

/** Share of the last step in `taken`. */
const RECENT = 0.1;

/** Pace below which nothing moves any more. */
export const LEAST_PACE = 1e-3;

/**
 * Upper bound of the people that `sites` candidates can cover, by Lagrangian relaxation of "an item counts only if a
 * chosen candidate reaches it" (Fisher 1981; Galvão and ReVelle 1996), improved by Polyak's subgradient steps towards
 * `objective`, the best value known; items move in proportion to their weight, since merging makes some a thousand times as heavy
 * as others. Any multipliers 0 ≤ λ ≤ w give a valid bound
 * Σᵢ (wᵢ − λᵢ) + the `sites` largest Σ_{i reached by c} λᵢ; it is rounded up by more than the sums can be off. Never above the
 * two trivial bounds: all people within reach, and the sum of the `sites` largest candidates.
 */
export function boundCover(
  problem: CoverProblem,
  sites: number,
  objective: number,
  { steps = STEPS, lambda: given, course, isOver = () => false }: BoundSettings = {}
): CoverBound {
  const { first, item, weight, total } = problem;
  const candidates = problem.candidate.length;
  const value = new Float64Array(candidates);
  const lambda = course?.lambda.slice() ?? given?.slice() ?? beginWith(problem, sites, value);
  const slack = new Int32Array(weight.length);
  const direction = course?.direction.slice() ?? new Float64Array(weight.length);
  const taken = new Float64Array(candidates);
  const outward = 1 + 2 ** -52 * (2 * weight.length + sites + 16);
  let best: BestFound = boundTrivially(problem, sites);
  let pace = course?.pace ?? 1;
  const before = course?.steps ?? 0;
  let step = 0;
  let stale = 0;
  for (; step < steps && best.bound > objective && pace > LEAST_PACE && !isOver(); step++) {
    let base = 0;
    for (let i = 0; i < weight.length; i++) base += weight[i] - lambda[i];
    addUp(problem, lambda, value);
    const picked = pickLargest(value, sites);
    let sum = base;
    for (let c = 0; c < candidates; c++) taken[c] *= 1 - RECENT;
    for (const c of picked) {
      sum += value[c];
      taken[c] += RECENT;
    }
    const bound = sum * outward;
    if (bound < best.bound) {
      if (bound < best.bound - 1e-5 * (best.bound - objective)) stale = 0;
      // What sums can be off is in the base, so that bounds built from parts of it hold as well.
      best = {
        bound,
        candidateValue: value.slice(),
        base: base + bound - sum,
        suggestion: picked,
        lambda: lambda.slice()
      };
    } else if (++stale >= (before + step < MANY_STEPS ? PATIENCE : LATE_PATIENCE)) {
      pace *= SHORTEN;
      stale = 0;
    }
    for (let i = 0; i < weight.length; i++) slack[i] = weight[i] > lambda[i] ? -1 : 0;
    for (const c of picked) for (let k = first[c]; k < first[c + 1]; k++) slack[item[k]]++;
    let norm = 0;
    const memory = 1 - 1 / memoryAt(before + step);
    for (let i = 0; i < weight.length; i++) {
      const d = slack[i] + memory * direction[i];
      // Where the border of 0 ≤ λ ≤ w stops it, a direction leads nowhere.
      direction[i] = (d > 0 && lambda[i] === 0) || (d < 0 && lambda[i] === weight[i]) ? 0 : d;
      norm += weight[i] * direction[i] * direction[i];
    }
    if (norm === 0) break;
    const length = (pace * Math.max(bound - objective, 1e-9 * total)) / norm;
    for (let i = 0; i < weight.length; i++)
      lambda[i] = Math.min(weight[i], Math.max(0, lambda[i] - length * weight[i] * direction[i]));
  }
  return { ...best, taken, course: { lambda, direction, steps: before + step, pace } };
}

/**
 * The share of the weights that gives the lowest bound: all of it where few candidates overlap, less where they crowd. The
 * value of a candidate falls with the share, so one adding up serves for all.
 */
function beginWith(problem: CoverProblem, sites: number, value: Float64Array): Float64Array {
  const { weight, total } = problem;
  addUp(problem, weight, value);
  let most = 0;
  for (const c of pickLargest(value, sites)) most += value[c];
  // (1 − share) × total + share × most is a line in the share; half of the weights leaves room to both sides.
  return most < 1.2 * total ? weight.slice() : weight.map((w) => (w * total) / (most + total));
}

/** Sums of `each` over the items of each candidate, into `value`. */
function addUp({ first, item }: CoverProblem, each: Float64Array, value: Float64Array): void {
  for (let c = 0; c < value.length; c++) {
    let sum = 0;
    for (let k = first[c]; k < first[c + 1]; k++) sum += each[item[k]];
    value[c] = sum;
  }
}

type BestFound = Omit<CoverBound, 'taken' | 'course'>;

/** The lower of two bounds that need no search: everyone within reach, and λ = w, the largest candidates added up. */
function boundTrivially(problem: CoverProblem, sites: number): BestFound {
  const { candidate, total, weight } = problem;
  const value = new Float64Array(candidate.length);
  addUp(problem, weight, value);
  const suggestion = pickLargest(value, sites);
  const sum = suggestion.reduce((people, c) => people + value[c], 0);
  if (sum < total) return { bound: sum, candidateValue: value, base: 0, suggestion, lambda: weight.slice() };
  const lambda = new Float64Array(weight.length);
  return {
    bound: total,
    candidateValue: new Float64Array(candidate.length),
    base: total,
    suggestion,
    lambda
  };
}

/** Indexes of the `count` largest values, largest first, the lowest index first among equals. */
function pickLargest(value: Float64Array, count: number): number[] {
  const whole = Math.min(value.length, Math.floor(count));
  if (whole <= 0) return [];
  const least = value.slice().sort()[value.length - whole];
  const picked: number[] = [];
  for (let c = 0; c < value.length; c++) if (value[c] > least) picked.push(c);
  for (let c = 0; c < value.length && picked.length < whole; c++) if (value[c] === least) picked.push(c);
  return picked.sort((a, b) => value[b] - value[a] || a - b);
}
