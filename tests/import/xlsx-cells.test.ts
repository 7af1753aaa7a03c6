import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Source } from '../../src/lib/import/source.ts';
import { workbook, type BookOf, type CellOf } from './workbooks.ts';

const read = (book: BookOf, hints = {}): Promise<Source> => readSource('表.xlsx', workbook(book), hints);
const readRows = (rows: CellOf[][], _ = {}, hints = {}): Promise<Source> =>
  read({ sheets: [{ rows }] }, hints);

describe('values of cells', () => {
  const STYLES =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="000000"/><numFmt numFmtId="172" formatCode="0.0&quot;亩&quot;"/><numFmt numFmtId="173" formatCode="[Red]#,##0.00"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="20"/></cellXfs>';
  const styled = (style: number, value: string): CellOf => ({
    xml: `<c r="R" s="${style}"><v>${value}</v></c>`
  });
  const one = async (cells: CellOf[], book: Partial<BookOf> = {}): Promise<Source> =>
    read(
      {
        styles: STYLES,
        ...book,
        sheets: [
          {
            rows: [
              cells.map((_, i) => `列${'甲乙丙丁戊己庚辛'[i]}`),
              cells,
              ['结尾', ...cells.slice(1).map(() => '尾')]
            ]
          }
        ]
      },
      { answers: { header: '1' } }
    );
  const firsts = (source: Source): (string | null)[] => source.columns.map(([cell]) => cell);

  test('dates of both systems, times, leading zeros and units as they are seen, red numbers as numbers', async () => {
    const cells = [
      styled(1, '45231'),
      styled(2, '45231.5'),
      styled(3, '123'),
      styled(4, '3.5'),
      styled(5, '-7.25'),
      styled(6, '0.354166666666667'),
      styled(99, '8')
    ];
    expect(firsts(await one(['x', ...cells]))).toEqual([
      'x',
      '2023-11-01',
      '2023-11-01 12:00:00',
      '000123',
      '3.5亩',
      '-7.25',
      '08:30:00',
      '8'
    ]);
    const mac = await one(['x', styled(1, '43769')], { pr: '<workbookPr date1904="1"/>' });
    expect(firsts(mac)[1]).toBe('2023-11-01');
  });

  test('29 February 1900 never was; the days around it are right', async () => {
    const source = await one(['x', styled(1, '59'), styled(1, '60'), styled(1, '61')]);
    expect(firsts(source)).toEqual(['x', '1900-02-28', null, '1900-03-01']);
    expect(source.repaired).toMatchObject([{ code: 'date_impossible', was: '60', now: '' }]);
  });

  test('dates in Chinese become ISO, a day and month that may be either are asked about', async () => {
    const rows: CellOf[][] = [
      ['名称', '成立日期', '检查日期'],
      ['甲', '2023年11月1日', '03/04/2023'],
      ['乙', '二〇二三年十二月三十一日', '05/06/2023']
    ];
    const source = await readRows(rows);
    expect(source.columns[1]).toEqual(['2023-11-01', '2023-12-31']);
    expect(source.columns[2]).toEqual(['2023-04-03', '2023-06-05']);
    expect(source.asks).toMatchObject([{ key: 'date:检查日期', options: ['dmy', 'mdy'] }]);
    expect(source.repaired.filter(({ code }) => code === 'date_iso')).toHaveLength(4);
    const said = await readRows(rows, {}, { answers: { 'date:检查日期': 'mdy' } });
    expect([said.columns[2], said.asks]).toEqual([['2023-03-04', '2023-05-06'], []]);
  });

  test('the stored value of a formula counts, none is ever worked out; errors set their row aside', async () => {
    const formula = (inner: string, type = ''): CellOf => ({ xml: `<c r="R"${type}>${inner}</c>` });
    const source = await readRows([
      ['社区', '人口'],
      ['甲', formula('<f>SUM(1,2)</f><v>3</v>')],
      ['乙', formula('<f>1+1</f>')],
      ['丙', formula('<f>1/0</f><v>#DIV/0!</v>', ' t="e"')],
      ['丁', formula('<f>A99</f><v>#REF!</v>', ' t="e"')],
      ['戊', formula('<f>WEBSERVICE("http://example.com")</f><v>x</v>', ' t="str"')]
    ]);
    expect(source.columns[1].slice(0, 2)).toEqual(['3', null]);
    expect(source.columns[1][4]).toBe('x');
    expect(
      source.faults.map(({ index, code, params }) => [source.rowNumbers[index], code, params.value])
    ).toEqual([
      [3, 'formula_no_value', undefined],
      [4, 'error_cell', '#DIV/0!'],
      [5, 'error_cell', '#REF!']
    ]);
  });

  test('codes of 18 digits stored as numbers are lost and said; 12 digits and texts are whole', async () => {
    const source = await readRows([
      ['名称', '行政区划代码', '证号', '备注号'],
      ['甲', 110101001001, { xml: '<c r="R"><v>1.1010119900307851E+17</v></c>' }, '110101199003078515'],
      ['乙', 110101001002, { xml: '<c r="R"><v>110101199003078510</v></c>' }, '110101199003078516']
    ]);
    expect(source.columns[1]).toEqual(['110101001001', '110101001002']);
    expect(source.columns[2]).toEqual([null, null]);
    expect(source.columns[3]).toEqual(['110101199003078515', '110101199003078516']);
    expect(source.repaired.map(({ code, was }) => [code, was.slice(0, 15)])).toEqual([
      ['digits_lost', '110101199003078'],
      ['digits_lost', '110101199003078']
    ]);
    expect(source.notes).toMatchObject([{ code: 'digits_lost_some', params: { column: '证号', count: 2 } }]);
  });

  test('fractions as Excel counts them, booleans, rich text without readings, control marks', async () => {
    const shared =
      '<si><r><t>北新</t></r><r><rPr><b/></rPr><t xml:space="preserve">桥 </t></r><rPh sb="0" eb="1"><t>ベイ</t></rPh></si><si><t>a_x000D_\nb😀\u{20000}</t></si><si><t><![CDATA[<社区>]]>&amp;&#x4E00;</t></si>';
    const source = await one(
      [
        'x',
        styled(0, '0.30000000000000004'),
        styled(0, '0.1'),
        { xml: '<c r="R" t="b"><v>1</v></c>' },
        { xml: '<c r="R" t="s"><v>0</v></c>' },
        { xml: '<c r="R" t="s"><v>1</v></c>' },
        { xml: '<c r="R" t="s"><v>2</v></c>' }
      ],
      { shared }
    );
    expect(firsts(source)).toEqual(['x', '0.3', '0.1', 'TRUE', '北新桥 ', 'a\nb😀\u{20000}', '<社区>&一']);
  });
});

test('a workbook that a library wrote gives what was put in', async () => {
  const rows = [
    ['名称', '人口', '登记日期', '备注'],
    ['甲 & <乙>', 1234.5, new Date(Date.UTC(2023, 10, 1)), '一行\n两行'],
    ['00123', 0, new Date(Date.UTC(1999, 11, 31)), null],
    ['😀𠀀', -3, null, '=1+1']
  ];
  const bytes = await writeXlsx({ sheets: [{ name: '表', rows }] });
  const source = await readSource('表.xlsx', bytes);
  expect(source.headers).toEqual(rows[0]);
  expect(source.columns).toEqual([
    ['甲 & <乙>', '00123', '😀𠀀'],
    ['1234.5', '0', '-3'],
    ['2023-11-01', '1999-12-31', null],
    ['一行\n两行', null, '=1+1']
  ]);
});
