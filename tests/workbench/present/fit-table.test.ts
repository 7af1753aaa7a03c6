import { describe, expect, it } from 'vitest';
import { hasLongWord, largestFitting } from '../../../src/lib/workbench/present/fit-table.ts';

describe('a table of a page', () => {
  it('has letters as large as fit, the least where none do', () => {
    expect(largestFitting(() => true)).toBe(1);
    expect(largestFitting((size) => size <= 0.7)).toBe(0.68);
    const tried: number[] = [];
    const least = largestFitting((size) => {
      tried.push(size);
      return false;
    });
    expect(least).toBe(Math.min(...tried));
    expect(tried).toEqual([...tried].sort((a, b) => b - a));
  });

  it('breaks words only where they are too long for any column', () => {
    for (const cell of ['vacant premises', '桂苑道102号原粮店，vacant premises', '很'.repeat(200), '']) {
      expect(hasLongWord(cell)).toBe(false);
    }
    expect(hasLongWord(`东里 ${'W'.repeat(200)}`)).toBe(true);
  });
});
