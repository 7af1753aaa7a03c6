import { describe, expect, it } from 'vitest';
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

type At = [column: number, row: number];
const [inSW, inSE, inNW]: At[] = [
  [1, 1],
  [8, 1],
  [1, 8]
];
const room = (at: At, category: string, floorAreaM2?: number, more: Partial<Place> = {}): Place => ({
  at,
  category,
  floorAreaM2,
  ...more
});
const asked =
  (id: string, of: TownOf) =>
  (unit: number, expected: Expected, change: TownOf = {}) =>
    expectRow(id, unit, expected, evidenceFor(id, { ...of, ...change }));
const none = (what: string) => ({ code: 'no-facility', what });

describe('ELD-SINGLE-350', () => {
  const ask = asked('ELD-SINGLE-350', {
    places: [
      room(inSW, 'eldercare_site', 350),
      room(inSW, 'day_care', 900),
      room(inSE, 'elder_service_station', 349),
      room(inSE, 'day_care', 900),
      room(inNW, 'day_care')
    ]
  });
  it('met: the smaller of 350 and 900 m² is ≥ 350', () => ask(SW, { status: 'met', value: 350 }));
  it('not met: 349 < 350, whatever the other has', () => ask(SE, { status: 'not_met', value: 349 }));
  it('no data: a room without an area', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }));
  it('not applicable: no such room', () =>
    ask(NE, { status: 'not_applicable', why: none('eldercare_site, elder_service_station, day_care') }));
});

describe('ELD-CENTER-1000', () => {
  const centre = (at: At, estate_id: string, floorAreaM2?: number) =>
    room(at, 'eldercare_centre', floorAreaM2, { texts: { estate_id } });
  const estates: LedgerRow[] = [
    { unit: SW, estate_id: 'a', is_new_build: 1 },
    { unit: SE, estate_id: 'b', is_new_build: 1 },
    { unit: NW, estate_id: 'c', is_new_build: 1 },
    { unit: NE, estate_id: 'd', is_new_build: 0 }
  ];
  const ask = asked('ELD-CENTER-1000', {
    ownSubdistricts: true,
    ledgers: { estates },
    places: [centre(inSW, 'a', 1000), centre(inSE, 'b', 999), centre(inNW, 'c'), centre([8, 8], 'd', 200)]
  });
  it('met: a new centre of 1,000 m² ≥ 1,000', () => ask(OWN.SW, { status: 'met', value: 1000 }));
  it('not met: 999 < 1,000', () => ask(OWN.SE, { status: 'not_met', value: 999 }));
  it('no data: a new centre without an area', () =>
    ask(OWN.NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }));
  it('not applicable: a built one of 200 m² is not asked', () =>
    ask(OWN.NE, { status: 'not_applicable', why: none('eldercare_centre') }));
  it('no data: without estates nothing tells what is new', () =>
    ask(OWN.SW, { status: 'no_data', why: lacks('estates.is_new_build') }, { ledgers: {} }));
});

describe('HLT-CHC-1000', () => {
  const ask = asked('HLT-CHC-1000', {
    ownSubdistricts: true,
    places: [
      room(inSW, 'chc', 1000),
      room(inSW, 'chs', 150),
      room(inSE, 'chc', 990),
      room(inNW, 'chc'),
      room([8, 8], 'chs', 2000)
    ]
  });
  it('met: 1,000 m² ≥ 1,000; the station beside has a rule of its own', () =>
    ask(OWN.SW, { status: 'met', value: 1000 }));
  it('not met: 990 < 1,000', () => ask(OWN.SE, { status: 'not_met', value: 990 }));
  it('no data: a centre without an area', () =>
    ask(OWN.NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }));
  it('not applicable: a station is no centre', () =>
    ask(OWN.NE, { status: 'not_applicable', why: none('chc') }));
});

