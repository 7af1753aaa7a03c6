import { describe, it } from 'vitest';
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
  OWN,
  SE,
  SW,
  UNNAMED
} from './rule-town.ts';

const NO_CATEGORY = lacks('facilities.category');
const ALL = [SW, SE, NW, NE];

describe('CHD-PARENT-U-100', () => {
  const ask = (units: number[], rural: number[]) =>
    evidenceFor('CHD-PARENT-U-100', { places: inMiddles('parent_school', units), rural });

  it('asks each community of a county in town for a parents’ school', () => {
    // The north-east is a village and not counted: 3 of 3. As a community of the town it lacks one: 3 of 4.
    const met = { status: 'met', value: 100, numerator: 3, denominator: 3 } as const;
    expectRow('CHD-PARENT-U-100', DISTRICT, met, ask([SW, SE, NW], [NE]));
    const not = { status: 'not_met', value: 75, numerator: 3, denominator: 4 } as const;
    expectRow('CHD-PARENT-U-100', DISTRICT, not, ask([SW, SE, NW], []));
  });
  it('has no data without categories, and does not ask a county of villages', () => {
    const none = evidenceFor('CHD-PARENT-U-100', { places: UNNAMED });
    expectRow('CHD-PARENT-U-100', DISTRICT, NO_CATEGORY, none);
    expectRow('CHD-PARENT-U-100', DISTRICT, notAsked('no-units', 'urban communities'), ask([SW], ALL));
  });
});

describe('CHD-PARENT-R-80', () => {
  const ask = (units: number[], rural: number[], moreCommunities = 0) =>
    evidenceFor('CHD-PARENT-R-80', { places: inMiddles('parent_school', units), rural, moreCommunities });

  it('asks 80 of 100 villages for a parents’ school', () => {
    // 4 of 5 villages, exactly 80 %. 3 of 4 are 75 %.
    const met = { status: 'met', value: 80, numerator: 4, denominator: 5 } as const;
    expectRow('CHD-PARENT-R-80', DISTRICT, met, ask(ALL, [...ALL, 6], 1));
    const not = { status: 'not_met', value: 75, numerator: 3, denominator: 4 } as const;
    expectRow('CHD-PARENT-R-80', DISTRICT, not, ask([SW, SE, NW], ALL));
  });
  it('has no data without categories, and does not ask a county without villages', () => {
    const none = evidenceFor('CHD-PARENT-R-80', { places: UNNAMED, rural: ALL });
    expectRow('CHD-PARENT-R-80', DISTRICT, NO_CATEGORY, none);
    expectRow('CHD-PARENT-R-80', DISTRICT, notAsked('no-units', 'administrative villages'), ask([SW], []));
  });
});

describe('CHD-UNPROT-50', () => {
  const ask = (places: Place[]) =>
    evidenceFor('CHD-UNPROT-50', {
      ...{ places, area: 'city', ownSubdistricts: true, rural: [NE, OWN.NE] }
    });
  it('asks half of the subdistricts and townships of a city for a station', () => {
    // 2 of 4, the township counted, are exactly 50 %; 1 of 4 is 25 %.
    const met = { status: 'met', value: 50, numerator: 2, denominator: 4 } as const;
    expectRow('CHD-UNPROT-50', OWN.STUDY, met, ask(inMiddles('child_protection_station', [SW, NE])));
    const not = { status: 'not_met', value: 25, numerator: 1, denominator: 4 } as const;
    expectRow('CHD-UNPROT-50', OWN.STUDY, not, ask(inMiddles('child_protection_station', [SW])));
  });
  it('has no data without categories', () =>
    expectRow('CHD-UNPROT-50', OWN.STUDY, NO_CATEGORY, ask(UNNAMED)));
});

