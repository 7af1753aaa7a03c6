import { describe, expect, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import { lacks, outOf, saysSome } from './rule-rows.ts';
import {
  evidenceFor,
  expectRow,
  NE,
  NW,
  SE,
  SUBDISTRICT,
  SW,
  type Expected,
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
const asked = (id: string) => (unit: number, expected: Expected, of: TownOf) =>
  expectRow(id, unit, expected, evidenceFor(id, of));
const totals = { households: [1500, 1500, 1500, 1500] };

describe('FAC-AREA-100HH', () => {
  const ask = asked('FAC-AREA-100HH');
  it('met: 300 + 150 = 450 m² / (1,500 households / 100) = 30 ≥ 30', () =>
    ask(
      SW,
      { status: 'met', value: 30, numerator: 450, denominator: 15 },
      {
        totals,
        places: [room(inSW, 'integrated_service_centre', 300), room(inSW, 'community_service_station', 150)]
      }
    ));
  it('not met: 435 / 15 = 29 < 30', () =>
    ask(SE, { status: 'not_met', value: 29 }, { totals, places: [room(inSE, 'party_service_centre', 435)] }));
  it('not met: none in the unit, others elsewhere: 0 / 15 = 0', () =>
    ask(NE, { status: 'not_met', value: 0 }, { totals, places: [room(inSE, 'party_service_centre', 435)] }));
  it('no data: a centre without an area', () =>
    ask(
      NW,
      { status: 'no_data', why: lacks('facilities.floor_area_m2') },
      { totals, places: [room(inNW, 'party_service_centre'), room(inSE, 'party_service_centre', 435)] }
    ));
  it('no data: households are not given', () =>
    ask(
      SW,
      { status: 'no_data', why: lacks('admin_units.households') },
      { places: [room(inSW, 'party_service_centre', 450)] }
    ));
  it('can meet but not fail by a lower bound: 450 of two known areas meet, 435 do not tell', () => {
    const unknown = room(inSW, 'party_service_centre');
    ask(
      SW,
      { status: 'met', value: 30, why: { code: 'lower-bound', what: 'facilities.floor_area_m2: 1 / 2' } },
      { totals, places: [room(inSW, 'party_service_centre', 450), unknown] }
    );
    ask(
      SW,
      { status: 'no_data', why: saysSome('facilities.floor_area_m2: 1 / 2') },
      { totals, places: [room(inSW, 'party_service_centre', 435), unknown] }
    );
  });
  it('never mixes ledgers: 450 m² of centres and 300 m² of eldercare are 30 and 20, not 50', () => {
    const places = [room(inSW, 'party_service_centre', 450), room(inSW, 'eldercare_site', 300)];
    ask(SW, { status: 'met', value: 30, numerator: 450 }, { totals, places });
    asked('ELD-AREA-OLD')(SW, { status: 'met', value: 20, numerator: 300 }, { totals, places });
  });
  it('not applicable: a village', () =>
    ask(SW, { status: 'not_applicable', why: outOf('urban') }, { totals, rural: [SW] }));
});

describe('FAC-AREA-VILL', () => {
  const ask = asked('FAC-AREA-VILL');
  const rural = [SW, SE, NW];
  const places = [
    room(inSW, 'integrated_service_centre', 200),
    room(inSW, 'party_service_centre', 100),
    room(inSE, 'party_service_centre', 299),
    room(inNW, 'party_service_centre')
  ];
  it('met: 200 + 100 = 300 m² ≥ 300', () => ask(SW, { status: 'met', value: 300 }, { rural, places }));
  it('not met: 299 < 300', () => ask(SE, { status: 'not_met', value: 299 }, { rural, places }));
  it('no data: a centre without an area', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.floor_area_m2') }, { rural, places }));
  it('not applicable: in town', () =>
    ask(NE, { status: 'not_applicable', why: outOf('rural') }, { rural, places }));
});

describe('FAC-ACT-60', () => {
  const ask = asked('FAC-ACT-60');
  const centre = (at: At, floorAreaM2?: number, active?: number): Place =>
    room(at, 'integrated_service_centre', floorAreaM2, {
      ...(active !== undefined && { numbers: { activity_area_m2: active } })
    });
  const places = [centre(inSW, 600, 300), centre(inSW, 400, 300), centre(inSE, 600, 354), centre(inNW, 600)];
  it('met: 300 + 300 of 600 + 400 m² = 60 %, though the first alone has 50 %', () =>
    ask(SW, { status: 'met', value: 60, numerator: 600, denominator: 1000 }, { places }));
  it('not met: 354 of 600 = 59 %', () => ask(SE, { status: 'not_met', value: 59 }, { places }));
  it('no data: the area for residents is not given', () =>
    ask(NW, { status: 'no_data', why: lacks('facilities.activity_area_m2') }, { places }));
  it('no data: the whole area is not given', () =>
    ask(
      SW,
      { status: 'no_data', why: lacks('facilities.floor_area_m2') },
      { places: [centre(inSW, undefined, 300), centre(inSE, 600, 354)] }
    ));
  it('not applicable: no centre', () =>
    ask(
      NE,
      {
        status: 'not_applicable',
        why: { code: 'no-facility', what: 'integrated_service_centre, party_service_centre' }
      },
      { places }
    ));
});

describe('FAC-NEW-10', () => {
  const ask = asked('FAC-NEW-10');
  const estate = (unit: number, estate_id: string, isNew: number, total_floor_area_m2?: number) => ({
    unit,
    estate_id,
    is_new_build: isNew,
    total_floor_area_m2
  });
  const ledgers = {
    estates: [
      estate(SW, 'a', 1, 20_000),
      estate(SW, 'old', 0, 90_000),
      estate(SE, 'b', 1, 20_000),
      estate(NW, 'c', 1),
      estate(NE, 'd', 0, 20_000)
    ]
  };
  const of = (at: At, category: string, areaM2: number, estate_id: string) =>
    room(at, category, areaM2, { texts: { estate_id } });
  const places = [
    of(inSW, 'commercial_floor', 1500, 'a'),
    of(inSW, 'integrated_service_centre', 500, 'a'),
    of(inSW, 'commercial_floor', 9000, 'old'),
    of(inSE, 'commercial_floor', 1800, 'b'),
    of(inNW, 'commercial_floor', 1800, 'c')
  ];
  it('met: 1,500 + 500 of 20,000 m² of the new estate = 10 %; the old one is in neither', () =>
    ask(SW, { status: 'met', value: 10, numerator: 2000, denominator: 20_000 }, { ledgers, places }));
  it('not met: 1,800 of 20,000 = 9 %', () => ask(SE, { status: 'not_met', value: 9 }, { ledgers, places }));
  it('no data: the whole area of the new estate is not given', () =>
    ask(NW, { status: 'no_data', why: lacks('estates.total_floor_area_m2') }, { ledgers, places }));
  it('no data: without the table of estates', () =>
    ask(
      SW,
      {
        status: 'no_data',
        why: lacks('estates.is_new_build, estates.total_floor_area_m2')
      },
      { places }
    ));
  it('not applicable: no new estate', () =>
    ask(
      NE,
      { status: 'not_applicable', why: { code: 'none-such', what: 'estates.total_floor_area_m2' } },
      { ledgers, places }
    ));
});

describe('COM-MARKET-50', () => {
  const ask = asked('COM-MARKET-50');
  const people = { pop_resident: [10_000, 10_000, 10_000, 10_000] };
  const markets = (...areas: (number | undefined)[]) => areas.map((area) => room(inSW, 'wet_market', area));
  it('met: 1,200 + 800 = 2,000 m² / (40,000 / 1,000) = 50', () =>
    ask(
      SUBDISTRICT,
      { status: 'met', value: 50, numerator: 2000, denominator: 40 },
      { totals: people, places: markets(1200, 800) }
    ));
  it('not met: 1,960 / 40 = 49', () =>
    ask(SUBDISTRICT, { status: 'not_met', value: 49 }, { totals: people, places: markets(1960) }));
  it('no data: the only market has no area', () =>
    ask(
      SUBDISTRICT,
      { status: 'no_data', why: lacks('facilities.floor_area_m2') },
      { totals: people, places: markets(undefined) }
    ));
  it('no data: residents of one community are not given', () =>
    ask(
      SUBDISTRICT,
      { status: 'no_data', why: lacks('admin_units.pop_resident') },
      { totals: { pop_resident: [10_000, 10_000, 10_000] }, places: markets(2000) }
    ));
  it('not applicable: nobody lives there', () =>
    ask(
      SUBDISTRICT,
      { status: 'not_applicable', why: { code: 'nobody', what: 'pop_resident' } },
      { totals: { pop_resident: [0, 0, 0, 0] }, places: markets(2000) }
    ));
  it('takes the subdistrict’s own residents where it gives them: 2,000 / (50,000 / 1,000) = 40', () => {
    const row = ask(
      SUBDISTRICT,
      { status: 'not_met', value: 40, denominator: 50 },
      { totals: { pop_resident: [...people.pop_resident, 50_000] }, places: markets(2000) }
    );
    expect(row.features).toEqual([0]);
  });
});
