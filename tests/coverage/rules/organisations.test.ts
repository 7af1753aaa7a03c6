import { describe, expect, it } from 'vitest';
import { hasNoRow, lacks, outOf, rowsOf } from './rule-rows.ts';
import { DISTRICT, evidenceFor, expectRow, NE, NW, SE, SW, type TownOf } from './rule-town.ts';

/** A town whose table of the state of units has one column, a row a community. */
const stating = (id: string, column: string, values: number[], more: TownOf = {}) =>
  evidenceFor(id, { ledgers: { unit_status: rowsOf({ [column]: values }) }, ...more });

describe('ORG-U-12', () => {
  const households = [500, 500, 500, 499];
  const town = stating('ORG-U-12', 'social_orgs', [12, 11, NaN, 1], { totals: { households } });
  it('met: 12 organisations ≥ 12, of 500 households', () =>
    expectRow('ORG-U-12', SW, { status: 'met', value: 12 }, town));
  it('not met: 11 < 12', () => expectRow('ORG-U-12', SE, { status: 'not_met', value: 11 }, town));
  it('no data: an empty cell', () =>
    expectRow('ORG-U-12', NW, { status: 'no_data', why: lacks('unit_status.social_orgs') }, town));
  it('not applicable: 499 households < 500', () =>
    expectRow(
      'ORG-U-12',
      NE,
      { status: 'not_applicable', why: { code: 'applies-if', what: 'households >= 500' } },
      town
    ));
  it('no data: how many households is what decides whether it is asked', () =>
    expectRow(
      'ORG-U-12',
      SW,
      { status: 'no_data', why: lacks('admin_units.households') },
      stating('ORG-U-12', 'social_orgs', [12, 11, 12, 1])
    ));
  it('not applicable: a village', () =>
    expectRow(
      'ORG-U-12',
      SW,
      { status: 'not_applicable', why: outOf('urban') },
      stating('ORG-U-12', 'social_orgs', [12], { totals: { households }, rural: [SW] })
    ));
});

describe('ORG-R-6', () => {
  const town = stating('ORG-R-6', 'social_orgs', [6, 5, 6], {
    totals: { households: [300, 300, 299, 300] },
    rural: [SW, SE, NW, NE]
  });
  it('met: a village of 300 households with 6 ≥ 6', () =>
    expectRow('ORG-R-6', SW, { status: 'met', value: 6 }, town));
  it('not met: 5 < 6', () => expectRow('ORG-R-6', SE, { status: 'not_met', value: 5 }, town));
  it('not applicable: 299 households < 300', () =>
    expectRow(
      'ORG-R-6',
      NW,
      { status: 'not_applicable', why: { code: 'applies-if', what: 'households >= 300' } },
      town
    ));
  it('no data: no row', () =>
    expectRow('ORG-R-6', NE, { status: 'no_data', why: hasNoRow('unit_status.social_orgs') }, town));
  it('not applicable: in town', () =>
    expectRow(
      'ORG-R-6',
      SW,
      { status: 'not_applicable', why: outOf('rural') },
      stating('ORG-R-6', 'social_orgs', [6])
    ));
});

