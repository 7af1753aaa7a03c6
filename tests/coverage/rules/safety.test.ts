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
  ruleOf,
  SE,
  STUDY,
  SW,
  UNNAMED
} from './rule-town.ts';

const NO_CATEGORY = lacks('facilities.category');
const ALL = [SW, SE, NW, NE];
const city = { area: 'city' as const };

describe('SAF-SHELTER-URB', () => {
  // 500 m are 3 steps of 150 m: 21 of 25 junctions of the south-west, 84 %; 1 of 25 of the south-east, 4 %.
  it('reports residents within 500 m of a shelter', () =>
    expectRows(
      'SAF-SHELTER-URB',
      {
        [SW]: { status: 'reported', value: 84, numerator: 210, denominator: 250 },
        [SE]: { status: 'reported', value: 4, numerator: 10, denominator: 250 },
        [NW]: lacks('residential_points.pop_resident'),
        [NE]: notAsked('scope', 'urban')
      },
      evidenceFor('SAF-SHELTER-URB', {
        stepM: 150,
        people: { pop_resident: [10, 10, NaN, 10] },
        rural: [NE],
        places: inMiddles('emergency_shelter', [SW])
      })
    ));
});

describe('SAF-SHELTER-RUR', () => {
  const ask = (units: number[], rural: number[], rule = ruleOf('SAF-SHELTER-RUR')) =>
    evidenceFor(rule, { ...city, places: inMiddles('emergency_shelter', units), rural });

  it('reports the share of villages, as 基本全覆盖 has no percent', () => {
    // 2 of 3 villages; the shelter of the town in the north-east is not counted. 3 of 4 villages.
    const two = { status: 'reported', value: 200 / 3, numerator: 2, denominator: 3 } as const;
    expectRow('SAF-SHELTER-RUR', STUDY, two, ask([SW, SE, NE], [SW, SE, NW]));
    const three = { status: 'reported', value: 75, numerator: 3, denominator: 4 } as const;
    expectRow('SAF-SHELTER-RUR', STUDY, three, ask([SW, SE, NE], ALL));
  });
  it('is judged by the pass line that a user sets: 75 % meet 70, not 90', () => {
    const at = (pass_pct: number) => ruleOf('SAF-SHELTER-RUR', { project_default: { pass_pct } });
    expectRow(at(70), STUDY, { status: 'met', value: 75 }, ask([SW, SE, NE], ALL, at(70)));
    expectRow(at(90), STUDY, { status: 'not_met', value: 75 }, ask([SW, SE, NE], ALL, at(90)));
  });
  it('has no data without categories, and does not ask a city without villages', () => {
    const none = evidenceFor('SAF-SHELTER-RUR', { ...city, places: UNNAMED, rural: ALL });
    expectRow('SAF-SHELTER-RUR', STUDY, NO_CATEGORY, none);
    expectRow('SAF-SHELTER-RUR', STUDY, notAsked('no-units', 'administrative villages'), ask([SW], []));
  });
});

describe('SAF-MICROFIRE', () => {
  // 2 in the south-west, 1 in the village in the south-east, none in the north-west: reported, never failed.
  it('reports how many stations each community has', () =>
    expectRows(
      'SAF-MICROFIRE',
      {
        [SW]: { status: 'reported', value: 2 },
        [SE]: { status: 'reported', value: 1 },
        [NW]: { status: 'reported', value: 0 }
      },
      evidenceFor('SAF-MICROFIRE', { places: inMiddles('micro_fire_station', [SW, SW, SE]), rural: [SE] })
    ));
  it('has no data where no facility has a category', () =>
    expectRow('SAF-MICROFIRE', SW, NO_CATEGORY, evidenceFor('SAF-MICROFIRE', { places: UNNAMED })));
});

describe('SAF-POLICE-COLOC', () => {
  // Offices: one in the centre's premises, one on its parcel, one at the same place but in a house of its own.
  const centre: Place = {
    at: [2, 2],
    category: 'party_service_centre',
    texts: { host_id: 'H', parcel_id: 'P' }
  };
  const office = (texts?: Place['texts']): Place => ({ at: [2, 2], category: 'police_office', texts });
  const [hosted, onParcel, apart] = [
    office({ host_id: 'H' }),
    office({ host_id: 'K', parcel_id: 'P' }),
    office({ host_id: 'Z', parcel_id: 'Q' })
  ];
  const ask = (...places: Place[]) => evidenceFor('SAF-POLICE-COLOC', { ...city, places });

  it('asks every office of a city to be under one roof with a centre', () => {
    const both = expectRow(
      'SAF-POLICE-COLOC',
      STUDY,
      { status: 'met', value: 100, numerator: 2, denominator: 2 },
      ask(centre, hosted, onParcel)
    );
    // 1 by the host, 1 by the parcel.
    expect(both.parts!.map(({ numerator }) => numerator)).toEqual([1, 1]);
    const two = { status: 'not_met', value: 200 / 3, numerator: 2, denominator: 3 } as const;
    expectRow('SAF-POLICE-COLOC', STUDY, two, ask(centre, hosted, onParcel, apart));
  });
  it('has no data where an office does not say, or nobody does; does not ask a city without offices', () => {
    const roofs = 'facilities.host_id, facilities.parcel_id';
    const open = lacks(`${roofs}: 1 / 2`, 'incomplete');
    expectRow('SAF-POLICE-COLOC', STUDY, open, ask(centre, hosted, office()));
    const nobody = ask({ at: [2, 2], category: 'party_service_centre' }, office());
    expectRow('SAF-POLICE-COLOC', STUDY, lacks(roofs), nobody);
    expectRow('SAF-POLICE-COLOC', STUDY, notAsked('no-facility', 'police_office'), ask(centre));
  });
});
