import { describe, expect, it } from 'vitest';
import { lacks, rowsOf, saysSome } from './rule-rows.ts';
import { DISTRICT, evidenceFor, expectRow, NE, STUDY, type TownOf } from './rule-town.ts';

/** A city of four communities whose staff table has these columns. */
const cityOf = (id: string, columns: Record<string, number[]>, more: TownOf = {}) =>
  evidenceFor(id, { area: 'city', ledgers: { staffing: rowsOf(columns) }, ...more });

describe('STF-QUOTA-80', () => {
  const town = (workers: number[], quota: number[], more: TownOf = {}) =>
    evidenceFor('STF-QUOTA-80', {
      ledgers: { staffing: rowsOf({ community_workers: workers, community_workers_quota: quota }) },
      ...more
    });
  const ask = (evidence: ReturnType<typeof town>, expected: Parameters<typeof expectRow>[2]) =>
    expectRow('STF-QUOTA-80', DISTRICT, expected, evidence);

  it('met: 6 + 10 + 8 + 8 = 32 of 4 × 10 posts, 80 %', () =>
    ask(town([6, 10, 8, 8], [10, 10, 10, 10]), {
      status: 'met',
      value: 80,
      numerator: 32,
      denominator: 40,
      why: null
    }));
  it('not met: 31 of 40, 77.5 % < 80', () =>
    ask(town([6, 9, 8, 8], [10, 10, 10, 10]), { status: 'not_met', value: 77.5 }));
  it('no data: the posts of one community are not known', () =>
    ask(town([6, 10, 8, 8], [10, 10, 10]), {
      status: 'no_data',
      why: saysSome('staffing.community_workers_quota: 1 / 4')
    }));
  it('no data: nobody says how many posts there are', () =>
    ask(town([6, 10, 8, 8], []), { status: 'no_data', why: lacks('staffing.community_workers_quota') }));
  it('not applicable: there are no posts to fill', () =>
    ask(town([0, 0, 0, 0], [0, 0, 0, 0]), {
      status: 'not_applicable',
      why: { code: 'nobody', what: 'staffing.community_workers_quota' }
    }));
  it('keeps to towns: 24 of 30 are 80 %, with the village’s 0 of 10 they would be 60 %', () =>
    ask(town([8, 8, 8, 0], [10, 10, 10, 10], { rural: [NE] }), {
      status: 'met',
      value: 80,
      numerator: 24,
      denominator: 30
    }));
});

describe('STF-CERT-3', () => {
  const column = (values: number[]) => ({ community_workers_licensed: values });
  it('met: the mean of 6, 6, 0 and 0 is 3, though 2 of 4 have fewer', () => {
    const row = expectRow(
      'STF-CERT-3',
      STUDY,
      { status: 'met', value: 3, numerator: 12, denominator: 4 },
      cityOf('STF-CERT-3', column([6, 6, 0, 0]))
    );
    // 2 / 4 = 50 % reach 3 by themselves.
    expect(row.parts).toMatchObject([{ value: 50, numerator: 2, denominator: 4 }]);
  });
  it('not met: (6 + 5 + 0 + 0) / 4 = 2.75 < 3', () =>
    expectRow(
      'STF-CERT-3',
      STUDY,
      { status: 'not_met', value: 2.75 },
      cityOf('STF-CERT-3', column([6, 5, 0, 0]))
    ));
  it('leaves villages out: (3 + 3 + 3) / 3 = 3', () =>
    expectRow(
      'STF-CERT-3',
      STUDY,
      { status: 'met', value: 3, denominator: 3 },
      cityOf('STF-CERT-3', column([3, 3, 3, 0]), { rural: [NE] })
    ));
  it('met as a lower bound: (4 + 4 + 4 + ?) / 4 is at least 3', () =>
    expectRow(
      'STF-CERT-3',
      STUDY,
      { status: 'met', value: 3, why: { code: 'lower-bound', what: 'community: 1 / 4' } },
      cityOf('STF-CERT-3', column([4, 4, 4]))
    ));
  it('no data: no community says it', () =>
    expectRow(
      'STF-CERT-3',
      STUDY,
      { status: 'no_data', why: lacks('staffing.community_workers_licensed') },
      cityOf('STF-CERT-3', { community_workers: [6, 6, 6, 6] })
    ));
  it('not applicable: villages alone', () =>
    expectRow(
      'STF-CERT-3',
      STUDY,
      { status: 'not_applicable', why: { code: 'no-units', what: 'community' } },
      cityOf('STF-CERT-3', column([3, 3, 3, 3]), { rural: [0, 1, 2, 3] })
    ));
});

