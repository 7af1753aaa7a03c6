import { describe, expect, test } from 'vitest';
import { decideEncoding, encodingOf } from '../../src/lib/import/text/decide-encoding.ts';
import { decodePieces } from '../../src/lib/import/text/decode-text.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { encodeAs } from './encoders.ts';
import { check, refusal, utf8 } from './sources.ts';

const SIMPLE =
  '名称,类别,经度,纬度\n北新桥养老驿站,养老服务驿站,116.4,39.9\n民安社区卫生服务站,社区卫生服务站,116.41,39.91\n';
const TRADITIONAL =
  '名稱,類別,經度,緯度\n大安區養老驛站,社區\u3000照顧,121.5,25\n臺北市衛生所,醫院,121.6,25.1\n';
const ACCENTS =
  'name,type,lon,lat\nSão João,café,-8.6,41.1\nMünchen Straße,pré,11.5,48.1\nÁgua fría,niño,-8,41\n';

describe('D1: the encoding is decided over the whole file', () => {
  test.each([
    ['utf-8', SIMPLE],
    ['utf-8', TRADITIONAL],
    ['utf-8', ACCENTS],
    ['gb18030', SIMPLE],
    ['big5', TRADITIONAL],
    ['windows-1252', ACCENTS],
    ['utf-16le', SIMPLE],
    ['utf-16be', SIMPLE],
    ['hz-gb-2312', SIMPLE]
  ])('%s without a mark', async (encoding, text) => {
    const source = await readSource('a.csv', encodeAs(text, encoding));
    expect(source.encoding).toBe(encoding);
    expect(source.asks).toEqual([]);
    expect(source.headers).toEqual(text.split('\n')[0].split(','));
    expect(source.columns[0]).toEqual(
      text
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(',')[0])
    );
  });

  test.each(['utf-8', 'utf-16le', 'utf-16be'])(
    '%s with its mark, which is no part of the first name',
    async (encoding) => {
      const source = await readSource('a.csv', encodeAs(`\uFEFF${SIMPLE}`, encoding));
      expect([source.encoding, source.headers[0]]).toEqual([encoding, '名称']);
    }
  );

  test('names of four bytes (㐂, 𠮷) are GB18030', async () => {
    const source = await readSource(
      'a.csv',
      encodeAs('名称,类别\n㐂乐养老院,药店\n𠮷野家,餐厅\n', 'gb18030')
    );
    expect(source.encoding).toBe('gb18030');
    expect(source.columns[0]).toEqual(['㐂乐养老院', '𠮷野家']);
  });

  test('plain ASCII is UTF-8 without a doubt, or what is declared', () => {
    expect(decideEncoding(utf8('a,b\n1,2\n'))).toEqual({ encoding: 'utf-8', confidence: 1, other: null });
    expect(decideEncoding(utf8('a,b\n1,2\n'), 'GBK').encoding).toBe('gb18030');
  });

  test('below 99 % it is asked, with what both make of it; the answer settles it', async () => {
    // C4 A3 CD A8 is 模通 in GBK and ģͨ in UTF-8.
    const bytes = Uint8Array.from([
      ...utf8('name,lon,lat\n'),
      0xc4,
      0xa3,
      0xcd,
      0xa8,
      ...utf8(',116.4,39.9\n')
    ]);
    const { report, table } = await check('a.csv', bytes, { as: 'facilities' });
    const [question] = report.questions;
    expect(question).toMatchObject({ code: 'ask_encoding', sets: 'encoding', key: 'encoding' });
    expect(question.options).toEqual(['gb18030', 'utf-8']);
    expect(question.labels).toEqual(['gb18030：模通,116.4,39.9', 'utf-8：ģͨ,116.4,39.9']);
    expect(table.get('name')!.values).toEqual(['模通']);
    const said = await check('a.csv', bytes, { as: 'facilities', encoding: 'utf-8' });
    expect(said.report.questions.filter(({ sets }) => sets === 'encoding')).toEqual([]);
    expect(said.table.get('name')!.values).toEqual(['ģͨ']);
  });

  test('names of encodings as files and people write them', () => {
    expect(
      ['GBK', 'cp936', 'UTF8', '65001', 'CP950', 'ISO-8859-1', 'ANSI 936', 'UTF-16'].map(encodingOf)
    ).toEqual(['gb18030', 'gb18030', 'utf-8', 'utf-8', 'big5', 'windows-1252', 'gb18030', 'utf-16le']);
    expect(encodingOf('klingon')).toBeNull();
  });
});

