import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reason, SENTENCES } from '../../src/lib/import/reasons.ts';

const slots = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name.replace(/_(zh|en)$/, ''));

test.each(Object.entries(SENTENCES))('%s says the same in both languages', (_, [zh, en]) => {
  expect(zh).toMatch(/[\u4E00-\u9FFF]/);
  expect(en).not.toMatch(/[\u4E00-\u9FFF]/);
  const optional = new Set(['from', 'layer', 'at', 'to']);
  const only = (a: string[], b: string[]): string[] =>
    a.filter((name) => !b.includes(name) && !optional.has(name));
  expect(only(slots(zh), slots(en))).toEqual([]);
  expect(only(slots(en), slots(zh))).toEqual([]);
});

const folder = new URL('../../src/lib/import/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const files = (within: string): string[] =>
  readdirSync(new URL(within, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts')
  );

test('a code has one sentence', () => {
  const codes = files('sentences/').flatMap((name) =>
    [...read(`sentences/${name}`).matchAll(/^ {2}(\w+): \[/gm)].map(([, code]) => code)
  );
  expect(codes.length).toBeGreaterThan(80);
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});

test('every sentence is used, so that none goes stale', () => {
  const code = files('.')
    .filter((name) => !name.startsWith('sentences'))
    .map(read)
    .join('\n');
  expect(Object.keys(SENTENCES).filter((key) => !code.includes(`'${key}'`))).toEqual([]);
});

test('parameters are filled in, one that is missing stays visible', () => {
  expect(reason('header_row', { row: 3 }, 'en')).toBe(
    'row 3 was taken as the header; the title above it was left out'
  );
  expect(reason('header_row', {}, 'zh')).toContain('{row}');
  expect(reason('header_row', { row: '{row} $& $1' }, 'zh')).toContain('{row} $& $1');
});
