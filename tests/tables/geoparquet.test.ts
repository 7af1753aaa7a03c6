import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeWkb } from '../../src/lib/geometry/wkb.ts';
import { writeGeoParquet, writeParquet } from '../../src/lib/tables/native-geoparquet.ts';
import { box, layerOf } from './layers.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "yike-o'parquet-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Rows of a query over the file, by an engine that has no limits. */
async function read(sql: string, path: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const result = await connection.run(sql, [path]);
  const rows = await result.getRowsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

const metadata = async (path: string): Promise<Record<string, unknown>> => {
  const [[text]] = await read(
    "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'geo'",
    path
  );
  return JSON.parse(text as string) as Record<string, unknown>;
};

describe('GeoParquet', () => {
  it('carries polygons with their box and types, and every other column', async () => {
    const path = join(folder, '社区.parquet');
    const table = layerOf('communities', [
      { name: '东"社区', geometry: box(116.1, 39.1, 116.2, 39.3), pop_resident: 0.1 },
      { name: null, geometry: { type: 'MultiPolygon', coordinates: [] } },
      { name: '无图', geometry: null }
    ]);
    await writeGeoParquet(table, { geometry: 'geometry' }, path);
    expect(await metadata(path)).toEqual({
      version: '1.1.0',
      primary_column: 'geometry',
      columns: {
        geometry: {
          encoding: 'WKB',
          geometry_types: ['MultiPolygon', 'Polygon'],
          edges: 'planar',
          bbox: [116.1, 39.1, 116.2, 39.3]
        }
      }
    });
    const rows = await read('SELECT name, pop_resident, hex(geometry::BLOB) FROM read_parquet(?)', path);
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      ['东"社区', 0.1],
      [null, null],
      ['无图', null]
    ]);
    expect(decodeWkb(Buffer.from(rows[0][2] as string, 'hex'))).toEqual(box(116.1, 39.1, 116.2, 39.3));
  });

  it('makes points of two columns, keeps the columns, and replaces the file', async () => {
    const path = join(folder, 'points.parquet');
    const sites = layerOf('candidates', [{ lon: 1, lat: 2 }, { site_id: 'K' }]);
    for (let k = 0; k < 2; k++) await writeGeoParquet(sites, { lon: 'lon', lat: 'lat' }, path);
    expect(await metadata(path)).toMatchObject({
      columns: { geometry: { geometry_types: ['Point'], bbox: [1, 2, 1, 2] } }
    });
    expect(await read('SELECT lon, lat, geometry IS NULL FROM read_parquet(?)', path)).toEqual([
      [1, 2, false],
      [null, null, true]
    ]);
  });

  it('has no box where there is no geometry, and none at all for a plain table', async () => {
    const path = join(folder, 'empty.parquet');
    await writeGeoParquet(layerOf('roads', []), { geometry: 'geometry' }, path);
    expect(await metadata(path)).toEqual({
      version: '1.1.0',
      primary_column: 'geometry',
      columns: { geometry: { encoding: 'WKB', geometry_types: [], edges: 'planar' } }
    });
    await writeParquet(layerOf('tasks', [{ title: '办' }]), path);
    expect(await read('SELECT title FROM read_parquet(?)', path)).toEqual([['办']]);
    expect(readFileSync(path).subarray(0, 4).toString()).toBe('PAR1');
  });

  it('says where it cannot write, and what column is missing', async () => {
    const roads = layerOf('roads', []);
    await expect(
      writeGeoParquet(roads, { geometry: 'geometry' }, join(folder, 'no/such/dir.parquet'))
    ).rejects.toThrow('dir.parquet');
    await expect(writeGeoParquet(roads, { geometry: 'name' }, join(folder, 'x.parquet'))).rejects.toThrow(
      'column name of WKB'
    );
  });
});
