import { describe, expect, test } from 'vitest';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { check, refusal, utf8 } from './sources.ts';

const read = (text: string, hints = {}) => readSource('a.csv', utf8(text), hints);

describe('D3: separators, quotes, decimal commas', () => {
  test('a cell in “ ” may hold the separator', async () => {
    const source = await read('名称,地址\n“甲,乙”,“东四,五条”\n“丙”,“丁”\n');
    expect(source.columns).toEqual([
      ['甲,乙', '丙'],
      ['东四,五条', '丁']
    ]);
  });

  test('decimal commas become points, listed; thousands are let be', async () => {
    const source = await read('名称;经度;纬度;面积\n甲;116,4021;39,91;1,200\n乙;116,41;39,9;2,300\n');
    expect(source.columns.slice(1)).toEqual([
      ['116.4021', '116.41'],
      ['39.91', '39.9'],
      ['1,200', '2,300']
    ]);
    expect(source.repaired.map(({ row, field, code, was, now }) => [row, field, code, was, now])).toEqual([
      [2, '经度', 'decimal_comma', '116,4021', '116.4021'],
      [3, '经度', 'decimal_comma', '116,41', '116.41'],
      [2, '纬度', 'decimal_comma', '39,91', '39.91'],
      [3, '纬度', 'decimal_comma', '39,9', '39.9']
    ]);
  });

  test('two separators that divide alike are asked about; the answer settles it', async () => {
    const text = '名称;地址,电话;备注\n甲;东四,1;x\n乙;西四,2;y\n'
      .replaceAll(';备注', ',备注')
      .replaceAll(/;([xy])/g, ',$1');
    const tie = 'a;b,c\n1;2,3\n4;5,6\n';
    const source = await read(tie);
    expect(source.asks).toMatchObject([{ code: 'ask_delimiter', key: 'delimiter', options: [',', ';'] }]);
    expect(source.headers).toEqual(['a;b', 'c']);
    const said = await read(tie, { answers: { delimiter: ';' } });
    expect([said.headers, said.asks]).toEqual([['a', 'b,c'], []]);
    // One that gives more columns is no tie.
    expect((await read(text)).asks).toEqual([]);
  });
});

describe('D4 to D6: quotes, widths, line ends', () => {
  test('D4: a quote that is never closed is named by its row, before the rest is read', async () => {
    const text = `名称,备注\n"甲,1\n${'乙,2\n'.repeat(1_000_000)}`;
    let pieces = 0;
    const error = await refusal(readSource('a.csv', utf8(text), {}, async () => void pieces++));
    expect(error.code).toBe('unclosed_quote');
    expect(error.messageZh).toContain('第 2 行');
    // Of six megabytes little more than the one was read in which a cell may end.
    expect(pieces).toBeLessThan(5);
  });

  test('quotes where none can be cost the row at most', async () => {
    const source = await read('名称,备注,经度\n甲,"说""好""",1\n乙,5" 管,2\n丙,"坏"尾",3\n丁,好,4\n');
    expect(source.columns[1]).toEqual(['说"好"', '5" 管', '坏"尾', '好']);
    expect(source.columns[0].at(-1)).toBe('丁');
    expect(source.rows).toBe(4);
  });

  test('D5: rows of another width are set aside, wherever they stand', async () => {
    const rows = Array.from({ length: 200 }, (_, i) =>
      i === 150 ? '1,2' : i === 180 ? '1,2,3,4,5' : '1,2,3'
    );
    const source = await read(`a,b,c\n${rows.join('\n')}\n`);
    expect(source.faults.map(({ index, code, params }) => [index, code, params])).toEqual([
      [150, 'field_count', { found: 2, wanted: 3 }],
      [180, 'field_count', { found: 5, wanted: 3 }]
    ]);
  });

  test.each(['\n', '\r\n', '\r'])('D6: lines that end in %j, the last one not at all', async (end) => {
    const source = await read(['名称,备注', '甲,1', '乙,"一\r\n二"', '丙,'].join(end));
    expect(source.columns).toEqual([
      ['甲', '乙', '丙'],
      ['1', '一\n二', null]
    ]);
    expect([...source.rowNumbers]).toEqual([2, 3, 4]);
  });

  test('D6: line ends of all kinds in one file', async () => {
    const source = await read('a,b\r\n1,2\n3,4\r5,6\r\n\n7,8');
    expect(source.columns).toEqual([
      ['1', '3', '5', '7'],
      ['2', '4', '6', '8']
    ]);
  });

  test('D6: NUL characters are taken out, listed', async () => {
    const filler = `${'甲,1\n'.repeat(1000)}`;
    const source = await read(`名称,数\n${filler}乙\0丙,2\n`);
    expect(source.columns[0].at(-1)).toBe('乙丙');
    expect(source.repaired).toEqual([
      { row: 1002, field: '名称', code: 'nul_removed', was: '乙␀丙', now: '乙丙' }
    ]);
  });

  test('D6: a cell of more than a million characters is refused with its place', async () => {
    const error = await refusal(read(`a,b\n1,${'x'.repeat(1_100_000)}\n`));
    expect(error.code).toBe('cell_too_long');
    expect(error.messageZh).toMatch(/第 2 行第 2 列/);
  });

  test('D6: a single line of megabytes is no table, which is said at once', async () => {
    const error = await refusal(read('名称,'.repeat(700_000)));
    expect(error.code).toBe('too_many_columns');
    expect(error.messageZh).toContain('第 1 行');
  });

  test('thousands of columns of one name are told apart in no time', async () => {
    const source = await read(`${'名称,'.repeat(12_000)}a\n${'x,'.repeat(12_000)}y\n`);
    expect([source.headers.length, source.headers[11_999]]).toEqual([12_001, '名称_12000']);
  });
});

