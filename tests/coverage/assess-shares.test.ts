import { describe, expect, it } from 'vitest';
import { assess } from '../../src/lib/coverage/assess.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import { DISTRICT, evidenceOf, ledgerOf, NE, NW, rule, SE, SW, type Place } from './evidence-of.ts';

type Change = Parameters<typeof evidenceOf>[1];

const rows = (standard: Standard | string, places: Place[], change: Change = {}) =>
  assess(
    typeof standard === 'string' ? rule(standard) : standard,
    evidenceOf(places, { measured: false, ...change })
  );
const inDistrict = (id: string): Standard => ({ ...rule(id), unit_level: 'district' });
const [inSW, inSE, inNW] = [
  [1, 1],
  [8, 1],
  [1, 8]
] as [number, number][];
const centre = (at: [number, number], texts?: Record<string, string>): Place => ({
  at,
  category: 'integrated_service_centre',
  ...(texts && { texts })
});

describe('percent of units of which a column is so', () => {
  const agents = (values: (number | undefined)[]) => ({
    ledgers: {
      unit_status: ledgerOf(values.map((has_agent_service, unit) => ({ unit, has_agent_service })))
    }
  });
  it('FAC-AGENT-100 is met, not met, or can’t be told', () => {
    const id = inDistrict('FAC-AGENT-100');
    expect(rows(id, [], agents([1, 1, 1, 1]))[0]).toMatchObject({
      unit: DISTRICT,
      status: 'met',
      value: 100
    });
    expect(rows(id, [], agents([1, 1, 1, 0]))[0]).toMatchObject({
      status: 'not_met',
      value: 75,
      numerator: 3,
      denominator: 4
    });
    expect(rows(id, [], agents([1, 1, 1]))[0]).toMatchObject({
      status: 'no_data',
      why: { code: 'incomplete', what: 'unit_status.has_agent_service: 1 / 4' }
    });
    // Whatever the fourth is, one of them has none.
    expect(rows(id, [], agents([1, 0, 1]))[0]).toMatchObject({ status: 'not_met', value: 50 });
    expect(rows(id, [])[0].why).toEqual({ code: 'missing-input', what: 'unit_status.has_agent_service' });
  });
  it('DIG-5G-R asks villages alone; a district without one is not asked', () => {
    const given = {
      ledgers: {
        unit_status: ledgerOf([
          { unit: NE, network_5g: 1 },
          { unit: SW, network_5g: 0 }
        ])
      }
    };
    expect(rows(inDistrict('DIG-5G-R'), [], { ...given, rural: [NE] })[0]).toMatchObject({ status: 'met' });
    expect(rows(inDistrict('DIG-5G-R'), [], given)[0]).toMatchObject({
      status: 'not_applicable',
      why: { code: 'no-units', what: 'administrative villages' }
    });
  });
  it('FAC-DEMO-10 counts them', () => {
    const flags = (values: number[]) => ({
      ledgers: { admin_units: ledgerOf(values.map((demo_flag, unit) => ({ unit, demo_flag }))) }
    });
    const two: Standard = { ...inDistrict('FAC-DEMO-10'), threshold: 2 };
    expect(rows(two, [], flags([1, 1, 0, 0]))[0]).toMatchObject({ status: 'met', value: 2 });
    expect(rows(two, [], flags([1, 1, 1, 0]))[0]).toMatchObject({ status: 'not_met', value: 3 });
    // The fourth may be one more.
    expect(rows(two, [], flags([1, 1, 0]))[0].status).toBe('no_data');
  });
  it('FAC-RESETTLE-100 asks those of which a text says that they are meant', () => {
    const flagged = (texts: (string | undefined)[]) => ({
      ledgers: { admin_units: ledgerOf(texts.map((priority_flag, unit) => ({ unit, priority_flag }))) }
    });
    const [all, some] = [
      ['resettlement', 'none', 'resettlement', 'none'],
      ['resettlement', 'none', undefined, 'none']
    ];
    expect(rows('FAC-RESETTLE-100', [centre(inSW), centre(inNW)], flagged(all))[0]).toMatchObject({
      status: 'met',
      denominator: 2,
      features: [0, 1]
    });
    expect(rows('FAC-RESETTLE-100', [centre(inSW)], flagged(all))[0]).toMatchObject({ value: 50 });
    expect(rows('FAC-RESETTLE-100', [centre(inSW)], flagged(some))[0]).toMatchObject({
      status: 'no_data',
      why: { code: 'incomplete', what: 'admin_units.priority_flag: 1 / 2' }
    });
    expect(rows('FAC-RESETTLE-100', [centre(inSW), centre(inNW)], flagged(some))[0].status).toBe('met');
    expect(rows('FAC-RESETTLE-100', [centre(inSW)])[0].why?.what).toBe('admin_units.priority_flag');
  });
  it('FAC-VOL-80 also says how many premises host one', () => {
    const places: Place[] = [
      centre(inSW),
      centre(inSE),
      { at: inSW, category: 'volunteer_station', texts: { host_id: 'F0' } }
    ];
    const [row] = rows(inDistrict('FAC-VOL-80'), places);
    expect(row).toMatchObject({ status: 'not_met', value: 25 });
    expect(row.parts).toMatchObject([{ value: 50, numerator: 1, denominator: 2 }]);
  });
});