describe('HLT-CHS-150', () => {
  const ask = asked('HLT-CHS-150', {
    places: [
      room(inSW, 'chs', 150),
      room(inSE, 'chs', 149),
      room(inSE, 'chs', 300),
      room(inNW, 'chs', 150),
      room(inNW, 'chs')
    ]
  });
  it('met: 150 m² ≥ 150', () => ask(SW, { status: 'met', value: 150 }));
  it('not met: the smaller of 149 and 300 is < 150', () => ask(SE, { status: 'not_met', value: 149 }));
  it('no data: one of two has no area', () =>
    ask(NW, { status: 'no_data', why: saysSome('facilities.floor_area_m2: 1 / 2') }));
  it('not applicable: no station', () => ask(NE, { status: 'not_applicable', why: none('chs') }));
});

describe('FAC-1N-SH', () => {
  // “1 + N”: one centre of 800 m² or more, and smaller ones of 50–200 m² around it.
  const ask = asked('FAC-1N-SH', {
    places: [
      room(inSW, 'integrated_service_centre', 800),
      room(inSW, 'integrated_service_centre', 120),
      room(inSE, 'integrated_service_centre', 790),
      room(inSE, 'integrated_service_centre', 120),
      room(inNW, 'integrated_service_centre')
    ]
  });
  it('met: the larger of 800 and 120 m² is ≥ 800; the smaller is one of the N', () =>
    ask(SW, { status: 'met', value: 800, why: null }));
  it('not met: the larger of 790 and 120 is < 800', () => ask(SE, { status: 'not_met', value: 790 }));
  it('no data: a centre without an area', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }));
  it('no data: 120 m² and one without an area, which may be the one', () =>
    ask(
      SW,
      { status: 'no_data', why: saysSome('facilities.floor_area_m2: 1 / 2') },
      { places: [room(inSW, 'integrated_service_centre', 120), room(inSW, 'integrated_service_centre')] }
    ));
  it('met: 800 m², whatever the one without an area has', () =>
    ask(
      SW,
      {
        status: 'met',
        value: 800,
        why: { code: 'incomplete', what: 'facilities.floor_area_m2: 1 / 2' }
      },
      { places: [room(inSW, 'integrated_service_centre', 800), room(inSW, 'integrated_service_centre')] }
    ));
  it('not applicable: no centre', () =>
    ask(NE, { status: 'not_applicable', why: none('integrated_service_centre') }));
});

describe('FAC-EMBED-600', () => {
  const ask = asked('FAC-EMBED-600', {
    places: [
      room(inSW, 'integrated_service_centre', 700),
      room(inSE, 'integrated_service_centre', 599),
      room(inNW, 'integrated_service_centre')
    ]
  });
  it('met: 700 m² ≥ 600, though not the better 800', () => {
    const row = ask(SW, { status: 'met', value: 700 });
    expect(row.parts?.map(({ labelEn, status }) => [labelEn, status])).toEqual([
      ['general (≥ 600)', 'met'],
      ['where conditions allow (≥ 800)', 'not_met']
    ]);
  });
  it('not met: 599 < 600', () => ask(SE, { status: 'not_met', value: 599 }));
  it('no data: a centre without an area', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }));
  it('not applicable: no centre', () =>
    ask(NE, { status: 'not_applicable', why: none('integrated_service_centre') }));
  it('not applicable: a village', () =>
    ask(SW, { status: 'not_applicable', why: outOf('urban') }, { rural: [SW] }));
});

