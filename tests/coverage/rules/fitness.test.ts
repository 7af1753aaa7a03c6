import { describe, expect, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import {
  DISTRICT,
  evidenceFor,
  expectRow,
  expectRows,
  inMiddles,
  lacks,
  NE,
  notAsked,
  NW,
  ruleOf,
  SE,
  SUBDISTRICT,
  SW,
  UNNAMED
} from './rule-town.ts';

const NO_CATEGORY = lacks('facilities.category');

describe('FIT-15-100', () => {
  // 15 minutes at 1 m/s are 900 m. From the middle of the south-west: with steps of 200 m 4 of them, all 25 of its junctions (100 %) and
  // of the south-east (5,1), (5,2), (5,3) and (6,2): 4 of 25, 16 %. With steps of 280 m 3 of them, 21 of 25: 84 %. The south-east is a village.
  const people = { pop_resident: [10, 10, NaN, 0] };
  const at = (stepM: number, rule = ruleOf('FIT-15-100')) =>
    evidenceFor(rule, { stepM, people, rural: [SE], places: inMiddles('fitness_site', [SW]) });
  const passing = (community_pass_share_pct: number) =>
    ruleOf('FIT-15-100', { project_default: { community_pass_share_pct } });

  it('reports the people, as the source does not say what share of them makes a community pass', () => {
    const why = { code: 'no-pass-share', what: 'project_default.community_pass_share_pct' };
    expectRows(
      'FIT-15-100',
      {
        [SW]: { status: 'reported', value: 100, numerator: 250, denominator: 250, why },
        [SE]: { status: 'reported', value: 16, numerator: 40, denominator: 250, why },
        [NW]: lacks('residential_points.pop_resident'),
        [NE]: notAsked('nobody', 'pop_resident')
      },
      at(200)
    );
    expectRow('FIT-15-100', SW, { status: 'reported', value: 84, why }, at(280));
  });
  it('passes a community by the share that a user sets: itself is 1 of 1, 100 %', () => {
    const [row] = expectRows(
      passing(95),
      {
        [SW]: { status: 'met', value: 100, numerator: 1, denominator: 1, why: null },
        [SE]: { status: 'not_met', value: 0, numerator: 0, denominator: 1 },
        [NW]: lacks('residential_points.pop_resident'),
        [NE]: notAsked('nobody', 'pop_resident')
      },
      at(200, passing(95))
    );
    expect(row.parts).toMatchObject([{ labelEn: 'people covered', value: 100, denominator: 250 }]);
    // 84 % are not 95, but they are 80.
    const near = expectRow(passing(95), SW, { status: 'not_met', value: 0 }, at(280, passing(95)));
    expect(near.parts).toMatchObject([{ value: 84, numerator: 210 }]);
    expectRow(passing(80), SW, { status: 'met', value: 100 }, at(280, passing(80)));
  });
  it('has no data without streets', () =>
    expectRow(
      'FIT-15-100',
      SW,
      lacks('walk_network.length_m'),
      evidenceFor('FIT-15-100', { roads: false, places: inMiddles('fitness_site', [SW]) })
    ));
});

describe('FIT-3LEVEL', () => {
  // One a unit of each level: a site in the south-west, a park, which may stand in for one, in the village in the south-east, none in the north-west. The
  // subdistrict and the district have those two.
  const places = [...inMiddles('fitness_site', [SW]), ...inMiddles('park', [SE])];
  it('asks each community, subdistrict and district for a place', () =>
    expectRows(
      'FIT-3LEVEL',
      {
        [SW]: { status: 'met', value: 1 },
        [SE]: { status: 'met', value: 1 },
        [NW]: { status: 'not_met', value: 0 },
        [SUBDISTRICT]: { status: 'met', value: 2 },
        [DISTRICT]: { status: 'met', value: 2 }
      },
      evidenceFor('FIT-3LEVEL', { places, rural: [SE] })
    ));
  it('counts a place for the subdistrict alone where it says that it serves it', () => {
    const served: Place[] = [{ at: [2, 2], category: 'sports_field', servesUnit: '方格街道' }];
    const evidence = evidenceFor('FIT-3LEVEL', { places: served });
    expectRow('FIT-3LEVEL', SUBDISTRICT, { status: 'met', value: 1 }, evidence);
  });
  it('has no data where no facility has a category', () =>
    expectRow('FIT-3LEVEL', SW, NO_CATEGORY, evidenceFor('FIT-3LEVEL', { places: UNNAMED })));
});
