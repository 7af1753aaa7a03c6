import type { Ground } from './estate.ts';
import type { Lot, StreetClass } from './layout.ts';
import type { Line, Ring } from './plane.ts';

/** A way people walk, in metres of the plan. */
export interface Way {
  name: string;
  highway: StreetClass | 'service' | 'footway';
  line: Line;
  /** The parcel whose inside it belongs to, −1 for a public way. */
  parcel: number;
}

/** A lot between streets with what stands on it. */
export interface Parcel {
  lot: Lot;
  wall: Ring;
  community: number;
  ground: Ground;
}
