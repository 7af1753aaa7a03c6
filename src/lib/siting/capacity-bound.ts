import type { ChoiceRules } from './capacity-limits.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import { pickOptions, type Pick } from './capacity-pick.ts';
import { createValuer } from './capacity-value.ts';

/** A bound from below of what is to be least, and which options no better answer has. */
export interface CapacityBound {
  /** Of all choices that are better than the best known; there may be none. */
  bound: number;
  /** 1 for each kept option that can be in a choice better than the best known. */
  isUseful: Uint8Array;
  /** The prices that give it. */
  itemPrice: Float64Array;
}

/** What is to be least: the cost of serving, or the sum of `each` of what is open so that at least `need` is served. */
export interface BoundGoal {
  /** Of `lscp`; null: the cost of serving. */
  cover: { each: Float64Array; need: number } | null;
  /** The best known. */
  best: number;
  /** Prices of the items to begin with. */
  itemPrice: Float64Array;
  /** Hears of choices that the prices suggest, which may break rules; gives the best known then. */
  onPick: (open: number[]) => number;
  /** No price rises above this; none is above it to begin with. Pairs that cost as much then do not matter (`keepNear`). */
  highest?: Float64Array;
  steps?: number;
  /** Length of the first steps as a share of Polyak's. */
  pace?: number;
}

const STEPS = 1000;

/** Steps without a better bound after which steps become shorter, and by what share; what counts as better, as a share of the gap. */
const PATIENCE = 10;
const SHORTEN = 0.8;
const NOTABLE = 1e-4;

/** Pace below which nothing moves any more. */
const LEAST_PACE = 1e-3;

/**
 * Share of the last direction in the next is 1 − 1 / this (as in `bound.ts`). With 0.3 all along the bound of 1,353 groups, 30 of
 * 300 options, stays 0.09 % lower after 500 steps.
 */
const memoryAt = (step: number) => Math.min(10, 3 + step / 5);

/** Picks that are told: the first ones, then every so many steps. */
const PICKS = 3;
const PICK_EVERY = 5;

/**
 * Lagrangian bound: with "each unit is served once" relaxed at a price λ for each item, what is left of an option is a fractional
 * knapsack (`valueOptions`), and of the choice its rules without groups and distances (`pickOptions`). Any λ ≥ 0 bounds
 * Σ w λ − Σ best options; of `lscp` with a share to be left out, all λ ≤ θ and θ × what may stay out is taken off. λ is
 * improved by Polyak's steps towards `goal.best`; the bound is rounded outward by far more than sums of floats lose. An option
 * that alone brings the bound above the best known is looked at no more.
 */
export function boundCapacity(
  problem: CapacityProblem,
  rules: ChoiceRules,
  goal: BoundGoal,
  isOver: () => boolean
): CapacityBound {
  const { weight, outsideCost, outOfReach, total, option, first, item, cost } = problem;
  const { cover, steps = STEPS } = goal;
  const highest = goal.highest ?? new Float64Array(weight.length).fill(cover ? Infinity : outsideCost);
  const valueAt = createValuer(problem);
  const price = goal.itemPrice.slice();
  const direction = new Float64Array(weight.length);
  const left = new Float64Array(weight.length);
  const found: CapacityBound = {
    bound: -Infinity,
    isUseful: new Uint8Array(option.length).fill(1),
    itemPrice: price.slice()
  };
  let best = goal.best;
  let suggested = '';
  let pace = goal.pace ?? 1;
  let stale = 0;
  let told = 0;
  for (let step = 0; step < steps && !(step > 0 && isOver()); step++) {
    const { value, margin, part } = valueAt(price, found.isUseful);
    if (cover) for (let k = 0; k < value.length; k++) value[k] -= cover.each[k];
    const pick = pickOptions(rules, value);
    let top = 0;
    let sum = 0;
    for (let i = 0; i < weight.length; i++) {
      top = Math.max(top, price[i]);
      sum += weight[i] * price[i];
    }
    const rest = cover ? top * (outOfReach - (total - cover.need)) : outsideCost * outOfReach;
    const slip = 1e-11 * (Math.abs(sum) + Math.abs(rest) + pick.size);
    const bound = sum + rest - pick.sum - slip;
    const target = Number.isFinite(best) ? best : Math.abs(bound) * 1.05 + 1e-9;
    if (bound > found.bound + NOTABLE * Math.max(0, target - bound)) stale = 0;
    else if (++stale === PATIENCE) {
      pace *= SHORTEN;
      stale = 0;
      if (pace < LEAST_PACE) break;
    }
    if (bound > found.bound) {
      found.isUseful = usefulOf(pick, bound, best, found.isUseful);
      found.bound = bound;
      found.itemPrice.set(price);
      if (step < PICKS || step - told >= PICK_EVERY) {
        const suggestion = pick.open.slice().sort().join();
        if (suggestion !== suggested) best = goal.onPick(pick.open);
        suggested = suggestion;
        told = step;
      }
      if (bound >= best) break;
    }
    left.fill(1);
    for (const k of pick.open) {
      for (let at = first[k]; at < first[k + 1]; at++) {
        const saved = price[item[at]] - cost[at];
        if (saved > margin[k]) left[item[at]]--;
        else if (saved === margin[k]) left[item[at]] -= part[k];
      }
    }
    const memory = 1 - 1 / memoryAt(step);
    let norm = 0;
    let toward = 0;
    for (let i = 0; i < left.length; i++) {
      const d = left[i] + memory * direction[i];
      // Where the border of 0 ≤ λ ≤ highest stops it, a direction leads nowhere.
      direction[i] = (d > 0 && price[i] >= highest[i]) || (d < 0 && price[i] === 0) ? 0 : d;
      norm += weight[i] * direction[i] * direction[i];
      toward += weight[i] * direction[i] * left[i];
    }
    if (!(toward > 0)) {
      direction.set(left);
      norm = left.reduce((all, each, i) => all + weight[i] * each * each, 0);
    }
    if (!(norm > 0)) break;
    const length = (pace * Math.max(target - bound, 1e-6 * Math.abs(bound))) / norm;
    for (let i = 0; i < price.length; i++)
      price[i] = Math.min(highest[i], Math.max(0, price[i] + length * direction[i]));
    if (cover && cover.need < total) flatten(price, weight, total - cover.need - outOfReach);
  }
  return found;
}

/** What options already ruled out stay; more are where opening them alone costs more than the best known. */
function usefulOf(pick: Pick, bound: number, best: number, before: Uint8Array): Uint8Array {
  const slip = 1e-9 * Math.max(Math.abs(best), Math.abs(bound));
  return before.map((was, k) => (was && bound + pick.loss[k] <= best + slip ? 1 : 0));
}

/** Lowers the highest prices to one level, the dearest `spare` of demand: those may stay unserved. */
function flatten(price: Float64Array, weight: Float64Array, spare: number): void {
  const order = Array.from(price.keys()).sort((a, b) => price[b] - price[a] || a - b);
  let sum = 0;
  let level = 0;
  for (const i of order) {
    level = price[i];
    sum += weight[i];
    if (sum > spare) break;
  }
  for (let i = 0; i < price.length; i++) price[i] = Math.min(price[i], level);
}
