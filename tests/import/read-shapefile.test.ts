import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Hints, Source } from '../../src/lib/import/source.ts';
import { bareRecord, makeDbf, makeShp, partsRecord, pointRecord, squareRing } from './shapefiles.ts';
import { bytesOf, codes, refusal, shared, utf8 } from './sources.ts';

type Parts = Partial<Record<'shx' | 'dbf' | 'prj' | 'cpg', Uint8Array>>;
const read = (shp: Uint8Array, parts: Parts = {}, hints: Hints = {}): Promise<Source> =>
  readSource('社区.shp', shp, hints, undefined, new Map(Object.entries(parts)));
const names = (count: number): Uint8Array =>
  makeDbf(
    [{ name: '名称' }],
    Array.from({ length: count }, (_, i) => [`第${i + 1}社区`])
  );
const noted = ({ notes }: Source): string[] => notes.map(({ code }) => code);
const points = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) =>
    pointRecord((i / (count - 1 || 1)) * 10, (i / (count - 1 || 1)) * 10)
  );
const rings = async (...parts: Position[][]): Promise<Source> => {
  const flat = parts.flat();
  const box = [
    Math.min(...flat.map(([x]) => x)),
    Math.min(...flat.map(([, y]) => y)),
    Math.max(...flat.map(([x]) => x)),
    Math.max(...flat.map(([, y]) => y))
  ];
  const { shp, shx } = makeShp(5, [partsRecord(5, parts)], box);
  return read(shp, { shx, dbf: names(1) });
};
const reversed = (ring: Position[]): Position[] => [...ring].reverse();
/** Area with its sign, counter-clockwise positive. */
const area = (ring: Position[]): number =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] * y - x * ring[i][1]) / 2, 0);

describe('parts that are missing', () => {
  const { shp, shx } = makeShp(1, points(3));

  test('all there: nothing to say', async () => {
    const source = await read(shp, { shx, dbf: names(3), prj: utf8('GEOGCS["WGS 84",DATUM["x"]]') });
    expect(source).toMatchObject({
      file: '社区.shp',
      format: 'shapefile',
      encoding: 'utf-8',
      headers: ['名称'],
      columns: [['第1社区', '第2社区', '第3社区']],
      declaredCrs: 'GEOGCS["WGS 84",DATUM["x"]]',
      faults: [],
      repaired: [],
      notes: [],
      asks: []
    });
    expect(source.geometry![1]).toEqual({ type: 'Point', coordinates: [5, 5] });
    expect([...source.rowNumbers]).toEqual([1, 2, 3]);
  });

  test('B1: no .shx, an old one, a broken one', async () => {
    const without = await read(shp, { dbf: names(3) });
    expect([without.rows, noted(without)]).toEqual([3, ['shx_rebuilt']]);
    const old = makeShp(1, points(2)).shx;
    const stale = await read(shp, { shx: old, dbf: names(3) });
    expect([stale.rows, noted(stale)]).toEqual([3, ['shx_wrong']]);
    const broken = await read(shp, { shx: shx.slice(0, 50), dbf: names(3) });
    expect([broken.rows, noted(broken)]).toEqual([3, ['shx_wrong']]);
  });

  test('gaps in a .shp that only the .shx knows of', async () => {
    const three = makeShp(1, points(3));
    const index = makeShp(1, points(2)).shx;
    const view = new DataView(index.buffer);
    // The second entry points at the third record.
    view.setInt32(108, (100 + 2 * 28) / 2);
    const source = await read(three.shp, { shx: index, dbf: names(2) });
    expect(source.geometry!.map((shape) => (shape as { coordinates: unknown }).coordinates)).toEqual([
      [0, 0],
      [10, 10]
    ]);
  });

  test('B2: no .dbf is asked about', async () => {
    const source = await read(shp, { shx });
    expect(source).toMatchObject({ rows: 3, headers: [], columns: [] });
    expect(source.asks).toMatchObject([{ code: 'ask_geometry_only', sets: 'answers', key: 'geometry_only' }]);
    expect((await read(shp, { shx }, { answers: { geometry_only: 'yes' } })).asks).toEqual([]);
    const error = await refusal(read(shp, { shx }, { answers: { geometry_only: 'no' } }));
    expect(error.code).toBe('dbf_missing');
  });

  test('B4: no .prj declares nothing; one that is no WKT is said', async () => {
    expect((await read(shp, { shx, dbf: names(3) })).declaredCrs).toBeNull();
    const source = await read(shp, { shx, dbf: names(3), prj: utf8('<html>') });
    expect([source.declaredCrs, noted(source)]).toEqual([null, ['prj_unreadable']]);
    const marked = await read(shp, {
      shx,
      dbf: names(3),
      prj: utf8('\uFEFFPROJCS["CGCS2000_3_Degree_GK_CM_117E"]\n')
    });
    expect(marked.declaredCrs).toBe('PROJCS["CGCS2000_3_Degree_GK_CM_117E"]');
  });

  test('a .shx alone is named as what it is', async () => {
    expect((await refusal(readSource('a.shx', shx))).code).toBe('shx_alone');
  });
});

