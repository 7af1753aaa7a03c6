import type { Facts, MeasureFacts, UnitFacts } from '../../facts.ts';
import type { MapGround, MeasureGround } from '../../maps/ground.ts';

/** Figures of a unit that a live map shows and tells. */
export const UNIT_FIGURES = [
  ...(['total', 'covered', 'share', 'uncovered', 'rank'] as const),
  ...(['totalBase', 'coveredBase', 'shareBase', 'coveredAfter', 'shareAfter'] as const)
] as const satisfies readonly (keyof UnitFacts)[];

/** Areas with their outlines as steps from one vertex to the next: x, y by turns in whole steps, ring after ring. */
export interface PackedAreas {
  code: string[];
  name: string[];
  parent: string[];
  level: string[];
  people: (number | null)[];
  /** Vertices of each ring; rings of each part; parts of each shape. */
  rings: number[];
  parts: number[];
  shapes: number[];
  steps: number[];
  /** A point inside, x, y by turns; null where there is no shape. */
  inner: (number | null)[];
}

/** Places in whole steps, each told from the one before. */
export type PackedPlaces = number[];

/** One measure, its units as columns by the rows of the communities. */
export interface PackedMeasure {
  facts: Omit<MeasureFacts, 'units'>;
  /** Rows of the communities that have figures, and the figures by column; null for not known. */
  rows: number[];
  figures: (number | null)[][];
  sites: MeasureGround['sites'];
  links: MeasureGround['links'];
  dots: { places: PackedPlaces; people: number[] } | null;
}

/** The ground of a map as plain JSON: no more than live maps of the pages need, in whole steps of `stepM` metres of the plane. */
export interface PackedGround {
  /** Longitude and latitude of the plane's middle. */
  origin: [number, number];
  stepM: number;
  bounds: number[];
  communities: PackedAreas;
  upper: PackedAreas;
  roads: { counts: number[]; rank: number[]; steps: number[] };
  facilities: {
    places: PackedPlaces;
    /** Row of the community that each lies in, −1 for none. */
    unitRow: number[];
  } & Pick<MapGround['facilities'], 'name' | 'category' | 'group'>;
  measures: PackedMeasure[];
  /** Facts without what is not drawn. */
  facts: Facts;
}
