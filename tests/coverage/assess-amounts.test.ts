import { describe, expect, it } from 'vitest';
import { assess } from '../../src/lib/coverage/assess.ts';
import type { Compute } from '../../src/lib/standards/compute.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import {
  DISTRICT,
  evidenceOf,
  ledgerOf,
  NE,
  NW,
  rule,
  SE,
  STUDY,
  SUBDISTRICT,
  SW,
  type Place
} from './evidence-of.ts';

type Change = Parameters<typeof evidenceOf>[1];

const evidence = (places: Place[], change: Change = {}) => evidenceOf(places, { measured: false, ...change });
const centre = { at: [1, 1] as [number, number], category: 'integrated_service_centre' };
const rows = (standard: Standard, places: Place[], change?: Change) =>
  assess(standard, evidence(places, change));
const made = (compute: Compute, more: Partial<Standard> = {}): Standard => ({
  ...rule('SAF-LAW-3'),
  ...more,
  compute
});

describe('ledgers of units', () => {
  const staff = (values: [unit: number, value: number][]) => ({
    ledgers: { staffing: ledgerOf(values.map(([unit, legal_literate]) => ({ unit, legal_literate }))) }
  });

  it('SAF-LAW-3 asks each community for three: enough, too few, a blank cell, no row', () => {
    const given = staff([
      [SW, 3],
      [SE, 2],
      [NW, NaN]
    ]);
    const found = rows(rule('SAF-LAW-3'), [centre], given);
    expect(found.map(({ status, value }) => [status, value])).toEqual([
      ['met', 3],
      ['not_met', 2],
      ['no_data', NaN],
      ['no_data', NaN]
    ]);
    expect(found[NW].why).toEqual({ code: 'missing-input', what: 'staffing.legal_literate' });
    expect(found[NE].why).toEqual({ code: 'no-row', what: 'staffing.legal_literate' });
  });
  it('without the column have no data, naming it', () =>
    expect(rows(rule('SAF-LAW-3'), [centre])[SW].why).toEqual({
      code: 'missing-input',
      what: 'staffing.legal_literate'
    }));
  it('a row of another role, or of a facility, is not one that lacks the figure', () => {
    const staffing = ledgerOf([
      { unit: SW, role: 'legal_literate', legal_literate: 2 },
      { unit: SW, role: 'core_posts' },
      { unit: SW, facility: 'F0' },
      { unit: SW, role: 'legal_literate', legal_literate: 1 }
    ]);
    expect(rows(rule('SAF-LAW-3'), [centre], { ledgers: { staffing } })[SW]).toMatchObject({
      status: 'met',
      value: 3,
      why: null
    });
  });

  const bySubdistrict: Standard = { ...rule('SAF-LAW-3'), unit_level: 'subdistrict', threshold: 10 };
  it('sum upwards; a unit below without a row makes the sum the least that it can be', () => {
    const all = staff([SW, SE, NW, NE].map((unit) => [unit, 3]));
    expect(rows(bySubdistrict, [centre], all)[0]).toMatchObject({ status: 'met', value: 12, why: null });
    const some = staff(
      [
        [SW, 6],
        [SE, 6],
        [NW, 1]
      ].map(([unit, value]) => [unit, value])
    );
    expect(rows(bySubdistrict, [centre], some)[0]).toMatchObject({
      status: 'met',
      value: 13,
      why: { code: 'lower-bound', what: 'staffing.legal_literate: 1 / 4' }
    });
    const few = staff([[SW, 3]]);
    expect(rows(bySubdistrict, [centre], few)[0]).toMatchObject({
      status: 'no_data',
      why: { code: 'incomplete', what: 'staffing.legal_literate: 3 / 4' }
    });
  });
  it('villages are not waited for where the rule is for towns', () => {
    const given = {
      ...staff(
        [
          [SW, 4],
          [SE, 4],
          [NW, 4]
        ].map(([unit, value]) => [unit, value])
      ),
      rural: [NE]
    };
    expect(rows(bySubdistrict, [centre], given)[0]).toMatchObject({ status: 'met', value: 12 });
    const town = { ...bySubdistrict, scope: { ...bySubdistrict.scope, rural: false } };
    expect(rows(town, [centre], given)[0]).toMatchObject({ status: 'met', value: 12, why: null });
  });
  it('own rows win over those below, never both, and a difference is told', () => {
    const four = [SW, SE, NW, NE].map((unit): [number, number] => [unit, 3]);
    const said = rows(bySubdistrict, [centre], staff([...four, [SUBDISTRICT, 9]]))[0];
    expect(said).toMatchObject({
      status: 'not_met',
      value: 9,
      why: { code: 'own-differs-from-sum', what: '9 / 12' }
    });
    expect(rows(bySubdistrict, [centre], staff([...four, [SUBDISTRICT, 12]]))[0].why).toBeNull();
    const above: Standard = { ...bySubdistrict, unit_level: 'district' };
    expect(rows(above, [centre], staff([...four, [SUBDISTRICT, 9]]))[0]).toMatchObject({
      unit: DISTRICT,
      value: 9
    });
  });
});

