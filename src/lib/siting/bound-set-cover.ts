import { findMusts, type SetCover } from './set-cover.ts';

/** A lower bound of a covering question, and what its multipliers leave to each option. */
export interface SetCoverBound {
  /** In floats: `roundBound` makes it safe. */
  bound: number;
  /** Cost less multipliers: a choice with an option above 0, or without one below 0, costs that much more than `bound`. */
  reduced: Float64Array;
  /** Multiplier of each item in units of weight, to go on from. */
  price: Float64Array;
  /** Cost of a unit of weight that is lacking. */
  rate: number;
}

/** Share of the distance to the least cost known at which the first steps aim. */
const AIM = 0.25;

/** Steps without a better bound after which the aim comes nearer, and by what. */
const STALE = 20;
const NEARER = 0.8;

/** Distance of the aim, as a share of the bound, at which it is no use to go on. */
const LEAST_AIM = 2e-4;

/** Share of the last direction in the next: zigzagging cancels out (Camerini, Fratta and Maffioli 1975). */
const MEMORY = 0.9;

/**
 * Lagrangian relaxation of "an item counts only if a chosen option covers it" (Beasley 1990; Caprara, Fischetti and Toth 1999).
 * With multipliers λ ≥ 0 (of items that may stay uncovered at most their weight w) a choice covers at most Σ (w − λ) + Σ v of
 * what is chosen, v = Σ λ of the items of an option. So the cheapest way to the needed weight by v, options taken in parts,
 * is a bound. Deflected subgradient steps aim at a cost a little above the best bound, which comes nearer while the bound
 * stands still; each multiplier moves in proportion to its weight, without which a few large items hold back thousands of small ones.
 * `onStep` sees the reduced costs and gives the least cost known by then; steps end when it is reached to within `step` (see
 * `findCostStep`), the aim is near, `steps` are done, or `isOver`.
 */
export function boundSetCover(
  cover: SetCover,
  upper: number,
  limits: { steps: number; step: number; start?: Float64Array; isOver: () => boolean },
  onStep?: (reduced: Float64Array, isBetter: boolean) => number
): SetCoverBound {
  const { cost, first, item, weight, total, need } = cover;
  const must = findMusts(cover);
  const price = limits.start?.slice() ?? startPrices(cover);
  const most = weight.map((w, i) => (must[i] ? Infinity : w));
  const worth = new Float64Array(cost.length);
  const reduced = new Float64Array(cost.length);
  const slope = new Int32Array(weight.length);
  const direction = new Float64Array(weight.length);
  let least = upper;
  let rate = 0;
  let best: SetCoverBound = {
    ...{ bound: 0, reduced: cost.slice(), price: price.slice(), rate }
  };
  let aim = Infinity;
  let stale = 0;
  for (let step = 0; step < limits.steps && !limits.isOver(); step++) {
    let lacking = need - total;
    for (let i = 0; i < price.length; i++) lacking += price[i];
    for (let o = 0; o < cost.length; o++) {
      let sum = 0;
      for (let k = first[o]; k < first[o + 1]; k++) sum += price[item[k]];
      worth[o] = sum;
    }
    rate = findRate(cost, worth, lacking, rate);
    let bound = rate * lacking;
    slope.fill(1);
    for (let o = 0; o < cost.length; o++) {
      reduced[o] = cost[o] - rate * worth[o];
      if (reduced[o] >= 0) continue;
      bound += reduced[o];
      for (let k = first[o]; k < first[o + 1]; k++) slope[item[k]]--;
    }
    const isBetter = bound > best.bound;
    if (isBetter) {
      if (bound - best.bound > 0.02 * Math.min(aim, bound)) stale = 0;
      best = { bound, reduced: reduced.slice(), price: price.slice(), rate };
    }
    if (onStep) least = Math.min(least, onStep(reduced, isBetter));
    if (best.bound > least - limits.step + 1e-6 * limits.step && limits.step > 0) break;
    if (best.bound >= least * (1 - 1e-9)) break;
    aim = Math.min(aim, AIM * (least - best.bound));
    if (++stale >= STALE) {
      aim *= NEARER;
      stale = 0;
    }
    if (aim < LEAST_AIM * best.bound) break;
    let norm = 0;
    for (let i = 0; i < slope.length; i++) {
      const d = slope[i] + MEMORY * direction[i];
      // Where the border of 0 ≤ λ ≤ w stops it, a direction leads nowhere.
      direction[i] = (d < 0 && price[i] <= 0) || (d > 0 && price[i] >= most[i]) ? 0 : d;
      norm += weight[i] * direction[i] * direction[i];
    }
    if (norm === 0) break;
    // Prices so low that nothing has to be chosen rise by a tenth of the weights.
    const length = rate > 0 ? (best.bound + aim - bound) / (rate * norm) : 0.1;
    for (let i = 0; i < price.length; i++)
      price[i] = Math.min(most[i], Math.max(0, price[i] + length * weight[i] * direction[i]));
  }
  return best;
}

/** Of each item a share of its weight, the less the more options cover it; so large that more is needed than is left over. */
function startPrices({ byFirst, weight, total, need }: SetCover): Float64Array {
  for (let times = 1.5; ; times *= 1.5) {
    const price = weight.map((w, i) => w * Math.min(1, times / (byFirst[i + 1] - byFirst[i])));
    let sum = 0;
    let isWhole = true;
    for (let i = 0; i < price.length; i++) {
      sum += price[i];
      isWhole &&= price[i] === weight[i];
    }
    if (isWhole || sum > 3 * (total - need)) return price;
  }
}

/**
 * The price of a unit of worth at which options that are worth their cost come to `lacking`: the best multiplier of "enough", sought
 * from the last one on by halving; any rate gives a valid bound.
 */
function findRate(cost: Float64Array, worth: Float64Array, lacking: number, last: number): number {
  if (!(lacking > 0)) return 0;
  const isEnough = (rate: number) => {
    let sum = 0;
    for (let o = 0; o < cost.length; o++) if (rate * worth[o] > cost[o]) sum += worth[o];
    return sum >= lacking;
  };
  let low = 0;
  let high = last * 1.03;
  if (!(high > 0) || !isEnough(high)) {
    low = high;
    high = 0;
    for (let o = 0; o < cost.length; o++)
      if (worth[o] > 0) high = Math.max(high, (1 + 1e-9) * (cost[o] / worth[o]));
    // Near 0 the worth of an option says nothing: bisection in logarithms would not end sooner.
    if (last > 0 && high > 2 * last && isEnough(2 * last)) high = 2 * last;
  } else if (!isEnough(last * 0.97)) low = last * 0.97;
  for (let round = 0; round < 60 && high - low > 1e-6 * high; round++) {
    const middle = (low + high) / 2;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