describe('ELD-CANTEEN-50', () => {
  const ask = asked('ELD-CANTEEN-50', {
    places: [
      room(inSW, 'senior_canteen', 50, { capacity: 50 }),
      room(inSW, 'senior_canteen', 49, { capacity: 80 }),
      room(inSW, 'meal_point', 20, { capacity: 10 }),
      room(inSW, 'meal_point', 20, { capacity: 9 }),
      room(inSE, 'meal_point', 25, { capacity: 12 }),
      room(inNW, 'senior_canteen', undefined, { capacity: 60 })
    ]
  });
  // Canteens ask for 50 m² and 50 meals, meal points for 20 m² and 10 diners.
  it('reported: 1 of 2 canteens (49 < 50 m²) and 1 of 2 meal points (9 < 10), 2 of 4 = 50 %', () => {
    const row = ask(SW, { status: 'reported', value: 50, numerator: 2, denominator: 4 });
    expect(row.parts?.map(({ value, denominator }) => [value, denominator])).toEqual([
      [50, 2],
      [50, 2]
    ]);
  });
  it('reported: the only meal point has 25 ≥ 20 m² and 12 ≥ 10, 100 %', () =>
    ask(SE, { status: 'reported', value: 100, denominator: 1 }));
  it('no data: a canteen without an area', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }));
  it('no data: 50 m² and the meals not given, which names the meals', () =>
    ask(
      SW,
      { status: 'no_data', why: lacks('facilities.capacity') },
      { places: [room(inSW, 'senior_canteen', 50), room(inSE, 'senior_canteen', 50, { capacity: 50 })] }
    ));
  it('not applicable: no canteen', () =>
    ask(NE, { status: 'not_applicable', why: none('senior_canteen, meal_point') }));
});

describe('ELD-DAYCARE-SIZE', () => {
  const ask = asked('ELD-DAYCARE-SIZE', {
    totals: { pop_resident: [20_000, 12_000, NaN, 8000] },
    places: [
      room(inSW, 'day_care', 1085),
      room(inSW, 'day_care', 1000),
      room(inSE, 'day_care', 700),
      room(inNW, 'day_care', 900),
      room([8, 8], 'day_care', 900)
    ]
  });
  it('reported: 20,000 residents ask for 1,085 m², which 1 of 2 has: 50 %', () =>
    ask(SW, { status: 'reported', value: 50, numerator: 1, denominator: 2 }));
  it('reported: 12,000 ask for 750 m², 700 < 750: 0 %', () => ask(SE, { status: 'reported', value: 0 }));
  it('no data: residents are not given', () =>
    ask(NW, { status: 'no_data', why: lacks('admin_units.pop_resident') }));
  it('not applicable: 8,000 residents, the smallest class begins at 10,000', () =>
    ask(NE, { status: 'not_applicable', why: { code: 'no-tier', what: 'pop_resident: 8000' } }));
  it('takes the higher class where two meet, and the last one with its end', () => {
    const of = (people: number, status: Expected['status'], value: number) =>
      ask(
        SW,
        { status, value },
        { totals: { pop_resident: [people] }, places: [room(inSW, 'day_care', 1085)] }
      );
    // 14,999 ask for 750, 15,000 for 1,085, 30,000 and 50,000 for 1,600.
    of(14_999, 'reported', 100);
    of(15_000, 'reported', 100);
    of(29_999, 'reported', 100);
    of(30_000, 'reported', 0);
    of(50_000, 'reported', 0);
  });
});

describe('LC-COMPLETE-20', () => {
  const ask = asked('LC-COMPLETE-20', {
    places: [
      room(inSW, 'integrated_service_centre', 800),
      room(inSW, 'childcare', 199),
      room(inSW, 'public_activity_ground', 150),
      room(inSW, 'supermarket', 299),
      room(inSW, 'kindergarten', 10),
      room(inSE, 'chs', 120),
      room(inNW, 'supermarket'),
      room([8, 8], 'kindergarten', 10)
    ]
  });
  it('reported: of 800 ≥ 800, 199 < 200, 150 ≥ 150 and 299 < 300 m² 2 of 4 = 50 %', () => {
    const row = ask(SW, { status: 'reported', value: 50, numerator: 2, denominator: 4 });
    expect(row.parts?.map(({ labelEn, value }) => [labelEn.replace(/.*≥ (\d+).*/, '$1'), value])).toEqual([
      ['800', 100],
      ['200', 0],
      ['300', 0],
      ['150', 100]
    ]);
  });
  it('reported: a station of 120 ≥ 120 m², 100 %', () => ask(SE, { status: 'reported', value: 100 }));
  it('no data: the only shop has no area', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }));
  it('not applicable: no figure for kindergartens', () =>
    ask(NE, { status: 'not_applicable', why: { code: 'no-tier', what: '' } }));
});
