import { describe, expect, test } from 'vitest';
import { readOrdinate, splitPosition } from '../../src/lib/import/values/coordinates.ts';
import { check, codes, column } from './sources.ts';

const LON = 116 + 23 / 60 + 29 / 3600;
const LAT = 39 + 54 / 60 + 20 / 3600;

describe('readOrdinate', () => {
  test.each([
    ['116.39', 116.39, null],
    ['１１６．３９', 116.39, null],
    ['E116.39', 116.39, 'lon'],
    ['东经116.39', 116.39, 'lon'],
    ['116.39°', 116.39, null],
    ['116.39E', 116.39, 'lon'],
    ['116°23′29″E', LON, 'lon'],
    ['116°23\'29"', LON, null],
    ["116°23'29''", LON, null],
    ['E116°23′29″', LON, 'lon'],
    ['116度23分29秒', LON, null],
    ['东经116度23分29秒', LON, 'lon'],
    ['北纬39度54分20秒', LAT, 'lat'],
    ['N39°54′20″', LAT, 'lat'],
    ['39°54′20″北', LAT, 'lat'],
    ['116 23 29', LON, null],
    ['116-23-29', LON, null],
    ['116:23:29', LON, null],
    ['116d23m29s', LON, null],
    ['116°23.483333′', LON, null],
    ['116° 23′ 29″', LON, null],
    ['W116°23′29″', -LON, 'lon'],
    ['S39°54′20″', -LAT, 'lat']
  ])('%s', (cell, value, axis) => {
    const read = readOrdinate(cell);
    expect(read?.value).toBeCloseTo(value, 6);
    expect(read).toMatchObject({ axis, dotted: false });
  });

  test('116.23.29 is probably degrees, minutes, seconds', () => {
    expect(readOrdinate('116.23.29')).toMatchObject({ value: expect.closeTo(LON, 8), dotted: true });
    expect(readOrdinate('116.63.29')).toBeNull();
  });

  test.each(['见附件', '116°75′00″', '116.39.54.20.1', '116,39', '2023-11-01', '010-64012345'])(
    '%s is none',
    (cell) => expect(readOrdinate(cell)).toBeNull()
  );

  test.each(['', '/', '无', 'N/A'])('%j is missing', (cell) => expect(readOrdinate(cell)?.value).toBeNaN());
});

describe('splitPosition', () => {
  test.each([
    ['116.39,39.91', ['116.39', '39.91']],
    ['116.39，39.91', ['116.39', '39.91']],
    ['(116.39 39.91)', ['116.39', '39.91']],
    ['116.39、39.91', ['116.39', '39.91']],
    ['POINT(116.39 39.91)', ['116.39', '39.91']],
    ['N39.91 E116.39', ['E116.39', 'N39.91']],
    ['北纬39.91，东经116.39', ['东经116.39', '北纬39.91']],
    ['东经116度23分29秒北纬39度54分20秒', ['东经116度23分29秒', '北纬39度54分20秒']]
  ])('%s', (cell, parts) => expect(splitPosition(cell)).toEqual(parts));

  test.each([
    '116°23′29″E39°54′20″N',
    '116°23′29″ 39°54′20″',
    '116° 23′ 29″ E, 39° 54′ 20″ N',
    "N39°54'20'' E116°23'29''"
  ])('%s', (cell) => {
    const [lon, lat] = splitPosition(cell)!.map((part) => readOrdinate(part)!.value);
    expect(lon).toBeCloseTo(LON, 6);
    expect(lat).toBeCloseTo(LAT, 6);
  });

  test.each(['116.39', '', '北京市东城区 39 号', '1,2,3', 'E116 E117'])('%j has not two', (cell) =>
    expect(splitPosition(cell)).toBeNull()
  );
});

