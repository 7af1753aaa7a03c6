import { geojson } from 'flatgeobuf';
import type { FeatureCollection } from 'geojson';
import { describe, expect, test } from 'vitest';
import { readSource } from '../../src/lib/import/read-source.ts';
import { bytesOf, refusal, shared, square } from './sources.ts';

const shapes: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { 名称: '北宫厅', 人口: 5321.5, 可用: true, __proto__x: 'a' },
      geometry: { type: 'Polygon', coordinates: [...square(116.4, 39.9), ...square(116.403, 39.903, 0.001)] }
    },
    {
      type: 'Feature',
      properties: { 名称: '民安', 人口: 1, 可用: false, __proto__x: '' },
      geometry: { type: 'MultiPolygon', coordinates: [square(116.5, 39.9), square(116.6, 39.9)] }
    },
    {
      type: 'Feature',
      properties: { 名称: '线', 人口: 0, 可用: false, __proto__x: '' },
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4]
          ],
          [
            [5, 6],
            [7, 8],
            [9, 10]
          ]
        ]
      }
    }
  ]
};
const bytes = geojson.serialize(shapes, 4490);

describe('FlatGeobuf', () => {
  test('names, numbers, truths, holes, parts and the system', async () => {
    const source = await readSource('a.fgb', bytes);
    expect(source.headers).toEqual(['名称', '人口', '可用', '__proto__x']);
    expect(source.columns).toEqual([
      ['北宫厅', '民安', '线'],
      ['5321.5', '1', '0'],
      ['true', 'false', 'false'],
      ['a', null, null]
    ]);
    expect(source.geometry).toEqual(shapes.features.map(({ geometry }) => geometry));
    expect(source.declaredCrs).toBe('EPSG:4490');
  });

  test('cut anywhere, it is refused with the byte', async () => {
    for (let size = 4; size < bytes.length; size += 7) {
      const error = await refusal(readSource('a.fgb', bytes.slice(0, size)));
      expect(['truncated', 'fgb_broken', 'no_rows']).toContain(error.code);
      expect(error.messageZh).toMatch(/字节|没有一行/);
    }
  });

  test('any byte changed ends in a Source or in a sentence, and never in a hang', async () => {
    for (let at = 3; at < bytes.length; at++) {
      for (const value of [0, 255, bytes[at] ^ 16]) {
        const changed = bytes.slice();
        changed[at] = value;
        try {
          const source = await readSource('a.fgb', changed);
          expect(source.geometry).toHaveLength(source.rows);
        } catch (error) {
          expect((error as Error).name).toBe('ImportError');
        }
      }
    }
  });

  test('another version says which', async () => {
    const old = bytes.slice();
    old[3] = 1;
    const error = await refusal(readSource('a.fgb', old));
    expect(error.code).toBe('fgb_version');
    expect(error.messageZh).toContain('第 1 版');
  });

  test.each([
    ['formats/beixinqiao/roads.fgb', 1806, 'wgs84', '东中街'],
    ['formats/flatgeobuf/countries.fgb', 179, 'wgs84', 'ATA'],
    // Version 2, which GDAL refuses; there is no index in it.
    ['formats/flatgeobuf/topp_states.fgb', 49, null, 'Illinois']
  ])('%s', async (path, rows, crs, first) => {
    const file = shared(path);
    if (!file) return;
    const source = await readSource(file, await bytesOf(file));
    expect([source.rows, source.declaredCrs, source.columns[0][0]]).toEqual([rows, crs, first]);
    expect(source.geometry!.filter((shape) => shape === null)).toEqual([]);
  });
});
