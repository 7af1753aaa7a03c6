import type { Database } from 'sql.js';
import { epsgName, readCrsName } from '../places/crs-name.ts';
import { ImportError } from '../import-error.ts';
import type { LayerInfo } from '../source.ts';
import { quoted } from './sqlite.ts';

export interface GpkgLayer extends LayerInfo {
  columns: { name: string; truth: boolean }[];
  /** Column of the geometry; null for a table of attributes. */
  shape: string | null;
  /** As `createTransform` takes it; null where the file leaves it undefined (srs_id −1 or 0). */
  crs: string | null;
}

/** Names that OGC gives geometry types in a GeoPackage, as GeoJSON has them. */
const TYPES: Record<string, string> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
  GEOMETRYCOLLECTION: 'GeometryCollection'
};

type Row = (string | number | null)[];

/**
 * The tables of a GeoPackage that can be read, those with shapes first and the longer first; `left` names what its
 * contents list beside them. Throws ImportError where there is no list, or nothing in it.
 */
export function listLayers(file: string, db: Database): { layers: GpkgLayer[]; left: string[] } {
  // Only plain tables are ever selected from: a view or a virtual table runs what the file says.
  const tables = new Map<string, string>();
  for (const [name, sql] of rows(db, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    if (!/^\s*CREATE\s+VIRTUAL/i.test(String(sql))) tables.set(String(name).toLowerCase(), String(name));
  if (!tables.has('gpkg_contents'))
    throw new ImportError('gpkg_no_contents', file, {
      tables: [...tables.values()].slice(0, 12).join('、') || '—'
    });
  const shapes = new Map<string, Row>();
  if (tables.has('gpkg_geometry_columns'))
    for (const row of rows(
      db,
      'SELECT table_name, column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns'
    ))
      shapes.set(String(row[0]).toLowerCase(), row);
  const layers: GpkgLayer[] = [];
  const left: string[] = [];
  for (const [name, kind] of rows(db, 'SELECT table_name, data_type FROM gpkg_contents')) {
    const table = tables.get(String(name).toLowerCase());
    const shape = shapes.get(String(name).toLowerCase());
    const readable = kind === 'features' || kind === 'attributes' || kind === 'aspatial';
    if (table === undefined || !readable || (kind === 'features' && !shape)) left.push(String(name));
    else layers.push(describe(db, tables, table, kind === 'features' ? shape! : null));
  }
  if (layers.length === 0) {
    const why = left.slice(0, 12).join('、') || '—';
    throw new ImportError('gpkg_no_tables', file, { why, why_zh: why });
  }
  const rank = ({ geometry, rows: count }: GpkgLayer): number => (count === 0 ? 2 : geometry === '' ? 1 : 0);
  layers.sort((a, b) => rank(a) - rank(b) || (b.rows || 0) - (a.rows || 0));
  return { layers, left };
}

function describe(db: Database, tables: Map<string, string>, name: string, shape: Row | null): GpkgLayer {
  const wanted = shape === null ? null : String(shape[1]).toLowerCase();
  let column: string | null = null;
  const columns: GpkgLayer['columns'] = [];
  // A column that is worked out when it is read (hidden 2 and 3) would run what the file says.
  for (const [, field, type, , , , hidden] of rows(db, `PRAGMA table_xinfo(${quoted(name)})`)) {
    if (hidden !== 0) continue;
    if (String(field).toLowerCase() === wanted) column = String(field);
    else columns.push({ name: String(field), truth: /^BOOLEAN$/i.test(String(type)) });
  }
  const type = String(shape?.[2] ?? '').toUpperCase();
  return {
    name,
    rows: countRows(db, name),
    geometry: column === null ? '' : (TYPES[type] ?? '?'),
    columns,
    shape: column,
    crs: shape === null ? null : crsOf(db, tables, Number(shape[3]))
  };
}

/** Rows of a table; NaN where a page of it is broken, which is told when it is read. */
function countRows(db: Database, name: string): number {
  try {
    return Number(rows(db, `SELECT count(*) FROM ${quoted(name)}`)[0][0]);
  } catch {
    return NaN;
  }
}

/** What the file's own list of coordinate systems says of `id`. */
function crsOf(db: Database, tables: Map<string, string>, id: number): string | null {
  if (!(id > 0) || !tables.has('gpkg_spatial_ref_sys')) return null;
  const [found] = rows(
    db,
    `SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ${Math.trunc(id)}`
  );
  if (!found) return null;
  const [organization, code, definition] = found;
  if (/^EPSG$/i.test(String(organization)) && Number(code) > 0) return epsgName(Number(code));
  return readCrsName(String(definition)) ?? readCrsName(`${organization}:${code}`);
}

const rows = (db: Database, sql: string): Row[] => (db.exec(sql)[0]?.values ?? []) as Row[];
