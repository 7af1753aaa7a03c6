import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { decodeWkb, encodeWkb } from '../../src/lib/geometry/wkb.ts';

const position = fc.tuple(
  fc.double({ noNaN: true, min: -180, max: 180 }),
  fc.double({ noNaN: true, min: -90, max: 90 })
);
const row = fc.array(position, { maxLength: 6 });
const rings = fc.array(row, { maxLength: 3 });
const geometry = fc.oneof(
  position.map((coordinates) => ({ type: 'Point', coordinates })),
  row.map((coordinates) => ({ type: 'LineString', coordinates })),
  rings.map((coordinates) => ({ type: 'Polygon', coordinates })),
  row.map((coordinates) => ({ type: 'MultiPoint', coordinates })),
  rings.map((coordinates) => ({ type: 'MultiLineString', coordinates })),
  fc.array(rings, { maxLength: 3 }).map((coordinates) => ({ type: 'MultiPolygon', coordinates }))
) as fc.Arbitrary<Geometry>;

const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('WKB', () => {
  it('comes back as it went in', () => {
    fc.assert(
      fc.property(geometry, (g) => {
        expect(decodeWkb(encodeWkb(g))).toEqual(g);
      })
    );
  });

  it('writes the bytes that PostGIS writes for POINT(1 2)', () => {
    expect(Buffer.from(encodeWkb({ type: 'Point', coordinates: [1, 2] })).toString('hex')).toBe(
      '0101000000000000000000f03f0000000000000040'
    );
  });

  it('reads big endian, EWKB with SRID and height, and ISO with height and measure', () => {
    const point = { type: 'Point', coordinates: [1, 2] };
    expect(decodeWkb(fromHex('00000000013ff00000000000004000000000000000'))).toEqual(point);
    expect(decodeWkb(fromHex('01010000a0e6100000000000000000f03f00000000000000400000000000000840'))).toEqual(
      point
    );
    expect(
      decodeWkb(fromHex('01b90b0000000000000000f03f000000000000004000000000000008400000000000001040'))
    ).toEqual(point);
  });

  it('leaves out heights and writes an empty point', () => {
    expect(
      decodeWkb(
        encodeWkb({
          type: 'LineString',
          coordinates: [
            [1, 2, 3],
            [4, 5, 6]
          ]
        })
      )
    ).toEqual({
      type: 'LineString',
      coordinates: [
        [1, 2],
        [4, 5]
      ]
    });
    expect(decodeWkb(encodeWkb({ type: 'Point', coordinates: [] }))).toEqual({
      type: 'Point',
      coordinates: []
    });
  });

  it('refuses bytes that end too soon, at every byte', () => {
    const bytes = encodeWkb({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0]
          ]
        ]
      ]
    });
    for (let n = 0; n < bytes.length; n++) expect(() => decodeWkb(bytes.subarray(0, n))).toThrow('expected');
  });

  it('refuses other types, a declared count beyond the bytes, and multis within multis however deep', () => {
    expect(() => decodeWkb(fromHex('010700000000000000'))).toThrow('expected a WKB type');
    expect(() => decodeWkb(fromHex('0102000000ffffffff'))).toThrow('expected 16 more bytes');
    const deep = new Uint8Array(9 * 100_000);
    for (let i = 0; i < deep.length; i += 9) deep.set([1, 6, 0, 0, 0, 1, 0, 0, 0], i);
    expect(() => decodeWkb(deep)).toThrow('expected Polygon');
    expect(() => encodeWkb({ type: 'GeometryCollection', geometries: [] })).toThrow('GeometryCollection');
  });
});