describe('many short texts, and what is declared of them', () => {
  const words = ['北新桥', '海运仓', '九道湾', '民安', '府学胡同', '北官厅'];
  const fields = (encoding: string): Uint8Array[] => words.map((word) => encodeAs(word, encoding));

  test('characters cut at the end of a field do not count against an encoding', () => {
    for (const encoding of ['utf-8', 'gb18030']) {
      const cut = fields(encoding).map((bytes) => bytes.subarray(0, bytes.length - 1));
      expect(decideEncoding(cut)).toMatchObject({ encoding });
      expect(decideEncoding(cut).confidence).toBeGreaterThan(0.99);
    }
  });

  test('a declaration that the bytes contradict is asked about, one that fits settles the matter', () => {
    expect(decideEncoding(fields('gb18030'), 'UTF-8')).toMatchObject({ encoding: 'gb18030', other: 'utf-8' });
    expect(decideEncoding(fields('gb18030'), 'UTF-8').confidence).toBeLessThan(0.99);
    expect(decideEncoding(fields('utf-8'), '936').confidence).toBeLessThan(0.99);
    expect(decideEncoding(fields('gb18030'), 'GBK').confidence).toBe(1);
  });

  test('Latin-1, which programs declare unasked, does not stand against Chinese', () => {
    const found = decideEncoding(fields('gb18030'), 'ISO-8859-1');
    expect(found).toMatchObject({ encoding: 'gb18030' });
    expect(found.confidence).toBeGreaterThan(0.99);
  });
});

describe('D2: two encodings in one file', () => {
  const line = (i: number): string => `第${i}养老驿站,药店,116.4,39.9\n`;
  const head = '名称,类别,经度,纬度\n';
  const many = (n: number, from = 0): string => Array.from({ length: n }, (_, i) => line(from + i)).join('');

  test.each([
    ['utf-8', 'gb18030'],
    ['gb18030', 'windows-1252']
  ])('%s with rows of %s: these are set aside, each with its byte', async (main, other) => {
    const first = encodeAs(head + many(50), main);
    const odd =
      other === 'gb18030' ? encodeAs('丙站,药店,1,2\n', other) : Uint8Array.from([0xe9, ...utf8(',x,1,2\n')]);
    const rest = encodeAs(many(50, 60), main);
    const source = await readSource('a.csv', Uint8Array.from([...first, ...odd, ...rest]));
    expect(source.encoding).toBe(main);
    expect(source.rows).toBe(101);
    expect(source.faults).toEqual([
      { index: 50, code: 'undecodable_at', params: { byte: first.length + 1 } }
    ]);
    expect(source.columns[0][51]).toBe('第60养老驿站');
  });

  test('rows are found in whichever piece of a large file they lie', async () => {
    const part = encodeAs(head + many(40_000), 'utf-8');
    const odd = encodeAs('丙站,药店,1,2\n', 'gb18030');
    const source = await readSource(
      'a.csv',
      Uint8Array.from([...part, ...odd, ...encodeAs(many(10), 'utf-8')])
    );
    expect(source.faults).toEqual([
      { index: 40_000, code: 'undecodable_at', params: { byte: part.length + 1 } }
    ]);
  });

  test('where most rows cannot be read, the file is refused with the line', async () => {
    const bytes = Uint8Array.from(Array.from({ length: 40 }, () => [0xff, 0xfd, 0x2c, 0x31, 0x0a]).flat());
    const error = await refusal(
      readSource('a.csv', Uint8Array.from([...utf8('a,b\n'), ...bytes]), { encoding: 'utf-8' })
    );
    expect(error.code).toBe('undecodable_file');
    expect(error.messageZh).toContain('第 2 行');
  });

  test('a text in pieces is the whole text', () => {
    const text = head + many(50_000);
    for (const encoding of ['utf-8', 'gb18030', 'utf-16be', 'hz-gb-2312']) {
      const pieces = [...decodePieces(encodeAs(text, encoding), encoding)];
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.map((piece) => piece.text).join('') === text).toBe(true);
    }
  });
});
