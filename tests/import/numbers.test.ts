import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChineseNumber } from '../../src/lib/import/values/chinese-numerals.ts';
import { isMissing, readAbout, readNumber } from '../../src/lib/import/values/numbers.ts';
import { readDate } from '../../src/lib/import/values/read-date.ts';
import { headerUnit, readUnit } from '../../src/lib/import/values/units.ts';
import { check, codes, column } from './sources.ts';

const AREA = { kind: 'area', times: 1 } as const;
const value = (cell: string, unit = AREA as Parameters<typeof readNumber>[1]): number | null =>
  readNumber(cell, unit)?.value ?? null;

describe('a number in a cell', () => {
  test.each([
    ['１２３', 123],
    ['1,234', 1234],
    ['1 234', 1234],
    ['12,345,678.5', 12_345_678.5],
    ['１，２３４', 1234],
    ["'0012", 12],
    ['−3', -3],
    ['+4', 4],
    ['1e3', 1000],
    ['3.5亩', 7000 / 3],
    ['120㎡', 120],
    ['120 平方米', 120],
    ['2公顷', 20_000],
    ['0.02平方公里', 20_000],
    ['1.5万㎡', 15_000],
    ['1.2 km²', 1_200_000],
    ['三百二十', 320],
    ['三百二十平方米', 320],
    ['两万', 20_000],
    ['1.2万', 12_000],
    ['3万5千', 35_000]
  ])('%s is %d', (cell, wanted) => expect(value(cell)).toBeCloseTo(wanted, 6));

  test.each(['', '  ', '/', '无', '—', '——', '－', '暂无', 'N/A', '#N/A'])(
    '%j is missing, never 0',
    (cell) => {
      expect(isMissing(cell)).toBe(true);
      expect(readNumber(cell)?.value).toBeNaN();
    }
  );

  test.each([
    '约300',
    '300余',
    '三五成群',
    '1,23',
    '12 34',
    '1.2.3',
    '3-5',
    '甲',
    '35人',
    '０x1F',
    '1/2',
    'Infinity',
    '=1+1'
  ])('%s is no number of square metres', (cell) => expect(value(cell)).toBeNull());

  test('a number is read the same with and without the short way', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (x) => {
        expect(readNumber(String(x))?.value).toBe(Number(String(x)));
        expect(readNumber(` ${x}`)?.value).toBe(Number(String(x)));
      })
    );
  });

  test('what is about so many is read only where it is asked for', () => {
    expect(
      ['约300', '300左右', '近1.2万人', '300余人', '三百多人', '300', '约', '大约很多'].map((cell) =>
        readAbout(cell)
      )
    ).toEqual([300, 300, 12_000, 300, 300, null, null, null]);
  });
});

describe('Chinese numerals', () => {
  test.each([
    ['〇', 0],
    ['十', 10],
    ['十二', 12],
    ['廿', 20],
    ['廿五', 25],
    ['卅', 30],
    ['一百零五', 105],
    ['三百二', 320],
    ['三百二十', 320],
    ['两万', 20_000],
    ['两万五', 25_000],
    ['一万零五百', 10_500],
    ['十二万三千四百五十六', 123_456],
    ['一亿三千万', 130_000_000],
    ['二〇二三', 2023],
    ['叁佰贰拾', 320],
    ['三点一四', 3.14]
  ])('%s is %d', (text, wanted) => expect(readChineseNumber(text)).toBe(wanted));

  test.each(['', '320', '3.5', '三里屯', '百度', '万寿路', '一三十', '点五', '五点', '十点五点'])(
    '%s is none',
    (text) => expect(readChineseNumber(text)).toBeNull()
  );

  test('every number below a hundred million comes back from its numerals', () => {
    const digits = '零一二三四五六七八九';
    const four = (n: number): string => {
      let out = '';
      for (const [unit, word] of [
        [1000, '千'],
        [100, '百'],
        [10, '十'],
        [1, '']
      ] as const) {
        const digit = Math.floor(n / unit) % 10;
        if (digit > 0) out += digits[digit] + word;
        else if (out !== '' && !out.endsWith('零') && n % unit > 0) out += '零';
      }
      return out;
    };
    const write = (n: number): string => {
      const [high, low] = [Math.floor(n / 10_000), n % 10_000];
      const gap = high > 0 && low > 0 && low < 1000 ? '零' : '';
      return n === 0 ? '零' : (high > 0 ? `${four(high)}万` : '') + gap + four(low);
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
        expect(readChineseNumber(write(n))).toBe(n);
      })
    );
  });
});