describe('records of .shp and .dbf side by side', () => {
  test('B13: up to 1 % without counterpart are set aside, more are refused', async () => {
    const { shp, shx } = makeShp(1, points(200));
    const source = await read(shp, { shx, dbf: names(199) });
    expect(source.rows).toBe(200);
    expect(source.faults).toEqual([{ index: 199, code: 'shp_no_cells', params: {} }]);
    const more = await read(shp, { shx, dbf: names(202) });
    expect(more.faults.map(({ index, code }) => [index, code])).toEqual([
      [200, 'shp_no_shape'],
      [201, 'shp_no_shape']
    ]);
    expect(more.columns[0]).toHaveLength(202);
    const { report } = checkLayer(source, { as: 'facilities', crs: 'wgs84' });
    expect(report.accepted + report.rejected.length).toBe(report.rows);
    const error = await refusal(read(shp, { shx, dbf: names(150) }));
    expect(error.code).toBe('shp_dbf_differ');
    expect(error.messageZh).toContain('200');
    expect(error.messageZh).toContain('150');
  });

  test('B14: deleted records go with their shapes; the others stay beside theirs', async () => {
    const { shp, shx } = makeShp(1, points(5));
    const dbf = makeDbf(
      [{ name: 'n' }],
      ['0', '2.5', '5', '7.5', '10'].map((n) => [n]),
      { deleted: [1, 3] }
    );
    const source = await read(shp, { shx, dbf });
    expect(source.columns).toEqual([['0', '5', '10']]);
    expect(source.geometry!.map((shape) => (shape as { coordinates: number[] }).coordinates[0])).toEqual([
      0, 5, 10
    ]);
    expect([...source.rowNumbers]).toEqual([1, 3, 5]);
    expect(noted(source)).toEqual(['dbf_deleted']);
  });
});

describe('B15: what a .shp states and is not so', () => {
  const triangle: Position[] = [
    [0, 0],
    [0, 10],
    [10, 10],
    [0, 0]
  ];
  const broken = (change: (view: DataView) => void, ...records: Uint8Array[]): Uint8Array => {
    const { shp } = makeShp(
      5,
      records.length > 0 ? records : [partsRecord(5, [triangle]), partsRecord(5, [triangle])]
    );
    change(new DataView(shp.buffer));
    return shp;
  };
  const second = 100 + 8 + 112;

  test.each<[string, (view: DataView) => void, number]>([
    ['numParts of 2^31 - 1', (view) => view.setInt32(second + 8 + 36, 0x7fffffff, true), 2],
    ['numPoints of 2^31 - 1', (view) => view.setInt32(second + 8 + 40, 0x7fffffff, true), 2],
    ['a negative number of points', (view) => view.setInt32(108 + 40, -1, true), 1],
    ['a part that starts past the points', (view) => view.setInt32(108 + 44, 99, true), 1],
    ['a part that starts before them', (view) => view.setInt32(108 + 44, -1, true), 1],
    ['a record longer than the file', (view) => view.setInt32(second + 4, 0x7ffffff), 2],
    ['a record shorter than its content', (view) => view.setInt32(104, 20), 2],
    ['a record of no length', (view) => view.setInt32(second + 4, 0), 2],
    ['a file length within a record', (view) => view.setInt32(24, 130), 2]
  ])('%s', async (_, change, record) => {
    const error = await refusal(read(broken(change), { dbf: names(2) }));
    expect(error.code).toBe('shp_corrupt');
    expect(error.messageZh).toContain(`第 ${record} 条记录`);
    expect(error.messageZh).toMatch(/第 \d+ 字节/);
  });

  test('blanks after the last record are no records', async () => {
    const { shp, shx } = makeShp(1, points(3));
    const padded = new Uint8Array(shp.length + 512);
    padded.set(shp);
    const source = await read(padded, { shx, dbf: names(3) });
    expect([source.rows, noted(source)]).toEqual([3, []]);
  });

  test('A3: cut anywhere', async () => {
    const { shp, shx } = makeShp(1, points(40));
    for (const at of [1, 3, 4, 24, 99, 100, 101, 108, 111, 128, Math.floor(shp.length / 2), shp.length - 1]) {
      const error = await refusal(read(shp.slice(0, at), { shx, dbf: names(40) }));
      expect([at, error.code]).toEqual([at, 'truncated']);
      expect(error.messageZh).toContain(`第 ${at} 字节`);
    }
  });

  test('no record at all', async () => {
    const { shp, shx } = makeShp(1, []);
    expect((await refusal(read(shp, { shx, dbf: names(0) }))).code).toBe('no_rows');
  });
});

