import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlank, type Grid, type Merge } from '../../src/lib/import/sheet/grid.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Source } from '../../src/lib/import/source.ts';
import { closeTable, faultOf, shapeTable } from '../../src/lib/import/sheet/table-shape.ts';
import { check, codes, column, refusal, utf8 } from './sources.ts';

const csv = (text: string, answers = {}): Promise<Source> => readSource('表.csv', utf8(text), { answers });
const gridOf = (rows: (string | null)[][], merges: Merge[] = []): Grid => ({
  size: rows.length,
  cells: (at) => rows[at],
  rowNumber: (at) => at + 1,
  merges
});
const faultsOf = (source: Source): [number, string][] =>
  source.faults.map(({ index, code }) => [source.rowNumbers[index], code]);

describe('a table that Excel saved as text', () => {
  const TEXT = `2023年北新桥街道社区人口统计表,,,,
,,,,单位：人
社区,户数,人口,,
,,常住,户籍,60岁以上
民安,100,300,280,60
青龙,90,250,,50
合计,190,550,280,110
,,,,
注：户籍人口不含集体户。,,,,
填表人：张三,,审核人：李四,,`;

  test('has its title, two header rows, a total and notes: the clean table', async () => {
    const source = await csv(TEXT);
    expect(source.headers).toEqual(['社区', '户数', '人口/常住', '人口/户籍', '人口/60岁以上']);
    expect([...source.rowNumbers]).toEqual([5, 6, 7]);
    expect(faultsOf(source)).toEqual([[7, 'total_row']]);
    expect(source.asks).toEqual([]);
    expect(source.notes).toMatchObject([
      { code: 'header_rows', params: { rows: '3–4' } },
      { code: 'rows_below', params: { row: 9 } }
    ]);
  });

  test('goes in as population, the total not counted', async () => {
    const checked = await check('人口.csv', TEXT, { as: 'population' });
    expect(checked.report.questions).toEqual([]);
    expect(column(checked, 'pop_resident')).toEqual([300, 250]);
    expect(column(checked, 'pop_60p')).toEqual([60, 50]);
    expect(codes(checked.report.rejected)).toEqual([[7, 'total_row']]);
  });

  test('may be said to have another header', async () => {
    expect((await csv(TEXT, { header: '4' })).headers.slice(2)).toEqual(['常住', '户籍', '60岁以上']);
    expect((await csv(TEXT, { header: 'none' })).rowNumbers[0]).toBe(1);
    for (const header of ['77', '4-3', 'x', '1e9'])
      expect((await refusal(csv(TEXT, { header }))).code).toBe('bad_header_rows');
  });
});

test('「单位：万人」 above the table holds for its columns of people only', async () => {
  const checked = await check('人口.csv', '表一,,\n单位：万人,,\n社区,户数,常住人口\n甲,100,0.5\n', {
    as: 'population'
  });
  expect(column(checked, 'pop_resident')).toEqual([5000]);
  expect(column(checked, 'households')).toEqual([100]);
  expect(checked.report.warnings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['unit_line', 'header_unit'])
  );
});

test('a header of unknown names in two rows is asked about, its options rows', async () => {
  const source = await csv('名,量,,\n,壹,贰,叁\n东,1,2,3\n西,4,5,6\n');
  expect(source.asks).toMatchObject([{ code: 'ask_header', key: 'header', options: ['1-2', '1', '2'] }]);
  expect(source.headers).toEqual(['名', '量/壹', '量/贰', '量/叁']);
  expect((await csv('名,量,,\n,壹,贰,叁\n东,1,2,3\n', { header: '1-2' })).asks).toEqual([]);
});

test('no header is a question; the answer that it has one makes the first row its header', async () => {
  const text = '阳光养老驿站,116.4012,39.9123\n福寿养老院,116.4113,39.9224\n';
  const asked = await csv(text);
  expect([asked.headers, asked.rows]).toEqual([['名称', '经度', '纬度'], 2]);
  expect(asked.asks).toMatchObject([{ key: 'header', options: ['none', '1'] }]);
  expect((await csv(text, { header: '1' })).rows).toBe(1);
});

