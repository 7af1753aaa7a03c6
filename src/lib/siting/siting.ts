import type { Sentence } from '../coverage/sentences.ts';
import type { Points } from '../geometry/shapes.ts';
import type { SitingCurve } from './curve.ts';
import type { PhasedPlan } from './phases.ts';
import type { SitingModel } from './problem.ts';
import type { SiteReason } from './site-reasons.ts';
import type { SitingFault } from './siting-faults.ts';

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

/** The answer of one siting question (method §8): sites in the order in which to build them, the bound, and what each rests on. */
export interface Siting {
  /** Measure id the people are counted by. */
  standard: string;
  model: SitingModel;
  candidates: Candidates;
  /** Candidate indexes in the order in which each adds most given those before it. Columns below are as long. */
  sites: Int32Array;
  /** Name of the size that each is built in; '' where there is nothing to choose. */
  size: string[];
  /** People (worth, with several services) newly served by each site given those before it. */
  gain: Float64Array;
  /** People served after each site, those included whom what stands and stays serves (not those whom only what is given up does). */
  coveredAfter: Float64Array;
  /** Yuan; NaN: not given. */
  cost: Float64Array;
  /**
   * Share of the runs with speed, demand and snapping varied by ±10 % in which the site, and in which it or one within 100 m of it, stays
   * in the answer, 0 to 1; NaN where the question is too large to be solved anew dozens of times (conditions, a million pairs).
   */
  robustness: Float64Array;
  robustnessNear: Float64Array;
  /** Why each is there. */
  reasons: SiteReason[];
  /** Of each row of the problem the place of the site that newly serves it in the order of building, from 1; 0: none. Empty without an answer. */
  rowsWon: Uint16Array;
  /** People newly served by all sites (`mclp`), number or yuan (`lscp`), person-metres (`pmedian`), metres (`pcenter`). */
  objective: number;
  /** No choice does better than this. */
  bound: number;
  /** How far objective and bound are apart as a share of the larger, 0 where both are 0. */
  gap: number;
  proven: boolean;
  /** What the solving rests on. */
  by: string[];
  /**
   * People served before anything is built, also by what is given up; of models of distances by what stays, within the measure's limit
   * (0 where there is no answer).
   */
  today: number;
  /** All people, `leftOut` among them. */
  total: number;
  /** People whom neither a candidate nor a facility reaches, and whom models of distances leave out; 0 of the other models. */
  leftOut: number;
  /** Facilities (indexes) that are given up. */
  closed: Int32Array;
  /**
   * People served beyond `today` by the best found 1, 2, … options, never fewer by more of them; empty for models of distances. Where
   * what stands may be moved, k says how many more may be open than stand today, kept or new.
   */
  curve: Float64Array;
  /** By money, where prices are known; null: not worked out. */
  money: SitingCurve | null;
  /** Building in phases against all at once; null: not asked for. */
  phases: PhasedPlan | null;
  /** What is to be known of the answer: why it has fewer sites than were asked for. */
  notes: Sentence[];
  /** Why there is no answer; empty where there is one. */
  faults: SitingFault[];
}
