import type { AccessMethod } from './access-methods.ts';
import type { AccessCosts } from './access-costs.ts';
import { weighPairs, type Decay } from './access-decay.ts';
import { floatingAccess, modifiedFloatingAccess, threeStepAccess } from './access-floating.ts';
import { gravityAccess } from './access-gravity.ts';
import { nearestCost } from './access-nearest.ts';
import { RAAM_DEFAULTS, raamCost, type RaamOptions } from './access-raam.ts';

/** What is asked of costs: a method, the farthest cost that counts (Infinity: any), and how supplies fade on the way. */
export interface AccessQuestion {
  method: AccessMethod;
  limit: number;
  /** Null with the methods that take none (see `decayOf`). */
  decay: Decay | null;
  raam?: RaamOptions;
}

/** Access of each demand point, and what was reached. */
export interface Access {
  /** Places a person, opportunities, or a cost (`isCost`). */
  value: Float64Array;
  /** Demand points that reach no supply: their value is 0, or Infinity where it is a cost. */
  unreachedDemand: Uint32Array;
  /** Supplies that nobody reaches: no demand point with people at a weight above 0. */
  unreachedSupply: Uint32Array;
  /**
   * Of the methods that hand out all that is there: capacity of the reached supplies, Σ value × people, and how far they are
   * apart as a share of the capacity. Null for the others.
   */
  conservation: { capacity: number; handedOut: number; difference: number } | null;
}

/** Whether the value is a cost, which is better when it is lower. */
export function isCost(method: AccessMethod): boolean {
  return method === 'nearest' || method === 'raam';
}

/** Whether Σ value × people is the capacity reached. M2SFCA loses what distance takes; the others hand out nothing. */
export function conserves(method: AccessMethod): boolean {
  return method === '2sfca' || method === 'e2sfca' || method === '3sfca';
}

/** Whether a method asks for a decay. */
export function takesDecay(method: AccessMethod): boolean {
  return method === 'gravity' || method === 'e2sfca' || method === '3sfca' || method === 'm2sfca';
}

/**
 * The decay that is taken where none is given: the published steps, laid over the catchment `limit`: for E2SFCA and M2SFCA
 * those of Luo & Qi 2009 (1, 0.68, 0.22 for a third each), for 3SFCA those of Wan et al. 2012 (0.962, 0.704, 0.377, 0.042 up to a
 * sixth, a third, a half, the whole: 10, 20, 30, 60 minutes). Null where none is published: gravity, or no limit.
 */
export function decayOf(method: AccessMethod, limit: number): Decay | null {
  if (!takesDecay(method) || method === 'gravity' || !(limit < Infinity)) return null;
  if (method === '3sfca')
    return {
      kind: 'step',
      upTo: [limit / 6, limit / 3, limit / 2, limit],
      weight: [0.962, 0.704, 0.377, 0.042]
    };
  return { kind: 'step', upTo: [limit / 3, (2 * limit) / 3, limit], weight: [1, 0.68, 0.22] };
}

/**
 * Access by one method. `population` is people of each demand point, `capacity` of each supply, both from 0. Throws for a decay
 * with a method that takes none, or none with one that does.
 */
export function measureAccess(
  costs: AccessCosts,
  population: Float64Array,
  capacity: Float64Array,
  { method, limit, decay, raam = RAAM_DEFAULTS }: AccessQuestion
): Access {
  if (takesDecay(method) !== (decay !== null))
    throw new Error(
      `expected ${takesDecay(method) ? 'a' : 'no'} decay with ${method}, got ${decay?.kind ?? 'none'}`
    );
  const weight = weighPairs(costs, decay, limit);
  const value = valueOf();
  const reached = findReached(costs, weight, population, isCost(method) ? capacity : null);
  return {
    value,
    unreachedDemand: reached.demand,
    unreachedSupply: reached.supply,
    conservation: conserves(method) ? compare(value, population, capacity, reached.supply) : null
  };

  function valueOf(): Float64Array {
    switch (method) {
      case 'nearest':
        return nearestCost(costs, capacity, limit);
      case 'cumulative':
      case 'gravity':
        return gravityAccess(costs, weight, capacity);
      case '2sfca':
      case 'e2sfca':
        return floatingAccess(costs, weight, population, capacity);
      case '3sfca':
        return threeStepAccess(costs, weight, population, capacity);
      case 'm2sfca':
        return modifiedFloatingAccess(costs, weight, population, capacity);
      case 'raam': {
        const within = costs.cost.map((cost, k) => (weight[k] > 0 ? cost : Infinity));
        return raamCost({ ...costs, cost: within }, population, capacity, raam);
      }
    }
  }
}

/** Which demand points reach nothing, and which supplies nobody; `capacity`: a supply without any is not reached. */
function findReached(
  { first, supply, supplies }: AccessCosts,
  weight: Float64Array,
  population: Float64Array,
  capacity: Float64Array | null
): { demand: Uint32Array; supply: Uint32Array } {
  const reached = new Uint8Array(supplies);
  const lonely: number[] = [];
  for (let i = 0; i < population.length; i++) {
    let found = false;
    for (let k = first[i]; k < first[i + 1]; k++) {
      if (!(weight[k] > 0) || capacity?.[supply[k]] === 0) continue;
      found = true;
      if (population[i] > 0) reached[supply[k]] = 1;
    }
    if (!found) lonely.push(i);
  }
  const unreached = Array.from(reached.keys()).filter((j) => reached[j] === 0);
  return { demand: Uint32Array.from(lonely), supply: Uint32Array.from(unreached) };
}

function compare(
  value: Float64Array,
  population: Float64Array,
  capacity: Float64Array,
  unreached: Uint32Array
): Access['conservation'] {
  const left = new Set(unreached);
  const reached = capacity.reduce((sum, each, j) => (left.has(j) ? sum : sum + each), 0);
  const handedOut = value.reduce((sum, each, i) => sum + each * population[i], 0);
  const difference = reached === 0 ? handedOut : Math.abs(handedOut - reached) / reached;
  return { capacity: reached, handedOut, difference };
}
