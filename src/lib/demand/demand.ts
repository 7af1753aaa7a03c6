import type { Points } from '../geometry/shapes.ts';

/** How people became points, in order of trust (method §2); `centroid` only where a measure asks for it. */
export type DemandMethod = 'points' | 'buildings' | 'network' | 'hexagons' | 'centroid';

/** People as points. Columns of equal length. */
export interface Demand extends Points {
  method: DemandMethod;
  /** Community each point is counted to; −1 is outside every unit. */
  unit: Int32Array;
  /** People by population field (`pop_resident`, `pop_60p`, …); a field that the data does not give is absent. */
  people: Record<string, Float64Array>;
  /** By field, 1 for each community whose people of that field nobody gave: they count as nobody in `people`. */
  missing?: Record<string, Uint8Array>;
}
