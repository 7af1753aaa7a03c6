import type { Geometry } from 'geojson';
import { type Datum, type Pair } from '../../geometry/datum.ts';
import { chooseCrs, type ChosenCrs } from './crs.ts';
import { FORMS, rankName } from '../fields.ts';
import { readOrdinate, splitPosition } from '../values/coordinates.ts';
import { GEOMETRY_Y, matchColumns, type Match } from '../meanings/match-columns.ts';
import type { Choices, Layer } from '../report.ts';
import type { Source } from '../source.ts';

/** A file as the datum detective looks at it: positions as given, and what they are said to be. */
export interface DatumLayer {
  file: string;
  as: Layer;
  kind: 'points' | 'lines' | 'areas';
  /** Degrees as given, in the file's own datum; ordinates of a projected file are made degrees, not shifted. */
  lon: Float64Array;
  lat: Float64Array;
  /** Part p (a point, a line, a ring) has the positions `first[p] … first[p + 1] - 1`. Length: parts + 1. */
  first: Uint32Array;
  /** Row of the source of each part. */
  row: Uint32Array;
  /** Column of the source that names each row; null where it has none. */
  names: (string | null)[] | null;
  /** All columns of the source, by which a row may name a community, and by which batches are told apart. */
  headers: string[];
  columns: (string | null)[][];
  /** Columns of longitude and latitude that the file has beside its geometry, one number a row (NaN: none). */
  own: { columns: [string, string]; lon: Float64Array; lat: Float64Array } | null;
  /** The datum that the file or the user says; null where nothing does. */
  anchor: Datum | null;
  /** Whether the anchor is beyond doubt: the user's word, OpenStreetMap, or survey metres; else it is a claim to test. */
  firm: boolean;
}

/** More positions than this are thinned: the detective looks at samples. */
const MAX_POSITIONS = 400_000;

/**
 * The source as the detective looks at it, null for a table without places or one that cannot be placed. `matches` are
 * those of `matchColumns(source, choices)`, worked out where they are not given. Throws ImportError as `matchColumns` does.
 */
export function makeDatumLayer(
  source: Source,
  choices: Choices,
  matches: Match[] = matchColumns(source, choices)
): DatumLayer | null {
  const drawn = source.geometry !== null;
  const tabled = drawn ? null : tablePlaces(source, choices, matches);
  const shapes = drawn ? source.geometry! : tabled;
  if (shapes === null) return null;
  const parts = takeParts(shapes, drawn && choices.map?.lon === GEOMETRY_Y);
  if (parts === null) return null;
  const placeColumns = matches.filter(({ field }) => ['lon', 'lat', 'position'].includes(field));
  const crs = chooseCrs(
    source,
    choices.crs,
    placeColumns.map(({ column }) => source.headers[column]),
    { x: parts.lon, y: parts.lat }
  );
  if (crs.ask.length > 0) return null;
  toDegrees(parts, crs);
  const name = matches.find(({ field }) => field === 'name' || field === 'unit');
  return {
    file: source.layer ? `${source.file} › ${source.layer}` : source.file,
    as: choices.as,
    ...parts,
    names: name ? source.columns[name.column] : null,
    headers: source.headers,
    columns: source.columns,
    own: drawn ? ownColumns(source) : null,
    ...anchorOf(crs)
  };
}

/** What a choice of system says of the datum. */
function anchorOf({ value, why, projected, datum }: ChosenCrs): Pick<DatumLayer, 'anchor' | 'firm'> {
  if (why === 'why_default') return { anchor: null, firm: false };
  return {
    anchor: datum,
    firm: why === 'why_chosen' || why === 'why_osm' || (projected && value !== 'EPSG:3857')
  };
}

type Parts = Pick<DatumLayer, 'kind' | 'lon' | 'lat' | 'first' | 'row'>;

