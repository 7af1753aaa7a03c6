import { describe, expect, test } from 'vitest';
import { readSource } from '../../src/lib/import/read-source.ts';
import { check, codes, refusal, utf8 } from './sources.ts';

const read = (name: string, text: string, hints = {}) => readSource(name, utf8(text), hints);

describe('TopoJSON', () => {
  const topology = {
    type: 'Topology',
    transform: { scale: [0.01, 0.01], translate: [116, 39] },
    objects: {
      areas: {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Polygon', arcs: [[0, 1]], properties: { name: '甲' } },
          { type: 'Polygon', arcs: [[-1, 2]], id: 12, properties: { name: '乙' } },
          { type: null, properties: { name: '丙' } },
          { type: 'Polygon', arcs: [[9]], properties: { name: '丁' } }
        ]
      },
      place: { type: 'Point', coordinates: [40, 90], properties: { name: '点' } }
    },
    arcs: [
      [
        [0, 0],
        [0, 10]
      ],
      [
        [0, 10],
        [-10, 0],
        [0, -10],
        [10, 0]
      ],
      [
        [0, 0],
        [10, 0],
        [0, 10],
        [-10, 0]
      ]
    ]
  };

  test('the larger object is read, shared arcs unfolded, the other offered', async () => {
    const source = await read('a.topojson', JSON.stringify(topology));
    expect([source.format, source.layer, source.rows]).toEqual(['topojson', 'areas', 4]);
    expect(source.layers).toEqual([
      { name: 'areas', rows: 4, geometry: 'Polygon' },
      { name: 'place', rows: 1, geometry: 'Point' }
    ]);
    expect(source.asks[0].options).toEqual(['areas', 'place']);
    expect(source.geometry![0]).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [116, 39],
          [116, 39.1],
          [115.9, 39.1],
          [115.9, 39],
          [116, 39]
        ]
      ]
    });
    expect(source.geometry!.map((shape) => shape?.type)).toEqual([
      'Polygon',
      'Polygon',
      undefined,
      'Polygon'
    ]);
    const { report } = await check(
      'a.topojson',
      JSON.stringify({ ...topology, objects: { a: topology.objects.areas } }),
      {
        as: 'communities',
        crs: 'wgs84'
      }
    );
    expect(codes(report.rejected)).toEqual([
      [3, 'no_geometry'],
      [4, 'bad_geometry']
    ]);
  });

  test('where points are wanted, the object of points is read unasked', async () => {
    const source = await read('a.json', JSON.stringify(topology), { as: 'roads', layer: 'place' });
    expect(source.geometry![0]).toEqual({ type: 'Point', coordinates: [116.4, 39.9] });
    const areas = await read('a.json', JSON.stringify(topology), { as: 'communities' });
    expect([areas.layer, areas.asks]).toEqual(['areas', []]);
  });

  test('arcs told over and over are stopped before they are unfolded', async () => {
    const arc = Array.from({ length: 1000 }, (_, i) => [i, 0]);
    const shape = { type: 'MultiLineString', arcs: [new Array(2000).fill(0)] };
    const text = JSON.stringify({ type: 'Topology', arcs: [arc], objects: { a: shape } });
    expect((await refusal(read('a.topojson', text))).code).toBe('topology_grows');
  });
});