describe('percent of facilities', () => {
  const free = (at: [number, number], barrier_free?: number): Place => ({
    ...centre(at),
    ...(barrier_free !== undefined && { numbers: { barrier_free } })
  });
  it('FAC-BARRIERFREE reports what is known', () => {
    const found = rows('FAC-BARRIERFREE', [
      free(inSW, 1),
      free(inSW, 0),
      free(inSE, 1),
      free(inSE),
      free(inNW)
    ]);
    expect(found[SW]).toMatchObject({ status: 'reported', value: 50, numerator: 1, denominator: 2 });
    expect(found[SE].why).toEqual({ code: 'lower-bound', what: 'facilities.barrier_free: 1 / 2' });
    expect(found[NW].why).toEqual({ code: 'missing-input', what: 'facilities.barrier_free' });
    expect(found[NE]).toMatchObject({ status: 'not_applicable', why: { code: 'no-facility' } });
  });
  it('ELD-FLOOR-3 with a threshold: met, not met, unsure', () => {
    const on = (at: [number, number], floor?: string): Place => ({
      at,
      category: 'day_care',
      texts: { floor_level: floor ?? '' }
    });
    const found = rows('ELD-FLOOR-3', [on(inSW, '1'), on(inSE, '5'), on(inSE), on(inNW, '2'), on(inNW)]);
    expect(found.map(({ status }) => status)).toEqual(['met', 'not_met', 'no_data', 'not_applicable']);
  });
  it('ELD-SIX-SVC takes the six services together', () => {
    const places = ['meal;bath', 'meal;clean;legal'].map((service_functions): Place => ({
      at: inSW,
      category: 'eldercare_site',
      texts: { service_functions }
    }));
    expect(rows('ELD-SIX-SVC', places)[SW]).toMatchObject({
      status: 'reported',
      value: 50,
      numerator: 3,
      denominator: 6
    });
  });
});

