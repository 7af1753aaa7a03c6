import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessAdjacency } from '../../src/lib/coverage/assess-adjacency.ts';
import { assessTogether } from '../../src/lib/coverage/assess-together.ts';
import { gatherEvidence, type Evidence } from '../../src/lib/coverage/evidence.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { roofsOf } from '../../src/lib/coverage/same-roof.ts';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';
import { rule } from './evidence-of.ts';

/** 10 × 10 junctions of 100 m in four quarters of 5 × 5. */
const town = buildGridTown({ columns: 10, rows: 10 });
const [SW, SE, , NE, SUBDISTRICT] = [0, 1, 2, 3, 4, 5];

interface Place {
  category: string;
  at: Junction;
  host?: string;
  parcel?: string;
}

function evidenceOf(places: Place[], { roads = true, columns = true } = {}): Evidence {
  const facilities: Facilities = {
    ...facilitiesAt(
      town,
      places.map(({ at }) => at)
    ),
    category: places.map(({ category }) => category)
  };
  if (columns)
    facilities.texts = {
      host_id: places.map(({ host }) => host ?? ''),
      parcel_id: places.map(({ parcel }) => parcel ?? '')
    };
  const walks = roads ? { network: town.network, facilities: joinPoints(town.network, facilities) } : null;
  return gatherEvidence(town.units, facilities, town.demand, [], roads ? ['walk_network.length_m'] : [], {
    walks
  });
}

const health = rule('HLT-ELD-ADJ');
const police = rule('SAF-POLICE-COLOC');
const ask = (standard: Standard, places: Place[], options = {}) =>
  assessAdjacency(standard, evidenceOf(places, options));
const ways = (row: { parts?: { numerator: number }[] }) => row.parts!.map(({ numerator }) => numerator);

