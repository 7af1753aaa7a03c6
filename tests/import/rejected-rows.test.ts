import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromWkt, toWkt } from '../../src/lib/geometry/wkt.ts';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { importFile, readReports } from '../../src/lib/import/import-file.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { isRejectedTable, rejectedTable, restoreRejected } from '../../src/lib/import/rejected-rows.ts';
import type { Choices } from '../../src/lib/import/report.ts';
import { cutReport } from '../../src/lib/import/stored-layer.ts';
import { writeCsv } from '../../src/lib/report/csv.ts';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { collection, feature, square, utf8 } from './sources.ts';

const FACILITIES: Choices = { as: 'facilities', crs: 'wgs84' };

async function withDatabase(run: (db: Database) => Promise<void>): Promise<void> {
  const db = await openNative();
  try {
    await run(db);
  } finally {
    await db.close();
  }
}

/** The rejected rows as a person would get them, as text to edit. */
async function rejectedCsv(name: string, text: string, choices: Choices): Promise<string> {
  const source = await readSource(name, utf8(text), { encoding: 'utf-8' });
  const { report } = checkLayer(source, choices);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    writeCsv(rejectedTable(source, report), { bom: true })
  );
}

const column = async (db: Database, sql: string) => [...(await db.query(sql)).values().next().value!.values];

const FILE =
  '编号,名称,类别,经度,纬度,备注\n001,甲,药店,116.40,39.90,=1+1\n002,乙,药店,,,=2+2\n003,丙,药店,116.42,39.92,\n004,丁,药店,无,—,x\n';

describe('rejected rows', () => {
  test('are a table of the same columns with row and reason, for a spreadsheet', async () => {
    const csv = await rejectedCsv('f.csv', FILE, FACILITIES);
    const lines = csv.split('\r\n');
    expect(lines[0]).toBe('\uFEFF编号,名称,类别,经度,纬度,备注,行号,拒绝原因');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^002\t,乙,药店,,,'=2\+2,3,第 3 行没有坐标/);
    const source = await readSource('拒绝.csv', utf8(csv));
    expect(isRejectedTable(source)).toBe(true);
    const restored = restoreRejected(source);
    expect(restored.headers).toEqual(['编号', '名称', '类别', '经度', '纬度', '备注']);
    expect([...restored.rowNumbers]).toEqual([3, 5]);
    expect(restored.columns[0]).toEqual(['002', '004']);
    expect(restored.columns[5]).toEqual(['=2+2', 'x']);
    const plain = await readSource('f.csv', utf8(FILE));
    expect(restoreRejected(plain)).toBe(plain);
  });

  test('mended and dropped in again they are added, with their row numbers; a second time nothing is doubled', async () => {
    await withDatabase(async (db) => {
      await importFile(db, 'f.csv', utf8(FILE), FACILITIES);
      const csv = await rejectedCsv('f.csv', FILE, FACILITIES);
      const mended = csv.replace('乙,药店,,,', '乙,药店,116.41,39.91,');
      const report = await importFile(db, '改好.csv', utf8(mended), { as: 'facilities' });
      expect([report.rows, report.accepted, report.rejected.map(({ row }) => row)]).toEqual([2, 1, [5]]);
      expect(report.warnings.find(({ code }) => code === 'rows_added')?.message).toContain(
        '1 行已补进“设施”，原有 2 行，现有 3 行'
      );
      expect(await column(db, 'SELECT source_row FROM facilities ORDER BY source_row')).toEqual([2, 3, 4]);
      expect(await column(db, 'SELECT fac_id FROM facilities ORDER BY source_row')).toEqual([
        '001',
        '002',
        '003'
      ]);
      const [stored] = await readReports(db);
      expect([stored.file, stored.rows, stored.accepted]).toEqual(['f.csv', 4, 3]);
      expect(stored.rejected.map(({ row }) => row)).toEqual([5]);
      const again = await importFile(
        db,
        '改好.csv',
        utf8(mended.replace('丁,药店,无,—', '丁,药店,116.43,39.93')),
        { as: 'facilities' }
      );
      expect(again.rejected.map(({ row, code }) => [row, code])).toEqual([[3, 'already_there']]);
      expect(await column(db, 'SELECT source_row FROM facilities ORDER BY source_row')).toEqual([2, 3, 4, 5]);
      expect((await readReports(db))[0].rejected).toEqual([]);
    });
  });

  test('shapes go along as WKT, points of a drawn layer as lon and lat', async () => {
    const bowtie = [
      [
        [116, 39],
        [116.01, 39.01],
        [116.01, 39],
        [116, 39.01],
        [116, 39]
      ]
    ];
    const text = collection(
      feature('Polygon', square(116, 39), { name: '甲' }),
      feature('Polygon', bowtie, { name: '乙' })
    );
    const choices: Choices = { as: 'communities', crs: 'wgs84', answers: { area_changed: 'aside' } };
    await withDatabase(async (db) => {
      await importFile(db, 'b.geojson', utf8(text), choices);
      const csv = await rejectedCsv('b.geojson', text, choices);
      expect(csv).toContain('POLYGON ((116 39, 116.01 39.01');
      const drawn = toWkt({ type: 'Polygon', coordinates: square(116.01, 39) });
      const mended = csv.replace(/"POLYGON[^"]*"/, `"${drawn}"`);
      const report = await importFile(db, '改好.csv', utf8(mended), { as: 'communities' });
      expect([report.accepted, report.rejected]).toEqual([1, []]);
      expect(await column(db, 'SELECT name FROM communities ORDER BY source_row')).toEqual(['甲', '乙']);
    });
    const points = collection(
      feature('Point', [116.4, 39.9], { name: '甲' }),
      feature('Point', [0, 0], { name: '乙' })
    );
    expect((await rejectedCsv('p.geojson', points, FACILITIES)).split('\r\n').slice(0, 2).join()).toMatch(
      /^\uFEFFname,lon,lat,行号,拒绝原因,乙,0,0,2,/
    );
  });

  test('a unit whose people are there already is not added twice', async () => {
    await withDatabase(async (db) => {
      const text = '社区,常住人口\n甲,100\n乙,很多\n';
      await importFile(db, 'p.csv', utf8(text), { as: 'population' });
      const csv = await rejectedCsv('p.csv', text, { as: 'population' });
      const wrong = csv.replace('乙,很多', '甲,300').concat('丙,400,9,\r\n');
      const report = await importFile(db, '改好.csv', utf8(wrong), { as: 'population' });
      expect(report.rejected.map(({ row, code }) => [row, code])).toEqual([[3, 'unit_there']]);
      expect(await column(db, 'SELECT unit FROM population ORDER BY source_row')).toEqual(['甲', '丙']);
      expect(report.accepted + report.rejected.length).toBe(report.rows);
    });
  });

  test('a failed store leaves what stood, table and report', async () => {
    await withDatabase(async (db) => {
      await importFile(db, 'f.csv', utf8(FILE), FACILITIES);
      const failing: Database = {
        ...db,
        insert: (name, table) =>
          name === 'layers' ? Promise.reject(new Error('no space')) : db.insert(name, table)
      };
      const newer = FILE.replaceAll('药店', '幼儿园');
      await expect(importFile(failing, 'g.csv', utf8(newer), FACILITIES)).rejects.toThrow('no space');
      expect(await column(db, 'SELECT DISTINCT "category" FROM facilities')).toEqual(['pharmacy']);
      expect((await readReports(db)).map(({ file }) => file)).toEqual(['f.csv']);
      const tables = await column(db, 'SELECT table_name FROM information_schema.tables ORDER BY 1');
      expect(tables).toEqual(['facilities', 'layers']);
    });
  });

  test('the stored report of a million rejected rows is cut, and says of what', async () => {
    const source = await readSource('f.csv', utf8(FILE), { encoding: 'utf-8' });
    const { report } = checkLayer(source, FACILITIES);
    const line = report.rejected[0];
    const long = { ...report, rows: 1_000_002, rejected: new Array(1_000_000).fill(line) };
    const cut = cutReport(long);
    expect([cut.rejected.length, cut.cut]).toEqual([
      10_000,
      { repaired: report.repaired.length, rejected: 1_000_000 }
    ]);
    expect(cut.accepted + cut.cut!.rejected).toBe(cut.rows);
    expect(cutReport(report)).toBe(report);
  });
});

