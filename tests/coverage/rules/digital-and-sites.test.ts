import { describe, expect, it } from 'vitest';
import {
  evidenceFor,
  expectRow,
  expectRows,
  lacks,
  NE,
  notAsked,
  NW,
  SE,
  STUDY,
  studyOf,
  SW,
  type LedgerRow
} from './rule-town.ts';

const ALL = [SW, SE, NW, NE];
const city = { area: 'city' as const };
const unit_status = (values: number[]): { unit_status: LedgerRow[] } => ({
  unit_status: values.map((network_5g, k) => ({ unit: k < 4 ? k : k + 2, network_5g }))
});

describe('DIG-5G-U', () => {
  const ask = (values: number[], rural: number[] = []) =>
    evidenceFor('DIG-5G-U', { ...city, rural, ledgers: unit_status(values) });

  it('asks each community of a city in town for 5G', () => {
    // The village in the north-east has none and is not counted: 3 of 3. As a community of the town: 3 of 4.
    const met = { status: 'met', value: 100, numerator: 3, denominator: 3 } as const;
    expectRow('DIG-5G-U', STUDY, met, ask([1, 1, 1, 0], [NE]));
    const not = { status: 'not_met', value: 75, numerator: 3, denominator: 4 } as const;
    expectRow('DIG-5G-U', STUDY, not, ask([1, 1, 1, 0]));
  });
  it('has no data without the column or where one does not say, and does not ask a city of villages', () => {
    const column = 'unit_status.network_5g';
    expectRow('DIG-5G-U', STUDY, lacks(column), evidenceFor('DIG-5G-U', city));
    // 3 of 4 have it; the fourth may.
    expectRow('DIG-5G-U', STUDY, lacks(`${column}: 1 / 4`, 'incomplete'), ask([1, 1, 1, NaN]));
    expectRow('DIG-5G-U', STUDY, notAsked('no-units', 'urban communities'), ask([1, 1, 1, 1], ALL));
  });
});

describe('DIG-5G-R', () => {
  const ask = (values: number[], rural = [...ALL, ...Array.from({ length: 16 }, (_, k) => k + 6)]) =>
    evidenceFor('DIG-5G-R', {
      ...{ ...city, rural, moreCommunities: values.length - 4 },
      ledgers: unit_status(values)
    });
  const twenty = (having: number) => Array.from({ length: 20 }, (_, k) => (k < having ? 1 : 0));

  it('asks 95 of 100 villages for 5G', () => {
    // 19 of 20 villages are exactly 95 %; 18 of 20 are 90 %.
    const enough = ask(twenty(19));
    const met = { status: 'met', value: 95, numerator: 19, denominator: 20 } as const;
    expectRow('DIG-5G-R', studyOf(enough), met, enough);
    const few = ask(twenty(18));
    const not = { status: 'not_met', value: 90, numerator: 18, denominator: 20 } as const;
    expectRow('DIG-5G-R', studyOf(few), not, few);
  });
  it('has no data without the column, and does not ask a city without villages', () => {
    expectRow(
      'DIG-5G-R',
      STUDY,
      lacks('unit_status.network_5g'),
      evidenceFor('DIG-5G-R', { ...city, rural: ALL })
    );
    const none = ask([1, 1, 1, 1], []);
    expectRow('DIG-5G-R', STUDY, notAsked('no-units', 'administrative villages'), none);
  });
});

describe('SIT-PRIORITY', () => {
  // As the tables have it: 300 older people, 200 minors and 20 disabled people in the south-west, 100, 150 and 5 in the village in the
  // south-east. The order of the groups is sourced, weights are not: nothing is added up.
  const totals = { pop_60p: [300, 100], pop_0_17: [200, 150], pop_disabled: [20, 5] };

  it('reports people of the three groups, older people first', () => {
    const [row, other] = expectRows(
      'SIT-PRIORITY',
      {
        [SW]: { status: 'reported', value: 300 },
        [SE]: { status: 'reported', value: 100 },
        [NW]: lacks('admin_units.pop_60p')
      },
      evidenceFor('SIT-PRIORITY', { totals, rural: [SE] })
    );
    expect(row.parts!.map(({ value }) => value)).toEqual([300, 200, 20]);
    expect(other.parts!.map(({ value }) => value)).toEqual([100, 150, 5]);
  });
  it('has no data without any of the columns', () =>
    expectRow('SIT-PRIORITY', SW, lacks('admin_units.pop_60p'), evidenceFor('SIT-PRIORITY')));
});

describe('SIT-STOCK', () => {
  // South-west: two rooms of 120 and 80 m². South-east: one of which nobody knows how large it is. North-west: none in the table.
  const candidate_sites = [
    { unit: SW, floor_area_m2: 120, acquisition_mode: 'lease' },
    { unit: SW, floor_area_m2: 80, acquisition_mode: 'swap' },
    { unit: SE, acquisition_mode: 'allocation' }
  ];
  it('reports how many rooms there are and how large they are', () => {
    const [two, one] = expectRows(
      'SIT-STOCK',
      {
        [SW]: { status: 'reported', value: 2 },
        [SE]: { status: 'reported', value: 1 },
        [NW]: { status: 'reported', value: 0 }
      },
      evidenceFor('SIT-STOCK', { ledgers: { candidate_sites }, rural: [SE] })
    );
    expect(two.parts!.map(({ value }) => value)).toEqual([2, 200]);
    expect(one.parts![1]).toMatchObject({ value: NaN, status: 'no_data' });
  });
  it('has no data without the table', () =>
    expectRow('SIT-STOCK', SW, lacks('candidate_sites.*'), evidenceFor('SIT-STOCK')));
});
