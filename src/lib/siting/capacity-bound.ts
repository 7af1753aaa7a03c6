import type { ChoiceRules } from './capacity-limits.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import { valueOptions } from './capacity-value.ts';
import { pickOptions, type Pick } from './capacity-pick.ts';

/** A bound from below of what is to be least, and which options no better answer has. */
export interface CapacityBound {
  bound: number;
  /** 1 for each kept option that can be in a choice better than `best`. */
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
}

const STEPS = 300;

/**
 * Lagrangian bound: with "each unit is served once" relaxed at a price λ for each item, what is left of an option is a fractional
 * knapsack (`valueOptions`), and of the choice its rules without groups and distances (`pickOptions`). Any λ ≥ 0 bounds
 * Σ w λ − Σ best options; of `lscp` with a share to be left out, all λ ≤ θ and θ × what may stay out is taken off. λ is
 * improved by Polyak's steps towards `goal.best`; the bound is rounded outward by far more than sums of floats lose.
 */
export function boundCapacity(
  problem: CapacityProblem,
  rules: ChoiceRules,
  goal: BoundGoal,
  isOver: () => boolean
): CapacityBound {
  const { weight, outsideCost, outOfReach, total, option } = problem;
  const { cover } = goal;
  const highest = cover ? Infinity : outsideCost;
  const price = goal.itemPrice.slice();
  const mean = new Float64Array(weight.length);
  const left = new Float64Array(weight.length);
  let found: CapacityBound = {
    bound: -Infinity,
    isUseful: new Uint8Array(option.length).fill(1),
    itemPrice: price.slice()
  };
  let best = goal.best;
  let suggested = '';
  let pace = 1;
  let stale = 0;
  for (let step = 0; step < STEPS && !(step > 0 && isOver()); step++) {
    const value = valueOptions(problem, price);
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
    if (bound > found.bound + 1e-9 * Math.abs(bound)) stale = 0;
    else if (++stale === 12) {
      pace /= 2;
      stale = 0;
      price.set(found.itemPrice);
      if (pace < 1e-3) break;
    }
    if (bound > found.bound) {
      const isUseful = usefulOf(pick, bound, best, found.isUseful);
      found = { bound, isUseful, itemPrice: price.slice() };
      const suggestion = pick.open.join();
      if (suggestion !== suggested && (step < 3 || step % 5 === 0)) best = goal.onPick(pick.open);
      suggested = suggestion;
      if (bound >= best) break;
    }
    left.fill(1);
    for (const k of pick.open) takeFrom(left, problem, k, price);
    let norm = 0;
    for (let i = 0; i < left.length; i++) {
      // The part of older steps damps the zigzag between options that are as good as each other.
      mean[i] = 0.7 * left[i] + 0.3 * mean[i];
      norm += weight[i] * mean[i] * mean[i];
    }
    if (!(norm > 0)) break;
    const target = Number.isFinite(best) ? best : Math.abs(bound) * 1.05 + 1e-9;
    const length = (pace * Math.max(target - bound, 1e-6 * Math.abs(bound))) / norm;
    for (let i = 0; i < price.length; i++)
      price[i] = Math.min(highest, Math.max(0, price[i] + length * mean[i]));
    if (cover && cover.need < total) flatten(price, weight, total - cover.need - outOfReach);
  }
  return found;
}

/** What options already ruled out stay; more are where opening them alone costs more than the best known. */
function usefulOf(pick: Pick, bound: number, best: number, before: Uint8Array): Uint8Array {
  const slip = 1e-9 * Math.max(Math.abs(best), Math.abs(bound));
  return before.map((was, k) => (was && bound + pick.loss[k] <= best + slip ? 1 : 0));
}

/** Takes off what an option would serve of each item at these prices, as a share of the item. */
function takeFrom(left: Float64Array, problem: CapacityProblem, k: number, price: Float64Array): void {
  const { first, item, cost, weight, capacity } = problem;
  const own: number[] = [];
  for (let at = first[k]; at < first[k + 1]; at++) if (price[item[at]] > cost[at]) own.push(at);
  let asked = 0;
  for (const at of own) asked += weight[item[at]];
  if (asked > capacity[k]) own.sort((a, b) => price[item[b]] - cost[b] - (price[item[a]] - cost[a]) || a - b);
  let room = capacity[k];
  for (const at of own) {
    const taken = Math.min(room, weight[item[at]]);
    if (!(taken > 0)) break;
    left[item[at]] -= taken / weight[item[at]];
    room -= taken;
  }
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
