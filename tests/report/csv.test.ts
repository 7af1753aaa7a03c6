import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../src/lib/report/csv.ts';
import type { Column, Table } from '../../src/lib/tables/database.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const text = (...values: (string | null)[]): Column => ({ type: 'VARCHAR', values });
const numbers = (...values: number[]): Column => ({ type: 'DOUBLE', values: Float64Array.from(values) });

describe('CSV', () => {
  it('opens in Excel in Chinese: byte order mark, CRLF, quotes where needed', () => {
    const table: Table = new Map([
      ['单元', text('东社区', '西,"社区"', null)],
      ['人数', numbers(1234.5, NaN, -3)],
      ['geometry', { type: 'BLOB', values: [null, null, null] }]
    ]);
    const bytes = writeCsv(table, { bom: true });
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(decode(bytes)).toBe('\uFEFF单元,人数\r\n东社区,1234.5\r\n"西,""社区""",\r\n,-3\r\n');
    expect(decode(writeCsv(table, { bom: false }))).toBe('单元,人数\n东社区,1234.5\n"西,""社区""",\n,-3\n');
  });

  it('lets no text of a cell or a header run in a spreadsheet, and leaves numbers alone', () => {
    const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    const cells = [...starts.map((start) => `${start}1+1`), "=cmd|'/C calc'!A0", '\0=1+1', 'a=1', '－'];
    const table: Table = new Map([
      ['=HYPERLINK("http://x")', text(...cells)],
      ['n', numbers(...cells.map((_, i) => -i))]
    ]);
    const [head, ...rows] = Papa.parse<string[]>(decode(writeCsv(table, { bom: true })).slice(1), {
      skipEmptyLines: true
    }).data;
    expect(head[0]).toBe(`'=HYPERLINK("http://x")`);
    expect(rows.map((row) => row[0])).toEqual([
      ...cells.slice(0, 12).map((cell) => `'${cell}`),
      "'=1+1",
      'a=1',
      "'－"
    ]);
    expect(rows.map((row) => row[1])).toEqual(cells.map((_, i) => String(i === 0 ? 0 : -i)));
    const plain = Papa.parse<string[]>(decode(writeCsv(table, { bom: false })), {
      skipEmptyLines: true
    }).data;
    expect(plain.slice(1).map((row) => row[0])).toEqual(cells);
  });

  it('keeps codes that a spreadsheet would shorten', () => {
    const table: Table = new Map([['code', text('00123', '110101199003078515', '120101001001', '0', '0.5')]]);
    expect(decode(writeCsv(table, { bom: true }))).toBe(
      '\uFEFFcode\r\n00123\t\r\n110101199003078515\t\r\n120101001001\r\n0\r\n0.5\r\n'
    );
    expect(decode(writeCsv(table, { bom: false }))).toContain('\n00123\n');
  });

  it('gives every number and text back to a program, and the same numbers to Excel', () => {
    const rows = fc.array(fc.tuple(fc.double(), fc.string({ unit: 'grapheme' })), { minLength: 1 });
    fc.assert(
      fc.property(rows, (cells) => {
        const table: Table = new Map([
          ['n', numbers(...cells.map(([n]) => n))],
          ['t', text(...cells.map(([, t]) => t))]
        ]);
        const plain = Papa.parse<string[]>(decode(writeCsv(table, { bom: false })), {
          newline: '\n'
        }).data.slice(1, -1);
        expect(plain.map((row) => row[1])).toEqual(cells.map(([, t]) => t));
        expect(plain.map((row) => (row[0] === '' ? NaN : Number(row[0])))).toEqual(cells.map(([n]) => n + 0));
        const excel = Papa.parse<string[]>(decode(writeCsv(table, { bom: true })).slice(1), {
          newline: '\r\n'
        }).data;
        expect(excel.slice(1, -1).map((row) => row[0])).toEqual(plain.map((row) => row[0]));
      })
    );
  });
});
