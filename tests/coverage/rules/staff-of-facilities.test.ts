import { describe, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import { lacks, outOf, saysSome } from './rule-rows.ts';
import {
  evidenceFor,
  expectRow,
  NE,
  NW,
  OWN,
  SE,
  SW,
  type Expected,
  type LedgerRow,
  type TownOf
} from './rule-town.ts';

/** A facility in each of the first three communities (`F0`, `F1`, `F2`) and a second in the south-east (`F3`). */
const fourOf = (category: string): Place[] => [
  { at: [1, 1], category },
  { at: [8, 1], category },
  { at: [1, 8], category },
  { at: [8, 2], category }
];

/** Asks a rule of a town whose table of staff has `column` of these facilities. */
const asked =
  (id: string, category: string, column: string) =>
  (unit: number, people: Record<string, number>, expected: Expected, more: TownOf = {}) =>
    expectRow(
      id,
      unit,
      expected,
      evidenceFor(id, {
        places: fourOf(category),
        ledgers: {
          staffing: Object.entries(people).map(([facility, count], k): LedgerRow => ({
            unit: [SW, SE, NW, SE][k],
            facility,
            [column]: count
          }))
        },
        ...more
      })
    );
const none = (what: string) => ({ code: 'no-facility', what });

describe('FAC-1N-DIRECTOR', () => {
  const ask = asked('FAC-1N-DIRECTOR', 'integrated_service_centre', 'centre_director');
  const people = { F0: 1, F1: 1, F2: NaN, F3: 2 };
  it('met: exactly 1 director', () => ask(SW, people, { status: 'met', value: 1 }));
  it('not met: of two centres one has 2, and the rule says 1', () =>
    ask(SE, people, { status: 'not_met', value: 2 }));
  it('not met: a centre with 0', () => ask(SW, { F0: 0 }, { status: 'not_met', value: 0 }));
  it('no data: an empty cell', () =>
    ask(NW, people, { status: 'no_data', why: lacks('staffing.centre_director') }));
  it('not applicable: no centre', () =>
    ask(NE, people, { status: 'not_applicable', why: none('integrated_service_centre') }));
});

describe('STF-SWS-1', () => {
  const ask = asked('STF-SWS-1', 'social_work_station', 'station_social_workers');
  const own: TownOf = { ownSubdistricts: true };
  const people = { F0: 1, F1: 2, F2: NaN, F3: 0 };
  it('met: the station has 1 ≥ 1', () => ask(OWN.SW, people, { status: 'met', value: 1 }, own));
  it('not met: of two stations one has 0', () => ask(OWN.SE, people, { status: 'not_met', value: 0 }, own));
  it('no data: an empty cell', () =>
    ask(OWN.NW, people, { status: 'no_data', why: lacks('staffing.station_social_workers') }, own));
  it('no data: of two stations one has 1 and the other is not in the table', () =>
    ask(
      OWN.SE,
      { F0: 1, F1: 1 },
      { status: 'no_data', why: saysSome('staffing.station_social_workers: 1 / 2') },
      own
    ));
  it('not applicable: no station', () =>
    ask(OWN.NE, people, { status: 'not_applicable', why: none('social_work_station') }, own));
  it('takes the row of the subdistrict for its only station: 1 ≥ 1', () =>
    ask(
      OWN.SW,
      {},
      { status: 'met', value: 1 },
      { ...own, ledgers: { staffing: [{ unit: OWN.SW, station_social_workers: 1 }] } }
    ));
});

describe('HLT-CHC-GP6', () => {
  const ask = asked('HLT-CHC-GP6', 'chc', 'general_practitioners');
  const own: TownOf = { ownSubdistricts: true };
  const people = { F0: 6, F1: 5, F2: NaN, F3: 9 };
  it('met: 6 doctors ≥ 6', () => ask(OWN.SW, people, { status: 'met', value: 6 }, own));
  it('not met: of 5 and 9 the smaller is < 6; they don’t make up for each other', () =>
    ask(OWN.SE, people, { status: 'not_met', value: 5 }, own));
  it('no data: an empty cell', () =>
    ask(OWN.NW, people, { status: 'no_data', why: lacks('staffing.general_practitioners') }, own));
  it('not applicable: no centre', () =>
    ask(OWN.NE, people, { status: 'not_applicable', why: none('chc') }, own));
});

describe('HLT-CHS-GP2', () => {
  const ask = asked('HLT-CHS-GP2', 'chs', 'general_practitioners');
  const people = { F0: 2, F1: 3, F2: NaN, F3: 1 };
  it('met: 2 doctors ≥ 2', () => ask(SW, people, { status: 'met', value: 2 }));
  it('not met: of 3 and 1 the smaller is < 2', () => ask(SE, people, { status: 'not_met', value: 1 }));
  it('no data: an empty cell', () =>
    ask(NW, people, { status: 'no_data', why: lacks('staffing.general_practitioners') }));
  it('not applicable: no station', () => ask(NE, people, { status: 'not_applicable', why: none('chs') }));
  it('not applicable: a village', () =>
    ask(SW, people, { status: 'not_applicable', why: outOf('urban') }, { rural: [SW] }));
});

describe('SAF-MICROFIRE-6', () => {
  const ask = asked('SAF-MICROFIRE-6', 'micro_fire_station', 'micro_fire_members');
  const people = { F0: 6, F1: 7, F2: NaN, F3: 5 };
  // The head and at least five members.
  it('met: 1 + 5 = 6 ≥ 6', () => ask(SW, people, { status: 'met', value: 6 }));
  it('not met: of 7 and 1 + 4 = 5 the smaller is < 6', () =>
    ask(SE, people, { status: 'not_met', value: 5 }));
  it('no data: an empty cell', () =>
    ask(NW, people, { status: 'no_data', why: lacks('staffing.micro_fire_members') }));
  it('not applicable: no station', () =>
    ask(NE, people, { status: 'not_applicable', why: none('micro_fire_station') }));
});
