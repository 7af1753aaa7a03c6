/**
 * How a rule is worked out, as data, so that a new rule needs no code. `table.column` names a column of what a study holds:
 * `admin_units` (totals of units and their other columns), `facilities`, `estates`, `grids`, `staffing`, `unit_status`, `visits`,
 * `candidate_sites`, `tasks`. `table.*` stands for the rows themselves. `staffing.<role>` is the number of people in a role of
 * `roles.ts`, `staffing.<role>_quota`, `_licensed` and `_trained` those of its posts, its licensed and its trained people.
 *
 * Categories take in those that may stand in for them (`qualifying`), save in `each` and `facilities`, which ask something of the
 * very facilities named.
 */
export type Compute =
  | CoverageOf
  | CountOf
  | RatioOf
  | ShareOfUnits
  | ShareOfFacilities
  | EachFacility
  | Adjacency
  | Together
  | GridSize
  | Tasks;

/**
 * A row counts where its column is so. One whose column is not known is neither: it leaves the sum a lower bound. The column is
 * one of the table that is counted; of facilities also one of the estate that they name (`estates.is_new_build`).
 */
export interface Where {
  /** `table.column`. */
  column: string;
  /** Equal: a text, a number, or yes and no. */
  is?: string | number | boolean;
  /** The text, or one of the words of a list of words (`service_functions`), is one of these. */
  any?: string[];
  /** The text is known and is none of these. */
  not?: string[];
  least?: number;
  most?: number;
}

/** The sum of a column over the rows that count for a unit: facilities it is served by, rows that name it or a unit in it. */
export interface Amount {
  /** `table.column`; `table.*` counts rows. */
  sum: string;
  where?: Where[];
  /** Of `facilities`: other categories than those of the rule. */
  categories?: string[];
}

/** What a facility has to be to qualify, beside its category. One that does not say counts, and the result says how many. */
export interface Needs {
  min_floor_area_m2?: number;
  open_hours_per_day?: number;
  barrier_free?: boolean;
  /** Codes of `service_functions`, one of which it has. */
  functions?: string[];
}

/** Percent of people (or of homes, or of land) within reach. The limit is the rule's `walk_minutes` or `distance_m`. */
export interface CoverageOf {
  how: 'coverage';
  /** Each category (with those that may stand in for it) by itself; the value is the mean, the completeness of the circle. */
  each?: boolean;
  /** A rule that names no categories: those whose usual tier in the taxonomy is this many minutes (`categoriesOf`). */
  tier?: 5 | 10 | 15;
  /** Only people inside a study area of this kind (`central_area`). */
  within?: string;
  /** Also by residential floor space (`building`) or by land. */
  also?: ('building' | 'land')[];
  needs?: Needs;
  /** The value is the percent of communities of which at least `project_default.community_pass_share_pct` are covered. */
  of_communities?: boolean;
}

/** How many facilities of the rule's categories count for the unit. */
export interface CountOf {
  how: 'count';
  where?: Where[];
  /** Also those inside other facilities: rows of these categories that have one of these service functions. */
  or?: { categories: string[]; functions: string[] };
  /** A row for the units of every level, not only those of the rule's. */
  every_level?: boolean;
}

/** `top` / `bottom` × `per`; without `bottom` `top` alone. */
export interface RatioOf {
  how: 'ratio';
  /** What the ratio is called where others stand beside it. */
  label_zh?: string;
  label_en?: string;
  top: Amount;
  bottom?: Amount;
  per?: number;
  /** In its stead, and said so, where the table that `bottom` sums was not given at all. */
  instead?: { top: Amount; bottom?: Amount };
  /** The mean of the ratio (and of those beside) over the units of this kind at or below the unit, each counted once. */
  mean_of?: Among;
  /**
   * More ratios that stand beside (another denominator, the parts of a sum); where the rule has a threshold each must meet its
   * `least`, by the rule's comparator.
   */
  beside?: {
    label_zh: string;
    label_en: string;
    top: Amount;
    bottom?: Amount;
    per?: number;
    least?: number;
  }[];
}

/** Which units are counted: of a level, in town or country only, and so. */
export interface Among {
  level: 'community' | 'subdistrict' | 'district';
  rural?: boolean;
  where?: Where[];
  /** Units of this level too. */
  also_level?: 'community' | 'subdistrict' | 'district';
}

/** Percent of the units at or below that have it. */
export interface ShareOfUnits {
  how: 'units';
  among: Among;
  /** A facility of the rule's categories, or a column that is so. */
  has: 'facility' | Where;
  /** How many there are instead of the percent. */
  count?: boolean;
  /** Also in percent of the facilities of these categories in the unit (the other reading of the denominator). */
  also_per?: string[];
}

/** Percent of the unit's facilities of the rule's categories that are so. */
export interface ShareOfFacilities {
  how: 'facilities';
  test: Where;
  /** Percents of the same facilities that stand beside, by other tests. */
  beside?: { label_zh: string; label_en: string; test: Where }[];
  /** Instead the percent of these words that the column of `test` has in the unit's facilities together. */
  words?: string[];
}

/** A figure of each facility: the unit's value is the least, and it meets the rule where each of its facilities does. */
export interface EachFacility {
  how: 'each';
  /** `facilities.floor_area_m2`, or `facilities.service_functions` (how many different words), or `staffing.general_practitioners`. */
  column: string;
  /** Only facilities that are so. */
  where?: Where[];
  /** The figure is divided by this column of the facility (area a bed). */
  per?: string;
  /** One facility that meets the rule is enough for the unit, whose value is the most. */
  one_is_enough?: boolean;
  /**
   * `tiers` of the rule give the least by category (`category`, `min_m2`, `min_capacity`: all that are given) or by residents of
   * the unit (`pop`: [from, to], `min_m2`); the value is the percent that have it of the facilities that a tier is for.
   */
  by_tier?: 'category' | 'pop_resident';
  /** Of a list of words: a facility must also have a word of at least `least` of these groups. */
  groups?: { words: string[][]; least: number };
}

/** Percent of facilities of `of` that have one of `beside` in the same host, parcel or within a walk of `project_default.adjacent_walk_m`. */
export interface Adjacency {
  how: 'adjacency';
  of: string[];
  beside: string[];
  /** Only the same host or parcel counts (合署). */
  same_roof?: boolean;
}

/** How many of the rule's categories stand under one roof with a facility of `host`. */
export interface Together {
  how: 'together';
  host: string[];
}

/** Rows of `grids`: the mean of a column, with how many lie outside the tolerance; or the percent of which all columns are filled. */
export interface GridSize {
  how: 'grids';
  column?: string;
  filled?: string[];
  /** A grid is filled only where `column` is at least `of`, where that is known (a head for each building). */
  as_many?: { column: string; of: string }[];
}

/** Kept in the task ledger: tasks whose `rule_id` is the rule or one of its requirements. */
export interface Tasks {
  how: 'tasks';
}
