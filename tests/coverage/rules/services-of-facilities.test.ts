import { describe, expect, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import { lacks, saysSome } from './rule-rows.ts';
import { evidenceFor, expectRow, NE, NW, SE, SW, type Expected, type TownOf } from './rule-town.ts';

type At = [column: number, row: number];
const [inSW, inSE, inNW]: At[] = [
  [1, 1],
  [8, 1],
  [1, 8]
];
const saying =
  (category: string, column: string) =>
  (at: At, text = '', more: Partial<Place> = {}): Place => ({
    at,
    category,
    texts: { [column]: text },
    ...more
  });
const counting =
  (category: string, column: string) =>
  (at: At, figure = NaN): Place => ({ at, category, numbers: { [column]: figure } });
const asked =
  (id: string, places: Place[]) =>
  (unit: number, expected: Expected, more: TownOf = {}) =>
    expectRow(id, unit, expected, evidenceFor(id, { places, ...more }));
const none = (what: string) => ({ code: 'no-facility', what });

describe('FAC-1N-ZONES', () => {
  const centre = saying('integrated_service_centre', 'zones');
  const ask = asked('FAC-1N-ZONES', [
    centre(inSW, '政务服务;党群活动;综合治理;协商议事;文体康养'),
    centre(inSE, '政务服务;党群活动;综合治理;协商议事;协商议事'),
    centre(inNW)
  ]);
  it('met: five different zones ≥ 5', () => ask(SW, { status: 'met', value: 5 }));
  it('not met: five words, four different < 5', () => ask(SE, { status: 'not_met', value: 4 }));
  it('no data: the zones are not given', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.zones') }));
  it('not applicable: no centre', () =>
    ask(NE, { status: 'not_applicable', why: none('integrated_service_centre') }));
});

describe('FAC-EMBED-FN3', () => {
  const centre = saying('integrated_service_centre', 'service_functions');
  const ask = asked('FAC-EMBED-FN3', [
    centre(inSW, 'day_care;meal;legal'),
    centre(inSE, 'day_care;meal'),
    centre(inNW)
  ]);
  // 原则上: it says who has them, and fails nobody.
  const soft = (code: string) => ({ code, what: '>= 3' });
  it('reported: three functions, of eldercare and meals two of the four kinds', () =>
    ask(SW, { status: 'reported', value: 3, why: soft('reaches-soft') }));
  it('reported, not failed: two functions < 3', () =>
    ask(SE, { status: 'reported', value: 2, why: soft('short-of-soft') }));
  it('reported, not failed: three functions of which all but one are of one kind, 1 < 2 kinds', () => {
    const row = ask(
      SW,
      { status: 'reported', value: 3, why: { code: 'few-groups', what: '1 / 1' } },
      { places: [centre(inSW, 'day_care;bath;legal')] }
    );
    expect(row.remarks).toEqual([soft('short-of-soft')]);
  });
  it('no data: the functions are not given', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.service_functions') }));
  it('not applicable: no centre', () =>
    ask(NE, { status: 'not_applicable', why: none('integrated_service_centre') }));
});

describe('ELD-SIX-SVC', () => {
  const site = saying('eldercare_site', 'service_functions');
  const ask = asked('ELD-SIX-SVC', [
    site(inSW, 'meal;bath;clean;legal'),
    site(inSW, 'meal;medical'),
    site(inSE, 'meal;bath;clean;medical;mobility;emergency'),
    site(inNW)
  ]);
  it('reported: meal, bath, clean and medical together, 4 of 6 = 66.7 %', () =>
    ask(SW, { status: 'reported', value: 400 / 6, numerator: 4, denominator: 6 }));
  it('reported: all six, 100 %', () => ask(SE, { status: 'reported', value: 100, numerator: 6 }));
  it('reported: none of the six, 0 %', () =>
    ask(SW, { status: 'reported', value: 0 }, { places: [site(inSW, 'legal')] }));
  it('no data: the functions are not given', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.service_functions') }));
  it('not applicable: no centre or site', () =>
    ask(NE, { status: 'not_applicable', why: none('eldercare_centre, eldercare_site') }));
});

describe('FAC-HOURS-8', () => {
  const open = counting('party_service_centre', 'open_hours_per_day');
  const ask = asked('FAC-HOURS-8', [
    open(inSW, 8),
    open(inSW, 12),
    open(inSE, 7.5),
    open(inSE, 10),
    open(inNW, 9),
    open(inNW)
  ]);
  it('met: the shorter of 8 and 12 hours is ≥ 8', () => ask(SW, { status: 'met', value: 8 }));
  it('not met: 7.5 < 8, though another is open 10: 1 of 2 = 50 % are open long enough', () => {
    const row = ask(SE, { status: 'not_met', value: 7.5 });
    expect(row.parts).toMatchObject([{ value: 50, numerator: 1, denominator: 2, status: 'reported' }]);
  });
  it('no data: one of two does not say', () =>
    ask(NW, { status: 'no_data', why: saysSome('facilities.open_hours_per_day: 1 / 2') }));
  it('not applicable: no centre', () =>
    ask(NE, {
      status: 'not_applicable',
      why: none('integrated_service_centre, party_service_centre')
    }));
});

describe('FAC-BARRIERFREE', () => {
  const free = counting('chs', 'barrier_free');
  const ask = asked('FAC-BARRIERFREE', [free(inSW, 1), free(inSW, 0), free(inSE, 1), free(inNW)]);
  it('reported: 1 of 2, 50 %', () =>
    ask(SW, { status: 'reported', value: 50, numerator: 1, denominator: 2 }));
  it('reported: 1 of 1, 100 %', () => ask(SE, { status: 'reported', value: 100 }));
  it('says beside how many are for the old and for children: 2 of 2 and, of the one that says it, 0 of 1', () => {
    const station = (numbers: Record<string, number>): Place => ({ at: inSW, category: 'chs', numbers });
    const row = ask(
      SW,
      { status: 'reported', value: 50 },
      {
        places: [
          station({ barrier_free: 1, age_friendly: 1, child_friendly: 0 }),
          station({ barrier_free: 0, age_friendly: 1 })
        ]
      }
    );
    expect(row.parts).toMatchObject([
      { labelEn: 'age-friendly (%)', value: 100, numerator: 2, denominator: 2, status: 'reported' },
      { labelEn: 'child-friendly (%)', value: 0, numerator: 0, denominator: 1, status: 'reported' }
    ]);
    // Nobody says it of the station in the south-east.
    const silent = ask(SE, { status: 'reported', value: 100 });
    expect(silent.parts?.map(({ status, value }) => [status, value])).toEqual([
      ['no_data', NaN],
      ['no_data', NaN]
    ]);
  });
  it('no data: the only one does not say', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.barrier_free') }));
  it('not applicable: no such facility', () =>
    ask(NE, {
      status: 'not_applicable',
      why: none('integrated_service_centre, eldercare_site, chs')
    }));
});

describe('ELD-FLOOR-3', () => {
  const on = saying('day_care', 'floor_level');
  const ask = asked('ELD-FLOOR-3', [on(inSW, '1'), on(inSW, '2-3'), on(inSE, '3'), on(inSE, '4'), on(inNW)]);
  it('met: floors 1 and 2–3, 2 of 2 = 100 %', () =>
    ask(SW, { status: 'met', value: 100, numerator: 2, denominator: 2 }));
  it('not met: the fourth floor is above the third, 1 of 2 = 50 %', () =>
    ask(SE, { status: 'not_met', value: 50 }));
  it('not met: a basement and a mezzanine, 0 of 2', () =>
    ask(SW, { status: 'not_met', value: 0 }, { places: [on(inSW, '-1'), on(inSW, '夹层')] }));
  it('no data: the floor is not given', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.floor_level') }));
  it('not applicable: no room', () =>
    ask(NE, { status: 'not_applicable', why: none('eldercare_site, day_care, elder_service_station') }));
});

/** Kept apart from the rules: a rule of each facility asks the very categories that it names. */
describe('a facility of another category', () => {
  it('is not asked by a rule of each facility', () => {
    const places = [counting('chc', 'barrier_free')(inSW, 1), counting('chs', 'barrier_free')(inSE, 1)];
    const row = asked('FAC-BARRIERFREE', places)(SW, { status: 'not_applicable' });
    expect(row.features).toEqual([]);
  });
});
