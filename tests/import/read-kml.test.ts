import { describe, expect, test } from 'vitest';
import { readPositions } from '../../src/lib/import/formats/kml-shapes.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { bytesOf, check, refusal, shared, utf8 } from './sources.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const kml = (inner: string): string =>
  `${HEAD}<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>${inner}</Document></kml>`;
const point = (at: string, more = ''): string =>
  `<Placemark>${more}<Point><coordinates>${at}</coordinates></Point></Placemark>`;
const read = (text: string, hints = {}) => readSource('a.kml', utf8(text), hints);

describe('KML', () => {
  test('names, texts, extended data of both kinds, times, and the folder as a column', async () => {
    const source = await read(
      kml(`<name>文档</name><Schema name="s" id="s"><SimpleField name="床位" type="int"/></Schema>
      <Folder><name>养老</name><Folder><name>驿站</name>
        <Placemark id="p1"><name> 北宫厅 </name><description><![CDATA[<b>好</b><script>alert(1)</script>]]></description>
          <Style><IconStyle><Icon><href>http://maps.google.com/icon.png</href></Icon></IconStyle></Style>
          <TimeStamp><when>2024-03-01</when></TimeStamp>
          <ExtendedData><Data name="类别"><displayName>x</displayName><value>驿站</value></Data>
          <SchemaData schemaUrl="#s"><SimpleData name="床位">12</SimpleData></SchemaData></ExtendedData>
          <Point><altitudeMode>clampToGround</altitudeMode><coordinates>116.4,39.9,0</coordinates></Point></Placemark></Folder></Folder>
      ${point('116.5,39.8', '<name>民安</name>')}`)
    );
    expect(source.headers).toEqual(['name', 'id', 'description', 'when', '类别', '床位', 'folder']);
    expect(source.columns.map(([first]) => first)).toEqual([
      '北宫厅',
      'p1',
      '<b>好</b><script>alert(1)</script>',
      '2024-03-01',
      '驿站',
      '12',
      '养老/驿站'
    ]);
    expect(source.geometry).toEqual([
      { type: 'Point', coordinates: [116.4, 39.9] },
      { type: 'Point', coordinates: [116.5, 39.8] }
    ]);
    expect(source.asks).toEqual([]);
    expect(source.notes).toEqual([
      { code: 'kml_links', params: { count: 1, links: 'http://maps.google.com/icon.png' } }
    ]);
    // Many that are called WGS84 by the standard are not: nothing in the file says which.
    expect(source.declaredCrs).toBeNull();
  });

  test('lines, polygons with holes, several in one, tracks', async () => {
    const ring = (at: number, size: number): string =>
      `<LinearRing><coordinates>${at},${at} ${at + size},${at} ${at + size},${at + size} ${at},${at}</coordinates></LinearRing>`;
    const source = await read(
      kml(`<Placemark><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>
      <Placemark><Polygon><outerBoundaryIs>${ring(0, 9)}</outerBoundaryIs><innerBoundaryIs>${ring(1, 2)}</innerBoundaryIs></Polygon></Placemark>
      <Placemark><MultiGeometry><Polygon><outerBoundaryIs>${ring(0, 1)}</outerBoundaryIs></Polygon><Polygon><outerBoundaryIs>${ring(5, 1)}</outerBoundaryIs></Polygon></MultiGeometry></Placemark>
      <Placemark><gx:Track><when>2024-01-01T00:00:00Z</when><gx:coord>1 2 3</gx:coord><gx:coord>4 5 0</gx:coord></gx:Track></Placemark>
      <Placemark><MultiGeometry><Point><coordinates>1,2</coordinates></Point><LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry></Placemark>
      <Placemark><name>空</name></Placemark>`)
    );
    expect(source.geometry!.map((shape) => shape?.type)).toEqual([
      'LineString',
      'Polygon',
      'MultiPolygon',
      'LineString',
      'GeometryCollection',
      undefined
    ]);
    expect(source.geometry![1]).toMatchObject({ coordinates: [{ length: 4 }, { length: 4 }] });
    expect(source.geometry![3]).toEqual({
      type: 'LineString',
      coordinates: [
        [1, 2, 3],
        [4, 5]
      ]
    });
  });

  test.each([
    ['116.4,39.9', [[116.4, 39.9]], false],
    [
      '\n 116.4,39.9,0\n116.5,39.8,0 ',
      [
        [116.4, 39.9],
        [116.5, 39.8]
      ],
      false
    ],
    ['116,39', [[116, 39]], false],
    [
      '116.4, 39.9, 0 116.5 ,39.8 ,12',
      [
        [116.4, 39.9],
        [116.5, 39.8, 12]
      ],
      true
    ],
    ['116.4，39.9', [[116.4, 39.9]], true],
    [
      '116.4,39.9;116.5,39.8',
      [
        [116.4, 39.9],
        [116.5, 39.8]
      ],
      true
    ],
    ['116.4 39.9 0', [[116.4, 39.9]], true],
    [
      '116.4,39.9,0,116.5,39.8,0',
      [
        [116.4, 39.9],
        [116.5, 39.8]
      ],
      true
    ]
  ])('coordinates %j', (text, positions, odd) => {
    expect(readPositions(text)).toEqual({ positions, odd });
  });

  test.each(['东经116度', '116.4', '116.4,', '1,2,3,4', '116.4,39.9 x,y', 'NaN,39.9'])(
    'coordinates %j are none',
    async (text) => {
      expect(readPositions(text)).toBeNull();
      const source = await read(kml(point('1,2') + point(text)));
      expect(source.faults).toEqual([{ index: 1, code: 'kml_no_shape', params: { text } }]);
    }
  );

  test('odd coordinates are told row by row; exchanged ones are asked about', async () => {
    const odd = await read(kml(point('116.4 , 39.9', '<name>甲</name>')));
    expect(odd.repaired).toEqual([
      { row: 1, field: 'geometry', code: 'kml_coordinates', was: '116.4 , 39.9', now: '116.4,39.9' }
    ]);
    const { report } = await check('a.kml', kml(point('39.9,116.4', '<name>甲</name>')), {
      as: 'facilities'
    });
    expect(report.questions.map(({ code }) => code)).toContain('swapped');
  });

  test('folders of different shapes are asked about, and can be read by themselves', async () => {
    const line =
      '<Placemark><name>路</name><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>';
    const text = kml(
      `<Folder><name>设施</name>${point('1,2')}${point('3,4')}</Folder><Folder><name>道路</name>${line}</Folder>`
    );
    const all = await read(text);
    expect([all.rows, all.layer]).toEqual([3, '*']);
    expect(all.asks[0].options).toEqual(['*', '设施', '道路']);
    const roads = await read(text, { layer: '道路' });
    expect([roads.rows, roads.columns[0], roads.asks]).toEqual([1, ['路'], []]);
    expect([(await read(text, { as: 'roads' })).layer, (await read(text, { as: 'roads' })).asks]).toEqual([
      '道路',
      []
    ]);
  });

  test('what lies elsewhere is listed and not fetched', async () => {
    const link =
      '<NetworkLink><name>n</name><Link><href>http://example.com/live.kml</href></Link></NetworkLink>';
    const source = await read(kml(link + point('1,2')));
    expect(source.notes).toEqual([
      { code: 'kml_links', params: { count: 1, links: 'http://example.com/live.kml' } }
    ]);
    const error = await refusal(read(kml(link)));
    expect(error.code).toBe('kml_only_links');
    expect(error.messageZh).toContain('http://example.com/live.kml');
  });

  test('a DTD is refused, entities of it never grow', async () => {
    const text = `${HEAD}<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><kml><Document>${point('1,2', '<name>&b;</name>')}</Document></kml>`;
    const error = await refusal(read(text));
    expect(error.code).toBe('xml_dtd');
    expect(error.messageZh).toContain('第 2 行');
  });

  test('an ampersand that is not escaped is read as it stands', async () => {
    const source = await read(kml(point('1,2', '<name>A&B 店&nbsp;1</name>')));
    expect(source.columns[0]).toEqual(['A&B 店&nbsp;1']);
    expect(source.notes.map(({ code }) => code)).toEqual(['kml_entities']);
  });

  test('GBK that says so is read as GBK, and UTF-8 that says GBK as UTF-8', async () => {
    const gbk = [0xb1, 0xb1, 0xb9, 0xac, 0xcc, 0xfc]; // 北宫厅
    const ask = `<?xml version="1.0" encoding="GBK"?><kml><Document><Placemark><name>`;
    const tail = '</name><Point><coordinates>1,2</coordinates></Point></Placemark></Document></kml>';
    const one = await readSource('a.kml', Uint8Array.from([...utf8(ask), ...gbk, ...utf8(tail)]));
    expect([one.columns[0], one.encoding]).toEqual([['北宫厅'], 'gb18030']);
    const two = await readSource('a.kml', utf8(`${ask}北宫厅${tail}`));
    expect([two.columns[0], two.encoding]).toEqual([['北宫厅'], 'utf-8']);
  });

  test('broken and cut documents are refused with line and column', async () => {
    expect((await refusal(read(kml('<Placemark></Folder>')))).messageZh).toMatch(/第 2 行第 \d+ 列/);
    const whole = kml(point('116.4,39.9', '<name>北宫厅</name>'));
    for (let size = 60; size < whole.length; size += 9) {
      const error = await refusal(read(whole.slice(0, size)));
      expect(['truncated_text', 'type_mismatch']).toContain(error.code);
    }
    expect((await refusal(read(kml('')))).code).toBe('no_rows');
    expect((await refusal(read(kml('<Folder>'.repeat(100_000))))).code).toBe('xml_broken');
  });

  test('communities.kml of beixinqiao', async () => {
    const file = shared('formats/beixinqiao/communities.kml');
    if (!file) return;
    const source = await readSource(file, await bytesOf(file));
    expect([source.rows, source.columns[0][0], source.faults]).toEqual([12, '北宫厅', []]);
    expect(new Set(source.geometry!.map((shape) => shape!.type))).toEqual(new Set(['Polygon']));
  });
});

