import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import initSqlJs from 'sql.js';
import { expect, it } from 'vitest';
import { linesFromWkb } from '../../src/lib/geometry/wkb-lines.ts';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { buildWithTraits } from '../../src/lib/network/build.ts';
import { readTraits } from '../../src/lib/tables/read-traits.ts';
import { utf8 } from './sources.ts';

/** A line from 50 m up to 61.1 m and on without a height known, about 111 m a step. */
const LINE = [
  [116, 40, 50],
  [116, 40.001, 61.1],
  [116, 40.002, NaN]
];

/** WKB of a line with heights: ISO's type 1002, or the flag that PostGIS sets. */
function wkbOf(type: number): Uint8Array {
  const bytes = new Uint8Array(9 + 24 * LINE.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 1);
  view.setUint32(1, type, true);
  view.setUint32(5, LINE.length, true);
  LINE.flat().forEach((value, i) => view.setFloat64(9 + 8 * i, value, true));
  return bytes;
}

async function geoPackage(wkb: Uint8Array): Promise<Uint8Array> {
  const SQL = await initSqlJs();
  const db = new SQL.Database();
  db.run(`
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('a', 4326, 'EPSG', 4326, '');
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
    INSERT INTO gpkg_contents VALUES ('roads', 'features', 'roads', 4326);
    INSERT INTO gpkg_geometry_columns VALUES ('roads', 'geom', 'LINESTRING', 4326, 1, 0);
    CREATE TABLE roads (fid INTEGER PRIMARY KEY, name TEXT, geom BLOB);`);
  const head = [0x47, 0x50, 0, 1, 0xe6, 0x10, 0, 0];
  db.run('INSERT INTO roads (name, geom) VALUES (?, ?)', ['坡路', Uint8Array.from([...head, ...wkb])]);
  const bytes = db.export();
  db.close();
  bytes.set(utf8('GPKG'), 68);
  return bytes;
}

async function geoParquet(wkb: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'yike-heights-'));
  try {
    const db = await (await DuckDBInstance.create(':memory:')).connect();
    const path = join(folder, 'roads.parquet');
    const column = { encoding: 'WKB', geometry_types: ['LineString Z'] };
    const geo = JSON.stringify({
      version: '1.0.0',
      primary_column: 'geometry',
      columns: { geometry: column }
    });
    const hex = Buffer.from(wkb).toString('hex');
    await db.run(
      `COPY (SELECT '坡路' AS name, unhex('${hex}') AS geometry) TO '${path}' (FORMAT parquet, KV_METADATA {geo: '${geo}'})`
    );
    db.closeSync();
    return new Uint8Array(await readFile(path));
  } finally {
    await rm(folder, { recursive: true });
  }
}

it.each([
  ['roads.gpkg', 1002],
  ['roads.gpkg', 0x80000002],
  ['roads.parquet', 1002]
])('heights of lines in %s (type %i) become slopes of the network', async (name, type) => {
  const bytes = await (name.endsWith('gpkg') ? geoPackage : geoParquet)(wkbOf(type));
  const read = await readSource(name, bytes, { as: 'roads' }, async () => {}, new Map());
  const { table, report } = checkLayer(read, { as: 'roads' }, { lang: 'en' });
  expect(report.warnings.find(({ code }) => code === 'heights_kept')).toBeDefined();
  const texts = (column: string) => (table.get(column)?.values ?? [null]) as ArrayLike<string | null>;
  expect(Array.from(texts('heights'))).toEqual(['50,61.1,']);
  const { source, ...lines } = linesFromWkb(table.get('geometry')!.values as (Uint8Array | null)[]);
  const { traits, lost } = readTraits(texts, [''], lines, source);
  expect(lost).toBe(0);
  const { network, traits: laid } = buildWithTraits(lines, 0, traits);
  expect(laid!.figures.slopedM).toBeCloseTo(111, 0);
  const steepest = laid!.pointGradient!.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  expect(steepest).toBeCloseTo(0.1, 3);
  expect(network.figures.lengthM).toBeCloseTo(222, 0);
});
