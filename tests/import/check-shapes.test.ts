import { describe, expect, test } from 'vitest';
import { decodeWkb } from '../../src/lib/geometry/wkb.ts';
import type { Choices } from '../../src/lib/import/report.ts';
import { check, codes, collection, column, feature, refusal, square } from './sources.ts';

describe('boundaries', () => {
  const BOUNDS: Choices = { as: 'communities', crs: 'wgs84' };

  test('a polygon that crosses itself is mended, with its area before and after', async () => {
    const bowtie = [
      [
        [116, 39],
        [116.01, 39.01],
        [116.01, 39],
        [116, 39.01],
        [116, 39]
      ]
    ];
    const { report, table } = await check(
      'b.geojson',
      collection(feature('Polygon', bowtie, { name: '甲' })),
      BOUNDS
    );
    expect(report.accepted).toBe(1);
    expect(report.repaired).toMatchObject([
      { row: 1, field: 'geometry', code: 'self_crossing', was: '0 m²' }
    ]);
    expect(report.repaired[0].now).toMatch(/^\d{6} m²$/);
    const asked = (each: typeof report) => each.questions.find(({ code }) => code === 'area_changed')!;
    expect(asked(report)).toMatchObject({ key: 'area_changed', options: ['mended', 'aside'] });
    expect(asked(report).message).toMatch(/^1 个面自相交.*第 1 行“甲”由 0 m² 变为 \d{6} m².*请在地图上核对/);
    const text = collection(feature('Polygon', bowtie, { name: 'Jia' }));
    expect(asked((await check('b.geojson', text, BOUNDS, { lang: 'en' })).report).message).toMatch(
      /^1 polygons.*row 1 \(“Jia”\) from 0 m² to \d{6} m².*check them on the map/
    );
    expect(decodeWkb(table.get('geometry')!.values[0] as Uint8Array).type).toBe('MultiPolygon');
  });

  test('an open ring is closed; points, nothing, and rings without area are rejected', async () => {
    const ring = square(116, 39)[0];
    const text = collection(
      feature('Polygon', [ring.slice(0, 4)], { name: '甲' }),
      { type: 'Feature', properties: { name: '乙' }, geometry: null },
      feature('Point', [116, 39], { name: '丙' }),
      feature(
        'Polygon',
        [
          [
            [116, 39],
            [116.1, 39],
            [116, 39]
          ]
        ],
        { name: '丁' }
      ),
      feature(
        'Polygon',
        [
          [
            [116, 39],
            [116.1, 'x'],
            [116, 39]
          ]
        ],
        { name: '戊' }
      ),
      feature('Polygon', square(1160, 39), { name: '己' }),
      feature('Polygon', [ring.map((position) => [...position, 50])], { name: '庚' })
    );
    const { report } = await check('b.geojson', text, BOUNDS);
    expect(codes(report.repaired)).toEqual([[1, 'ring_closed']]);
    expect(codes(report.rejected)).toEqual([
      [2, 'no_geometry'],
      [3, 'wrong_geometry'],
      [4, 'broken_polygon'],
      [5, 'bad_geometry'],
      [6, 'out_of_range']
    ]);
    expect(report.warnings.map(({ code }) => code)).toContain('extra_ordinate');
  });

  test('the name is the code where there is none, unless names repeat', async () => {
    const two = (a: string, b: string): string =>
      collection(
        feature('Polygon', square(116, 39), { name: a }),
        feature('Polygon', square(117, 39), { name: b })
      );
    expect(column(await check('b.geojson', two('甲', '乙'), BOUNDS), 'unit_id')).toEqual(['甲', '乙']);
    expect(column(await check('b.geojson', two('甲', '甲'), BOUNDS), 'unit_id')).toEqual(['U1', 'U2']);
  });

  test('points or a table given as boundaries are refused with what they are', async () => {
    const points = collection(feature('Point', [116, 39], { name: '甲' }));
    const error = await refusal(check('b.geojson', points, BOUNDS));
    expect(error.messageZh).toContain('“社区”需要面，文件里却都是点。请换文件，或改选图层（像是：设施）');
    expect((await refusal(check('b.csv', '社区,常住人口\n甲,5\n', BOUNDS))).code).toBe('no_geometry_file');
  });
});

describe('lines and land', () => {
  test('a line of several parts gives several rows of one source row', async () => {
    const text = collection(
      feature(
        'MultiLineString',
        [
          [
            [116, 39],
            [116.1, 39]
          ],
          [
            [117, 39],
            [117, 39],
            [117.1, 39]
          ]
        ],
        { name: '甲路' }
      ),
      feature(
        'LineString',
        [
          [116, 39],
          [116, 39]
        ],
        { name: '点' }
      )
    );
    const checked = await check('r.geojson', text, { as: 'roads', crs: 'wgs84' });
    expect(column(checked, 'road_id')).toEqual(['R1', 'R1_2']);
    expect(column(checked, 'source_row')).toEqual([1, 1]);
    expect(codes(checked.report.rejected)).toEqual([[2, 'no_length']]);
    expect([checked.report.rows, checked.report.accepted]).toEqual([2, 1]);
  });

  test('a matched column may say that a line is not walkable', async () => {
    const line = (walk: string): object =>
      feature(
        'LineString',
        [
          [116, 39],
          [116.1, 39]
        ],
        { 可步行: walk }
      );
    const { report } = await check('r.geojson', collection(line('是'), line('否'), line('')), {
      as: 'roads',
      crs: 'wgs84'
    });
    expect(codes(report.rejected)).toEqual([[2, 'not_walkable_row']]);
  });

  test('kinds of land in Chinese and OpenStreetMap words', async () => {
    const words = ['二类居住用地', 'residential', 'R21', '公园绿地', 'water', '铁路用地', '工业用地', ''];
    const text = collection(
      ...words.map((word, i) => feature('Polygon', square(116 + i, 39), { 用地性质: word }))
    );
    const checked = await check('l.geojson', text, { as: 'landuse', crs: 'wgs84' });
    expect(column(checked, 'kind')).toEqual([
      ...['residential', 'residential', 'residential', 'green', 'water', 'rail', 'other', 'other']
    ]);
  });
});
