import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import type { Points } from '../../src/lib/geometry/shapes.ts';
import { apartPairs } from '../../src/lib/siting/apart.ts';

const pointsOf = (places: [number, number][]): Points => ({
  lon: Float64Array.from(places, ([lon]) => lon),
  lat: Float64Array.from(places, ([, lat]) => lat)
});

describe('places too near to each other', () => {
  const place = fc.tuple(
    fc.oneof(fc.constantFrom(116.4, 116.401), fc.double({ min: 116.39, max: 116.41, noNaN: true })),
    fc.oneof(fc.constantFrom(39.93), fc.double({ min: 39.92, max: 39.94, noNaN: true }))
  );

  it('are those that trying every pair finds', () => {
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 25 }),
        fc.array(place, { maxLength: 8 }),
        fc.constantFrom(0, 1, 85, 300, 900, 5000),
        (some, others, metres) => {
          const [a, b] = [pointsOf(some), pointsOf(others)];
          const expected: number[] = [];
          for (let p = 0; p < some.length; p++)
            for (let q = p + 1; q < some.length; q++)
              if (distanceM(a.lon[p], a.lat[p], a.lon[q], a.lat[q]) < metres) expected.push(p, q);
          const found = apartPairs(a, metres, b);
          expect([...found.pairs]).toEqual(expected);
          some.forEach(([lon, lat], p) => {
            const away = others.map(([x, y]) => distanceM(lon, lat, x, y));
            const least = Math.min(...away);
            const nearest = least < metres ? away.indexOf(least) : -1;
            expect(found.existing[p]).toBe(nearest);
            expect(found.existingM[p]).toBe(nearest < 0 ? NaN : least);
          });
        }
      ),
      { numRuns: 300 }
    );
  });

  it('are found far from the first place too, where degrees are shorter', () => {
    const places = pointsOf([
      [116.4, 20],
      [116.4, 50],
      [116.4027, 50]
    ]);
    expect(distanceM(116.4, 50, 116.4027, 50)).toBeLessThan(200);
    expect([...apartPairs(places, 200).pairs]).toEqual([1, 2]);
  });

  it('are none for no candidates and none without facilities; a distance below 0 is refused', () => {
    expect([...apartPairs(pointsOf([]), 100, pointsOf([[1, 1]])).pairs]).toEqual([]);
    expect([...apartPairs(pointsOf([[1, 1]]), 100).existing]).toEqual([-1]);
    expect(() => apartPairs(pointsOf([]), -1)).toThrow('got -1');
    expect(() => apartPairs(pointsOf([]), NaN)).toThrow('got NaN');
  });
});