describe('ORG-AVG-U-12', () => {
  const town = (values: number[], more: TownOf = {}) => stating('ORG-AVG-U-12', 'social_orgs', values, more);
  it('met: the mean of 20, 20, 4 and 4 is 48 / 4 = 12', () =>
    expectRow(
      'ORG-AVG-U-12',
      DISTRICT,
      { status: 'met', value: 12, numerator: 48, denominator: 4 },
      town([20, 20, 4, 4])
    ));
  it('not met: 47 / 4 = 11.75 < 12', () =>
    expectRow('ORG-AVG-U-12', DISTRICT, { status: 'not_met', value: 11.75 }, town([20, 20, 4, 3])));
  it('no data: 20 + 20 + 7 of three communities, 47 / 4 with one more may still be 12', () =>
    expectRow(
      'ORG-AVG-U-12',
      DISTRICT,
      { status: 'no_data', why: { code: 'incomplete', what: 'community: 1 / 4' } },
      town([20, 20, 7])
    ));
  it('no data: the column is nowhere', () =>
    expectRow(
      'ORG-AVG-U-12',
      DISTRICT,
      { status: 'no_data', why: lacks('unit_status.social_orgs') },
      town([])
    ));
  it('not applicable: villages alone', () =>
    expectRow(
      'ORG-AVG-U-12',
      DISTRICT,
      { status: 'not_applicable', why: { code: 'no-units', what: 'community' } },
      town([20, 20, 4, 4], { rural: [SW, SE, NW, NE] })
    ));
  it('is met on average where ORG-U-12 is not met by each: 2 of 4 reach 12 by themselves', () => {
    const both: TownOf = { totals: { households: [800, 800, 800, 800] } };
    const row = expectRow('ORG-AVG-U-12', DISTRICT, { status: 'met', value: 12 }, town([20, 20, 4, 4], both));
    expect(row.parts).toMatchObject([{ value: 50, numerator: 2, denominator: 4 }]);
    const each = stating('ORG-U-12', 'social_orgs', [20, 20, 4, 4], both);
    expectRow('ORG-U-12', SW, { status: 'met', value: 20 }, each);
    expectRow('ORG-U-12', NW, { status: 'not_met', value: 4 }, each);
  });
  it('counts small communities too, which ORG-U-12 does not ask: (20 + 20 + 8 + 0) / 4 = 12', () => {
    const small: TownOf = { totals: { households: [800, 800, 800, 100] } };
    expectRow(
      'ORG-AVG-U-12',
      DISTRICT,
      { status: 'met', value: 12, denominator: 4 },
      town([20, 20, 8, 0], small)
    );
    const each = stating('ORG-U-12', 'social_orgs', [20, 20, 8, 0], small);
    expectRow('ORG-U-12', NE, { status: 'not_applicable' }, each);
  });
});

describe('ORG-AVG-R-6', () => {
  const town = (values: number[], rural = [NW, NE]) =>
    stating('ORG-AVG-R-6', 'social_orgs', values, { rural });
  it('met: of the two villages (9 + 3) / 2 = 6; those of town are left out', () =>
    expectRow(
      'ORG-AVG-R-6',
      DISTRICT,
      { status: 'met', value: 6, numerator: 12, denominator: 2 },
      town([0, 0, 9, 3])
    ));
  it('not met: (9 + 2) / 2 = 5.5 < 6, whatever those of town have', () =>
    expectRow('ORG-AVG-R-6', DISTRICT, { status: 'not_met', value: 5.5 }, town([20, 20, 9, 2])));
  it('no data: neither village has a row', () =>
    expectRow(
      'ORG-AVG-R-6',
      DISTRICT,
      { status: 'no_data', why: hasNoRow('unit_status.social_orgs') },
      town([20, 20])
    ));
  it('not applicable: no village', () =>
    expectRow(
      'ORG-AVG-R-6',
      DISTRICT,
      { status: 'not_applicable', why: { code: 'no-units', what: 'community' } },
      town([20, 20, 9, 3], [])
    ));
});

describe('ORG-VOL-TEAM', () => {
  const town = stating('ORG-VOL-TEAM', 'volunteer_teams', [1, 0, 2], { rural: [NW] });
  it('met: 1 team ≥ 1', () => expectRow('ORG-VOL-TEAM', SW, { status: 'met', value: 1 }, town));
  it('not met: 0 < 1', () => expectRow('ORG-VOL-TEAM', SE, { status: 'not_met', value: 0 }, town));
  it('met: a village with 2', () => expectRow('ORG-VOL-TEAM', NW, { status: 'met', value: 2 }, town));
  it('no data: no row', () =>
    expectRow('ORG-VOL-TEAM', NE, { status: 'no_data', why: hasNoRow('unit_status.volunteer_teams') }, town));
});

describe('ORG-PHC-1', () => {
  const town = stating('ORG-PHC-1', 'public_health_committee', [1, 0, NaN], { rural: [SE] });
  it('reported: 1 committee', () => expectRow('ORG-PHC-1', SW, { status: 'reported', value: 1 }, town));
  it('reported, not failed: a village with 0', () =>
    expectRow('ORG-PHC-1', SE, { status: 'reported', value: 0 }, town));
  it('no data: an empty cell', () =>
    expectRow(
      'ORG-PHC-1',
      NW,
      { status: 'no_data', why: lacks('unit_status.public_health_committee') },
      town
    ));
  it('no data: no row', () =>
    expectRow(
      'ORG-PHC-1',
      NE,
      { status: 'no_data', why: hasNoRow('unit_status.public_health_committee') },
      town
    ));
});
