import { describe, expect, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import {
  DISTRICT,
  evidenceFor,
  inMiddles,
  expectRow,
  expectRows,
  lacks,
  NE,
  notAsked,
  NW,
  OWN,
  ruleOf,
  SE,
  STUDY,
  SW,
  UNNAMED
} from './rule-town.ts';

const NO_CATEGORY = lacks('facilities.category');
const canteens = (count: number): Place[] =>
  Array.from({ length: count }, (_, i) => ({
    at: [i % 10, Math.floor(i / 10) % 10],
    category: 'senior_canteen'
  }));

describe('ELD-FULL-100', () => {
  // A community is all of itself: 1 of 1 (100 %) where a facility lies in it or says that it serves it, else 0 of 1. A village
  // is asked too; a nursing home counts, a canteen does not.
  const places: Place[] = [
    { at: [1, 1], category: 'nursing_home' },
    { at: [2, 2], category: 'eldercare_site', servesUnit: 'NE' },
    { at: [7, 2], category: 'senior_canteen' }
  ];
  it('asks each community and village for a facility', () =>
    expectRows(
      'ELD-FULL-100',
      {
        [SW]: { status: 'met', value: 100, numerator: 1, denominator: 1 },
        [SE]: { status: 'not_met', value: 0, numerator: 0, denominator: 1 },
        [NE]: { status: 'met', value: 100 }
      },
      evidenceFor('ELD-FULL-100', { places, rural: [NE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('ELD-FULL-100', SW, NO_CATEGORY, evidenceFor('ELD-FULL-100', { places: UNNAMED })));
});

describe('ELD-CENTER-SUBD', () => {
  // Both centres lie in the south-west; one says that it serves the south-east: 1 each. A township is not asked.
  const places: Place[] = [
    { at: [1, 1], category: 'eldercare_centre' },
    { at: [2, 2], category: 'eldercare_centre', servesUnit: '东南街道' }
  ];
  it('asks each subdistrict for a centre', () => {
    const rows = expectRows(
      'ELD-CENTER-SUBD',
      {
        [OWN.SW]: { status: 'met', value: 1, why: { code: 'served-differs-from-inside', what: '1 / 2' } },
        [OWN.SE]: { status: 'met', value: 1, why: { code: 'served-differs-from-inside', what: '1 / 0' } },
        [OWN.NW]: { status: 'not_met', value: 0 },
        [OWN.NE]: notAsked('scope', 'urban')
      },
      evidenceFor('ELD-CENTER-SUBD', { places, ownSubdistricts: true, rural: [NE, OWN.NE] })
    );
    expect(rows.map(({ features }) => features)).toEqual([[0], [1], [], []]);
  });
  it('has no data where no facility has a category', () =>
    expectRow(
      'ELD-CENTER-SUBD',
      OWN.SW,
      NO_CATEGORY,
      evidenceFor('ELD-CENTER-SUBD', { places: UNNAMED, ownSubdistricts: true })
    ));
});

describe('ELD-SITE-COMM', () => {
  // South-west: a site and a canteen, 2. South-east: a service centre that has day care in it, 1. North-west: one that
  // has none, 0. North-east is a village.
  const centre = (at: Place['at'], functions: string): Place => {
    return { at, category: 'integrated_service_centre', texts: { service_functions: functions } };
  };
  const places: Place[] = [
    { at: [1, 1], category: 'day_care' },
    { at: [2, 2], category: 'senior_canteen' },
    centre([7, 2], 'party;day_care'),
    centre([2, 7], 'party;police')
  ];
  it('asks each community for a place, a room in a service centre counted', () =>
    expectRows(
      'ELD-SITE-COMM',
      {
        [SW]: { status: 'met', value: 2 },
        [SE]: { status: 'met', value: 1 },
        [NW]: { status: 'not_met', value: 0 },
        [NE]: notAsked('scope', 'urban')
      },
      evidenceFor('ELD-SITE-COMM', { places, rural: [NE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('ELD-SITE-COMM', SW, NO_CATEGORY, evidenceFor('ELD-SITE-COMM', { places: UNNAMED })));
});

describe('ELD-SUBD-60', () => {
  // Townships count: centres in 3 of 4 are 75 %, in 2 of 4 are 50 %.
  it.each([
    [3, 'met', 75],
    [2, 'not_met', 50]
  ] as const)(
    'asks 60 of 100 subdistricts and townships of a district for a centre: %i of 4',
    (count, status, value) => {
      expectRow(
        'ELD-SUBD-60',
        OWN.DISTRICT,
        { status, value, numerator: count, denominator: 4 },
        evidenceFor('ELD-SUBD-60', {
          places: inMiddles('eldercare_centre', [SW, SE, NW].slice(0, count)),
          ownSubdistricts: true,
          rural: [NE, OWN.NE]
        })
      );
    }
  );
  it('has no data where no facility has a category', () =>
    expectRow('ELD-SUBD-60', DISTRICT, NO_CATEGORY, evidenceFor('ELD-SUBD-60', { places: UNNAMED })));
});

describe('ELD-COV-70', () => {
  // 3 of 4 communities and villages are 75 %, 2 of 4 are 50 %.
  it.each([
    [3, 'met', 75],
    [2, 'not_met', 50]
  ] as const)('asks 70 of 100 communities of a city for a facility: %i of 4', (count, status, value) => {
    expectRow(
      'ELD-COV-70',
      STUDY,
      { status, value, numerator: count, denominator: 4 },
      evidenceFor('ELD-COV-70', {
        places: inMiddles('eldercare_site', [SW, SE, NW].slice(0, count)),
        area: 'city',
        rural: [NE]
      })
    );
  });
  it('only reports for a study that may be a part of a city: 50 %', () =>
    expectRow(
      'ELD-COV-70',
      STUDY,
      { status: 'reported', value: 50, why: { code: 'study-area', what: '' } },
      evidenceFor('ELD-COV-70', { places: inMiddles('eldercare_site', [SW, SE]) })
    ));
  it('has no data where no facility has a category', () =>
    expectRow(
      'ELD-COV-70',
      STUDY,
      NO_CATEGORY,
      evidenceFor('ELD-COV-70', { places: UNNAMED, area: 'city' })
    ));
});

describe('ELD-CANTEEN-100', () => {
  // A fixed number for the county: 100 are enough, 99 are not, nor are 99 and a meal point.
  it.each([
    [canteens(100), 'met', 100],
    [canteens(99), 'not_met', 99],
    [[...canteens(99), { at: [1, 1], category: 'meal_point' } as Place], 'not_met', 99]
  ] as const)('asks a county for 100 canteens', (places, status, value) => {
    expectRow(
      'ELD-CANTEEN-100',
      DISTRICT,
      { status, value },
      evidenceFor('ELD-CANTEEN-100', { places: [...places] })
    );
  });
  it('has no data where no facility has a category', () =>
    expectRow('ELD-CANTEEN-100', DISTRICT, NO_CATEGORY, evidenceFor('ELD-CANTEEN-100', { places: UNNAMED })));
});

describe('ELD-CANTEEN-SUBD', () => {
  // A canteen in the south-west alone: 1, 0 in the others. A meal point is no canteen; a township is not asked.
  const places: Place[] = [...canteens(1), { at: [7, 2], category: 'meal_point' }];
  it('says, as it is asked for in principle (原则上), which subdistricts have a canteen, and fails none', () =>
    expectRows(
      'ELD-CANTEEN-SUBD',
      {
        [OWN.SW]: { status: 'reported', value: 1, why: { code: 'reaches-soft', what: '>= 1' } },
        [OWN.SE]: { status: 'reported', value: 0, why: { code: 'short-of-soft', what: '>= 1' } },
        [OWN.NE]: notAsked('scope', 'urban')
      },
      evidenceFor('ELD-CANTEEN-SUBD', { places, ownSubdistricts: true, rural: [NE, OWN.NE] })
    ));
  it('is judged where a user takes it for firm', () => {
    const firm = ruleOf('ELD-CANTEEN-SUBD', { soft: false });
    const evidence = evidenceFor(firm, { places, ownSubdistricts: true });
    expectRow(firm, OWN.SW, { status: 'met', value: 1 }, evidence);
    expectRow(firm, OWN.SE, { status: 'not_met', value: 0 }, evidence);
  });
  it('has no data where it can not be told what the only facility is', () =>
    expectRow(
      'ELD-CANTEEN-SUBD',
      OWN.SW,
      lacks('1 / 2', 'uncategorised'),
      evidenceFor('ELD-CANTEEN-SUBD', {
        places: [...UNNAMED, { at: [7, 2], category: 'meal_point' }],
        ownSubdistricts: true
      })
    ));
  it('has no data where no facility has a category', () =>
    expectRow(
      'ELD-CANTEEN-SUBD',
      OWN.SW,
      NO_CATEGORY,
      evidenceFor('ELD-CANTEEN-SUBD', { places: UNNAMED, ownSubdistricts: true })
    ));
});
