import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBand, tile } from '../../src/lib/import/meanings/age-bands.ts';
import { guessLayer } from '../../src/lib/import/guess-layer.ts';
import { matchColumns } from '../../src/lib/import/meanings/match-columns.ts';
import { answerQuestion } from '../../src/lib/import/answer-question.ts';
import { proposeChoices } from '../../src/lib/import/propose.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Choices, Layer } from '../../src/lib/import/report.ts';
import { makeSource, type Source } from '../../src/lib/import/source.ts';
import { bytesOf, check, codes, column, shared } from './sources.ts';

/** A table of the given columns: header → cells. */
function tableOf(columns: Record<string, (string | null)[]>, extra: Partial<Source> = {}): Source {
  const headers = Object.keys(columns);
  const cells = Object.values(columns);
  return makeSource({
    file: 't.csv',
    format: 'csv',
    headers,
    columns: cells,
    rows: cells[0].length,
    ...extra
  });
}

const matched = (as: Layer, columns: Record<string, (string | null)[]>): Record<string, string> => {
  const source = tableOf(columns);
  return Object.fromEntries(
    matchColumns(source, { as }).map(({ field, column: c }) => [field, source.headers[c]])
  );
};

describe('columns by their names', () => {
  test.each([
    ['常住人口（万人）', 'pop_resident'],
    ['常住人口（万人）', 'pop_resident'],
    ['常住人口數', 'pop_resident'],
    ['常住人', 'pop_resident'],
    ['POP_RESIDE', 'pop_resident'],
    ['常住人口/合计', 'pop_resident'],
    ['人口情况/常住人口', 'pop_resident'],
    ['3.常住人口', 'pop_resident'],
    ['常住人口万人', 'pop_resident'],
    ['常住人口_1', 'pop_resident'],
    ['60周岁及以上人口', 'pop_60p'],
    ['年龄/60岁及以上', 'pop_60p'],
    ['六十岁以上', 'pop_60p'],
    ['80岁以上老年人(人)', 'pop_80p'],
    ['0-17周岁', 'pop_0_17'],
    ['18岁以下', 'pop_0_17'],
    ['戶數', 'households'],
    ['总户数（户）', 'households']
  ])('%s of a population table is %s', (header, field) => {
    expect(matched('population', { 社区: ['甲', '乙'], [header]: ['1', '2'] })).toEqual({
      unit: '社区',
      [field]: header
    });
  });

  test.each([
    '60岁以上/男',
    '60岁以上/女',
    '男/60岁以上',
    '户籍人口/60岁以上',
    '60-64岁',
    '其中：女',
    '18岁及以下',
    '60岁以上占比',
    '独居60岁以上'
  ])('%s is only a part, or other ages, and is never taken for a field', (header) => {
    expect(matched('population', { 社区: ['甲', '乙'], [header]: ['1', '2'] })).toEqual({ unit: '社区' });
  });

  test('the stump of a name is told from that of a code by its values', () => {
    expect(matched('communities', { COMMUNITY_: ['民安社区', '青龙社区'], 面积: ['1', '2'] })).toMatchObject({
      name: 'COMMUNITY_'
    });
    expect(matched('communities', { COMMUNITY_: ['110101001001', '110101001002'] })).toMatchObject({
      unit_id: 'COMMUNITY_'
    });
    expect(matched('facilities', { 名称: ['甲'], 建筑面: ['20'] })).toMatchObject({
      floor_area_m2: '建筑面'
    });
  });

  test('a total stands before its parts, an own name before a synonym, and a column serves one field', () => {
    expect(
      matched('population', {
        社区: ['甲'],
        '常住人口/男': ['1'],
        '常住人口/女': ['2'],
        '常住人口/小计': ['3'],
        户籍人口: ['4']
      })
    ).toEqual({ unit: '社区', pop_resident: '常住人口/小计', pop_registered: '户籍人口' });
    expect(matched('population', { 总人口: ['1'], pop_resident: ['2'], unit: ['甲'] })).toMatchObject({
      pop_resident: 'pop_resident'
    });
  });

  test('no field has two columns, no column two fields, whatever the headers', () => {
    const word = fc.constantFrom(
      '社区',
      '人口',
      '常住',
      '60岁',
      '以上',
      '/',
      '男',
      '合计',
      'name',
      '_1',
      '面积',
      '（亩）',
      'id',
      '经度',
      '__proto__'
    );
    const header = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(header, { minLength: 1, maxLength: 8 }), (headers) => {
        const source = makeSource({
          file: 't.csv',
          format: 'csv',
          headers,
          columns: headers.map(() => ['1.5', '甲']),
          rows: 2
        });
        for (const as of ['population', 'facilities', 'communities', 'tasks'] as const) {
          const found = matchColumns(source, { as });
          expect(new Set(found.map((match) => match.field)).size).toBe(found.length);
          expect(new Set(found.map((match) => match.column)).size).toBe(found.length);
          for (const { confidence } of found) expect(confidence).toBeGreaterThanOrEqual(0.6);
        }
      })
    );
  });
});

