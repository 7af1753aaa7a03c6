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
}
