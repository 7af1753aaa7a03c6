import type { ChoiceRules } from './capacity-limits.ts';

/** The most valuable choice by values that simply add up. */
export interface Pick {
  /** No choice that keeps the rules is worth more. */
  sum: number;
  /** Sum of all that was added up, without signs: what rounding can have lost is a part of it. */
  size: number;
  open: number[];
  /** By how much `sum` falls at the least if an option has to be open; 0 for those that are. */
  loss: Float64Array;
}

/** Trials of a price of money; each gives a valid sum, and the curve is flat near the best. */
const TRIALS = 24;

/**
 * Picks the most valuable options: those fixed, of each place the best, of those that count no more than may be open. A
 * budget is relaxed at the price of money that gives the least sum; groups and distances are left out, so that the sum holds for every
 * allowed choice.
 */
export function pickOptions(rules: ChoiceRules, value: Float64Array): Pick {
  if (!Number.isFinite(rules.budget)) return pickAt(rules, value, 0);
  let high = 0;
  for (let k = 0; k < value.length; k++)
    if (rules.cost[k] > 0) high = Math.max(high, value[k] / rules.cost[k]);
  let low = 0;
  let best = pickAt(rules, value, 0);
  // The sum is a convex function of the price: halve by whether the choice there spends too much.
  for (let trial = 0; trial < TRIALS && high > low; trial++) {
    const price = trial === 0 ? high : (low + high) / 2;
    const pick = pickAt(rules, value, price);
    if (pick.sum < best.sum) best = pick;
    let spent = 0;
    for (const k of pick.open) spent += rules.cost[k];
    if (trial === 0) {
      if (spent > rules.budget) high *= 4;
    } else if (spent > rules.budget) low = price;
    else high = price;
  }
  return best;
}

function pickAt(rules: ChoiceRules, value: Float64Array, moneyPrice: number): Pick {
  const { place, counts, cost, isFixed, sites } = rules;
  const worth = moneyPrice === 0 ? value : value.map((each, k) => each - moneyPrice * cost[k]);
  const open: number[] = [];
  const taken = new Set<number>();
  let slots = sites;
  for (let k = 0; k < worth.length; k++) {
    if (!isFixed[k]) continue;
    open.push(k);
    taken.add(place[k]);
    slots -= counts[k];
  }
  /** Of each place the best that counts and the best that does not: looking at both as if of two places loses nothing valid. */
  const bestOf = [new Map<number, number>(), new Map<number, number>()];
  for (let k = 0; k < worth.length; k++) {
    if (taken.has(place[k]) || !(worth[k] > 0)) continue;
    const before = bestOf[counts[k]].get(place[k]);
    if (before === undefined || worth[k] > worth[before]) bestOf[counts[k]].set(place[k], k);
  }
  open.push(...bestOf[0].values());
  const ranked = [...bestOf[1].values()].sort((a, b) => worth[b] - worth[a] || a - b);
  const counted = ranked.slice(0, Math.max(0, slots));
  open.push(...counted);
  const isFull = counted.length >= slots;
  const last = isFull && counted.length > 0 ? worth[counted[counted.length - 1]] : 0;
  const isOpen = new Uint8Array(worth.length);
  let sum = moneyPrice === 0 ? 0 : moneyPrice * rules.budget;
  let size = Math.abs(sum);
  for (const k of open) {
    isOpen[k] = 1;
    sum += worth[k];
    size += Math.abs(value[k]) + Math.abs(moneyPrice * cost[k]);
  }
  const loss = Float64Array.from(worth, (each, k) => {
    if (isOpen[k]) return 0;
    if (taken.has(place[k]) || (counts[k] && slots <= 0)) return Infinity;
    const rival = bestOf[counts[k]].get(place[k]);
    if (rival !== undefined && isOpen[rival]) return worth[rival] - each;
    return counts[k] ? last - each : -each;
  });
  return { sum, size, open, loss };
}
