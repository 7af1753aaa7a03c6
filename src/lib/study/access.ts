import type { AccessMethod } from '../coverage/access-methods.ts';
import type { Access } from '../coverage/access.ts';
import type { Inequality } from '../coverage/inequality.ts';
import type { Measure } from '../coverage/measure.ts';

/** How access is asked for: a standard or own measure says whom and how far, the rest how it is weighed. */
export interface AccessChoice {
  standard: string;
  method: AccessMethod;
  /** Column of the facilities that says how much each holds. */
  capacity: 'beds' | 'capacity' | 'floor_area_m2';
  /** As `parseDecay` reads it, in metres; left out: the published steps over the measure's limit. */
  decay?: string;
}

/** Access of a measure's people to its facilities. */
export interface AccessResult {
  choice: AccessChoice;
  measure: Measure;
  /** Of each demand point of the measure; `unreachedSupply` are places in `facilities`. */
  access: Access;
  /** People of the demand points that reach nothing. */
  unreachedPeople: number;
  /** Qualifying facilities whose capacity is known, and those left out because it is not: indexes of the facilities. */
  facilities: Int32Array;
  unknown: Int32Array;
  /** One for each unit whose people are known. */
  rows: UnitAccess;
  /** Among people, point by point; and among communities, each with its mean. */
  acrossPeople: Inequality;
  acrossUnits: Inequality;
}

/** Columns of equal length: the mean of the people who reach anything, and how unevenly it is shared inside the unit. */
export interface UnitAccess {
  unit: Int32Array;
  value: Float64Array;
  gini: Float64Array;
  palma: Float64Array;
}
