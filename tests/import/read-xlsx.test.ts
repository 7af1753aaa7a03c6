import { describe, expect, test } from 'vitest';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Source } from '../../src/lib/import/source.ts';
import { codes, refusal } from './sources.ts';
import { workbook, type BookOf, type CellOf, type SheetOf } from './workbooks.ts';

const read = (book: BookOf, hints = {}, name = '表.xlsx'): Promise<Source> =>
  readSource(name, workbook(book), hints);
const readRows = (rows: CellOf[][], sheet: SheetOf = {}, hints = {}): Promise<Source> =>
  read({ sheets: [{ ...sheet, rows }] }, hints);
const noteCodes = (source: Source): string[] => source.notes.map(({ code }) => code);

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

  test('the header may be said otherwise', async () => {
    const source = await read(OFFICE, { answers: { header: '4' } });
    expect(source.headers.slice(3)).toEqual(['常住人口', '户籍人口', '60岁以上']);
    expect((await refusal(read(OFFICE, { answers: { header: '99' } }))).code).toBe('bad_header_rows');
  });

  test('four header rows, a row of units and a row that numbers the columns', async () => {
    const source = await readRows(
      [
        ['社区', '人口', null, null, '用地'],
        [null, '常住', null, '户籍', '面积'],
        [null, '男', '女', null, null],
        [null, '（人）', '（人）', '（万人）', '（亩）'],
        ['甲', '1', '2', '3', '4'],
        ['民安社区', 10, 20, 0.3, 15]
      ],
      { merges: ['A1:A4', 'B1:D1', 'B2:C2', 'D2:D3', 'E2:E3'] }
    );
    expect(source.headers).toEqual([
      '社区',
      '人口/常住/男（人）',
      '人口/常住/女（人）',
      '人口/户籍（万人）',
      '用地/面积（亩）'
    ]);
    expect([source.rows, source.rowNumbers[0]]).toEqual([1, 6]);
    expect(noteCodes(source)).toContain('counting_row');
  });

  test('subtotals inside, headings merged over the table, the header once more', async () => {
    const source = await readRows(
      [
        ['街道', '社区', '户数', '人口'],
        ['甲街道', '一社区', 10, 20],
        [null, '二社区', 11, 21],
        [null, '小计', 21, 41],
        ['一、远郊', null, null, null],
        ['街道', '社区', '户数', '人口'],
        ['乙街道', '三社区', 5, 9],
        ['总 计', null, 26, 50]
      ],
      { merges: ['A2:A4', 'A5:D5'] }
    );
    expect(source.faults.map(({ index, code }) => [source.rowNumbers[index], code])).toEqual([
      [4, 'total_row'],
      [5, 'section_row'],
      [6, 'repeated_header'],
      [8, 'total_row']
    ]);
  });

  test('a merged number is one number, and said', async () => {
    const source = await readRows(
      [
        ['社区', '户数', '行政区划代码'],
        ['一社区', 300, 110101],
        ['二社区', null, null]
      ],
      { merges: ['B2:B3', 'C2:C3'] }
    );
    expect(source.columns[1]).toEqual(['300', null]);
    expect(source.columns[2]).toEqual(['110101', '110101']);
    expect(noteCodes(source)).toEqual(['merged_numbers']);
  });

  test('names that repeat, are blank, hold 300 letters, lines or our own words', async () => {
    const long = '长'.repeat(300);
    const keys = Object.getOwnPropertyNames(Object.prototype);
    const source = await readRows([
      ['Name', 'name', null, long, '常住\n人口', '__proto__', '=1+1', 'geometry'],
      ['甲', '乙', '丙', 1, 2, 3, 4, 5]
    ]);
    expect(source.headers).toEqual([
      'Name',
      'name_2',
      'column_3',
      '长'.repeat(200),
      '常住 人口',
      '__proto__',
      '=1+1',
      'geometry'
    ]);
    expect(source.repaired.map(({ code }) => code)).toContain('renamed_header');
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(keys);
  });

  test('a table without a header is a question, with names for what its numbers are', async () => {
    const rows = [
      ['阳光养老驿站', 116.4012, 39.9123],
      ['福寿养老院', 116.4113, 39.9224]
    ];
    const source = await readRows(rows);
    expect(source.headers).toEqual(['名称', '经度', '纬度']);
    expect(source.rows).toBe(2);
    expect(source.asks.map(({ key, options }) => [key, options])).toEqual([['header', ['none', '1']]]);
    const said = await readRows(rows, {}, { answers: { header: 'none' } });
    expect([said.rows, said.asks]).toEqual([2, []]);
  });

  test('columns without name and content are dropped, a row far right is no cost', async () => {
    const data =
      '<row r="1"><c r="A1" t="str"><v>名称</v></c><c r="C1" t="str"><v>人口</v></c></row>' +
      '<row r="2"><c r="A2" t="str"><v>甲</v></c><c r="B2"/><c r="C2"><v>5</v></c></row>' +
      Array.from(
        { length: 18 },
        (_, i) =>
          `<row r="${i + 3}"><c r="A${i + 3}" t="str"><v>乙${i}</v></c><c r="C${i + 3}"><v>6</v></c></row>`
      ).join('') +
      '<row r="1048576" spans="1:16384" s="1" customFormat="1"><c r="XFD1048576" s="1"/></row>';
    const source = await read({ sheets: [{ data, before: '<dimension ref="A1:XFD1048576"/>' }] });
    expect(source.headers).toEqual(['名称', '人口']);
    expect(source.rows).toBe(19);
  });
});

