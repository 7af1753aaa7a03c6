import { polygonsFromGeoJson } from '../../src/lib/geometry/shapes.ts';
import type { Residential } from '../../src/lib/demand/residential.ts';
import type { Units } from '../../src/lib/demand/units.ts';

export type Ring = [number, number][];

/** A closed rectangle of degrees. */
export function box(west: number, south: number, east: number, north: number): Ring {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south]
  ];
}

export interface SmallUnit {
  code: string;
  level?: Units['level'][number];
  parent?: number;
  isRural?: boolean;
  /** Rings of one polygon; null: a unit without a shape. */
  rings: Ring[] | null;
  totals?: Record<string, number>;
}

/** Units by hand; a total that a unit does not give is NaN. */
export function unitsOf(list: SmallUnit[]): Units {
  const fields = [...new Set(list.flatMap((unit) => Object.keys(unit.totals ?? {})))];
  return {
    code: list.map((unit) => unit.code),
    name: list.map((unit) => `${unit.code}社区`),
    level: list.map((unit) => unit.level ?? 'community'),
    isRural: Uint8Array.from(list, (unit) => (unit.isRural ? 1 : 0)),
    parent: Int32Array.from(list, (unit) => unit.parent ?? -1),
    shape: polygonsFromGeoJson(
      list.map((unit) => (unit.rings === null ? null : { type: 'Polygon', coordinates: unit.rings }))
    ),
    totals: Object.fromEntries(
      fields.map((field) => [field, Float64Array.from(list, (unit) => unit.totals?.[field] ?? NaN)])
    )
  };
}

/** Residential points by hand: longitude, latitude, people by field, footprint m², storeys. */
export function residentialOf(
  rows: { at: [number, number]; people?: Record<string, number>; footprintM2?: number; storeys?: number }[]
): Residential {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row.people ?? {})))];
  return {
    lon: Float64Array.from(rows, (row) => row.at[0]),
    lat: Float64Array.from(rows, (row) => row.at[1]),
    people: Object.fromEntries(
      fields.map((field) => [field, Float64Array.from(rows, (row) => row.people?.[field] ?? NaN)])
    ),
    footprintM2: Float64Array.from(rows, (row) => row.footprintM2 ?? NaN),
    storeys: Float64Array.from(rows, (row) => row.storeys ?? NaN)
  };
}

/** Sum of a field over the points of a unit. */
export function sumOf(
  demand: { unit: Int32Array; people: Record<string, Float64Array> },
  field: string,
  unit: number
) {
  return demand.people[field].reduce((sum, people, i) => sum + (demand.unit[i] === unit ? people : 0), 0);
}
