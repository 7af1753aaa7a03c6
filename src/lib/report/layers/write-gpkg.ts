import type { Geometry, Position } from 'geojson';
import type { Database, SqlJsStatic, SqlValue } from 'sql.js';
import { encodeWkb } from '../../geometry/wkb.ts';
import { attributesOf, type LayerTable } from './layer-tables.ts';
import { placedGeometries, type TargetCrs } from './target-crs.ts';

/** Identifier by which GCJ-02 goes in the file: no register has it, and numbers from 100000 on are for one's own. */
const OWN_SRS = 100_001;

/**
 * All layers as a GeoPackage 1.2 (OGC 12-128r15), a feature table each. `date` (`2026-11-22`) stands for the time of change: the
 * same layers give the same bytes.
 */
export async function writeGpkg(
  layers: readonly LayerTable[],
  target: TargetCrs,
  { date, language }: { date: string; language: 'zh' | 'en' }
): Promise<Uint8Array> {
  const { Database: Sqlite } = await loadSqlite();
  const db = new Sqlite();
  try {
    db.exec('PRAGMA application_id = 1196444487; PRAGMA user_version = 10200; BEGIN');
    db.exec(SCHEMA);
    const srs = target.epsg ?? OWN_SRS;
    addSystem(db, 4326, 'WGS 84', 'EPSG', 4326, WGS84);
    addSystem(db, -1, 'undefined cartesian', 'NONE', -1, 'undefined');
    addSystem(db, 0, 'undefined geographic', 'NONE', 0, 'undefined');
    if (srs !== 4326)
      addSystem(db, srs, target.name, target.epsg === null ? 'NONE' : 'EPSG', srs, target.wkt ?? OWN_SYSTEM);
    for (const layer of layers) addLayer(db, layer, target, srs, `${date}T00:00:00.000Z`, language);
    db.exec('COMMIT');
    return db.export();
  } finally {
    db.close();
  }
}

async function loadSqlite(): Promise<SqlJsStatic> {
  // @ts-expect-error the types describe the main entry only, which is the same
  const loaded: unknown = await import('sql.js/dist/sql-wasm-inline.js');
  return (loaded as { default: () => Promise<SqlJsStatic> }).default();
}

const WGS84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]';

/** Degrees that no register knows, of a name only: a reader must not take them for WGS84, and GDAL complains of `undefined`. */
const OWN_SYSTEM =
  'LOCAL_CS["GCJ-02",LOCAL_DATUM["GCJ-02",32767],UNIT["degree",0.0174532925199433],AXIS["Longitude",EAST],AXIS["Latitude",NORTH]]';

const SCHEMA = `
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));`;

function addSystem(
  db: Database,
  id: number,
  name: string,
  organisation: string,
  number: number,
  definition: string
): void {
  db.run('INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)', [
    ...[name, id, organisation, number, definition]
  ]);
}

function addLayer(
  db: Database,
  layer: LayerTable,
  target: TargetCrs,
  srs: number,
  time: string,
  language: 'zh' | 'en'
): void {
  const attributes = [...attributesOf(layer.columns)];
  const taken = new Set(['fid', 'geom']);
  // SQLite takes names that differ only in case for one.
  const names = attributes.map(([name]) => {
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name}_${n}`;
    taken.add(free.toLowerCase());
    return free;
  });
  const types = attributes.map(([, { type }]) => (type === 'DOUBLE' ? 'REAL' : 'TEXT'));
  const columns = names.map((name, i) => `, ${quoted(name)} ${types[i]}`).join('');
  const table = quoted(layer.name);
  db.exec(`CREATE TABLE ${table} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom BLOB${columns})`);
  const insert = db.prepare(`INSERT INTO ${table} VALUES (?, ?${', ?'.repeat(names.length)})`);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const kinds = new Set<string>();
  let row = 0;
  for (const geometry of placedGeometries(layer, target)) {
    const values = attributes.map(([, column]): SqlValue => {
      const value = column.values[row];
      // NaN has no place in SQLite: it would come back as NULL anyway.
      if (typeof value === 'number') return Number.isNaN(value) ? null : value;
      // Most readers end a text at NUL; half of a pair is no character.
      return value === null ? null : value.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd');
    });
    if (geometry) kinds.add(geometry.type);
    insert.run([row + 1, geometry && headed(geometry, srs, box), ...values]);
    row++;
  }
  insert.free();
  const bounds = box[0] <= box[2] ? box : [null, null, null, null];
  db.run('INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    ...[layer.name, 'features', layer.name, layer.title[language], time],
    ...bounds,
    srs
  ]);
  const [only] = kinds;
  const kind = kinds.size === 1 ? only.toUpperCase() : 'GEOMETRY';
  db.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [layer.name, 'geom', kind, srs]);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The geometry behind the header of a GeoPackage: little endian, with its box; widens `all` by it. */
function headed(geometry: Geometry, srs: number, all: number[]): Uint8Array {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const widen = (nested: unknown): void => {
    if (!Array.isArray(nested)) return;
    if (typeof nested[0] !== 'number') return nested.forEach(widen);
    const [x, y] = nested as Position;
    for (const each of [box, all]) {
      each[0] = Math.min(each[0], x);
      each[1] = Math.min(each[1], y);
      each[2] = Math.max(each[2], x);
      each[3] = Math.max(each[3], y);
    }
  };
  widen((geometry as Exclude<Geometry, { type: 'GeometryCollection' }>).coordinates);
  const wkb = encodeWkb(geometry);
  const bytes = new Uint8Array(40 + wkb.length);
  const view = new DataView(bytes.buffer);
  // GP, version 1; an envelope of x and y, little endian.
  bytes.set([0x47, 0x50, 0, 0b0000_0011]);
  view.setInt32(4, srs, true);
  [box[0], box[2], box[1], box[3]].forEach((value, i) => view.setFloat64(8 + 8 * i, value, true));
  bytes.set(wkb, 40);
  return bytes;
}
