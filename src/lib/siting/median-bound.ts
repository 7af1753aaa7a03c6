import type { MedianCore } from './median-core.ts';

/** The best multipliers of a search and what they show. */
export interface MedianBound {
  /** No choice is worth less; −Infinity before the first step. Holds in floating point, and for whole costs is rounded up. */
  bound: number;
  /** The same before it is rounded up, and how far rounding could have moved it (already taken off). */
  raw: number;
  slack: number;
  /** Multiplier of each row: what it would pay to be served. */
  price: Float64Array;
  /** What each candidate brings at these prices, 0 or less; for candidates that are gone anything. */
  value: Float64Array;
  /** Candidates that the prices choose. */
  picked: number[];
  /** Share of the last steps in which each candidate was picked. */
  share: Float64Array;
}

/** How a search for prices goes. */
export interface BoundSearch {
  /** Prices to begin with, as long as the rows. */
  price: Float64Array;
  /** State of each candidate: 1 open, −1 gone, 0 to be chosen. */
  state: Int8Array;
  /** Value of the best choice known. */
  best: number;
  steps: number;
  /** Length of a step as a share of Polyak's; halved after `patience` steps without a better bound. */
  pace: number;
  patience: number;
  isOver: () => boolean;
  /** Hears of each better bound; true ends the search. */
  onBetter?: (found: MedianBound) => boolean;
}

/** Below this pace the bound hardly moves. */
const LEAST_PACE = 0.004;
/** Weight of the last direction in the next (Crowder 1976): damps the zigzag of plain subgradients. */
const MEMORY = 0.3;
/** Unit of rounding; each sum of n terms is off by less than n of it times the sum of the amounts. */
const ROUNDING = 2 ** -52;

/**
 * Lower bound by Lagrangian relaxation of "each row is served" (Cornuéjols, Fisher and Nemhauser 1977; Beasley 1985), made better
 * by subgradient steps towards `best`. Any prices u give a valid bound
 *   Σᵢ uᵢ + Σ of the at most p lowest Σᵢ min(0, costᵢⱼ − uᵢ).
 * Prices stay at or below the base: above it, what a row pays more its base brings less. Only pairs cheaper than the price count,
 * so a step looks at the near part of each row only.
 */
export function boundMedian(core: MedianCore, search: BoundSearch): MedianBound {
  const { base, firstNear, near, nearCost } = core;
  const { state, best } = search;
  const rows = base.length;
  const candidates = state.length;
  const price = search.price.map((u, i) => Math.min(u, base[i]));
  const value = new Float64Array(candidates);
  const slack = new Float64Array(rows);
  const direction = new Float64Array(rows);
  const isPicked = new Uint8Array(candidates);
  const counted = new Float64Array(candidates);
  const found: MedianBound = {
    bound: -Infinity,
    raw: -Infinity,
    slack: 0,
    price: price.slice(),
    value: new Float64Array(candidates),
    picked: [],
    share: counted
  };
  const forced: number[] = [];
  state.forEach((each, j) => each === 1 && forced.push(j));
  let pace = search.pace;
  let stale = 0;
  for (let step = 0; step < search.steps && pace > LEAST_PACE && !search.isOver(); step++) {
    value.fill(0);
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const u = price[i];
      sum += u;
      const end = firstNear[i + 1];
      for (let k = firstNear[i]; k < end && nearCost[k] < u; k++) value[near[k]] += nearCost[k] - u;
    }
    const picked = pickLowest(value, state, forced, core.sites - forced.length);
    isPicked.fill(0);
    let amount = sum;
    for (const j of picked) {
      sum += value[j];
      amount -= value[j];
      isPicked[j] = 1;
    }
    const off = (2 * rows + candidates) * ROUNDING * Math.abs(amount);
    const raw = sum - off;
    let norm = 0;
    let toward = 0;
    for (let i = 0; i < rows; i++) {
      const u = price[i];
      let served = 1;
      const end = firstNear[i + 1];
      for (let k = firstNear[i]; k < end && nearCost[k] < u; k++) served -= isPicked[near[k]];
      slack[i] = served;
      direction[i] = served + MEMORY * direction[i];
      // At the base a price can't rise: such steps are no part of the direction.
      if (direction[i] > 0 && u >= base[i]) direction[i] = 0;
      norm += direction[i] * direction[i];
      toward += served * direction[i];
    }
    for (const j of picked) counted[j] += 0.05;
    for (let j = 0; j < candidates; j++) counted[j] *= 0.95;
    if (raw > found.raw) {
      if (raw - found.raw > 1e-4 * (best - raw)) stale = 0;
      found.raw = raw;
      found.slack = off;
      found.bound = roundBound(core, raw);
      found.price.set(price);
      found.value.set(value);
      found.picked = picked;
      if (search.onBetter?.(found)) break;
    } else stale++;
    if (stale > search.patience) {
      pace /= 2;
      stale = 0;
      // Back to the best prices: what the long steps have spoilt the shorter ones need not mend.
      price.set(found.price);
      direction.fill(0);
      continue;
    }
    if (norm === 0) break;
    if (toward <= 0) {
      direction.set(slack);
      norm = slack.reduce((total, each) => total + each * each, 0);
      if (norm === 0) break;
    }
    const length = (pace * Math.max(best - sum, 1e-9 * Math.abs(best))) / norm;
    for (let i = 0; i < rows; i++)
      price[i] = Math.min(base[i], Math.max(0, price[i] + length * direction[i]));
  }
  return found;
}

/** The next multiple of the quantum where costs have one: values of choices are such. */
function roundBound({ quantum }: MedianCore, bound: number): number {
  return quantum > 0 ? Math.ceil(bound / quantum) * quantum : bound;
}

/** The open candidates and, of the others that are not gone, those of the `count` lowest values below 0. */
function pickLowest(value: Float64Array, state: Int8Array, forced: number[], count: number): number[] {
  const below: number[] = [];
  for (let j = 0; j < value.length; j++) if (state[j] === 0 && value[j] < 0) below.push(j);
  if (below.length > count) {
    below.sort((a, b) => value[a] - value[b] || a - b);
    below.length = Math.max(0, count);
  }
  return forced.concat(below);
}

/**
 * Settles candidates of state 0 that no choice better than `target` can have otherwise: taking in one that is not picked, or leaving
 * out one that is, moves the bound by what its value differs from that of the next. Gives the number settled.
 */
export function settleByBound(
  core: MedianCore,
  found: Pick<MedianBound, 'value' | 'raw' | 'slack'>,
  state: Int8Array,
  target: number
): number {
  const { value } = found;
  const forced: number[] = [];
  state.forEach((each, j) => each === 1 && forced.push(j));
  const count = core.sites - forced.length;
  const free = [...state.keys()].filter((j) => state[j] === 0).sort((a, b) => value[a] - value[b] || a - b);
  const worstIn = count > 0 && free.length >= count ? value[free[count - 1]] : 0;
  const bestOut = free.length > count ? value[free[count]] : 0;
  // Differences of values are no less exact than the bound itself.
  const bound = found.raw - 2 * found.slack;
  let settled = 0;
  free.forEach((j, rank) => {
    if (rank < count) {
      if (roundBound(core, bound - value[j] + bestOut) <= target) return;
      state[j] = 1;
    } else {
      if (roundBound(core, bound + value[j] - worstIn) <= target) return;
      state[j] = -1;
    }
    settled++;
  });
  return settled;
}
