import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readInputs } from '../../src/lib/tables/read.ts';
import { FIELDS } from '../../src/lib/tables/schema.ts';
import { box, layerOf } from './layers.ts';
import { openWasmInNode } from './open-wasm-in-node.ts';

// Two communities of one degree each; M degrees of latitude are about a metre.
const communities = [
  { unit_id: 'C1', name: '东社区', geometry: box(0, 0, 1, 1), community_type: 'resettlement', demo_flag: 1 },
  { unit_id: 'C2', name: '西社区', geometry: box(1, 0, 2, 1), priority_flag: 'ex_poverty' }
];
const M = 1 / 110_574;
const texts = (...values: (string | null)[]) => ({ type: 'VARCHAR' as const, values });

describe.each([
  ['native', openNative],
  ['wasm', openWasmInNode]
] as const)('ledgers from tables on %s', (_engine, open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  }, 60_000);
  afterAll(() => db.close());
  afterEach(async () => {
    for (const name of [...Object.keys(FIELDS), 'layers']) await db.run(`DROP TABLE IF EXISTS "${name}"`);
  });

  it('are absent where no table is there, and the units say nothing', async () => {
    await db.insert('communities', layerOf('communities', [{ name: '东社区', geometry: box(0, 0, 1, 1) }]));
    const inputs = await readInputs(db, '');
    expect(inputs.ledgers).toEqual({});
    expect([inputs.studyAreas, inputs.gates, inputs.estateShapes, inputs.gridShapes]).toEqual([
      {},
      null,
      null,
      null
    ]);
  });

  it('hold what units say, their own further columns, and further numbers of the population', async () => {
    const table = layerOf('communities', communities).set('streetlights', texts('12', null));
    table.set('chief', texts('12', '甲'));
    await db.insert('communities', table);
    const people = [
      { unit: '西社区', pop_resident: 9, pop_actual: 12 },
      { unit: 'C1', pop_urban_resident: 4 },
      { unit: '—', pop_actual: 1 }
    ];
    await db.insert('population', layerOf('population', people).set('low_income', texts('7', '3', '99')));
    const { units, ledgers } = await readInputs(db, '');
    expect([...ledgers!.admin_units!.unit]).toEqual([0, 1]);
    expect(ledgers!.admin_units!.texts).toEqual({
      community_type: ['resettlement', ''],
      priority_flag: ['', 'ex_poverty'],
      chief: ['12', '甲']
    });
    expect(ledgers!.admin_units!.numbers).toEqual({
      demo_flag: Float64Array.of(1, NaN),
      streetlights: Float64Array.of(12, NaN),
      low_income: Float64Array.of(3, 7)
    });
    expect(Object.keys(units.totals)).toEqual(['pop_resident', 'pop_urban_resident', 'pop_actual']);
    expect([...units.totals.pop_actual]).toEqual([NaN, 12]);
    expect([...units.totals.pop_urban_resident]).toEqual([4, NaN]);
  });

  it('pivot staff by role, take a column a role as it is, and only the latest year', async () => {
    await db.insert('communities', layerOf('communities', communities));
    const rows = [
      { unit: 'C1', role: 'community_workers', count: 9, year: 2023 },
      { unit: 'C1', role: 'community_workers', count: 8, quota: 10, licensed: 3, year: 2024 },
      { unit: '西社区', role: 'legal_advisers', count: 1, year: 2022 },
      { unit: '别处', role: 'legal_advisers', count: 5, year: 2020 }
    ];
    await db.insert('staffing', layerOf('staffing', rows).set('volunteers', texts('20', '30', null, null)));
    const { staffing } = (await readInputs(db, '')).ledgers!;
    expect([...staffing!.unit]).toEqual([0, 1, -1]);
    const { numbers } = staffing!;
    expect([...numbers.community_workers]).toEqual([8, NaN, NaN]);
    expect([...numbers.community_workers_quota]).toEqual([10, NaN, NaN]);
    expect([...numbers.community_workers_licensed]).toEqual([3, NaN, NaN]);
    expect(numbers.community_workers_trained).toBeUndefined();
    expect([...numbers.legal_advisers]).toEqual([NaN, 1, 5]);
    expect([...numbers.volunteers]).toEqual([30, NaN, NaN]);
    expect(staffing!.texts.role).toEqual(['community_workers', 'legal_advisers', 'legal_advisers']);
    expect(staffing!.facility).toBeUndefined();
  });

  it('count staff of a facility for the unit it serves, else for the one it lies in', async () => {
    await db.insert('communities', layerOf('communities', communities));
    const places = [
      { fac_id: 'F1', name: '东站', lon: 0.5, lat: 0.5, serves_unit: '西社区' },
      { fac_id: 'F2', name: '西站', lon: 1.5, lat: 0.5 }
    ];
    await db.insert('facilities', layerOf('facilities', places));
    const rows = ['F1', '西站', '哪里'].map((facility) => ({ facility, role: 'nurses', count: 2 }));
    await db.insert('staffing', layerOf('staffing', rows));
    const { staffing } = (await readInputs(db, '')).ledgers!;
    expect([...staffing!.unit]).toEqual([1, 1, -1]);
    expect(staffing!.facility).toEqual(['F1', 'F2', '哪里']);
    expect([...staffing!.numbers.nurses]).toEqual([2, 2, 2]);
  });

  it('keep the months of visits, the latest year of the status, and tasks by their unit', async () => {
    await db.insert('communities', layerOf('communities', communities));
    const visits = ['2024-01', '2024-02'].map((month) => ({ unit: 'C1', month, registered: 5, visited: 4 }));
    await db.insert('visits', layerOf('visits', visits));
    const status = [
      { unit: 'C1', year: 2024, smart_safe: 1 },
      { unit: 'C1', year: 2023, smart_safe: 0 },
      { unit: 'C2', smart_safe: 0, sanitary_title: '国家卫生城市' }
    ];
    await db.insert('unit_status', layerOf('unit_status', status));
    const task = { task_id: 'T1', requirement_id: 'S0-01', unit_id: '西社区', target_value: 3, unit: '个' };
    await db.insert('tasks', layerOf('tasks', [task]));
    const { ledgers } = await readInputs(db, '');
    expect([...ledgers!.visits!.unit]).toEqual([0, 0]);
    expect(ledgers!.visits!.texts.month).toEqual(['2024-01', '2024-02']);
    expect([...ledgers!.unit_status!.unit]).toEqual([0, 1]);
    expect([...ledgers!.unit_status!.numbers.smart_safe]).toEqual([1, 0]);
    expect(ledgers!.unit_status!.texts.sanitary_title).toEqual(['', '国家卫生城市']);
    expect([...ledgers!.tasks!.unit]).toEqual([1]);
    expect(ledgers!.tasks!.texts).toMatchObject({
      requirement_id: ['S0-01'],
      unit: ['个'],
      unit_id: ['西社区']
    });
    expect(ledgers!.tasks!.numbers.actual_value).toBeUndefined();
  });

  it('place estates and grids by the community they name or lie in, gates by their estate', async () => {
    await db.insert('communities', layerOf('communities', communities));
    const estates = [
      { estate_id: 'E1', name: '园', geometry: box(0.1, 0.1, 0.2, 0.2), households: 300 },
      { estate_id: 'E2', name: '里', community: '西社区', is_new_build: 1 },
      { estate_id: null, name: '苑', geometry: box(1.1, 0.1, 1.2, 0.2) }
    ];
    await db.insert('estates', layerOf('estates', estates));
    const grids = [{ grid_id: 'G1', geometry: box(1.5, 0.5, 1.6, 0.6), households: 310, grid_head: 1 }];
    await db.insert('grids', layerOf('grids', grids));
    const gates = [
      { name: 'by code', estate: 'E2', lon: 0.15, lat: 0.15 },
      { name: 'by name', estate: '苑', lon: 0.15, lat: 0.15 },
      { name: 'inside', lon: 0.15, lat: 0.15 },
      { name: '40 m south', lon: 1.15, lat: 0.1 - 40 * M },
      { name: '60 m south', lon: 1.15, lat: 0.1 - 60 * M },
      { name: 'names none, 40 m north', estate: '无此', lon: 0.15, lat: 0.2 + 40 * M }
    ];
    await db.insert('gates', layerOf('gates', gates));
    const inputs = await readInputs(db, '');
    expect([...inputs.ledgers!.estates!.unit]).toEqual([0, 1, 1]);
    expect(inputs.ledgers!.estates!.texts.estate_id).toEqual(['E1', 'E2', '#4']);
    expect([...inputs.ledgers!.estates!.numbers.households]).toEqual([300, NaN, NaN]);
    expect([...inputs.estateShapes!.shapeFirst]).toEqual([0, 1, 1, 2]);
    expect([...inputs.ledgers!.grids!.unit]).toEqual([1]);
    expect([...inputs.gridShapes!.shapeFirst]).toEqual([0, 1]);
    expect([...inputs.gates!.estate]).toEqual([1, 2, 0, 2, -1, 0]);
  });

  it('gather study areas by kind, and candidates as a ledger', async () => {
    await db.insert('communities', layerOf('communities', communities));
    const areas = [
      { kind: 'central_area', geometry: box(0, 0, 1, 1) },
      { kind: 'central_area', geometry: box(1, 0, 2, 1) },
      { name: '旧城', geometry: box(0, 0, 2, 1) }
    ];
    await db.insert('study_areas', layerOf('study_areas', areas));
    const sites = [{ site_id: 'H1', lon: 1.5, lat: 0.5, floor_area_m2: 90, acquisition_mode: '租借' }];
    await db.insert('candidates', layerOf('candidates', sites));
    const { studyAreas, ledgers } = await readInputs(db, '');
    expect(Object.entries(studyAreas!).map(([kind, shapes]) => [kind, shapes.shapeFirst.length - 1])).toEqual(
      [
        ['central_area', 2],
        ['旧城', 1]
      ]
    );
    expect([...ledgers!.candidate_sites!.unit]).toEqual([1]);
    expect(ledgers!.candidate_sites!.texts).toEqual({ site_id: ['H1'], acquisition_mode: ['租借'] });
    expect([...ledgers!.candidate_sites!.numbers.floor_area_m2]).toEqual([90]);
  });

  it('give facilities their further fields and numbers, and their entrance for a place', async () => {
    await db.insert('communities', layerOf('communities', communities));
    const rows = [
      {
        fac_id: 'F1',
        lon: 0.5,
        lat: 0.5,
        entrance_lon: 0.6,
        entrance_lat: 0.4,
        barrier_free: 1,
        zones: 'a;b'
      },
      { fac_id: 'F2', lon: 1.5, lat: 0.5, open_hours_per_day: 8, entrance_lon: 1.6 }
    ];
    const table = layerOf('facilities', rows).set('vans', texts('2', '')).set('remark', texts('2', '好'));
    await db.insert('facilities', table);
    const { facilities } = await readInputs(db, '');
    expect([[...facilities.lon], [...facilities.lat]]).toEqual([
      [0.6, 1.5],
      [0.4, 0.5]
    ]);
    expect(facilities.texts).toEqual({ zones: ['a;b', ''] });
    expect(facilities.numbers).toEqual({
      open_hours_per_day: Float64Array.of(NaN, 8),
      barrier_free: Float64Array.of(1, NaN),
      vans: Float64Array.of(2, NaN)
    });
  });

  it('open tables that were kept before these columns were', async () => {
    await db.insert('communities', layerOf('communities', communities));
    await db.insert('population', layerOf('population', [{ unit: 'C1', pop_resident: 5 }]));
    await db.insert('facilities', layerOf('facilities', [{ fac_id: 'F1', lon: 0.5, lat: 0.5 }]));
    await db.insert('estates', layerOf('estates', [{ estate_id: 'E1', geometry: box(0, 0, 1, 1) }]));
    await db.insert('tasks', layerOf('tasks', [{ task_id: 'T1', rule_id: 'X', unit_id: 'C1' }]));
    const old = {
      communities: ['pop_urban_resident', 'pop_actual', 'community_type', 'priority_flag', 'demo_flag'],
      population: ['pop_urban_resident', 'pop_actual'],
      facilities: FIELDS.facilities.slice(10, -1).map(({ name }) => name),
      estates: ['built_year', 'total_floor_area_m2', 'property_mgmt'],
      tasks: ['requirement_id']
    };
    for (const [table, names] of Object.entries(old))
      for (const name of names) await db.run(`ALTER TABLE ${table} DROP COLUMN ${name}`);
    const { units, facilities, ledgers, estateShapes } = await readInputs(db, '');
    expect(units.totals).toEqual({ pop_resident: Float64Array.of(5, NaN) });
    expect([facilities.lon[0], facilities.numbers, facilities.texts]).toEqual([0.5, {}, {}]);
    expect(Object.keys(ledgers!)).toEqual(['tasks', 'estates']);
    expect([...ledgers!.tasks!.unit]).toEqual([0]);
    expect(estateShapes!.shapeFirst.length).toBe(2);
  });
});