describe('ratios of totals and ledgers', () => {
  const people = { pop_urban_resident: [5000, 5000, 5000, 5000], pop_resident: [5000, 5000, 5000, 0] };
  const workers = (values: number[]) => ({
    staffing: ledgerOf(values.map((community_workers, unit) => ({ unit, community_workers })))
  });
  it('STF-18 is for the city: reported for a study area of which nobody says that it is one', () => {
    // 36 workers for 20,000 urban residents are 18 for 10,000.
    const change = { totals: people, ledgers: workers([9, 9, 9, 9]) };
    const [row] = rows(rule('STF-18'), [centre], change);
    expect(row).toMatchObject({
      unit: STUDY,
      status: 'reported',
      value: 18,
      numerator: 36,
      denominator: 2,
      why: { code: 'study-area' }
    });
    const area = { name: '某市', level: 'city' as const };
    expect(rows(rule('STF-18'), [centre], { ...change, area })[0].status).toBe('met');
    const fewer = { ...change, ledgers: workers([9, 9, 9, 8]), area };
    expect(rows(rule('STF-18'), [centre], fewer)[0]).toMatchObject({ status: 'not_met', value: 17.5 });
    expect(rows(rule('STF-18'), [centre], { ...change, totals: {}, area })[0].why?.what).toBe(
      'admin_units.pop_urban_resident'
    );
  });
  it('STF-300HH never fails: outside the tolerance it gives a hint', () => {
    const totals = { households: [300, 300, 300, 300] };
    const found = rows(rule('STF-300HH'), [centre], { totals, ledgers: workers([1, 2, 3, 0]) });
    expect(found.map(({ status }) => status)).toEqual(['reported', 'reported', 'reported', 'reported']);
    // 0.3333 ± 20 %.
    expect(found[SW].why).toEqual({ code: 'within-tolerance', what: '0.26664–0.39996' });
    expect(found[SE].why).toEqual({ code: 'outside-tolerance', what: '0.26664–0.39996' });
  });
  it('ELD-VISIT-100 is a percent of the registered; nobody registered is not asked', () => {
    const visits = ledgerOf([
      { unit: SW, registered: 10, visited: 10 },
      { unit: SW, registered: 10, visited: 10 },
      { unit: SE, registered: 10, visited: 9 },
      { unit: NW, registered: 0, visited: 0 }
    ]);
    const found = rows(rule('ELD-VISIT-100'), [centre], { ledgers: { visits } });
    expect(found.map(({ status }) => status)).toEqual(['met', 'not_met', 'not_applicable', 'no_data']);
    expect(found[SE]).toMatchObject({ value: 90, numerator: 9, denominator: 10 });
    expect(found[NW].why).toEqual({ code: 'nobody', what: 'visits.registered' });
  });
  it('figures beside must be met too, and stand in the parts', () => {
    const unit_status = ledgerOf([
      { unit: SW, owner_rep_party_share: 60, owner_committee_party_share: 51 },
      { unit: SE, owner_rep_party_share: 60, owner_committee_party_share: 50 },
      { unit: NW, owner_rep_party_share: 60 },
      { unit: NE, owner_rep_party_share: 50, owner_committee_party_share: 80 }
    ]);
    const found = rows(rule('PTY-OWNERS-50'), [centre], { ledgers: { unit_status } });
    expect(found.map(({ status }) => status)).toEqual(['met', 'not_met', 'no_data', 'not_met']);
    expect(found[SE].why?.code).toBe('part-not-met');
    expect(found[NW].why).toEqual({ code: 'missing-input', what: 'unit_status.owner_committee_party_share' });
    expect(found[SW].parts?.map(({ value }) => value)).toEqual([60, 51]);
  });
  it('a mean counts each unit once, and how many reach it by themselves stands beside', () => {
    const orgs = (values: number[]) => ({
      unit_status: ledgerOf(values.map((social_orgs, unit) => ({ unit, social_orgs })))
    });
    const [row] = rows(rule('ORG-AVG-U-12'), [centre], { ledgers: orgs([20, 20, 4, 4]) });
    expect(row).toMatchObject({ unit: DISTRICT, status: 'met', value: 12, numerator: 48, denominator: 4 });
    expect(row.parts).toMatchObject([{ value: 50, numerator: 2, denominator: 4 }]);
    // Of three known, (40 + 8) / 4 is the least that the mean can be; 47 / 4 could still reach 12.
    expect(rows(rule('ORG-AVG-U-12'), [centre], { ledgers: orgs([20, 20, 8]) })[0]).toMatchObject({
      status: 'met',
      why: { code: 'lower-bound', what: 'community: 1 / 4' }
    });
    expect(rows(rule('ORG-AVG-U-12'), [centre], { ledgers: orgs([20, 20, 7]) })[0].why?.code).toBe(
      'incomplete'
    );
    const villages = { ledgers: orgs([20, 20, 4, 4]), rural: [NE] };
    expect(rows(rule('ORG-AVG-R-6'), [centre], villages)[0]).toMatchObject({ status: 'not_met', value: 4 });
  });
});

