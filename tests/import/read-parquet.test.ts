import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCrsName } from '../../src/lib/import/places/crs-name.ts';
import { readGeoCell, readGeoMetadata } from '../../src/lib/import/formats/geoparquet.ts';
import { decimal, isoTime } from '../../src/lib/import/formats/parquet-cells.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { bytesOf, refusal, shared } from './sources.ts';

const read = (bytes: Uint8Array) => readSource('a.parquet', bytes);
let folder = '';
const files = new Map<string, Uint8Array>();
const CODECS = ['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'];

/** A file that native DuckDB writes of a query. */
async function write(name: string, query: string, options: string): Promise<void> {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const path = join(folder, `${name}.parquet`);
  await db.run(`COPY (${query}) TO '${path}' (FORMAT parquet, ${options})`);
  db.closeSync();
  files.set(name, await bytesOf(path));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yike-parquet-'));
  const query = `SELECT i * 1000000007000003 AS code, CASE WHEN i % 3 = 0 THEN NULL ELSE '社区' || (i % 5) END AS 名称,
    (i / 7 - 3)::DECIMAL(18, 4) AS 面积, (i::DECIMAL(38, 10) * 1234567890123456)::DECIMAL(38, 10) AS wide,
    TIMESTAMP '2024-03-01 12:34:56.789' + INTERVAL (i) DAY AS seen, DATE '2024-02-28' + i::INT AS 日期, i % 2 = 0 AS open,
    i * 0.1::DOUBLE AS x, (i * 0.1)::FLOAT AS single, [i, i + 1] AS list, {'a': i, 'b': '甲'} AS pair, TIME '10:11:12.5' AS at,
    (250 + i % 6)::UTINYINT AS small, 18446744073709551615::UBIGINT AS huge, TIMESTAMPTZ '2024-03-01 12:00:00+08' AS zoned,
    'abc'::BLOB AS photo, '' AS empty FROM range(0, 3000) r(i)`;
  for (const codec of CODECS) await write(codec, query, `COMPRESSION ${codec}, ROW_GROUP_SIZE 2048`);
  await write('v2', query, 'COMPRESSION zstd, PARQUET_VERSION V2, ROW_GROUP_SIZE 2048');
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('plain Parquet', () => {
  test.each([...CODECS, 'v2'])('%s: every value exactly, as text', async (name) => {
    const source = await read(files.get(name)!);
    expect([source.format, source.rows, source.geometry]).toEqual(['parquet', 3000, null]);
    const row = (at: number) =>
      Object.fromEntries(source.headers.map((header, c) => [header, source.columns[c][at]]));
    expect(row(1)).toEqual({
      code: '1000000007000003',
      名称: '社区1',
      面积: '-2.8571',
      wide: '1234567890123456.0000000000',
      seen: '2024-03-02T12:34:56.789',
      日期: '2024-02-29',
      open: 'false',
      x: '0.1',
      single: '0.1',
      list: '["1","2"]',
      pair: '{"a":"1","b":"甲"}',
      at: '10:11:12.5',
      small: '251',
      huge: '18446744073709551615',
      zoned: '2024-03-01T04:00:00Z',
      empty: null
    });
    expect(row(2999)).toMatchObject({
      code: '2999000020993008997',
      名称: '社区4',
      seen: '2032-05-17T12:34:56.789'
    });
    expect(row(2997).名称).toBeNull();
    expect(source.notes).toEqual([{ code: 'bytes_left_out', params: { column: 'photo' } }]);
  });

  test('decimals and times beyond what a double holds', () => {
    expect(decimal(-12345678901234567890123n, 5)).toBe('-123456789012345678.90123');
    expect(decimal(-5n, 3)).toBe('-0.005');
    expect(decimal(7n, 0)).toBe('7');
    expect(isoTime(-1n, 1000n)).toBe('1969-12-31T23:59:59.999');
    expect(isoTime(1_700_000_000_123_456_789n, 1_000_000_000n)).toBe('2023-11-14T22:13:20.123456789');
    expect(isoTime(10n ** 30n, 1000n)).toBe('1000000000000000000000000000000');
  });
});

describe('Parquet that claims or is broken', () => {
  test('cut anywhere it is refused', async () => {
    const whole = files.get('snappy')!;
    for (const share of [0.001, 0.1, 0.5, 0.9, 0.999])
      expect((await refusal(read(whole.slice(0, Math.floor(whole.length * share))))).code).toBe('truncated');
  });

  test('a description longer than the file, of nothing, of noise', async () => {
    const whole = files.get('snappy')!;
    for (const bytes of [
      [255, 255, 255, 127],
      [0, 0, 0, 0],
      [200, 0, 0, 0]
    ]) {
      const changed = whole.slice();
      changed.set(bytes, changed.length - 8);
      const error = await refusal(read(changed));
      expect(['parquet_broken', 'no_rows']).toContain(error.code);
      expect(error.messageZh).not.toMatch(/undefined|Cannot/);
    }
  });

  test('2^40 rows are refused before an array is made of them', async () => {
    const whole = files.get('snappy')!;
    const at =
      whole.length - 8 - new DataView(whole.buffer, whole.byteOffset).getUint32(whole.length - 8, true);
    // The row count stands in the description before the row groups, as the varint of 6000 (zigzag).
    const varint = (n: bigint): number[] =>
      n < 128n ? [Number(n)] : [Number(n & 127n) | 128, ...varint(n >> 7n)];
    const was = varint(6000n);
    let changed = 0;
    const bytes: number[] = [];
    for (let i = 0; i < whole.length - 8; i++) {
      if (i >= at && changed === 0 && was.every((byte, k) => whole[i + k] === byte)) {
        bytes.push(...varint(1n << 41n));
        i += was.length - 1;
        changed++;
      } else bytes.push(whole[i]);
    }
    expect(changed).toBe(1);
    const length = bytes.length - at;
    const error = await refusal(
      read(Uint8Array.from([...bytes, length & 255, length >> 8, 0, 0, 80, 65, 82, 49]))
    );
    expect(error.code).toBe('parquet_claims');
    expect(error.messageZh).toContain(String(2 ** 40));
  });

  test('changed bytes end in a Source or in a sentence', async () => {
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
    for (const name of ['uncompressed', 'zstd']) {
      const whole = files.get(name)!;
      for (let k = 0; k < 40; k++) {
        const changed = whole.slice();
        const at = k % 2 ? next(whole.length) : whole.length - 1 - next(2500);
        changed[at] = k % 3 ? changed[at] ^ (1 << next(8)) : 255;
        try {
          const source = await read(changed);
          for (const column of source.columns) expect(column).toHaveLength(source.rows);
        } catch (error) {
          expect((error as Error).name).toBe('ImportError');
          expect((error as Error).message).not.toMatch(/undefined \(|Cannot|\{\w+\}/);
        }
      }
    }
  });

  test('whatever tick throws goes on as it is', async () => {
    let calls = 0;
    const stop = readSource('a.parquet', files.get('snappy')!, {}, async () => {
      if (++calls > 4) throw new Error('stopped by the user');
    });
    await expect(stop).rejects.toThrow('stopped by the user');
  });
});

describe('GeoParquet', () => {
  test.each([
    [{}, 'wgs84', null],
    [{ crs: null }, null, null],
    [{ crs: { id: { authority: 'EPSG', code: 4527 } } }, 'EPSG:4527', null],
    [{ crs: { id: { authority: 'OGC', code: 'CRS84' } } }, 'wgs84', null],
    [{ crs: { name: '城市独立坐标系' } }, null, '城市独立坐标系']
  ])('the system of %j', (column, crs, unknown) => {
    const geo = JSON.stringify({
      primary_column: 'g',
      columns: { g: { encoding: 'WKB', ...column }, h: {} }
    });
    expect(readGeoMetadata(geo)).toEqual({ name: 'g', encoding: 'WKB', crs, unknown, others: ['h'] });
  });

  test('metadata that is none', () => {
    for (const text of [undefined, '', '{', '[]', '{"columns":{}}', '{"columns":{"a":1}}'])
      expect(readGeoMetadata(text)).toBeNull();
    expect(() => readGeoCell([{ x: 1 }], 'linestring')).toThrow();
    expect(readCrsName('EPSG:4979')).toBe('wgs84');
  });

  const KINDS = ['point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon'];
  test.each(KINDS)('%s: native and WKB say the same', async (kind) => {
    const [wkb, native] = ['wkb', 'native'].map((how) =>
      shared(`formats/geoparquet/data-${kind}-encoding_${how}.parquet`)
    );
    if (!wkb || !native) return;
    const [a, b] = [await read(await bytesOf(wkb)), await read(await bytesOf(native))];
    expect(a.format).toBe('geoparquet');
    expect(a.geometry).toEqual(b.geometry);
    expect(a.columns).toEqual(b.columns);
    expect(a.geometry![0]!.type.toLowerCase()).toBe(kind);
    expect(a.geometry!.at(kind === 'point' ? 2 : -1)).toBeNull();
  });

  test('example.parquet', async () => {
    const file = shared('formats/geoparquet/example.parquet');
    if (!file) return;
    const source = await read(await bytesOf(file));
    expect(source.headers).toEqual(['pop_est', 'continent', 'name', 'iso_a3', 'gdp_md_est']);
    expect(source.columns.map(([first]) => first)).toEqual(['889953', 'Oceania', 'Fiji', 'FJI', '5496']);
    expect(source.geometry!.map((shape) => shape!.type)).toEqual([
      'MultiPolygon',
      'Polygon',
      'Polygon',
      'MultiPolygon',
      'MultiPolygon'
    ]);
  });
});