describe('CHD-HOME', () => {
  // A children's and a women's home in the south-west, 2; a women's home in the village in the south-east, 1; none else.
  const places = [...inMiddles('children_home', [SW]), ...inMiddles('women_home', [SW, SE])];
  it('reports how many homes of both kinds each unit has', () =>
    expectRows(
      'CHD-HOME',
      {
        [SW]: { status: 'reported', value: 2 },
        [SE]: { status: 'reported', value: 1 },
        [NW]: { status: 'reported', value: 0 }
      },
      evidenceFor('CHD-HOME', { places, rural: [SE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('CHD-HOME', SW, NO_CATEGORY, evidenceFor('CHD-HOME', { places: UNNAMED })));
});

describe('CHD-YOUTH', () => {
  // A youth home and a parents' school in the south-west, 2; a parents' school in the village in the south-east, 1.
  const places = [...inMiddles('youth_home', [SW]), ...inMiddles('parent_school', [SW, SE])];
  it('reports how many places of both kinds each unit has', () =>
    expectRows(
      'CHD-YOUTH',
      {
        [SW]: { status: 'reported', value: 2 },
        [SE]: { status: 'reported', value: 1 },
        [NW]: { status: 'reported', value: 0 }
      },
      evidenceFor('CHD-YOUTH', { places, rural: [SE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('CHD-YOUTH', SW, NO_CATEGORY, evidenceFor('CHD-YOUTH', { places: UNNAMED })));
});

// A limit of 3 steps from the middle of the south-west reaches 21 of its 25 junctions, 84 %, and 1 of 25 of the south-east, 4 %.

describe('CHD-NURSERY-COV', () => {
  // No figure in the source; 10 minutes are assumed. Infants are carried at the study's 1 m/s: 600 m, 3 steps of 180 m. The village in the
  // south-west counts; nobody says how many infants live in the north-west, and none do in the north-east.
  it('reports infants within reach of childcare', () =>
    expectRows(
      'CHD-NURSERY-COV',
      {
        [SW]: { status: 'reported', value: 84, numerator: 42, denominator: 50 },
        [SE]: { status: 'reported', value: 4, numerator: 2, denominator: 50 },
        [NW]: lacks('residential_points.pop_0_2'),
        [NE]: notAsked('nobody', 'pop_0_2')
      },
      evidenceFor('CHD-NURSERY-COV', {
        stepM: 180,
        people: { pop_resident: [10, 10, 10, 10], pop_0_2: [2, 2, NaN, 0] },
        rural: [SW],
        places: inMiddles('childcare', [SW])
      })
    ));
});

describe('EDU-KINDER-300', () => {
  // 300 m are 3 steps of 90 m. Childcare does not stand in for a kindergarten.
  it('reports children of 3–5 within 300 m of a kindergarten', () =>
    expectRows(
      'EDU-KINDER-300',
      {
        [SW]: { status: 'reported', value: 84, numerator: 63, denominator: 75 },
        [SE]: { status: 'reported', value: 4, numerator: 3, denominator: 75 },
        [NW]: lacks('residential_points.pop_3_5'),
        [NE]: notAsked('scope', 'urban')
      },
      evidenceFor('EDU-KINDER-300', {
        stepM: 90,
        people: { pop_resident: [10, 10, 10, 10], pop_3_5: [3, 3, NaN, 3] },
        rural: [NE],
        places: [...inMiddles('kindergarten', [SW]), ...inMiddles('childcare', [SE])]
      })
    ));
});

describe('EDU-PRIMARY-500', () => {
  // 500 m are 3 steps of 150 m.
  it('reports children of 6–11 within 500 m of a primary school', () =>
    expectRows(
      'EDU-PRIMARY-500',
      {
        [OWN.SW]: { status: 'reported', value: 84, numerator: 84, denominator: 100 },
        [OWN.SE]: { status: 'reported', value: 4, numerator: 4, denominator: 100 },
        [OWN.NW]: lacks('residential_points.pop_6_11'),
        [OWN.NE]: notAsked('scope', 'urban')
      },
      evidenceFor('EDU-PRIMARY-500', {
        stepM: 150,
        people: { pop_resident: [10, 10, 10, 10], pop_6_11: [4, 4, NaN, 4] },
        ownSubdistricts: true,
        rural: [NE, OWN.NE],
        places: inMiddles('primary_school', [SW])
      })
    ));
});
