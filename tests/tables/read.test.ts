import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/lib/tables/database.ts';
import { InputsError } from '../../src/lib/tables/inputs-error.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { countClosed, readInputs } from '../../src/lib/tables/read.ts';
import { FIELDS } from '../../src/lib/tables/schema.ts';
import { box, layerOf } from './layers.ts';
import { openWasmInNode } from './open-wasm-in-node.ts';

const communities = [
  { unit_id: 'C1', name: '东社区', geometry: box(0, 0, 1, 1), pop_resident: 100, pop_60p: 10 },
  { unit_id: 'C2', name: '西社区', geometry: box(1, 0, 2, 1), pop_resident: 50, is_rural: 1 },
  { unit_id: null, name: '北村', geometry: box(0, 1, 2, 2) }
];

const line = (...coordinates: number[][]) => ({ type: 'LineString', coordinates }) as const;

describe.each([
  ['native', openNative],
  ['wasm', openWasmInNode]
] as const)('inputs from tables on %s', (_engine, open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  }, 60_000);
  afterAll(() => db.close());
  afterEach(async () => {
    for (const name of [...Object.keys(FIELDS), 'layers']) await db.run(`DROP TABLE IF EXISTS "${name}"`);
  });
  const failure = (): Promise<InputsError> =>
    readInputs(db, '').then(
      () => expect.unreachable(),
      (error) => error
    );

  it('say that communities are missing', async () => {
    const none = await failure();
    expect(none).toBeInstanceOf(InputsError);
    expect([none.code, none.messageZh]).toEqual(['no_communities', expect.stringContaining('没有社区边界')]);
    await db.insert('communities', layerOf('communities', []));
    await db.insert('subdistricts', layerOf('subdistricts', [{ name: '街道', geometry: box(0, 0, 1, 1) }]));
    expect((await failure()).code).toBe('no_communities');
  });

  it('hold communities alone, with what is not given absent', async () => {
    await db.insert('communities', layerOf('communities', communities));
    const inputs = await readInputs(db, '试验');
    expect(inputs.title).toBe('试验');
    expect(inputs.units.code).toEqual(['C1', 'C2', '北村']);
    expect(inputs.units.name).toEqual(['东社区', '西社区', '北村']);
    expect([...inputs.units.isRural]).toEqual([0, 1, 0]);
    expect([...inputs.units.parent]).toEqual([-1, -1, -1]);
    expect(Object.keys(inputs.units.totals)).toEqual(['pop_resident', 'pop_60p']);
    expect([...inputs.units.totals.pop_resident]).toEqual([100, 50, NaN]);
    expect([...inputs.units.shape.shapeFirst]).toEqual([0, 1, 2, 3]);
    expect([inputs.roads, inputs.residential, inputs.candidates]).toEqual([null, null, null]);
    expect(inputs.facilities.code).toEqual([]);
  });

  it('take levels of roads, and outlines of gated estates, water and rail as walls', async () => {
    await db.insert('communities', layerOf('communities', communities));
    const roads = [
      { name: '桥', geometry: line([0, 0], [1, 0]) },
      { name: '路', geometry: line([0, 1], [1, 1]) }
    ];
    const texts = (...values: (string | null)[]) => ({ type: 'VARCHAR' as const, values });
    await db.insert('roads', layerOf('roads', roads).set('bridge', texts('yes', null)));
    const bare = await readInputs(db, '');
    expect([...bare.roads!.level!]).toEqual([1, 0]);
    expect(bare.walls).toBeNull();
    const estates = [
      { name: '园', geometry: box(0, 0, 1, 1) },
      { name: '里', geometry: box(1, 0, 2, 1) }
    ];
    await db.insert('estates', layerOf('estates', estates).set('gated', texts('yes', 'no')));
    const land = [
      { kind: 'green', geometry: box(0, 0, 1, 1) },
      { kind: 'water', geometry: box(2, 0, 3, 1) },
      { kind: 'rail', geometry: line([5, 0], [6, 0]) }
    ];
    await db.insert('landuse', layerOf('landuse', land));
    const { walls } = await readInputs(db, '');
    expect(walls!.kind).toEqual(['estate', 'water', 'rail']);
    expect(Array.from(walls!.first.subarray(0, 3), (k) => walls!.lon[k])).toEqual([0, 2, 5]);
  });

  it('take population by code or name over what the communities say', async () => {
    await db.insert('communities', layerOf('communities', communities));
    await db.insert(
      'population',
      layerOf('population', [
        { unit: '北村', pop_resident: 7, households: 3 },
        { unit: 'C1', pop_resident: 120 },
        { unit: '—', pop_resident: 1000 },
        { unit: '—', pop_resident: 1000 }
      ])
    );
    const { totals } = (await readInputs(db, '')).units;
    expect([...totals.pop_resident]).toEqual([120, 50, 7]);
    expect([...totals.pop_60p]).toEqual([10, NaN, NaN]);
    expect([...totals.households]).toEqual([NaN, NaN, 3]);
  });

  it('give a population row to the lowest level that has its name', async () => {
    await db.insert('communities', layerOf('communities', communities));
    await db.insert(
      'subdistricts',
      layerOf('subdistricts', [
        { unit_id: 'S1', name: '东社区', geometry: box(0, 0, 2, 1) },
        { unit_id: 'S2', name: '北街道', geometry: box(0, 1, 2, 2) }
      ])
    );
    await db.insert(
      'population',
      layerOf('population', [
        { unit: '东社区', pop_resident: 1 },
        { unit: '北街道', pop_resident: 2 },
        { unit: 'S1', pop_resident: 3 }
      ])
    );
    expect([...(await readInputs(db, '')).units.totals.pop_resident]).toEqual([1, 50, NaN, 3, 2]);
  });

  it.each([
    ['population_unmatched', ['北宫厅', '东社区'], ['北宫厅']],
    ['population_twice', ['东社区', 'C1'], ['C1']],
    ['population_ambiguous', ['同名'], ['同名']]
  ])('refuse people that cannot be placed: %s', async (code, names, about) => {
    const twins = [
      { name: '同名', geometry: box(3, 0, 4, 1) },
      { name: '同名', geometry: box(4, 0, 5, 1) }
    ];
    await db.insert('communities', layerOf('communities', [...communities, ...twins]));
    await db.insert(
      'population',
      layerOf(
        'population',
        names.map((unit) => ({ unit, pop_resident: 1 }))
      )
    );
    const error = await failure();
    expect([error.code, error.about]).toEqual([code, about]);
    expect(error.messageZh).toContain(about[0]);
    expect(error.messageEn).toContain(about[0]);
  });

  it('find parents by code, by name, else by place', async () => {
    await db.insert(
      'communities',
      layerOf('communities', [
        { name: 'a', geometry: box(0, 0, 1, 1), parent: 'S2' },
        { name: 'b', geometry: box(1, 0, 2, 1), parent: '西街道' },
        { name: 'c', geometry: box(0, 1, 1, 2) },
        { name: 'd', geometry: box(5, 5, 6, 6) },
        { name: 'e', geometry: box(8, 8, 9, 9) }
      ])
    );
    await db.insert(
      'subdistricts',
      layerOf('subdistricts', [
        { unit_id: 'S1', name: '西街道', geometry: box(0, 0, 1, 2), parent: '甲区' },
        { unit_id: 'S2', name: '东街道', geometry: box(1, 0, 2, 2) }
      ])
    );
    await db.insert(
      'districts',
      layerOf('districts', [
        { name: '甲区', geometry: box(9, 9, 10, 10) },
        { name: '乙区', geometry: box(1, 0, 7, 7) }
      ])
    );
    const { units } = await readInputs(db, '');
    expect(units.name).toEqual(['a', 'b', 'c', 'd', 'e', '西街道', '东街道', '甲区', '乙区']);
    expect([...units.parent]).toEqual([6, 5, 5, 8, -1, 7, 8, -1, -1]);
  });

  it('leave out facilities that do not serve today, and count them', async () => {
    await db.insert('communities', layerOf('communities', communities));
    await db.insert(
      'facilities',
      layerOf('facilities', [
        { fac_id: 'F1', name: '站', category: 'chs', lon: 0.5, lat: 0.1, beds: 3 },
        { lon: 0.6, lat: 0.2 },
        { fac_id: 'F3', lon: 0.5, lat: 0.5, status: ' 停用 ' },
        { fac_id: 'F4', lon: 0.5, lat: 0.5, status: 'Closed' },
        { fac_id: 'F5', lon: 0.5, lat: 0.5, status: '正常', serves_unit: 'C1' },
        ...['规划', '在建', '筹建', '拟建', 'planned', 'under_construction', '暂停营业', '停用（2023）'].map(
          (status, i) => ({ fac_id: `F${i + 6}`, lon: 0.5, lat: 0.5, status })
        )
      ])
    );
    const { facilities } = await readInputs(db, '');
    expect(facilities.code).toEqual(['F1', '#3', 'F5']);
    expect(facilities.category).toEqual(['chs', '', '']);
    expect([...facilities.beds]).toEqual([3, NaN, NaN]);
    expect(facilities.servesUnit).toEqual(['', '', 'C1']);
    expect([...facilities.lon]).toEqual([0.5, 0.6, 0.5]);
    expect(await countClosed(db)).toBe(10);
  });

  it.each([
    ['osm.pbf', 0],
    ['geojson', 0.5]
  ])('weld roads as their source needs: %s', async (format, weldM) => {
    await db.insert('communities', layerOf('communities', communities));
    const multi = {
      type: 'MultiLineString' as const,
      coordinates: [
        [
          [0, 0],
          [1, 1]
        ],
        [
          [2, 2],
          [3, 3],
          [4, 4]
        ]
      ]
    };
    await db.insert(
      'roads',
      layerOf('roads', [
        { name: '大街', highway: 'primary', geometry: line([0, 0], [1, 0]) },
        { geometry: multi }
      ])
    );
    await db.insert(
      'layers',
      new Map([
        ['layer', { type: 'VARCHAR', values: ['roads', 'communities'] }],
        ['format', { type: 'VARCHAR', values: [format, 'osm'] }]
      ])
    );
    const { roads } = await readInputs(db, '');
    expect(roads!.weldM).toBe(weldM);
    expect([...roads!.first]).toEqual([0, 2, 4, 7]);
    expect(roads!.name).toEqual(['大街', '', '']);
    expect([...roads!.lon]).toEqual([0, 1, 0, 1, 2, 3, 4]);
  });

  it('read residential points only where they carry people or buildings', async () => {
    await db.insert('communities', layerOf('communities', communities));
    await db.insert('residential', layerOf('residential', [{ lon: 0.1, lat: 0.2, households: 4 }]));
    expect((await readInputs(db, '')).residential).toBeNull();
    await db.insert(
      'residential',
      layerOf('residential', [
        { lon: 0.1, lat: 0.2, footprint_m2: 200, storeys: 6 },
        { lon: 0.3, lat: 0.4, pop_60p: 0 }
      ])
    );
    const residential = (await readInputs(db, '')).residential!;
    expect(Object.keys(residential.people)).toEqual(['pop_60p']);
    expect([...residential.people.pop_60p]).toEqual([NaN, 0]);
    expect([[...residential.footprintM2], [...residential.storeys]]).toEqual([
      [200, NaN],
      [6, NaN]
    ]);
  });

  it('read the land on which nobody lives, areas alone', async () => {
    await db.insert('communities', layerOf('communities', communities));
    expect((await readInputs(db, '')).nonResidential).toBeNull();
    const kinds = ['residential', 'building', 'other', null];
    const landuse = (kind: string | null, i: number) => ({ kind, geometry: box(i, 0, i + 1, 1) });
    await db.insert('landuse', layerOf('landuse', kinds.map(landuse)));
    expect((await readInputs(db, '')).nonResidential).toBeNull();
    await db.run('DROP TABLE landuse');
    const empty = ['green', 'residential', 'water', 'rail', 'other', 'motorway_area'].map(landuse);
    const rail = { kind: 'rail', geometry: line([0, 0], [1, 1]) };
    await db.insert('landuse', layerOf('landuse', [...empty, rail, { kind: 'green', geometry: null }]));
    const { lon, ringFirst, shapeFirst } = (await readInputs(db, '')).nonResidential!;
    expect([...shapeFirst]).toEqual([0, 1, 2, 3, 4]);
    expect([...ringFirst.slice(0, 4)].map((vertex) => lon[vertex])).toEqual([0, 2, 3, 5]);
  });

  it('read candidate sites', async () => {
    await db.insert('communities', layerOf('communities', communities));
    await db.insert('candidates', layerOf('candidates', []));
    expect((await readInputs(db, '')).candidates).toBeNull();
    await db.insert(
      'candidates',
      layerOf('candidates', [
        { lon: 0.1, lat: 0.2, cost: 5 },
        { site_id: 'K', lon: 1, lat: 1 }
      ])
    );
    const candidates = (await readInputs(db, '')).candidates!;
    expect(candidates.code).toEqual(['#2', 'K']);
    expect([...candidates.cost]).toEqual([5, NaN]);
  });
});
