import type { Geometry, Position } from 'geojson';
import { decodeWkb, isLine } from '../../geometry/wkb.ts';
import { readCrsName } from '../places/crs-name.ts';
import { isObject } from './json-documents.ts';

/** The column of shapes that the metadata `geo` names (GeoParquet 1.0, 1.1, and drafts of it). */
export interface GeoColumn {
  name: string;
  /** `WKB`, or a native encoding such as `polygon`. */
  encoding: string;
  crs: string | null;
  /** Name of a coordinate system that was not understood. */
  unknown: string | null;
  /** Other columns of shapes, which are not read. */
  others: string[];
}

/** What the value of the metadata key `geo` says; null where it is none. */
export function readGeoMetadata(text: string | undefined): GeoColumn | null {
  let geo: unknown;
  try {
    geo = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  if (!isObject(geo) || !isObject(geo.columns)) return null;
  const { columns } = geo;
  const names = Object.keys(columns);
  const primary = geo.primary_column ?? geo.primary_geometry_column;
  const name = names.find((own) => own === primary) ?? names[0];
  const column = name === undefined ? null : columns[name];
  if (!isObject(column)) return null;
  return {
    name,
    encoding: String(column.encoding ?? 'WKB'),
    ...crsOf(column.crs),
    others: names.filter((own) => own !== name)
  };
}

/** PROJJSON (or a name, or WKT, as drafts had it) as `createTransform` takes it; left out it is longitude and latitude. */
function crsOf(crs: unknown): { crs: string | null; unknown: string | null } {
  if (crs === undefined) return { crs: 'wgs84', unknown: null };
  if (crs === null) return { crs: null, unknown: null };
  if (!isObject(crs)) {
    const found = readCrsName(String(crs));
    return { crs: found, unknown: found === null ? String(crs).slice(0, 80) : null };
  }
  const id = isObject(crs.id) ? crs.id : Array.isArray(crs.ids) && isObject(crs.ids[0]) ? crs.ids[0] : null;
  const said = id === null ? String(crs.name ?? '') : `${String(id.authority)}:${String(id.code)}`;
  const found = readCrsName(said);
  return { crs: found, unknown: found === null && said !== '' ? said.slice(0, 80) : null };
}

/** How deep the positions of a native encoding are nested, and its type. */
const NATIVE: Record<string, [Exclude<Geometry['type'], 'GeometryCollection'>, number]> = {
  point: ['Point', 0],
  linestring: ['LineString', 1],
  polygon: ['Polygon', 2],
  multipoint: ['MultiPoint', 1],
  multilinestring: ['MultiLineString', 2],
  multipolygon: ['MultiPolygon', 3]
};

/** Whether shapes of this encoding can be read. */
export const isKnownEncoding = (encoding: string): boolean =>
  /^wkb$/i.test(encoding) || Object.hasOwn(NATIVE, encodingName(encoding));

// Drafts wrote `geoarrow.point`.
const encodingName = (encoding: string): string => encoding.toLowerCase().replace(/^geoarrow\./, '');

/** The geometry of a cell; null for an empty one. Throws an Error where it is none. */
export function readGeoCell(value: unknown, encoding: string): Geometry | null {
  if (value === null || value === undefined) return null;
  if (/^wkb$/i.test(encoding)) {
    if (!(value instanceof Uint8Array)) throw new Error('WKB');
    return decodeWkb(value, isLine(value));
  }
  const [type, depth] = NATIVE[encodingName(encoding)];
  return { type, coordinates: positionsOf(value, depth) } as Geometry;
}

function positionsOf(value: unknown, depth: number): unknown {
  if (depth > 0) {
    if (!Array.isArray(value)) throw new Error('list');
    return value.map((inner) => positionsOf(inner, depth - 1));
  }
  const { x, y } = value as { x?: unknown; y?: unknown };
  if (typeof x !== 'number' || typeof y !== 'number') throw new Error('x, y');
  return (Number.isNaN(x) ? [] : [x, y]) as Position;
}
