import { describe, it } from 'vitest';
import { hasNoRow, lacks, outOf, rowsOf } from './rule-rows.ts';
import { evidenceFor, expectRow, NE, NW, SE, SW } from './rule-town.ts';

/** A town whose staff table has one column, a row a community; the last community is a village where `villages` says so. */
const staffed = (id: string, column: string, values: number[], rural: number[] = []) =>
  evidenceFor(id, { ledgers: { staffing: rowsOf({ [column]: values }) }, rural });

describe('STF-PARTY-2', () => {
  const town = staffed('STF-PARTY-2', 'party_posts', [2, 1, NaN, 2], [NE]);
  it('met: 2 posts ≥ 2', () => expectRow('STF-PARTY-2', SW, { status: 'met', value: 2 }, town));
  it('not met: 1 post < 2', () => expectRow('STF-PARTY-2', SE, { status: 'not_met', value: 1 }, town));
  it('no data: an empty cell', () =>
    expectRow('STF-PARTY-2', NW, { status: 'no_data', why: lacks('staffing.party_posts') }, town));
  it('not applicable: a village', () =>
    expectRow('STF-PARTY-2', NE, { status: 'not_applicable', why: outOf('urban') }, town));
});

describe('STF-4N', () => {
  const town = staffed('STF-4N', 'core_posts', [4, 3, NaN, 4], [NE]);
  // 1 secretary-director + 1 deputy secretary + 2 deputy directors = 4.
  it('met: 1 + 1 + 2 = 4 posts', () => expectRow('STF-4N', SW, { status: 'met', value: 4 }, town));
  it('not met: 1 + 1 + 1 = 3 < 4', () => expectRow('STF-4N', SE, { status: 'not_met', value: 3 }, town));
  it('met: N more are more than the core asks', () =>
    expectRow('STF-4N', SW, { status: 'met', value: 9 }, staffed('STF-4N', 'core_posts', [9])));
  it('no data: an empty cell', () =>
    expectRow('STF-4N', NW, { status: 'no_data', why: lacks('staffing.core_posts') }, town));
  it('not applicable: a village', () =>
    expectRow('STF-4N', NE, { status: 'not_applicable', why: outOf('urban') }, town));
});

describe('STF-300HH', () => {
  const town = evidenceFor('STF-300HH', {
    totals: { households: [1500, 1500, 0, 900] },
    ledgers: { staffing: rowsOf({ community_workers: [5, 3, 3] }) }
  });
  const range = '0.26664–0.39996';
  it('reported within the tolerance: 5 / (1,500 / 100) = 0.3333, 0.3333 ± 20 %', () =>
    expectRow(
      'STF-300HH',
      SW,
      { status: 'reported', value: 5 / 15, denominator: 15, why: { code: 'within-tolerance', what: range } },
      town
    ));
  it('reported outside it, never failed: 3 / (1,500 / 100) = 0.2 < 0.26664', () =>
    expectRow(
      'STF-300HH',
      SE,
      { status: 'reported', value: 0.2, why: { code: 'outside-tolerance', what: range } },
      town
    ));
  it('no data: 0 households are not known', () =>
    expectRow('STF-300HH', NW, { status: 'no_data', why: lacks('admin_units.households') }, town));
  it('no data: no row in the table of staff', () =>
    expectRow('STF-300HH', NE, { status: 'no_data', why: hasNoRow('staffing.community_workers') }, town));
  it('not applicable: a village', () =>
    expectRow(
      'STF-300HH',
      NE,
      { status: 'not_applicable', why: outOf('urban') },
      evidenceFor('STF-300HH', { rural: [NE] })
    ));
});

describe('SAF-POLICE-1', () => {
  const town = staffed('SAF-POLICE-1', 'community_police', [1, 0, NaN, 1], [NE]);
  it('met: 1 officer ≥ 1', () => expectRow('SAF-POLICE-1', SW, { status: 'met', value: 1 }, town));
  it('met: several officers (一区多警), 3 ≥ 1', () =>
    expectRow(
      'SAF-POLICE-1',
      SW,
      { status: 'met', value: 3 },
      staffed('SAF-POLICE-1', 'community_police', [3])
    ));
  it('not met: 0 < 1', () => expectRow('SAF-POLICE-1', SE, { status: 'not_met', value: 0 }, town));
  it('no data: an empty cell is not 0', () =>
    expectRow('SAF-POLICE-1', NW, { status: 'no_data', why: lacks('staffing.community_police') }, town));
  it('not applicable: a village', () =>
    expectRow('SAF-POLICE-1', NE, { status: 'not_applicable', why: outOf('urban') }, town));
});

