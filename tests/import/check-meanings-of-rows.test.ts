import { describe, expect, test } from 'vitest';
import type { Choices, ImportReport } from '../../src/lib/import/report.ts';
import { settleQuestions } from '../../src/lib/import/settle-questions.ts';
import { proposeChoices } from '../../src/lib/import/propose.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { check, codes, collection, column, feature, square, utf8 } from './sources.ts';

const FACILITIES: Choices = { as: 'facilities', crs: 'wgs84' };
const PEOPLE: Choices = { as: 'population' };
const said = ({ warnings }: ImportReport, code: string) =>
  warnings.find((each) => each.code === code)?.message;
const asked = ({ questions }: ImportReport, code: string) => questions.find((each) => each.code === code);

describe('F11: what may be there twice', () => {
  const rows = [
    '药店,116.4000,39.9,药店,甲',
    '药店,116.4003,39.9,药店,乙',
    '药店,116.4006,39.9,药店,',
    '药店,116.5000,39.9,药店,',
    '幼儿园,116.41,39.91,幼儿园,',
    '同仁药房,116.43,39.93,药店,',
    '百姓药房,116.43,39.93,药店,'
  ];
  const text = `名称,经度,纬度,类别,备注\n${rows.join('\n')}\n`;

  test('one name within 50 m (in a chain), and one place of several names, are asked about; all are kept', async () => {
    const { report } = await check('f.csv', text, FACILITIES);
    expect(asked(report, 'same_name_near')?.message).toContain('“药店”（行 2、3、4）');
    expect(asked(report, 'same_place')?.message).toContain('同仁药房 / 百姓药房（行 7、8）');
    expect([report.accepted, report.rejected]).toEqual([7, []]);
  });

  test('by the answer one of each group is kept, that with the most filled in, the others name it', async () => {
    const answers = { same_name_near: 'keep_one', same_place: 'keep_one' };
    const { report } = await check('f.csv', text, { ...FACILITIES, answers });
    expect(codes(report.rejected)).toEqual([
      [3, 'duplicate_of'],
      [4, 'duplicate_of'],
      [8, 'duplicate_of']
    ]);
    expect(report.rejected[0].reason).toContain('第 2 行重复');
    expect(report.accepted + report.rejected.length).toBe(report.rows);
    const kept = await check('f.csv', text, {
      ...FACILITIES,
      answers: { same_name_near: 'keep_all', same_place: 'keep_all' }
    });
    expect([asked(kept.report, 'same_name_near'), kept.report.accepted]).toEqual([undefined, 7]);
  });

  test('unanswered they may wait: the likeliest answer then stands in a warning', async () => {
    const { report } = await check('f.csv', text, FACILITIES);
    const settled = settleQuestions(report);
    expect(settled.questions.filter(({ mayWait }) => mayWait)).toEqual([]);
    expect(said(settled, 'same_name_near')).toMatch(/没有回答，按“都保留”处理$/);
  });

  test('what stands for many at one place is left to the check of precision', async () => {
    const many = Array.from({ length: 30 }, (_, k) => `店${k},116.4,39.9,药店,`).join('\n');
    const { report } = await check('f.csv', `名称,经度,纬度,类别,备注\n${many}\n`, FACILITIES);
    expect(asked(report, 'same_place')).toBeUndefined();
  });
});

describe('G4: codes that stand twice', () => {
  const text =
    '设施编号,名称,经度,纬度\nA1,甲药店,116.40,39.9\nA1,乙药店,116.45,39.9\nB2,丙药店,116.42,39.9\n';

  test('are asked about, never settled by the last; each answer does what it says', async () => {
    const { report } = await check('f.csv', text, FACILITIES);
    expect(asked(report, 'repeated_code')).toMatchObject({
      options: ['new_codes', 'first', 'aside']
    });
    expect(asked(report, 'repeated_code')?.mayWait).toBeUndefined();
    expect(asked(report, 'repeated_code')?.message).toContain('A1（行 2、3）');
    const by = async (repeated_code: string) =>
      check('f.csv', text, { ...FACILITIES, answers: { repeated_code } });
    expect(column(await by('new_codes'), 'fac_id')).toEqual(['A1', 'A1_2', 'B2']);
    expect(column(await by('first'), 'name')).toEqual(['甲药店', '丙药店']);
    const aside = await by('aside');
    expect(codes(aside.report.rejected)).toEqual([
      [2, 'code_twice'],
      [3, 'code_twice']
    ]);
    expect(aside.report.questions.filter(({ code }) => code === 'repeated_code')).toEqual([]);
  });

  test('a new code can be refused; a mere counter may wait', async () => {
    const answers = { repeated_code: 'new_codes', 'mend:duplicate_code': 'no' };
    const { report } = await check('f.csv', text, { ...FACILITIES, answers });
    expect(codes(report.rejected)).toEqual([[3, 'code_twice']]);
    const counter = await check('f.csv', text.replace('设施编号', '序号'), FACILITIES);
    expect(asked(counter.report, 'repeated_code')?.mayWait).toBe(true);
  });

  test('units too; codes that a spreadsheet has cut are named', async () => {
    const units = collection(
      feature('Polygon', square(116, 39), { name: '甲', 社区编码: '110101001001' }),
      feature('Polygon', square(117, 39), { name: '乙', 社区编码: '110101001001' })
    );
    const { report } = await check('c.geojson', units, { as: 'communities', crs: 'wgs84' });
    expect(asked(report, 'repeated_code')?.mayWait).toBeUndefined();
    const cut =
      '设施编号,名称,经度,纬度\n110101199003078000,甲药店,116.40,39.9\n1.10101E+17,乙药店,116.45,39.9\n';
    expect(said((await check('f.csv', cut, FACILITIES)).report, 'code_cut')).toMatch(/^2 个编号.*行 2、3/);
  });
});

