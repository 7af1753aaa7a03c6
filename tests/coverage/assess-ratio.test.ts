import { describe, expect, it } from 'vitest';
import { assess } from '../../src/lib/coverage/assess.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import { evidenceOf, ledgerOf, NE, NW, rowOf, rule, SE, SW, type Place } from './evidence-of.ts';

describe('area rules', () => {
  const households = { households: [1000, 1000, 1000, 1000] };
  const places: Place[] = [
    { at: [1, 1], category: 'eldercare_site', floorAreaM2: 150 },
    { at: [2, 2], category: 'day_care', floorAreaM2: 50 },
    { at: [8, 1], category: 'eldercare_site', floorAreaM2: 199 },
    { at: [1, 8], category: 'eldercare_site', floorAreaM2: 0 }
  ];

  it('ELD-AREA-OLD divides the floor area by hundreds of households', () => {
    const rows = assess(rule('ELD-AREA-OLD'), evidenceOf(places, { totals: households }));
    expect(rows[SW]).toMatchObject({
      status: 'met',
      value: 20,
      numerator: 200,
      denominator: 10,
      features: [0, 1]
    });
    expect(rows[SE]).toMatchObject({ status: 'not_met', value: 19.9 });
    expect(rows[SW].why).toEqual({ code: 'units-for-estates', what: 'estates.households' });
  });
  it('has no data where no area is known, and 0 where there is no facility', () => {
    const rows = assess(rule('ELD-AREA-OLD'), evidenceOf(places, { totals: households }));
    expect(rows[NW]).toMatchObject({
      status: 'no_data',
      value: NaN,
      features: [3],
      why: { code: 'missing-input', what: 'facilities.floor_area_m2' }
    });
    expect(rows[NE]).toMatchObject({ status: 'not_met', value: 0, features: [] });
  });
  it('takes what is known as a lower bound: enough is met, less is no data', () => {
    const more: Place[] = [
      ...places,
      { at: [2, 1], category: 'eldercare_site' },
      { at: [8, 2], category: 'eldercare_site' }
    ];
    const rows = assess(rule('ELD-AREA-OLD'), evidenceOf(more, { totals: households }));
    expect(rows[SW]).toMatchObject({
      status: 'met',
      value: 20,
      why: { code: 'lower-bound', what: 'facilities.floor_area_m2: 1 / 3' }
    });
    expect(rows[SE]).toMatchObject({
      status: 'no_data',
      why: { code: 'incomplete', what: 'facilities.floor_area_m2: 1 / 2' }
    });
  });
  it('has no data without households, also where they are given as 0', () => {
    const zero = evidenceOf(places, { totals: { households: [0, 1000, 1000, 1000] } });
    expect(rowOf('ELD-AREA-OLD', SW, zero)).toMatchObject({
      status: 'no_data',
      why: { what: 'admin_units.households' }
    });
    expect(rowOf('ELD-AREA-OLD', SW, evidenceOf(places)).status).toBe('no_data');
  });
  it('FAC-AREA-100HH keeps to its own ledger', () => {
    const evidence = evidenceOf(
      [...places, { at: [3, 3], category: 'party_service_centre', floorAreaM2: 300 }],
      {
        totals: households
      }
    );
    expect(rowOf('FAC-AREA-100HH', SW, evidence)).toMatchObject({
      status: 'met',
      value: 30,
      features: [4],
      why: null
    });
    expect(rowOf('FAC-AREA-100HH', SE, evidence)).toMatchObject({ status: 'not_met', value: 0 });
  });
  it('ELD-AREA-NEW asks for estates and for which facilities are theirs', () =>
    expect(rowOf('ELD-AREA-NEW', SW, evidenceOf(places, { totals: households })).why).toEqual({
      code: 'missing-input',
      what: 'facilities.estate_id, estates.is_new_build, estates.households'
    }));
  it('a community without new estates is not asked, whether facilities name theirs or not', () => {
    const estates = ledgerOf([
      { unit: SW, estate_id: 'new', households: 500, is_new_build: 1, total_floor_area_m2: 2_000 },
      { unit: SE, estate_id: 'far', households: 1000, is_new_build: 0, total_floor_area_m2: 9_000 },
      { unit: NW, estate_id: 'open', households: 900, total_floor_area_m2: 9_000 }
    ]);
    const named = places.map((place) => ({ ...place, texts: { estate_id: 'new' } }));
    for (const id of ['FAC-NEW-10', 'ELD-AREA-NEW'])
      for (const given of [places, named]) {
        const found = assess(rule(id), evidenceOf(given, { ledgers: { estates } }));
        expect(found[SE], id).toMatchObject({ status: 'not_applicable', why: { code: 'none-such' } });
        // Not so where an estate does not say whether it is new, or there is none.
        expect([found[NW].status, found[NE].status], id).toEqual(['no_data', 'no_data']);
      }
  });
  it('a rule on each facility goes by the smallest', () => {
    const evidence = evidenceOf([
      { at: [1, 1], category: 'chs', floorAreaM2: 150 },
      { at: [8, 1], category: 'chs', floorAreaM2: 149 },
      { at: [8, 2], category: 'chs' },
      { at: [1, 8], category: 'chs', floorAreaM2: 400 },
      { at: [2, 8], category: 'chs' }
    ]);
    const rows = assess(rule('HLT-CHS-150'), evidence);
    expect(rows.map((row) => row.status)).toEqual(['met', 'not_met', 'no_data', 'not_applicable']);
    expect(rows[SE].value).toBe(149);
  });
  it('FAC-AREA-VILL is per village, places per thousand residents of a level are summed from communities', () => {
    const evidence = evidenceOf(
      [
        { at: [1, 1], category: 'integrated_service_centre', floorAreaM2: 300 },
        { at: [1, 2], category: 'childcare', capacity: 9 }
      ],
      { rural: [SW], totals: { pop_resident: [500, 500, 500, 500] } }
    );
    expect(rowOf('FAC-AREA-VILL', SW, evidence)).toMatchObject({ status: 'met', value: 300, denominator: 1 });
    const subdistrict: Standard = { ...rule('CHD-NURSERY-4_5'), unit_level: 'subdistrict' };
    expect(assess(subdistrict, evidence)[0]).toMatchObject({ status: 'met', value: 4.5, denominator: 2 });
  });
});

