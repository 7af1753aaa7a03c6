import { describe, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import { evidenceFor, expectRow, expectRows, lacks, NE, notAsked, NW, SE, SW, UNNAMED } from './rule-town.ts';

const NO_CATEGORY = lacks('facilities.category');
const site: Place = { at: [2, 2], category: 'eldercare_site' };

/** The north-west says nothing of its older people, the north-east has none. */
const OLDER = { pop_resident: [10, 10, 10, 10], pop_60p: [2, 2, NaN, 0] };

describe('ELD-COV-15', () => {
  // 15 minutes at 0.8 m/s are 720 m: 3 steps of 200 m. Of 5 × 5 junctions all but the 4 corners are within 3 steps of the
  // middle: 21 of 25, 42 of 50 older people, 84 %. Of the south-east only the junction (5,2) is: 2 of 50, 4 %.
  const of = { stepM: 200, people: OLDER };

  it('reports older people within 15 minutes of a site', () =>
    expectRows(
      'ELD-COV-15',
      {
        [SW]: { status: 'reported', value: 84, numerator: 42, denominator: 50, why: null },
        [SE]: { status: 'reported', value: 4, numerator: 2, denominator: 50 },
        [NW]: lacks('residential_points.pop_60p'),
        [NE]: notAsked('nobody', 'pop_60p')
      },
      evidenceFor('ELD-COV-15', { ...of, places: [site] })
    ));
  it('does not take a nursing home for a service at home: nobody is covered', () =>
    expectRow(
      'ELD-COV-15',
      SW,
      { status: 'reported', value: 0, numerator: 0, denominator: 50 },
      evidenceFor('ELD-COV-15', { ...of, places: [{ ...site, category: 'nursing_home' }] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('ELD-COV-15', SW, NO_CATEGORY, evidenceFor('ELD-COV-15', { ...of, places: UNNAMED })));
});

describe('ELD-COV-700', () => {
  // 700 m are 3 steps of 200 m: 21 of 25 junctions in the south-west, 1 of 25 in the south-east. A centre is none of the
  // three kinds but may stand in for a site.
  it('reports older people within 700 m', () =>
    expectRows(
      'ELD-COV-700',
      {
        [SW]: { status: 'reported', value: 84, numerator: 42, denominator: 50 },
        [SE]: { status: 'reported', value: 4, numerator: 2, denominator: 50 },
        [NW]: lacks('residential_points.pop_60p'),
        [NE]: notAsked('scope', 'urban')
      },
      evidenceFor('ELD-COV-700', {
        stepM: 200,
        people: OLDER,
        rural: [NE],
        places: [{ ...site, category: 'eldercare_centre' }]
      })
    ));
});

describe('ELD-DAYCARE-R300', () => {
  // 300 m are 3 steps of 90 m: 84 % and 4 %, as above. A site does not stand in for day care.
  it('reports older people within 300 m of day care', () =>
    expectRows(
      'ELD-DAYCARE-R300',
      {
        [SW]: { status: 'reported', value: 84, numerator: 42, denominator: 50 },
        [SE]: { status: 'reported', value: 4, numerator: 2, denominator: 50 },
        [NW]: lacks('residential_points.pop_60p'),
        [NE]: notAsked('scope', 'urban')
      },
      evidenceFor('ELD-DAYCARE-R300', {
        stepM: 90,
        people: OLDER,
        rural: [NE],
        places: [
          { at: [2, 2], category: 'day_care' },
          { at: [7, 2], category: 'eldercare_site' }
        ]
      })
    ));
});
