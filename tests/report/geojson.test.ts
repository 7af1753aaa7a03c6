import type { FeatureCollection, Geometry, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { encodeWkb } from '../../src/lib/geometry/wkb.ts';
import { writeGeoJson, type Place } from '../../src/lib/report/geojson.ts';
import type { Table } from '../../src/lib/tables/database.ts';

const write = (table: Table, place: Place): FeatureCollection =>
  JSON.parse(new TextDecoder().decode(writeGeoJson(table, place))) as FeatureCollection;
const geometries = (...given: (Geometry | null)[]): Table =>
  new Map([['geometry', { type: 'BLOB', values: given.map((g) => g && encodeWkb(g)) }]]);

describe('GeoJSON', () => {
  it('has points of two columns, with every digit and null for what is not known', () => {
    const table: Table = new Map([
      ['id', { type: 'VARCHAR', values: ['一', null] }],
      ['lon', { type: 'DOUBLE', values: Float64Array.of(116.41234567890123, NaN) }],
      ['lat', { type: 'DOUBLE', values: Float64Array.of(39.1, 39) }],
      ['m', { type: 'DOUBLE', values: Float64Array.of(Infinity, 2) }]
    ]);
    expect(write(table, { lon: 'lon', lat: 'lat' })).toEqual({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { id: '一', lon: 116.41234567890123, lat: 39.1, m: null },
          geometry: { type: 'Point', coordinates: [116.41234567890123, 39.1] }
        },
        { type: 'Feature', properties: { id: null, lon: null, lat: 39, m: 2 }, geometry: null }
      ]
    });
  });

  it('winds shells counter-clockwise and holes clockwise, and leaves lines as they run', () => {
    const left = [[0, 0], [4, 0], [4, 4], [0, 0]]; // prettier-ignore
    const hole = [[1, 0.5], [3, 0.5], [3, 1.5], [1, 0.5]]; // prettier-ignore
    const right: Polygon = { type: 'Polygon', coordinates: [left.toReversed(), hole] };
    const rightly = [left, hole.toReversed()];
    const line: Geometry = { type: 'LineString', coordinates: left.toReversed() };
    const { features } = write(
      geometries(right, { type: 'MultiPolygon', coordinates: [right.coordinates, rightly] }, line, null),
      { geometry: 'geometry' }
    );
    expect(features.map((feature) => feature.geometry)).toEqual([
      { type: 'Polygon', coordinates: rightly },
      { type: 'MultiPolygon', coordinates: [rightly, rightly] },
      line,
      null
    ]);
    expect(features[0].properties).toEqual({});
  });

  it('carries columns of any name, and no object changes by it', () => {
    const table = geometries(null).set('__proto__', { type: 'VARCHAR', values: ['{"x":1}'] });
    const { features } = write(table.set('a"b', { type: 'VARCHAR', values: ['</script>'] }), {
      geometry: 'geometry'
    });
    expect(Object.entries(features[0].properties!)).toEqual([
      ['__proto__', '{"x":1}'],
      ['a"b', '</script>']
    ]);
  });

  it('is an empty collection for an empty table, and names a column that is missing', () => {
    expect(write(geometries(), { geometry: 'geometry' }).features).toEqual([]);
    expect(() => write(geometries(), { geometry: 'shape' })).toThrow('expected a column shape');
    expect(() => write(geometries(), { lon: 'lon', lat: 'lat' })).toThrow('expected columns lon and lat');
  });
});