describe('beds and places a head', () => {
  const beds: Standard = { ...rule('ELD-BEDS-40'), unit_level: 'community' };
  const older = { pop_60p: [1000, 1000, 0, NaN] };

  it('take no beds as known, and only what is not given as not known', () => {
    const evidence = evidenceOf(
      [
        { at: [1, 1], category: 'nursing_home', beds: 40 },
        { at: [2, 1], category: 'nursing_home', beds: 0 },
        { at: [8, 1], category: 'nursing_home', beds: 0 }
      ],
      { totals: older }
    );
    const rows = assess(beds, evidence);
    expect(rows[SW]).toMatchObject({ status: 'met', value: 40, why: null });
    expect(rows[SE]).toMatchObject({ status: 'not_met', value: 0, features: [2] });
    expect(rows[NW]).toMatchObject({ status: 'not_applicable', why: { code: 'nobody', what: 'pop_60p' } });
    expect(rows[NE]).toMatchObject({ status: 'no_data', why: { what: 'admin_units.pop_60p' } });
  });
  it('are judged where every home is known to have no beds', () =>
    expect(
      assess(beds, evidenceOf([{ at: [1, 1], category: 'nursing_home', beds: 0 }], { totals: older }))[SW]
    ).toMatchObject({ status: 'not_met', value: 0 }));
});