describe('in a table', () => {
  test('each writing is mended and listed (F3)', async () => {
    const rows = [
      ['甲', '116°23′29″E', '39°54′20″N'],
      ['乙', '东经116.3914', '北纬39.9056'],
      ['丙', '１１６．３９１４', '３９．９０５６'],
      ['丁', '116度23分29秒', '39度54分20秒'],
      ['戊', 'N39.9056', 'E116.3914']
    ];
    const text = `名称,经度,纬度\n${rows.map((row) => row.join(',')).join('\n')}\n`;
    const checked = await check('f.csv', text, { as: 'facilities', crs: 'wgs84' });
    expect(checked.report.accepted).toBe(5);
    for (const value of column(checked, 'lon') as number[]) expect(value).toBeCloseTo(LON, 4);
    for (const value of column(checked, 'lat') as number[]) expect(value).toBeCloseTo(LAT, 4);
    const mended = checked.report.repaired.filter(({ code }) => code === 'coordinate_form');
    expect(mended.map(({ row }) => row)).toEqual([2, 3, 5, 6]);
  });

  test('both in one cell, the latitude first where it says so', async () => {
    const text =
      '名称,经纬度\n甲,"116.3914,39.9056"\n乙,北纬39.9056 东经116.3914\n丙,116°23′29″E 39°54′20″N\n';
    const checked = await check('f.csv', text, { as: 'facilities', crs: 'wgs84' });
    expect(checked.report.accepted).toBe(3);
    for (const value of column(checked, 'lon') as number[]) expect(value).toBeCloseTo(LON, 4);
  });

  test('116.23.29 is asked about; the answer is followed', async () => {
    const text = '名称,经度,纬度\n甲,116.23.29,39.54.20\n乙,116.3914,39.9056\n';
    const asked = await check('f.csv', text, { as: 'facilities', crs: 'wgs84' });
    expect(asked.report.questions).toMatchObject([
      { code: 'ask_dotted', sets: 'answers', key: 'dotted_degrees', options: ['dms', 'reject'] }
    ]);
    const yes = await check('f.csv', text, {
      as: 'facilities',
      crs: 'wgs84',
      answers: { dotted_degrees: 'dms' }
    });
    expect(yes.report).toMatchObject({ questions: [], accepted: 2 });
    expect(column(yes, 'lon')[0]).toBeCloseTo(LON, 8);
    const no = await check('f.csv', text, {
      as: 'facilities',
      crs: 'wgs84',
      answers: { dotted_degrees: 'reject' }
    });
    expect(codes(no.report.rejected)).toEqual([[2, 'bad_coordinate']]);
  });

  test('nothing that stands for "not known" is a place (F2)', async () => {
    const none = [
      '0,0',
      '-1,-1',
      '9999,9999',
      'NaN,NaN',
      'Infinity,Infinity',
      'null,null',
      ',',
      'N/A,N/A',
      ' , '
    ];
    const text = `名称,经度,纬度\n${none.map((pair, i) => `第${i}处,${pair}`).join('\n')}\n好,116.3914,39.9056\n`;
    const { report } = await check('f.csv', text, { as: 'facilities', crs: 'wgs84' });
    expect(report.accepted).toBe(1);
    expect(report.rejected).toHaveLength(none.length);
    for (const { code } of report.rejected) expect(['no_coordinate', 'bad_coordinate']).toContain(code);
  });

  const grid = (decimals: number): string[] =>
    Array.from({ length: 30 }, (_, i) => {
      const [lon, lat] = [116.41234567 + (i % 6) * 0.00211, 39.91234567 + Math.floor(i / 6) * 0.00173];
      return `第${i}处,${lon.toFixed(decimals)},${lat.toFixed(decimals)}`;
    });

  test('a decimal point out of place is a row to mend, with the place that was meant', async () => {
    const text = `名称,经度,纬度\n${grid(6).join('\n')}\n错一,1164.12345,39.915\n错二,116.415,3.9915\n`;
    const { report } = await check('f.csv', text, { as: 'facilities', crs: 'wgs84' });
    expect(codes(report.rejected)).toEqual([
      [32, 'digit_slip'],
      [33, 'digit_slip']
    ]);
    expect(report.rejected[0].reason).toContain('116.412345');
    const few = await check(
      'f.csv',
      `名称,经度,纬度\n${grid(6).slice(0, 8).join('\n')}\n错一,11.6424,39.915\n错二,116.415,3.9915\n`,
      { as: 'facilities', crs: 'wgs84' }
    );
    expect(codes(few.report.rejected)).toEqual([
      [10, 'digit_slip'],
      [11, 'digit_slip']
    ]);
    expect(report.accepted + report.rejected.length).toBe(report.rows);
  });

  test('three decimals, and many rows on one place, are warned of (F10)', async () => {
    const codesOf = async (text: string): Promise<string[]> =>
      (await check('f.csv', text, { as: 'facilities', crs: 'wgs84' })).report.warnings.map(
        ({ code }) => code
      );
    const head = '名称,经度,纬度\n';
    expect(await codesOf(head + grid(3).join('\n'))).toContain('coarse_coordinates');
    expect(await codesOf(head + grid(6).join('\n'))).not.toContain('coarse_coordinates');
    const stack = Array.from({ length: 40 }, (_, i) => `站${i},116.4123456,39.9123456`);
    expect(await codesOf(head + [...grid(6), ...stack].join('\n'))).toContain('stacked_points');
    expect(await codesOf(head + grid(6).join('\n'))).not.toContain('stacked_points');
  });
});
