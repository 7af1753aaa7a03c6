import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../src/lib/study/scenario.ts';
import { packTexts, type TableRows } from '../../../src/lib/workbench/engine/table-rows.ts';
import {
  checkChoice,
  checkFlag,
  checkNumber,
  checkText,
  readTyped
} from '../../../src/lib/workbench/grid/check-value.ts';
import { attributeColumns } from '../../../src/lib/workbench/grid/attribute-columns.ts';
import { cellKey, editTable, rowOfCode } from '../../../src/lib/workbench/grid/edited-table.ts';
import { editsOf } from '../../../src/lib/workbench/grid/edits-of-cells.ts';
import type { GridColumn, NumberColumn } from '../../../src/lib/workbench/grid/grid-column.ts';
import { cellsFromText } from '../../../src/lib/workbench/grid/paste-cells.ts';
import { csvOf, readCells, writeRows } from '../../../src/lib/workbench/grid/write-rows.ts';

const text = (id: string, values: string[]): GridColumn => ({
  id,
  head: id,
  type: 'text',
  widthPx: 100,
  values
});
const number = (id: string, values: number[], more: Partial<NumberColumn> = {}): GridColumn => ({
  ...{ id, head: id, widthPx: 100, values: Float64Array.from(values), show: String },
  ...{ type: 'number', ...more }
});
const lines = (column: GridColumn, count: number) =>
  writeRows(
    [column],
    Array.from({ length: count }, (_, row) => row),
    'tab',
    false
  ).split('\r\n');

describe('rows for a spreadsheet', () => {
  it('have their heading, tabs between and CRLF at the end of a line', () =>
    expect(writeRows([text('名称', ['东城']), number('人', [1234.5])], [0], 'tab')).toBe(
      '名称\t人\r\n东城\t1234.5'
    ));
  it('quote tabs, line ends and quotes', () =>
    expect(writeRows([text('x', ['a\tb', 'c\nd', '说"好"', 'e,f'])], [0, 1, 2, 3], 'tab', false)).toBe(
      '"a\tb"\r\n"c\nd"\r\n"说""好"""\r\ne,f'
    ));
  it('never start a formula, and leave a number what it is', () => {
    const given = ['=1+1', '+86 10', '-3', '@x', '-3.5e', '＝A1', '-cmd|x', '3.14', "=cmd|' /C calc'!A0"];
    expect(lines(text('x', given), given.length)).toEqual([
      "'=1+1",
      "'+86 10",
      '-3',
      "'@x",
      "'-3.5e",
      "'＝A1",
      "'-cmd|x",
      '3.14',
      "'=cmd|' /C calc'!A0"
    ]);
    expect(lines(number('x', [-3, -0, 1e21, NaN, Infinity]), 5)).toEqual(['-3', '0', '1e+21', '', '∞']);
  });
  it('keep every digit of a code', () =>
    expect(lines(text('x', ['0012', '110101199003077777']), 2)).toEqual([
      '"0012\t"',
      '"110101199003077777\t"'
    ]));
  it('say shares as percentages with all digits', () =>
    expect(lines(number('x', [0.57, 1 / 3, 1, NaN], { isPercent: true }), 4)).toEqual([
      '57%',
      '33.333333333333%',
      '100%',
      ''
    ]));
  it('are a CSV that Excel reads as UTF-8', () => {
    const bytes = csvOf([text('x', ['a,b', '=1'])], [0, 1]);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe(`x\r\n"a,b"\r\n'=1\r\n`);
  });
  it('come back as they were', () => {
    const cells = ['a\tb', 'c\r\nd', '说"好"', '', 'x'];
    expect(readCells(writeRows([text('x', cells), text('y', cells)], [0, 1, 2, 3, 4], 'tab', false))).toEqual(
      cells.map((cell) => [cell, cell])
    );
    expect(readCells('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4']
    ]);
    expect(readCells('5\n')).toEqual([['5']]);
  });
});

describe('what is typed', () => {
  it('is a number as people write it', () => {
    expect(['1,234.5', '１２', '−3', ' 7 ', '.5', '1e3'].map(readTyped)).toEqual([
      1234.5, 12, -3, 7, 0.5, 1000
    ]);
    expect(['', 'abc', '12个', '1.2.3', 'Infinity', '0x10'].map(readTyped).every(Number.isNaN)).toBe(true);
  });
  it('is held to its limits, and nothing is not known', () => {
    expect([checkNumber('', 0), checkNumber('12', 0), checkFlag('是'), checkFlag('')]).toEqual([
      { value: null },
      { value: 12 },
      { value: 1 },
      { value: null }
    ]);
    for (const wrong of [
      checkNumber('-1', 0),
      checkNumber('x', 0),
      checkNumber('91', -90, 90),
      checkFlag('2'),
      checkText(' ', true)
    ])
      expect(wrong).toHaveProperty('fault', expect.stringMatching(/./));
    expect(checkText(' 东城 ', true)).toEqual({ value: '东城' });
  });
  it('is one of a list by code or by name', () => {
    const choices = [
      { value: '', name: '无' },
      { value: 'a1', name: '驿站' }
    ];
    expect([checkChoice('驿站', choices), checkChoice('a1', choices), checkChoice('', choices)]).toEqual([
      { value: 'a1' },
      { value: 'a1' },
      { value: null }
    ]);
    expect(checkChoice('食堂', choices)).toHaveProperty('fault');
  });
});