describe('a figure of each facility', () => {
  it('FAC-HOURS-8 goes by the least; one that fails fails whatever is missing', () => {
    const open = (at: [number, number], hours?: number): Place => ({
      ...centre(at),
      ...(hours !== undefined && { numbers: { open_hours_per_day: hours } })
    });
    const found = rows('FAC-HOURS-8', [
      open(inSW, 8),
      open(inSE, 7.5),
      open(inSE),
      open(inNW, 9),
      open(inNW)
    ]);
    expect(found.map(({ status }) => status)).toEqual(['met', 'not_met', 'no_data', 'not_applicable']);
    expect(found[SE]).toMatchObject({ value: 7.5, why: { code: 'incomplete' } });
  });
  it('FAC-EMBED-FN3 counts different functions, two of the four kinds among them', () => {
    const offers = (at: [number, number], service_functions: string) => centre(at, { service_functions });
    const found = rows({ ...rule('FAC-EMBED-FN3'), soft: false }, [
      offers(inSW, 'day_care;meal;legal'),
      offers(inSE, 'day_care;bath;legal'),
      offers(inNW, 'day_care;meal;meal')
    ]);
    expect(found.map(({ status, value }) => [status, value])).toEqual([
      ['met', 3],
      ['not_met', 3],
      ['not_met', 2],
      ['not_applicable', NaN]
    ]);
    expect(found[SE].why).toEqual({ code: 'few-groups', what: '1 / 1' });
  });
  it('FAC-1N-DIRECTOR is exactly one, also where another has two', () => {
    const staffing = ledgerOf([
      { unit: SW, facility: 'F0', centre_director: 1 },
      { unit: SE, facility: 'F1', centre_director: 1 },
      { unit: SE, facility: 'F2', centre_director: 2 },
      { unit: NW, centre_director: 1 }
    ]);
    const places = [centre(inSW), centre(inSE), centre(inSE), centre(inNW)];
    const found = rows('FAC-1N-DIRECTOR', places, { ledgers: { staffing } });
    // The row of a unit is that of its only centre.
    expect(found.map(({ status }) => status)).toEqual(['met', 'not_met', 'met', 'not_applicable']);
    expect(found[SE].value).toBe(2);
  });
  it('ELD-BED-35 is area a bed', () => {
    const home = (at: [number, number], floorAreaM2: number, beds?: number): Place => ({
      at,
      category: 'nursing_home',
      floorAreaM2,
      ...(beds !== undefined && { beds })
    });
    const perBed: Standard = { ...rule('ELD-BED-35'), unit_level: 'community' };
    const found = rows(perBed, [home(inSW, 3500, 100), home(inSE, 3499, 100), home(inNW, 9000)]);
    expect(found.map(({ status }) => status)).toEqual(['met', 'not_met', 'no_data', 'not_applicable']);
    expect(found[SW].value).toBe(35);
  });
  it('ELD-CANTEEN-50 gives the percent that has what its tier asks, by category', () => {
    const places: Place[] = [
      { at: inSW, category: 'senior_canteen', floorAreaM2: 50, capacity: 50 },
      { at: inSW, category: 'senior_canteen', floorAreaM2: 50, capacity: 49 },
      { at: inSW, category: 'meal_point', floorAreaM2: 20, capacity: 10 },
      { at: inSE, category: 'meal_point', floorAreaM2: 20 }
    ];
    const found = rows('ELD-CANTEEN-50', places);
    expect(found[SW]).toMatchObject({ status: 'reported', numerator: 2, denominator: 3 });
    expect(found[SW].parts?.map(({ value }) => value)).toEqual([50, 100]);
    expect(found[SE].status).toBe('no_data');
  });
  it('ELD-DAYCARE-SIZE takes the tier of the residents', () => {
    const totals = { pop_resident: [12_000, 40_000, 5_000] };
    const at = [inSW, inSE, inNW].map((place): Place => ({
      at: place,
      category: 'day_care',
      floorAreaM2: 800
    }));
    const found = rows('ELD-DAYCARE-SIZE', at, { totals });
    expect(found.map(({ status, value }) => [status, value])).toEqual([
      ['reported', 100],
      ['reported', 0],
      ['not_applicable', NaN],
      ['not_applicable', NaN]
    ]);
    expect(found[NW].why?.code).toBe('no-tier');
  });
  it('FAC-EMBED-600 shows the better tier beside', () => {
    const places = [{ ...centre(inSW), floorAreaM2: 700 }];
    const [row] = rows('FAC-EMBED-600', places);
    expect(row).toMatchObject({ status: 'met', value: 700 });
    expect(row.parts?.map(({ status }) => status)).toEqual(['met', 'not_met']);
  });
});

describe('counts with conditions', () => {
  it('ELD-SITE-COMM counts rooms inside a centre that says what it offers', () => {
    const found = rows('ELD-SITE-COMM', [
      centre(inSW, { service_functions: 'meal;legal' }),
      centre(inSE, { service_functions: 'legal' }),
      centre(inNW, { service_functions: '' })
    ]);
    expect(found.map(({ status }) => status)).toEqual(['met', 'not_met', 'not_met', 'not_met']);
    expect([found[NW].why, ...(found[NW].remarks ?? [])]).toContainEqual({
      code: 'rooms-unsaid',
      what: 'facilities.service_functions: 1'
    });
  });
  it('one that does not say may count or not', () => {
    const open: Standard = {
      ...rule('HLT-CHS-COMM'),
      compute: { how: 'count', where: [{ column: 'facilities.open_to_public', is: true }] }
    };
    const station = (at: [number, number], isOpen?: number): Place => ({
      at,
      category: 'chs',
      ...(isOpen !== undefined && { numbers: { open_to_public: isOpen } })
    });
    const found = rows(open, [station(inSW, 1), station(inSE), station(inNW, 0)]);
    expect(found.map(({ status }) => status)).toEqual(['met', 'no_data', 'not_met', 'not_met']);
  });
});
