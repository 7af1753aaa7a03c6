import { describe, expect, it } from 'vitest';
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
  STUDY,
  SW,
  UNNAMED
} from './rule-town.ts';

const NO_CATEGORY = lacks('facilities.category');
/** The north-west says nothing of its residents. */
const PEOPLE = { pop_resident: [10, 10, NaN, 10] };
const middle = (...categories: string[]) => categories.flatMap((category) => inMiddles(category, [SW]));

// A limit of 3 steps from the middle of the south-west reaches 21 of its 25 junctions (all but the corners), 84 %, and of the
// south-east the junction (5,2) alone, 1 of 25, 4 %. Each category is asked for by itself; the value is the mean of their shares.

describe('LC-15', () => {
  // 9 kinds have 15 minutes as their usual tier (without those of villages). An eldercare centre counts for centre and site, a
  // health centre for itself: 3 of 9 have 84 %, 252 / 9 = 28 % at the strict 800 m (3 steps of 240 m); at the loose
  // 1,000 m (4 steps) all 25 are reached, 300 / 9 %. A day-care site (5 minutes) counts, as it may stand in for a site: it does so once.
  const evidence = evidenceFor('LC-15', {
    stepM: 240,
    people: PEOPLE,
    ownSubdistricts: true,
    rural: [NE, OWN.NE],
    places: middle('eldercare_centre', 'chc', 'day_care')
  });
  it('reports the mean over the kinds of the 15-minute tier, by the strict and the loose limit', () => {
    const [row] = expectRows(
      'LC-15',
      {
        [OWN.SW]: { status: 'reported', value: 28, numerator: (3 * 210) / 9, denominator: 250 },
        // 3 kinds of 9 reach 4 %.
        [OWN.SE]: { status: 'reported', value: 12 / 9, numerator: (3 * 10) / 9, denominator: 250 },
        [OWN.NW]: lacks('residential_points.pop_resident'),
        [OWN.NE]: notAsked('scope', 'urban')
      },
      evidence
    );
    expect(row.parts!.length).toBe(9 + 1);
    expect(row.parts!.find(({ labelEn }) => labelEn === 'loose')!.value).toBeCloseTo(300 / 9, 9);
    expect(row.remarks).toContainEqual({ code: 'assumed-categories', what: '9' });
  });
  it('has no data where no facility has a category', () =>
    expectRow(
      'LC-15',
      OWN.SW,
      NO_CATEGORY,
      evidenceFor('LC-15', { places: UNNAMED, ownSubdistricts: true })
    ));
});

describe('LC-10', () => {
  // 500 m are 3 steps of 150 m. Of 22 kinds of the 10-minute tier a market and a school are there: 2 × 84 / 22 %. The health
  // centre is of the 15-minute tier and adds nothing: tiers do not nest.
  it('reports the mean over the kinds of the 10-minute tier', () =>
    expectRows(
      'LC-10',
      {
        [OWN.SW]: { status: 'reported', value: 168 / 22, numerator: 420 / 22, denominator: 250 },
        [OWN.SE]: { status: 'reported', value: 8 / 22, numerator: 20 / 22, denominator: 250 },
        [OWN.NW]: lacks('residential_points.pop_resident'),
        [OWN.NE]: notAsked('scope', 'urban')
      },
      evidenceFor('LC-10', {
        stepM: 150,
        people: PEOPLE,
        ownSubdistricts: true,
        rural: [NE, OWN.NE],
        places: middle('wet_market', 'primary_school', 'chc')
      })
    ));
});

describe('LC-05', () => {
  // 300 m are 3 steps of 90 m. Of 22 kinds of the 5-minute tier a party-service centre is itself and may stand in for an integrated
  // centre: 2 × 84 / 22 %. The nursing home (15 minutes) adds nothing.
  it('reports the mean over the kinds of the 5-minute tier', () =>
    expectRows(
      'LC-05',
      {
        [SW]: { status: 'reported', value: 168 / 22, numerator: 420 / 22, denominator: 250 },
        [SE]: { status: 'reported', value: 8 / 22, numerator: 20 / 22, denominator: 250 },
        [NW]: lacks('residential_points.pop_resident'),
        [NE]: notAsked('scope', 'urban')
      },
      evidenceFor('LC-05', {
        stepM: 90,
        people: PEOPLE,
        rural: [NE],
        places: middle('party_service_centre', 'nursing_home')
      })
    ));
});

