import { expect, test } from 'vitest';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Hints, Source } from '../../src/lib/import/source.ts';
import { encodeAs, makeDbf } from './shapefiles.ts';
import { bytesOf, codes, refusal, shared, utf8 } from './sources.ts';

const NAMES = ['北宫厅社区', '民安社区', '九道湾社区', '藏经馆社区', '青龙社区', '小菊社区'];
const rows = (names: string[]): string[][] => names.map((name) => [name]);
const read = (bytes: Uint8Array, hints: Hints = {}, cpg?: string): Promise<Source> =>
  readSource('a.dbf', bytes, hints, undefined, new Map(cpg === undefined ? [] : [['cpg', utf8(cpg)]]));
const asked = ({ asks }: Source): string[] => asks.map(({ code }) => code);
const gbk = (names = NAMES, language = 0): Uint8Array =>
  makeDbf([{ name: '名称' }], rows(names), { encoding: 'gb18030', language });
const plain = (names = NAMES, language = 0): Uint8Array =>
  makeDbf([{ name: '名称' }], rows(names), { language });

test('B3: a .dbf without .shp is asked about, unless a table is wanted', async () => {
  const source = await read(plain());
  expect(source).toMatchObject({ format: 'dbf', rows: 6, headers: ['名称'], columns: [NAMES] });
  expect(source.asks).toMatchObject([{ code: 'ask_as_table', sets: 'answers', key: 'as_table' }]);
  expect(asked(await read(plain(), { answers: { as_table: 'yes' } }))).toEqual([]);
  expect(asked(await read(plain(), { as: 'population' }))).toEqual([]);
  expect((await refusal(read(plain(), { answers: { as_table: 'no' } }))).code).toBe('dbf_alone');
});

test.each([0, 0x57, 0x03, 0x4d, 0x7a])('B8: GBK without .cpg, language byte %d', async (language) => {
  const source = await read(gbk(NAMES, language), { as: 'population' });
  expect(source.encoding).toBe('gb18030');
  expect(source.headers).toEqual(['名称']);
  expect(source.columns).toEqual([NAMES]);
  expect(source.asks).toEqual([]);
});

test('B8: words whose GBK is also UTF-8 are decided by the rest', async () => {
  // C4 A3 CD A8 is 模通 in GBK and ģͨ in UTF-8.
  const source = await read(gbk(['模通', ...NAMES]), { as: 'population' });
  expect(source.columns[0][0]).toBe('模通');
  const other = await read(makeDbf([{ name: '名称' }], rows(['ģͨ', ...NAMES])), { as: 'population' });
  expect(other.columns[0][0]).toBe('ģͨ');
});

test.each<[string, Uint8Array, string | undefined, string, string]>([
  ['GBK with a .cpg that says UTF-8', gbk(), 'UTF-8', 'gb18030', 'utf-8'],
  ['UTF-8 with a .cpg that says GBK', plain(), 'GBK', 'utf-8', 'gb18030'],
  ['UTF-8 with the language byte of GBK', plain(NAMES, 0x4d), undefined, 'utf-8', 'gb18030']
])('B9: %s is asked, with how both read', async (_, bytes, cpg, likely, other) => {
  const source = await read(bytes, { as: 'population' }, cpg);
  expect(source.encoding).toBe(likely);
  expect(source.columns).toEqual([NAMES]);
  expect(source.asks).toMatchObject([
    { code: 'ask_dbf_encoding', sets: 'encoding', options: [likely, other] }
  ]);
  expect(source.asks[0].labels![0].zh).toContain('北宫厅');
  expect(source.asks[0].labels![1].zh).not.toContain('北宫厅');
  const answered = await read(bytes, { as: 'population', encoding: likely }, cpg);
  expect(answered.asks).toEqual([]);
});

test.each([
  ['GBK', 0, 'gb18030'],
  ['CP936', 0, 'gb18030'],
  ['936\r\n', 0, 'gb18030'],
  ['utf-8', 0, 'utf-8'],
  ['UTF-8', 0x4d, 'utf-8'],
  ['65001', 0x57, 'utf-8']
])('a .cpg of %j that is right is followed', async (cpg, language, encoding) => {
  const bytes = encoding === 'utf-8' ? plain(NAMES, language) : gbk(NAMES, language);
  const source = await read(bytes, { as: 'population' }, cpg);
  expect([source.encoding, source.columns, source.asks]).toEqual([encoding, [NAMES], []]);
});

test('what the user says goes before all, and what is not known is refused', async () => {
  const source = await read(gbk(), { encoding: 'GBK', as: 'population' }, 'UTF-8');
  expect([source.encoding, source.columns[0][0]]).toEqual(['gb18030', '北宫厅社区']);
  expect((await refusal(read(gbk(), { encoding: 'klingon' }))).code).toBe('unknown_encoding');
  const wrong = await refusal(read(gbk(), { encoding: 'utf-8' }));
  expect(wrong.code).toBe('dbf_undecodable');
  expect(wrong.messageZh).toContain('6 条');
});

