import { area } from '@turf/turf';
import fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { crossesItself, repairPolygon } from '../../src/lib/geometry/valid.ts';

const D = 0.001;
const ring = (...points: [number, number][]): Position[] =>
  points.map(([x, y]) => [116 + x * D, 39.9 + y * D]);
const polygon = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });
const box = ring([0, 0], [4, 0], [4, 4], [0, 4], [0, 0]);
const unitM2 = area(polygon(ring([0, 0], [1, 0], [1, 1], [0, 1], [0, 0])));

describe('repairPolygon', () => {
  it('leaves what is valid as it is, also clockwise, also with a hole that touches', () => {
    const hole = ring([0, 0], [1, 2], [2, 1], [0, 0]);
    for (const g of [polygon(box), polygon([...box].reverse()), polygon(box, hole)]) {
      const repair = repairPolygon(g);
      expect(repair.geometry).toBe(g);
      expect(repair.changed).toBe(false);
      expect(repair.areaAfterM2).toBe(repair.areaBeforeM2);
    }
  });

  it('makes two triangles of a bow tie, whose area had been nothing', () => {
    const tie = polygon(ring([0, 0], [2, 2], [2, 0], [0, 2], [0, 0]));
    expect(crossesItself(tie)).toBe(true);
    const { geometry, changed, areaBeforeM2, areaAfterM2 } = repairPolygon(tie);
    expect(changed).toBe(true);
    expect(geometry!.type).toBe('MultiPolygon');
    expect(areaBeforeM2).toBeLessThan(1);
    expect(Math.abs(areaAfterM2 - 2 * unitM2)).toBeLessThan(2);
    expect(crossesItself(geometry!)).toBe(false);
  });

  it('takes a twice-wound middle by the even-odd rule', () => {
    const pentagram = Array.from({ length: 6 }, (_, k): [number, number] => [
      3 * Math.cos((k * 4 * Math.PI) / 5),
      3 * Math.sin((k * 4 * Math.PI) / 5)
    ]);
    const { geometry, areaAfterM2 } = repairPolygon(polygon(ring(...pentagram)));
    expect((geometry as MultiPolygon).coordinates.length).toBe(5);
    // The five points of a pentagram of radius 3: star less its middle pentagon.
    const inner = 3 / ((1 + Math.sqrt(5)) / 2) ** 2;
    const tip = Math.sin(Math.PI / 5) * inner * (3 - inner * Math.cos(Math.PI / 5));
    expect(Math.abs(areaAfterM2 / (5 * tip * unitM2) - 1)).toBeLessThan(0.002);
  });

  it('closes rings, drops those without an area, and says so', () => {
    const open = repairPolygon(polygon(box.slice(0, 4)));
    expect(open.changed).toBe(true);
    expect(open.geometry).toEqual(polygon(box));
    const line = ring([1, 1], [2, 2], [3, 3], [1, 1]);
    const dropped = repairPolygon(polygon(box, line));
    expect(dropped).toMatchObject({ changed: true, geometry: polygon(box) });
    expect(repairPolygon(polygon(line))).toMatchObject({ geometry: null, changed: true, areaAfterM2: 0 });
    expect(repairPolygon(polygon())).toMatchObject({ geometry: null });
    expect(repairPolygon({ type: 'MultiPolygon', coordinates: [] }).geometry).toBeNull();
  });

  it('cuts off a spike and takes a crossing hole off its shell', () => {
    const spike = repairPolygon(
      polygon(ring([0, 0], [4, 0], [4, 4], [2, 4], [2, 9], [2, 4], [0, 4], [0, 0]))
    );
    expect(spike.changed).toBe(true);
    expect(Math.abs(spike.areaAfterM2 - 16 * unitM2)).toBeLessThan(16);
    const bitten = repairPolygon(polygon(box, ring([3, 1], [6, 1], [6, 2], [3, 2], [3, 1])));
    expect(Math.abs(bitten.areaAfterM2 - 15 * unitM2)).toBeLessThan(16);
  });

  it('unites parts that overlap, once each', () => {
    const two: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: [[box], [ring([2, 2], [6, 2], [6, 6], [2, 6], [2, 2])]]
    };
    const { geometry, areaBeforeM2, areaAfterM2 } = repairPolygon(two);
    expect(geometry!.type).toBe('Polygon');
    expect(Math.abs(areaBeforeM2 - 32 * unitM2)).toBeLessThan(32);
    expect(Math.abs(areaAfterM2 - 28 * unitM2)).toBeLessThan(32);
  });

  it('gives something valid for any ring, with the even-odd area', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 9 }), (points) => {
        const closed = [...points, points[0]];
        const { geometry, areaAfterM2 } = repairPolygon(polygon(ring(...closed)));
        if (geometry) expect(repairPolygon(geometry).areaAfterM2).toBeCloseTo(areaAfterM2, -1);
        // Count even-odd by small cells whose middles lie on no line of the whole-number grid.
        const n = 96;
        let cells = 0;
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            const [x, y] = [((i + 0.5) * 12) / n, ((j + 0.5) * 12) / n];
            let inside = false;
            for (let k = 0; k < points.length; k++) {
              const [[x1, y1], [x2, y2]] = [closed[k], closed[k + 1]];
              if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
            }
            if (inside) cells++;
          }
        }
        expect(Math.abs(areaAfterM2 / unitM2 - cells * (12 / n) ** 2)).toBeLessThan(3);
      }),
      { numRuns: 200 }
    );
  });
});

describe('crossesItself', () => {
  it('sees a ring that touches itself, not two that share a corner or a vertex given twice', () => {
    expect(crossesItself(polygon(ring([0, 0], [2, 2], [4, 0], [4, 4], [2, 2], [0, 4], [0, 0])))).toBe(true);
    expect(crossesItself(polygon(ring([0, 0], [4, 0], [4, 0], [4, 4], [0, 0], [0, 0])))).toBe(false);
    const corner: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: [[box], [ring([4, 4], [5, 4], [5, 5], [4, 5], [4, 4])]]
    };
    expect(crossesItself(corner)).toBe(false);
  });
});