describe('several sheets', () => {
  const part = (name: string, from: number): SheetOf => ({
    name,
    rows: [['社区', '户数', '人口'], ...[0, 1].map((i): CellOf[] => [`${name}${i}`, from + i, from * 2 + i])]
  });
  const BOOK: BookOf = {
    sheets: [
      { name: '空表' },
      part('甲街道', 10),
      part('乙街道', 20),
      { name: '说明', rows: [['口径见统计局']] }
    ]
  };

  test('of the same header are one question; together each row has its sheet', async () => {
    const source = await read(BOOK);
    expect(source.layers.map(({ name }) => name)).toEqual(['甲街道', '乙街道', '说明']);
    expect(source.asks.map(({ sets, options, code }) => [sets, options, code])).toEqual([
      ['layer', ['*', '甲街道', '乙街道', '说明'], 'ask_sheets']
    ]);
    expect(source.headers).toEqual(['工作表', '社区', '户数', '人口']);
    expect(source.columns[0]).toEqual(['甲街道', '甲街道', '乙街道', '乙街道']);
    expect(new Set(source.rowNumbers).size).toBe(4);
    expect(source.asks[0].labels?.[0].zh).toContain('2 张');
  });

  test('one without a row is named, the others are put together, each with its rows', async () => {
    const bare = { name: '丙街道', rows: [['社区', '户数', '人口']] };
    const source = await read({ sheets: [part('甲街道', 10), bare, part('乙街道', 20)] }, { layer: '*' });
    expect(source.columns[0]).toEqual(['甲街道', '甲街道', '乙街道', '乙街道']);
    expect([...source.rowNumbers]).toEqual([2, 3, 5, 6]);
    expect(source.notes).toEqual([
      { code: 'sheets_joined', params: { count: 2, places: '甲街道 2–3、乙街道 5–6' } },
      { code: 'sheets_empty', params: { count: 1, names: '丙街道' } }
    ]);
    const none = read({ sheets: [bare, { ...bare, name: '丁街道' }] }, { layer: '*' });
    expect((await refusal(none)).code).toBe('no_rows');
  });

  test('one of them is read when it is named, and an unknown one refused', async () => {
    const source = await read(BOOK, { layer: '乙街道' });
    expect([source.layer, source.asks, source.headers, source.columns[0]]).toEqual([
      '乙街道',
      [],
      ['社区', '户数', '人口'],
      ['乙街道0', '乙街道1']
    ]);
    expect((await refusal(read(BOOK, { layer: '丙' }))).code).toBe('layer_gone');
  });

  test('hidden sheets, rows and columns are left out and asked about, with their counts', async () => {
    const book: BookOf = {
      sheets: [
        {
          name: '表',
          before: '<cols><col min="3" max="3" width="9" hidden="1"/></cols>',
          rows: [
            ['社区', '人口', '底数'],
            ['甲', 1, 7],
            ['乙', 2, 8],
            ['丙', 3, 9]
          ],
          hiddenRows: [3]
        },
        { name: '底稿', state: 'hidden', rows: [['a'], [1]] },
        { name: '宏', state: 'veryHidden', rows: [['b'], [2]] }
      ]
    };
    const source = await read(book);
    expect(source.headers).toEqual(['社区', '人口']);
    expect(source.columns[0]).toEqual(['甲', '丙']);
    expect(source.asks).toMatchObject([
      {
        code: 'ask_hidden',
        key: 'hidden',
        options: ['no', 'yes'],
        params: { sheets: 2, rows: 1, columns: 1 }
      }
    ]);
    const no = await read(book, { answers: { hidden: 'no' } });
    expect([no.asks, noteCodes(no)]).toEqual([[], ['hidden_left_out']]);
    const yes = await read(book, { answers: { hidden: 'yes' }, layer: '表' });
    expect([yes.headers, yes.columns[0], yes.asks]).toEqual([
      ['社区', '人口', '底数'],
      ['甲', '乙', '丙'],
      []
    ]);
  });
});
