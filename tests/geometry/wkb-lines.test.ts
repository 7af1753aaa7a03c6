import type { LineString, MultiLineString } from 'geojson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesFromGeoJson } from '../../src/lib/geometry/shapes.ts';
import { linesFromWkb } from '../../src/lib/geometry/wkb-lines.ts';
import { encodeWkb } from '../../src/lib/geometry/wkb.ts';

const position = fc.tuple(fc.double(), fc.double());
const line = fc.array(position, { maxLength: 5 });
const shape: fc.Arbitrary<LineString | MultiLineString | null> = fc.oneof(
  line.map((coordinates) => ({ type: 'LineString', coordinates }) as const),
  fc.array(line, { maxLength: 3 }).map((coordinates) => ({ type: 'MultiLineString', coordinates }) as const),
  fc.constant(null)
);

/** The same WKB with big-endian numbers. */
function bigEndian(coordinates: [number, number][]): Uint8Array {
  const view = new DataView(new ArrayBuffer(9 + 16 * coordinates.length));
  view.setUint32(1, 2);
  view.setUint32(5, coordinates.length);
  coordinates.flat().forEach((value, k) => view.setFloat64(9 + 8 * k, value));
  return new Uint8Array(view.buffer);
}

describe('linesFromWkb', () => {
  it('gives the columns that GeoJSON gives', () => {
    fc.assert(
      fc.property(fc.array(shape), (shapes) => {
        const wkbs = shapes.map((geometry) => geometry && encodeWkb(geometry));
        expect(linesFromWkb(wkbs)).toEqual(linesFromGeoJson(shapes));
      })
    );
  });

  it('reads bytes at any offset, of either order, with heights', () => {
    const path: [number, number][] = [
      [1, 2],
      [3, -4]
    ];
    const plain = linesFromGeoJson([{ type: 'LineString', coordinates: path }]);
    const wkb = encodeWkb({ type: 'LineString', coordinates: path });
    const shifted = new Uint8Array(wkb.length + 3);
    shifted.set(wkb, 3);
    expect(linesFromWkb([shifted.subarray(3)])).toEqual(plain);
    expect(linesFromWkb([bigEndian(path)])).toEqual(plain);
    const high = new DataView(new ArrayBuffer(9 + 48));
    high.setUint8(0, 1);
    high.setUint32(1, 1002, true);
    high.setUint32(5, 2, true);
    [1, 2, 9, 3, -4, 9].forEach((value, k) => high.setFloat64(9 + 8 * k, value, true));
    expect(linesFromWkb([new Uint8Array(high.buffer)])).toEqual(plain);
  });

  it('throws for what is no line and for what is cut', () => {
    const point = encodeWkb({ type: 'Point', coordinates: [1, 2] });
    expect(() => linesFromWkb([null, point])).toThrow(/line at 1, got a Point/);
    const wkb = encodeWkb({
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4]
      ]
    });
    for (let size = 1; size < wkb.length; size++)
      expect(() => linesFromWkb([wkb.subarray(0, size)])).toThrow();
  });
});