describe('units', () => {
  test.each([
    ['常住人口（万人）', 10_000],
    ['面积(亩)', 2000 / 3],
    ['面积【公顷】', 10_000],
    ['面积_km2', 1_000_000],
    ['建筑面积（㎡）', 1],
    ['用地面积（单位：万平方米）', 10_000],
    ['费用（万元）', 10_000],
    ['用地面积公顷', 10_000]
  ])('of the header %s', (header, times) => expect(headerUnit(header)?.times).toBeCloseTo(times, 6));

  test('words that are none', () => {
    expect(['社区', '名称（全称）', '60岁以上', '人口（2023年）', '户籍人口'].map(headerUnit)).toEqual(
      new Array(5).fill(null)
    );
    expect(['万', '亩', '', '万里长城'].map((word) => readUnit(word)?.kind ?? null)).toEqual([
      'any',
      'area',
      null,
      null
    ]);
  });
});

describe('days', () => {
  test.each([
    ['2023年11月1日', '2023-11-01', null],
    ['2023年11月', '2023-11', null],
    ['二〇二三年十一月一日', '2023-11-01', null],
    ['2023.11.1', '2023-11-01', null],
    ['2023/11/01 08:30', '2023-11-01', null],
    ['20231101', '2023-11-01', null],
    ['23年1月2号', '2023-01-02', null],
    ['25/12/2023', '2023-12-25', null],
    ['12/25/2023', '2023-12-25', null],
    ['03/04/2023', '2023-04-03', '2023-03-04']
  ])('%s', (cell, iso, other) => expect(readDate(cell)).toEqual({ iso, other }));

  test.each(['2023年13月1日', '2023-02-29', '31/11/2023', '2023', '今天', '1900-02-29', ''])(
    '%s is none',
    (cell) => expect(readDate(cell)).toBeNull()
  );
});

describe('columns of numbers', () => {
  const population = (text: string, answers = {}) => check('人口.csv', text, { as: 'population', answers });

  test('the unit of the header counts for bare numbers, the cell’s own before it', async () => {
    const checked = await population('社区,常住人口（万人）\n甲,0.58\n乙,1.2万\n丙,无\n丁,5800人\n');
    expect(column(checked, 'pop_resident')).toEqual([5800, 12_000, NaN, 5800]);
    expect(checked.report.warnings.map(({ code }) => code)).toContain('header_unit');
    expect(codes(checked.report.repaired)).toEqual([
      [3, 'unit_dropped'],
      [5, 'unit_dropped']
    ]);
  });

  test('numerals and other forms of digits are read and listed', async () => {
    const checked = await population('社区,户数,常住人口\n甲,三百二十,１２３\n乙,廿,"1,234"\n丙,〇,1 234\n');
    expect(column(checked, 'households')).toEqual([320, 20, 0]);
    expect(column(checked, 'pop_resident')).toEqual([123, 1234, 1234]);
    expect(new Set(checked.report.repaired.map(({ code }) => code))).toEqual(
      new Set(['numeral_read', 'number_form'])
    );
    expect(checked.report.repaired).toHaveLength(6);
  });

  test('about so many is a question; the number counts only if the user says so', async () => {
    const text = '社区,户数,常住人口\n甲,100,约300\n乙,20,40\n';
    const asked = await population(text);
    expect(asked.report.questions).toMatchObject([
      { code: 'ask_about', key: 'about:pop_resident', options: ['no', 'yes'] }
    ]);
    expect(column(asked, 'pop_resident')).toEqual([NaN, 40]);
    const yes = await population(text, { 'about:pop_resident': 'yes' });
    expect([yes.report.questions, column(yes, 'pop_resident')]).toEqual([[], [300, 40]]);
    expect(codes(yes.report.repaired)).toEqual([[2, 'about_taken']]);
  });

  test('mixed units are read where each cell states its own, and asked about where some do not', async () => {
    const head = '名称,类别,经度,纬度,建筑面积\n';
    const row = (name: string, area: string, i: number): string => `${name},药店,116.4${i},39.9,${area}\n`;
    const each =
      head +
      ['3亩', '200㎡', '0.5公顷', '0.001平方公里', '0.2万㎡']
        .map((area, i) => row(`店${i}`, area, i))
        .join('');
    const said = { as: 'facilities', crs: 'wgs84' } as const;
    const all = await check('设施.csv', each, said);
    expect(all.report.questions.map(({ code }) => code)).not.toContain('ask_unit');
    expect(column(all, 'floor_area_m2')).toEqual([2000, 200, 5000, 1000, 2000]);
    const some = each + row('店5', '6', 5);
    const asked = await check('设施.csv', some, said);
    expect(asked.report.questions.filter(({ code }) => code === 'ask_unit')).toMatchObject([
      { key: 'unit:floor_area_m2', options: ['亩', '公顷', '万m2', '㎡', '平方公里'] }
    ]);
    const large = await check('设施.csv', each + row('店5', '1500', 5) + row('店6', '800', 6), said);
    const [question] = large.report.questions.filter(({ code }) => code === 'ask_unit');
    expect(question.options[0], 'the unit in which bare numbers are of the size of the others').toBe('㎡');
    const told = await check('设施.csv', some, { ...said, answers: { 'unit:floor_area_m2': '亩' } });
    expect([told.report.questions.length, column(told, 'floor_area_m2').at(-1)]).toEqual([
      asked.report.questions.length - 1,
      4000
    ]);
  });
});
