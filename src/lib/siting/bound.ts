import type { CoverProblem } from './cover-problem.ts';
import { roundPeople } from '../demand/share-out.ts';

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
}

/** Steps of the subgradient search; on real districts the bound no longer moves after about 200. */
const STEPS = 300;

/**
 * Upper bound of the people that `sites` candidates can cover, by Lagrangian relaxation of "an item counts only if a
 * chosen candidate reaches it" (Fisher 1981; Galvão and ReVelle 1996), improved by Polyak's subgradient steps towards
 * `objective`, the best value known. Any multipliers λ ≥ 0 give a valid bound
 * Σᵢ max(0, wᵢ − λᵢ) + the `sites` largest Σ_{i reached by c} λᵢ; multipliers are multiples of 2⁻²², so that the sums
 * are exact and the bound holds to the last digit. Never above the two trivial bounds: all people within reach, and
 * the sum of the `sites` largest candidates.
 */
export function boundCover(problem: CoverProblem, sites: number, objective: number): CoverBound {
  const { first, item, weight } = problem;
  const candidates = problem.candidate.length;
  const lambda = weight.map((w) => roundPeople(w / 2));
  const value = new Float64Array(candidates);
  const slack = new Float64Array(weight.length);
  let best: CoverBound = boundTrivially(problem, sites);
  let pace = 1;
  let stale = 0;
  for (let step = 0; step < STEPS && best.bound > objective; step++) {
    for (let c = 0; c < candidates; c++) {
      let sum = 0;
      for (let k = first[c]; k < first[c + 1]; k++) sum += lambda[item[k]];
      value[c] = sum;
    }
    const picked = pickLargest(value, sites);
    const base = weight.reduce((sum, w, i) => sum + Math.max(0, w - lambda[i]), 0);
    const bound = picked.reduce((sum, c) => sum + value[c], base);
    if (bound < best.bound) {
      best = { bound, candidateValue: value.slice(), base, suggestion: picked };
      stale = 0;
    } else if (++stale === 10) {
      pace /= 2;
      stale = 0;
    }
    weight.forEach((w, i) => (slack[i] = w > lambda[i] ? -1 : 0));
    for (const c of picked) for (let k = first[c]; k < first[c + 1]; k++) slack[item[k]]++;
    const norm = slack.reduce((sum, g) => sum + g * g, 0);
    if (norm === 0) break;
    const length = (pace * (bound - objective)) / norm;
    // λ above w never helps: the item is then worth nothing by itself.
    for (let i = 0; i < lambda.length; i++)
      lambda[i] = Math.min(weight[i], Math.max(0, roundPeople(lambda[i] - length * slack[i])));
  }
  return best;
}

/** The lower of two bounds that need no search: everyone within reach, and λ = w, the largest candidates added up. */
function boundTrivially(problem: CoverProblem, sites: number): CoverBound {
  const { first, item, weight, candidate, total } = problem;
  const value = Float64Array.from(candidate, (_, c) => {
    let sum = 0;
    for (let k = first[c]; k < first[c + 1]; k++) sum += weight[item[k]];
    return sum;
  });
  const suggestion = pickLargest(value, sites);
  const sum = suggestion.reduce((people, c) => people + value[c], 0);
  if (sum < total) return { bound: sum, candidateValue: value, base: 0, suggestion };
  return { bound: total, candidateValue: new Float64Array(candidate.length), base: total, suggestion };
}

/** Indexes of the `count` largest values, largest first, the lowest index first among equals. */
function pickLargest(value: Float64Array, count: number): number[] {
  return Array.from(value.keys())
    .sort((a, b) => value[b] - value[a] || a - b)
    .slice(0, count);
}