describe('STF-18', () => {
  const totals = { pop_urban_resident: [5000, 5000, 5000, 5000] };
  it('met: 36 workers / (20,000 / 10,000) = 18', () =>
    expectRow(
      'STF-18',
      STUDY,
      { status: 'met', value: 18, numerator: 36, denominator: 2, why: null },
      cityOf('STF-18', { community_workers: [9, 9, 9, 9] }, { totals })
    ));
  it('not met: 35 / 2 = 17.5 < 18', () =>
    expectRow(
      'STF-18',
      STUDY,
      { status: 'not_met', value: 17.5 },
      cityOf('STF-18', { community_workers: [9, 9, 9, 8] }, { totals })
    ));
  it('no data: residents of towns are not given, all residents don’t stand in', () =>
    expectRow(
      'STF-18',
      STUDY,
      { status: 'no_data', why: lacks('admin_units.pop_urban_resident') },
      cityOf('STF-18', { community_workers: [9, 9, 9, 9] }, { totals: { pop_resident: [1, 1, 1, 1] } })
    ));
  it('no data: 27 known are 13.5 a 10,000, a fourth community has no row', () =>
    expectRow(
      'STF-18',
      STUDY,
      { status: 'no_data', why: saysSome('staffing.community_workers: 1 / 4') },
      cityOf('STF-18', { community_workers: [9, 9, 9] }, { totals })
    ));
  it('not applicable: nobody lives in town', () =>
    expectRow(
      'STF-18',
      STUDY,
      { status: 'not_applicable', why: { code: 'nobody', what: 'pop_urban_resident' } },
      cityOf('STF-18', { community_workers: [1, 1, 1, 1] }, { totals: { pop_urban_resident: [0, 0, 0, 0] } })
    ));
  it('counts no staff of villages for residents of towns: 27 / (20,000 / 10,000) = 13.5, not (27 + 9) / 2', () =>
    expectRow(
      'STF-18',
      STUDY,
      { status: 'not_met', value: 13.5, numerator: 27 },
      cityOf(
        'STF-18',
        { community_workers: [9, 9, 9, 9] },
        { totals: { pop_urban_resident: [7000, 7000, 6000, 0] }, rural: [NE] }
      )
    ));
  it('only reports a part of a city', () =>
    expectRow(
      'STF-18',
      STUDY,
      { status: 'reported', value: 17.5, why: { code: 'study-area', what: '' } },
      evidenceFor('STF-18', {
        totals,
        ledgers: { staffing: rowsOf({ community_workers: [9, 9, 9, 8] }) }
      })
    ));
});

describe('STF-CERT-50', () => {
  const columns = (licensed: number[], workers: number[]) => ({
    community_workers_licensed: licensed,
    community_workers: workers
  });
  it('met: 5 + 5 of 10 + 10, 50 %', () =>
    expectRow(
      'STF-CERT-50',
      STUDY,
      { status: 'met', value: 50, numerator: 20, denominator: 40 },
      cityOf('STF-CERT-50', columns([8, 2, 5, 5], [10, 10, 10, 10]))
    ));
  it('not met: 19 of 40, 47.5 %', () =>
    expectRow(
      'STF-CERT-50',
      STUDY,
      { status: 'not_met', value: 47.5 },
      cityOf('STF-CERT-50', columns([8, 2, 5, 4], [10, 10, 10, 10]))
    ));
  it('no data: who is licensed is not given', () =>
    expectRow(
      'STF-CERT-50',
      STUDY,
      { status: 'no_data', why: lacks('staffing.community_workers_licensed') },
      cityOf('STF-CERT-50', columns([], [10, 10, 10, 10]))
    ));
  it('not applicable: there are no workers', () =>
    expectRow(
      'STF-CERT-50',
      STUDY,
      { status: 'not_applicable', why: { code: 'nobody', what: 'staffing.community_workers' } },
      cityOf('STF-CERT-50', columns([0, 0, 0, 0], [0, 0, 0, 0]))
    ));
  it('asks villages too: 20 + 0 of 40 + 10 are 40 %', () =>
    expectRow(
      'STF-CERT-50',
      STUDY,
      { status: 'not_met', value: 40, numerator: 20, denominator: 50 },
      cityOf('STF-CERT-50', columns([10, 5, 5, 0], [15, 15, 10, 10]), { rural: [NE] })
    ));
});

describe('STF-TRAIN-100', () => {
  const columns = (trained: number[], workers: number[]) => ({
    community_workers_trained: trained,
    community_workers: workers
  });
  it('met: 40 of 40 trained, 100 %', () =>
    expectRow(
      'STF-TRAIN-100',
      STUDY,
      { status: 'met', value: 100, numerator: 40, denominator: 40 },
      cityOf('STF-TRAIN-100', columns([10, 10, 10, 10], [10, 10, 10, 10]))
    ));
  it('not met: 39 of 40, 97.5 %', () =>
    expectRow(
      'STF-TRAIN-100',
      STUDY,
      { status: 'not_met', value: 97.5 },
      cityOf('STF-TRAIN-100', columns([10, 10, 10, 9], [10, 10, 10, 10]))
    ));
  it('no data: one community has no row of its training', () =>
    expectRow(
      'STF-TRAIN-100',
      STUDY,
      { status: 'no_data', why: saysSome('staffing.community_workers_trained: 1 / 4') },
      cityOf('STF-TRAIN-100', columns([10, 10, 10, NaN], [10, 10, 10, 10]))
    ));
  it('not applicable: there are no workers', () =>
    expectRow(
      'STF-TRAIN-100',
      STUDY,
      { status: 'not_applicable', why: { code: 'nobody', what: 'staffing.community_workers' } },
      cityOf('STF-TRAIN-100', columns([0, 0, 0, 0], [0, 0, 0, 0]))
    ));
});
