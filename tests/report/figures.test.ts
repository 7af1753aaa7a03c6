import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure, type FigureKind } from '../../src/lib/report/figures.ts';

/** How many decimals each kind has, by how many powers of ten it is shifted, and whether zeros at the end are dropped. */
const KINDS: Record<FigureKind, { decimals: number; shift: number; isTrimmed?: true }> = {
  people: { decimals: 0, shift: 0 },
  count: { decimals: 0, shift: 0 },
  metres: { decimals: 0, shift: 0 },
  squareMetres: { decimals: 0, shift: 0 },
  money: { decimals: 0, shift: 0 },
  kilometres: { decimals: 1, shift: -3 },
  share: { decimals: 1, shift: 2 },
  points: { decimals: 1, shift: 2 },
  minutes: { decimals: 2, shift: 0, isTrimmed: true },
  number: { decimals: 2, shift: 0, isTrimmed: true }
};
const kinds = Object.keys(KINDS) as FigureKind[];

/** The same number by ICU, which reads decimals as text and so rounds them exactly. */
function byIntl(value: number, kind: FigureKind): string {
  const { decimals, shift, isTrimmed } = KINDS[kind];
  const [digits, exponent = '0'] = String(value).split('e');
  const format = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: isTrimmed ? 0 : decimals,
    maximumFractionDigits: decimals,
    signDisplay: kind === 'points' ? 'exceptZero' : 'negative'
  });
  return format.format(`${digits}e${Number(exponent) + shift}` as `${number}`);
}

const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  // Halves, where roundings differ.
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 2000),
  fc.double({ noNaN: true, min: 0, max: 1 })
);

describe('a figure', () => {
  it('is rounded half away from zero as its decimal reads, thousands separated, by the kind', () =>
    fc.assert(
      fc.property(finite, fc.constantFrom(...kinds), (value, kind) => {
        const text = figure(value, kind);
        const exact = byIntl(value, kind);
        const isShare = kind === 'share';
        const kept = isShare && exact === '100.0' && value < 1 ? '99.9' : exact;
        const expected = isShare && exact === '0.0' && value > 0 ? '0.1' : kept;
        expect(text).toBe(isShare ? `${expected}%` : expected);
      }),
      { numRuns: 3000 }
    ));

  it.each([
    [12908, 'people', '12,908'],
    [0.5, 'people', '1'],
    [-0.4, 'people', '0'],
    [-0, 'count', '0'],
    [1e21, 'money', '1,000,000,000,000,000,000,000'],
    [5e-324, 'number', '0'],
    [0.5545, 'share', '55.5%'],
    [1.005, 'number', '1.01'],
    [12, 'minutes', '12'],
    [12.5, 'minutes', '12.5'],
    [134560.05, 'kilometres', '134.6'],
    [0.2419, 'points', '+24.2'],
    [-0.2419, 'points', '-24.2'],
    [0.0001, 'points', '0.0'],
    [-0.0001, 'points', '0.0']
  ] as const)('%d as %s is %s', (value, kind, text) => expect(figure(value, kind)).toBe(text));

  it('never says all of less than all, nor none of more than none', () => {
    expect([0.9999, 1, 0.0001, 0].map((value) => figure(value, 'share'))).toEqual([
      '99.9%',
      '100.0%',
      '0.1%',
      '0.0%'
    ]);
  });

  it.each(kinds)('of %s that is not known is a dash', (kind) => {
    for (const value of [NaN, null, undefined, Infinity, -Infinity]) expect(figure(value, kind)).toBe('—');
  });
});
