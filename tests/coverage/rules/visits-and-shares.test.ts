import { describe, expect, it } from 'vitest';
import { hasNoRow, lacks, outOf, rowsOf, saysSome } from './rule-rows.ts';
import { evidenceFor, expectRow, NE, NW, SE, STUDY, SW, type TownOf } from './rule-town.ts';

const visited = (id: string, columns: Record<string, number[]>, more: TownOf = {}) =>
  evidenceFor(id, { ledgers: { visits: rowsOf(columns) }, ...more });

describe('ELD-VISIT-100', () => {
  const town = visited('ELD-VISIT-100', { registered: [20, 20, 0], visited: [20, 19, 0] });
  it('met: 20 of 20 visited, 100 %', () =>
    expectRow('ELD-VISIT-100', SW, { status: 'met', value: 100, numerator: 20, denominator: 20 }, town));
  it('not met: 19 of 20, 95 %', () => expectRow('ELD-VISIT-100', SE, { status: 'not_met', value: 95 }, town));
  it('not applicable: nobody is registered', () =>
    expectRow(
      'ELD-VISIT-100',
      NW,
      { status: 'not_applicable', why: { code: 'nobody', what: 'visits.registered' } },
      town
    ));
  it('no data: no row', () =>
    expectRow('ELD-VISIT-100', NE, { status: 'no_data', why: hasNoRow('visits.visited') }, town));
  it('adds up months: 20 of 20 and 18 of 20 are 38 of 40, 95 %', () =>
    expectRow(
      'ELD-VISIT-100',
      SW,
      { status: 'not_met', value: 95, numerator: 38, denominator: 40 },
      evidenceFor('ELD-VISIT-100', {
        ledgers: {
          visits: [
            { unit: SW, month: '2025-01', registered: 20, visited: 20 },
            { unit: SW, month: '2025-02', registered: 20, visited: 18 }
          ]
        }
      })
    ));
  it('no data: a month that does not say who was visited', () =>
    expectRow(
      'ELD-VISIT-100',
      SW,
      { status: 'no_data', why: saysSome('visits.visited: 1 / 2') },
      evidenceFor('ELD-VISIT-100', {
        ledgers: {
          visits: [
            { unit: SW, month: '2025-01', registered: 20, visited: 20 },
            { unit: SW, month: '2025-02', registered: 20 }
          ]
        }
      })
    ));
});

describe('ELD-SVC-100', () => {
  const town = visited('ELD-SVC-100', { registered: [20, 20, 20, 0], served: [20, 10, NaN, 0] });
  it('met: 20 of 20 served, 100 %', () =>
    expectRow('ELD-SVC-100', SW, { status: 'met', value: 100, numerator: 20, denominator: 20 }, town));
  it('not met: 10 of 20, 50 %', () => expectRow('ELD-SVC-100', SE, { status: 'not_met', value: 50 }, town));
  it('no data: an empty cell', () =>
    expectRow('ELD-SVC-100', NW, { status: 'no_data', why: lacks('visits.served') }, town));
  it('no data: visits are not services', () =>
    expectRow(
      'ELD-SVC-100',
      SW,
      { status: 'no_data', why: lacks('visits.served') },
      visited('ELD-SVC-100', { registered: [20], visited: [20] })
    ));
  it('not applicable: nobody is registered', () =>
    expectRow(
      'ELD-SVC-100',
      NE,
      { status: 'not_applicable', why: { code: 'nobody', what: 'visits.registered' } },
      town
    ));
});

describe('PTY-DOUBLE-100', () => {
  const city = (reported: number[], onDuty: number[]) =>
    evidenceFor('PTY-DOUBLE-100', {
      area: 'city',
      ledgers: { unit_status: rowsOf({ party_report_rate: reported, party_duty_rate: onDuty }) }
    });
  const full = [100, 100, 100, 100];
  it('met: 400 / 4 = 100 % of both', () => {
    const row = expectRow(
      'PTY-DOUBLE-100',
      STUDY,
      { status: 'met', value: 100, numerator: 400, denominator: 4 },
      city(full, full)
    );
    expect(row.parts?.map(({ value }) => value)).toEqual([100, 100]);
  });
  it('not met: (100 + 100 + 100 + 98) / 4 = 99.5 %', () =>
    expectRow('PTY-DOUBLE-100', STUDY, { status: 'not_met', value: 99.5 }, city([100, 100, 100, 98], full)));
  it('not met: all report in, but the mean of those on duty is 398 / 4 = 99.5 %', () =>
    expectRow(
      'PTY-DOUBLE-100',
      STUDY,
      { status: 'not_met', value: 100, why: { code: 'part-not-met', what: '' } },
      city(full, [100, 100, 100, 98])
    ));
  it('no data: who is on duty is not given', () =>
    expectRow(
      'PTY-DOUBLE-100',
      STUDY,
      { status: 'no_data', why: lacks('unit_status.party_duty_rate') },
      city(full, [])
    ));
});

describe('PTY-OWNERS-50', () => {
  const of = (reps: number[], committees: number[], rural: number[] = []) =>
    evidenceFor('PTY-OWNERS-50', {
      rural,
      ledgers: {
        unit_status: rowsOf({ owner_rep_party_share: reps, owner_committee_party_share: committees })
      }
    });
  const town = of([51, 50, 60, 60], [55, 55, 50, NaN]);
  it('met: 51 and 55 %, both > 50', () => expectRow('PTY-OWNERS-50', SW, { status: 'met', value: 51 }, town));
  it('not met: 50 % of representatives is not more than one half', () =>
    expectRow('PTY-OWNERS-50', SE, { status: 'not_met', value: 50 }, town));
  it('not met: 60 % of representatives, but 50 % of the committee', () =>
    expectRow(
      'PTY-OWNERS-50',
      NW,
      { status: 'not_met', value: 60, why: { code: 'part-not-met', what: '' } },
      town
    ));
  it('no data: the committee’s cell is empty', () =>
    expectRow(
      'PTY-OWNERS-50',
      NE,
      { status: 'no_data', why: lacks('unit_status.owner_committee_party_share') },
      town
    ));
  it('not applicable: a village', () =>
    expectRow('PTY-OWNERS-50', SW, { status: 'not_applicable', why: outOf('urban') }, of([51], [55], [SW])));
});

describe('COM-PROP', () => {
  const estate = (unit: number, property_mgmt: string) => ({ unit, estate_id: `${unit}`, property_mgmt });
  const town = evidenceFor('COM-PROP', {
    ledgers: {
      estates: [
        estate(SW, 'company'),
        estate(SW, 'fallback'),
        estate(SW, 'none'),
        estate(SW, '无'),
        estate(SE, 'company'),
        estate(NW, '')
      ]
    }
  });
  it('reported: of four estates one has a company and one a fallback, 2 of 4 = 50 %', () =>
    expectRow('COM-PROP', SW, { status: 'reported', value: 50, numerator: 2, denominator: 4 }, town));
  it('reported: 1 of 1, 100 %', () => expectRow('COM-PROP', SE, { status: 'reported', value: 100 }, town));
  it('no data: the only estate does not say', () =>
    expectRow('COM-PROP', NW, { status: 'no_data', why: lacks('estates.property_mgmt') }, town));
  it('no data: no estate in the table', () =>
    expectRow('COM-PROP', NE, { status: 'no_data', why: hasNoRow('estates.*') }, town));
  it('not applicable: a village', () =>
    expectRow(
      'COM-PROP',
      SW,
      { status: 'not_applicable', why: outOf('urban') },
      evidenceFor('COM-PROP', { rural: [SW], ledgers: { estates: [estate(SW, 'none')] } })
    ));
});
