import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classOf,
  countClasses,
  findEdges,
  findEdgesAroundZero,
  roundEdges
} from '../../../src/lib/report/maps/classes.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('the edges of classes', () => {
  it('cut ten values into five classes of two each', () => {
    const ten = of(10, 1, 9, 2, 8, 3, 7, 4, 6, 5);
    expect(findEdges(ten, 'quantile', 5)).toEqual([3, 5, 7, 9]);
    expect(
      countClasses(
        ten,
        of(...Array<number>(10).fill(2)),
        [3, 5, 7, 9],
        ten.map((_, i) => i)
      )
    ).toEqual({
      units: [2, 2, 2, 2, 2, 0],
      weight: [4, 4, 4, 4, 4, 0]
    });
  });
  it('cut the range into equal parts', () => {
    expect(findEdges(of(0, 1, 2, 100), 'equal', 4)).toEqual([25, 50, 75]);
  });
  it('cut where the gaps are, by natural breaks', () => {
    expect(findEdges(of(1, 2, 1.5, 50, 51, 100, 101, 102), 'natural', 3)).toEqual([50, 100]);
  });
  it.each(['quantile', 'equal', 'natural'] as const)('need two values that differ: %s', (method) => {
    expect(findEdges(of(), method, 5)).toEqual([]);
    expect(findEdges(of(NaN, NaN), method, 5)).toEqual([]);
    expect(findEdges(of(7, 7, 7, NaN), method, 5)).toEqual([]);
    expect(findEdges(of(Infinity, 3, Infinity), method, 5)).toEqual([]);
  });
  it('are fewer where there are fewer values than classes, and keep equal values together', () => {
    expect(findEdges(of(1, 2, 3), 'natural', 7)).toEqual([2, 3]);
    expect(findEdges(of(1, 2, 3), 'quantile', 7)).toEqual([2, 3]);
    expect(findEdges(of(0, 0, 0, 0, 0, 0, 0, 0, 1, 2), 'quantile', 5)).toEqual([1]);
    expect(findEdges(of(0, 0, 0, 0, 1), 'natural', 3)).toEqual([1]);
  });
  it('leave no class of quantiles and natural breaks empty', () => {
    const values = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.integer({ min: 3, max: 7 }), (list, count) => {
        for (const method of ['quantile', 'natural'] as const) {
          const all = Float64Array.from(list);
          const edges = findEdges(all, method, count);
          const { units } = countClasses(all, all, edges, [...list.keys()]);
          expect(edges.length).toBeLessThan(count);
          expect(units.slice(0, -1).every((n) => n > 0)).toBe(true);
          expect(units.reduce((sum, n) => sum + n)).toBe(list.length);
        }
      })
    );
  });
});

describe('natural breaks', () => {
  const spread = (values: number[]) => {
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    return values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  };
  /** The least sum of squares of all ways of cutting ascending values into so many runs. */
  function leastSpread(sorted: number[], count: number): number {
    if (count === 1) return spread(sorted);
    let least = Infinity;
    for (let cut = count - 1; cut < sorted.length; cut++)
      least = Math.min(least, leastSpread(sorted.slice(0, cut), count - 1) + spread(sorted.slice(cut)));
    return least;
  }
  it('are as tight as the best of all ways of cutting', () => {
    const values = fc.uniqueArray(fc.integer({ min: -50, max: 200 }), { minLength: 7, maxLength: 11 });
    fc.assert(
      fc.property(values, fc.integer({ min: 3, max: 6 }), (list, count) => {
        const sorted = [...list].sort((a, b) => a - b);
        const edges = findEdges(Float64Array.from(list), 'natural', count);
        const parts = [...edges.keys(), edges.length].map((place) =>
          sorted.filter((value) => classOf(value, edges) === place)
        );
        const found = parts.reduce((sum, part) => sum + spread(part), 0);
        expect(edges).toHaveLength(count - 1);
        expect(found).toBeCloseTo(leastSpread(sorted, count), 6);
      }),
      { numRuns: 60 }
    );
  });
});

describe('a value at an edge', () => {
  it('belongs to the class above, NaN to none, Infinity to the highest', () => {
    const edges = [0.5, 0.7];
    expect([0, 0.4999, 0.5, 0.7, 1, Infinity, NaN].map((value) => classOf(value, edges))).toEqual([
      0, 0, 1, 2, 2, 2, -1
    ]);
  });
  it('stays above it when the edge is rounded, and edges that fall together are one', () => {
    expect(roundEdges([0.12345, 0.1239, 0.7], 0.001, 0)).toEqual([0.123, 0.7]);
    expect(roundEdges([833.4, 833.9, 1200], 1, 100)).toEqual([833, 1200]);
    expect(roundEdges([100.4, 200], 1, 100)).toEqual([200]);
    expect(roundEdges([0.7, 0.29], 0.01, 0)).toEqual([0.7]);
  });
});

describe('edges of differences', () => {
  it('lie at the same distance on both sides of 0, an even number of classes meets there', () => {
    const values = of(-0.3, -0.05, 0, 0.02, 0.4, NaN);
    for (const method of ['quantile', 'equal', 'natural'] as const)
      for (const count of [3, 4, 5, 6, 7]) {
        const edges = findEdgesAroundZero(values, method, count, 0.001);
        expect(edges.length).toBeGreaterThan(1);
        expect(edges.map((edge) => -edge || 0).reverse()).toEqual(edges.map((edge) => edge || 0));
        expect(edges.includes(0)).toBe(count % 2 === 0);
      }
  });
  it('are none where nothing differs', () => {
    expect(findEdgesAroundZero(of(0, 0), 'quantile', 5, 0.001)).toEqual([]);
  });
});
