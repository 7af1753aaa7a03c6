import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Standard } from '../../src/lib/standards/standard.ts';
import type { Study } from '../../src/lib/study/study.ts';
import type { Database, Table } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readInputs } from '../../src/lib/tables/read.ts';
import { resultTables } from '../../src/lib/tables/results.ts';
import { writeStudy } from '../../src/lib/tables/write.ts';
import { box, layerOf } from './layers.ts';
import { openWasmInNode } from './open-wasm-in-node.ts';

const standard = (id: string, rest: Partial<Standard>): Standard =>
  ({ id, comparator: '>=', threshold: null, unit: '%', sources: [], ...rest }) as Standard;

/** A study with made-up figures over real inputs: two communities in a subdistrict, one facility, one site. */
async function madeUpStudy(db: Database): Promise<Study> {
  const { insert } = db;
  await insert(
    'communities',
    layerOf('communities', [
      { unit_id: 'C1', name: '东', geometry: box(0, 0, 1, 1) },
      { unit_id: 'C2', name: '西', geometry: box(1, 0, 2, 1) }
    ])
  );
  await insert(
    'subdistricts',
    layerOf('subdistricts', [{ unit_id: 'S1', name: '街', geometry: box(0, 0, 2, 1) }])
  );
  await insert(
    'facilities',
    layerOf('facilities', [
      { fac_id: 'F1', lon: 0.5, lat: 0.5 },
      { fac_id: 'F2', lon: 1.5, lat: 0.5 }
    ])
  );
  await insert(
    'candidates',
    layerOf('candidates', [
      { site_id: 'K1', lon: 1.5, lat: 0.5, cost: 9 },
      { site_id: 'K2', lon: 7, lat: 7 }
    ])
  );
  const inputs = await readInputs(db, '街');
  const measure = { id: 'ELD-COV-15', group: 'older_adult', limitM: 720, limitS: 900 };
  const f = (...values: number[]) => Float64Array.from(values);
  const i = (...values: number[]) => Int32Array.from(values);
  const coverage = {
    rows: {
      unit: i(0, 1, 2),
      total: f(10, 0, 10),
      covered: f(4, 0, 4),
      share: f(0.4, NaN, 0.4),
      shareStraight: f(1, NaN, 1)
    }
  };
  const gaps = {
    ...{
      unit: i(0, 2),
      uncovered: f(6, 6),
      personM: f(1 / 3, 2),
      medianM: f(1, 2),
      p95M: f(3, 4),
      maxM: f(Infinity, 5)
    },
    ...{ byCause: [f(1, 1), f(2, 2), f(3, 3), f(0, 0), f(0, 0)], rank: i(1, 1) }
  };
  const siting = {
    ...{ standard: 'ELD-COV-15', candidates: inputs.candidates, sites: i(1, 0) },
    ...{ gain: f(5, 1), coveredAfter: f(9, 10), robustness: f(1, 0.5) },
    cost: f(1, 0).map((site) => inputs.candidates!.cost[site])
  };
  const row = {
    standard: 'A',
    unit: 0,
    status: 'met',
    value: 2,
    numerator: 2,
    denominator: 1,
    features: [1, 0],
    why: null
  };
  const noData = {
    ...row,
    standard: 'B',
    unit: 2,
    status: 'no_data',
    value: NaN,
    numerator: NaN,
    denominator: NaN,
    features: []
  };
  const sources = [
    { doc: '甲规', clause: '第3条', evidence: 'seed' },
    { doc: '乙规', clause: null, evidence: 'page' },
    { doc: '未见', clause: null, evidence: 'none' }
  ] as Standard['sources'];
  return {
    ...{ title: '街', inputs, facilities: inputs.facilities, siting: [siting], compliance: [row, noData] },
    edgeEffects: [
      {
        ...{ measure, unit: i(0, 1, 2), mayGain: f(2, 0, 2), mayLose: f(1, 0, 1) },
        ...{ lowest: f(0.3, NaN, 0.3), highest: f(0.6, NaN, 0.6) }
      }
    ],
    unconnected: [
      { layer: 'demand', code: '7', name: '', lon: 1, lat: 2, unit: -1, people: 12, nearestWayM: 431.5 },
      {
        layer: 'facilities',
        code: 'F9',
        name: '站',
        lon: 3,
        lat: 4,
        unit: 0,
        people: NaN,
        nearestWayM: 300.25
      }
    ],
    lostMends: [],
    results: [{ measure, coverage, gaps }],
    standards: [
      standard('A', { threshold: 1, unit: '处', sources }),
      standard('B', { threshold: [5000, 12000], comparator: 'between', was: standard('B', { threshold: 1 }) })
    ]
  } as unknown as Study;
}

