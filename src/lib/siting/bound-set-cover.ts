import { findMusts, type SetCover } from './set-cover.ts';

/** A lower bound of a covering question, and what its multipliers leave to each option. */
export interface SetCoverBound {
  /** In floats: `roundBound` makes it safe. */
  bound: number;
  /** Cost less multipliers: a choice with an option above 0, or without one below 0, costs that much more than `bound`. */
  reduced: Float64Array;
  /** Multiplier of each item, to go on from. */
  price: Float64Array;
}

/** Steps without a better bound after which the pace is halved, and the pace at which it is no use to go on. */
const STALE = 15;
const LEAST_PACE = 0.005;

/**
 * Lagrangian relaxation of "an item counts only if a chosen option covers it" (Beasley 1990; Caprara, Fischetti and Toth
 * 1999), by Polyak's subgradient steps towards `upper`, the least cost known. Any multipliers u ≥ 0 give a valid bound
 * Σₒ min(0, cₒ − Σ_{i of o} uᵢ) + Σ u of the items that have to be covered + what the rest of the needed weight costs at least
 * among the others (a knapsack in its linear form). `onStep` sees the options that the multipliers would choose, with each reduced cost, and gives the
 * least cost known by then; steps end when it is reached to within `step` (see `findCostStep`), the pace is gone, or `isOver`.
 */
export function boundSetCover(
  cover: SetCover,
  upper: number,
  limits: { steps: number; step: number; start?: Float64Array; isOver: () => boolean },
  onStep?: (reduced: Float64Array, isBetter: boolean) => number
): SetCoverBound {
  const { cost, first, item, weight } = cover;
  const must = findMusts(cover);
  const price = limits.start?.slice() ?? startPrices(cover);
  const slope = new Float64Array(weight.length);
  const reduced = new Float64Array(cost.length);
  const rest = restOf(cover, must);
  let least = upper;
  let rate = 0;
  let best: SetCoverBound = { bound: 0, reduced: cost.slice(), price: new Float64Array(weight.length) };
  let pace = 1;
  let stale = 0;
  for (let step = 0; step < limits.steps && pace > LEAST_PACE && !limits.isOver(); step++) {
    let bound = 0;
    for (let i = 0; i < price.length; i++) if (must[i]) bound += price[i];
    rate = rest.need > 0 ? findRate(rest, price, rate) : 0;
    bound += rate * rest.need;
    for (const i of rest.items) bound += Math.min(0, price[i] - rate * weight[i]);
    for (let i = 0; i < slope.length; i++) slope[i] = must[i] || price[i] < rate * weight[i] ? 1 : 0;
    for (let o = 0; o < cost.length; o++) {
      let left = cost[o];
      for (let k = first[o]; k < first[o + 1]; k++) left -= price[item[k]];
      reduced[o] = left;
      if (left >= 0) continue;
      bound += left;
      for (let k = first[o]; k < first[o + 1]; k++) slope[item[k]]--;
    }
    const isBetter = bound > best.bound;
    if (isBetter) {
      // A hair above is no progress: the pace has to fall all the same.
      if (bound - best.bound > 1e-4 * Math.abs(bound)) stale = 0;
      best = { bound, reduced: reduced.slice(), price: price.slice() };
    }
    if (onStep) least = Math.min(least, onStep(reduced, isBetter));
    if (best.bound > least - limits.step + 1e-6 * limits.step && limits.step > 0) break;
    if (best.bound >= least * (1 - 1e-9)) break;
    if (++stale >= STALE) {
      pace /= 2;
      stale = 0;
    }
    let norm = 0;
    for (let i = 0; i < slope.length; i++) {
      // A step that the price can't take, being 0, says nothing of how far to go.
      if (slope[i] < 0 && price[i] === 0) slope[i] = 0;
      norm += slope[i] * slope[i];
    }
    if (norm === 0) break;
    const length = (pace * (1.02 * least - bound)) / norm;
    for (let i = 0; i < price.length; i++) price[i] = Math.max(0, price[i] + length * slope[i]);
  }
  return best;
}

/** Of each item the least that an option which covers it asks for one. */
function startPrices({ cost, first, byFirst, by, weight }: SetCover): Float64Array {
  const price = new Float64Array(weight.length).fill(Infinity);
  for (let i = 0; i < price.length; i++)
    for (let k = byFirst[i]; k < byFirst[i + 1]; k++)
      price[i] = Math.min(price[i], cost[by[k]] / (first[by[k] + 1] - first[by[k]]));
  return price;
}

interface Rest {
  items: Uint32Array;
  weight: Float64Array;
  /** Weight to be covered among them. */
  need: number;
}

/** The items that may stay uncovered, and how much of them may not. */
function restOf({ weight, need }: SetCover, must: Uint8Array): Rest {
  let left = need;
  for (let i = 0; i < weight.length; i++) if (must[i]) left -= weight[i];
  const items = Uint32Array.from(weight.keys()).filter((i) => must[i] === 0);
  return { items, weight, need: items.length > 0 ? left : 0 };
}

/**
 * About the price of a unit of weight at which as much is covered as is needed, the best multiplier of "enough weight", sought
 * from the last one on by halving: any rate gives a valid bound, so that a sort in each step is not worth while.
 */
function findRate({ items, weight, need }: Rest, price: Float64Array, last: number): number {
  const isEnough = (rate: number) => {
    let sum = 0;
    for (let k = 0; k < items.length; k++)
      if (price[items[k]] < rate * weight[items[k]]) sum += weight[items[k]];
    return sum >= need;
  };
  let low = 0;
  let high = last * 1.1;
  if (!(high > 0) || !isEnough(high)) {
    high = 0;
    for (const i of items) high = Math.max(high, price[i] / weight[i]);
  } else if (!isEnough(last * 0.9)) low = last * 0.9;
  for (let round = 0; round < 40 && high - low > 1e-5 * high; round++) {
    const middle = (low + high) / 2;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
