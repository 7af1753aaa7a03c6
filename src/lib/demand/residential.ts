import type { Points } from '../geometry/shapes.ts';

/** Residential points: people as given, or buildings whose footprint × storeys shares out the unit's people. */
export interface Residential extends Points {
  /** By population field; absent where the file has no such column, NaN where a row has no value. */
  people: Record<string, Float64Array>;
  footprintM2: Float64Array;
  storeys: Float64Array;
}