describe('GPX', () => {
  const gpx = (inner: string): string =>
    `${HEAD}<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:o="http://osgeo.org/gdal">${inner}</gpx>`;
  const track = `<trk><name>巡查</name><extensions><o:路名>东直门内大街</o:路名></extensions>
    <trkseg><trkpt lat="39.9" lon="116.4"><ele>5</ele><time>2024-01-01T00:00:00Z</time></trkpt><trkpt lat="39.91" lon="116.41"/></trkseg>
    <trkseg><trkpt lat="39.8" lon="116.3"/><trkpt lat="39.81" lon="116.31"/></trkseg></trk>`;
  const place = '<wpt lat="39.9" lon="116.4"><ele>30</ele><name>药店</name><sym>Flag</sym></wpt>';
  const bad = '<wpt lat="" lon="x"><name>坏</name></wpt>';

  test('tracks first, the others offered', async () => {
    const source = await readSource('a.gpx', utf8(gpx(place + track)));
    expect([source.layer, source.rows, source.declaredCrs]).toEqual(['tracks', 1, 'wgs84']);
    expect(source.headers).toEqual(['name', '路名']);
    expect(source.geometry![0]).toEqual({
      type: 'MultiLineString',
      coordinates: [
        [
          [116.4, 39.9],
          [116.41, 39.91]
        ],
        [
          [116.3, 39.8],
          [116.31, 39.81]
        ]
      ]
    });
    expect(source.asks[0].options).toEqual(['tracks', 'waypoints']);
  });

  test('waypoints with their texts; one without a position is a fault', async () => {
    const source = await readSource('a.gpx', utf8(gpx(place + bad + track)), { layer: 'waypoints' });
    expect(source.headers).toEqual(['name', 'ele', 'sym']);
    expect(source.columns[0]).toEqual(['药店', '坏']);
    expect(source.geometry).toEqual([{ type: 'Point', coordinates: [116.4, 39.9] }, null]);
    expect(source.faults.map(({ index, code }) => [index, code])).toEqual([[1, 'kml_no_shape']]);
    expect(source.asks).toEqual([]);
  });

  test('routes, and nothing', async () => {
    const route =
      '<rte><name>r</name><rtept lat="1" lon="2"><name>a</name></rtept><rtept lat="3" lon="4"/></rte>';
    const source = await readSource('a.gpx', utf8(gpx(route)));
    expect([source.layer, source.columns, source.geometry![0]]).toEqual([
      'routes',
      [['r']],
      {
        type: 'LineString',
        coordinates: [
          [2, 1],
          [4, 3]
        ]
      }
    ]);
    expect((await refusal(readSource('a.gpx', utf8(gpx(''))))).code).toBe('no_rows');
    expect((await refusal(readSource('a.gpx', utf8(gpx(track).slice(0, 300))))).code).toBe('truncated_text');
  });
});
