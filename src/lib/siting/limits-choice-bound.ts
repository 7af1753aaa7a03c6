import type { LimitsCore } from './limits-core.ts';

/** The most that scores of options can come to, by a relaxation of the limits, and what the relaxation would open. */
export interface ChoiceBound {
  value: number;
  /** Share of each option that is open in the relaxation, 0 to 1. */
  share: Float64Array;
  /** What the money costs: worth for a unit of the budget. */
  price: number;
}

/** Prices of limits by which they are relaxed, all ≥ 0. */
export interface LimitPrices {
  group: Float64Array;
  /** Of each pair of places that are apart. */
  apart: Float64Array;
}

/** Halvings of the range of the budget's price; any price gives a valid bound. */
const HALVINGS = 24;

/** How far, as a share, the price moves from one step of a bound to the next as a rule. */
const NEARBY = 0.04;

/**
 * Upper bound of Σ score over allowed choices: one option a place, the number of sites kept, the budget at the best price found
 * (a relaxation by Lagrange, whose best price gives the bound of the fractional budget), groups and pairs at the prices given.
 * For all prices ≥ 0 the value is valid: what a kept limit adds to the sum is never negative.
 */
export function boundChoices(
  core: LimitsCore,
  score: Float64Array,
  prices: LimitPrices,
  near = 0
): ChoiceBound {
  const { base, adjusted } = adjust(core, score, prices);
  const pick = createPicker(core, adjusted);
  const { budget } = core;
  let low = pick(0);
  if (budget === Infinity || low.cost <= budget)
    return { value: base + low.value, share: shareOf(core, low.open), price: 0 };
  let lowPrice = 0;
  let highPrice = near > 0 ? near * (1 + NEARBY) : firstPrice(core, adjusted);
  let high = pick(highPrice);
  for (let k = 0; k < 60 && high.cost > budget; k++) {
    [low, lowPrice] = [high, highPrice];
    highPrice *= 2;
    high = pick(highPrice);
  }
  // The price of the step before brackets it closely as a rule; then few halvings do.
  let halvings = HALVINGS;
  if (near > 0 && lowPrice === 0 && high.cost <= budget) {
    const below = pick(near * (1 - NEARBY));
    if (below.cost > budget) {
      [low, lowPrice] = [below, near * (1 - NEARBY)];
      halvings = 7;
    } else [high, highPrice] = [below, near * (1 - NEARBY)];
  }
  let value = Infinity;
  let price = 0;
  const hear = (at: number, sum: number) => {
    if (sum + at * budget < value) [value, price] = [sum + at * budget, at];
  };
  hear(lowPrice, low.value);
  hear(highPrice, high.value);
  if (high.cost > budget) return { value: base + value, share: shareOf(core, high.open), price };
  for (let k = 0; k < halvings && highPrice - lowPrice > 1e-9 * highPrice; k++) {
    const middle = (lowPrice + highPrice) / 2;
    const at = pick(middle);
    hear(middle, at.value);
    if (at.cost > budget) [low, lowPrice] = [at, middle];
    else [high, highPrice] = [at, middle];
  }
  // Between the two choices lies the one that spends the budget: the derivative that steers the other prices.
  const part = low.cost > high.cost ? (budget - high.cost) / (low.cost - high.cost) : 0;
  const share = shareOf(core, high.open).map((each) => each * (1 - part));
  for (const o of low.open) share[o] += part;
  return { value: base + value, share, price };
}

/**
 * Which options no choice worth more than `best` has (1 in `out`), and which it surely has (1 in `into`), by the same relaxation at the
 * prices given: forcing the option leaves the bound at or below `best` (reduced-cost fixing). `fixed` is what is added to
 * Σ score.
 */
export function ruleOut(
  core: LimitsCore,
  score: Float64Array,
  prices: LimitPrices,
  price: number,
  fixed: number,
  best: number
): { out: Uint8Array; into: Uint8Array } {
  const { base, adjusted } = adjust(core, score, prices);
  const out = new Uint8Array(score.length);
  const into = new Uint8Array(score.length);
  const { free, extra, order, places, placeOf } = rankPlaces(core, adjusted, price);
  const taken = Math.min(order.length, core.sites);
  const rank = new Int32Array(places).fill(-1);
  order.forEach((p, k) => (rank[p] = k));
  let total = fixed + base + (price > 0 ? price * core.budget : 0);
  for (let p = 0; p < places; p++) total += free[p];
  for (let k = 0; k < taken; k++) total += extra[order[k]];
  let lastIn = Infinity;
  for (let k = 0; k < taken; k++) lastIn = Math.min(lastIn, extra[order[k]]);
  if (order.length < core.sites || taken === 0) lastIn = 0;
  const firstOut = order.length > taken ? extra[order[taken]] : 0;
  const margin = 1e-9 * (Math.abs(total) + Math.abs(best));
  const bestAt = new Float64Array(places).fill(-Infinity);
  const left = new Uint32Array(places);
  for (let o = 0; o < score.length; o++) {
    const p = placeOf[o];
    const isIn = rank[p] >= 0 && rank[p] < taken;
    const own = adjusted[o] - price * core.cost[o];
    let bound = total - free[p] + own - (isIn ? extra[p] : 0);
    if (core.counts[o] === 1) bound -= isIn ? 0 : lastIn;
    else bound += isIn ? firstOut : 0;
    bestAt[p] = Math.max(bestAt[p], own);
    if (bound < best - margin) out[o] = 1;
    else left[p]++;
  }
  for (let o = 0; o < score.length; o++) {
    const p = placeOf[o];
    if (out[o] || left[p] !== 1) continue;
    const isIn = rank[p] >= 0 && rank[p] < taken;
    if (total - free[p] - (isIn ? extra[p] - firstOut : 0) < best - margin) into[o] = 1;
  }
  return { out, into };
}

