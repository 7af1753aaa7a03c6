import type { Position } from 'geojson';
import initSqlJs from 'sql.js';
import { describe, expect, test } from 'vitest';
import { encodeWkb } from '../../src/lib/geometry/wkb.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { bytesOf, check, refusal, shared, square, utf8 } from './sources.ts';

const SQL = await initSqlJs();
const WKT = 'PROJCS["城市独立坐标系",GEOGCS["CGCS2000"]]';
const SCHEMA = `
  CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
  INSERT INTO gpkg_spatial_ref_sys VALUES ('a', 4490, 'EPSG', 4490, 'GEOGCS[]'), ('b', 4326, 'EPSG', 4326, ''), ('c', 900001, 'NONE', 900001, '${WKT}'), ('d', -1, 'NONE', -1, 'undefined'), ('e', 0, 'NONE', 0, 'undefined');
  CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
  CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
`;

/** A GeoPackage blob: its header with the codes of the envelope and emptiness, and WKB. */
function blob(wkb: Uint8Array, envelope = 0, empty = false): Uint8Array {
  const sizes = [0, 32, 48, 48, 64];
  const head = [0x47, 0x50, 0, 1 | (envelope << 1) | (empty ? 16 : 0), 0, 0, 0, 0];
  return Uint8Array.from([...head, ...new Array<number>(sizes[envelope] ?? 0).fill(7), ...wkb]);
}
const point = (at: Position): Uint8Array => encodeWkb({ type: 'Point', coordinates: at });
const area = encodeWkb({ type: 'Polygon', coordinates: square(116.4, 39.9) });

function gpkg(
  sql: string,
  rows: [string, (string | number | bigint | Uint8Array | null)[]][] = [],
  id = 'GPKG'
): Uint8Array {
  const db = new SQL.Database();
  db.run(SCHEMA + sql);
  for (const [statement, values] of rows)
    db.run(statement, values as (string | number | Uint8Array | null)[]);
  const bytes = db.export();
  db.close();
  bytes.set(utf8(id), 68);
  return bytes;
}
const layer = (name: string, srs: number, type = 'GEOMETRY', kind = 'features'): string =>
  `INSERT INTO gpkg_contents VALUES ('${name}', '${kind}', '${name}', ${srs});
   ${kind === 'features' ? `INSERT INTO gpkg_geometry_columns VALUES ('${name}', 'geom', '${type}', ${srs}, 0, 0);` : ''}`;
const PLACES = `CREATE TABLE 设施 (fid INTEGER PRIMARY KEY, 名称 TEXT, code INTEGER, open BOOLEAN, seen DATE, photo BLOB, geom POINT);${layer('设施', 4490, 'POINT')}`;
const INSERT = 'INSERT INTO 设施 (名称, code, open, seen, photo, geom) VALUES (?, ?, ?, ?, ?, ?)';
const read = (bytes: Uint8Array, hints = {}) => readSource('a.gpkg', bytes, hints);