test('WKT: what is written is read, anything else is null', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((x) => x + 0);
  const position = fc.tuple(number, number);
  const row = fc.array(position, { minLength: 1, maxLength: 5 });
  const rows = fc.array(row, { minLength: 1, maxLength: 3 });
  const shape = fc.oneof(
    fc.record({ type: fc.constant('Point' as const), coordinates: position }),
    fc.record({ type: fc.constant('MultiPoint' as const), coordinates: row }),
    fc.record({ type: fc.constant('LineString' as const), coordinates: row }),
    fc.record({ type: fc.constant('Polygon' as const), coordinates: rows }),
    fc.record({
      type: fc.constant('MultiPolygon' as const),
      coordinates: fc.array(rows, { minLength: 1, maxLength: 3 })
    })
  );
  fc.assert(
    fc.property(shape, (geometry) => {
      expect(fromWkt(toWkt(geometry))).toEqual(geometry);
    })
  );
  fc.assert(
    fc.property(shape, fc.nat(200), (geometry, at) => {
      const text = toWkt(geometry);
      if (at < text.length) expect(fromWkt(text.slice(0, at))).toBeNull();
    })
  );
  for (const text of [
    '',
    'POINT',
    'POINT (1)',
    'POLYGON ((1 2, 3 4)',
    'CIRCLE (1 2)',
    'POINT (1 2) x',
    'LINESTRING (1 a)'
  ])
    expect(fromWkt(text)).toBeNull();
  expect(fromWkt('SRID=4326;POINT Z (1 2 3)')).toEqual({ type: 'Point', coordinates: [1, 2, 3] });
});
