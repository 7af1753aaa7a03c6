import type { MultiPolygon, Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { decodeWkb } from '../../src/lib/geometry/wkb.ts';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { guessLayer } from '../../src/lib/import/guess-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Hints, Source } from '../../src/lib/import/source.ts';
import { writePbf, writeXml, type TestObjects } from './osm-pbf-writer.ts';
import { codes, column, refusal, utf8 } from './sources.ts';

const AT = { lon: 116.4, lat: 39.9 };
/** Nodes 1…16, a grid of 4 × 4 with 0.001° a step: node 1 is lower left, 4 lower right. */
const GRID = Array.from({ length: 16 }, (_, i) => ({
  id: i + 1,
  lon: Number((AT.lon + (i % 4) * 0.001).toFixed(3)),
  lat: Number((AT.lat + Math.floor(i / 4) * 0.001).toFixed(3))
}));

const TOWN: TestObjects = {
  nodes: [
    ...GRID,
    { id: 20, ...AT, tags: { amenity: 'pharmacy', name: '同仁堂', opening_hours: '24/7' } },
    { id: 21, ...AT, tags: { amenity: 'bench' } },
    { id: 22, ...AT, tags: { amenity: 'bench', name: '纪念长椅' } },
    { id: 23, ...AT, tags: { natural: 'tree' } }
  ],
  ways: [
    { id: 30, refs: [1, 2], tags: { highway: 'residential' } },
    { id: 31, refs: [1, 2, 6, 5, 1], tags: { leisure: 'park' } },
    { id: 32, refs: [1, 2, 3], tags: { amenity: 'kindergarten' } },
    { id: 33, refs: [1, 2, 99, 5, 1], tags: { amenity: 'school', name: '裁边小学' } },
    { id: 34, refs: [1, 4, 16, 13, 1] },
    { id: 35, refs: [6, 7, 11, 10, 6] },
    { id: 40, refs: [1, 2, 6, 5, 1], tags: { building: 'apartments', 'building:levels': '6' } },
    { id: 41, refs: [3, 4, 8, 7, 3], tags: { building: 'garage' } },
    { id: 42, refs: [9, 10, 14], tags: { building: 'yes' } },
    { id: 43, refs: [9, 10, 14, 13, 9], tags: { building: 'no' } },
    { id: 44, refs: [9, 10, 14, 13, 9], tags: { landuse: 'residential', name: '静安里小区' } },
    { id: 45, refs: [9, 10, 14, 13, 9], tags: { natural: 'water' } },
    { id: 46, refs: [9, 10, 14], tags: { natural: 'water' } },
    {
      id: 50,
      refs: [1, 4, 8, 5, 1],
      tags: { boundary: 'administrative', admin_level: '10', name: '独立村' }
    },
    { id: 51, refs: [1, 2, 3, 4, 8], tags: { boundary: 'administrative', admin_level: '8' } },
    { id: 52, refs: [8, 7, 6, 5, 1], tags: { boundary: 'administrative', admin_level: '8' } },
    { id: 53, refs: [9, 10, 14, 13, 9], tags: { boundary: 'administrative', admin_level: '8' } }
  ],
  relations: [
    {
      id: 60,
      members: [
        ['w', 34, 'outer'],
        ['w', 35, 'inner']
      ],
      tags: { type: 'multipolygon', amenity: 'hospital', name: '口字医院' }
    },
    { id: 61, members: [['w', 34]], tags: { type: 'site', amenity: 'university', name: '散点大学' } },
    {
      id: 70,
      members: [
        ['w', 51],
        ['w', 52, 'outer'],
        ['w', 53, ''],
        ['n', 20, 'label']
      ],
      tags: { type: 'boundary', boundary: 'administrative', admin_level: '8', name: '甲街道' }
    },
    {
      id: 71,
      members: [
        ['w', 51],
        ['w', 900],
        ['w', 901]
      ],
      tags: { type: 'boundary', boundary: 'administrative', admin_level: '8', name: '乙街道' }
    },
    {
      id: 72,
      members: [['w', 51]],
      tags: { type: 'boundary', boundary: 'administrative', admin_level: '8', name: '丙街道' }
    }
  ]
};

const read = (hints: Hints, objects = TOWN): Promise<Source> =>
  readSource('town.osm.pbf', writePbf(objects), hints);

describe('one file, several layers', () => {
  test('what the file has is listed with its rows, whatever was read', async () => {
    const counted = ({ layers }: Source): (string | number | undefined)[][] =>
      layers.map(({ name, rows, as }) => [name, rows, as]);
    const all = [
      ['roads', 1, 'roads'],
      ['admin_level=8', 3, 'subdistricts'],
      ['admin_level=10', 1, 'communities'],
      ['facilities', 7, 'facilities'],
      ['buildings', 3, 'residential'],
      ['landuse', 3, 'landuse'],
      ['estates', 1, 'estates']
    ];
    expect(counted(await read({}))).toEqual(all);
    expect(counted(await read({ as: 'facilities' }))).toEqual(all);
    expect(counted(await readSource('town.osm', writeXml(TOWN), { as: 'subdistricts' }))).toEqual(all);
  });

  test('XML and PBF, sorted or not, plain nodes or dense, give the same', async () => {
    for (const as of ['roads', 'facilities', 'subdistricts', 'residential', 'landuse', 'estates'] as const) {
      const plain = await read({ as });
      const others = [
        await readSource('town.osm', writeXml(TOWN), { as }),
        await readSource('t.osm.pbf', writePbf(TOWN, { unsorted: true, dense: false }), { as }),
        await readSource('t.osm.pbf', writePbf(TOWN, { packing: 'raw', granularity: 1000 }), { as })
      ];
      for (const other of others) {
        const order = plain.columns[0].map((id) => other.columns[0].indexOf(id));
        expect(order).not.toContain(-1);
        expect(order.map((i) => other.geometry![i])).toEqual(plain.geometry);
        expect(other.rows).toBe(plain.rows);
        expect(other.headers.toSorted()).toEqual(plain.headers.toSorted());
      }
    }
  });

  test('a file without roads is read as what it has most of, if nothing is said', async () => {
    const { nodes } = TOWN;
    const source = await read({}, { nodes });
    expect([source.layer, source.rows, guessLayer(source).as]).toEqual(['facilities', 2, 'facilities']);
    expect(guessLayer(await read({})).others).toContain('facilities');
  });

  test('what a file does not have is refused with what it has', async () => {
    const { nodes } = TOWN;
    const error = await refusal(read({ as: 'subdistricts' }, { nodes }));
    expect([error.code, error.messageZh.includes('facilities×2')]).toEqual(['osm_none', true]);
    expect((await refusal(read({ as: 'communities', layer: 'admin_level=9' }))).code).toBe('osm_none');
    expect((await refusal(read({}, { nodes: GRID }))).code).toBe('no_rows');
    const roads = await read({});
    expect(() => checkLayer(roads, { as: 'facilities' })).toThrow('是按“roads”读的');
    expect(() => checkLayer(roads, { as: 'candidates' })).toThrow('还不能把 osm.pbf 文件作为“候选点”导入');
  });

  test('what is wanted wins over a layer that was named for something else', async () => {
    expect((await read({ as: 'facilities', layer: 'roads' })).layer).toBe('facilities');
    expect((await read({ as: 'landuse', layer: 'buildings' })).layer).toBe('buildings');
    expect((await read({ layer: 'estates' })).layer).toBe('estates');
  });
});

describe('facilities', () => {
  test('nodes, closed ways and multipolygons are places; what is none of these is told row by row', async () => {
    const source = await read({ as: 'facilities' });
    const checked = checkLayer(source, { as: 'facilities' });
    expect(column(checked, 'fac_id')).toEqual(['n20', 'n22', 'w31', 'r60']);
    const { report } = checked;
    expect(report.accepted + report.rejected.length).toBe(report.rows);
    expect(codes(report.rejected)).toEqual([
      [4, 'wrong_geometry'],
      [5, 'osm_way_nodes'],
      [7, 'osm_no_area']
    ]);
    const left = report.warnings.find(({ code }) => code === 'osm_left_out')!;
    expect(left.message).toContain('1 个对象');
    expect(left.message).toContain('amenity=bench×1');
    expect(column(checked, 'opening_hours')).toEqual(['24/7', null, null, null]);
    // Within the ring, not in its hole.
    const hospital = source.geometry![5] as Polygon;
    expect(hospital.coordinates.map((ring) => ring.length)).toEqual([5, 5]);
    expect(column(checked, 'lon')[3]).not.toBeCloseTo(116.4015, 5);
  });
});

describe('boundaries', () => {
  test('relations of the level are assembled without roles; incomplete and open ones say what is missing', async () => {
    const source = await read({ as: 'subdistricts' });
    const checked = checkLayer(source, { as: 'subdistricts' });
    expect(column(checked, 'unit_id')).toEqual(['r70']);
    const shape = decodeWkb(column(checked, 'geometry')[0] as Uint8Array) as MultiPolygon;
    expect(shape.coordinates.map((rings) => rings.length)).toEqual([1, 1]);
    const { report } = checked;
    expect(codes(report.rejected)).toEqual([
      [2, 'osm_members'],
      [3, 'osm_open']
    ]);
    expect(report.rejected[0].reason).toContain('3 条成员线缺 2 条（way 900、901）');
    expect(report.rejected[1].reason).toMatch(/有 1 处断开，共 2(79|80) 米/);
    expect(report.questions).toEqual([]);
  });

  test('a closed way that is no part of a relation is a unit', async () => {
    const source = await read({ as: 'communities' });
    expect([source.layer, source.columns[0], source.asks]).toEqual(['admin_level=10', ['w50'], []]);
  });

  test('a level that the file lacks is asked for, and the answer is taken', async () => {
    const source = await read({ as: 'districts' });
    expect(source.asks).toMatchObject([
      {
        code: 'ask_osm_level',
        sets: 'layer',
        options: ['admin_level=8', 'admin_level=10'],
        labels: [{ zh: '8 级，3 个：甲街道、乙街道、丙街道' }, { zh: '10 级，1 个：独立村' }]
      }
    ]);
    const { report } = checkLayer(source, { as: 'districts' });
    expect(report.questions.map(({ code }) => code)).toEqual(['ask_osm_level']);
    const answered = await read({ as: 'districts', layer: 'admin_level=10' });
    expect([answered.layer, answered.rows, answered.asks]).toEqual(['admin_level=10', 1, []]);
  });
});

describe('buildings and land', () => {
  test('dwellings are points with footprint and storeys; garages and open outlines are told', async () => {
    const source = await read({ as: 'residential' });
    const checked = checkLayer(source, { as: 'residential' });
    expect(column(checked, 'point_id')).toEqual(['w40']);
    expect(column(checked, 'storeys')).toEqual([6]);
    const [footprint] = column(checked, 'footprint_m2') as number[];
    expect(footprint).toBeCloseTo(111.2 * 111.2 * Math.cos((39.9 * Math.PI) / 180), -2);
    expect(column(checked, 'lon')[0]).toBeCloseTo(116.4005, 6);
    expect(codes(checked.report.rejected)).toEqual([
      [2, 'osm_not_dwelling'],
      [3, 'osm_not_closed']
    ]);
  });

  test('footprints as land are of the kind building', async () => {
    const hints = { as: 'landuse', layer: 'buildings' } as const;
    const checked = checkLayer(await read(hints), hints);
    expect(column(checked, 'kind')).toEqual(['building', 'building']);
  });

  test('land is what its tag says; a park counts too', async () => {
    const checked = checkLayer(await read({ as: 'landuse' }), { as: 'landuse' });
    expect(column(checked, 'kind')).toEqual(['green', 'residential', 'water']);
    expect(codes(checked.report.rejected)).toEqual([[4, 'osm_not_closed']]);
    const estates = checkLayer(await read({ as: 'estates' }), { as: 'estates' });
    expect(column(estates, 'name')).toEqual(['静安里小区']);
  });
});

describe('XML', () => {
  const wrap = (inner: string): Uint8Array => utf8(`<?xml version="1.0"?><osm version="0.6">${inner}</osm>`);

  test('objects marked as deleted are left out and counted', async () => {
    const source = await readSource(
      'a.osm',
      wrap(`<node id="1" lat="39.9" lon="116.4"/><node id="2" lat="39.91" lon="116.4"/>
        <way id="-5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>
        <way id="6" visible="false"/><way id="7" action="delete"><nd ref="1"/><tag k="highway" v="path"/></way>`)
    );
    expect(source.columns[0]).toEqual(['-5']);
    expect(source.notes).toEqual([{ code: 'osm_deleted', params: { count: 2 } }]);
  });

  test('places written into the ways by Overpass are taken', async () => {
    const way = `<way id="5"><nd ref="1" lat="39.9" lon="116.4"/><nd ref="2" lat="39.91" lon="116.4"/><tag k="highway" v="path"/></way>`;
    const source = await readSource('a.osm', wrap(way));
    expect(source.geometry).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [116.4, 39.9],
          [116.4, 39.91]
        ]
      }
    ]);
  });

  test('a file of changes is refused; entities that are declared, too; those of XML are text', async () => {
    const change = utf8('<?xml version="1.0"?><osmChange version="0.6"><create/></osmChange>');
    expect((await refusal(readSource('a.osm', change))).code).toBe('osm_change');
    const laughs = utf8('<!DOCTYPE osm [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><osm version="0.6">&b;</osm>');
    expect((await refusal(readSource('a.osm', laughs))).code).toBe('xml_doctype');
    const unknown = wrap('<node id="1" lat="1" lon="1"><tag k="name" v="&b;"/></node>');
    expect((await refusal(readSource('a.osm', unknown))).code).toBe('bad_xml');
    const name = '<script>alert(1)</script>';
    const tags = { amenity: 'pharmacy', name, __proto__x: '1' };
    const source = await readSource('a.osm', writeXml({ nodes: [{ id: 1, ...AT, tags }] }));
    expect(source.columns[source.headers.indexOf('name')]).toEqual([name]);
  });
});