const rowsOf = (table: Table): unknown[][] => {
  const columns = [...table.values()].map(({ values }) => Array.from<unknown>(values));
  return columns[0].map((_, row) => columns.map((values) => values[row]));
};

describe.each([
  ['native', openNative],
  ['wasm', openWasmInNode]
] as const)('result tables on %s', (_engine, open) => {
  let db: Database;
  let study: Study;
  beforeAll(async () => {
    db = await open();
    study = await madeUpStudy(db);
  }, 60_000);
  afterAll(() => db.close());

  it('have the columns that the command line promises', () => {
    const header = (table: Table): string => [...table.keys()].join(',');
    const tables = resultTables(study);
    expect(header(tables.coverage)).toBe(
      'standard,level,unit,unit_name,group,limit_m,limit_s,total,covered,share,share_straight'
    );
    expect(header(tables.gaps)).toBe(
      'standard,level,unit,unit_name,group,uncovered,person_m,median_m,p95_m,max_m,none,far,detour,full,unconnected,short_m2,short_beds,rank'
    );
    expect(header(tables.compliance)).toBe(
      'standard,level,unit,unit_name,status,value,comparator,threshold,unit_of_value,numerator,denominator,features,citation'
    );
    expect(header(tables.siting)).toBe('standard,order,site,lon,lat,unit,gain,covered_after,cost,robustness');
    expect(header(tables.edge_effect)).toBe(
      'standard,level,unit,unit_name,group,limit_m,total,covered,may_gain,may_lose,share,share_lowest,share_highest'
    );
    expect(header(tables.unconnected)).toBe('layer,id,name,lon,lat,unit,people,nearest_way_m');
  });

  it('hold what was found, and come back from SQL as they are', async () => {
    const tables = resultTables(study);
    const eld = ['ELD-COV-15', 'community', 'C1', '东', 'older_adult'];
    expect(rowsOf(tables.coverage)[0]).toEqual([...eld, 720, 900, 10, 4, 0.4, 1]);
    expect(rowsOf(tables.coverage)[1]).toEqual([
      ...eld.slice(0, 2),
      'C2',
      '西',
      eld[4],
      720,
      900,
      0,
      0,
      NaN,
      NaN
    ]);
    expect(rowsOf(tables.coverage)[2].slice(1, 4)).toEqual(['subdistrict', 'S1', '街']);
    expect(rowsOf(tables.gaps)[0]).toEqual([...eld, 6, 1 / 3, 1, 3, Infinity, 1, 2, 3, 0, 0, NaN, NaN, 1]);
    // It says that it is changed even where it has no source.
    const changed = '（已由用户修改 · changed by the user）';
    expect(rowsOf(tables.compliance)).toEqual([
      [
        'A',
        'community',
        'C1',
        '东',
        'met',
        2,
        '>=',
        '1',
        '处',
        2,
        1,
        'F2;F1',
        '甲规 第3条；乙规；未见（未见来源 · source not seen）'
      ],
      ['B', 'subdistrict', 'S1', '街', 'no_data', NaN, 'between', '5000..12000', '%', NaN, NaN, '', changed]
    ]);
    expect([...tables.compliance_summary.keys()].join(',')).toBe(
      'level,standard,met,not_met,no_data,not_applicable,reported,share_met'
    );
    expect(rowsOf(tables.compliance_summary)).toEqual([
      ['community', 'A', 1, 0, 0, 0, 0, 1],
      ['subdistrict', 'B', 0, 0, 1, 0, 0, NaN]
    ]);
    expect(rowsOf(tables.siting)).toEqual([
      ['ELD-COV-15', 1, 'K2', 7, 7, null, 5, 9, NaN, 1],
      ['ELD-COV-15', 2, 'K1', 1.5, 0.5, 'C2', 1, 10, 9, 0.5]
    ]);
    expect(rowsOf(tables.edge_effect)[0]).toEqual([...eld, 720, 10, 4, 2, 1, 0.4, 0.3, 0.6]);
    expect(rowsOf(tables.unconnected)).toEqual([
      ['demand', '7', '', 1, 2, null, 12, 431.5],
      ['facilities', 'F9', '站', 3, 4, 'C1', NaN, 300.25]
    ]);
    await writeStudy(db, study);
    for (const [name, table] of Object.entries(tables))
      expect(await db.query(`SELECT * FROM "${name}"`), name).toEqual(table);
    const uncovered = await db.query('SELECT sum(uncovered) AS s FROM gaps WHERE level = ?', ['community']);
    expect(uncovered.get('s')!.values[0]).toBe(6);
  });

  it('refuse a compliance row of a standard that the study does not have', () => {
    expect(() => resultTables({ ...study, standards: [] })).toThrow(
      'expected a standard of the study, got A'
    );
  });
});
