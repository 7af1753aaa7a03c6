import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import {
  count,
  decimal,
  measured,
  percent,
  sharesBetween,
  threshold,
  thresholds
} from '../../src/lib/workbench/words/figures.ts';
import { unitWord } from '../../src/lib/standards/unit-words.ts';
import { en } from '../../src/lib/workbench/words/en.ts';
import { zh, type WordKey } from '../../src/lib/workbench/words/zh.ts';

const room = join(import.meta.dirname, '../../src/lib/workbench');
const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.(svelte|ts)$/.test(name) && !/words.(zh|en|parts.\w+)\.ts$/.test(name)
);
const source = files.map((name) => readFileSync(join(room, name), 'utf8')).join('\n');
const keys = Object.keys(zh) as WordKey[];
const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('the words of the interface', () => {
  it('are the same keys with the same blanks in both languages', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
    for (const key of keys) expect([key, blanks(en[key])]).toEqual([key, blanks(zh[key])]);
  });
  it('never join a list by the Chinese mark in both languages', () => {
    expect([...source.matchAll(/^.*join\('、'\).*$/gm)].map(([line]) => line.trim())).toEqual([]);
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
  it('keep what an edge leaves open between nobody and everybody', () => {
    const figures = { covered: 100, total: 200 };
    expect(sharesBetween(figures, { mayGain: 20, mayLose: 10 })).toEqual({ lowest: 0.45, highest: 0.6 });
    expect(sharesBetween(figures, { mayGain: 120, mayLose: 109 })).toEqual({ lowest: 0, highest: 1 });
  });
  it('have separators, and a dash where there is none', () => {
    expect(count(1234567.4)).toBe('1,234,567');
    expect(count(NaN)).toBe('—');
    expect(count(Infinity)).toBe('∞');
    expect(decimal(12.34)).toBe('12.3');
  });
  it('show a value below 1 with two significant digits, and its threshold alike', () => {
    expect([measured(10 / 17.8, 0.3333), threshold(0.3333)]).toEqual(['0.56', '0.33']);
    expect(measured(0.0123)).toBe('0.012');
    expect(measured(0.5)).toBe('0.5');
    expect(measured(17.96)).toBe('18');
    expect(measured(2.64, 2.7)).toBe('2.6');
  });
  it('never round a value over to the other side of its threshold', () => {
    expect(measured(17.96, 18)).toBe('17.96');
    expect(measured(29.999, 30)).toBe('29.999');
    expect(measured(1 / 3, 0.3333)).toBe('0.333');
    expect(measured(12000.04, [5000, 12000])).toBe('12,000.04');
    expect(measured(0.1 + 0.2, 0.3)).toBe('0.3');
    expect(measured(NaN, 30)).toBe('—');
  });
  it('show a threshold as it was written', () => {
    expect(thresholds([5000, 12000])).toBe('5,000–12,000');
    expect([3.25, 4.5, 0.125, 40].map(threshold)).toEqual(['3.25', '4.5', '0.125', '40']);
  });
});

describe('the units of value of the packs', () => {
  const rules = loadPacks(PROFILES, { unverified: true });
  const units = [...new Set(rules.map(({ unit }) => unit))];
  it('each have a word in Chinese and in English', () => {
    expect(units.length).toBeGreaterThan(60);
    // Chinese may keep the percent sign alone; nothing else that is Latin.
    expect(units.filter((unit) => /[A-Za-z]/.test(unitWord(unit, 'zh')))).toEqual([]);
    expect(units.filter((unit) => unit !== '%' && unitWord(unit, 'zh') === unit)).toEqual([]);
    expect(units.filter((unit) => /m2|hh|10k|\p{Script=Han}/u.test(unitWord(unit, 'en')))).toEqual([]);
  });
  it('leave a unit of the user’s own as it was written', () => {
    expect(unitWord('棵/人', 'en')).toBe('棵/人');
  });
});
