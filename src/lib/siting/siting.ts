import type { Points } from '../geometry/shapes.ts';

/** Where a facility could be. */
export interface Candidates extends Points {
  code: string[];
  name: string[];
  /** Yuan; NaN: not given. */
  cost: Float64Array;
  /** m²; NaN: not given. */
  floorAreaM2: Float64Array;
}

/** The answer of one siting question (method §8): sites in order of their gain, the bound, and what each rests on. */
export interface Siting {
  /** Measure id the people are counted by. */
  standard: string;
  model: 'mclp';
  candidates: Candidates;
  /** Candidate indexes in the order in which each adds most given those before it. */
  sites: Int32Array;
  /** People newly covered by each site given those before it. */
  gain: Float64Array;
  /** People covered after each site, those covered before included. */
  coveredAfter: Float64Array;
  /** Share of the runs with speed, demand and snapping varied by ±10 % in which the site stays in the answer, 0 to 1. */
  robustness: Float64Array;
  /** People newly covered by all sites. */
  objective: number;
  /** No choice of as many sites can newly cover more people than this. */
  bound: number;
  /** (bound − objective) / bound, 0 where the bound is 0. */
  gap: number;
  proven: boolean;
  /** People newly covered by the best found 1, 2, … sites, up to `curve.length`. */
  curve: Float64Array;
}
