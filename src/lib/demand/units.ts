import type { Polygons } from '../geometry/shapes.ts';

/** Units of evaluation (评价单元) of all levels; an index is a unit. */
export interface Units {
  code: string[];
  name: string[];
  level: ('community' | 'subdistrict' | 'district' | 'city')[];
  isRural: Uint8Array;
  /** Index of the unit above, −1: none known. */
  parent: Int32Array;
  shape: Polygons;
  /** By field (`pop_resident`, `pop_60p`, `households`, …); NaN where a unit has none; a field nobody gives is absent. */
  totals: Record<string, Float64Array>;
}
