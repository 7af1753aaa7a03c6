import { describe, expect, it } from 'vitest';
import { assess } from '../../src/lib/coverage/assess.ts';
import { gatherEvidence } from '../../src/lib/coverage/evidence.ts';
import type { Standard } from '../../src/lib/standards/standard.ts';
import {
  all,
  evidenceOf,
  facilitiesOf,
  NE,
  NW,
  rowOf,
  rule,
  SE,
  STUDY,
  SUBDISTRICT,
  SW,
  town,
  type Place
} from './evidence-of.ts';

describe('coverage rules', () => {
  const places: Place[] = [
    { at: [2, 2], category: 'eldercare_site' },
    { at: [7, 7], category: 'nursing_home' },
    { at: [7, 2], category: 'chs' }
  ];

  it('ELD-COV-15 reports percent of older people within 15 minutes at 0.8 m/s, and who serves them', () => {
    const rows = assess(rule('ELD-COV-15'), evidenceOf(places));
    expect(rows.map((row) => row.unit)).toEqual([SW, SE, NW, NE]);
    // 720 m are 7 steps of 100 m from (2, 2): all of the south-west, of the south-east the columns 5–9 while x + y ≤ 11.
    expect(rows[0]).toMatchObject({
      status: 'reported',
      value: 100,
      numerator: 50,
      denominator: 50,
      features: [0]
    });
    const inReach = [5, 6, 7, 8, 9].flatMap((x) =>
      [0, 1, 2, 3, 4].map((y) => Math.abs(x - 2) + Math.abs(y - 2))
    );
    expect(rows[1].numerator).toBe(2 * inReach.filter((steps) => steps <= 7).length);
    expect(rows[3].features).toEqual(rows[3].numerator > 0 ? [0] : []);
  });
  it('HLT-COV-15 counts all residents', () =>
    expect(rowOf('HLT-COV-15', SE, evidenceOf(places))).toMatchObject({
      status: 'reported',
      denominator: 250,
      features: [2]
    }));
  it('without the group in the data have no data, naming the column', () => {
    const evidence = evidenceOf(places, { people: { pop_resident: town.demand.people.pop_resident } });
    expect(rowOf('ELD-COV-15', SW, evidence)).toMatchObject({
      status: 'no_data',
      value: NaN,
      why: { code: 'missing-input', what: 'residential_points.pop_60p' }
    });
  });
  it('without roads report an estimate and say so, but never judge', () => {
    const evidence = evidenceOf(places, { roads: false });
    expect(rowOf('ELD-COV-15', SW, evidence)).toMatchObject({
      status: 'reported',
      why: { code: 'estimated' }
    });
    const strict: Standard = { ...rule('HLT-COV-15'), comparator: '>=', threshold: 90 };
    expect(assess(strict, evidence)[0]).toMatchObject({
      status: 'no_data',
      why: { what: 'walk_network.length_m' }
    });
  });
  it('with a threshold are met or not', () => {
    const strict: Standard = { ...rule('HLT-COV-15'), comparator: '>=', threshold: 90 };
    expect(assess(strict, evidenceOf(places)).map((row) => row.status)).toEqual([
      'met',
      'met',
      'not_met',
      'met'
    ]);
  });
  it('ask nothing of a unit without people', () => {
    const people = Float64Array.from(town.demand.unit, (unit) => (unit === SW ? 0 : 2));
    const evidence = evidenceOf(places, { people: { ...town.demand.people, pop_60p: people } });
    expect(rowOf('ELD-COV-15', SW, evidence)).toMatchObject({
      status: 'not_applicable',
      why: { code: 'nobody' }
    });
  });
  it('that lack a figure say which', () => {
    const { walk_minutes: _, project_default: __, ...rest } = rule('CHD-NURSERY-COV');
    expect(assess(rest, evidenceOf(places))[0]).toMatchObject({
      status: 'no_data',
      why: { code: 'no-figure', what: 'project_default.walk_minutes' }
    });
  });
});

