import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { count, decimal, percent } from '../../src/lib/workbench/words/figures.ts';
import { en } from '../../src/lib/workbench/words/en.ts';
import { zh, type WordKey } from '../../src/lib/workbench/words/zh.ts';

const room = join(import.meta.dirname, '../../src/lib/workbench');
const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.(svelte|ts)$/.test(name) && !/words.(zh|en)\.ts$/.test(name)
);
const source = files.map((name) => readFileSync(join(room, name), 'utf8')).join('\n');
const keys = Object.keys(zh) as WordKey[];
const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('the words of the interface', () => {
  it('are the same keys with the same blanks in both languages', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
    for (const key of keys) expect([key, blanks(en[key])]).toEqual([key, blanks(zh[key])]);
  });
  it('are all in use', () => {
    const stems = [...source.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]);
    const idle = keys.filter(
      (key) => !source.includes(`'${key}'`) && !stems.some((stem) => key.startsWith(stem))
    );
    expect(idle).toEqual([]);
  });
});

describe('figures on screen', () => {
  it('never round a gap away', () => {
    expect(percent(0.9999)).toBe('99.9%');
    expect(percent(1)).toBe('100.0%');
    expect(percent(0.0001)).toBe('0.1%');
    expect(percent(0)).toBe('0.0%');
    expect(percent(NaN)).toBe('—');
  });
  it('have separators, and a dash where there is none', () => {
    expect(count(1234567.4)).toBe('1,234,567');
    expect(count(NaN)).toBe('—');
    expect(count(Infinity)).toBe('∞');
    expect(decimal(12.34)).toBe('12.3');
  });
});
