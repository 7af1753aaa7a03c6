import { boundChoices, type LimitPrices } from './limits-choice-bound.ts';
import type { LimitsCore } from './limits-core.ts';

/** A bound of what a core can be worth at most, with what it takes to rule options out by it. */
export interface CoreBound {
  /** No choice is worth more (weight covered, or less Σ weight × metres). */
  value: number;
  score: Float64Array;
  prices: LimitPrices;
  price: number;
  /** What is added to Σ score. */
  fixed: number;
  /** Options that the relaxation opens by more than half. */
  suggestion: number[];
}

/** How long the steps go on. */
export interface BoundSettings {
  /** Worth of the best choice known; −Infinity: none. */
  best: number;
  steps: number;
  /** The bound that is enough: below it nothing more is asked. */
  enough: number;
  isOver: () => boolean;
  onBetter?: (value: number) => void;
}

/** Rounding of sums, as a share of what is summed: bounds are moved out by it. */
const ROUNDING = 1e-10;

/**
 * Upper bound of the worth of allowed choices by Lagrangian relaxation of the tie between items and options (Fisher 1981): of coverage
 * "an item counts only if as many options as it needs reach it", of walking "an item is served by one option" (Cornuejols,
 * Fisher and Nemhauser 1977). What is left is a choice by scores, `boundChoices`. Every step's bound is valid; Polyak's
 * steps improve it.
 */
export function boundCore(core: LimitsCore, settings: BoundSettings): CoreBound {
  const relax = core.isMetric ? createWalkRelaxation(core) : createCoverRelaxation(core);
  const prices = {
    group: new Float64Array(core.groups.length),
    apart: new Float64Array(core.apart.length / 2)
  };
  const score = new Float64Array(core.option.length);
  const reach = Math.max(1, core.item.length / Math.max(1, core.option.length));
  let bound: CoreBound | null = null;
  let pace = 1;
  let stale = 0;
  let price = 0;
  for (let step = 0; step < settings.steps && !(step > 0 && settings.isOver()); step++) {
    const fixed = relax.score(score);
    const choice = boundChoices(core, score, prices, price);
    price = choice.price;
    const raw = fixed + choice.value;
    const value = raw + ROUNDING * (Math.abs(fixed) + Math.abs(choice.value));
    if (!bound || value < bound.value - 1e-9 * Math.abs(bound.value)) stale = 0;
    else if (++stale === 8) {
      pace /= 1.7;
      stale = 0;
    }
    if (!bound || value < bound.value) {
      const suggestion = Array.from(score.keys()).filter((o) => choice.share[o] > 0.5);
      const kept = { group: prices.group.slice(), apart: prices.apart.slice() };
      bound = { value, score: score.slice(), prices: kept, price, fixed, suggestion };
      settings.onBetter?.(value);
    }
    if (bound.value < settings.enough || pace < 1e-3) break;
    const group = core.groups.map((each) => sumAt(choice.share, each.options) - each.least);
    const apart = apartSlack(core, choice.share);
    const norm = relax.slope(choice.share) + reach * (squares(group) + squares(apart));
    if (norm === 0) break;
    const target = Number.isFinite(settings.best) ? settings.best : raw - 0.05 * Math.abs(raw);
    const length = (pace * Math.max(raw - target, 1e-9 * Math.abs(raw))) / norm;
    relax.step(length);
    group.forEach((each, g) => (prices.group[g] = Math.max(0, prices.group[g] - length * reach * each)));
    apart.forEach((each, k) => (prices.apart[k] = Math.max(0, prices.apart[k] - length * reach * each)));
  }
  return bound!;
}

/** A relaxation with its multipliers: scores from them, the slope at a choice (its squares summed), and a step down it. */
interface Relaxation {
  score(into: Float64Array): number;
  slope(share: Float64Array): number;
  step(length: number): void;
}

function createCoverRelaxation({ weight, need, first, item }: LimitsCore): Relaxation {
  const lambda = weight.map((w, i) => w / need[i] / 2);
  const slope = new Float64Array(weight.length);
  return {
    score(into) {
      let fixed = 0;
      for (let i = 0; i < weight.length; i++) fixed += Math.max(0, weight[i] - need[i] * lambda[i]);
      for (let o = 0; o < into.length; o++) {
        let sum = 0;
        for (let k = first[o]; k < first[o + 1]; k++) sum += lambda[item[k]];
        into[o] = sum;
      }
      return fixed;
    },
    slope(share) {
      for (let i = 0; i < weight.length; i++) slope[i] = weight[i] > need[i] * lambda[i] ? -need[i] : 0;
      share.forEach((each, o) => {
        if (each > 0) for (let k = first[o]; k < first[o + 1]; k++) slope[item[k]] += each;
      });
      // At an end of its range a multiplier cannot follow.
      for (let i = 0; i < weight.length; i++)
        if ((lambda[i] <= 0 && slope[i] > 0) || (need[i] * lambda[i] >= weight[i] && slope[i] < 0))
          slope[i] = 0;
      return squares(slope);
    },
    step(length) {
      for (let i = 0; i < weight.length; i++)
        lambda[i] = Math.min(weight[i] / need[i], Math.max(0, lambda[i] - length * slope[i]));
    }
  };
}

function createWalkRelaxation({ weight, baseM, byFirst, byOption, byMetres }: LimitsCore): Relaxation {
  const farM = Float64Array.from(weight, (_, i) =>
    Math.min(baseM[i], 1e3 + 4 * byMetres[byFirst[i + 1] - 1])
  );
  const lambda = weight.map((w, i) => {
    const at = Math.min(byFirst[i] + 1, byFirst[i + 1] - 1);
    return w * Math.min(farM[i], byMetres[at]);
  });
  const slope = new Float64Array(weight.length);
  return {
    score(into) {
      let fixed = 0;
      into.fill(0);
      for (let i = 0; i < weight.length; i++) {
        fixed -= lambda[i];
        for (let at = byFirst[i]; at < byFirst[i + 1]; at++) {
          const left = lambda[i] - weight[i] * byMetres[at];
          if (!(left > 0)) break;
          into[byOption[at]] += left;
        }
      }
      return fixed;
    },
    slope(share) {
      for (let i = 0; i < weight.length; i++) {
        slope[i] = -1;
        for (let at = byFirst[i]; at < byFirst[i + 1] && weight[i] * byMetres[at] < lambda[i]; at++)
          slope[i] += share[byOption[at]];
        if (lambda[i] >= weight[i] * farM[i] && slope[i] < 0) slope[i] = 0;
      }
      return squares(slope);
    },
    step(length) {
      for (let i = 0; i < weight.length; i++)
        lambda[i] = Math.min(weight[i] * farM[i], Math.max(0, lambda[i] - length * slope[i]));
    }
  };
}

function apartSlack(core: LimitsCore, share: Float64Array): number[] {
  if (core.apart.length === 0) return [];
  const atPlace = new Map<number, number>();
  core.place.forEach((p, o) => atPlace.set(p, (atPlace.get(p) ?? 0) + share[o]));
  return Array.from({ length: core.apart.length / 2 }, (_, k) => {
    return 1 - atPlace.get(core.apart[2 * k])! - atPlace.get(core.apart[2 * k + 1])!;
  });
}

function sumAt(values: Float64Array, at: Uint32Array): number {
  let sum = 0;
  for (const o of at) sum += values[o];
  return sum;
}

function squares(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] * values[k];
  return sum;
}
