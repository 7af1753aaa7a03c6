import { booleanPointInPolygon, point, pointToLineDistance, polygonToLine } from '@turf/turf';
import fc from 'fast-check';
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { createNearestShape } from '../../src/lib/geometry/nearest-shape.ts';
import { polygonsFromGeoJson } from '../../src/lib/geometry/shapes.ts';

const square = (west: number, south: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south]
    ]
  ]
});

describe('the nearest shape', () => {
  it('is none where there are no shapes, or none has an outline', () => {
    expect(createNearestShape(polygonsFromGeoJson([]), 50)(116, 40)).toBe(-1);
    expect(createNearestShape(polygonsFromGeoJson([null]), 50)(116, 40)).toBe(-1);
  });

  it('is what Turf finds by looking at all of them', () => {
    const at = fc.integer({ min: 0, max: 60 }).map((step) => step * 1e-4);
    const squares = fc.array(fc.tuple(at, at), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(squares, fc.array(fc.tuple(at, at), { maxLength: 20 }), (corners, points) => {
        // Apart from each other on a chequered grid, so that no two are as near as each other by more than chance.
        const shapes = [...new Set(corners.map(String))].map((text) => {
          const [x, y] = text.split(',').map(Number);
          return square(116 + Math.round(x * 500) / 250, 40 + Math.round(y * 500) / 250, 0.0011);
        });
        const nearest = createNearestShape(polygonsFromGeoJson(shapes), 50);
        for (const [x, y] of points) {
          const here = [116 + x * 1.37 + 0.00003, 40 + y * 1.41 + 0.00007];
          const metres = shapes.map((shape) =>
            booleanPointInPolygon(here, shape)
              ? 0
              : pointToLineDistance(point(here), polygonToLine(shape) as never, { units: 'meters' })
          );
          const found = nearest(here[0], here[1]);
          const least = Math.min(...metres);
          // Turf measures on a sphere: within half a hundredth it is the same.
          if (found < 0) expect(least).toBeGreaterThan(50 * 0.995);
          else {
            expect(metres[found]).toBeLessThanOrEqual(50 * 1.005);
            expect(metres[found]).toBeLessThanOrEqual(least + 0.5);
          }
        }
      }),
      { seed: 7, numRuns: 200 }
    );
  });
});
