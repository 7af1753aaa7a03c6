import Flatbush from 'flatbush';
import type { Columns } from '../columns.ts';
import type { Bounds } from './ground.ts';

/** A column of text, NULL as ''; empty where there is none. */
export function textsOf(layer: Columns, name: string): string[] {
  const column = layer.get(name);
  return column?.type === 'VARCHAR' ? column.values.map((value) => value ?? '') : [];
}

/** A column of numbers; empty where there is none. */
export function numbersOf(layer: Columns, name: string): Float64Array {
  const column = layer.get(name);
  return column?.type === 'DOUBLE' ? column.values : new Float64Array(0);
}

/** The geometry of each row as WKB; empty where there is no such column. */
export function wkbOf(layer: Columns): (Uint8Array | null)[] {
  const column = layer.get('geometry');
  return column?.type === 'BLOB' ? column.values : [];
}

/** Bounds of the places from `first` to before `end`, those of NaN left out; four NaN where there is none. */
export function boundsWithin(x: Float64Array, y: Float64Array, first = 0, end = x.length): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = first; i < end; i++) {
    if (x[i] < west) west = x[i];
    if (x[i] > east) east = x[i];
    if (y[i] < south) south = y[i];
    if (y[i] > north) north = y[i];
  }
  return west <= east && south <= north ? [west, south, east, north] : [NaN, NaN, NaN, NaN];
}

/** An index of boxes, four numbers each; one of NaN is never found near the earth. Null where there are no boxes. */
export function indexOf(bounds: Float64Array): Flatbush | null {
  const count = bounds.length / 4;
  if (count === 0) return null;
  const index = new Flatbush(count);
  for (let i = 0; i < count; i++) {
    const at = Number.isNaN(bounds[4 * i]) ? [1e9, 1e9, 1e9, 1e9] : bounds.subarray(4 * i, 4 * i + 4);
    index.add(at[0], at[1], at[2], at[3]);
  }
  index.finish();
  return index;
}