describe('neighbours', () => {
  it('are told by premises first, then parcel, then a walk of 200 m: each station by one of them', () => {
    const places: Place[] = [
      { category: 'chs', at: [0, 3], host: 'H', parcel: 'P' },
      { category: 'day_care', at: [0, 3], host: 'H', parcel: 'P' },
      { category: 'chs', at: [3, 3], parcel: 'Q' },
      { category: 'nursing_home', at: [8, 8], parcel: 'Q' },
      // 1.9 blocks from the home at (3, 0) by the street.
      { category: 'chs', at: [1.1, 0] },
      { category: 'eldercare_site', at: [3, 0] },
      // 2.1 blocks off, and 4 from every other.
      { category: 'chc', at: [4, 1.1] }
    ];
    const row = ask(health, places)(SW);
    expect(row).toMatchObject({ status: 'reported', value: 75, numerator: 3, denominator: 4 });
    expect(ways(row)).toEqual([1, 1, 1]);
    expect(row.features).toEqual([0, 1, 2, 3, 4, 5]);
    expect(row.parts![2].labelEn).toBe('within a walk of 200 m (project default)');
  });
  it('are found by the street, not the straight line: a block each way is 200 m, and 141 m as the crow flies', () => {
    const places: Place[] = [
      { category: 'chs', at: [1, 1] },
      { category: 'day_care', at: [2, 2] }
    ];
    // 100 m each way: 200 m by the street is the limit, and to within 0.1 % may be a hair more, so ask for 205.
    const near = { ...health, project_default: { adjacent_walk_m: 205 } };
    expect(ask(near, places)(SW).value).toBe(100);
    expect(ask({ ...health, project_default: { adjacent_walk_m: 195 } }, places)(SW).value).toBe(0);
    // 141 m × 1.3 are 184 m: without roads an estimate.
    const estimate = ask({ ...health, project_default: { adjacent_walk_m: 190 } }, places, { roads: false })(
      SW
    );
    expect(estimate).toMatchObject({ status: 'reported', value: 100, why: { code: 'estimated' } });
    expect(
      ask({ ...health, project_default: { adjacent_walk_m: 180 } }, places, { roads: false })(SW).value
    ).toBe(0);
    const strict: Standard = { ...health, comparator: '>=', threshold: 50 };
    expect(ask(strict, places, { roads: false })(SW)).toMatchObject({
      status: 'no_data',
      why: { code: 'missing-input', what: 'walk_network.length_m' }
    });
  });
  it('may stand across a border, and nobody is a neighbour of their own', () => {
    const places: Place[] = [
      { category: 'chs', at: [4, 1] },
      { category: 'day_care', at: [5, 1] },
      { category: 'chs', at: [8, 8] }
    ];
    const judge = ask(health, places);
    expect(judge(SW)).toMatchObject({ value: 100, features: [0, 1] });
    expect(judge(NE)).toMatchObject({ value: 0, features: [] });
    expect(judge(SE)).toMatchObject({ status: 'not_applicable', why: { code: 'no-facility' } });
    expect(judge(SUBDISTRICT)).toMatchObject({ value: 50, numerator: 1, denominator: 2 });
    const own: Standard = { ...health, compute: { how: 'adjacency', of: ['chs'], beside: ['chs'] } };
    expect(ask(own, places)(SW).value).toBe(0);
    expect(ask(own, places, { roads: false })(SW).value).toBe(0);
  });
  it('ask for the metres where nobody has said them, and for categories', () => {
    const open = { ...health, project_default: {} };
    expect(ask(open, [{ category: 'chs', at: [1, 1] }])(SW).why).toEqual({
      code: 'no-figure',
      what: 'project_default.adjacent_walk_m'
    });
    expect(ask(health, [{ category: '', at: [1, 1] }])(SW).why).toEqual({
      code: 'missing-input',
      what: 'facilities.category'
    });
    const doubt: Place[] = [
      { category: 'chs', at: [1, 1] },
      { category: '', at: [1, 1] }
    ];
    expect(ask(health, doubt)(SW)).toMatchObject({ status: 'no_data', why: { code: 'uncategorised' } });
  });
  it('are those that brute force over the town finds', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            category: fc.constantFrom('chs', 'chc', 'day_care', 'nursing_home', 'park'),
            at: fc.tuple(fc.nat(9), fc.nat(9)) as fc.Arbitrary<Junction>,
            host: fc.constantFrom('', '', 'F0', 'F1', 'X'),
            parcel: fc.constantFrom('', '', '', 'P', 'Q')
          }),
          { minLength: 1, maxLength: 12 }
        ),
        fc.boolean(),
        (places, roads) => {
          // Half a block off every number of blocks, so that no sum lies on the limit.
          const standard = { ...health, project_default: { adjacent_walk_m: 250 } };
          const evidence = evidenceOf(places, { roads });
          const { host, parcel } = roofsOf(evidence.facilities);
          const { lon, lat } = evidence.facilities;
          const isOf = (i: number) => ['chs', 'chc'].includes(places[i].category);
          const isBeside = (i: number) => ['day_care', 'nursing_home'].includes(places[i].category);
          const near = (a: number, b: number) =>
            host[a] === host[b] ||
            (parcel[a] !== '' && parcel[a] === parcel[b]) ||
            (roads
              ? town.walkSteps(places[a].at, places[b].at) <= 2
              : distanceM(lon[a], lat[a], lon[b], lat[b]) * 1.3 <= 250);
          const of = places.flatMap((_, i) => (isOf(i) ? [i] : []));
          const has = of.filter((a) => places.some((_, b) => a !== b && isBeside(b) && near(a, b)));
          const row = assessAdjacency(standard, evidence)(SUBDISTRICT);
          if (of.length === 0) expect(row.status).toBe('not_applicable');
          else {
            expect([row.numerator, row.denominator]).toEqual([has.length, of.length]);
            expect(ways(row).reduce((sum, count) => sum + count, 0)).toBe(has.length);
          }
        }
      ),
      { numRuns: 100 }
    ));
});

