import { booleanPointInPolygon } from '@turf/turf';
import fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { createLocator } from '../../src/lib/geometry/locate.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { polygonsFromGeoJson } from '../../src/lib/geometry/shapes.ts';

function square(west: number, south: number, size: number): Position[] {
  return [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south]
  ];
}

/** A wobbly star around a centre, valid, with a hole. */
function star(next: () => number, lon: number, lat: number, size: number): Polygon {
  const ring = (scale: number): Position[] => {
    const n = 5 + Math.floor(next() * 20);
    const points = Array.from({ length: n }, (_, i): Position => {
      const r = scale * size * (0.6 + 0.4 * next());
      return [lon + r * Math.cos((2 * Math.PI * i) / n), lat + r * Math.sin((2 * Math.PI * i) / n)];
    });
    return [...points, points[0]];
  };
  return { type: 'Polygon', coordinates: [ring(1), ring(0.3).reverse()] };
}

describe('createLocator', () => {
  it('agrees with Turf on random shapes with holes, apart from each other', () => {
    const next = createRandom(5);
    const shapes: (Polygon | MultiPolygon)[] = [];
    for (let i = 0; i < 30; i++)
      for (let j = 0; j < 3; j++) shapes.push(star(next, 116 + i * 0.02, 39 + j * 0.02, 0.0099));
    const merged: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: [shapes[0], shapes[40]].map((s) => (s as Polygon).coordinates)
    };
    shapes[0] = merged;
    shapes.splice(40, 1);
    const locate = createLocator(polygonsFromGeoJson(shapes));
    let held = 0;
    for (let k = 0; k < 4000; k++) {
      const point = [115.98 + next() * 0.64, 38.98 + next() * 0.08];
      const expected = shapes.findIndex((s) => booleanPointInPolygon(point, s));
      expect(locate(point[0], point[1])).toBe(expected);
      if (expected >= 0) held++;
    }
    expect(held).toBeGreaterThan(1000);
  });

  it('counts each point of a tiling once, on lines and corners too, whatever the order of rows', () => {
    const tiles = Array.from({ length: 25 }, (_, i) => square(i % 5, Math.floor(i / 5), 1));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...tiles.keys()], { minLength: 25 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (order, qx, qy) => {
          const locate = createLocator(
            polygonsFromGeoJson(order.map((i) => ({ type: 'Polygon', coordinates: [tiles[i]] })))
          );
          const [x, y] = [qx / 4, qy / 4];
          // East and north of the line; on the outer edge the tile that is there.
          const found = locate(x, y);
          const [column, row] = [Math.min(4, Math.floor(x)), Math.min(4, Math.floor(y))];
          expect(order[found]).toBe(x < 5 && y < 5 ? row * 5 + column : order[found]);
          const tile = tiles[order[found]];
          expect(x >= tile[0][0] && x <= tile[2][0] && y >= tile[0][1] && y <= tile[2][1]).toBe(true);
        }
      )
    );
  });

  it('gives a point on a slanting shared line to one side, the same one from either order', () => {
    const line: Position[] = Array.from({ length: 9 }, (_, k) => [k * 0.37 + 0.1 * Math.sin(k), k * 0.91]);
    const west: Position[] = [[-9, 0], ...line, [-9, 7.28], [-9, 0]];
    const east: Position[] = [[9, 0], [9, 7.28], ...[...line].reverse(), [9, 0]];
    const make = (rings: Position[][]) =>
      createLocator(polygonsFromGeoJson(rings.map((r) => ({ type: 'Polygon', coordinates: [r] }))));
    const [one, two] = [make([west, east]), make([east, west])];
    const next = createRandom(3);
    for (let n = 0; n < 2000; n++) {
      const k = Math.floor(next() * 8);
      const t = n % 5 === 0 ? 0 : next();
      const x = line[k][0] + t * (line[k + 1][0] - line[k][0]);
      const y = line[k][1] + t * (line[k + 1][1] - line[k][1]);
      const found = one(x, y);
      expect(found).toBeGreaterThanOrEqual(0);
      expect(two(x, y)).toBe(1 - found);
    }
  });

  it('lets an overlap go to the same shape in any order, holes to none, and is not led astray by rows without shape', () => {
    const a: Polygon = { type: 'Polygon', coordinates: [square(0, 0, 4), square(1, 1, 1)] };
    const b: Polygon = { type: 'Polygon', coordinates: [square(3, 3, 4)] };
    const ab = createLocator(polygonsFromGeoJson([null, a, b]));
    const ba = createLocator(polygonsFromGeoJson([b, null, a]));
    expect([ab(3.5, 3.5), ba(3.5, 3.5)]).toEqual([1, 2]);
    expect([ab(1.5, 1.5), ab(0.5, 0.5), ab(6, 6), ab(9, 9), ab(NaN, 1)]).toEqual([-1, 1, 2, -1, -1]);
    expect(createLocator(polygonsFromGeoJson([]))(0, 0)).toBe(-1);
    expect(createLocator(polygonsFromGeoJson([null]))(0, 0)).toBe(-1);
  });
});