describe('GeoPackage', () => {
  test('texts, long numbers, truths, dates, bytes, nothing; envelopes of every size; the system', async () => {
    const source = await read(
      gpkg(PLACES, [
        [
          'INSERT INTO 设施 (名称, code, open, seen, photo, geom) VALUES (?, 9223372036854775807, 1, ?, ?, ?)',
          ['药店', '2024-03-01', new Uint8Array(9), blob(point([116.4, 39.9]), 1)]
        ],
        [INSERT, [null, null, 0, '', null, blob(point([1, 2]), 2)]],
        [INSERT, ['丙', 1, null, null, null, blob(point([3, 4]), 4)]],
        [INSERT, ['空', 1, null, null, null, blob(point([]), 0, true)]],
        [INSERT, ['无', 1, null, null, null, null]]
      ])
    );
    expect(source.headers).toEqual(['fid', '名称', 'code', 'open', 'seen', 'photo']);
    expect(source.columns.slice(1)).toEqual([
      ['药店', null, '丙', '空', '无'],
      ['9223372036854775807', null, '1', '1', '1'],
      ['true', 'false', null, null, null],
      ['2024-03-01', null, null, null, null],
      [null, null, null, null, null]
    ]);
    expect(source.geometry!.map((shape) => (shape as { coordinates: Position } | null)?.coordinates)).toEqual(
      [[116.4, 39.9], [1, 2], [3, 4], undefined, undefined]
    );
    expect([source.declaredCrs, source.layer, source.asks]).toEqual(['EPSG:4490', '设施', []]);
    expect(source.notes).toEqual([{ code: 'bytes_left_out', params: { column: 'photo' } }]);
  });

  test.each([
    [4490, 'EPSG:4490'],
    [4326, 'wgs84'],
    [900001, WKT],
    [-1, null],
    [0, null],
    [77, null]
  ])('srs_id %i', async (srs, wanted) => {
    const bytes = gpkg(`CREATE TABLE t (geom BLOB, a TEXT);${layer('t', srs)}`, [
      ['INSERT INTO t VALUES (?, ?)', [blob(area), 'x']]
    ]);
    expect((await read(bytes)).declaredCrs).toBe(wanted);
  });

  test('several layers: the longest with shapes is read, and asked; one that alone fits is not', async () => {
    const sql = `CREATE TABLE p (geom BLOB);${layer('p', 4326, 'POINT')}CREATE TABLE a (geom BLOB);${layer('a', 4326, 'POLYGON')}
      CREATE TABLE n (x TEXT);${layer('n', 0, '', 'attributes')}`;
    const bytes = gpkg(sql, [
      ['INSERT INTO p VALUES (?), (?)', [blob(point([1, 2])), blob(point([1, 3]))]],
      ['INSERT INTO a VALUES (?)', [blob(area)]],
      ['INSERT INTO n VALUES (?), (?), (?)', ['1', '2', '3']]
    ]);
    const source = await read(bytes);
    expect(source.layers).toEqual([
      { name: 'p', rows: 2, geometry: 'Point' },
      { name: 'a', rows: 1, geometry: 'Polygon' },
      { name: 'n', rows: 3, geometry: '' }
    ]);
    expect([source.layer, source.asks[0].options]).toEqual(['p', ['p', 'a', 'n']]);
    expect(source.asks[0].labels![1]).toEqual({ zh: 'a，1 行，面', en: 'a, 1 rows, polygon' });
    const areas = await read(bytes, { as: 'communities' });
    expect([areas.layer, areas.asks]).toEqual(['a', []]);
    expect((await read(bytes, { layer: 'n' })).geometry).toBeNull();
    expect((await refusal(read(bytes, { layer: 'x' }))).messageZh).toContain('p、a、n');
  });

  test('curves, collections and blobs of another kind are faults of their rows', async () => {
    const curve = Uint8Array.from([1, 10, 0, 0, 0, 0, 0, 0, 0]);
    const mixed = Uint8Array.from([1, 7, 0, 0, 0, 0, 0, 0, 0]);
    const bytes = gpkg(`CREATE TABLE t (geom BLOB);${layer('t', 4326)}`, [
      [
        'INSERT INTO t VALUES (?), (?), (?), (?), (?), (?)',
        [blob(area), blob(curve), blob(mixed), utf8('xx'), blob(area).slice(0, 40), blob(area, 5)]
      ]
    ]);
    const source = await read(bytes);
    expect(source.faults.map(({ index, params }) => [index, params.detail])).toEqual([
      [1, 'CurvePolygon'],
      [2, 'GeometryCollection'],
      [3, 'GP?'],
      [4, 'WKB'],
      [5, 'envelope 5']
    ]);
    const { report } = await check('a.gpkg', bytes, { as: 'communities', crs: 'wgs84' });
    expect([report.accepted, report.rejected.length, report.rows]).toEqual([1, 5, 6]);
  });
});

describe('GeoPackages that want to do something', () => {
  test('views are named and never run, triggers neither, and columns that are worked out are not read', async () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS geom FROM n';
    const bytes = gpkg(
      `CREATE TABLE t (geom BLOB, a TEXT, big TEXT GENERATED ALWAYS AS (hex(zeroblob(1000000))) VIRTUAL);${layer('t', 4326)}
       CREATE VIEW v AS ${endless};${layer('v', 4326)}
       CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END;`
    );
    const db = new SQL.Database(bytes);
    db.run('DROP TRIGGER g');
    db.run('INSERT INTO t (geom, a) VALUES (?, ?)', [blob(area), 'x']);
    db.run("CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT RAISE(FAIL, 'ran'); END");
    const source = await read(db.export());
    expect([source.headers, source.rows]).toEqual([['a'], 1]);
    expect(source.notes).toContainEqual({ code: 'layers_not_read', params: { count: 1, layers: 'v' } });
  });

  test('a view in the place of a table of the format is none', async () => {
    const db = new SQL.Database();
    db.run(
      "CREATE VIEW gpkg_contents AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS table_name, 'features' AS data_type FROM n"
    );
    const error = await refusal(read(db.export()));
    expect(error.code).toBe('gpkg_no_contents');
  });

  test('names that are SQL are names', async () => {
    const name = 't"; DROP TABLE gpkg_contents; --';
    const bytes = gpkg('', [
      [`CREATE TABLE "${name.replace('"', '""')}" ("a""b" TEXT)`, []],
      ["INSERT INTO gpkg_contents VALUES (?, 'attributes', '', 0)", [name]],
      [`INSERT INTO "${name.replace('"', '""')}" VALUES ('x')`, []]
    ]);
    const source = await read(bytes);
    expect([source.layer, source.headers, source.columns]).toEqual([name, ['a"b'], [['x']]]);
  });
});

