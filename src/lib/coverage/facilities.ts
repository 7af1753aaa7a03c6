import type { Points } from '../geometry/shapes.ts';

/** Facilities of the present state or of a scenario; an index is a facility. */
export interface Facilities extends Points {
  code: string[];
  name: string[];
  /** Category code of the taxonomy. */
  category: string[];
  /** NaN: not given. */
  floorAreaM2: Float64Array;
  beds: Float64Array;
  capacity: Float64Array;
  /** Code or name of the unit it says it serves; '' where not given. */
  servesUnit: string[];
  /**
   * Further columns by their names in the data dictionary (`open_hours_per_day`, `activity_area_m2`, `barrier_free` as 1 and 0);
   * NaN: not given. A column that nobody gives is absent.
   */
  numbers?: Record<string, Float64Array>;
  /** Further texts (`service_functions`, `zones`, `host_id`, `parcel_id`, `estate_id`, …); lists with `;` between; '': not given. */
  texts?: Record<string, string[]>;
}

/** Category of a facility that is no longer there: no rule asks for it, and none takes it for one without a category. */
export const GONE = '-';

const sorted = new WeakMap<string[], Map<string, number[]>>();

/** Facilities of the categories named, stand-ins not among them, ascending. */
export function findOfCategories({ category }: Facilities, categories: readonly string[]): number[] {
  let byCategory = sorted.get(category);
  if (byCategory === undefined) {
    byCategory = new Map();
    for (let facility = 0; facility < category.length; facility++) {
      const list = byCategory.get(category[facility]);
      if (list === undefined) byCategory.set(category[facility], [facility]);
      else list.push(facility);
    }
    sorted.set(category, byCategory);
  }
  const lists = [...new Set(categories)].flatMap((code) => byCategory.get(code) ?? []);
  // As numbers, not by a comparison each: a rule of a circle asks for dozens of lists of thousands.
  return [...Int32Array.from(lists).sort()];
}
