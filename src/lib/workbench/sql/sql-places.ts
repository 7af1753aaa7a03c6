import type { Box } from '../legend/view-counts.ts';

/** A column of an answer, opened: texts as texts. */
export interface OpenColumn {
  name: string;
  type: string;
  values: Float64Array | readonly string[];
}

/** Where the rows of an answer are: places by row, and units by row (−1, NaN: none). Null: the answer has no such column. */
export interface RowPlaces {
  at: { lon: Float64Array; lat: Float64Array } | null;
  unit: Int32Array | null;
}

const LON = /^(lon|lng|longitude|经度)$/i;
const LAT = /^(lat|latitude|纬度)$/i;
/** Columns that may name a unit, the surest first. */
const UNIT = ['unit', 'unit_id', 'code', 'unit_name', 'community', 'name', '社区', '单元', '名称'];

/** Where the rows of an answer lie: by columns of degrees, and by a column whose texts are codes or names of units. */
export function rowPlaces(
  columns: readonly OpenColumn[],
  units: readonly { code: string; name: string; level: string }[]
): RowPlaces {
  const numbers = (pattern: RegExp) =>
    columns.find(({ name, values }) => pattern.test(name) && values instanceof Float64Array)?.values as
      Float64Array | undefined;
  const lon = numbers(LON);
  const lat = numbers(LAT);
  return { at: lon && lat ? { lon, lat } : null, unit: unitRows(columns, units) };
}

function unitRows(
  columns: readonly OpenColumn[],
  units: readonly { code: string; name: string; level: string }[]
): Int32Array | null {
  const byCode = new Map<string, number>();
  const byName = new Map<string, number>();
  units.forEach(({ code, name, level }, unit) => {
    if (!byCode.has(code)) byCode.set(code, unit);
    // Of units of one name the community is meant.
    if (!byName.has(name) || level === 'community') byName.set(name, unit);
  });
  for (const wanted of UNIT) {
    const values = columns.find(({ name }) => name.toLowerCase() === wanted)?.values;
    if (!values || values instanceof Float64Array) continue;
    const rows = Int32Array.from(values, (text) => byCode.get(text) ?? byName.get(text) ?? -1);
    if (rows.some((unit) => unit >= 0)) return rows;
  }
  return null;
}

/** Is it a place on the globe. */
const isPlace = (lon: number, lat: number): boolean =>
  Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** Rows drawn at most: beyond, one source of the map takes more memory than a page has. */
export const MOST_DRAWN = 50_000;

/** Rows of an answer on the map: their places, and the units they name. */
export interface Drawn {
  lon: Float64Array;
  lat: Float64Array;
  /** Row of the answer of each place. */
  row: Uint32Array;
  units: Int32Array;
  box: Box | null;
  /** Rows that have neither a place nor a unit, and rows beyond those drawn. */
  lost: number;
  cut: number;
}

/** What is drawn of rows; `boxOf` gives a place of a unit. Rows with a place of their own are points, all others units. */
export function drawnRows(
  places: RowPlaces,
  rows: ArrayLike<number>,
  labelOf: (unit: number) => readonly [number, number] | null
): Drawn {
  const lon: number[] = [];
  const lat: number[] = [];
  const row: number[] = [];
  const units = new Set<number>();
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const reach = (x: number, y: number) => {
    [west, south, east, north] = [
      Math.min(west, x),
      Math.min(south, y),
      Math.max(east, x),
      Math.max(north, y)
    ];
  };
  let lost = 0;
  let cut = 0;
  for (let k = 0; k < rows.length; k++) {
    const each = rows[k];
    const x = places.at?.lon[each] ?? NaN;
    const y = places.at?.lat[each] ?? NaN;
    const unit = places.unit?.[each] ?? -1;
    if (isPlace(x, y)) {
      if (row.length >= MOST_DRAWN) {
        cut++;
        continue;
      }
      lon.push(x);
      lat.push(y);
      row.push(each);
      reach(x, y);
    } else if (unit >= 0) {
      units.add(unit);
      const label = labelOf(unit);
      if (label) reach(label[0], label[1]);
    } else lost++;
  }
  return {
    ...{ lon: Float64Array.from(lon), lat: Float64Array.from(lat), row: Uint32Array.from(row) },
    units: Int32Array.from(units).sort(),
    box: west <= east ? [west, south, east, north] : null,
    ...{ lost, cut }
  };
}
