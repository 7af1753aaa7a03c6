import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/geometry/seeded.ts';

describe('createRandom', () => {
  it('gives the same row for a seed, another for another', () => {
    const row = (seed: number): number[] => Array.from({ length: 5 }, createRandom(seed));
    expect(row(7)).toEqual(row(7));
    const firsts = new Set([0, 1, 2, -1, 0.5, 2 ** 40, 2 ** 40 + 1].map((seed) => row(seed).join()));
    expect(firsts.size).toBe(7);
  });

  it('keeps its row from version to version', () => {
    const next = createRandom(1);
    expect([next(), next(), next()].map((x) => x * 2 ** 32)).toMatchInlineSnapshot(`
      [
        1943844197,
        2882652692,
        1847692750,
      ]
    `);
  });

  it('spreads evenly over [0, 1)', () => {
    const next = createRandom(42);
    const bins = new Float64Array(20);
    const n = 200_000;
    for (let i = 0; i < n; i++) {
      const x = next();
      bins[Math.floor(x * 20)]++;
    }
    expect(bins.reduce((sum, seen) => sum + seen, 0)).toBe(n);
    const chi2 = bins.reduce((sum, seen) => sum + (seen - n / 20) ** 2 / (n / 20), 0);
    // 19 degrees of freedom: 43.8 is exceeded once in a thousand.
    expect(chi2).toBeLessThan(43.8);
  });

  it('refuses a seed that is no number', () =>
    expect(() => createRandom(NaN)).toThrow('expected a finite seed'));
});