describe('one roof', () => {
  const centre: Place = { category: 'party_service_centre', at: [1, 1] };

  it('is met where every office is in the premises or on the parcel of a centre, and not where one is elsewhere', () => {
    const inside: Place[] = [
      centre,
      { category: 'police_office', at: [3, 3], host: 'F0' },
      { ...centre, parcel: 'P' },
      { category: 'police_office', at: [4, 4], parcel: 'P' }
    ];
    expect(ask(police, inside)(SUBDISTRICT)).toMatchObject({ status: 'met', value: 100, denominator: 2 });
    expect(ways(ask(police, inside)(SUBDISTRICT))).toEqual([1, 1]);
    const apart: Place[] = [...inside, { category: 'police_office', at: [1, 1], host: 'elsewhere' }];
    expect(ask(police, apart)(SUBDISTRICT)).toMatchObject({
      status: 'not_met',
      numerator: 2,
      denominator: 3
    });
  });
  it('is not known of an office that says neither, however near', () => {
    const silent: Place[] = [
      centre,
      { category: 'police_office', at: [1, 1], host: 'F0' },
      { category: 'police_office', at: [1, 1] }
    ];
    expect(ask(police, silent)(SUBDISTRICT)).toMatchObject({
      status: 'no_data',
      why: { code: 'incomplete', what: 'facilities.host_id, facilities.parcel_id: 1 / 2' }
    });
    // One in another's premises decides.
    const apart: Place[] = [...silent, { category: 'police_office', at: [1, 1], host: 'Z' }];
    expect(ask(police, apart)(SUBDISTRICT).status).toBe('not_met');
  });
  it('has no data without both columns', () =>
    expect(
      ask(police, [centre, { category: 'police_office', at: [1, 1] }], { columns: false })(SUBDISTRICT).why
    ).toEqual({ code: 'missing-input', what: 'facilities.host_id, facilities.parcel_id' }));
  it('is that of the host of the host, and a circle of hosts ends', () => {
    const facilities = (hosts: string[]): Facilities => ({
      ...facilitiesAt(
        town,
        hosts.map(() => [1, 1])
      ),
      texts: { host_id: hosts }
    });
    expect(roofsOf(facilities(['', 'F0', 'F1'])).host).toEqual(['F0', 'F0', 'F0']);
    expect(roofsOf(facilities(['F1', 'F0'])).host).toHaveLength(2);
    expect([...roofsOf(facilities(['', 'F0', ''])).unsaid]).toEqual([0, 0, 1]);
  });
});

describe('kinds together', () => {
  const standard = rule('FAC-1N-COLOC');
  const together = (places: Place[], options = {}) => assessTogether(standard, evidenceOf(places, options));
  const places: Place[] = [
    { category: 'integrated_service_centre', at: [1, 1], parcel: 'P' },
    { category: 'chs', at: [1, 2], host: 'F0' },
    { category: 'police_office', at: [1, 2], host: 'F0' },
    { category: 'police_office', at: [1, 2], host: 'F0' },
    { category: 'culture_station', at: [4, 4], parcel: 'P' },
    { category: 'day_care', at: [1, 1] },
    { category: 'party_service_centre', at: [2, 2] },
    { category: 'chs', at: [8, 8], host: 'F0' }
  ];

  it('are counted once each, in the premises or on the parcel; of two hosts the fuller counts', () => {
    // The centre, two stations (one across the border), the police and the culture station: four kinds. The other host has one.
    const row = together(places)(SW);
    expect(row).toMatchObject({ status: 'reported', value: 4, numerator: 4, denominator: 13, why: null });
    expect(row.features).toEqual([0, 1, 2, 3, 4, 7]);
    expect(row.parts!.filter(({ value }) => value > 0).map(({ value }) => value)).toEqual([1, 1, 2, 2]);
    expect(together(places)(SE)).toMatchObject({ status: 'not_applicable' });
  });
  it('are those at the same place within 1 m where neither column is given, and the row says so', () => {
    const row = together(places, { columns: false })(SW);
    expect(row).toMatchObject({ value: 2, features: [0, 5], why: { code: 'same-place' } });
    const near: Place[] = [
      { category: 'integrated_service_centre', at: [1, 1] },
      { category: 'chs', at: [1.009, 1] },
      { category: 'day_care', at: [1, 1.011] }
    ];
    expect(together(near, { columns: false })(SW)).toMatchObject({ value: 2, features: [0, 1] });
  });
  it('have no data where a host may be among facilities without a category', () =>
    expect(
      together([
        { category: '', at: [1, 1] },
        { category: 'chs', at: [1, 1] }
      ])(SW)
    ).toMatchObject({
      status: 'no_data',
      why: { code: 'uncategorised' }
    }));
});
