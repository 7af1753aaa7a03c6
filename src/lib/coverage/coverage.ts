import type { Measure } from './measure.ts';

/** Coverage of one measure. Point columns are as long as the demand, unit columns as long as the units they name. */
export interface Coverage {
  measure: Measure;
  /** Walking metres from each demand point to its nearest qualifying facility, both joins counted; Infinity: none. */
  distanceM: Float64Array;
  /** Straight-line metres to the nearest qualifying facility; Infinity: none. */
  straightM: Float64Array;
  /** Facility that serves each point (index in `Facilities`), −1: none. */
  nearest: Int32Array;
  /** 1 where `distanceM <= limitM`. */
  covered: Uint8Array;
  /** Part of each point's people who have a place, 0 to 1, where the measure has a capacity that facilities say; `rows` count these. */
  served?: Float64Array;
  /** What became of the places; absent where the measure has no capacity. */
  places?: Places;
  /** True where the walking network is missing and distances are straight line × 1.3 (an estimate). */
  estimated: boolean;
  rows: CoverageRows;
}

/** What became of the places of a measure that has a capacity. Columns of facilities are as long as `Facilities`. */
export interface Places {
  /** Whole transport problem, or the nearest first. */
  method: 'transport' | 'nearest';
  /** Facilities that qualify, and how many of these do not say what they hold: they are left out. */
  facilities: number;
  unknown: number;
  /** People each facility has places for, and who have one there; NaN where it does not qualify or does not say. */
  room: Float64Array;
  used: Float64Array;
  /** People of each unit within the limit of a facility that qualifies, with a place or without. */
  within: Float64Array;
  /** Of those left without, people who are within the limit of a facility that does not say what it holds. */
  mayHave: Float64Array;
  /** People in parts of the problem that were too large for the solver, where the nearest came first. */
  unproven: number;
}

/**
 * One row a unit, of all levels. NaN: the group is missing in the data, in the unit itself or, above the communities, in
 * any community below that has a shape or people of any group: a sum that lacks some of its communities would pass for
 * the whole (method §2). A community of nobody is known.
 */
export interface CoverageRows {
  /** Index in `Units`. */
  unit: Int32Array;
  total: Float64Array;
  covered: Float64Array;
  /** covered / total; NaN for a unit without people. */
  share: Float64Array;
  shareStraight: Float64Array;
}

/** Why a point is not covered (method §5), as numbers in `Gaps.cause`. */
export const CAUSES = ['covered', 'none', 'far', 'detour', 'full', 'unconnected'] as const;
export type Cause = (typeof CAUSES)[number];

/** Gaps of one measure: a cause for each demand point, and a row for each unit in `unit`. */
export interface Gaps {
  measure: Measure;
  /** Index in `CAUSES` for each demand point; `full` also where only a part of its people have no place. */
  cause: Uint8Array;
  unit: Int32Array;
  uncovered: Float64Array;
  /**
   * Σ people × max(0, d − limit), person-metres. Of a point that walks to no facility, d is taken to be the straight line
   * × 1.3, but at least twice the limit: nobody uncovered counts as nothing, and one more facility never raises what such
   * a point counts as long as it reaches none. It may where the point now walks to it from farther than was assumed, which
   * no finite figure could rule out. Infinity where there is no qualifying facility at all. People left without a place (`full`)
   * walk to none: they count the limit each.
   */
  personM: Float64Array;
  medianM: Float64Array;
  p95M: Float64Array;
  maxM: Float64Array;
  /** Uncovered people by cause, in the order of `CAUSES` without `covered`. */
  byCause: Float64Array[];
  /** Places (beds, or what else `capacity.of` is) that all who are uncovered would need; absent where the measure has no capacity. */
  shortPlaces?: Float64Array;
  /** 1 = the largest gap among the units of the same level; by people uncovered, then person-metres, then name. */
  rank: Int32Array;
}

export type Status = 'met' | 'not_met' | 'no_data' | 'not_applicable' | 'reported';

/** One standard × unit (method §7). */
export interface ComplianceRow {
  standard: string;
  unit: number;
  status: Status;
  /** NaN where there is no data. */
  value: number;
  numerator: number;
  denominator: number;
  /** Facilities (indexes in `Facilities`) the value rests on. */
  features: number[];
  /**
   * Why it is `no_data` or `not_applicable`: the missing column or the scope, as a code with what is missing. Also what
   * must be known of a value that was worked out (an estimate, a lower bound, two counts that differ).
   */
  why: Remark | null;
  /** What else must be known of it, after `why`; absent where that is all. */
  remarks?: Remark[];
  /** Figures that stand beside the value: other denominators, tiers, kinds of facilities; absent where there are none. */
  parts?: CompliancePart[];
}

/** A code of `WHY_SAID` with what it speaks of: columns, categories, figures. */
export interface Remark {
  code: string;
  what: string;
}

/** A figure that stands beside the value of a row. NaN where there is no data. */
export interface CompliancePart {
  labelZh: string;
  labelEn: string;
  value: number;
  numerator: number;
  denominator: number;
  status: Status;
}