test('Big5 is told from GBK', async () => {
  const names = ['臺北市', '新莊區', '中華路', '國語學校'];
  const bytes = makeDbf([{ name: 'NAME' }], rows(names), { encoding: 'big5' });
  const source = await read(bytes, { as: 'population' });
  expect([source.encoding, source.columns[0]]).toEqual(['big5', names]);
});

test('B10: a letter cut by the width of the field is left out, listed, and does not count against UTF-8', async () => {
  const long = NAMES.map((name) => `${name}居民委员会`);
  const bytes = makeDbf([{ name: '名称', width: 20 }], rows(long));
  const source = await read(bytes, { as: 'population' });
  expect(source.encoding).toBe('utf-8');
  expect(source.columns[0][0]).toBe('北宫厅社区居');
  expect(source.columns[0].join('')).not.toContain('\uFFFD');
  expect(source.repaired.filter(({ code }) => code === 'dbf_cut')).toHaveLength(6);
  expect(source.faults).toEqual([]);
  const gb = await read(makeDbf([{ name: '名称', width: 11 }], rows(long), { encoding: 'gb18030' }), {
    as: 'population'
  });
  expect(gb.encoding).toBe('gb18030');
  expect(gb.columns[0].slice(0, 2)).toEqual(['北宫厅社区', '民安社区居']);
  expect(gb.repaired).toHaveLength(6);
});

test('B11: GB18030 letters of four bytes', async () => {
  const names = [
    [0x81, 0x39, 0xef, 0x31],
    [0x95, 0x34, 0xb2, 0x35]
  ].map((four) => Uint8Array.from([...four, ...encodeAs('家园', 'gb18030')]));
  const bytes = makeDbf([{ name: 'NAME' }], [...names.map((name) => [name]), ...rows(NAMES)], {
    encoding: 'gb18030'
  });
  const source = await read(bytes, { as: 'population' });
  expect(source.encoding).toBe('gb18030');
  expect(source.columns[0].slice(0, 2)).toEqual(['㐂家园', '𠮷家园']);
});

test('B12: names cut to ten bytes: the half letter goes, what is then alike is renamed, and both are told', async () => {
  const fields = ['养老服务设施甲', '养老服务设施乙', 'NAME', 'name'].map((name) => ({ name, width: 8 }));
  const source = await read(makeDbf(fields, [['1', '2', '3', '4']]), { as: 'population' });
  expect(source.headers).toEqual(['养老服', '养老服_2', 'NAME', 'name_2']);
  expect(source.repaired.map(({ code, now }) => [code, now])).toEqual([
    ['renamed_header', '养老服_2'],
    ['renamed_header', 'name_2'],
    ['dbf_cut', '养老服'],
    ['dbf_cut', '养老服_2']
  ]);
});

test('B14: deleted records are left out and counted; the others keep their numbers', async () => {
  const bytes = makeDbf([{ name: '名称' }], rows(NAMES), { deleted: [1, 4] });
  const source = await read(bytes, { as: 'population' });
  expect(source.columns[0]).toEqual(NAMES.filter((_, i) => i !== 1 && i !== 4));
  expect([...source.rowNumbers]).toEqual([1, 3, 4, 6]);
  expect(source.notes).toContainEqual({ code: 'dbf_deleted', params: { count: 2, records: '2、5' } });
  const none = makeDbf([{ name: '名称' }], rows(NAMES), { deleted: [0, 1, 2, 3, 4, 5] });
  expect((await refusal(read(none))).code).toBe('no_rows');
});

test('B17: stars, a lone sign and blanks are no numbers; numbers keep what they say', async () => {
  const cells = ['****', '-', '', '12.50', '-3', '110105001001', '33.899999999999999', '1.5E+003', '00123'];
  const bytes = makeDbf(
    [{ name: 'N', type: 'N', width: 19 }],
    cells.map((cell) => [cell.padStart(19)])
  );
  const source = await read(bytes, { as: 'population' });
  expect(source.columns[0]).toEqual([
    null,
    null,
    null,
    '12.5',
    '-3',
    '110105001001',
    '33.9',
    '1500',
    '00123'
  ]);
  expect(codes(source.repaired)).toEqual([
    [1, 'dbf_no_number'],
    [2, 'dbf_no_number']
  ]);
  const many = makeDbf([{ name: 'N', type: 'N', width: 4 }], new Array<string[]>(50).fill(['****']));
  const counted = await read(many, { as: 'population' });
  expect(counted.repaired).toHaveLength(20);
  expect(counted.notes).toContainEqual({ code: 'dbf_stars', params: { columns: 'N×50', listed: 20 } });
});