describe('SAF-LEGAL-1', () => {
  // For villages too: the third is one.
  const town = staffed('SAF-LEGAL-1', 'legal_advisers', [1, 0, 1], [NW]);
  it('met: 1 adviser ≥ 1', () => expectRow('SAF-LEGAL-1', SW, { status: 'met', value: 1 }, town));
  it('not met: 0 < 1', () => expectRow('SAF-LEGAL-1', SE, { status: 'not_met', value: 0 }, town));
  it('met: a village with 1 (一村一法律顾问)', () =>
    expectRow('SAF-LEGAL-1', NW, { status: 'met', value: 1 }, town));
  it('no data: no row', () =>
    expectRow('SAF-LEGAL-1', NE, { status: 'no_data', why: hasNoRow('staffing.legal_advisers') }, town));
});

describe('SAF-LAW-3', () => {
  const town = staffed('SAF-LAW-3', 'legal_literate', [3, 2, 4], [NW]);
  it('met: 3 ≥ 3', () => expectRow('SAF-LAW-3', SW, { status: 'met', value: 3 }, town));
  it('not met: 2 < 3', () => expectRow('SAF-LAW-3', SE, { status: 'not_met', value: 2 }, town));
  it('met: a village with 4 ≥ 3', () => expectRow('SAF-LAW-3', NW, { status: 'met', value: 4 }, town));
  it('no data: no row', () =>
    expectRow('SAF-LAW-3', NE, { status: 'no_data', why: hasNoRow('staffing.legal_literate') }, town));
  it('adds the rows of one community: 2 + 1 = 3', () =>
    expectRow(
      'SAF-LAW-3',
      SW,
      { status: 'met', value: 3 },
      evidenceFor('SAF-LAW-3', {
        ledgers: {
          staffing: [
            { unit: SW, legal_literate: 2 },
            { unit: SW, legal_literate: 1 }
          ]
        }
      })
    ));
  it('no data: a table of staff without the role', () =>
    expectRow(
      'SAF-LAW-3',
      SW,
      { status: 'no_data', why: lacks('staffing.legal_literate') },
      staffed('SAF-LAW-3', 'legal_advisers', [3, 3, 3, 3])
    ));
});

describe('SAF-INFO-1', () => {
  const town = staffed('SAF-INFO-1', 'disaster_informers', [1, 0, 2], [NW]);
  it('met: 1 ≥ 1', () => expectRow('SAF-INFO-1', SW, { status: 'met', value: 1 }, town));
  it('not met: 0 < 1', () => expectRow('SAF-INFO-1', SE, { status: 'not_met', value: 0 }, town));
  it('met: a village with 2 ≥ 1', () => expectRow('SAF-INFO-1', NW, { status: 'met', value: 2 }, town));
  it('no data: no row', () =>
    expectRow('SAF-INFO-1', NE, { status: 'no_data', why: hasNoRow('staffing.disaster_informers') }, town));
});

describe('CHD-DIRECTOR-100', () => {
  const town = staffed('CHD-DIRECTOR-100', 'child_directors', [1, 0, 2], [NW]);
  // Asked of each community by itself: it is all of one community, or nothing.
  it('met: 1 of 1 community has a director, 100 %', () =>
    expectRow('CHD-DIRECTOR-100', SW, { status: 'met', value: 100, numerator: 1, denominator: 1 }, town));
  it('not met: 0 of 1, 0 %', () =>
    expectRow('CHD-DIRECTOR-100', SE, { status: 'not_met', value: 0, numerator: 0, denominator: 1 }, town));
  it('met: a village with 2, still 1 of 1', () =>
    expectRow('CHD-DIRECTOR-100', NW, { status: 'met', value: 100, numerator: 1 }, town));
  it('no data: no row', () =>
    expectRow(
      'CHD-DIRECTOR-100',
      NE,
      { status: 'no_data', why: hasNoRow('staffing.child_directors') },
      town
    ));
});