test('years are names of columns, numbers are not', async () => {
  expect((await csv('地区,2020,2021\n甲,1,2\n')).headers).toEqual(['地区', '2020', '2021']);
  expect((await csv('甲,1,2\n乙,3,4\n')).asks).toHaveLength(1);
});

test('names in English below those in Chinese are one header', async () => {
  const source = await csv('社区,户数,常住人口\nCommunity,Households,Resident population\n民安,3,5\n');
  expect(source.headers).toEqual(['社区/Community', '户数/Households', '常住人口/Resident population']);
  const { report } = await check('人口.csv', '社区,常住人口\nCommunity,Population\n民安,5\n', {
    as: 'population'
  });
  expect([report.questions, report.accepted, report.rows]).toEqual([[], 1, 1]);
  expect((await csv('名称,类型\nKFC,Mall\nGAP,Shop\n')).rows).toBe(2);
});

test('days in Chinese become ISO in text tables, too', async () => {
  const source = await csv('名称,开业日期,备注\n甲,2023年11月1日,2023年11月1日\n乙,不详,x\n');
  expect(source.columns[1]).toEqual(['2023-11-01', '不详']);
  expect(source.columns[2][0]).toBe('2023年11月1日');
  expect(source.repaired).toMatchObject([{ row: 2, field: '开业日期', code: 'date_iso' }]);
});

test('合计 as a value of 性别 is a row like others', async () => {
  const source = await csv('社区,性别,人口\n甲,男,1\n甲,女,2\n甲,合计,3\n总计,,3\n');
  expect(faultsOf(source)).toEqual([[5, 'total_row']]);
});

test('rows of data that look like notes stay where more than one cell is filled, or no sign of a note is there', async () => {
  const source = await csv('名称,说明,人口\n甲,注：新建,1\n备注社区,x,2\n乙,,\n');
  expect([...source.rowNumbers]).toEqual([2, 3, 4]);
});

test('blank columns are dropped only where the whole column is blank', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => `甲${i},,${i},${i === 150 ? '远' : ''}`).join('\n');
  const source = await csv(`名称,,人口,\n${rows}\n`);
  expect(source.headers).toEqual(['名称', '人口']);
  expect(source.notes.map(({ code }) => code)).toContain('empty_columns');
  // A cell beyond the header's end is a fault of its row, not lost.
  expect(faultsOf(source)).toEqual([[152, 'field_count']]);
});

test('every row of any grid is a title, a header, data, blank, or a note that is told', () => {
  const cell = fc.constantFrom(
    null,
    '',
    '甲',
    '名称',
    '人口',
    '12',
    '3.5',
    '合计',
    '单位：人',
    '注：x',
    '2020',
    '甲1',
    '小计'
  );
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 });
  const merge = fc.record({ top: fc.nat(20), left: fc.nat(3), bottom: fc.nat(25), right: fc.nat(4) });
  fc.assert(
    fc.property(rows, fc.array(merge, { maxLength: 3 }), (cells, merges) => {
      const grid = gridOf(
        cells,
        merges.filter(({ top, left, bottom, right }) => bottom >= top && right >= left)
      );
      try {
        const shape = shapeTable('f', grid);
        expect(shape.from).toBeLessThanOrEqual(shape.to);
        expect(shape.to).toBeLessThanOrEqual(cells.length);
        expect(new Set(shape.headers.map((name) => name.toLowerCase())).size).toBe(shape.headers.length);
        const below = cells.slice(shape.to).some((row) => !isBlank(row));
        expect(shape.notes.some(({ code }) => code === 'rows_below')).toBe(below);
        for (let at = shape.from; at < shape.to; at++) faultOf(shape, cells[at], true);
        const columns = shape.headers.map((_, c) =>
          cells.slice(shape.from, shape.to).map((row) => row[c] ?? null)
        );
        const closed = closeTable(shape, columns);
        expect(closed.columns).toHaveLength(closed.headers.length);
      } catch (error) {
        expect((error as Error).name).toBe('ImportError');
      }
    }),
    { numRuns: 400 }
  );
});
