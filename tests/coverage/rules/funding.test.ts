import { describe, expect, it } from 'vitest';
import { hasNoRow, lacks, outOf, rowsOf } from './rule-rows.ts';
import { evidenceFor, expectRow, NE, NW, SE, SW, type Expected } from './rule-town.ts';

describe('FUND-BASE', () => {
  const columns = {
    funding_special: [100_000, 80_000, NaN],
    funding_office: [60_000, 45_000, 60_000],
    funding_benefit: [18_000, 15_000, 18_000]
  };
  const totals = { households: [1500, 1500, 1500, 1500] };
  const town = evidenceFor('FUND-BASE', { totals, ledgers: { unit_status: rowsOf(columns) } });
  const partsOf = (unit: number, expected: Expected, evidence = town) =>
    expectRow('FUND-BASE', unit, expected, evidence).parts!.map((part) => part.value);

  it('reported: 100,000 a year; 60,000 / 1,500 = 40 and 18,000 / 1,500 = 12 a household', () =>
    expect(partsOf(SW, { status: 'reported', value: 100_000 })).toEqual([100_000, 40, 12]));
  it('reported, not failed: 80,000; 45,000 / 1,500 = 30 and 15,000 / 1,500 = 10 a household', () =>
    expect(partsOf(SE, { status: 'reported', value: 80_000 })).toEqual([80_000, 30, 10]));
  it('reported without households: the special fund alone is not by household', () =>
    expect(
      partsOf(
        SW,
        { status: 'reported', value: 100_000 },
        evidenceFor('FUND-BASE', { ledgers: { unit_status: rowsOf(columns) } })
      )
    ).toEqual([100_000, NaN, NaN]));
  it('no data: an empty cell', () =>
    expectRow('FUND-BASE', NW, { status: 'no_data', why: lacks('unit_status.funding_special') }, town));
  it('no data: no row', () =>
    expectRow('FUND-BASE', NE, { status: 'no_data', why: hasNoRow('unit_status.funding_special') }, town));
  it('not applicable: a village', () =>
    expectRow(
      'FUND-BASE',
      SW,
      { status: 'not_applicable', why: outOf('urban') },
      evidenceFor('FUND-BASE', { totals, rural: [SW], ledgers: { unit_status: rowsOf(columns) } })
    ));
});