describe('estates', () => {
  const estates = ledgerOf([
    { unit: SW, estate_id: 'old', households: 1000, is_new_build: 0, total_floor_area_m2: 90_000 },
    { unit: SW, estate_id: 'new', households: 500, is_new_build: 1, total_floor_area_m2: 2_000 },
    { unit: SE, estate_id: 'far', households: 1000, is_new_build: 0 }
  ]);
  const room = (areaM2: number, estate?: string, at: [number, number] = [1, 1]): Place => ({
    at,
    category: 'eldercare_site',
    floorAreaM2: areaM2,
    ...(estate !== undefined && { texts: { estate_id: estate } })
  });
  it('split the ledgers of new and built ones by the estate of the facility', () => {
    const places = [room(200, 'old'), room(150, 'new'), room(199, 'far', [8, 1])];
    const change = { ledgers: { estates }, totals: { households: [9000, 9000, 9000, 9000] } };
    const built = rows(rule('ELD-AREA-OLD'), places, change);
    expect(built[SW]).toMatchObject({ status: 'met', value: 20, numerator: 200, features: [0], why: null });
    expect(built[SE]).toMatchObject({ status: 'not_met', value: 19.9 });
    expect(built[NW].why).toEqual({ code: 'no-row', what: 'estates.households' });
    const fresh = rows(rule('ELD-AREA-NEW'), places, change);
    expect(fresh[SW]).toMatchObject({ status: 'met', value: 30, numerator: 150, features: [1] });
    expect(fresh[SE]).toMatchObject({ status: 'not_applicable', why: { code: 'none-such' } });
  });
  it('a facility counts where its estate lies, whatever lies nearer', () => {
    const places = [room(200, 'old', [8, 8])];
    expect(rows(rule('ELD-AREA-OLD'), places, { ledgers: { estates } })[SW].features).toEqual([0]);
  });
  it('a facility of no estate is known where all estates of its community are alike', () => {
    const places = [room(200, 'old'), room(50), room(250, undefined, [8, 1])];
    const found = rows(rule('ELD-AREA-OLD'), places, { ledgers: { estates } });
    expect(found[SW]).toMatchObject({
      status: 'met',
      why: { code: 'lower-bound', what: 'estates.is_new_build: 1 / 2' }
    });
    expect(found[SE]).toMatchObject({ status: 'met', value: 25, why: null });
  });
  it('where no facility names its estate those inside count for the built ones, and the row says so', () => {
    const found = rows(rule('ELD-AREA-OLD'), [room(200)], { ledgers: { estates } });
    expect(found[SW]).toMatchObject({
      status: 'met',
      value: 20,
      why: { code: 'units-for-estates', what: 'facilities.estate_id' }
    });
    expect(rows(rule('ELD-AREA-NEW'), [room(200)], { ledgers: { estates } })[SW].why).toEqual({
      code: 'missing-input',
      what: 'facilities.estate_id'
    });
  });
  it('COM-PROP is a percent of the estates whose management is known', () => {
    const managed = ledgerOf([
      { unit: SW, estate_id: 'a', property_mgmt: 'company' },
      { unit: SW, estate_id: 'b', property_mgmt: 'none' },
      { unit: SE, estate_id: 'c' }
    ]);
    const found = rows(rule('COM-PROP'), [centre], { ledgers: { estates: managed } });
    expect(found[SW]).toMatchObject({ status: 'reported', value: 50, numerator: 1, denominator: 2 });
    expect(found[SE].status).toBe('no_data');
    expect(found[NE].why?.code).toBe('no-row');
  });
  it('SIT-STOCK counts candidate sites: a unit without one has none', () => {
    const candidate_sites = ledgerOf([
      { unit: SW, floor_area_m2: 100 },
      { unit: SW, floor_area_m2: 50 }
    ]);
    const found = rows(rule('SIT-STOCK'), [centre], { ledgers: { candidate_sites } });
    expect(found[SW]).toMatchObject({ status: 'reported', value: 2 });
    expect(found[SW].parts?.map(({ value }) => value)).toEqual([2, 150]);
    expect(found[SE]).toMatchObject({ status: 'reported', value: 0 });
  });
});

