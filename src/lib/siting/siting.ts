import type { Points } from '../geometry/shapes.ts';

/**
 * What a candidate is, the likeliest first among equals: a building that stands, a facility that could grow, vacant land, a place on
 * the network of which nothing is known.
 */
export const CANDIDATE_KINDS = ['stock', 'facility', 'land', 'network'] as const;
export type CandidateKind = (typeof CANDIDATE_KINDS)[number];

/** Where a facility could be. A column that nobody gives is absent; '' and NaN: not given. */
export interface Candidates extends Points {
  code: string[];
  name: string[];
  /** Yuan; NaN: not given. */
  cost: Float64Array;
  /** m²; NaN: not given. */
  floorAreaM2: Float64Array;
  /** Absent: all are `stock`. */
  kind?: CandidateKind[];
  /** m² of the ground (of a shape that was drawn, or as the table says); of land it is what can be built on. */
  siteAreaM2?: Float64Array;
  /** `1`, `-1`, `1-2`, or the words of the table where they are no floor (`floorsOf` reads them). */
  floorLevel?: string[];
  /** Who owns it, in the words of the table. */
  tenure?: string[];
  /** Code of the taxonomy's `SITE_MODES`, or the words of the table where they are none. */
  acquisition?: string[];
  /** ISO date, as much of it as is known (`2026`, `2026-06`), or the words of the table. */
  availableFrom?: string[];
  /** 1: step-free from the street (where it is upstairs, by a lift); 0: not. */
  barrierFree?: Float64Array;
  /** 1: shop premises on the ground floor of a residential building. */
  groundFloorCommercial?: Float64Array;
  /** Beds or places that it would have. */
  capacity?: Float64Array;
  /** Index of the facility that would grow; −1: none. */
  facility?: Int32Array;
  /** Community it lies in; −1: none. */
  unit?: Int32Array;
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