describe('G1: counts beyond belief', () => {
  const HEAD = '社区,常住人口,户数,60岁以上,65岁以上\n';

  test('more older people than people, 65+ above 60+, households above people: named with rule and row', async () => {
    const text = `${HEAD}甲,1000,400,1200,100\n乙,1000,400,100,200\n丙,1000,1400,100,50\n丁,90000,400,10,5\n`;
    const { report } = await check('p.csv', text, PEOPLE);
    expect(report.accepted).toBe(4);
    const rules = report.warnings
      .filter(({ code }) => code === 'part_above_whole')
      .map(({ message }) => message);
    expect(rules).toHaveLength(3);
    expect(rules.join()).toContain('第 2 行 1200 / 1000');
    expect(rules.join()).toContain('第 3 行 200 / 100');
    expect(rules.join()).toContain('第 4 行 1400 / 1000');
    expect(said(report, 'crowded_households')).toContain('第 5 行 90000 / 400');
  });

  test('a unit of a thousand million is set aside; in a layer of units only the number', async () => {
    const { report } = await check('p.csv', `${HEAD}甲,1000000000,400,1,1\n乙,1000,400,1,1\n`, PEOPLE);
    expect(codes(report.rejected)).toEqual([[2, 'count_beyond']]);
    const unit = collection(feature('Polygon', square(116, 39), { name: '甲', 常住人口: 1e9 }));
    const choices: Choices = { as: 'communities', crs: 'wgs84' };
    const checked = await check('c.geojson', unit, choices);
    expect(codes(checked.report.repaired)).toEqual([[1, 'count_dropped']]);
    expect(column(checked, 'pop_resident')).toEqual([NaN]);
    const refused = await check('c.geojson', unit, { ...choices, answers: { 'mend:count_dropped': 'no' } });
    expect(codes(refused.report.rejected)).toEqual([[1, 'count_beyond']]);
  });

  test('decimal people are named and count; negative ones are missing, or set aside where that is refused', async () => {
    const { report } = await check('p.csv', `${HEAD}甲,1000.5,400,1,1\n乙,1000,-400,1,1\n`, PEOPLE);
    expect(said(report, 'decimal_people')).toMatch(/“常住人口”有 1 行不是整数（行 2）/);
    expect(codes(report.repaired)).toEqual([[3, 'negative_missing']]);
    const refused = await check('p.csv', `${HEAD}甲,1000,400,1,1\n乙,1000,-400,1,1\n`, {
      ...PEOPLE,
      answers: { 'mend:negative_missing': 'no' }
    });
    expect(codes(refused.report.rejected)).toEqual([[3, 'negative']]);
  });

  test('a stated total is held against the sum', async () => {
    const rows = '甲,1000,400,1,1\n乙,2000,400,1,1\n';
    const off = await check('p.csv', `${HEAD}${rows}合计,3100,800,2,2\n`, PEOPLE);
    expect(said(off.report, 'total_differs')).toMatch(/“常住人口”合计 3100，各行相加是 3000，相差 -100/);
    const right = await check('p.csv', `${HEAD}${rows}合计,3000,800,2,2\n`, PEOPLE);
    expect(said(right.report, 'total_differs')).toBeUndefined();
  });

  test('a unit that may not be taken off leaves no number, and says so', async () => {
    const text = `${HEAD}甲,1200人,400,1,1\n乙,1000,400,1,1\n`;
    const checked = await check('p.csv', text, { ...PEOPLE, answers: { 'mend:unit_dropped': 'no' } });
    expect(column(checked, 'pop_resident')).toEqual([NaN, 1000]);
    expect(codes(checked.report.repaired)).toEqual([[2, 'number_missing']]);
  });
});

