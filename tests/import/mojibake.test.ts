import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { restoreText } from '../../src/lib/import/text/mojibake.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { encodeAs } from './encoders.ts';
import { check, collection, feature, shared, utf8 } from './sources.ts';

const as = (text: string, meant: string, read: string): string =>
  new TextDecoder(read).decode(encodeAs(text, meant));

describe('a garbled text', () => {
  test.each([
    ['Ò»¼¶²Ëµ¥', '一级菜单', 'GBK → Latin-1'],
    ['ä¸€çº§èœå•', null, null],
    [as('一级菜品', 'utf-8', 'windows-1252'), '一级菜品', 'UTF-8 → Latin-1'],
    [as('养老服务', 'utf-8', 'gbk'), '养老服\uFFFD', 'UTF-8 → GBK'],
    ['涓€绾ц彍鍗\uFFFD', '一级菜\uFFFD', 'UTF-8 → GBK']
  ])('%s', (was, now, how) => {
    expect(restoreText(was)).toEqual(now === null ? null : { text: now, how });
  });

  test('every name that was read in the wrong encoding and lost nothing comes back', () => {
    for (const name of [
      '北新桥街道',
      '民安社区卫生服务站',
      '海运仓胡同12号',
      '东四（北）大街',
      '九道湾养老驿站'
    ])
      for (const [meant, read] of [
        ['gb18030', 'windows-1252'],
        ['utf-8', 'windows-1252'],
        ['utf-8', 'gbk']
      ]) {
        const was = as(name, meant, read);
        if (!was.includes('\uFFFD'))
          expect([meant, read, restoreText(was)?.text]).toEqual([meant, read, name]);
      }
  });

  test.each([
    'São João',
    'Größe',
    'Ålesund',
    'café',
    '溧阳市',
    '淶水縣',
    '㎡',
    '№5',
    '涞水',
    '“甲”',
    '10–20',
    'ÄÖÜ',
    '鍾馗'
  ])('%s is none', (text) => {
    expect(restoreText(text)).toBeNull();
  });
});

describe('garbled cells of any format', () => {
  const text = collection(
    feature('Point', [116.4, 39.9], { name: 'Ñô¹âÑøÀÏæäÕ¾', note: '好' }),
    feature('Point', [116.41, 39.91], { name: '福寿养老院', note: 'São' })
  );

  test('are restored, listed, and asked about', async () => {
    const { report, table } = await check('a.geojson', text, { as: 'facilities' });
    expect(table.get('name')!.values).toEqual(['阳光养老驿站', '福寿养老院']);
    expect(report.repaired.filter(({ code }) => code === 'mojibake')).toEqual([
      { row: 1, field: 'name', code: 'mojibake', was: 'Ñô¹âÑøÀÏæäÕ¾', now: '阳光养老驿站' }
    ]);
    const [question] = report.questions.filter(({ key }) => key === 'mojibake');
    expect(question).toMatchObject({ code: 'ask_mojibake', options: ['mend', 'keep'] });
    expect(question.message).toContain('阳光养老驿站');
  });

  test('may be kept, all or one row of them', async () => {
    const read = async (answers: Record<string, string>) =>
      (await readSource('a.geojson', utf8(text), { answers })).columns[0][0];
    expect(await read({ mojibake: 'keep' })).toBe('Ñô¹âÑøÀÏæäÕ¾');
    expect(await read({ 'mend:mojibake:1': 'no' })).toBe('Ñô¹âÑøÀÏæäÕ¾');
    const mended = await readSource('a.geojson', utf8(text), { answers: { mojibake: 'mend' } });
    expect([mended.columns[0][0], mended.asks]).toEqual(['阳光养老驿站', []]);
  });
});

test('the real file with garbled keys', async () => {
  const path = shared('beixinqiao/facilities_mojibake_headers.geojson');
  if (path === null) return;
  const source = await readSource('facilities.geojson', new Uint8Array(await readFile(path)));
  const mended = source.repaired.filter(({ code }) => code === 'header_mojibake');
  expect(mended.find(({ was }) => was === 'Ò»¼¶²Ëµ¥')?.now).toBe('一级菜单');
  expect(source.headers.filter((header) => /[\u0080-\u00FF]/.test(header))).toEqual([]);
});