describe('what the data lacks', () => {
  const totals = { households: [1000, 1000, 1000, 1000] };
  const mapped: Place[] = [
    { at: [1, 1], category: 'eldercare_site' },
    { at: [2, 2], category: '' },
    { at: [8, 8], category: '' }
  ];
  const doubt = { status: 'no_data', value: NaN, why: { code: 'uncategorised', what: '2 / 3' } };

  it.each(['FAC-AREA-100HH', 'HLT-CHS-COMM', 'FAC-CULT-COMM'])(
    'leaves %s without data where none is found and some have no category',
    (id) => {
      for (const unit of [SW, SE, NW, NE])
        expect(rowOf(id, unit, evidenceOf(mapped, { totals }))).toMatchObject(doubt);
    }
  );
  it('leaves shares and coverage without data too', () => {
    const share: Standard = { ...rule('FAC-COV-URB'), unit_level: 'district' };
    expect(assess(share, evidenceOf(mapped))[0]).toMatchObject(doubt);
    expect(rowOf('HLT-COV-15', SW, evidenceOf(mapped))).toMatchObject(doubt);
    expect(rowOf('ELD-COV-15', SW, evidenceOf(mapped)).status).toBe('reported');
  });
  it('is no doubt where one of the kind is found', () =>
    expect(rowOf('ELD-SITE-COMM', NE, evidenceOf(mapped))).toMatchObject({ status: 'not_met', value: 0 }));
  it('names the area where no facility of the study has one', () => {
    const plain: Place[] = [
      { at: [1, 1], category: 'eldercare_site', floorAreaM2: 0 },
      { at: [8, 8], category: 'chs' }
    ];
    for (const id of ['FAC-AREA-100HH', 'ELD-AREA-OLD'])
      for (const unit of [SW, NE])
        expect(rowOf(id, unit, evidenceOf(plain, { totals }))).toMatchObject({
          status: 'no_data',
          why: { code: 'missing-input', what: 'facilities.floor_area_m2' }
        });
    const elsewhere: Place[] = [{ at: [1, 1], category: 'chs', floorAreaM2: 10 }];
    expect(rowOf('FAC-AREA-100HH', SW, evidenceOf(elsewhere, { totals }))).toMatchObject({
      status: 'not_met',
      value: 0,
      why: { code: 'none-in-study' }
    });
  });
});

describe('shares of units and sizes of units', () => {
  const places: Place[] = [
    { at: [1, 1], category: 'integrated_service_centre' },
    { at: [2, 1], category: 'integrated_service_centre' },
    { at: [8, 1], category: 'party_service_centre' },
    { at: [1, 8], category: 'integrated_service_centre' }
  ];
  it('FAC-COV-URB is the percent of urban communities that have one', () => {
    const district: Standard = { ...rule('FAC-COV-URB'), unit_level: 'district' };
    expect(assess(district, evidenceOf(places))[0]).toMatchObject({
      status: 'not_met',
      value: 75,
      numerator: 3,
      denominator: 4,
      features: [0, 1, 2, 3]
    });
    expect(assess(district, evidenceOf(places, { rural: [NE] }))[0]).toMatchObject({
      status: 'met',
      denominator: 3
    });
    expect(assess(district, evidenceOf(places, { rural: [SW, SE, NW, NE] }))[0]).toMatchObject({
      status: 'not_applicable',
      why: { code: 'no-units', what: 'urban communities' }
    });
  });
  it('LC-UNIT-POP holds a community between two numbers', () => {
    const evidence = evidenceOf(places, { totals: { pop_resident: [4999, 5000, 12000, 12001] } });
    expect(assess(rule('LC-UNIT-POP'), evidence).map((row) => row.status)).toEqual([
      'not_met',
      'met',
      'met',
      'not_met'
    ]);
    const nobody = evidenceOf(places, { totals: { pop_resident: [0, NaN, 5000, 5000] } });
    expect(assess(rule('LC-UNIT-POP'), nobody).map((row) => row.status)).toEqual([
      'not_met',
      'no_data',
      'met',
      'met'
    ]);
  });
  it('a rule for units of some size asks only them', () => {
    const sized: Standard = { ...rule('ELD-SITE-COMM'), applies_if: 'households >= 500' };
    const evidence = evidenceOf(places, { totals: { households: [499, 500] } });
    expect(assess(sized, evidence).map((row) => [row.status, row.why?.what])).toEqual([
      ['not_applicable', 'households >= 500'],
      ['not_met', sized.facility_categories.join(', ')],
      ['no_data', 'admin_units.households'],
      ['no_data', 'admin_units.households']
    ]);
  });
});
