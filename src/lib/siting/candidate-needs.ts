/** What candidates have to be for the services that are sited. What is left out is not asked for. */
export interface CandidateNeeds {
  /** Categories that are to be sited there; what a category forbids is forbidden unless it is said otherwise here. */
  categories?: readonly string[];
  /** Least floor area of a building, m². */
  leastM2?: number;
  /** Least ground of vacant land, m². */
  leastSiteM2?: number;
  /** False: nothing under ground. Left out: nothing under ground for eldercare (养老用房不设地下). */
  basement?: boolean;
  /** A higher floor is fit only where it is step-free (by a lift). Left out: any floor. */
  highestFloor?: number;
  /** Whether it has to be on the ground floor. */
  groundFloor?: boolean;
  barrierFree?: boolean;
  /** ISO date, or its beginning, by which it has to be free. */
  availableBy?: string;
  /** Ways to have it that may be gone (codes of `SITE_MODES`). */
  acquisition?: readonly string[];
  tenure?: readonly string[];
  /** Codes of candidates that are not to be taken. */
  forbid?: readonly string[];
  /** Communities in which sites may lie, and what to call them. */
  units?: ReadonlySet<number>;
}

export type UnfitCode =
  | 'forbidden'
  | 'elsewhere'
  | 'nothing_to_gain'
  | 'too_small'
  | 'ground_too_small'
  | 'basement'
  | 'too_high'
  | 'not_ground_floor'
  | 'not_barrier_free'
  | 'too_late'
  | 'acquisition'
  | 'tenure'
  | 'school_venue';

/** What was asked for and a candidate does not say. */
export type UnsaidCode =
  | 'floor_area'
  | 'site_area'
  | 'floor'
  | 'barrier_free'
  | 'available_from'
  | 'acquisition'
  | 'tenure'
  | 'unit'
  | 'capacity';