/** Positions of all shapes, those of lines and rings thinned evenly where there are too many; null where there are none. */
function takeParts(shapes: (Geometry | Pair | null)[], swap: boolean): Parts | null {
  const lon: number[] = [];
  const lat: number[] = [];
  const first: number[] = [0];
  const row: number[] = [];
  const count = { points: 0, lines: 0, areas: 0 };
  const add = (positions: readonly (readonly number[])[], i: number, kind: keyof typeof count): void => {
    for (const [x, y] of positions) {
      lon.push(swap ? y : x);
      lat.push(swap ? x : y);
    }
    first.push(lon.length);
    row.push(i);
    count[kind]++;
  };
  const step = Math.max(1, Math.ceil(countPositions(shapes) / MAX_POSITIONS));
  for (let i = 0; i < shapes.length; i += step) {
    const shape = shapes[i];
    if (shape === null) continue;
    if (Array.isArray(shape)) add([shape], i, 'points');
    else if (shape.type === 'Point') add([shape.coordinates], i, 'points');
    else if (shape.type === 'MultiPoint') add(shape.coordinates, i, 'points');
    else if (shape.type === 'LineString') add(shape.coordinates, i, 'lines');
    else if (shape.type === 'MultiLineString') for (const line of shape.coordinates) add(line, i, 'lines');
    else if (shape.type === 'Polygon') for (const ring of shape.coordinates) add(ring, i, 'areas');
    else if (shape.type === 'MultiPolygon')
      for (const rings of shape.coordinates) for (const ring of rings) add(ring, i, 'areas');
  }
  if (lon.length === 0) return null;
  const kind = count.areas > 0 ? 'areas' : count.lines > 0 ? 'lines' : 'points';
  return {
    kind,
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    first: Uint32Array.from(first),
    row: Uint32Array.from(row)
  };
}

function countPositions(shapes: (Geometry | Pair | null)[]): number {
  const count = (value: unknown): number => {
    if (!Array.isArray(value)) return 0;
    return Array.isArray(value[0]) ? value.reduce((sum: number, inner) => sum + count(inner), 0) : 1;
  };
  return shapes.reduce(
    (sum, shape) =>
      sum +
      (shape === null ? 0 : Array.isArray(shape) ? 1 : 'coordinates' in shape ? count(shape.coordinates) : 0),
    0
  );
}

/** Makes ordinates of a projected system degrees, in place; those in degrees stay as they are, unshifted. */
function toDegrees({ lon, lat }: Parts, crs: ChosenCrs): void {
  if (!crs.projected && !crs.rescaled) return;
  for (let k = 0; k < lon.length; k++) [lon[k], lat[k]] = crs.toDegrees(lon[k], lat[k]);
}

/** Places that a table names by columns; null where it has none. */
function tablePlaces(source: Source, choices: Choices, matches: Match[]): (Pair | null)[] | null {
  const at = (field: string): number => matches.find((match) => match.field === field)?.column ?? -1;
  let [lonAt, latAt] = [at('lon'), at('lat')];
  const positionAt = at('position');
  if (lonAt < 0 || latAt < 0) [lonAt, latAt] = placeColumns(source) ?? [-1, -1];
  if (lonAt < 0 && (positionAt < 0 || FORMS[choices.as].shape !== 'point')) return null;
  return Array.from({ length: source.rows }, (_, i) => {
    const cells =
      lonAt >= 0
        ? [source.columns[lonAt][i], source.columns[latAt][i]]
        : splitPosition(source.columns[positionAt][i]);
    if (cells === null) return null;
    const [x, y] = cells.map((cell) => readOrdinate(cell)?.value ?? NaN);
    return Number.isNaN(x) || Number.isNaN(y) || x === y ? null : [x, y];
  });
}

/** The columns that are called longitude and latitude, in whatever layer; null where there are not both. */
function placeColumns({ headers }: Source): [number, number] | null {
  const find = (field: string): number =>
    headers.findIndex((header) => rankName('facilities', field, header) >= 0);
  const [lon, lat] = [find('lon'), find('lat')];
  return lon >= 0 && lat >= 0 && lon !== lat ? [lon, lat] : null;
}

function ownColumns(source: Source): DatumLayer['own'] {
  const found = placeColumns(source);
  if (found === null) return null;
  const [lon, lat] = found.map((column) =>
    Float64Array.from(source.columns[column], (cell) => readOrdinate(cell)?.value ?? NaN)
  );
  const [x, y] = found.map((column) => source.headers[column]);
  return { columns: [x, y], lon, lat };
}
