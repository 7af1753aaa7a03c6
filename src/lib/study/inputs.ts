import type { Ledgers } from '../coverage/ledgers.ts';
import type { Facilities } from '../coverage/facilities.ts';
import type { Gates } from '../demand/gates.ts';
import type { Residential } from '../demand/residential.ts';
import type { Units } from '../demand/units.ts';
import type { Lines, Polygons } from '../geometry/shapes.ts';
import type { RoadTraits } from '../network/traits.ts';
import type { Walls } from '../network/walls.ts';
import type { Candidates } from '../siting/siting.ts';

/** Lines people walk on. `weldM`: vertices this near are one (0 where the source names its nodes, as OpenStreetMap does). */
export interface Roads extends Lines {
  name: string[];
  highway: string[];
  weldM: number;
  /** Slopes, steps, one way, crossings, gates; none where the lines say nothing of it. */
  traits?: RoadTraits | null;
  /** Of each line: bridges above 0, tunnels below; none where the lines do not say. */
  level?: Int8Array | null;
}

/** All that an analysis reads, as typed columns. */
export interface Inputs {
  title: string;
  units: Units;
  facilities: Facilities;
  /** Null: no roads were given, distances are estimates. */
  roads: Roads | null;
  residential: Residential | null;
  /** Land on which nobody lives: green, water, rail, motorways. Null: none is known. */
  nonResidential: Polygons | null;
  /** What a way that is missing may be missing for; none: nothing is known. */
  walls?: Walls | null;
  candidates: Candidates | null;
  /** Tables of the bureau's own that rules count from. */
  ledgers?: Ledgers;
  /** Areas that rules speak of (`central_area`), by kind. */
  studyAreas?: Record<string, Polygons>;
  /** Gates of estates, where people walk out. */
  gates?: Gates | null;
  /** Outlines of estates, in the order of the ledger `estates`. */
  estateShapes?: Polygons | null;
  /** Outlines of grids, in the order of the ledger `grids`. */
  gridShapes?: Polygons | null;
}
