import { describe, expect, test } from 'vitest';
import { checkLayer } from '../../src/lib/import/check-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Source } from '../../src/lib/import/source.ts';
import { codes, refusal } from './sources.ts';
import { workbook, type BookOf, type CellOf, type SheetOf } from './workbooks.ts';

const read = (book: BookOf, hints = {}, name = '表.xlsx'): Promise<Source> =>
  readSource(name, workbook(book), hints);
const readRows = (rows: CellOf[][], sheet: SheetOf = {}, hints = {}): Promise<Source> =>
  read({ sheets: [{ ...sheet, rows }] }, hints);
const noteCodes = (source: Source): string[] => source.notes.map(({ code }) => code);
const askKeys = (source: Source): string[] => source.asks.map(({ key }) => key);

/** The table of a subdistrict as its office sends it. */
const COMMUNITIES = [
  '北官厅',
  '民安',
  '青龙',
  '小菊',
  '海运仓',
  '九道湾',
  '前永康',
  '后永康',
  '草园',
  '十三条',
  '藏经馆',
  '门楼'
];
const OFFICE: BookOf = {
  sheets: [
    {
      rows: [
        ['2023年北新桥街道社区人口统计表'],
        [null, null, null, null, null, '单位：人'],
        ['街道', '社区', '户数', '人口', null, null],
        [null, null, null, '常住人口', '户籍人口', '60岁以上'],
        ...COMMUNITIES.map((name, i): CellOf[] => [
          i === 0 ? '北新桥街道' : null,
          name,
          100 + i,
          1000 + i,
          900 + i,
          200 + i
        ]),
        ['合计', null, 1266, 12_066, 10_866, 2466],
        ['填表人：张三', null, '审核人：李四', null, '日期：2023年11月1日']
      ],
      merges: ['A1:F1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:F3', 'A5:A16', 'A17:B17']
    }
  ]
};

describe('the shape of a sheet', () => {
  test('a title, a unit line, a header of two rows, merged data, a total and notes: the clean table', async () => {
    const source = await read(OFFICE);
    expect(source.headers).toEqual([
      '街道',
      '社区',
      '户数',
      '人口/常住人口',
      '人口/户籍人口',
      '人口/60岁以上'
    ]);
    expect(source.asks).toEqual([]);
    expect(source.rows).toBe(13);
    expect(source.columns[1].slice(0, 12)).toEqual(COMMUNITIES);
    expect(source.columns[0].slice(0, 12)).toEqual(new Array(12).fill('北新桥街道'));
    expect([source.rowNumbers[0], source.rowNumbers[12]]).toEqual([5, 17]);
    expect(source.repaired.filter(({ code }) => code === 'merged_filled')).toHaveLength(11);
    expect(noteCodes(source)).toEqual(['header_rows', 'rows_below']);
    const { report, table } = checkLayer(source, { as: 'population' });
    expect(report.questions).toEqual([]);
    expect([report.rows, report.accepted]).toEqual([13, 12]);
    expect(codes(report.rejected)).toEqual([[17, 'total_row']]);
    expect([...table.get('unit')!.values]).toEqual(COMMUNITIES);
    const sum = (name: string): number =>
      (table.get(name)!.values as Float64Array).reduce((a, b) => a + b, 0);
    expect([sum('households'), sum('pop_resident'), sum('pop_registered'), sum('pop_60p')]).toEqual([
      1266, 12_066, 10_866, 2466
    ]);
  });
});
void refusal;
void readRows;
void askKeys;
