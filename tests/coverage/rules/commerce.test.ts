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
  ruleOf,
  SE,
  STUDY,
  SW,
  UNNAMED,
  type Box,
  type TownOf
} from './rule-town.ts';

const NO_CATEGORY = lacks('facilities.category');
const city = { area: 'city' as const };

describe('COM-MARKET-180', () => {
  // 500 m are 3 steps of 150 m: 21 of 25 junctions of the south-west by its fresh supermarket, 84 %, and 1 of 25 of the south-east, 4 %: a
  // plain supermarket there is neither.
  it('reports residents within 500 m of a market or fresh supermarket', () =>
    expectRows(
      'COM-MARKET-180',
      {
        [OWN.SW]: { status: 'reported', value: 84, numerator: 210, denominator: 250 },
        [OWN.SE]: { status: 'reported', value: 4, numerator: 10, denominator: 250 },
        [OWN.NW]: lacks('residential_points.pop_resident'),
        [OWN.NE]: notAsked('scope', 'urban')
      },
      evidenceFor('COM-MARKET-180', {
        stepM: 150,
        people: { pop_resident: [10, 10, NaN, 10] },
        ownSubdistricts: true,
        rural: [NE, OWN.NE],
        places: [...inMiddles('fresh_supermarket', [SW]), ...inMiddles('supermarket', [SE])]
      })
    ));
});

describe('COM-MARKET-R500', () => {
  // A city of 100 junctions. 500 m (main city) are 3 steps of 150 m, 800 m (new districts) 5. A market in the middle of the
  // south-west has 21 of its junctions within 3 steps, and one each of the south-east and the north-west: 23 of 100. Within 5 steps: all 25,
  // of the south-east columns 5, 6 and 7 (3, 4, 5 steps off) with 5, 3 and 1, 9 in all, of the north-west 9, of the north-east none (6 off).
  it('reports a city by the main limit, beside the other', () => {
    const row = expectRow(
      'COM-MARKET-R500',
      STUDY,
      { status: 'reported', value: 23, numerator: 230, denominator: 1000 },
      evidenceFor('COM-MARKET-R500', { ...city, stepM: 150, places: inMiddles('wet_market', [SW]) })
    );
    expect(row.parts).toMatchObject([{ labelEn: 'new-districts', value: 43, numerator: 430 }]);
  });
  it('reports another city with a market in each quarter: 21 each, 84 %', () => {
    const places = inMiddles('wet_market', [SW, SE, NW, NE]);
    const four = evidenceFor('COM-MARKET-R500', { ...city, stepM: 150, places });
    expectRow('COM-MARKET-R500', STUDY, { status: 'reported', value: 84, numerator: 840 }, four);
  });
  it('has no data where a community does not say who lives there; asks nobody where nobody does', () => {
    const places = inMiddles('wet_market', [SW]);
    const ask = (pop_resident: number[]) =>
      evidenceFor('COM-MARKET-R500', { ...city, places, people: { pop_resident } });
    const missing = lacks('residential_points.pop_resident');
    expectRow('COM-MARKET-R500', STUDY, missing, ask([10, 10, 10, NaN]));
    expectRow('COM-MARKET-R500', STUDY, notAsked('nobody', 'pop_resident'), ask([0, 0, 0, 0]));
  });
});

describe('COM-MARKET-95', () => {
  // The central area is the south-west without its two eastern columns: 3 × 5 junctions, 150 people. No radius in the source: 500 m
  // (3 steps of 149 m) decide, 15 minutes at 1 m/s (900 m, 6 steps) stand beside. From a market at (1,2) every one of the 15 is within 1 + 2
  // steps: 100 %. From one at (0,0) those with column + row ≤ 3 are: 4 + 3 + 2 = 9 of 15, 60 %; all within 2 + 4 = 6 steps.
  const central: Box[] = [[-0.5, -0.5, 2.5, 4.6]];
  const ask = (at: [number, number], more: TownOf = {}) =>
    evidenceFor('COM-MARKET-95', {
      ...{ ...city, stepM: 149, studyAreas: { central_area: central } },
      places: [{ at, category: 'wet_market' }],
      ...more
    });

  it('asks for 95 of 100 residents of the central area, by either limit', () => {
    const met = { status: 'met', value: 100, numerator: 150, denominator: 150 } as const;
    expectRow('COM-MARKET-95', STUDY, met, ask([1, 2]));
    // From (9,9) the nearest of them, (2,4), is 7 + 5 = 12 steps off: nobody by either limit.
    const not = { status: 'not_met', value: 0, numerator: 0, denominator: 150 } as const;
    expectRow('COM-MARKET-95', STUDY, not, ask([9, 9]));
  });
  it('gives no single verdict where the readings differ, and every one of them', () => {
    const row = expectRow(
      'COM-MARKET-95',
      STUDY,
      // By 15 minutes people, floor space and land meet it, by 500 m none does: 3 of 6.
      {
        ...{ status: 'reported', value: 60, numerator: 90, denominator: 150 },
        why: { code: 'readings-differ', what: '3 / 6' }
      },
      ask([0, 0], { building: [200, 0, 0, 0], land: [100, 100, 100, 100] })
    );
    // Floor space and land lie as people do: 9 of 15 junctions at 500 m, all at 15 minutes.
    expect(row.parts!.map(({ labelEn, value, numerator }) => [labelEn, value, numerator])).toEqual([
      ['15-min', 100, 150],
      ['residential floor space', 60, 1800],
      ['residential floor space (15-min)', 100, 3000],
      ['land', 60, 900],
      ['land (15-min)', 100, 1500]
    ]);
  });
  it('has no data without the central area or streets, and asks nobody where nobody lives in it', () => {
    expectRow('COM-MARKET-95', STUDY, lacks('study_areas.central_area'), ask([1, 2], { studyAreas: {} }));
    expectRow('COM-MARKET-95', STUDY, lacks('walk_network.length_m'), ask([1, 2], { roads: false }));
    const elsewhere = ask([1, 2], { people: { pop_resident: [0, 10, 10, 10] } });
    expectRow('COM-MARKET-95', STUDY, notAsked('nobody-within', 'central_area'), elsewhere);
  });
});