describe('columns by their values', () => {
  test('degrees, codes and names of units tell themselves where no header does, with less confidence', () => {
    const source = tableOf({
      A: ['116.4213', '116.4301'],
      B: ['39.9123', '39.9456'],
      C: ['民安社区', '青龙社区'],
      D: ['药店', '养老院']
    });
    const found = matchColumns(source, { as: 'facilities' });
    expect(found.map(({ field, column: c, why, confidence }) => [field, c, why, confidence])).toEqual([
      ['category', 3, 'why_values', 0.6],
      ['lon', 0, 'why_values', 0.6],
      ['lat', 1, 'why_values', 0.6]
    ]);
    expect(matched('population', { F1: ['民安社区', '青龙社区'], 人数: ['5', '6'] })).toMatchObject({
      unit: 'F1'
    });
    expect(matched('communities', { F1: ['110101001001', '110101001002'] })).toEqual({ unit_id: 'F1' });
  });

  test('two columns that both could be the longitude are left to the user', () => {
    expect(
      matched('facilities', {
        A: ['116.4213', '116.4301'],
        B: ['116.5213', '116.5301'],
        C: ['39.9123', '39.9456']
      })
    ).toEqual({});
  });

  test('of columns of categories the one with a word in every row is taken', () => {
    expect(
      matched('facilities', {
        二级菜单: ['药店', '超市', null, null],
        layer: ['医疗设施', '便民设施', '养老设施', '养老设施']
      })
    ).toMatchObject({ category: 'layer' });
    expect(matched('facilities', { 类型: ['甲类', '乙类'], 小类: ['药店', '超市'] })).toMatchObject({
      category: '小类'
    });
  });
});

describe('ages and sums', () => {
  test.each([
    ['60-64岁', 60, 64],
    ['60～64', 60, 64],
    ['AGE_65_69', 65, 69],
    ['85岁及以上', 85, Infinity],
    ['60+', 60, Infinity],
    ['18岁以下', 0, 17],
    ['3岁及以下', 0, 3],
    ['0岁', 0, 0]
  ])('%s is %s to %s', (header, from, to) => {
    expect(readBand(header)).toEqual({ from, to });
  });
  test.each(['2020-2021', '男60-64岁', '60岁以上占比', '常住人口', '12-3号'])(
    '%s is no band of ages',
    (header) => {
      expect(readBand(header)).toBeNull();
    }
  );

  test('bands are added up only where they make the ages exactly', () => {
    const bands = [
      { column: 0, band: { from: 55, to: 59 } },
      { column: 1, band: { from: 60, to: 64 } },
      { column: 2, band: { from: 65, to: 79 } },
      { column: 3, band: { from: 80, to: Infinity } },
      { column: 4, band: { from: 60, to: 79 } }
    ];
    expect(tile(bands, { from: 60, to: Infinity })).toEqual([4, 3]);
    expect(tile(bands, { from: 65, to: Infinity })).toEqual([2, 3]);
    expect(tile(bands.slice(0, 3), { from: 60, to: Infinity })).toBeNull();
    expect(tile(bands, { from: 0, to: 17 })).toBeNull();
  });

  test('a column that may count the residents is asked for, that of the latest year first', async () => {
    const years =
      '社区,总户数,2022年末总人数（人）,2023年末总人数（人）,老年人口\n甲,40,90,100,20\n乙,30,70,80,10\n';
    const asked = await check('人口.csv', years, { as: 'population' });
    const [question] = asked.report.questions;
    expect(question).toMatchObject({
      code: 'ask_people',
      sets: 'map',
      options: ['pop_resident=2023年末总人数（人）', 'pop_resident=2022年末总人数（人）', 'pop_resident=']
    });
    expect(column(asked, 'pop_resident')).toEqual([100, 80]);
    const said = answerQuestion({ as: 'population' }, question, question.options[1]);
    const before = await check('人口.csv', years, said);
    expect([before.report.questions, column(before, 'pop_resident')]).toEqual([[], [90, 70]]);
    const none = await check(
      '人口.csv',
      years,
      answerQuestion({ as: 'population' }, question, 'pop_resident=')
    );
    expect([none.report.questions, column(none, 'pop_resident')]).toEqual([[], [NaN, NaN]]);
  });

  test('the residents at the end of a year under a merged header are found', async () => {
    const text = '社区,年末常住人口/合计（万人）,年末常住人口/#60岁及以上（万人）\n甲,0.58,0.12\n';
    const checked = await check('年鉴.csv', text, { as: 'population' });
    expect(checked.report.questions).toEqual([]);
    expect([column(checked, 'pop_resident'), column(checked, 'pop_60p')]).toEqual([[5800], [1200]]);
  });

  const SEXES = '社区,男,女,60-69岁,70-79岁,80岁及以上\n甲,40,60,5,4,3\n乙,10,,2,1,1\n丙,7,x,2,1,1\n';

  test('men and women are added up with the user’s word only; bands are offered', async () => {
    const { report } = await check('人口.csv', SEXES, { as: 'population' });
    const [question] = report.questions.filter(({ code }) => code === 'ask_sum');
    expect(question).toMatchObject({
      sets: 'map',
      key: 'pop_resident',
      options: ['pop_resident=男+女', 'pop_resident=']
    });
    const yes = answerQuestion({ as: 'population' }, question, question.options[0]);
    const checked = await check('人口.csv', SEXES, yes);
    expect(checked.report.questions.filter(({ code }) => code === 'ask_sum')).toEqual([]);
    expect(column(checked, 'pop_resident').slice(0, 2)).toEqual([100, NaN]);
    expect(checked.report.repaired.map(({ row, was }) => [row, was])).toContainEqual([4, 'x']);
    const source = await readSource('人口.csv', new TextEncoder().encode(SEXES));
    const { offers } = proposeChoices(source, { as: 'population' });
    expect(offers.filter(({ field }) => field === 'pop_60p').map((offer) => offer.column)).toEqual([
      '60-69岁+70-79岁+80岁及以上'
    ]);
    const bands: Choices = {
      as: 'population',
      map: { pop_60p: offers.find(({ field }) => field === 'pop_60p')!.column, pop_resident: '' }
    };
    expect(column(await check('人口.csv', SEXES, bands), 'pop_60p')).toEqual([12, 4, 4]);
  });
});

