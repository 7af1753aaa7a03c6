import type { ReachSets } from './cover-problem.ts';
import type { MipSolver } from './mip.ts';

/**
 * What is asked (method §8): `mclp` the most worth of demand covered, `lscp` the least opened so that a share of the demand is
 * covered, `pmedian` the least sum of worth × metres, `pcenter` the least worst metres.
 */
export type SitingModel = 'mclp' | 'lscp' | 'pmedian' | 'pcenter';

/** Whether an option may be opened. */
export const FREE = 0;
/** It is open, whatever is chosen: a facility that stays, or a site that the user has locked. */
export const FIXED = 1;
/** It is not to be opened: a site that the user has forbidden. */
export const BARRED = 2;

/**
 * Everything that can stand open, as columns. An option is a place with what is built there (a size, the services under its
 * roof); options of one place exclude each other. What stands today is an option like any other.
 */
export interface SitingOptions {
  /** Number of the place, from 0. */
  place: Uint32Array;
  /**
   * Yuan (or any unit) of having it open rather than not. Below 0 for what stands and costs something to give up: the budget
   * is then less by that much, so that giving nothing up leaves the whole of it.
   */
  cost: Float64Array;
  /** 1 where it counts towards `limits.sites`. */
  counts: Uint8Array;
  /** `FREE`, `FIXED` or `BARRED`. */
  state: Uint8Array;
  /** Worth that it can serve; Infinity: as much as comes. Null: nothing has a limit. */
  capacity: Float64Array | null;
}

/** What binds the choice. */
export interface SitingLimits {
  /** Most options open of those that count; Infinity: any number. */
  sites: number;
  /** Most that the costs of what is open may come to; Infinity: no matter. */
  budget: number;
  /** Of `lscp`: share of the worth that is to be covered, above 0 to 1. */
  share: number;
  /** Of each group of options so many at least are open ("one in every community that has none"). */
  groups: { options: Uint32Array; least: number; name: string }[];
  /** Pairs of places of which one at most is open, as p0, q0, p1, q1, … (a least distance between sites). */
  apart: Uint32Array;
}

/**
 * A siting question in numbers. Rows are the demand: a row a point, or a row a point and service where several services are
 * sited together. `reach` has a row for each option with the demand it reaches, ascending, and the metres of walking; a pair that
 * it does not have cannot be served. Demand that is served already, whatever is chosen, need not be in it.
 */
export interface SitingProblem {
  model: SitingModel;
  /** Worth of each row of demand (people × weight), 0 or more; multiples of 2⁻²² sum exactly. */
  weight: Float64Array;
  reach: ReachSets;
  options: SitingOptions;
  limits: SitingLimits;
  /** How many open options have to reach a row for it to count, of `mclp` and `lscp`: 2 is backup coverage. */
  times: 1 | 2;
  /** What `lscp` makes least: how many are open that count, or the sum of the costs. */
  least: 'number' | 'cost';
}

/**
 * An answer: what is open, fixed options included, ascending. `objective` is the worth covered (`mclp`; with capacities the
 * worth served), the number or cost of what is open and counts (`lscp`, by `least`), Σ worth × metres (`pmedian`) or metres
 * (`pcenter`). `bound` is proven: no choice does better than it. `gap` is the distance of the two as a share of the larger, 0 where
 * both are 0; an answer is `proven` where they are the same but for `SAME`.
 */
export interface SitingAnswer {
  open: Uint32Array;
  objective: number;
  bound: number;
  gap: number;
  proven: boolean;
  /** What the solving rests on ("greedy and swaps", "Lagrangian bound", "HiGHS"), for the methods page. */
  by: string[];
}

/** Relative distance below which objective and bound are the same: people are real numbers, so there is no least difference. */
export const SAME = 1e-6;

/** What solving may use and spend. Everything but `isOver` and what comes of it is the same from run to run. */
export interface SolveTools {
  /** Solves mixed-integer programs; null where none could be loaded: then answers may stay unproven. */
  mip: MipSolver | null;
  seed: number;
  /** Seconds that are left; asked often, never below 0. At 0 the best so far is the answer. */
  secondsLeft: () => number;
  /** Hears of each better answer, and of each better bound, as it is found. */
  onBetter?: (answer: SitingAnswer) => void;
}

/** How far objective and bound are from each other, 0 to 1; of a sum to be made least or most alike. */
export function gapOf(objective: number, bound: number): number {
  const larger = Math.max(Math.abs(objective), Math.abs(bound));
  return larger === 0 || objective === bound ? 0 : Math.abs(bound - objective) / larger;
}

/** True where objective and bound are the same but for `SAME`. */
export function isProven(objective: number, bound: number): boolean {
  return gapOf(objective, bound) <= SAME;
}

/** Options each at a place of its own, free and counted, without costs and capacities. */
export function plainOptions(count: number): SitingOptions {
  return {
    place: Uint32Array.from({ length: count }, (_, o) => o),
    cost: new Float64Array(count),
    counts: new Uint8Array(count).fill(1),
    state: new Uint8Array(count),
    capacity: null
  };
}

/** No limit but the number of sites. */
export function plainLimits(sites: number): SitingLimits {
  return { sites, budget: Infinity, share: 1, groups: [], apart: new Uint32Array(0) };
}