const facilities = (): TableRows => ({
  ...{ layer: 'facilities', count: 3, code: packTexts(['f1', 'f2', 'f3']) },
  columns: [
    { name: 'fac_id', values: packTexts(['f1', 'f2', 'f3']), settable: false },
    { name: 'name', values: packTexts(['驿站', '<b>x</b>', null]), settable: true },
    { name: 'category', values: packTexts(['', '', '']), settable: true },
    { name: 'lon', values: Float64Array.of(116, 117, 118), settable: false },
    { name: 'lat', values: Float64Array.of(39, 40, 41), settable: false },
    { name: 'beds', values: Float64Array.of(10, NaN, 30), settable: true }
  ]
});

describe('a table with edits', () => {
  const set = (code: string, field: string, value: string | number | null): Edit => ({
    do: 'set',
    layer: 'facilities',
    code,
    field,
    value
  });
  const valueOf = (table: ReturnType<typeof editTable>, field: string, row: number) =>
    table.columns.find(({ name }) => name === field)!.values[row];
  it('shows what they set, and what was there before', () => {
    const rows = facilities();
    const table = editTable(rows, [
      set('f1', 'beds', 12),
      set('f2', 'beds', 5),
      set('f3', 'name', '新名'),
      { do: 'move', code: 'f2', lon: 1, lat: 2 }
    ]);
    expect([
      valueOf(table, 'beds', 0),
      valueOf(table, 'beds', 1),
      valueOf(table, 'name', 2),
      valueOf(table, 'lon', 1)
    ]).toEqual([12, 5, '新名', 1]);
    expect(table.before.get(cellKey(0, 'beds'))).toBe(10);
    expect(table.before.get(cellKey(1, 'beds'))).toBeNaN();
    expect(table.before.get(cellKey(2, 'name'))).toBe('');
    expect([...table.states]).toEqual([
      [0, 'changed'],
      [1, 'moved'],
      [2, 'changed']
    ]);
    expect(valueOf(editTable(rows, []), 'beds', 0)).toBe(10);
  });
  it('forgets a cell that is as it was, keeps columns that nothing touches, and passes over other layers', () => {
    const rows = facilities();
    const plain = editTable(rows, []);
    const table = editTable(rows, [
      set('f1', 'beds', 12),
      set('f1', 'beds', 10),
      { do: 'close', code: 'f2', layer: 'candidates' },
      set('gone', 'beds', 1)
    ]);
    expect(table.before.size).toBe(0);
    expect(table.columns[1]).toBe(plain.columns[1]);
    expect(table.states.has(1)).toBe(false);
  });
  it('has added rows last, edited further, and marks closed ones', () => {
    const add: Edit = { do: 'add', code: 'new-1', category: 'c', name: '新', lon: 5, lat: 6, beds: 8 };
    const table = editTable(facilities(), [
      add,
      set('new-1', 'beds', 9),
      { do: 'close', code: 'f1' },
      { do: 'resize', code: 'f3', beds: 31 }
    ]);
    expect([
      table.count,
      table.code[3],
      valueOf(table, 'name', 3),
      valueOf(table, 'beds', 3),
      valueOf(table, 'beds', 2)
    ]).toEqual([4, 'new-1', '新', 9, 31]);
    expect([table.states.get(3), table.states.get(0), table.states.get(2)]).toEqual([
      'added',
      'closed',
      'changed'
    ]);
    expect(valueOf(table, 'beds', 1)).toBeNaN();
  });
  it('knows rows by their codes, and shows names as text', () => {
    const rows = facilities();
    expect([rowOfCode(rows, 'f3'), rowOfCode(rows, 'x')]).toEqual([2, undefined]);
    const name = attributeColumns(editTable(rows, [])).find(({ id }) => id === 'name')!;
    expect(name.values[1]).toBe('<b>x</b>');
  });
});

describe('edits from cells', () => {
  const rows = facilities();
  const table = editTable(rows, []);
  const columns = attributeColumns(table);
  const column = (id: string) => columns.find((each) => each.id === id)!;
  it('set what differs, and move a place once', () => {
    expect(
      editsOf(table, [
        { column: column('beds'), row: 0, value: 10 },
        { column: column('beds'), row: 1, value: null },
        { column: column('beds'), row: 2, value: 31 },
        { column: column('lon'), row: 0, value: 116.5 },
        { column: column('lat'), row: 0, value: 39.5 }
      ])
    ).toEqual([
      { do: 'set', layer: 'facilities', code: 'f3', field: 'beds', value: 31 },
      { do: 'move', code: 'f1', lon: 116.5, lat: 39.5 }
    ]);
  });
  it('come from cells of a spreadsheet: one for all, or row by row', () => {
    const view = Uint32Array.of(2, 0, 1);
    const paste = (typed: string, picked: number[]) =>
      cellsFromText(typed, [column('beds')], Uint32Array.from(picked), view, (row) => row !== 1);
    expect(paste('7', [2, 0]).changes.map(({ row, value }) => [row, value])).toEqual([
      [2, 7],
      [0, 7]
    ]);
    expect(paste('1\r\n2\r\n3\r\n', [2]).changes.map(({ row, value }) => [row, value])).toEqual([
      [2, 1],
      [0, 2]
    ]);
    const wrong = paste('1\r\nx', [2, 0]);
    expect([wrong.changes.length, wrong.faults.length]).toEqual([1, 1]);
  });
});
