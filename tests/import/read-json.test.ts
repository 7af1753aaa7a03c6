import { describe, expect, test } from 'vitest';
import { readSource } from '../../src/lib/import/read-source.ts';
import { check, codes, collection, feature, refusal, square, utf8 } from './sources.ts';

const read = (name: string, text: string, hints = {}) => readSource(name, utf8(text), hints);
const line = (name: string): string => JSON.stringify(feature('Point', [116.4, 39.9], { 名称: name }));

describe('coordinate systems that GeoJSON states', () => {
  test.each([
    [{ type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4527' } }, 'EPSG:4527'],
    [{ type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG:6.9:4547' } }, 'EPSG:4547'],
    [{ type: 'name', properties: { name: 'EPSG:3857' } }, 'EPSG:3857'],
    [{ type: 'EPSG', properties: { code: 4490 } }, 'EPSG:4490'],
    [{ type: 'name', properties: { name: 'http://www.opengis.net/def/crs/EPSG/0/4549' } }, 'EPSG:4549'],
    [{ type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } }, 'wgs84'],
    [{ type: 'name', properties: { name: 'EPSG:4326' } }, 'wgs84'],
    ['EPSG:4548', 'EPSG:4548'],
    [{ type: 'name', properties: { name: 'GCJ-02' } }, 'gcj02'],
    [null, null]
  ])('%j is %s', async (crs, wanted) => {
    const text = JSON.stringify({
      type: 'FeatureCollection',
      crs,
      features: [feature('Point', [1, 2])]
    });
    const source = await read('a.geojson', text);
    expect([source.declaredCrs, source.notes]).toEqual([wanted, []]);
  });

  test('a name that is not known is told, not passed over', async () => {
    const crs = { type: 'name', properties: { name: '城市独立坐标系' } };
    const source = await read(
      'a.geojson',
      JSON.stringify({ type: 'FeatureCollection', crs, features: [feature('Point', [1, 2])] })
    );
    expect(source.declaredCrs).toBeNull();
    expect(source.notes).toEqual([{ code: 'crs_not_known', params: { crs: '城市独立坐标系' } }]);
  });

  test('metres by EPSG:4527 land in China', async () => {
    const crs = { type: 'name', properties: { name: 'EPSG:4527' } };
    const text = JSON.stringify({
      type: 'FeatureCollection',
      crs,
      features: [
        feature('LineString', [
          [39_448_700, 4_418_000],
          [39_448_800, 4_418_000]
        ])
      ]
    });
    const { report } = await check('roads.geojson', text, { as: 'roads' });
    expect([report.accepted, report.crs.value]).toEqual([1, 'EPSG:4527']);
  });
});

describe('what is not quite GeoJSON', () => {
  test.each([
    ['{"type":"Feature",}', 'bad_json'],
    ["{'type':'Feature'}", 'bad_json'],
    ['{"type":"Point","coordinates":[NaN,1]}', 'bad_json'],
    ['{"type":"Point","coordinates":[Infinity,1]}', 'bad_json'],
    ['{"type":"Point" /* here */,"coordinates":[1,1]}', 'bad_json'],
    ['{"type":"Point","coordinates":[1,', 'truncated_text']
  ])('%s is refused with line and column', async (text, code) => {
    const error = await refusal(read('a.geojson', `\n${text}`));
    expect(error.code).toBe(code);
    expect(error.messageZh).toMatch(/第 2 行第 \d+ 列/);
  });

  test('a byte-order mark is no fault', async () => {
    expect((await read('a.geojson', `\uFEFF${line('甲')}`)).rows).toBe(1);
  });

  test('a list of features or geometries is a collection', async () => {
    const source = await read('a.json', `[${line('甲')},{"type":"Point","coordinates":[1,2]}]`);
    expect([source.format, source.rows, source.geometry?.[1]?.type]).toEqual(['geojson', 2, 'Point']);
  });

  test('nothing, no type, a Feature within a Feature, a collection, no coordinates: each a row of its own', async () => {
    const text = collection(
      feature('Polygon', square(116.4, 39.9), null),
      { type: 'Feature', properties: { a: 1 }, geometry: null },
      { properties: {}, geometry: { type: 'Point', coordinates: [1, 2] } },
      { type: 'Feature', properties: {}, geometry: feature('Point', [1, 2]) },
      { type: 'Feature', properties: {}, geometry: { type: 'GeometryCollection', geometries: [] } },
      feature('Polygon', [])
    );
    const { report } = await check('communities.geojson', text, { as: 'communities', crs: 'wgs84' });
    expect([report.rows, report.accepted]).toEqual([6, 1]);
    expect(codes(report.rejected)).toEqual([
      [2, 'no_geometry'],
      [3, 'not_feature'],
      [4, 'bad_geometry'],
      [5, 'bad_geometry'],
      [6, 'bad_geometry']
    ]);
    // As a table the row without geometry is a row like others.
    expect((await read('a.geojson', text)).faults.map(({ index }) => index)).toEqual([2]);
  });
});

describe('sizes', () => {
  const nest = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

  test.each([
    ['coordinates', `{"type":"LineString","coordinates":${nest(100_000)}}`],
    ['a position', `{"type":"LineString","coordinates":[[1,2,${nest(100_000)}],[3,4]]}`],
    ['collections', `${'{"type":"GeometryCollection","geometries":['.repeat(50_000)}${']}'.repeat(50_000)}`]
  ])('%s nested a hundred thousand deep are a fault of their row', async (_, geometry) => {
    const text = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":${geometry}},${line('甲')}]}`;
    const source = await read('a.geojson', text);
    expect(source.faults).toEqual([{ index: 0, code: 'too_deep', params: {} }]);
    expect(source.geometry?.[1]?.type).toBe('Point');
  });

  test('properties and tables nested as deep are faults too', async () => {
    const deep = nest(100_000).replace('[]', '[1]');
    const text = `{"type":"Feature","properties":{"a":${deep}},"geometry":null}`;
    expect((await read('a.geojson', text)).faults[0]?.code).toBe('too_deep');
    expect((await read('a.json', `[{"a":1},{"a":${deep}}]`)).faults).toEqual([
      { index: 1, code: 'too_deep', params: {} }
    ]);
  });

  test('a text of ten megabytes stays text, whatever it says', async () => {
    const long = `<img src=x onerror=alert(1)>${'长'.repeat(3_500_000)}`;
    const source = await read(
      'a.geojson',
      collection(feature('Point', [1, 2], { 说明: long, u: 'javascript:alert(1)' }))
    );
    expect(source.columns).toEqual([[long], ['javascript:alert(1)']]);
  });

  test.each([
    ['never closed', `{"a":"${'x'.repeat(12_000_000)}`, 'truncated_text'],
    ['full of escapes', `{"a":"${'\\"长'.repeat(2_000_000)}" "b"}`, 'bad_json'],
    ['in the second document', `{"a":1}\n{"b":"${'x'.repeat(12_000_000)}`, 'truncated_text']
  ])('a string of megabytes %s is refused with its place', async (_, text, code) => {
    expect((await refusal(read('a.json', text))).code).toBe(code);
  });

  test('a polygon of a hundred thousand vertices', async () => {
    const ring = Array.from({ length: 100_001 }, (_, i) => {
      const angle = (2 * Math.PI * (i % 100_000)) / 100_000;
      return [116.4 + 0.01 * Math.cos(angle), 39.9 + 0.01 * Math.sin(angle)];
    });
    const source = await read('a.geojson', collection(feature('Polygon', [ring])));
    expect(source.geometry?.[0]).toEqual({ type: 'Polygon', coordinates: [ring] });
  });
});

describe('ids and keys', () => {
  test('ids of any kind are kept as text, those beyond 2^53 digit for digit', async () => {
    const one = (id: string): string =>
      `{"type":"Feature","id":${id},"properties":{"k":${id}},"geometry":null}`;
    const ids = ['7', '"7"', '9007199254740993', '110101199003078515', '-12345678901234567890', '1.5'];
    const source = await read(
      'a.geojson',
      `{"type":"FeatureCollection","note":"say \\" 12345678901234567890, ","features":[${ids.map(one).join(',')}]}`
    );
    const texts = ids.map((id) => id.replace(/"/g, ''));
    expect(source.columns).toEqual([texts, texts]);
  });

  test('keys of the prototype are columns, and nothing is polluted', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const text =
      '{"type":"Feature","geometry":null,"properties":{"__proto__":{"x":1},"constructor":2,"toString":3}}';
    expect((await read('a.geojson', text)).headers).toEqual(['__proto__', 'constructor', 'toString']);
    const table = await read('a.json', '[{"__proto__":{"x":1},"constructor":2}]');
    expect(table.headers).toEqual(['x', 'constructor']);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });
});

describe('sequences of documents', () => {
  test.each([
    ['newline-delimited', `${line('甲')}\n${line('乙')}\n\n${line('丙')}\n`, [1, 2, 4]],
    ['with record separators', `\x1E${line('甲')}\n\x1E${line('乙')}\n\x1E${line('丙')}\n`, [1, 2, 3]],
    ['without a newline at the end', `${line('甲')}\r\n${line('乙')}\r\n${line('丙')}`, [1, 2, 3]],
    ['on one line', `${line('甲')}${line('乙')} ${line('丙')}`, [1, 2, 3]]
  ])('%s', async (_, text, rows) => {
    const source = await read('a.geojsonl', text);
    expect(source.format).toBe('geojsonl');
    expect(source.columns).toEqual([['甲', '乙', '丙']]);
    expect([...source.rowNumbers]).toEqual(rows);
  });

  test('two collections put together, laid out over lines', async () => {
    const two = [
      collection(feature('Point', [1, 2], { a: 1 })),
      collection(feature('Point', [3, 4], { a: 2 }))
    ];
    const text = two.map((one) => JSON.stringify(JSON.parse(one), null, 2)).join('\n');
    const source = await read('a.geojson', text);
    expect([source.rows, source.columns]).toEqual([2, [['1', '2']]]);
  });

  test('a line that cannot be read is named, the others stand', async () => {
    const source = await read('a.ndjson', `${line('甲')}\n{"type":"Feature",,}\n${line('丙')}\n`);
    expect(source.faults).toEqual([{ index: 1, code: 'bad_json_line', params: { column: 19, at: ',}' } }]);
    expect(source.columns).toEqual([['甲', null, '丙']]);
  });

  test('a file that ends within a line is refused with the line', async () => {
    const error = await refusal(read('a.ndjson', `${line('甲')}\n${line('乙').slice(0, -5)}`));
    expect(error.code).toBe('truncated_text');
    expect(error.messageZh).toContain('第 2 行');
  });

  test('lines of plain objects are a table', async () => {
    const source = await read(
      'a.jsonl',
      '{"名称":"甲","人口":3}\n{"名称":"乙","人口":12345678901234567890}\n7\n'
    );
    expect(source.columns).toEqual([
      ['甲', '乙', null],
      ['3', '12345678901234567890', null]
    ]);
    expect(source.faults).toMatchObject([{ index: 2, code: 'not_object' }]);
    expect(source.geometry).toBeNull();
  });
});

describe('answers of map services', () => {
  test('AMap: places in a list, the position in one cell', async () => {
    const pois = [
      {
        id: 'B0',
        name: '同仁堂',
        type: '医疗保健服务;药房',
        location: '116.397,39.908',
        tel: [],
        biz_ext: { rating: '4.5' }
      },
      {
        id: 'B1',
        name: '金象大药房',
        type: '医疗保健服务;药房',
        location: '116.398,39.909',
        tel: '010',
        biz_ext: []
      }
    ];
    const text = JSON.stringify({ status: '1', count: '2', suggestion: { keywords: [], cities: [] }, pois });
    const source = await read('药店.json', text);
    expect([source.format, source.layer]).toEqual(['json', null]);
    expect(source.headers).toEqual(['id', 'name', 'type', 'location', 'tel', 'rating', 'biz_ext']);
    expect(source.columns[4]).toEqual([null, '010']);
    const { report, table } = await check('药店.json', text, { as: 'facilities', crs: 'gcj02' });
    expect(report.accepted).toBe(2);
    expect(table.get('lon')!.values[0]).toBeCloseTo(116.3908, 3);
  });

  test('Tencent: longitude and latitude within an object', async () => {
    const data = [
      { id: '1', title: '甲', location: { lat: 39.9, lng: 116.4 }, ad_info: { adcode: 110101 } },
      { id: '2', title: '乙', location: { lat: 39.8, lng: 116.5 }, ad_info: { adcode: 110101 } }
    ];
    const source = await read('a.json', JSON.stringify({ status: 0, data }));
    expect(source.headers).toEqual(['id', 'title', 'lat', 'lng', 'adcode']);
    const { report } = await check('a.json', JSON.stringify({ data }), { as: 'facilities', crs: 'gcj02' });
    expect(report.accepted).toBe(2);
  });

  test('several lists: the longest is read, and which one is asked', async () => {
    const text = JSON.stringify({ a: [{ x: 1 }], b: { list: [{ y: 1 }, { y: 2 }] } });
    const source = await read('a.json', text);
    expect([source.layer, source.asks[0].options]).toEqual(['b.list', ['b.list', 'a']]);
    const other = await read('a.json', text, { layer: 'a' });
    expect([other.headers, other.asks]).toEqual([['x'], []]);
    expect((await refusal(read('a.json', text, { layer: 'c' }))).code).toBe('layer_gone');
  });

  test('JSON without any records is refused', async () => {
    expect((await refusal(read('a.json', '{"a":{"b":[1,2]}}'))).code).toBe('not_geojson');
  });
});