describe('what a file is', () => {
  test('a sheet’s name, columns and codes tell the layer', async () => {
    const of = (columns: Record<string, (string | null)[]>, extra?: Partial<Source>): Layer =>
      guessLayer(tableOf(columns, extra)).as;
    expect(of({ 任务名称: ['a'], 牵头部门: ['b'], 完成时限: ['2025年'] })).toBe('tasks');
    expect(of({ 社区: ['甲'], '常住人口（人）': ['1'] })).toBe('population');
    expect(
      of({ 名称: ['甲'], 经度: ['116.4'], 纬度: ['39.9'] }, { layer: '候选点', file: '设施.xlsx' })
    ).toBe('candidates');
    const square = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0]
        ]
      ]
    };
    expect(of({ 代码: ['110101001'] }, { geometry: [square] })).toBe('subdistricts');
    expect(of({ 代码: ['110101001001'] }, { geometry: [square] })).toBe('communities');
  });

  test('the ledger of tasks: dates as ISO, numbers read, everything kept', async () => {
    const text =
      '任务编号,任务名称,牵头部门,完成时限,目标值,实际值,单位,状态,备注\n' +
      'T1,养老服务站全覆盖,民政局,2025年12月底,100,80%,%,进行中,x\n' +
      'T2,社工站,民政局,45231,12,,个,,\n' +
      'T3,培训,组织部,长期,,,,完成,\n';
    const checked = await check('任务台账.csv', text, { as: 'tasks' });
    expect(checked.report.accepted).toBe(3);
    expect(column(checked, 'deadline')).toEqual(['2025-12', '2023-11-01', '长期']);
    expect(column(checked, 'target_value')).toEqual([100, 12, NaN]);
    expect(column(checked, 'unit')).toEqual(['%', '个', null]);
    expect(column(checked, '备注')).toEqual(['x', null, null]);
    expect(codes(checked.report.repaired)).toEqual(
      expect.arrayContaining([
        [2, 'date_form'],
        [3, 'date_form']
      ])
    );
    expect(checked.report.warnings.map(({ code }) => code)).toContain('dates_unreadable');
  });
});

const folder = shared('beixinqiao');
test.skipIf(!folder)(
  'Beixinqiao: the category is `layer`, no code is taken from another table’s id',
  async () => {
    const source = await readSource('facilities.geojson', await bytesOf(`${folder}/facilities.geojson`));
    const { choices, columns } = proposeChoices(source);
    expect(choices.map).toMatchObject({
      name: 'name',
      category: 'layer',
      floor_area_m2: '建筑面积',
      beds: '床位数'
    });
    expect(choices.map).not.toHaveProperty('fac_id');
    expect(columns.every(({ why, confidence }) => why.length > 1 && confidence > 0)).toBe(true);
  }
);

test('the number that a program gives each row is no code of units that have names', async () => {
  const area = (i: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [i, 0],
        [i, 1],
        [i + 1, 1],
        [i + 1, 0],
        [i, 0]
      ]
    ]
  });
  const units = (ids: number[], names: string[]) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: ids.map((fid, i) => ({
        type: 'Feature',
        properties: { fid, name: names[i] },
        geometry: area(i)
      }))
    });
  const codes = async (text: string) =>
    column(await check('communities.geojson', text, { as: 'communities', crs: 'wgs84' }), 'unit_id');
  expect(await codes(units([1, 2, 3], ['甲', '乙', '丙']))).toEqual(['甲', '乙', '丙']);
  expect(await codes(units([1, 2, 3], ['甲', '甲', '丙']))).toEqual(['1', '2', '3']);
  expect(await codes(units([110, 120, 130], ['甲', '乙', '丙']))).toEqual(['110', '120', '130']);
});
