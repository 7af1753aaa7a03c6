import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentrationIndex, palmaByRank } from '../../src/lib/coverage/inequality-by-rank.ts';
import {
  fgtShortfall,
  giniIndex,
  inequalityOf,
  palmaRatio,
  theilIndex
} from '../../src/lib/coverage/inequality.ts';
import { folder, readFixture } from './access-fixture.ts';

const of = (...values: number[]) => Float64Array.from(values);

/** Near, or both NaN. */
function expectNear(found: number, wanted: number): void {
  if (Number.isNaN(wanted)) expect(found).toBeNaN();
  else expect(found).toBeCloseTo(wanted, 9);
}

it('equals the formulas of the R package accessibility on the fixtures', () => {
  const { population, income, expected } = readFixture();
  const wanted = JSON.parse(readFileSync(resolve(folder, 'inequality.json'), 'utf8'));
  const value = expected(wanted.column);
  // The place that reaches nothing was left out there.
  const people = population.map((each, i) => (value[i] > 0 ? each : 0));
  expect(giniIndex(value, people)).toBeCloseTo(wanted.gini, 13);
  expect(theilIndex(value, people)).toBeCloseTo(wanted.theil, 13);
  expect(palmaByRank(value, people, income)).toBeCloseTo(wanted.palma_by_income, 13);
  const { index, corrected } = concentrationIndex(value, people, income);
  expect(index).toBeCloseTo(wanted.concentration, 13);
  expect(corrected).toBeCloseTo(wanted.concentration_corrected, 13);
  for (const alpha of [0, 1, 2] as const)
    expect(fgtShortfall(value, people, wanted.line, alpha)).toBeCloseTo(wanted.fgt[alpha], 13);
});

describe('the Gini index', () => {
  it('has its closed forms: all equal 0, one of n has all 1 − 1/n, two values', () => {
    expect(giniIndex(of(0.1, 0.1, 0.1), of(3, 1 / 3, 7))).toBe(0);
    expect(giniIndex(of(0, 0), of(1, 2))).toBe(0);
    expect(giniIndex(of(0, 0, 0, 8), of(1, 1, 1, 1))).toBeCloseTo(3 / 4, 15);
    // A share s of the people has the share h of all: h − s. Here 30 % have 3 · 5 of 15 + 7 = 22.
    expect(giniIndex(of(1, 5), of(7, 3))).toBeCloseTo(15 / 22 - 0.3, 15);
    expect(giniIndex(of(1, 2), of(0, 0))).toBeNaN();
  });
  it('is half the mean difference of two people over the mean', () => {
    fc.assert(
      fc.property(rows, ({ value, people }) => {
        let [apart, all, had] = [0, 0, 0];
        value.forEach((x, i) => {
          all += people[i];
          had += people[i] * x;
          value.forEach((y, j) => (apart += people[i] * people[j] * Math.abs(x - y)));
        });
        const wanted = all === 0 ? NaN : had === 0 ? 0 : apart / (2 * all * had);
        expectNear(giniIndex(value, people), wanted);
      })
    );
  });
});

const rows = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 4 })),
    {
      minLength: 1,
      maxLength: 12
    }
  )
  .map((list) => ({
    value: Float64Array.from(list, ([value]) => value),
    people: Float64Array.from(list, ([, people]) => people),
    rank: Float64Array.from(list, ([, , rank]) => rank)
  }));

describe('the Palma ratio', () => {
  it('splits the people on the border', () => {
    // Ten alike people but for the best: the best 10 % have 9, the worst 40 % have 1 each.
    expect(palmaRatio(of(1, 9), of(9, 1))).toBeCloseTo(9, 14);
    // 100 people: the best 10 are 5 with 8 and 5 with 4; the worst 40 are 30 with 1 and 10 with 4: (60/10) / (70/40).
    expect(palmaRatio(of(4, 8, 1), of(65, 5, 30))).toBeCloseTo(6 / 1.75, 14);
    expect(palmaRatio(of(2, 2), of(1, 3))).toBeCloseTo(1, 14);
    expect(palmaRatio(of(0, 5), of(6, 4))).toBe(Infinity);
    expect(palmaRatio(of(0), of(6))).toBeNaN();
    expect(palmaRatio(of(1), of(0))).toBeNaN();
  });
  it('equals the ratio of means of people laid out one by one', () => {
    fc.assert(
      fc.property(rows, ({ value, people }) => {
        const one = [...value]
          .flatMap((x, i) => Array.from({ length: 10 * people[i] }, () => x))
          .sort((a, b) => a - b);
        const mean = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
        const wanted =
          mean(one.slice(Math.round(one.length * 0.9))) / mean(one.slice(0, Math.round(one.length * 0.4)));
        expectNear(palmaRatio(value, people), wanted);
      })
    );
  });
});