describe('G6: not there, or for nobody', () => {
  test('an opening year to come makes a facility planned, listed and counted; refused, it is not', async () => {
    const text =
      '名称,经度,纬度,类别,开业年份\n甲,116.40,39.9,药店,2099\n乙,116.45,39.9,药店,2019\n丙,116.47,39.9,药店,2027年3月\n';
    const checked = await check('f.csv', text, FACILITIES, { year: 2026 });
    expect(column(checked, 'status')).toEqual(['规划（2099）', null, '规划（2027）']);
    const later = checked.report.repaired.filter(({ code }) => code === 'opens_later');
    expect(later.map(({ row, field }) => [row, field])).toEqual([
      [2, 'status'],
      [4, 'status']
    ]);
    expect(said(checked.report, 'not_open_yet')).toMatch(/^2 处设施/);
    expect(column(await check('f.csv', text, FACILITIES), 'status')).toEqual(['规划（2099）', null, null]);
    const answers = { 'mend:opens_later': 'no' };
    expect(column(await check('f.csv', text, { ...FACILITIES, answers }), 'status')).toEqual([
      null,
      null,
      null
    ]);
  });

  test('many zeros are a question: of areas likely "not known", of beds likely 0', async () => {
    const rows = ['0,0', '0,0', '120,30', '80,20'].map((two, i) => `站${i},116.4${i},39.9,药店,${two}`);
    const text = `名称,经度,纬度,类别,建筑面积,床位数\n${rows.join('\n')}\n`;
    const checked = await check('f.csv', text, FACILITIES);
    const zeros = checked.report.questions.filter(({ code }) => code === 'zero_values');
    expect(zeros.map(({ key, options, mayWait }) => [key, options[0], mayWait])).toEqual([
      ['zero:floor_area_m2', 'unknown', true],
      ['zero:beds', 'zero', true]
    ]);
    expect(column(checked, 'floor_area_m2')).toEqual([NaN, NaN, 120, 80]);
    expect(column(checked, 'beds')).toEqual([0, 0, 30, 20]);
    expect(codes(checked.report.repaired)).toEqual([
      [2, 'zero_dropped'],
      [3, 'zero_dropped']
    ]);
    const answers = { 'zero:floor_area_m2': 'zero', 'zero:beds': 'unknown' };
    const turned = await check('f.csv', text, { ...FACILITIES, answers });
    expect(column(turned, 'floor_area_m2')).toEqual([0, 0, 120, 80]);
    expect(column(turned, 'beds')).toEqual([NaN, NaN, 30, 20]);
    expect(turned.report.questions.filter(({ code }) => code === 'zero_values')).toEqual([]);
  });
});

describe('places', () => {
  test('points in no unit are counted and named, and kept', async () => {
    const shapes = {
      level: ['communities' as const],
      code: ['1'],
      name: ['甲'],
      shape: [{ type: 'Polygon' as const, coordinates: square(116.4, 39.9) }]
    };
    const text = '名称,经度,纬度\n里,116.405,39.905\n外,116.42,39.905\n';
    const { report } = await check('f.csv', text, FACILITIES, { shapes });
    expect(said(report, 'outside_units')).toMatch(/^2 个点里有 1 个不在任何单元内.*第 3 行“外”/);
    expect(report.accepted).toBe(2);
  });
});

describe('G8: wide tables and long cells', () => {
  test('500 columns and a cell of megabytes are stored whole and shown cut', async () => {
    const names = Array.from({ length: 500 }, (_, k) => `列${k}`);
    const long = '长'.repeat(900_000);
    const cells = names.map((_, k) => (k === 300 ? long : String(k)));
    const text = `名称,经度,纬度,建筑面积,${names.join(',')}\n甲,116.4,39.9,${'x'.repeat(5000)},${cells.join(',')}\n`;
    const source = await readSource('f.csv', utf8(text), { encoding: 'utf-8' });
    const { preview, report, table } = proposeChoices(source, FACILITIES);
    expect(preview).toHaveLength(256);
    expect(preview.flat().every((cell) => (cell ?? '').length <= 400)).toBe(true);
    expect(table!.get('列300')!.values[0]).toBe(long);
    expect(table!.get('列499')!.values[0]).toBe('499');
    // Lines about a cell do not carry it along.
    expect(JSON.stringify(report).length).toBeLessThan(40_000);
  });
});