/** Scores with the prices of groups and pairs carried to the options, and what is left over. */
function adjust(core: LimitsCore, score: Float64Array, prices: LimitPrices) {
  const adjusted = score.slice();
  let base = 0;
  core.groups.forEach((group, g) => {
    base -= prices.group[g] * group.least;
    for (const o of group.options) adjusted[o] += prices.group[g];
  });
  if (core.apart.length > 0) {
    const atPlace = new Map<number, number>();
    prices.apart.forEach((each, k) => {
      base += each;
      for (const p of [core.apart[2 * k], core.apart[2 * k + 1]])
        atPlace.set(p, (atPlace.get(p) ?? 0) + each);
    });
    core.place.forEach((p, o) => (adjusted[o] -= atPlace.get(p) ?? 0));
  }
  return { base, adjusted };
}

/** Each place's best without a site (`free`), what its best with one adds (`extra`), and places by that, the most first. */
function rankPlaces(core: LimitsCore, adjusted: Float64Array, price: number) {
  const { placeOf, places } = numberPlaces(core);
  const free = new Float64Array(places);
  const extra = new Float64Array(places);
  const freeBy = new Int32Array(places).fill(-1);
  const extraBy = new Int32Array(places).fill(-1);
  for (let o = 0; o < adjusted.length; o++) {
    const each = adjusted[o] - price * core.cost[o];
    const p = placeOf[o];
    if (core.counts[o] === 0) {
      if (each > free[p]) [free[p], freeBy[p]] = [each, o];
    } else if (each > extra[p]) [extra[p], extraBy[p]] = [each, o];
  }
  const order: number[] = [];
  for (let p = 0; p < places; p++) {
    extra[p] = Math.max(0, extra[p] - free[p]);
    if (extra[p] > 0) order.push(p);
  }
  // Where there is a site for every place none has to be told from another.
  if (order.length > core.sites) order.sort((a, b) => extra[b] - extra[a] || a - b);
  return { free, extra, freeBy, extraBy, order, places, placeOf };
}

/** Places numbered from 0 without holes; kept with the core's column, for each step of a bound asks again. */
function numberPlaces({ place }: LimitsCore): { placeOf: Uint32Array; places: number } {
  const known = numbered.get(place);
  if (known) return known;
  const numbers = new Map<number, number>();
  for (const p of place) if (!numbers.has(p)) numbers.set(p, numbers.size);
  const made = { placeOf: place.map((p) => numbers.get(p)!), places: numbers.size };
  numbered.set(place, made);
  return made;
}

const numbered = new WeakMap<Uint32Array, { placeOf: Uint32Array; places: number }>();

function createPicker(core: LimitsCore, adjusted: Float64Array) {
  return (price: number) => {
    const { free, extra, freeBy, extraBy, order, places } = rankPlaces(core, adjusted, price);
    const taken = Math.min(order.length, core.sites);
    const isTaken = new Uint8Array(places);
    let value = 0;
    let cost = 0;
    const open: number[] = [];
    for (let k = 0; k < taken; k++) {
      isTaken[order[k]] = 1;
      value += extra[order[k]];
    }
    for (let p = 0; p < places; p++) {
      value += free[p];
      const o = isTaken[p] ? extraBy[p] : freeBy[p];
      if (o < 0) continue;
      open.push(o);
      cost += core.cost[o];
    }
    return { value, cost, open };
  };
}

function shareOf(core: LimitsCore, open: number[]): Float64Array {
  const share = new Float64Array(core.option.length);
  for (const o of open) share[o] = 1;
  return share;
}

function firstPrice(core: LimitsCore, adjusted: Float64Array): number {
  let most = 0;
  adjusted.forEach((each, o) => {
    if (core.cost[o] > 0) most = Math.max(most, each / core.cost[o]);
  });
  return most > 0 ? most / 4 : 1;
}