describe('the concentration index', () => {
  it('is the Gini index where value and rank are one, and its negative where they run against each other', () => {
    fc.assert(
      fc.property(rows, ({ value, people }) => {
        const gini = giniIndex(value, people);
        const nothing = Number.isNaN(gini) || value.every((x, i) => x * people[i] === 0);
        expectNear(concentrationIndex(value, people, value).index, nothing ? NaN : gini);
        expectNear(
          concentrationIndex(
            value,
            people,
            value.map((x) => -x)
          ).index,
          nothing ? NaN : -gini
        );
      })
    );
  });
  it('takes those who rank alike as one, in any order', () => {
    fc.assert(
      fc.property(rows, ({ value, people, rank }) => {
        const back = concentrationIndex(value.toReversed(), people.toReversed(), rank.toReversed());
        const { index } = concentrationIndex(value, people, rank);
        expectNear(back.index, index);
        // Each with the mean of those who rank alike: the same.
        const mean = rank.map((r) => {
          let [all, had] = [0, 0];
          rank.forEach((other, i) => {
            if (other !== r) return;
            all += people[i];
            had += people[i] * value[i];
          });
          return all > 0 ? had / all : 0;
        });
        expectNear(concentrationIndex(mean, people, rank).index, index);
      })
    );
  });
  it('is worked by hand: all with the upper half 1/2, all alike 0', () => {
    // Two alike ranks of one person each; the upper has all: 2/μ · ½ (1 − ½)(¾ − ½) · 2 = ½.
    expect(concentrationIndex(of(0, 1), of(1, 1), of(1, 2))).toEqual({ index: 0.5, corrected: 1 });
    expect(concentrationIndex(of(3, 3), of(1, 1), of(1, 2))).toEqual({ index: 0, corrected: 0 });
    expect(concentrationIndex(of(3), of(0), of(1)).index).toBeNaN();
    expect(palmaByRank(of(3), of(0), of(1))).toBeNaN();
  });
});

describe('the FGT shortfall', () => {
  it('is 0 above the line, and by hand below', () => {
    // Line 4: one person at 1 (¾ short), three at 3 (¼ short), four above.
    const at = (alpha: 0 | 1 | 2) => fgtShortfall(of(1, 3, 9), of(1, 3, 4), 4, alpha);
    expect([at(0), at(1), at(2)]).toEqual([4 / 8, (0.75 + 3 * 0.25) / 8, (0.5625 + 3 * 0.0625) / 8]);
    expect(fgtShortfall(of(4), of(2), 4, 0)).toBe(0);
    expect(fgtShortfall(of(0), of(2), 0, 1)).toBe(0);
    expect(fgtShortfall(of(4), of(0), 4, 0)).toBeNaN();
    expect(() => fgtShortfall(of(4), of(1), -1, 0)).toThrow('line from 0');
  });
});

describe('all figures together', () => {
  it('leave out and count who reaches nothing, and are NaN for nobody', () => {
    const found = inequalityOf(of(2, Infinity, 4, NaN, Infinity), of(3, 5, 1, 2, 0));
    expect(found).toMatchObject({ people: 4, excluded: 2, excludedPeople: 7, mean: 2.5 });
    expect(found.gini).toBe(giniIndex(of(2, 4), of(3, 1)));
    const nobody = inequalityOf(of(Infinity), of(5));
    expect([nobody.mean, nobody.gini, nobody.palma, nobody.theil]).toEqual([NaN, NaN, NaN, NaN]);
  });
  it('do not change with the unit of the value, nor when people are counted in hundreds', () => {
    fc.assert(
      fc.property(rows, ({ value, people }) => {
        const a = inequalityOf(value, people);
        const b = inequalityOf(
          value.map((x) => 8 * x),
          people.map((each) => each / 100)
        );
        expectNear(b.gini, a.gini);
        expectNear(b.theil, a.theil);
      })
    );
  });
  it('Theil: one of n who has all gives ln n', () => {
    expect(theilIndex(of(0, 0, 0, 3), of(1, 1, 1, 1))).toBeCloseTo(Math.log(4), 14);
    expect(theilIndex(of(2, 2), of(1, 5))).toBe(0);
  });
});
