import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readSource } from '../../src/lib/import/read-source.ts';
import { readXlsx } from '../../src/lib/import/formats/read-xlsx.ts';
import { refusal } from './sources.ts';
import { sheetXml, workbook, type BookOf } from './workbooks.ts';

const ROWS = [
  ['社区', '人口'],
  ['甲', 1]
];
const open = (bytes: Uint8Array, name = '表.xlsx') => readSource(name, bytes);
const withParts = (parts: Record<string, string | Uint8Array>, book: Partial<BookOf> = {}): Uint8Array =>
  workbook({ sheets: [{ rows: ROWS }], ...book, parts });
const WORDS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>';

describe('workbooks that mean harm, or are broken', () => {
  test('a bomb with an honest header is refused before anything is unpacked', async () => {
    const blanks = `${sheetXml({ rows: ROWS })}${' '.repeat(20 * 1024 * 1024)}`;
    const bytes = withParts({ 'xl/worksheets/sheet1.xml': strToU8(blanks) });
    expect(bytes.length).toBeLessThan(100_000);
    const error = await refusal(open(bytes));
    expect(error.code).toBe('bomb');
    expect(error.messageZh).toContain('20 MB');
  });

  test('a bomb with a lying header is stopped while it unpacks', async () => {
    const bytes = withParts({
      'xl/sharedStrings.xml': strToU8(`<sst>${' '.repeat(20 * 1024 * 1024)}</sst>`)
    });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Its uncompressed size in the central directory and in its local header becomes 1,000.
    for (let i = 0; i < bytes.length - 46; i++) {
      const mark = view.getUint32(i, true);
      if (mark === 0x02014b50 && view.getUint32(i + 24, true) > 1e6) view.setUint32(i + 24, 1000, true);
      if (mark === 0x04034b50 && view.getUint32(i + 22, true) > 1e6) view.setUint32(i + 22, 1000, true);
    }
    expect((await refusal(open(bytes))).code).toBe('bomb');
  });

  test.each([
    ['a DOCTYPE', '<!DOCTYPE x [<!ENTITY a "ha">]><worksheet><sheetData/></worksheet>', 'dtd_in_part'],
    ['an external entity', '<!DOCTYPE x SYSTEM "http://127.0.0.1/x"><worksheet/>', 'dtd_in_part'],
    [
      'an entity of its own',
      '<worksheet><sheetData><row r="1"><c r="A1"><v>&ha;</v></c></row></sheetData></worksheet>',
      'bad_part'
    ],
    ['a tag that is never closed', '<worksheet><sheetData><row r="1"><c r="A1">', 'bad_part'],
    ['tags that cross', '<worksheet><sheetData><row r="1"></sheetData></row></worksheet>', 'bad_part'],
    [
      'a cell that is none',
      '<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>',
      'bad_sheet'
    ],
    [
      'a row beyond the last',
      '<worksheet><sheetData><row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData></worksheet>',
      'bad_sheet'
    ],
    [
      'a cell twice',
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData></worksheet>',
      'bad_sheet'
    ],
    [
      'a row twice',
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row></sheetData></worksheet>',
      'bad_sheet'
    ],
    ['no XML at all', 'PNG', 'bad_part']
  ])('%s in a sheet', async (_, xml, code) => {
    const error = await refusal(open(withParts({ 'xl/worksheets/sheet1.xml': xml })));
    expect(error.code).toBe(code);
    expect(error.messageZh).toMatch(/另存为/);
    expect(error.messageZh + error.messageEn).not.toMatch(/\{\w+\}/);
  });

  test('a text of three million references, or of nine thousand CDATA parts, is no cell', async () => {
    const text = (inner: string): Uint8Array =>
      workbook({ sheets: [{ data: WORDS }], shared: `<si><t>${inner}</t></si>`, level: 0 });
    for (const inner of ['&#65;'.repeat(3_000_000), '<![CDATA[a]]>'.repeat(9000)])
      expect((await refusal(open(text(inner)))).code).toBe('bad_part');
  });

  test('shared texts that are missing, or fewer than named', async () => {
    for (const shared of [undefined, '<si><t/></si>'.slice(0, 0)]) {
      const error = await refusal(open(workbook({ sheets: [{ data: WORDS }], shared })));
      expect(error.code).toBe('bad_sheet');
      expect(error.messageZh).toContain('第 1 行');
    }
  });

  test('a sheet or the workbook itself is missing', async () => {
    const rels =
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/gone.xml"/></Relationships>';
    expect((await refusal(open(withParts({ 'xl/_rels/workbook.xml.rels': rels })))).messageZh).toContain(
      'worksheets/gone.xml'
    );
    const bare = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/other.xml': strToU8('<a/>') });
    expect(
      (await refusal(readXlsx({ file: '表.xlsx', bytes: bare, hints: {}, beside: new Map() }))).code
    ).toBe('part_missing');
  });

  test('a binary workbook says how to save it', async () => {
    const bytes = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.bin': strToU8('x') });
    const error = await refusal(readXlsx({ file: '表.xlsx', bytes, hints: {}, beside: new Map() }));
    expect([error.code, error.messageZh.includes('另存为')]).toEqual(['xlsb', true]);
  });

  test('a workbook without rows', async () => {
    expect((await refusal(open(workbook({ sheets: [{}] })))).code).toBe('no_rows');
    expect((await refusal(open(workbook({ sheets: [{ rows: ROWS, state: 'hidden' }] })))).code).toBe(
      'only_hidden'
    );
  });

  test('cut off anywhere it is refused, never half read', async () => {
    const whole = workbook({
      sheets: [{ rows: [...ROWS, ...Array.from({ length: 300 }, (_, i) => [`社区${i}`, i])] }]
    });
    for (let n = 40; n < whole.length; n += Math.ceil(whole.length / 60))
      await refusal(open(whole.slice(0, n)));
    expect((await open(whole)).rows).toBe(301);
  });

  test('a byte changed ends in rows or in a sentence', async () => {
    const whole = workbook({ sheets: [{ rows: ROWS }], shared: '<si><t>甲</t></si>' });
    let refused = 0;
    for (let i = 0; i < whole.length; i += 7) {
      const bytes = whole.slice();
      bytes[i] ^= 0x41;
      try {
        expect((await open(bytes)).rows).toBeGreaterThan(0);
      } catch (error) {
        expect((error as Error).name).toBe('ImportError');
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(20);
  });

  test('comments, links, macros and pictures are not looked at; names of objects do no harm', async () => {
    const keys = Object.getOwnPropertyNames(Object.prototype);
    const bytes = withParts({
      'xl/comments1.xml':
        '<!DOCTYPE x><comments><commentList><comment ref="__proto__"/></commentList></comments>',
      'xl/externalLinks/externalLink1.xml': '<!DOCTYPE x>',
      'xl/vbaProject.bin': 'macro',
      __proto__: 'x',
      constructor: 'y'
    });
    const source = await open(bytes, '表.xlsm');
    expect(source.columns).toEqual([['甲'], ['1']]);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(keys);
  });

  test('rows that are not in order are put in order, and said', async () => {
    const row = (r: number, name: string): string =>
      `<row r="${r}"><c r="A${r}" t="str"><v>${name}</v></c><c r="B${r}"><v>${r}</v></c></row>`;
    const data = [
      row(3, '乙'),
      row(1, '社区').replace('<v>1<', '<v>人口<').replace('r="B1"', 'r="B1" t="str"'),
      row(2, '甲')
    ].join('');
    const source = await open(workbook({ sheets: [{ data }] }));
    expect(source.columns).toEqual([
      ['甲', '乙'],
      ['2', '3']
    ]);
    expect([...source.rowNumbers]).toEqual([2, 3]);
    expect(source.notes.map(({ code }) => code)).toContain('rows_sorted');
  });

  test('Strict OOXML, prefixes, UTF-16, days as text, cells without places', async () => {
    const xml =
      '\uFEFF<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>' +
      "<x:row><x:c t='str'><x:v>社区</x:v></x:c><x:c t='str'><x:v>日期</x:v></x:c></x:row>" +
      "<x:row><x:c t='str'><x:v>a > b</x:v></x:c><x:c t='d'><x:v>2023-11-01T00:00:00</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    const utf16 = new Uint8Array(xml.length * 2);
    for (let i = 0; i < xml.length; i++) new DataView(utf16.buffer).setUint16(i * 2, xml.charCodeAt(i), true);
    const rels =
      '<Relationships xmlns="http://purl.oclc.org/x"><Relationship Target="/xl/workbook.xml" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Id="a"/></Relationships>';
    const source = await open(withParts({ 'xl/worksheets/sheet1.xml': utf16, '_rels/.rels': rels }));
    expect(source.columns).toEqual([['a > b'], ['2023-11-01']]);
  });
});