test('dates, truth, memos and the binary fields of FoxPro', async () => {
  const binary = (size: number, write: (view: DataView) => void): Uint8Array => {
    const view = new DataView(new ArrayBuffer(size));
    write(view);
    return new Uint8Array(view.buffer);
  };
  const fields = ['D', 'L', 'M', 'I', 'B', 'Y', 'T', 'C'].map((type) => ({
    name: `F${type}`,
    type,
    width: { D: 8, L: 1, M: 10, I: 4, B: 8, Y: 8, T: 8, C: 6 }[type]!
  }));
  const row = [
    '20231105',
    'T',
    '1',
    binary(4, (view) => view.setInt32(0, -7, true)),
    binary(8, (view) => view.setFloat64(0, 2.5, true)),
    binary(8, (view) => view.setBigInt64(0, -12_345_000n, true)),
    binary(8, (view) => {
      view.setInt32(0, 2460254, true);
      view.setInt32(4, 3_600_000, true);
    }),
    'a\0xyz'
  ];
  const empty = ['00000000', '?', '', zero(4), zero(8), zero(8), zero(8), ''];
  const source = await read(makeDbf(fields, [row, empty]), { as: 'population' });
  expect(source.columns.map((column) => column[0])).toEqual([
    '2023-11-05',
    'true',
    null,
    '-7',
    '2.5',
    '-1234.5',
    '2023-11-05T01:00:00',
    'a'
  ]);
  expect(source.columns.map((column) => column[1])).toEqual([null, null, null, '0', '0', '0', null, null]);
  expect(source.notes).toContainEqual({ code: 'dbf_memo', params: { columns: 'FM' } });
});

const zero = (size: number): Uint8Array => new Uint8Array(size);

test('a text wider than 255 bytes, as Clipper writes its width', async () => {
  const bytes = makeDbf([{ name: 'A', width: 300 }], [['甲'.repeat(99)]]);
  bytes[32 + 16] = 300 & 255;
  bytes[32 + 17] = 300 >> 8;
  const source = await read(bytes, { as: 'population' });
  expect(source.columns[0][0]).toBe('甲'.repeat(99));
});

test('A3: a table cut anywhere says where', async () => {
  const whole = gbk();
  const least = whole.length - 1;
  for (const at of [1, 4, 31, 32, 33, 64, Math.floor(least / 2), Math.floor(least * 0.9), least - 1]) {
    const error = await refusal(read(whole.slice(0, at)));
    expect([at, error.code]).toEqual([at, 'truncated']);
    expect(error.messageZh).toContain(`${at} 字节`);
  }
  // The end mark alone is no loss.
  expect((await read(whole.slice(0, least))).rows).toBe(6);
});

test('headers that contradict themselves are refused, or mended where nothing is in doubt', async () => {
  const wide = plain();
  wide[32 + 16] = 200;
  expect((await refusal(read(wide))).code).toBe('dbf_corrupt');
  const vast = plain();
  new DataView(vast.buffer).setUint32(4, 0xfffffff0, true);
  expect((await refusal(read(vast))).code).toBe('truncated');
  const few = makeDbf([{ name: '名称' }], rows(NAMES), { stated: 4 });
  const source = await read(few, { as: 'population' });
  expect(source.columns[0]).toEqual(NAMES);
  expect(source.notes).toContainEqual({ code: 'dbf_count', params: { stated: 4, count: 6 } });
});

test('a few records in another encoding are set aside', async () => {
  const many = Array.from({ length: 400 }, (_, i) => [NAMES[i % 6]] as (string | Uint8Array)[]);
  many[17] = [Uint8Array.of(0xff, 0xfe, 0x41)];
  const source = await read(makeDbf([{ name: '名称' }], many), { as: 'population' });
  expect(source.encoding).toBe('utf-8');
  expect(source.faults).toEqual([{ index: 17, code: 'undecodable', params: {} }]);
});

test('columns named __proto__ are columns', async () => {
  const before = Object.keys(Object.prototype).length;
  const source = await read(makeDbf([{ name: '__proto__' }, { name: 'toString' }], [['1', '2']]));
  expect(source.headers).toEqual(['__proto__', 'toString']);
  expect(Object.keys(Object.prototype)).toHaveLength(before);
});

test.each([
  ['big5', 'big5', '繁體國語'],
  ['chinese', 'gb18030', '简体'],
  ['gb2312', 'gb18030', '简体国语'],
  ['gbk', 'gb18030', '简体国语'],
  ['utf8', 'utf-8', '国语國語']
])('one name alone: mapshaper/%s.dbf', async (name, encoding, text) => {
  const path = shared(`formats/mapshaper/${name}.dbf`);
  if (path === null) return;
  const source = await read(await bytesOf(path), { as: 'population' });
  expect([source.encoding, source.columns]).toEqual([encoding, [[text]]]);
});