describe('COM-EXPRESS', () => {
  // A staffed point and two lockers in the south-west, 3; a locker in the village in the south-east, 1; none in the north-west.
  const places = [
    ...inMiddles('postal_express_point', [SW]),
    ...inMiddles('parcel_locker', [SW, SW, SE]),
    ...inMiddles('convenience_store', [NW])
  ];
  it('reports how many points and lockers each community has', () =>
    expectRows(
      'COM-EXPRESS',
      {
        [SW]: { status: 'reported', value: 3 },
        [SE]: { status: 'reported', value: 1 },
        [NW]: { status: 'reported', value: 0 }
      },
      evidenceFor('COM-EXPRESS', { places, rural: [SE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('COM-EXPRESS', SW, NO_CATEGORY, evidenceFor('COM-EXPRESS', { places: UNNAMED })));
});

describe('COM-RECYCLE', () => {
  // 2 in the south-west, 1 in the village in the south-east, none in the north-west.
  it('reports how many recycling points each community has', () =>
    expectRows(
      'COM-RECYCLE',
      {
        [SW]: { status: 'reported', value: 2 },
        [SE]: { status: 'reported', value: 1 },
        [NW]: { status: 'reported', value: 0, why: null }
      },
      evidenceFor('COM-RECYCLE', { places: inMiddles('recycling_point', [SW, SW, SE]), rural: [SE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('COM-RECYCLE', SW, NO_CATEGORY, evidenceFor('COM-RECYCLE', { places: UNNAMED })));
});

describe('COM-RURAL-UTIL', () => {
  const villages = { rural: [SW, SE, NW] };
  const places = inMiddles('supply_coop', [SW]);

  it('reports, as no minutes are sourced, whether each village has a point of any of the three kinds', () =>
    // South-west: a cooperative, 1 of 1. South-east: none, 0 of 1. The north-east is a community of the town.
    expectRows(
      'COM-RURAL-UTIL',
      {
        [SW]: { status: 'reported', value: 100, numerator: 1, denominator: 1 },
        [SE]: { status: 'reported', value: 0, numerator: 0, denominator: 1 },
        [NE]: notAsked('scope', 'rural')
      },
      evidenceFor('COM-RURAL-UTIL', { ...villages, places })
    ));
  it('has no data where no facility has a category', () =>
    expectRow(
      'COM-RURAL-UTIL',
      SW,
      NO_CATEGORY,
      evidenceFor('COM-RURAL-UTIL', { ...villages, places: UNNAMED })
    ));
  it('is worked out by reach where a user sets the minutes', () => {
    // 15 minutes at 1 m/s are 900 m, 3 steps of 280 m: 21 of 25 junctions, 84 %; 1 of 25 in the south-east.
    const reach = ruleOf('COM-RURAL-UTIL', {
      compute: { how: 'coverage' },
      project_default: { walk_minutes: 15 },
      unit: '% population'
    });
    const people = { pop_resident: [10, 10, NaN, 10] };
    expectRows(
      reach,
      {
        [SW]: { status: 'reported', value: 84, numerator: 210, denominator: 250 },
        [SE]: { status: 'reported', value: 4, numerator: 10, denominator: 250 },
        [NW]: lacks('residential_points.pop_resident'),
        [NE]: notAsked('scope', 'rural')
      },
      evidenceFor(reach, { ...villages, places, stepM: 280, people })
    );
  });
  it('is refused by reach without minutes', () =>
    expect(() => ruleOf('COM-RURAL-UTIL', { compute: { how: 'coverage' } })).toThrow('walk_minutes'));
});
