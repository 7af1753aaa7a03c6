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

/** Facilities of the categories named, stand-ins not among them, ascending; the list is shared and not to be changed. */
export function findOfCategories({ category }: Facilities, categories: readonly string[]): number[] {
  let byCategory = sorted.get(category);
  if (byCategory === undefined) {
    const lists = new Map<string, number[]>();
    for (let facility = 0; facility < category.length; facility++) {
      const list = lists.get(category[facility]);
      if (list === undefined) lists.set(category[facility], [facility]);
      else list.push(facility);
    }
    byCategory = new Map(lists);
    sorted.set(category, byCategory);
  }
  // The same lists are asked for by rule after rule; no code has a comma.
  const key = categories.length === 1 ? categories[0] : `,${[...new Set(categories)].join()}`;
  let found = byCategory.get(key);
  if (found === undefined) {
    const lists = [...new Set(categories)].flatMap((code) => byCategory.get(code) ?? []);
    found = Array.from(Int32Array.from(lists).sort());
    byCategory.set(key, found);
  }
  return found;
}
