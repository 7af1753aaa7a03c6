import type { CoverBound } from './bound.ts';
import type { CoverProblem } from './cover-problem.ts';
import type { Choice } from './local-search.ts';

/** Visits of items that a proof may cost, a fraction of a second; a count and no clock, so that the answer is always the same. */
const WORK = 5e7;

/** The better choice where one was found, and whether no choice of as many candidates is better still. */
export interface Proof extends Choice {
  proven: boolean;
}

/**
 * Looks through all choices of `sites` candidates that could still beat `start`, leaving out those that a bound rules
 * out: what the multipliers of `bound` leave to the best continuation of a branch, or the candidate's gain and the
 * largest gains after it given what the branch has chosen (coverage is submodular: gains only fall). Complete if it
 * ends within `work` visits of items, and then `proven`; otherwise the best choice seen.
 */
export function proveCover(
  problem: CoverProblem,
  sites: number,
  start: Choice,
  bound: CoverBound,
  work = WORK
): Proof {
  if (bound.bound <= start.objective) return { ...start, proven: true };
  const { first, item, weight } = problem;
  const { candidateValue: value, base } = bound;
  const ranked = Array.from(value.keys()).sort((a, b) => value[b] - value[a] || a - b);
  const bestOthers = ranked.slice(0, sites - 1).reduce((sum, c) => sum + value[c], base);
  // A candidate that does not beat `start` even beside the best others is in no better choice (reduced-cost fixing).
  const order = ranked.filter((c, k) => k < sites || bestOthers + value[c] > start.objective);
  const upTo = new Float64Array(order.length + 1);
  order.forEach((c, k) => (upTo[k + 1] = upTo[k] + value[c]));
  const times = new Uint32Array(weight.length);
  const gains = Array.from({ length: sites + 1 }, () => new Float64Array(order.length));
  const laterGains = Array.from({ length: sites + 1 }, () => new Float64Array(order.length));
  const branch: number[] = [];
  let best: Choice = start;
  let spent = 0;

  const put = (c: number, sign: 1 | -1) => {
    for (let k = first[c]; k < first[c + 1]; k++) times[item[k]] += sign;
    spent += first[c + 1] - first[c];
  };
  const gainOf = (c: number) => {
    let gain = 0;
    for (let k = first[c]; k < first[c + 1]; k++) if (times[item[k]] === 0) gain += weight[item[k]];
    spent += first[c + 1] - first[c];
    return gain;
  };
  /** Tries all continuations of the branch by `left` candidates from place `from` of `order` on; false: out of work. */
  const search = (from: number, left: number, covered: number, valueSoFar: number): boolean => {
    const gain = gains[left];
    const later = laterGains[left];
    const largest = new Float64Array(left - 1);
    for (let k = order.length - 1; k >= from; k--) {
      gain[k] = gainOf(order[k]);
      later[k] = sumOf(largest);
      insertLargest(largest, gain[k]);
    }
    if (spent > work) return false;
    for (let k = from; k < order.length; k++) {
      const end = Math.min(k + left, order.length);
      if (base + valueSoFar + upTo[end] - upTo[k] <= best.objective) break;
      if (covered + gain[k] + later[k] <= best.objective) continue;
      branch.push(order[k]);
      if (covered + gain[k] > best.objective) best = { chosen: branch.slice(), objective: covered + gain[k] };
      let finished = true;
      if (left > 1) {
        put(order[k], 1);
        finished = search(k + 1, left - 1, covered + gain[k], valueSoFar + value[order[k]]);
        put(order[k], -1);
      }
      branch.pop();
      if (!finished) return false;
    }
    return true;
  };
  const proven = search(0, Math.min(sites, order.length), 0, 0);
  return { ...best, proven };
}

/** Keeps the largest values seen in `largest`, smallest first. */
function insertLargest(largest: Float64Array, value: number): void {
  if (largest.length === 0 || value <= largest[0]) return;
  let at = 0;
  while (at + 1 < largest.length && largest[at + 1] < value) {
    largest[at] = largest[at + 1];
    at++;
  }
  largest[at] = value;
}

function sumOf(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