describe('rooms that two ledgers share', () => {
  it('are told with their area, and taken off nowhere', () => {
    const shared = (category: string): Place => ({
      at: [2, 2],
      category,
      floorAreaM2: 200,
      texts: { host_id: 'H' }
    });
    const places = [shared('integrated_service_centre'), shared('day_care')];
    const totals = { households: [1000, 1000, 1000, 1000] };
    const area = rows(rule('FAC-AREA-100HH'), places, { totals })[SW];
    expect(area).toMatchObject({ value: 20, features: [0] });
    expect([area.why, ...(area.remarks ?? [])]).toContainEqual({ code: 'shared-room', what: '1 (200 m²)' });
    const other = rows(rule('ELD-AREA-OLD'), places, { totals })[SW];
    expect([other.why, ...(other.remarks ?? [])]).toContainEqual({ code: 'shared-room', what: '1 (200 m²)' });
    const apart = [places[0], { ...places[1], floorAreaM2: 201 }];
    expect(rows(rule('FAC-AREA-100HH'), apart, { totals })[SW]).toMatchObject({ why: null });
  });
});

describe('a rule of the planner’s own', () => {
  it('needs no code: any column of any table, with conditions', () => {
    const bench = made(
      { how: 'ratio', top: { sum: 'facilities.seats', where: [{ column: 'facilities.covered', is: true }] } },
      { facility_categories: ['park'], threshold: 5, comparator: '>=', unit: 'seats' }
    );
    const park = (seats: number, covered: number | null, at: [number, number]): Place => ({
      at,
      category: 'park',
      numbers: { seats, ...(covered !== null && { covered }) }
    });
    const found = rows(bench, [park(5, 1, [1, 1]), park(9, 0, [8, 1]), park(9, null, [1, 8])]);
    expect(found.map(({ status, value }) => [status, value])).toEqual([
      ['met', 5],
      ['not_met', 0],
      ['no_data', NaN],
      ['not_met', 0]
    ]);
  });
});
