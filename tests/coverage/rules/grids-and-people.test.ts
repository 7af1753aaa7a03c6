import { describe, expect, it } from 'vitest';
import { lacks, outOf } from './rule-rows.ts';
import { evidenceFor, expectRow, NE, NW, SE, STUDY, SW, type LedgerRow } from './rule-town.ts';

describe('GRD-300', () => {
  const town = evidenceFor('GRD-300', {
    ledgers: {
      grids: [
        { unit: SW, households: 300 },
        { unit: SW, households: 360 },
        { unit: SE, households: 500 },
        { unit: NW }
      ]
    }
  });
  it('reported within the tolerance: (300 + 360) / 2 = 330, 300 ± 30 % is 210–390', () => {
    const why = { code: 'within-tolerance', what: '210–390' };
    const row = expectRow('GRD-300', SW, { status: 'reported', value: 330, denominator: 2, why }, town);
    expect(row.parts).toMatchObject([{ value: 100, numerator: 2, denominator: 2 }]);
  });
  it('reported outside it, never failed: 500 > 390', () => {
    const why = { code: 'outside-tolerance', what: '210–390' };
    const row = expectRow('GRD-300', SE, { status: 'reported', value: 500, why }, town);
    expect(row.parts).toMatchObject([{ value: 0, numerator: 0, denominator: 1 }]);
  });
  it('no data: its only grid does not say how many households', () =>
    expectRow(
      'GRD-300',
      NW,
      { status: 'no_data', why: { code: 'incomplete', what: 'grids.households: 1 / 1' } },
      town
    ));
  it('no data: no grid', () =>
    expectRow('GRD-300', NE, { status: 'no_data', why: { code: 'no-rows', what: 'grids' } }, town));
  it('no data: without the table', () =>
    expectRow('GRD-300', SW, { status: 'no_data', why: lacks('grids.households') }, evidenceFor('GRD-300')));
  it('says how much of the community is in no grid: of 5.25 × 5.25 steps a strip of 1 × 5.25', () => {
    // A step is 100 m: 1 × 5.25 are 52,500 m².
    const row = expectRow(
      'GRD-300',
      SW,
      { status: 'reported', value: 300 },
      evidenceFor('GRD-300', {
        ledgers: { grids: [{ unit: SW, households: 300 }] },
        grids: [[-0.5, -0.5, 3.75, 4.75]]
      })
    );
    const [, gap, overlap] = row.parts!;
    expect(Math.abs(gap.value - 52_500)).toBeLessThan(200);
    expect(Math.abs(overlap.value)).toBeLessThan(1);
  });
});

describe('GRD-3HEADS', () => {
  const grid = (unit: number, heads: Partial<LedgerRow>): LedgerRow => ({
    ...{ unit, grid_head: 1, building_heads: 4, unit_heads: 8, buildings: 4, stairwells: 8 },
    ...heads
  });
  const town = evidenceFor('GRD-3HEADS', {
    rural: [NE],
    ledgers: {
      grids: [
        grid(SW, {}),
        grid(SW, { building_heads: 3 }),
        grid(SE, {}),
        grid(NW, { unit_heads: undefined }),
        grid(NE, {})
      ]
    }
  });
  it('reported: 1 of 2 grids, 50 %; the other has 3 heads for 4 buildings', () =>
    expectRow('GRD-3HEADS', SW, { status: 'reported', value: 50, numerator: 1, denominator: 2 }, town));
  it('reported: 1 of 1, 100 %', () => expectRow('GRD-3HEADS', SE, { status: 'reported', value: 100 }, town));
  it('no data: heads of stairwells are not given', () =>
    expectRow(
      'GRD-3HEADS',
      NW,
      {
        status: 'no_data',
        why: { code: 'incomplete', what: 'grids.unit_heads: 1 / 1' }
      },
      town
    ));
  it('no data: nobody gives heads of stairwells', () =>
    expectRow(
      'GRD-3HEADS',
      SW,
      { status: 'no_data', why: lacks('grids.unit_heads') },
      evidenceFor('GRD-3HEADS', { ledgers: { grids: [{ unit: SW, grid_head: 1, building_heads: 4 }] } })
    ));
  it('not applicable: a village', () =>
    expectRow('GRD-3HEADS', NE, { status: 'not_applicable', why: outOf('urban') }, town));
});

describe('LC-UNIT-POP', () => {
  const of = (...pop_resident: number[]) => evidenceFor('LC-UNIT-POP', { totals: { pop_resident } });
  const town = of(5000, 4999, NaN, 12_000);
  it('met: 5,000 and 12,000 residents are between 5,000 and 12,000', () => {
    expectRow('LC-UNIT-POP', SW, { status: 'met', value: 5000 }, town);
    expectRow('LC-UNIT-POP', NE, { status: 'met', value: 12_000 }, town);
  });
  it('not met: 4,999 are too few', () =>
    expectRow('LC-UNIT-POP', SE, { status: 'not_met', value: 4999 }, town));
  it('not met: 12,001 are too many', () =>
    expectRow('LC-UNIT-POP', SW, { status: 'not_met', value: 12_001 }, of(12_001)));
  it('no data: residents are not given', () =>
    expectRow('LC-UNIT-POP', NW, { status: 'no_data', why: lacks('admin_units.pop_resident') }, town));
  it('not applicable: a village', () =>
    expectRow(
      'LC-UNIT-POP',
      SW,
      { status: 'not_applicable', why: outOf('urban') },
      evidenceFor('LC-UNIT-POP', { totals: { pop_resident: [5000] }, rural: [SW] })
    ));
});

describe('RULE-DENOM', () => {
  const city = (totals: Record<string, number[]>) => evidenceFor('RULE-DENOM', { area: 'city', totals });
  it('reported: 1,000 + 2,000 + 3,000 + 4,000 = 10,000 residents; who is registered is another figure', () =>
    expectRow(
      'RULE-DENOM',
      STUDY,
      { status: 'reported', value: 10_000 },
      city({ pop_resident: [1000, 2000, 3000, 4000], pop_registered: [900, 900, 900, 900] })
    ));
  it('reported: 4 × 500 = 2,000', () =>
    expectRow(
      'RULE-DENOM',
      STUDY,
      { status: 'reported', value: 2000 },
      city({ pop_resident: [500, 500, 500, 500] })
    ));
  it('no data: of one community they are not given', () =>
    expectRow(
      'RULE-DENOM',
      STUDY,
      { status: 'no_data', why: lacks('admin_units.pop_resident') },
      city({ pop_resident: [500, 500, 500], pop_registered: [900, 900, 900, 900] })
    ));
});
