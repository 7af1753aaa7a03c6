import { describe, expect, it } from 'vitest';
import { lacks, rowsOf, saysSome } from './rule-rows.ts';
import { DISTRICT, evidenceFor, expectRow, OWN, STUDY, type TownOf } from './rule-town.ts';

describe('SAF-POLICE-40', () => {
  /** Officers on the beat by community, of the stations by subdistrict. */
  const town = (beat: number[], stations: (number | undefined)[]) =>
    evidenceFor('SAF-POLICE-40', {
      ownSubdistricts: true,
      ledgers: {
        staffing: [
          ...beat.map((community_police, unit) => ({ unit, role: 'community_police', community_police })),
          ...stations.map((station_police, k) => ({
            unit: OWN.SW + k,
            role: 'station_police',
            station_police
          }))
        ]
      }
    });
  it('met: 2 + 2 + 2 + 2 = 8 of 5 + 5 + 5 + 5 = 20, 40 %', () =>
    expectRow(
      'SAF-POLICE-40',
      OWN.DISTRICT,
      { status: 'met', value: 40, numerator: 8, denominator: 20 },
      town([2, 2, 2, 2], [5, 5, 5, 5])
    ));
  it('not met: 7 of 20, 35 %', () =>
    expectRow(
      'SAF-POLICE-40',
      OWN.DISTRICT,
      { status: 'not_met', value: 35 },
      town([2, 2, 2, 1], [5, 5, 5, 5])
    ));
  it('no data: a station does not say how many it has', () =>
    expectRow(
      'SAF-POLICE-40',
      OWN.DISTRICT,
      { status: 'no_data', why: saysSome('staffing.station_police: 1 / 4') },
      town([2, 2, 2, 2], [5, 5, 5, undefined])
    ));
  it('not applicable: stations without officers', () =>
    expectRow(
      'SAF-POLICE-40',
      OWN.DISTRICT,
      { status: 'not_applicable', why: { code: 'nobody', what: 'staffing.station_police' } },
      town([0, 0, 0, 0], [0, 0, 0, 0])
    ));
});

describe('SAF-MASS-3', () => {
  const totals = { pop_actual: [1000, 1000, 1000, 1000], pop_resident: [500, 500, 500, 500] };
  const town = (volunteers: number[], of: TownOf['totals'] = totals) =>
    evidenceFor('SAF-MASS-3', {
      totals: of,
      ledgers: { staffing: rowsOf({ mass_prevention: volunteers }) }
    });
  it('met: 120 of 4,000 people who are there, 3 %; of 2,000 residents they would be 6 %', () =>
    expectRow(
      'SAF-MASS-3',
      DISTRICT,
      { status: 'met', value: 3, numerator: 120, denominator: 4000 },
      town([30, 30, 30, 30])
    ));
  it('not met: 116 of 4,000, 2.9 %', () =>
    expectRow('SAF-MASS-3', DISTRICT, { status: 'not_met', value: 2.9 }, town([30, 30, 30, 26])));
  it('takes the district’s own row, not the sum of those below, and says so: 110 of 4,000 are 2.75 %, not 3', () =>
    expectRow(
      'SAF-MASS-3',
      DISTRICT,
      {
        status: 'not_met',
        value: 2.75,
        numerator: 110,
        why: { code: 'own-differs-from-sum', what: '110 / 120' }
      },
      evidenceFor('SAF-MASS-3', {
        totals,
        ledgers: {
          staffing: [
            ...rowsOf({ mass_prevention: [30, 30, 30, 30] }),
            { unit: DISTRICT, mass_prevention: 110 }
          ]
        }
      })
    ));
  it('no data: actual population is not given, residents don’t stand in', () =>
    expectRow(
      'SAF-MASS-3',
      DISTRICT,
      { status: 'no_data', why: lacks('admin_units.pop_actual') },
      town([30, 30, 30, 30], { pop_resident: [500, 500, 500, 500] })
    ));
  it('not applicable: nobody is there', () =>
    expectRow(
      'SAF-MASS-3',
      DISTRICT,
      { status: 'not_applicable', why: { code: 'nobody', what: 'pop_actual' } },
      town([0, 0, 0, 0], { pop_actual: [0, 0, 0, 0] })
    ));
});

describe('FIT-INSTR-2_7', () => {
  const totals = { pop_resident: [2500, 2500, 2500, 2500] };
  const city = (values: number[], of = totals) =>
    evidenceFor('FIT-INSTR-2_7', {
      area: 'city',
      totals: of,
      ledgers: { staffing: rowsOf({ sports_instructors: values }) }
    });
  it('met: 27 / (10,000 / 1,000) = 2.7', () =>
    expectRow(
      'FIT-INSTR-2_7',
      STUDY,
      { status: 'met', value: 2.7, numerator: 27, denominator: 10 },
      city([7, 7, 7, 6])
    ));
  it('not met: 25 / 10 = 2.5 < 2.7, though the national 2.16 is reached', () => {
    const row = expectRow('FIT-INSTR-2_7', STUDY, { status: 'not_met', value: 2.5 }, city([7, 7, 7, 4]));
    expect(row.parts?.map(({ labelEn, status }) => [labelEn, status])).toEqual([
      ['tianjin (≥ 2.7)', 'not_met'],
      ['national (≥ 2.16)', 'met']
    ]);
  });
  it('met as a lower bound: 27 of three communities, the fourth can only add', () =>
    expectRow(
      'FIT-INSTR-2_7',
      STUDY,
      { status: 'met', value: 2.7, why: { code: 'lower-bound', what: 'staffing.sports_instructors: 1 / 4' } },
      city([9, 9, 9])
    ));
  it('no data: an empty column', () =>
    expectRow(
      'FIT-INSTR-2_7',
      STUDY,
      { status: 'no_data', why: lacks('staffing.sports_instructors') },
      city([NaN, NaN, NaN, NaN])
    ));
  it('not applicable: nobody lives there', () =>
    expectRow(
      'FIT-INSTR-2_7',
      STUDY,
      { status: 'not_applicable', why: { code: 'nobody', what: 'pop_resident' } },
      city([1, 1, 1, 1], { pop_resident: [0, 0, 0, 0] })
    ));
});