describe('counting rules', () => {
  const places: Place[] = [
    { at: [1, 1], category: 'day_care' },
    { at: [8, 8], category: 'eldercare_centre', servesUnit: '西北社区' },
    { at: [8, 1], category: 'nursing_home' },
    { at: [3, 3], category: 'chs' }
  ];
  const evidence = evidenceOf(places);

  it('ELD-SITE-COMM goes by the unit served, then by place, and says where they differ', () => {
    const rows = assess(rule('ELD-SITE-COMM'), evidence);
    expect(rows.map((row) => [row.status, row.value])).toEqual([
      ['met', 1],
      ['not_met', 0],
      ['met', 1],
      ['not_met', 0]
    ]);
    expect(rows[2].features).toEqual([1]);
    expect(rows[2].why).toEqual({ code: 'served-differs-from-inside', what: '1 / 0' });
    expect(rows[3].why).toEqual({ code: 'served-differs-from-inside', what: '0 / 1' });
    expect(rows[0].why).toBeNull();
  });
  it('ELD-CENTER-SUBD counts in the subdistrict, also what serves a community of it', () => {
    expect(assess(rule('ELD-CENTER-SUBD'), evidence)).toMatchObject([
      { unit: SUBDISTRICT, status: 'met', value: 1, features: [1] }
    ]);
    const away = evidenceOf([{ at: [40, 40], category: 'eldercare_centre', servesUnit: 'NE' }]);
    expect(rowOf('ELD-CENTER-SUBD', SUBDISTRICT, away)).toMatchObject({ status: 'met', features: [0] });
  });
  it('HLT-CHS-COMM counts stations and centres', () =>
    expect(assess(rule('HLT-CHS-COMM'), evidence).map((row) => row.status)).toEqual([
      'met',
      'not_met',
      'not_met',
      'not_met'
    ]));
  it('say where the whole study has none of the kind', () =>
    expect(rowOf('HLT-CHC-SUBD', SUBDISTRICT, evidence)).toMatchObject({
      status: 'not_met',
      why: { code: 'none-in-study', what: 'chc' }
    }));
  it('without a threshold report the count', () =>
    expect(rowOf('FAC-CULT-COMM', SW, evidence)).toMatchObject({ status: 'reported', value: 0 }));
  it('without any facilities have no data', () =>
    expect(rowOf('ELD-SITE-COMM', SW, evidenceOf([]))).toMatchObject({
      status: 'no_data',
      why: { code: 'missing-input', what: 'facilities.category' }
    }));
  it('ask nothing of the country where the rule is for towns, nor the other way round', () => {
    const mixed = evidenceOf(places, { rural: [SW] });
    expect(rowOf('ELD-SITE-COMM', SW, mixed)).toMatchObject({
      status: 'not_applicable',
      why: { code: 'scope', what: 'urban' }
    });
    expect(rowOf('HLT-CLINIC-VILL', SW, mixed).status).toBe('not_met');
    expect(rowOf('HLT-CLINIC-VILL', SE, mixed).why).toEqual({ code: 'scope', what: 'rural' });
  });
  it('are worked out for the study area where there are no units of their level', () => {
    const cityWide: Standard = { ...rule('ELD-CANTEEN-100'), unit_level: 'city', threshold: 1 };
    const canteens = evidenceOf([
      { at: [1, 1], category: 'senior_canteen' },
      { at: [8, 8], category: 'senior_canteen' },
      // Outside every unit.
      { at: [40, 40], category: 'senior_canteen' }
    ]);
    expect(assess(cityWide, canteens)).toMatchObject([
      { unit: STUDY, status: 'reported', value: 2, features: [0, 1], why: { code: 'study-area', what: '' } }
    ]);
    const area = { name: '某市', level: 'city' as const };
    expect(assess(cityWide, { ...canteens, area })).toMatchObject([
      { unit: STUDY, status: 'met', why: null }
    ]);
    // A whole district says nothing of the city.
    const district = { ...canteens, area: { name: '某区', level: 'district' as const } };
    expect(assess(cityWide, district)[0]).toMatchObject({ status: 'reported', why: { what: '某区' } });
  });
  it('do not trust a name that two units share', () => {
    const twins = { ...evidence.units, name: evidence.units.name.map(() => '同名社区') };
    const facilities = facilitiesOf([{ at: [1, 1], category: 'day_care', servesUnit: '同名社区' }]);
    const doubtful = gatherEvidence(twins, facilities, town.demand, []);
    expect([...doubtful.placement('community').unit]).toEqual([SW]);
  });
});

describe('all 146 rules', () => {
  const inDistrict = evidenceOf([
    { at: [1, 1], category: 'day_care', floorAreaM2: 100 },
    { at: [8, 8], category: 'chc' }
  ]);
  const level = [...town.units.level.slice(0, 5), 'city' as const];
  const inCity = gatherEvidence(
    { ...town.units, level, totals: {} },
    inDistrict.facilities,
    inDistrict.demand,
    inDistrict.coverages,
    ['walk_network.length_m']
  );
  const studies = [inDistrict, inCity];
  const rows = studies.flatMap((evidence) =>
    all.flatMap((standard) => assess(standard, evidence).map((row) => ({ row, standard, evidence })))
  );

  it('give a row for every unit of their level and nothing else', () => {
    expect(new Set(rows.map(({ row }) => row.standard)).size).toBe(146);
    for (const { units, ...rest } of studies) {
      for (const standard of all) {
        const asked = assess(standard, { units, ...rest }).map((row) => row.unit);
        const ofLevel = [0, 1, 2, 3, 4, 5].filter((unit) => units.level[unit] === standard.unit_level);
        expect(asked, standard.id).toEqual(
          standard.id === 'FIT-3LEVEL' ? [0, 1, 2, 3, 4, 5] : ofLevel.length > 0 ? ofLevel : [STUDY]
        );
      }
    }
  });
  it('name as missing only what the study has not', () => {
    const missing = rows.filter(({ row }) => row.why?.code === 'missing-input');
    expect(missing.length).toBeGreaterThan(100);
    for (const { row, evidence } of missing) {
      // Where the unit's own facilities lack it, others in the study may have it.
      if (row.features.length > 0) continue;
      for (const input of row.why!.what.split(', '))
        expect(evidence.inputs, row.standard).not.toContain(input);
    }
  });
  it('say why where there is no value, and never judge where the rule only reports', () => {
    for (const { row, standard } of rows) {
      expect(Number.isNaN(row.value), row.standard).toBe(
        row.status === 'no_data' || row.status === 'not_applicable'
      );
      if (Number.isNaN(row.value)) expect(row.why, row.standard).not.toBeNull();
      if (standard.comparator === 'report')
        expect(['met', 'not_met'], row.standard).not.toContain(row.status);
    }
  });
  it('are all worked out: none is left for want of code', () => {
    const mine = new Set(['count', 'ratio', 'units', 'facilities', 'each']);
    const open = rows.filter(
      ({ row, standard }) => row.why?.code === 'not-worked-out' && mine.has(standard.compute.how)
    );
    expect(open.map(({ row }) => row.standard)).toEqual([]);
    expect(all.filter(({ compute }) => mine.has(compute.how)).length).toBeGreaterThan(90);
  });
});