describe('shapes', () => {
  test('B16: every type of point, line and area, heights kept of lines alone; others set aside', async () => {
    const line: Position[] = [
      [0, 0],
      [10, 10]
    ];
    const multi = (type: number, tail: number): Uint8Array => {
      const record = new Uint8Array(40 + 32 + tail);
      const view = new DataView(record.buffer);
      view.setInt32(0, type, true);
      view.setInt32(36, 2, true);
      [1, 2, 3, 4].forEach((value, k) => view.setFloat64(40 + 8 * k, value, true));
      return record;
    };
    const records = [
      pointRecord(1, 2),
      pointRecord(1, 2, 11),
      pointRecord(1, 2, 21),
      multi(8, 0),
      multi(18, 64),
      multi(28, 32),
      partsRecord(3, [line]),
      partsRecord(13, [line, line], 96),
      partsRecord(23, [line], 32),
      partsRecord(5, [squareRing(0, 0, 10)]),
      partsRecord(15, [squareRing(0, 0, 10)], 112),
      partsRecord(25, [squareRing(0, 0, 10)], 56),
      bareRecord(0),
      bareRecord(31, 60)
    ];
    const { shp, shx } = makeShp(1, records);
    const source = await read(shp, { shx, dbf: names(records.length) });
    expect(source.geometry!.map((shape) => shape?.type ?? null)).toEqual([
      ...['Point', 'Point', 'Point', 'MultiPoint', 'MultiPoint', 'MultiPoint'],
      ...['LineString', 'MultiLineString', 'LineString', 'Polygon', 'Polygon', 'Polygon'],
      ...[null, null]
    ]);
    expect(source.geometry![4]).toEqual({
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, 4]
      ]
    });
    expect(source.faults).toEqual([{ index: 13, code: 'shp_type', params: { type: 'MultiPatch' } }]);
    expect(source.notes).toContainEqual({ code: 'extra_ordinate', params: { count: 7 } });
  });

  test('a null shape is a row without geometry', async () => {
    const { shp, shx } = makeShp(1, [pointRecord(0, 0), bareRecord(0), pointRecord(10, 10)]);
    const source = await read(shp, { shx, dbf: names(3) });
    expect(source.geometry!.map((shape) => shape !== null)).toEqual([true, false, true]);
    expect(source.columns[0][1]).toBe('第2社区');
  });

  test('a shell, its hole, an island in the hole, and another shell', async () => {
    const source = await rings(
      squareRing(0, 0, 10),
      reversed(squareRing(2, 2, 6)),
      squareRing(4, 4, 2),
      squareRing(20, 0, 5)
    );
    expect(source.repaired).toEqual([]);
    const { coordinates } = source.geometry![0] as MultiPolygon;
    expect(coordinates.map((polygon) => polygon.map(area))).toEqual([[100, -36], [4], [25]]);
  });

  test.each([
    ['all the wrong way', [reversed(squareRing(0, 0, 10)), squareRing(2, 2, 6)], 2],
    ['all clockwise', [squareRing(0, 0, 10), squareRing(2, 2, 6)], 1],
    ['the hole before its shell, the wrong way', [squareRing(2, 2, 6), reversed(squareRing(0, 0, 10))], 2]
  ])('B18: rings %s', async (_, parts, turned) => {
    const source = await rings(...parts);
    expect((source.geometry![0] as Polygon).coordinates.map(area)).toEqual([100, -36]);
    expect(source.repaired).toEqual([
      { row: 1, field: 'geometry', code: 'ring_order', was: String(turned), now: '0' }
    ]);
  });

  test('B18: a hole before its shell, and one outside any shell', async () => {
    const before = await rings(reversed(squareRing(2, 2, 6)), squareRing(0, 0, 10));
    expect((before.geometry![0] as Polygon).coordinates.map(area)).toEqual([100, -36]);
    expect(before.repaired).toEqual([]);
    const outside = await rings(squareRing(0, 0, 10), reversed(squareRing(20, 0, 5)));
    expect((outside.geometry![0] as MultiPolygon).coordinates.map((polygon) => polygon.map(area))).toEqual([
      [100],
      [25]
    ]);
    expect(codes(outside.repaired)).toEqual([[1, 'ring_order']]);
  });

  test('holes that touch their shell stay holes; shells that touch or cross stay shells', async () => {
    const touching = await rings(squareRing(0, 0, 10), reversed(squareRing(0, 2, 4)));
    expect((touching.geometry![0] as Polygon).coordinates.map(area)).toEqual([100, -16]);
    for (const x of [10, 5]) {
      const beside = await rings(squareRing(0, 0, 10), squareRing(x, 0, 8));
      expect((beside.geometry![0] as MultiPolygon).coordinates).toHaveLength(2);
      expect(beside.repaired).toEqual([]);
    }
  });

  test('many rings', async () => {
    const parts: Position[][] = [];
    for (let i = 0; i < 60; i++)
      for (let k = 0; k < 20; k++) {
        parts.push(squareRing(i * 3, k * 3, 2), reversed(squareRing(i * 3 + 0.5, k * 3 + 0.5, 1)));
      }
    const source = await rings(...parts);
    const { coordinates } = source.geometry![0] as MultiPolygon;
    expect(coordinates).toHaveLength(1200);
    expect(coordinates.every((polygon) => polygon.length === 2)).toBe(true);
  });

  test('a long shell with many holes, and rings that cross in no order: none is lost', async () => {
    const circle: Position[] = [];
    for (let i = 0; i <= 50_000; i++) {
      const angle = (-i / 50_000) * 2 * Math.PI;
      circle.push([Math.cos(angle) * 1000, Math.sin(angle) * 1000]);
    }
    circle[50_000] = circle[0];
    const holes = Array.from({ length: 900 }, (_, i) =>
      reversed(squareRing((i % 30) * 20 - 300, Math.floor(i / 30) * 20 - 300, 9))
    );
    const source = await rings(circle, ...holes);
    expect((source.geometry![0] as Polygon).coordinates).toHaveLength(901);
    const crossing = Array.from({ length: 60 }, (_, i) => squareRing(i, i % 7, 40 - (i % 13)));
    const crossed = (await rings(...crossing)).geometry![0] as MultiPolygon;
    expect(crossed.coordinates.flat()).toHaveLength(60);
  });

  test('B19: polygons without area are set aside; beside a sound ring they are left out and listed', async () => {
    const flat: Position[] = [
      [0, 0],
      [10, 10],
      [0, 0]
    ];
    const straight: Position[] = [
      [0, 0],
      [5, 5],
      [10, 10],
      [0, 0]
    ];
    const same = new Array<Position>(5).fill([3, 3]);
    const list = [[flat], [straight], [same], [squareRing(0, 0, 10), flat]];
    const { shp, shx } = makeShp(
      5,
      list.map((parts) => partsRecord(5, parts))
    );
    const source = await read(shp, { shx, dbf: names(4) });
    expect(source.faults.map(({ index, code }) => [index, code])).toEqual([
      [0, 'shp_degenerate'],
      [1, 'shp_degenerate'],
      [2, 'shp_degenerate']
    ]);
    expect(codes(source.repaired)).toEqual([[4, 'ring_dropped']]);
    const { report } = checkLayer(source, { as: 'communities', crs: 'wgs84' });
    expect([report.accepted, report.rejected.length]).toEqual([1, 3]);
    expect(report.rejected[0].reason).toContain('第 1 行的面没有面积');
  });

  test('B20: a box that contradicts the shapes is worked out anew', async () => {
    for (const box of [
      [0, 0, 0, 0],
      [NaN, NaN, NaN, NaN],
      [0, 0, 5, 10],
      [-180, -90, 180, 90]
    ]) {
      const { shp, shx } = makeShp(1, points(3), box);
      expect(noted(await read(shp, { shx, dbf: names(3) }))).toEqual(['bbox_recomputed']);
    }
  });
});

