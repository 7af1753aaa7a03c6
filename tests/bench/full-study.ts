export const CATEGORIES = [
  ...['eldercare_site', 'chs', 'convenience_store', 'kindergarten', 'fresh_supermarket', 'pharmacy'],
  ...['primary_school', 'park', 'day_care', 'wet_market', 'culture_station', 'fitness_site']
];
export const LIMITS = [300, 500, 1000];
export const GROUPS = ['all', 'older_adult', 'minor', 'infant', 'disabled'];

/** 12 kinds of facilities × 3 limits × all groups that the made-up city gives, as the `measure` of a study file. */
export function fullStudyMeasures() {
  return CATEGORIES.flatMap((category) =>
    LIMITS.flatMap((limit_m) =>
      GROUPS.map((group) => ({
        id: `${category}-${limit_m}-${group}`,
        facilities: [category],
        ...{ limit_m, group, demand: 'auto' as const }
      }))
    )
  );
}
