import type { Layer, Row } from './table.ts';

/** The sample town's layers and tables, WGS84; field names are those of the layers. */
export interface Town {
  title: string;
  subdistrict: Layer;
  communities: Layer;
  roads: Layer;
  landuse: Layer;
  estates: Layer;
  population: Row[];
  residential: Row[];
  facilities: Row[];
  candidates: Row[];
  /** Tables of the bureau's own, and what the plans count beside. */
  ledgers: TownLedgers;
  /** The table's name for a community → the map's. */
  same: Record<string, string>;
}

/** What a bureau keeps beside maps and people; all of it drawn after, and by streams of its own. */
export interface TownLedgers {
  staffing: Row[];
  unitStatus: Row[];
  visits: Row[];
  tasks: Row[];
  grids: Layer;
  studyAreas: Layer;
  /** Gates of estates; none where the walls are not drawn. */
  gates: Row[];
  /** Facilities with the estate they stand in, and those of further categories; none where `facilities` says all. */
  facilitiesAll: Row[];
  /** Estates as a table, where their outlines are not drawn. */
  estates: Row[];
}