describe('GeoPackages that are none, or broken', () => {
  test('another database says which tables it has; another mark is told', async () => {
    const db = new SQL.Database();
    db.run('CREATE TABLE spatialite_history (a)');
    const error = await refusal(read(db.export()));
    expect([error.code, error.messageZh.includes('spatialite_history')]).toEqual(['gpkg_no_contents', true]);
    const marked = gpkg(PLACES, [[INSERT, ['甲', 1, 1, null, null, blob(point([1, 2]))]]], 'ABCD');
    expect((await read(marked)).notes).toEqual([{ code: 'gpkg_other_id', params: {} }]);
    expect((await refusal(read(gpkg('')))).code).toBe('gpkg_no_tables');
    expect((await refusal(read(gpkg(PLACES)))).code).toBe('no_rows');
    // A database of DuckDB runs SQL when it is opened.
    expect((await refusal(readSource('a.duckdb', utf8('01234567DUCK0000')))).code).toBe('unsupported');
  });

  test('a log beside it that was not written back', async () => {
    const bytes = gpkg(PLACES, [[INSERT, ['甲', 1, 1, null, null, blob(point([1, 2]))]]]);
    bytes[18] = bytes[19] = 2;
    expect((await read(bytes)).notes.map(({ code }) => code)).toEqual(['gpkg_was_wal']);
    const beside = new Map([['gpkg-wal', new Uint8Array(32)]]);
    const error = await refusal(readSource('a.gpkg', bytes, {}, undefined, beside));
    expect([error.code, error.messageZh.includes('a.gpkg-wal')]).toEqual(['gpkg_wal', true]);
  });

  const many = gpkg(PLACES, [
    ...Array.from({ length: 300 }, (_, i): [string, (string | number | Uint8Array | null)[]] => [
      INSERT,
      [`设施${i}`, i, 1, null, null, blob(point([116 + i / 1000, 39]))]
    ])
  ]);

  test('cut anywhere it is refused with the byte', async () => {
    for (const share of [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      const error = await refusal(read(many.slice(0, Math.floor(many.length * share))));
      expect(error.code).toBe('truncated');
      expect(error.messageZh).toMatch(/第 \d+ 字节/);
    }
  });

  test('a page overwritten names the table and the row', async () => {
    const page = (many[16] << 8) | many[17];
    const seen = new Set<string>();
    for (let at = page; at < many.length; at += page) {
      const bytes = many.slice();
      bytes.fill(0xaa, at, Math.min(bytes.length, at + page));
      try {
        await read(bytes);
      } catch (error) {
        expect((error as Error).name).toBe('ImportError');
        if ((error as { code?: string }).code === 'gpkg_broken') seen.add((error as Error).message);
      }
    }
    expect([...seen].some((message) => /表“设施”第 \d+ 行/.test(message))).toBe(true);
  });

  test('whatever tick throws goes on as it is', async () => {
    const rows = Array.from({ length: 2500 }, (): [string, (string | number | Uint8Array | null)[]] => [
      INSERT,
      ['x', 1, 1, null, null, null]
    ]);
    const stop = readSource('a.gpkg', gpkg(PLACES, rows), {}, async (share) => {
      if (share > 0) throw new Error('stopped by the user');
    });
    await expect(stop).rejects.toThrow('stopped by the user');
  });
});

test.each([
  ['formats/mapshaper/Oregon.gpkg', 'land', 1, 'EPSG:2269', 'MultiPolygon'],
  ['formats/mapshaper/Oregon.gpkg', 'roads', 121, 'EPSG:2269', 'LineString'],
  ['formats/beixinqiao/beixinqiao.gpkg', 'roads', 1806, 'wgs84', 'LineString'],
  ['formats/beixinqiao/beixinqiao.gpkg', 'facilities', 218, 'wgs84', 'Point'],
  ['formats/beixinqiao/beixinqiao.gpkg', 'communities', 12, 'wgs84', 'Polygon']
])('%s, %s', async (path, name, rows, crs, type) => {
  const file = shared(path);
  if (!file) return;
  const source = await readSource(file, await bytesOf(file), { layer: name });
  expect([source.rows, source.declaredCrs, source.geometry![0]!.type, source.faults]).toEqual([
    rows,
    crs,
    type,
    []
  ]);
  if (name === 'communities') expect(source.columns[source.headers.indexOf('name')][0]).toBe('北宫厅');
});
