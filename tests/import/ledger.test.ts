import { expect, test } from 'vitest';
import { Ledger } from '../../src/lib/import/ledger.ts';
import { makeSource } from '../../src/lib/import/source.ts';

test('words in a line stand whole, those that are texts are cut with a sign of it', () => {
  const source = makeSource({ file: 'f.csv', format: 'csv', headers: ['a'], columns: [['x']], rows: 1 });
  const word = '街道管理设施（Community integrated service facility / Community service station）';
  const words = new Map([
    [word, [0, 0, 0]],
    ['长'.repeat(5000), [0, 0]],
    ['', [0]]
  ]);
  expect(new Ledger(source, 'zh').wordList(words)).toBe(`${word}×3、${'长'.repeat(80)}…×2、（空）×1`);
  expect(new Ledger(source, 'en').wordList(words)).toMatch(/×3, .*…×2, \(blank\)×1$/);
});