describe('real files', () => {
  const parts = async (stem: string): Promise<[Uint8Array, Parts] | null> => {
    const path = shared(`formats/${stem}.shp`);
    if (path === null) return null;
    const beside: Parts = {};
    for (const ext of ['shx', 'dbf', 'prj', 'cpg'] as const)
      beside[ext] = await bytesOf(path.replace(/shp$/, ext)).catch(() => undefined);
    for (const ext of Object.keys(beside) as (keyof Parts)[]) if (!beside[ext]) delete beside[ext];
    return [await bytesOf(path), beside];
  };
  const vertices = ({ geometry }: Source): number =>
    JSON.stringify(geometry!.map((shape) => (shape as Polygon).coordinates)).match(/\[-?\d/g)!.length;

  // Rows and vertices as GDAL 3.6 counts them.
  test.each([
    ['beixinqiao/communities_utf8_cpg', 12, 3913, 'utf-8', '北宫厅'],
    ['mapshaper/six_counties', 6, 14066, 'utf-8', '319'],
    ['flatgeobuf/countries', 179, 10672, 'utf-8', 'AFG']
  ])('%s', async (stem, rows, count, encoding, first) => {
    const found = await parts(stem);
    if (found === null) return;
    const source = await read(...found);
    expect([source.rows, vertices(source), source.encoding]).toEqual([rows, count, encoding]);
    expect(source.columns[0][0]).toBe(first);
    expect([source.faults, source.repaired, source.asks]).toEqual([[], [], []]);
  });
});