describe('LC-CONV-15', () => {
  // 15 minutes at 1 m/s are 900 m: 3 steps of 280 m. Of the 13 kinds of the circle a supermarket is one and stands in for a
  // convenience store: 2 × 84 / 13 %. Any one of them: 84 %.
  it('reports the completeness of the circle', () => {
    const [row] = expectRows(
      'LC-CONV-15',
      {
        [SW]: { status: 'reported', value: 168 / 13, numerator: 420 / 13, denominator: 250 },
        [SE]: { status: 'reported', value: 8 / 13, numerator: 20 / 13, denominator: 250 },
        [NW]: lacks('residential_points.pop_resident'),
        [NE]: notAsked('scope', 'urban')
      },
      evidenceFor('LC-CONV-15', {
        stepM: 280,
        people: PEOPLE,
        rural: [NE],
        places: middle('supermarket')
      })
    );
    const values = new Map(row.parts!.map(({ labelEn, value }) => [labelEn, value]));
    expect(values.size).toBe(13 + 1);
    expect(values.get('any one of them')).toBe(84);
    expect([...values.values()].filter((value) => value === 0).length).toBe(11);
  });
});

describe('LC-SH-85', () => {
  // The source names no facilities: 8 kinds are assumed. From the junction (4,4) all but the far corner (10 steps of 95 m) are
  // within 900 m: 99 of 100 junctions, 99 % for each kind that is there. All 8: 99 %; 6 of 8: 6 × 99 / 8 = 74.25 %.
  const kinds = ['chs', 'integrated_service_centre', 'culture_station', 'fitness_site', 'kindergarten'];
  const at = (categories: string[]) =>
    categories.map((category) => ({ at: [4, 4] as [number, number], category }));
  const six = at([...kinds, 'primary_school']);
  // Day care is itself and stands in for a site.
  const eight = [...six, ...at(['day_care'])];

  it('is met by a city of 99 %, not by one of 74.25 %', () => {
    const city = { stepM: 95, area: 'city' as const };
    expectRow(
      'LC-SH-85',
      STUDY,
      { status: 'met', value: 99, numerator: 990, denominator: 1000 },
      evidenceFor('LC-SH-85', { ...city, places: eight })
    );
    expectRow(
      'LC-SH-85',
      STUDY,
      { status: 'not_met', value: 74.25, numerator: 742.5, denominator: 1000 },
      evidenceFor('LC-SH-85', { ...city, places: six })
    );
  });
  it('asks for people of the town alone, as far as villages may be', () => {
    // All 8 kinds in the middle of the south-west, with steps of 200 m (900 m: 4 steps): 25 of its junctions, 100 %, and 4 of 25 of the
    // south-east. North-west and north-east are villages: 29 of 50 junctions of the town, 58 %. With the south-east a village too: 25 of 25.
    const places = middle(...eight.map(({ category }) => category));
    const ask = (...rural: number[]) => evidenceFor('LC-SH-85', { area: 'city', stepM: 200, places, rural });
    const not = { status: 'not_met', value: 58, numerator: 290, denominator: 500 } as const;
    expectRow('LC-SH-85', STUDY, not, ask(NW, NE));
    const met = { status: 'met', value: 100, numerator: 250, denominator: 250 } as const;
    expectRow('LC-SH-85', STUDY, met, ask(SE, NW, NE));
  });
  it('has no data without streets or residents, and does not ask where nobody lives', () => {
    const of = { area: 'city' as const, places: eight };
    const no = evidenceFor('LC-SH-85', { ...of, roads: false });
    expectRow('LC-SH-85', STUDY, lacks('walk_network.length_m'), no);
    const people = (pop_resident: number[]) => evidenceFor('LC-SH-85', { ...of, people: { pop_resident } });
    const missing = lacks('residential_points.pop_resident');
    expectRow('LC-SH-85', STUDY, missing, people([10, NaN, 10, 10]));
    expectRow('LC-SH-85', STUDY, notAsked('nobody', 'pop_resident'), people([0, 0, 0, 0]));
  });
});
