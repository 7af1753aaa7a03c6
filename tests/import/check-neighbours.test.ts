import { area, intersect, featureCollection, polygon } from '@turf/turf';
import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { createLocator } from '../../src/lib/geometry/locate.ts';
import { polygonsFromGeoJson } from '../../src/lib/geometry/shapes.ts';
import { decodeWkb } from '../../src/lib/geometry/wkb.ts';
import { compareNeighbours } from '../../src/lib/import/checks/check-neighbours.ts';
import { snapNeighbours, type Shape } from '../../src/lib/import/checks/snap-neighbours.ts';
import type { Choices } from '../../src/lib/import/report.ts';
import { check, codes, collection, feature, square } from './sources.ts';

const shape = (coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });
const box = (w: number, s: number, e: number, n: number): Polygon =>
  shape([
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s]
    ].map(([x, y]) => [116 + x * 0.001, 39.9 + y * 0.001])
  ]);
const BOUNDS: Choices = { as: 'communities', crs: 'wgs84' };

describe('F14: neighbours', () => {
  test('that meet edge to edge neither overlap nor leave a gap, also where one has more vertices', () => {
    const split = shape([
      [...box(4, 0, 8, 4).coordinates[0].slice(0, 3), [116.004, 39.904], [116.004, 39.902], [116.004, 39.9]]
    ]);
    expect(compareNeighbours([box(0, 0, 4, 4), split])).toEqual({ overlaps: [], gaps: [] });
  });

  test('an overlap has its area and its pair, and the largest comes first', () => {
    const shapes = [box(0, 0, 4, 4), box(3, 0, 8, 4), box(0, 3.5, 4, 8)];
    const { overlaps } = compareNeighbours(shapes);
    expect(overlaps.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2]
    ]);
    for (const { a, b, areaM2 } of overlaps) {
      const common = intersect(
        featureCollection([polygon(shapes[a].coordinates), polygon(shapes[b].coordinates)])
      )!;
      expect(Math.abs(areaM2 / area(common) - 1)).toBeLessThan(0.01);
    }
  });

  test('the same unit twice, and one that lies whole on others, are found though every edge has its neighbour', () => {
    const tiles = [box(0, 0, 4, 4), box(4, 0, 8, 4), box(0, 4, 4, 8), box(4, 4, 8, 8)];
    const again = [box(0, 0, 4, 8), box(4, 0, 8, 8)];
    expect(compareNeighbours(tiles).overlaps).toEqual([]);
    expect(compareNeighbours([...tiles, ...again]).overlaps).toHaveLength(4);
    expect(compareNeighbours([tiles[0], tiles[0]]).overlaps).toHaveLength(1);
  });

  test('a gap is what several enclose; a hole that one has by itself is none', () => {
    const around = [box(0, 0, 8, 3), box(0, 5, 8, 8), box(0, 3, 3, 5), box(5, 3, 8, 5)];
    const { gaps, overlaps } = compareNeighbours(around);
    expect(overlaps).toEqual([]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0].around).toEqual([0, 1, 2, 3]);
    expect(Math.abs(gaps[0].areaM2 / area(box(3, 3, 5, 5)) - 1)).toBeLessThan(0.01);
    const holed = shape([box(0, 0, 8, 8).coordinates[0], box(2, 2, 4, 4).coordinates[0]]);
    expect(compareNeighbours([holed, box(8, 0, 9, 8)]).gaps).toEqual([]);
    expect(compareNeighbours([holed, box(2, 2, 4, 4)]).gaps).toEqual([]);
  });

  test('gaps are found among whole neighbours too', () => {
    const tiles: Shape[] = [];
    for (let x = 0; x < 7; x++)
      for (let y = 0; y < 7; y++) if (x !== 2 || y !== 4) tiles.push(box(x, y, x + 1, y + 1));
    const { gaps, overlaps } = compareNeighbours(tiles);
    expect([overlaps.length, gaps.length]).toEqual([0, 1]);
    expect(Math.abs(gaps[0].areaM2 / area(box(2, 4, 3, 5)) - 1)).toBeLessThan(0.01);
  });

  test('random boxes: the overlaps are those of each pair by itself', () => {
    const side = fc.integer({ min: 0, max: 9 });
    const any = fc
      .tuple(side, side, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .map(([x, y, w, h]) => ({ x, y, w, h }));
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 7 }), (boxes) => {
        const { overlaps } = compareNeighbours(boxes.map(({ x, y, w, h }) => box(x, y, x + w, y + h)));
        const cell = area(box(0, 0, 1, 1));
        const wanted: string[] = [];
        boxes.forEach((p, a) =>
          boxes.forEach((q, b) => {
            const wide = Math.min(p.x + p.w, q.x + q.w) - Math.max(p.x, q.x);
            const high = Math.min(p.y + p.h, q.y + q.h) - Math.max(p.y, q.y);
            if (a < b && wide > 0 && high > 0) wanted.push(`${a} ${b} ${wide * high}`);
          })
        );
        const found = overlaps.map(({ a, b, areaM2 }) => `${a} ${b} ${Math.round(areaM2 / cell)}`);
        expect(found.sort()).toEqual(wanted.sort());
      }),
      { numRuns: 150 }
    );
  });

  test('vertices that differ by 1e-12 or 1e-9 degrees are snapped, listed, and can be refused', async () => {
    const right = square(116.01, 39).map((ring) => ring.map(([x, y]) => [x + (x < 116.015 ? 6e-10 : 0), y]));
    const { moved, shapes } = snapNeighbours([shape(square(116, 39)), shape(right)], () => true);
    expect(moved).toEqual([0, 3]);
    expect(shapes[1]!.coordinates[0][0]).toEqual(square(116, 39)[0][1]);
    const text = collection(
      feature('Polygon', square(116, 39), { name: '甲' }),
      feature('Polygon', right, { name: '乙' })
    );
    const { report, table } = await check('b.geojson', text, BOUNDS);
    expect(codes(report.repaired)).toEqual([[2, 'sliver_snapped']]);
    const stored = decodeWkb(table.get('geometry')!.values[1] as Uint8Array) as Polygon;
    expect(stored.coordinates[0][0]).toEqual(square(116, 39)[0][1]);
    const refused = await check('b.geojson', text, { ...BOUNDS, answers: { 'mend:sliver_snapped': 'no' } });
    expect([refused.report.repaired, refused.report.accepted]).toEqual([[], 2]);
    const gap = right.map((ring) => ring.map(([x, y]) => [x + 1e-6, y]));
    expect(snapNeighbours([shape(square(116, 39)), shape(gap)], () => true).moved).toEqual([0, 0]);
  });

  test('overlaps and gaps are told by name, with areas', async () => {
    const text = collection(
      feature('Polygon', box(0, 0, 4, 4).coordinates, { name: '民安' }),
      feature('Polygon', box(3.99, 0, 8, 4).coordinates, { name: '北新仓' })
    );
    const { report } = await check('b.geojson', text, BOUNDS);
    const said = report.warnings.find(({ code }) => code === 'units_overlap')!.message;
    expect(said).toMatch(/^1 对单元的边界重叠.*民安 与 北新仓 重叠 3[78]\d m².*人口不会重复计/);
    const english = await check('b.geojson', text, BOUNDS, { lang: 'en' });
    expect(english.report.warnings.map(({ message }) => message).join()).toMatch(
      /民安 and 北新仓 by 3[78]\d m²/
    );
  });

  test('F16: a point on a shared boundary, or in an overlap, belongs to one unit, whatever the order of rows', () => {
    const units = [box(0, 0, 4, 4), box(4, 0, 8, 4), box(3, 0, 6, 4)];
    const [west, east] = [116.004, 39.902];
    for (const order of [
      [0, 1],
      [1, 0]
    ]) {
      const locate = createLocator(polygonsFromGeoJson(order.map((i) => units[i])));
      // The tie rule: a boundary belongs to the unit east of it.
      expect(order[locate(west, east)]).toBe(1);
    }
    const overlapping = createLocator(polygonsFromGeoJson(units));
    const points = Array.from({ length: 400 }, (_, k) => [
      116 + (k % 20) * 0.0004 + 1e-5,
      39.9 + Math.floor(k / 20) * 0.0002 + 1e-5
    ]);
    const counted = [0, 0, 0];
    for (const [x, y] of points) counted[overlapping(x, y)]++;
    expect(counted.reduce((a, b) => a + b)).toBe(400);
    expect(counted.every((count) => count > 0)).toBe(true);
  });
});
