import { describe, expect, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import {
  evidenceFor,
  expectRow,
  expectRows,
  inMiddles,
  lacks,
  NE,
  notAsked,
  NW,
  OWN,
  SE,
  SW,
  UNNAMED
} from './rule-town.ts';

const NO_CATEGORY = lacks('facilities.category');
/** The north-west says nothing of its residents. */
const PEOPLE = { pop_resident: [10, 10, NaN, 10] };
const RURAL_NE = { rural: [NE, OWN.NE], ownSubdistricts: true };

describe('HLT-CHC-SUBD', () => {
  // South-west: a centre of its own. South-east: one that lies in the north-west but serves it. North-west: a station, which is no
  // centre, and the centre of the others: 0.
  const places: Place[] = [
    ...inMiddles('chc', [SW]),
    { at: [3, 8], category: 'chc', servesUnit: '东南街道' },
    ...inMiddles('chs', [NW])
  ];
  it('asks each subdistrict for a health centre', () =>
    expectRows(
      'HLT-CHC-SUBD',
      {
        [OWN.SW]: { status: 'met', value: 1, why: null },
        [OWN.SE]: { status: 'met', value: 1, why: { code: 'served-differs-from-inside', what: '1 / 0' } },
        [OWN.NW]: { status: 'not_met', value: 0 },
        [OWN.NE]: notAsked('scope', 'urban')
      },
      evidenceFor('HLT-CHC-SUBD', { places, ...RURAL_NE })
    ));
  it('has no data where no facility has a category', () =>
    expectRow(
      'HLT-CHC-SUBD',
      OWN.SW,
      NO_CATEGORY,
      evidenceFor('HLT-CHC-SUBD', { places: UNNAMED, ownSubdistricts: true })
    ));
});

describe('HLT-CHS-COMM', () => {
  // A station in the south-west, a centre in the south-east: 1 each. A clinic in the north-west is neither.
  const places = [...inMiddles('chs', [SW]), ...inMiddles('chc', [SE]), ...inMiddles('village_clinic', [NW])];
  it('asks each community for a station or a centre', () =>
    expectRows(
      'HLT-CHS-COMM',
      {
        [SW]: { status: 'met', value: 1 },
        [SE]: { status: 'met', value: 1 },
        [NW]: { status: 'not_met', value: 0 },
        [NE]: notAsked('scope', 'urban')
      },
      evidenceFor('HLT-CHS-COMM', { places, rural: [NE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('HLT-CHS-COMM', SW, NO_CATEGORY, evidenceFor('HLT-CHS-COMM', { places: UNNAMED })));
});

describe('HLT-CLINIC-VILL', () => {
  // Three villages: one with two clinics, one with a township health centre, one with a station of the town kind, which is none.
  const places: Place[] = [
    ...inMiddles('village_clinic', [SW, SW]),
    ...inMiddles('township_health_centre', [SE]),
    ...inMiddles('chs', [NW])
  ];
  it('asks each village for a clinic', () =>
    expectRows(
      'HLT-CLINIC-VILL',
      {
        [SW]: { status: 'met', value: 2 },
        [SE]: { status: 'met', value: 1 },
        [NW]: { status: 'not_met', value: 0 },
        [NE]: notAsked('scope', 'rural')
      },
      evidenceFor('HLT-CLINIC-VILL', { places, rural: [SW, SE, NW] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow(
      'HLT-CLINIC-VILL',
      SW,
      NO_CATEGORY,
      evidenceFor('HLT-CLINIC-VILL', { places: UNNAMED, rural: [SW] })
    ));
});

describe('HLT-CHC-R1000', () => {
  // 1,000 m are 3 steps of 300 m: 21 of 25 junctions of the south-west (84 %), 1 of 25 of the south-east (4 %). The station in the
  // south-east does not stand in for a centre.
  it('reports residents within 1,000 m of a health centre', () =>
    expectRows(
      'HLT-CHC-R1000',
      {
        [OWN.SW]: { status: 'reported', value: 84, numerator: 210, denominator: 250 },
        [OWN.SE]: { status: 'reported', value: 4, numerator: 10, denominator: 250 },
        [OWN.NW]: lacks('residential_points.pop_resident'),
        [OWN.NE]: notAsked('scope', 'urban')
      },
      evidenceFor('HLT-CHC-R1000', {
        stepM: 300,
        people: PEOPLE,
        places: [...inMiddles('chc', [SW]), ...inMiddles('chs', [SE])],
        ...RURAL_NE
      })
    ));
});

describe('HLT-CHS-R300', () => {
  // 300 m are 3 steps of 90 m: 84 % of the south-west by its station and 84 % of the south-east by its centre, which counts
  // too. Each also reaches one junction of the other, (5,2) and (4,2), which has one of its own within 3 steps.
  it('reports residents within 300 m of a station or a centre', () =>
    expectRows(
      'HLT-CHS-R300',
      {
        [SW]: { status: 'reported', value: 84, numerator: 210, denominator: 250 },
        [SE]: { status: 'reported', value: 84, numerator: 210, denominator: 250 },
        [NW]: lacks('residential_points.pop_resident'),
        [NE]: notAsked('scope', 'urban')
      },
      evidenceFor('HLT-CHS-R300', {
        stepM: 90,
        people: PEOPLE,
        rural: [NE],
        places: [...inMiddles('chs', [SW]), ...inMiddles('chc', [SE])]
      })
    ));
});

describe('HLT-COV-15', () => {
  // 15 minutes at 1 m/s are 900 m: 3 steps of 280 m. 84 % of the village in the south-west by its clinic, 4 % of the south-east.
  it('reports residents within 15 minutes of any kind of them, beside the benchmark of 90 %', () => {
    const [row] = expectRows(
      'HLT-COV-15',
      {
        [SW]: { status: 'reported', value: 84, numerator: 210, denominator: 250 },
        [SE]: { status: 'reported', value: 4, numerator: 10, denominator: 250 },
        [NW]: lacks('residential_points.pop_resident'),
        [NE]: notAsked('nobody', 'pop_resident')
      },
      evidenceFor('HLT-COV-15', {
        stepM: 280,
        people: { pop_resident: [10, 10, NaN, 0] },
        rural: [SW],
        places: inMiddles('village_clinic', [SW])
      })
    );
    expect(row.parts).toMatchObject([{ value: 90, status: 'reported' }]);
  });
});

describe('HLT-ELD-ADJ', () => {
  // Steps of 90 m, so that 200 m are 2 steps. South-west: a centre whose host is the eldercare centre's, a station 2 steps from
  // a site, a station 4 steps from it: 2 of 3. South-east: a centre on the parcel of a nursing home: 1 of 1. North-west: a station alone:
  // 0 of 1. North-east has neither.
  const places: Place[] = [
    { at: [0, 0], category: 'chc', texts: { host_id: 'H1' } },
    { at: [4, 0], category: 'eldercare_centre', texts: { host_id: 'H1' } },
    { at: [2, 4], category: 'chs' },
    { at: [0, 4], category: 'eldercare_site' },
    { at: [3, 3], category: 'chs' },
    { at: [6, 1], category: 'chc', texts: { parcel_id: 'P1' } },
    { at: [9, 4], category: 'nursing_home', texts: { parcel_id: 'P1' } },
    { at: [2, 8], category: 'chs' }
  ];
  it('reports how many health centres and stations have eldercare beside them, and by what', () => {
    const [row] = expectRows(
      'HLT-ELD-ADJ',
      {
        [OWN.SW]: { status: 'reported', value: 200 / 3, numerator: 2, denominator: 3 },
        [OWN.SE]: { status: 'reported', value: 100, numerator: 1, denominator: 1 },
        [OWN.NW]: { status: 'reported', value: 0, numerator: 0, denominator: 1 },
        [OWN.NE]: notAsked('no-facility', 'chc, chs')
      },
      evidenceFor('HLT-ELD-ADJ', { places, stepM: 90, ownSubdistricts: true })
    );
    // By host 1, by parcel 0, by the walk 1 of 3.
    expect(row.parts!.map(({ numerator }) => numerator)).toEqual([1, 0, 1]);
    expect(row.features).toEqual([0, 1, 2, 3]);
  });
  it('has no data where no facility has a category', () =>
    expectRow(
      'HLT-ELD-ADJ',
      OWN.SW,
      NO_CATEGORY,
      evidenceFor('HLT-ELD-ADJ', { places: UNNAMED, ownSubdistricts: true })
    ));
});
