import type { Standard } from './standard.ts';
import { CATEGORIES } from './taxonomy.ts';

/** Of villages alone, or (`commercial_floor`) no place that one walks to. */
const NOT_IN_TOWN = new Set([
  'township_health_centre',
  'village_clinic',
  'rural_event_hall',
  'rural_finance_point',
  'supply_coop',
  'commercial_floor'
]);

/**
 * Categories that a rule asks for, stand-ins not among them, and whether they are assumed by the project because the source names
 * none: those of `project_default.facility_categories`, else those whose usual tier in the taxonomy is `compute.tier`
 * (without those of villages alone where the rule is for towns). None where nothing says.
 */
export function categoriesOf(standard: Standard): { categories: string[]; assumed: boolean } {
  const { facility_categories: named, compute, project_default: own, scope } = standard;
  if (named.length > 0) return { categories: named, assumed: false };
  const listed = own?.facility_categories;
  if (Array.isArray(listed)) return { categories: listed.map(String), assumed: true };
  if (compute.how !== 'coverage' || compute.tier === undefined) return { categories: [], assumed: false };
  const categories = CATEGORIES.flatMap(({ code, typical_tier_minutes: minutes }) =>
    minutes === compute.tier && (scope.rural || !NOT_IN_TOWN.has(code)) ? [code] : []
  );
  return { categories, assumed: true };
}