describe('D7 to D11: headers, formulas, hostile names', () => {
  test('D7: header only, header again, headers alike', async () => {
    expect((await refusal(read('名称,经度,纬度\n'))).code).toBe('no_rows');
    const source = await read('名称,名称\n甲,1\n名称,名称\n乙,2\n');
    expect(source.headers).toEqual(['名称', '名称_2']);
    expect(source.faults.map(({ index, code }) => [index, code])).toEqual([[1, 'repeated_header']]);
  });

  test('D8: cells that look like formulas are text, to the letter', async () => {
    const cells = ["=cmd|'/C calc'!A0", '+1+1', '-1+1', '@SUM(A1)', '\tx', '＝1+1', '\u2003y'];
    const source = await read(`名称,备注\n${cells.map((cell) => `甲,${cell}`).join('\n')}\n`);
    expect(source.columns[1]).toEqual(cells);
  });

  test('D9: long runs of digits, spaces and quotes take no longer than others of their size', async () => {
    const cells = [`${'1'.repeat(50_000)}x`, ' '.repeat(50_000), '"'.repeat(50_000), '，'.repeat(50_000)];
    const text = `名称,备注,经度,纬度\n${cells.map((cell) => `甲,"${cell.replaceAll('"', '""')}",116.4,39.9`).join('\n')}\n`;
    const { report } = await check('a.csv', text, { as: 'facilities' });
    expect(report.accepted + report.rejected.length).toBe(4);
  });

  test.each(["x'); DROP TABLE.csv", '[a-z]*.csv', 'http：⁄⁄例子.csv', '~', '?', `${'长'.repeat(85)}.csv`])(
    'D10: a file called %s is read as any other',
    async (name) => {
      expect((await readSource(name, utf8('名称,经度\n甲,1\n'))).rows).toBe(1);
    }
  );

  test('D11: columns called by SQL and quotes; one with a control character is refused', async () => {
    const source = await read('"a""; DROP TABLE--","""",\n1,2,3\n');
    expect(source.headers).toEqual(['a"; DROP TABLE--', '"', 'column_3']);
    const error = await refusal(read(`名称,\x01b\n${'甲,1\n'.repeat(9)}`));
    expect(error.code).toBe('bad_header');
  });
});

test('words that come again are the same to the letter as those that stand once', async () => {
  const words = ['养老驿站', '药店', 'x', '正常', ''];
  const rows = Array.from({ length: 30_000 }, (_, i) => [`名${i}`, words[i % words.length], `${i % 7}`]);
  const source = await read(`名称,类别,数\n${rows.map((row) => row.join(',')).join('\n')}\n`);
  expect(source.columns.map((column) => column.map((cell) => cell ?? ''))).toEqual(
    [0, 1, 2].map((c) => rows.map((row) => row[c]))
  );
});

test('codes that stand twice are found again when other rows stand', async () => {
  const source = await read(
    '编号,名称,经度,纬度\nA1,甲,116.4,39.9\na1,乙,116.5,39.8\nA2,丙,x,y\nA3,丁,116.3,39.7\n'
  );
  const codesOf = (column: string): string[] =>
    checkLayer(source, { as: 'facilities', map: { fac_id: column } }).report.questions.map(({ key }) => key);
  expect(codesOf('名称')).not.toContain('repeated_code');
  expect(codesOf('编号')).toContain('repeated_code');
  expect(codesOf('编号')).toContain('repeated_code');
});
