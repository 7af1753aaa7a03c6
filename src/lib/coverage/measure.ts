import type { Needs } from '../standards/compute.ts';

/**
 * One question asked of the map: which people of `group` are within the limit of a facility of `categories`?
 * A coverage standard gives one measure for each group it is reported for; the user's own measures are the same thing.
 */
export interface Measure {
  /** Standard id or the user's own; unique with `group`. */
  id: string;
  titleZh: string;
  titleEn: string;
  /** Categories that qualify, those that may stand in for them included. */
  categories: string[];
  /** The category by which it is one of the parts of a rule that asks for each by itself; absent: the rule as a whole. */
  part?: string;
  /** What a facility has to be beside its category; absent: nothing. */
  needs?: Needs;
  /** What the facilities hold, and how many of 1,000 people of the group ask for one; absent: whoever is near is served. */
  capacity?: { of: 'beds' | 'capacity'; per_1000: number };
  /** Limit in metres on the network: given, or minutes × speed. */
  limitM: number;
  /** Limit in seconds; NaN where metres decide. */
  limitS: number;
  /** Population group counted and walking (`all`, `older_adult`, …). */
  group: string;
  /** Population field of the group (`pop_resident`, `pop_60p`, …). */
  field: string;
  /** Who walks in the stead of the group counted, where the data gives no people of those who do. */
  walker?: string;
  speedMps: number;
  /** How people become points: `auto` takes the study's demand; `building` and `land` count floor space and land instead. */
  demand: 'auto' | 'points' | 'buildings' | 'network' | 'hexagons' | 'centroid' | 'building' | 'land';
}
