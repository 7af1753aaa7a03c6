import type { Lines, Points, Polygons } from '../geometry/shapes.ts';
import type { Candidates } from '../siting/siting.ts';
import type { UnitLevel } from '../standards/standard.ts';

/** Units of evaluation (评价单元) of all levels; an index is a unit. */
export interface Units {
  code: string[];
  name: string[];
  level: UnitLevel[];
  isRural: Uint8Array;
  /** Index of the unit above, −1: none known. */
  parent: Int32Array;
  shape: Polygons;
  /** By field (`pop_resident`, `pop_60p`, `households`, …); NaN where a unit has none; a field nobody gives is absent. */
  totals: Record<string, Float64Array>;
}

export interface Facilities extends Points {
  code: string[];
  name: string[];
  /** Category code of the taxonomy; '' where the file gave a word that no one has matched yet. */
  category: string[];
  /** NaN: not given. */
  floorAreaM2: Float64Array;
  beds: Float64Array;
  capacity: Float64Array;
  /** Unit code it says it serves; '' where not given. */
  servesUnit: string[];
}

/** Residential points: people, or buildings whose footprint × storeys shares out the unit's people. */
export interface Residential extends Points {
  people: Record<string, Float64Array>;
  footprintM2: Float64Array;
  storeys: Float64Array;
}

/** All that an analysis reads, as typed columns. */
export interface Inputs {
  title: string;
  units: Units;
  facilities: Facilities;
  /** Null: no roads were given, distances are estimates. */
  roads: (Lines & { name: string[]; highway: string[]; weldM: number }) | null;
  residential: Residential | null;
  candidates: Candidates | null;
}
