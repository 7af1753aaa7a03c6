import { describe, expect, it } from 'vitest';
import type { Place } from '../evidence-of.ts';
import {
  DISTRICT,
  evidenceFor,
  expectRow,
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
const ALL = [SW, SE, NW, NE];
const city = { area: 'city' as const };

describe('FAC-COV-URB', () => {
  const ask = (places: Place[], rural: number[]) => evidenceFor('FAC-COV-URB', { ...city, places, rural });

  it('asks each community of a city in town for a facility', () => {
    // The north-east is a village: the three others have one, 3 of 3.
    const three = [
      ...inMiddles('integrated_service_centre', [SW, SE]),
      ...inMiddles('party_service_centre', [NW])
    ];
    const met = { status: 'met', value: 100, numerator: 3, denominator: 3 } as const;
    expectRow('FAC-COV-URB', STUDY, met, ask(three, [NE]));
    // As a community of the town it lacks one: 3 of 4.
    const not = { status: 'not_met', value: 75, numerator: 3, denominator: 4 } as const;
    expectRow('FAC-COV-URB', STUDY, not, ask(three, []));
  });
  it('has no data without categories, and does not ask a city of villages', () => {
    expectRow('FAC-COV-URB', STUDY, NO_CATEGORY, ask(UNNAMED, []));
    expectRow('FAC-COV-URB', STUDY, notAsked('no-units', 'urban communities'), ask([], ALL));
  });
});

describe('FAC-COV-RUR', () => {
  const ask = (places: Place[], rural: number[]) => evidenceFor('FAC-COV-RUR', { ...city, places, rural });

  it('asks 80 of 100 villages for a facility', () => {
    // South-west, south-east and north-west are villages, all with one: 3 of 3. The town in the north-east is not counted.
    const three = inMiddles('integrated_service_centre', [SW, SE, NW]);
    const met = { status: 'met', value: 100, numerator: 3, denominator: 3 } as const;
    expectRow('FAC-COV-RUR', STUDY, met, ask(three, [SW, SE, NW]));
    // With the north-east a village too: 3 of 4 are 75 %.
    const not = { status: 'not_met', value: 75, numerator: 3, denominator: 4 } as const;
    expectRow('FAC-COV-RUR', STUDY, not, ask(three, ALL));
  });
  it('is met by 4 of 5 villages, exactly 80 %', () => {
    const places = inMiddles('integrated_service_centre', ALL);
    const evidence = evidenceFor('FAC-COV-RUR', { ...city, places, moreCommunities: 1, rural: [...ALL, 6] });
    expectRow('FAC-COV-RUR', 7, { status: 'met', value: 80, numerator: 4, denominator: 5 }, evidence);
  });
  it('has no data without categories, and does not ask a city without villages', () => {
    expectRow('FAC-COV-RUR', STUDY, NO_CATEGORY, ask(UNNAMED, ALL));
    expectRow('FAC-COV-RUR', STUDY, notAsked('no-units', 'administrative villages'), ask([], []));
  });
});

describe('FAC-RESETTLE-100', () => {
  const flags = (...values: (string | undefined)[]) => ({
    admin_units: values.map((priority_flag, unit) => ({ unit, priority_flag }))
  });
  const ask = (units: number[], ...values: (string | undefined)[]) =>
    evidenceFor('FAC-RESETTLE-100', {
      places: inMiddles('integrated_service_centre', units),
      ledgers: flags(...values)
    });

  it('asks each resettlement community for a facility', () => {
    // Two are of resettlement, the others are said to be of another kind: both have one, 2 of 2; one has, 1 of 2.
    const kinds = ['resettlement', 'resettlement', 'none', 'none'];
    const met = { status: 'met', value: 100, numerator: 2, denominator: 2 } as const;
    expectRow('FAC-RESETTLE-100', DISTRICT, met, ask([SW, SE], ...kinds));
    const not = { status: 'not_met', value: 50, numerator: 1, denominator: 2 } as const;
    expectRow('FAC-RESETTLE-100', DISTRICT, not, ask([SW, NW], ...kinds));
  });
  it('has no data without the flag, and does not ask a district that has none of them', () => {
    const without = evidenceFor('FAC-RESETTLE-100', { places: inMiddles('integrated_service_centre', [SW]) });
    expectRow('FAC-RESETTLE-100', DISTRICT, lacks('admin_units.priority_flag'), without);
    const none = ask([SW], 'none', 'none', 'none', 'none');
    expectRow('FAC-RESETTLE-100', DISTRICT, notAsked('no-units', 'resettlement communities'), none);
  });
});

describe('FAC-SWS-SUBD', () => {
  const ask = (places: Place[]) =>
    evidenceFor('FAC-SWS-SUBD', { places, ownSubdistricts: true, rural: [NE, OWN.NE] });

  it('asks each subdistrict and township for a station', () => {
    // Townships count: 4 of 4. A room of a community in the north-east is no station: 3 of 4.
    const met = { status: 'met', value: 100, numerator: 4, denominator: 4 } as const;
    expectRow('FAC-SWS-SUBD', OWN.DISTRICT, met, ask(inMiddles('social_work_station', ALL)));
    const three = [...inMiddles('social_work_station', [SW, SE, NW]), ...inMiddles('social_work_room', [NE])];
    const not = { status: 'not_met', value: 75, numerator: 3, denominator: 4 } as const;
    expectRow('FAC-SWS-SUBD', OWN.DISTRICT, not, ask(three));
  });
  it('has no data without categories', () =>
    expectRow('FAC-SWS-SUBD', OWN.DISTRICT, NO_CATEGORY, ask(UNNAMED)));
});

describe('FAC-VOL-80', () => {
  // Each station says in which centre (F0, F1, …, in the order of the list) it stands. Centres in all four communities.
  const centres = inMiddles('integrated_service_centre', ALL);
  const stations = (hosts: string[]): Place[] =>
    hosts.map((host_id, k) => ({ ...inMiddles('volunteer_station', [k])[0], texts: { host_id } }));
  const ask = (places: Place[]) => evidenceFor('FAC-VOL-80', { ...city, places, rural: [NE] });

  it('asks 80 of 100 communities and villages for a station, beside the share of centres that host one', () => {
    // 4 of 4 communities; only 2 of 4 centres host a station, two stations stand by themselves.
    const every = ask([...centres, ...stations(['F0', 'F1', 'X', 'Y'])]);
    const met = expectRow('FAC-VOL-80', STUDY, { status: 'met', value: 100, denominator: 4 }, every);
    expect(met.parts).toMatchObject([{ value: 50, numerator: 2, denominator: 4, status: 'reported' }]);
    // 3 of 4 communities: 75 %; 3 of 4 centres.
    const three = ask([...centres, ...stations(['F0', 'F1', 'F2'])]);
    const not = expectRow('FAC-VOL-80', STUDY, { status: 'not_met', value: 75, denominator: 4 }, three);
    expect(not.parts).toMatchObject([{ value: 75, numerator: 3, denominator: 4 }]);
  });
  it('has no data without categories', () => expectRow('FAC-VOL-80', STUDY, NO_CATEGORY, ask(UNNAMED)));
});

describe('FAC-DEMO-10', () => {
  // 12 communities, of which the first are chosen.
  const ask = (chosen: number) =>
    evidenceFor('FAC-DEMO-10', {
      ...city,
      moreCommunities: 8,
      ledgers: {
        admin_units: [...ALL, 6, 7, 8, 9, 10, 11, 12, 13].map((unit, k) => ({
          unit,
          demo_flag: k < chosen ? 1 : 0
        }))
      }
    });
  it.each([
    [10, 'met'],
    [9, 'not_met'],
    [11, 'not_met']
  ] as const)('asks a city for ten communities chosen for demonstration, not %i', (chosen, status) => {
    expectRow('FAC-DEMO-10', 14, { status, value: chosen, numerator: chosen }, ask(chosen));
  });
  it('has no data without the flag', () =>
    expectRow('FAC-DEMO-10', STUDY, lacks('admin_units.demo_flag'), evidenceFor('FAC-DEMO-10', city)));
});
