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
  /** How people become points: `auto` takes the study's demand. */
  demand: 'auto' | 'points' | 'buildings' | 'network' | 'hexagons' | 'centroid';
}
