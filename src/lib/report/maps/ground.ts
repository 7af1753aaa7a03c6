import type Flatbush from 'flatbush';
import type { Plane } from '../../geometry/metric.ts';
import type { Facts, LinkFacts, MeasureFacts, SiteFacts, UnitFacts } from '../facts.ts';

/** A rectangle of a page in points (1/72 inch), from the top left. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** West, south, east, north in metres of the plane. */
export type Bounds = readonly [number, number, number, number];

/** Areas as columns in metres; shapes, parts and rings as in `Polygons`. */
export interface Areas {
  code: string[];
  /** As the file has it. */
  name: string[];
  /** Code of the unit above; '' where there is none. */
  parent: string[];
  level: string[];
  people: Float64Array;
  x: Float64Array;
  y: Float64Array;
  shapeFirst: Uint32Array;
  partFirst: Uint32Array;
  ringFirst: Uint32Array;
  /** Four numbers an area, as `Bounds`; NaN where it has no shape. */
  bounds: Float64Array;
  /** A point inside, for the name; NaN where it has no shape. */
  innerX: Float64Array;
  innerY: Float64Array;
}

/** Lines people walk on; line i has the vertices `first[i] … first[i + 1] - 1`; `rank` 0 main roads, 1 streets, 2 paths and alleys. */
export interface Roads {
  x: Float64Array;
  y: Float64Array;
  first: Uint32Array;
  rank: Uint8Array;
  index: Flatbush | null;
}

/** Facilities with the group that their mark is of. */
export interface FacilityMarks {
  x: Float64Array;
  y: Float64Array;
  name: string[];
  category: string[];
  group: string[];
  /** Row of the community that it lies in, −1 for none. */
  unitRow: Int32Array;
}

/** Demand points that are out of reach by one measure, and the people who live there. */
export interface DemandDots {
  x: Float64Array;
  y: Float64Array;
  people: Float64Array;
  index: Flatbush | null;
}

/** What maps of a measure need of its facts, by the row of the community. */
export interface MeasureGround {
  facts: MeasureFacts;
  units: (UnitFacts | undefined)[];
  sites: { site: SiteFacts; x: number; y: number; label: string }[];
  links: { link: LinkFacts; fromX: number; fromY: number; toX: number; toY: number }[];
  /** Facilities that count and have a place, by row. */
  facilities: Uint32Array;
  /** Made when a map first asks for it; null where the study has no points of the measure. */
  dots(): DemandDots | null;
}

/** A study made ready for drawing: everything in metres of one flat plane, indexed. Drawing leaves it as it is. */
export interface MapGround {
  facts: Facts;
  plane: Plane;
  /** Of the communities; where there are none, of all else. */
  bounds: Bounds;
  communities: Areas;
  communityRow: ReadonlyMap<string, number>;
  communityIndex: Flatbush | null;
  upper: Areas;
  upperRow: ReadonlyMap<string, number>;
  roads: Roads;
  facilities: FacilityMarks;
  measures: ReadonlyMap<string, MeasureGround>;
}
