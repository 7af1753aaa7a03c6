import taxonomy from '../../../data/standards/facility_taxonomy.json' with { type: 'json' };
import type { FacilityCategory, PopulationGroup } from './standard.ts';

/** A heading that categories are shown under. */
export interface CategoryGroup {
  code: string;
  zh: string;
  en: string;
}

/** A way in which a candidate site can be had (换购、划拨、租借 …). */
export interface SiteMode {
  code: string;
  zh: string;
  en: string;
}

/** All facility categories, in the order of the taxonomy. */
export const CATEGORIES: FacilityCategory[] = taxonomy.categories;

/** The headings of the categories, in the order in which they are shown. */
export const CATEGORY_GROUPS: CategoryGroup[] = taxonomy.groups;

/** Who walks; a group whose `walk_speed_mps` is null walks at the speed of the study. */
export const POPULATION_GROUPS: PopulationGroup[] = taxonomy.population_groups.map((group) => {
  const speed = group.walk_speed_mps;
  if (speed === null) return { ...group, walk_speed_mps: null };
  const [slowest, fastest] = speed.observed_range;
  return { ...group, walk_speed_mps: { ...speed, observed_range: [slowest, fastest] } };
});

/** The ways in which a candidate site can be had. */
export const SITE_MODES: SiteMode[] = taxonomy.candidate_site_modes;

/** Codes of what a facility does (`service_functions`). */
export const SERVICE_FUNCTIONS: string[] = taxonomy.service_functions.map(({ code }) => code);

const serviceWords = new Map(taxonomy.service_functions.map(({ code, zh }) => [code, zh]));

/** What a service function is called; the code itself where the taxonomy has none. */
export function serviceFunctionWords(code: string): { zh: string; en: string } {
  return { zh: serviceWords.get(code) ?? code, en: code.replaceAll('_', ' ') };
}

const byCode = new Map(CATEGORIES.map((category) => [category.code, category]));
const groupByCode = new Map(POPULATION_GROUPS.map((group) => [group.code, group]));

/** The category of that code, undefined where the taxonomy has none. */
export function categoryByCode(code: string): FacilityCategory | undefined {
  return byCode.get(code);
}

/** The population group of that code, undefined where the taxonomy has none. */
export function populationGroupByCode(code: string): PopulationGroup | undefined {
  return groupByCode.get(code);
}

/**
 * Codes that answer a rule which names `categories`: those named, in their order, then every category that may stand
 * in for one of them. One step only: what stands in for a stand-in does not qualify, and a nursing home stands in for
 * nothing, so that home-based eldercare (ELD-COV-15) is not met by beds alone. A code not in the taxonomy is kept.
 */
export function qualifying(categories: string[]): string[] {
  const named = new Set(categories);
  const standIns = CATEGORIES.filter((category) => category.can_satisfy.some((code) => named.has(code)));
  return [...new Set([...categories, ...standIns.map((category) => category.code)])];
}

/** Tags of OpenStreetMap that categories are drawn with, `key=value/value + key=value`, each once; `*` is any value. */
export const OSM_TAGS: string[] = [
  ...new Set(taxonomy.categories.flatMap(({ osm_tags }) => osm_tags.map(({ tag }) => tag)))
];
