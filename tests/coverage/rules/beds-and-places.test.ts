import { describe, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import { lacks, saysSome } from './rule-rows.ts';
import { evidenceFor, expectRow, OWN, STUDY, type Expected, type TownOf } from './rule-town.ts';

type At = [column: number, row: number];
const [inSW, inSE, inNW]: At[] = [
  [1, 1],
  [8, 1],
  [1, 8]
];

describe('ELD-BEDS-40', () => {
  const home = (beds: number | undefined, at: At = inSW): Place => ({ at, category: 'nursing_home', beds });
  const totals = { pop_60p: [250, 250, 250, 250] };
  const ask = (places: Place[], expected: Expected, more: TownOf = {}) =>
    expectRow(
      'ELD-BEDS-40',
      STUDY,
      expected,
      evidenceFor('ELD-BEDS-40', { area: 'city', totals, places, ...more })
    );
  it('met: 25 + 15 = 40 beds / (1,000 / 1,000) = 40', () =>
    ask([home(25), home(15, inSE)], { status: 'met', value: 40, numerator: 40, denominator: 1 }));
  it('not met: 39 / 1 < 40', () => ask([home(25), home(14, inSE)], { status: 'not_met', value: 39 }));
  it('not met: a home without a bed has 0', () => ask([home(0)], { status: 'not_met', value: 0 }));
  it('no data: the homes do not say how many', () =>
    ask([home(undefined)], { status: 'no_data', why: lacks('facilities.beds') }));
  it('can meet but not fail by a lower bound: 40 of one home meet, 39 of one of two do not tell', () => {
    const why = { code: 'lower-bound', what: 'facilities.beds: 1 / 2' };
    ask([home(40), home(undefined)], { status: 'met', value: 40, why });
    ask([home(39), home(undefined)], { status: 'no_data', why: saysSome('facilities.beds: 1 / 2') });
  });
  it('no data: people of 60 and over are not given', () =>
    ask([home(40)], { status: 'no_data', why: lacks('admin_units.pop_60p') }, { totals: {} }));
  it('not applicable: nobody is 60', () =>
    ask(
      [home(40)],
      { status: 'not_applicable', why: { code: 'nobody', what: 'pop_60p' } },
      { totals: { pop_60p: [0, 0, 0, 0] } }
    ));
  it('only reports a part of a city: 39', () =>
    ask(
      [home(39)],
      { status: 'reported', value: 39, why: { code: 'study-area', what: '' } },
      { area: undefined }
    ));
});

describe('ELD-BED-35', () => {
  const home = (at: At, floorAreaM2?: number, beds?: number): Place => ({
    ...{ at, category: 'nursing_home', floorAreaM2, beds }
  });
  const ask = (unit: number, expected: Expected, places: Place[]) =>
    expectRow('ELD-BED-35', unit, expected, evidenceFor('ELD-BED-35', { ownSubdistricts: true, places }));
  const places = [home(inSW, 3500, 100), home(inSW, 2000, 40), home(inSE, 3400, 100), home(inNW, 3500)];
  it('met: the smaller of 3,500 / 100 = 35 and 2,000 / 40 = 50 m² a bed is ≥ 35', () =>
    ask(OWN.SW, { status: 'met', value: 35 }, places));
  it('not met: 3,400 / 100 = 34 < 35', () => ask(OWN.SE, { status: 'not_met', value: 34 }, places));
  it('no data: how many beds is not given, which names the beds', () =>
    ask(OWN.NW, { status: 'no_data', why: lacks('facilities.beds') }, places));
  it('no data: the area is not given', () =>
    ask(OWN.SE, { status: 'no_data', why: lacks('facilities.floor_area_m2') }, [
      home(inSE, undefined, 100),
      home(inSW, 3500, 100)
    ]));
  it('not applicable: no home', () =>
    ask(OWN.NE, { status: 'not_applicable', why: { code: 'no-facility', what: 'nursing_home' } }, places));
});

describe('CHD-NURSERY-4_5', () => {
  const nursery = (capacity: number | undefined, at: At = inSW): Place => ({
    ...{ at, category: 'childcare', capacity }
  });
  const totals = { pop_resident: [1000, 1000, 1000, 1000], pop_0_2: [30, 30, 30, 30] };
  const ask = (places: Place[], expected: Expected, more: TownOf = {}) =>
    expectRow(
      'CHD-NURSERY-4_5',
      STUDY,
      expected,
      evidenceFor('CHD-NURSERY-4_5', { area: 'city', totals, places, ...more })
    );
  it('met: 10 + 8 = 18 places / (4,000 residents / 1,000) = 4.5; infants are not the denominator', () =>
    ask([nursery(10), nursery(8, inSE)], { status: 'met', value: 4.5, numerator: 18, denominator: 4 }));
  it('not met: 17 / 4 = 4.25 < 4.5', () => ask([nursery(17)], { status: 'not_met', value: 4.25 }));
  it('no data: places are not given', () =>
    ask([nursery(undefined)], { status: 'no_data', why: lacks('facilities.capacity') }));
  it('no data: residents are not given, infants don’t stand in', () =>
    ask(
      [nursery(18)],
      { status: 'no_data', why: lacks('admin_units.pop_resident') },
      { totals: { pop_0_2: [30, 30, 30, 30] } }
    ));
  it('not applicable: nobody lives there', () =>
    ask(
      [nursery(18)],
      { status: 'not_applicable', why: { code: 'nobody', what: 'pop_resident' } },
      { totals: { pop_resident: [0, 0, 0, 0] } }
    ));
});
