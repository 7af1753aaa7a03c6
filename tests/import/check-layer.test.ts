import { describe, expect, test } from 'vitest';
import { fromWgs84 } from '../../src/lib/geometry/datum.ts';
import { decodeWkb } from '../../src/lib/geometry/wkb.ts';
import { answerQuestion } from '../../src/lib/import/answer-question.ts';
import type { Choices } from '../../src/lib/import/report.ts';
import { FIELDS } from '../../src/lib/tables/schema.ts';
import { check, codes, collection, column, feature, fixture, refusal, square } from './sources.ts';

const FACILITIES: Choices = { as: 'facilities', crs: 'wgs84' };
const HEAD = '编号,名称,类别,经度,纬度,建筑面积\n';

describe('a table of facilities', () => {
  test('own fields first, then the source’s other columns as text, and the row in the file', async () => {
    const checked = await check('f.csv', '电话,名称,类别,经度,纬度\n010-1,甲,药店,116.4,39.9\n', FACILITIES);
    const own = FIELDS.facilities.map(({ name }) => name);
    expect([...checked.table.keys()]).toEqual([...own, '电话', '类别']);
    expect(column(checked, 'category')).toEqual(['pharmacy']);
    expect(column(checked, '类别')).toEqual(['药店']);
    expect(column(checked, 'source_row')).toEqual([2]);
    expect(column(checked, 'beds')).toEqual([NaN]);
    expect(checked.report.columns.map(({ to }) => to)).toEqual(['name', 'category', 'lon', 'lat']);
  });

  test('columns of the source that are called as ours, in any case, are renamed', async () => {
    const { table } = await check('f.csv', 'Lon,LAT,Beds,STATUS,fac_ID,名称\nx,y,b,s,f,甲\n', {
      ...FACILITIES,
      map: { name: '名称', fac_id: '', status: '', lon: 'geometry.x', lat: 'geometry.y' }
    }).catch(() => ({ table: null }));
    expect(table).toBeNull();
    const text = collection(
      feature('Point', [116.4, 39.9], { Beds: '多', STATUS: 's', Geometry: 'g', Source_Row: 9 })
    );
    const checked = await check('f.geojson', text, { ...FACILITIES, map: { status: '' } });
    const names = [...checked.table.keys()].map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(column(checked, 'Beds_2')).toEqual(['多']);
  });

  test('coordinates missing, 0,0, unreadable, out of range, and a few swapped: each its reason', async () => {
    const rows = [
      '1,甲,药店,116.40,39.90,1',
      '2,乙,药店,,,1',
      '3,丙,药店,0,0,1',
      '4,丁,药店,无,—,1',
      '5,戊,药店,一一六,39.9,1',
      '6,己,药店,1164000,39.9,1',
      '7,庚,药店,39.91,116.41,1',
      '8,辛,药店,116°24′36″E,39°54′N,1',
      '9,壬,药店,１１６．４２,39.9,1'
    ];
    const checked = await check('f.csv', HEAD + rows.join('\n'), FACILITIES);
    expect(codes(checked.report.rejected)).toEqual([
      [3, 'no_coordinate'],
      [4, 'no_coordinate'],
      [5, 'no_coordinate'],
      [6, 'bad_coordinate'],
      [7, 'out_of_range'],
      [8, 'swapped']
    ]);
    expect(column(checked, 'lon')).toEqual([116.4, 116.41, 116.42]);
    expect(checked.report.repaired).toMatchObject([{ row: 9, code: 'coordinate_form' }]);
    expect(checked.report.rejected.every(({ reason }) => reason.startsWith('第 '))).toBe(true);
    expect(checked.report.questions).toEqual([]);
  });

  test.each(['-1,-1', '0,0', '9999,9999', '116.4,9999', '-999,39.9', '99999.99,39.9', '39.9,39.9', '1,1'])(
    'what programs write for “not known” is no place: %s',
    async (place) => {
      const rows = ['1,甲,药店,116.40,39.90,1', `2,乙,药店,${place},1`];
      const { report } = await check('f.csv', HEAD + rows.join('\n'), FACILITIES);
      expect(codes(report.rejected)).toEqual([[3, 'no_coordinate']]);
      const [lon, lat] = place.split(',').map(Number);
      const point = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [lon, lat] } };
      const good = { ...point, geometry: { type: 'Point', coordinates: [116.4, 39.9] } };
      const collection = JSON.stringify({ type: 'FeatureCollection', features: [point, good] });
      const drawn = await check('f.geojson', collection, FACILITIES);
      expect(codes(drawn.report.rejected)).toEqual([[1, 'no_coordinate']]);
    }
  );

  test('facilities whose status says that they do not serve are kept, and named with their rows', async () => {
    const words = ['规划', '正常', '停用（2023）', '', '待核实', '停用（2023）', '/'];
    const rows = words.map((word, i) => `${i},站${i},药店,116.4${i},39.90,${word}`);
    const text = `编号,名称,类别,经度,纬度,状态\n${rows.join('\n')}\n`;
    const { report } = await check('f.csv', text, FACILITIES);
    expect(report.accepted).toBe(7);
    const messageOf = (code: string) => report.warnings.find((warning) => warning.code === code)?.message;
    expect(messageOf('not_serving')).toMatch(/^3 处设施按状态不计入：停用\(2023\)×2、规划×1（行 2、4、7）/);
    expect(messageOf('unknown_status')).toMatch(/^1 处设施的状态认不出，按正常开放计入：待核实×1（行 6）/);
    const english = await check('f.csv', text, FACILITIES, { lang: 'en' });
    expect(english.report.warnings.map(({ message }) => message).join()).toMatch(
      /3 facilities are left out by their status/
    );
  });

  test('all rows swapped is one question, and the answer sets it right', async () => {
    const text = '名称,类别,经度,纬度\n甲,药店,39.90,116.40\n乙,药店,39.91,116.41\n';
    const { report } = await check('f.csv', text, FACILITIES);
    expect(report.questions).toMatchObject([{ code: 'swapped', options: ['lon=纬度,lat=经度'] }]);
    expect(report.questions[0].message).toContain('全部 2 行');
    const answered = answerQuestion(FACILITIES, report.questions[0], report.questions[0].options[0]);
    const again = await check('f.csv', text, answered);
    expect(again.report.questions).toEqual([]);
    expect(column(again, 'lon')).toEqual([116.4, 116.41]);
  });

  test('the same in the geometry of a GeoJSON file, points and areas', async () => {
    const flip = (ring: number[][][]): number[][][] => ring.map((line) => line.map(([x, y]) => [y, x]));
    for (const [as, shape] of [
      ['facilities', feature('Point', [39.9, 116.4])],
      ['communities', feature('Polygon', flip(square(116.4, 39.9)), { name: '甲' })]
    ] as const) {
      const choices: Choices = { as, crs: 'wgs84' };
      const { report } = await check('f.geojson', collection(shape), choices);
      expect(report.questions.map(({ code }) => code)).toEqual(['swapped']);
      const answered = answerQuestion(choices, report.questions[0], report.questions[0].options[0]);
      const again = await check('f.geojson', collection(shape), answered);
      expect(again.report.questions).toEqual([]);
      if (as === 'facilities') expect(column(again, 'lon')).toEqual([116.4]);
      else
        expect(decodeWkb(column(again, 'geometry')[0] as Uint8Array).coordinates[0]).toEqual(
          square(116.4, 39.9)[0]
        );
    }
  });

  test('GCJ-02 and BD-09 come back to WGS84 within centimetres', async () => {
    for (const datum of ['gcj02', 'bd09'] as const) {
      const [x, y] = fromWgs84(116.4, 39.9, datum);
      const checked = await check('f.csv', `名称,经度,纬度\n药店,${x},${y}\n`, {
        as: 'facilities',
        crs: datum
      });
      expect(column(checked, 'lon')[0]).toBeCloseTo(116.4, 7);
      expect(column(checked, 'lat')[0]).toBeCloseTo(39.9, 7);
    }
  });

  test('metres with their zone before the easting are converted, and that is said', async () => {
    const text = '名称,X,Y\n药店,39448700.5,4418000.25\n';
    const { report } = await check('f.csv', text, { as: 'facilities' });
    expect(report.questions).toEqual([]);
    expect(report.crs).toEqual({ value: 'EPSG:4527', why: '横坐标前有带号' });
    expect(report.warnings.map(({ code }) => code)).toEqual(['zone_from_easting']);
    const checked = await check('f.csv', text, { as: 'facilities', crs: 'EPSG:4527' });
    expect(checked.report.questions).toEqual([]);
    expect(column(checked, 'lon')[0]).toBeCloseTo(116.4, 1);
    const north = await check('f.csv', '名称,X,Y\n药店,4418000.25,39448700.5\n', { as: 'facilities' });
    expect(north.report.questions.map(({ code }) => code)).toEqual(['swapped']);
    expect(north.report.crs.value).toBe('EPSG:4527');
    expect((await refusal(check('f.csv', text, { as: 'facilities', crs: 'EPSG:9' }))).code).toBe('bad_crs');
  });

  test('without a stated system WGS84 is taken, with its why and a warning where it matters', async () => {
    const china = await check('f.csv', '名称,经度,纬度\n药店,116.4,39.9\n', { as: 'facilities' });
    expect(china.report.crs).toEqual({ value: 'wgs84', why: '没有写明，默认 WGS84' });
    expect(china.report.warnings.map(({ code }) => code)).toContain('crs_assumed');
    const porto = await check('f.csv', 'name,lon,lat\nA,-8.6,41.1\n', { as: 'facilities' }, { lang: 'en' });
    expect(porto.report.warnings.map(({ code }) => code)).not.toContain('crs_assumed');
  });

  test('numbers: separators, full width, units; blanks are missing, zero stays zero, words are listed', async () => {
    const cells = ['"1,200"', '３００', '300㎡', '1.2万', '', '/', '无', '—', 'N/A', '0', '约三百', '-5'];
    const text = HEAD + cells.map((cell, i) => `${i + 1},甲${i},药店,116.4${i},39.9,${cell}`).join('\n');
    const checked = await check('f.csv', text, FACILITIES);
    expect(column(checked, 'floor_area_m2')).toEqual([
      1200,
      300,
      300,
      12000,
      NaN,
      NaN,
      NaN,
      NaN,
      NaN,
      0,
      NaN,
      NaN
    ]);
    expect(checked.report.accepted).toBe(12);
    expect(codes(checked.report.repaired)).toEqual([
      [2, 'number_form'],
      [3, 'number_form'],
      [4, 'unit_dropped'],
      [5, 'unit_dropped'],
      [12, 'number_missing'],
      [13, 'negative_missing']
    ]);
  });

  test('categories: codes, names, synonyms, the user’s words; nothing is guessed by default', async () => {
    const words = [
      'eldercare_site',
      '社区卫生服务站',
      '日间照料中心',
      '托老所',
      '医疗;药房',
      '驿站',
      '',
      '养老机构'
    ];
    const rows = words.map((word, i) => `${i},甲${i},${word},116.4${i},39.9,`).join('\n');
    const checked = await check('f.csv', HEAD + rows, {
      ...FACILITIES,
      categories: { 驿站: 'eldercare_site' }
    });
    expect(column(checked, 'category')).toEqual([
      ...['eldercare_site', 'chs', 'day_care', 'day_care', 'pharmacy', 'eldercare_site', '', 'nursing_home']
    ]);
    const open = await check('f.csv', HEAD + rows, FACILITIES);
    expect([open.report.accepted, column(open, 'category')[5]]).toEqual([8, '']);
    const warning = open.report.warnings.find(({ code }) => code === 'no_category')!;
    expect(warning.message).toContain('2 处设施没有认出类别，已保留');
    expect(warning.message).toContain('驿站×1、（空）×1（行 7、8）');
    const wrong = await refusal(
      check('f.csv', HEAD + rows, { ...FACILITIES, categories: { 驿站: 'eldercare' } })
    );
    expect([wrong.code, wrong.messageZh.includes('eldercare_site')]).toEqual(['bad_category_code', true]);
  });

  test('without a column of categories the name decides, with the words that exclude', async () => {
    const names = ['阳光养老院', '阳光养老院附属医院', '宠物大药房', '便民药房', '某处'];
    const rows = names.map((name, i) => `${name},116.4${i},39.9`).join('\n');
    const checked = await check('f.csv', `名称,经度,纬度\n${rows}`, FACILITIES);
    expect(column(checked, 'category')).toEqual(['nursing_home', '', '', 'pharmacy', '']);
  });

  test('a code twice: another place gets a new code, the same row is kept once', async () => {
    const rows = [
      'A1,甲,药店,116.40,39.90,1',
      'A1,乙,药店,116.41,39.91,2',
      'A1,甲,药店,116.40,39.90,1',
      ',丙,药店,116.42,39.9,3',
      'a1_2,丁,药店,116.43,39.9,4'
    ];
    const checked = await check('f.csv', HEAD + rows.join('\n'), FACILITIES);
    expect(column(checked, 'fac_id')).toEqual(['A1', 'A1_3', 'F5', 'a1_2']);
    expect(codes(checked.report.rejected)).toEqual([[4, 'duplicate']]);
    expect(checked.report.rejected[0].reason).toContain('第 4 行与第 2 行完全相同');
    expect(checked.report.repaired).toMatchObject([
      { row: 3, code: 'duplicate_code', was: 'A1', now: 'A1_3' },
      { row: 5, code: 'code_made', was: '', now: 'F5' }
    ]);
  });

  test('the same name within 50 m is named and kept', async () => {
    const checked = await check(
      'f.csv',
      '名称,经度,纬度\n药店,116.4,39.9\n药店,116.4003,39.9\n药店,116.5,39.9\n',
      FACILITIES
    );
    expect(checked.report.accepted).toBe(3);
    const asked = checked.report.questions.find(({ code }) => code === 'same_name_near')!;
    expect(asked.message).toContain('“药店”（行 2、3）');
    expect(asked).toMatchObject({ options: ['keep_all', 'keep_one'], mayWait: true });
  });

  test('from a GB18030 file', async () => {
    const checked = await check(
      'facilities_gb18030.csv',
      await fixture('facilities_gb18030.csv'),
      FACILITIES
    );
    expect(column(checked, 'category')).toEqual(['eldercare_site', 'chs']);
    expect(column(checked, 'floor_area_m2')).toEqual([1200, NaN]);
  });

  test('facilities drawn as areas stand at a point inside; lines are refused', async () => {
    const checked = await check('f.geojson', collection(feature('Polygon', square(116, 39))), FACILITIES);
    expect(checked.report.repaired).toMatchObject([{ code: 'polygon_to_point' }]);
    expect(column(checked, 'lon')[0]).toBeCloseTo(116.005, 6);
    const lines = collection(
      feature('LineString', [
        [116, 39],
        [117, 39]
      ])
    );
    expect((await refusal(check('f.geojson', lines, FACILITIES))).messageZh).toContain(
      '“设施”需要点，文件里却都是线'
    );
  });

  test('columns that are not there are named with those that are', async () => {
    const error = await refusal(
      check('f.csv', '名称,经度,纬度\n甲,1,2\n', { ...FACILITIES, map: { beds: '床' } })
    );
    expect([error.code, error.messageZh.includes('名称、经度、纬度')]).toEqual(['no_column', true]);
    expect((await refusal(check('f.csv', '名称,经度\n甲,1\n', FACILITIES))).code).toBe('no_place_columns');
    expect(
      (await refusal(check('f.csv', '名称,经度,纬度\n甲,1,2\n', { ...FACILITIES, map: { pop: '名称' } })))
        .code
    ).toBe('no_field');
  });
});

test('a mend of coordinates or of a name that the user refuses sets the row aside, and says why', async () => {
  const csv = '名称,类别,经度,纬度\n甲,养老驿站,116°23′29″E,39°55′12″N\n乙,养老驿站,116.4,39.9\n';
  const taken = await check('设施.csv', csv, { as: 'facilities' });
  expect(taken.report.repaired.map(({ code }) => code)).toContain('coordinate_form');
  expect(taken.report.refusable).toContain('coordinate_form');
  const refused = await check('设施.csv', csv, {
    as: 'facilities',
    answers: { 'mend:coordinate_form': 'no' }
  });
  expect(refused.report).toMatchObject({ accepted: 1, rejected: [{ row: 2, code: 'mend_refused' }] });
  const people = '社区,常住人口\n民安社区居委会,100\n';
  const context = { units: ['民安'] };
  const kept = await check(
    '人口.csv',
    people,
    { as: 'population', answers: { 'mend:unit_name': 'no' } },
    context
  );
  expect(kept.report).toMatchObject({ accepted: 0, rejected: [{ row: 2, code: 'mend_refused' }] });
});
