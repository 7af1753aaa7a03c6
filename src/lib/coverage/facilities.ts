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
