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

describe('FAC-PSC-COMM', () => {
  // South-west: a party-service centre and an integrated one, 2. South-east: one in the village, 1. North-west: a cultural station is
  // none of the two, 0: it is reported, not failed.
  const places = [
    ...inMiddles('party_service_centre', [SW, SE]),
    ...inMiddles('integrated_service_centre', [SW]),
    ...inMiddles('culture_station', [NW])
  ];
  it('reports how many centres each community has', () =>
    expectRows(
      'FAC-PSC-COMM',
      {
        [SW]: { status: 'reported', value: 2 },
        [SE]: { status: 'reported', value: 1 },
        [NW]: { status: 'reported', value: 0 }
      },
      evidenceFor('FAC-PSC-COMM', { places, rural: [SE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('FAC-PSC-COMM', SW, NO_CATEGORY, evidenceFor('FAC-PSC-COMM', { places: UNNAMED })));
});

describe('FAC-1N-COLOC', () => {
  // South-west: the hall is a kind itself and has a station, a health station and, on its parcel, a police office: 4 of 13; the
  // library next door is elsewhere. South-east: the centre alone, 1. North-west: a station, no centre.
  const at: Place['at'] = [2, 2];
  const places: Place[] = [
    { at, category: 'integrated_service_centre', texts: { host_id: 'H', parcel_id: 'P' } },
    { at, category: 'public_service_station', texts: { host_id: 'H' } },
    { at, category: 'chs', texts: { host_id: 'H' } },
    { at: [3, 2], category: 'police_office', texts: { parcel_id: 'P' } },
    { at, category: 'culture_station', texts: { host_id: 'H2' } },
    { at: [7, 2], category: 'party_service_centre' },
    { at: [2, 7], category: 'volunteer_station', texts: { host_id: 'H3' } }
  ];
  it('counts the kinds of premises under one roof with the centre', () => {
    const [row] = expectRows(
      'FAC-1N-COLOC',
      {
        [SW]: { status: 'reported', value: 4, numerator: 4, denominator: 13 },
        [SE]: { status: 'reported', value: 1, numerator: 1, denominator: 13 },
        [NW]: notAsked('no-facility', 'integrated_service_centre, party_service_centre')
      },
      evidenceFor('FAC-1N-COLOC', { places })
    );
    expect(row.features).toEqual([0, 1, 2, 3]);
  });
  it('goes by the place where neither host nor parcel is known: the station at the same junction, 2', () =>
    expectRow(
      'FAC-1N-COLOC',
      SW,
      {
        status: 'reported',
        value: 2,
        why: { code: 'same-place', what: 'facilities.host_id, facilities.parcel_id' }
      },
      evidenceFor('FAC-1N-COLOC', {
        places: [...inMiddles('integrated_service_centre', [SW]), ...inMiddles('chs', [SW])]
      })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('FAC-1N-COLOC', SW, NO_CATEGORY, evidenceFor('FAC-1N-COLOC', { places: UNNAMED })));
});

describe('FAC-EVENT-VILL', () => {
  // The hall in the south-west also serves the village in the south-east by its word: it counts for that one alone.
  const places: Place[] = [
    ...inMiddles('rural_event_hall', [SW]),
    { at: [4, 2], category: 'rural_event_hall', servesUnit: '东南社区' },
    { at: [4, 3], category: 'rural_event_hall', servesUnit: '东南社区' }
  ];
  it('reports how many halls each village has', () =>
    expectRows(
      'FAC-EVENT-VILL',
      {
        [SW]: { status: 'reported', value: 1, why: { code: 'served-differs-from-inside', what: '1 / 3' } },
        [SE]: { status: 'reported', value: 2, why: { code: 'served-differs-from-inside', what: '2 / 0' } },
        [NW]: { status: 'reported', value: 0, why: null },
        [NE]: notAsked('scope', 'rural')
      },
      evidenceFor('FAC-EVENT-VILL', { places, rural: [SW, SE, NW] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow(
      'FAC-EVENT-VILL',
      SW,
      NO_CATEGORY,
      evidenceFor('FAC-EVENT-VILL', { places: UNNAMED, rural: [SW] })
    ));
});

describe('FAC-EMP-SITE', () => {
  // 2 in the south-west, 1 in the south-east, none in the north-west.
  it('reports how many employment points each unit has', () =>
    expectRows(
      'FAC-EMP-SITE',
      {
        [SW]: { status: 'reported', value: 2 },
        [SE]: { status: 'reported', value: 1 },
        [NW]: { status: 'reported', value: 0 }
      },
      evidenceFor('FAC-EMP-SITE', { places: inMiddles('employment_point', [SW, SW, SE]), rural: [SE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('FAC-EMP-SITE', SW, NO_CATEGORY, evidenceFor('FAC-EMP-SITE', { places: UNNAMED })));
});

describe('FAC-CULT-COMM', () => {
  // 2 in the south-west, 1 in the village in the south-east; a reading room of another kind in the north-west is none.
  const places = [...inMiddles('culture_station', [SW, SW, SE]), ...inMiddles('elder_activity_centre', [NW])];
  it('reports how many cultural stations each unit has', () =>
    expectRows(
      'FAC-CULT-COMM',
      {
        [SW]: { status: 'reported', value: 2 },
        [SE]: { status: 'reported', value: 1 },
        [NW]: { status: 'reported', value: 0 }
      },
      evidenceFor('FAC-CULT-COMM', { places, rural: [SE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('FAC-CULT-COMM', SW, NO_CATEGORY, evidenceFor('FAC-CULT-COMM', { places: UNNAMED })));
});

describe('DIS-RUKANG', () => {
  // No figure in the source; 15 minutes are assumed. Disabled people walk at the study's 1 m/s: 900 m, 3 steps of 280 m.
  // 21 of 25 junctions of the south-west with 1 disabled person each: 84 %; 1 of 25 in the south-east: 4 %.
  const people = { pop_resident: [10, 10, 10, 10], pop_disabled: [1, 1, NaN, 0] };
  const places = inMiddles('disability_home', [SW]);
  it('reports disabled people within reach of a home', () =>
    expectRows(
      'DIS-RUKANG',
      {
        [OWN.SW]: { status: 'reported', value: 84, numerator: 21, denominator: 25 },
        [OWN.SE]: { status: 'reported', value: 4, numerator: 1, denominator: 25 },
        [OWN.NW]: lacks('residential_points.pop_disabled'),
        [OWN.NE]: notAsked('nobody', 'pop_disabled')
      },
      evidenceFor('DIS-RUKANG', { stepM: 280, people, places, ownSubdistricts: true })
    ));
});
