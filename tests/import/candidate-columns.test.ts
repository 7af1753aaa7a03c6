import { describe, expect, it } from 'vitest';
import { guessLayer } from '../../src/lib/import/guess-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { SITE_MODES } from '../../src/lib/standards/taxonomy.ts';
import { check, collection, column, feature, square, utf8 } from './sources.ts';

/** One column of candidates beside code and place: its cells as the table has them. */
async function cellsOf(header: string, cells: string[], field: string): Promise<unknown[]> {
  const rows = cells.map((cell, i) => `H${i},116.4${i},39.94,${cell}`);
  const text = `房屋编号,经度,纬度,${header}\n${rows.join('\n')}\n`;
  return column(await check('c.csv', text, { as: 'candidates', crs: 'wgs84' }), field);
}

describe('columns of candidates', () => {
  it.each([
    ['floor_area_m2', ['建筑面积（㎡）', '房屋面积', 'floor_area_m2'], '320', 320],
    ['floor_level', ['所在楼层', '楼层', 'floor_level'], '地下一层', '-1'],
    ['tenure', ['权属', '产权', '产权单位', 'tenure'], '国有', '国有'],
    ['acquisition_mode', ['取得方式', '获取方式', '获得方式', 'acquisition_mode'], '划拨', 'allocation'],
    ['available_from', ['可用时间', '可交付时间', '腾退时间', 'available_from'], '2026年3月', '2026-03'],
    ['ground_floor_commercial', ['是否底层商业', '是否底商', 'ground_floor_commercial'], '是', 1],
    ['barrier_free', ['无障碍', '是否无障碍', 'barrier_free'], '无', 0],
    ['capacity', ['容量', '可容纳人数', 'capacity'], '40', 40],
    ['cost', ['预估费用', '造价', '估算费用（元）', 'cost_estimate', 'cost'], '350000', 350_000],
    ['cost', ['预估费用（万元）', '造价(万元)', '费用_万元'], '35', 350_000],
    ['site_kind', ['候选类型', 'site_kind'], '空地', 'land'],
    ['site_area_m2', ['用地面积（㎡）', '地块面积', 'site_area'], '1200', 1200],
    ['site_area_m2', ['用地面积（亩）'], '1.5', 1000]
  ])('%s is read by each of its headers', async (field, headers, cell, value) => {
    for (const header of headers)
      expect(await cellsOf(header, [cell, ''], field), header).toEqual([
        value,
        typeof value === 'number' ? NaN : null
      ]);
  });

  it('have ways to get them as codes, in Chinese and English, and other words as they stand', async () => {
    const words: [string, string | null][] = [
      ...SITE_MODES.flatMap(({ code, zh, en }): [string, string][] =>
        [code, zh, en].map((word) => [/,/.test(word) ? `"${word}"` : word, code])
      ),
      ['换购', 'swap'],
      ['产权置换', 'swap'],
      ['无偿移交', 'allocation'],
      ['租用', 'lease_loan'],
      ['租赁底商', 'ground_floor_lease'],
      ['设施内开辟空间', 'space_in_facility'],
      ['整合现有场所', 'integrate_existing'],
      ['开放学校场地', 'school_open'],
      ['新建配建', 'new_build'],
      ['Lease', 'lease_loan'],
      ['另议', '另议'],
      ['—', null]
    ];
    const cells = await cellsOf(
      '取得方式',
      words.map(([word]) => word),
      'acquisition_mode'
    );
    expect(cells).toEqual(words.map(([, code]) => code));
  });

  it('have floors, kinds and dates as codes, and keep words that are none', async () => {
    expect(await cellsOf('所在楼层', ['首层', '1-2层', 'B1', '3', '夹层'], 'floor_level')).toEqual([
      ...['1', '1-2', '-1', '3', '夹层']
    ]);
    expect(await cellsOf('候选类型', ['存量房屋', '闲置地块', 'vacant land', '其他'], 'site_kind')).toEqual([
      ...['stock', 'land', 'land', '其他']
    ]);
    expect(await cellsOf('可用时间', ['2026-3-1', '2026年底', '随时', ''], 'available_from')).toEqual([
      ...['2026-03-01', '2026', '随时', null]
    ]);
  });
});

describe('vacant land drawn as areas', () => {
  const areas = collection(
    feature('Polygon', square(116.4, 39.94, 0.001), { 编号: 'L1', 权属: '国有' }),
    feature('MultiPolygon', [square(116.41, 39.94, 0.001), square(116.43, 39.94, 0.001)], { 编号: 'L2' }),
    feature('Point', [116.42, 39.94], { 编号: 'L3' })
  );

  it('is a candidate at a place inside it, with its ground', async () => {
    const checked = await check('闲置用地.geojson', areas, { as: 'candidates', crs: 'wgs84' });
    expect(column(checked, 'site_id')).toEqual(['L1', 'L2', 'L3']);
    expect(column(checked, 'site_kind')).toEqual(['land', 'land', 'land']);
    const [lon] = column(checked, 'lon') as number[];
    expect(lon).toBeGreaterThan(116.4);
    expect(lon).toBeLessThan(116.401);
    // 0.001° is 85.4 m by 111.0 m there; Turf's sphere is a quarter of a percent larger.
    const ground = column(checked, 'site_area_m2') as number[];
    expect(ground[0] / (85.39 * 111.03)).toBeCloseTo(1, 2);
    expect(ground[1] / ground[0]).toBeCloseTo(2, 3);
    expect(ground[2]).toBeNaN();
  });

  it('has the ground that its table says, and no ground where points alone are given', async () => {
    const said = collection(feature('Polygon', square(116.4, 39.94, 0.001), { 编号: 'L1', 用地面积: '800' }));
    const checked = await check('c.geojson', said, { as: 'candidates', crs: 'wgs84' });
    expect(column(checked, 'site_area_m2')).toEqual([800]);
    expect(column(checked, 'site_kind')).toEqual([null]);
  });

  it('has the same ground in another system', async () => {
    const metres = [
      [
        [500_000, 4_420_000],
        [500_100, 4_420_000],
        [500_100, 4_420_050],
        [500_000, 4_420_050],
        [500_000, 4_420_000]
      ]
    ];
    const text = collection(feature('Polygon', metres, { 编号: 'L1' }));
    const checked = await check('空地.geojson', text, { as: 'candidates', crs: 'EPSG:4548' });
    const [ground] = column(checked, 'site_area_m2') as number[];
    expect(ground / 5000).toBeCloseTo(1, 2);
  });

  it('is guessed by the name of its file', async () => {
    const guess = async (name: string) => guessLayer(await readSource(name, utf8(areas))).as;
    expect(await guess('闲置用地.geojson')).toBe('candidates');
    expect(await guess('vacant-land.geojson')).toBe('candidates');
    expect(await guess('用地.geojson')).toBe('landuse');
  });
});
