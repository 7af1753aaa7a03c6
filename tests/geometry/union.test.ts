import { area, booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { createPlane, distanceM } from '../../src/lib/geometry/metric.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { bufferLines, fillHolesUnder, unionPolygons } from '../../src/lib/geometry/union.ts';

const plane = createPlane(116.4, 39.9);
const at = (x: number, y: number): Position => [plane.lon(x), plane.lat(y)];
const box = (x: number, y: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [[at(x, y), at(x + size, y), at(x + size, y + size), at(x, y + size), at(x, y)]]
});
/** Turf measures on a sphere: its square metre here, in metres of the ellipsoid. */
const turfM2 = area(box(0, 0, 100)) / 10_000;

describe('bufferLines', () => {
  it('has the area of theory: a disc, a capsule, a cross', () => {
    const ratio = (g: MultiPolygon, m2: number): number => area(g) / turfM2 / m2;
    const disc = Math.PI * 900;
    expect(ratio(bufferLines([[at(0, 0)]], 30), disc)).toBeGreaterThan(0.98);
    expect(ratio(bufferLines([[at(0, 0)]], 30), disc)).toBeLessThan(1.001);
    expect(ratio(bufferLines([[at(0, 0), at(500, 0)]], 30), 30_000 + disc)).toBeCloseTo(1, 2);
    const cross = bufferLines(
      [
        [at(-500, 0), at(500, 0)],
        [at(0, -500), at(0, 500)]
      ],
      30
    );
    expect(ratio(cross, 2 * 60_000 - 3600 + 2 * disc)).toBeCloseTo(1, 2);
    expect(cross.coordinates.length).toBe(1);
  });

  it('holds what is nearer than the radius and nothing farther', () => {
    const next = createRandom(2);
    const paths = Array.from({ length: 60 }, () => {
      let [x, y] = [next() * 1000, next() * 1000];
      return Array.from({ length: 6 }, () => at((x += next() * 120 - 60), (y += next() * 120 - 60)));
    });
    const buffer = bufferLines(paths, 30);
    const away = (p: Position): number => {
      let best = Infinity;
      for (const path of paths)
        for (let k = 0; k + 1 < path.length; k++) {
          const [ax, ay, bx, by] = [path[k], path[k + 1]].flatMap((q) => [plane.x(q[0]), plane.y(q[1])]);
          const [px, py] = [plane.x(p[0]), plane.y(p[1])];
          const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
          const t = Math.min(1, Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length2));
          best = Math.min(best, Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay)));
        }
      return best;
    };
    for (let n = 0; n < 1500; n++) {
      const p = at(next() * 1200 - 100, next() * 1200 - 100);
      const d = away(p);
      if (d < 29.5) expect(booleanPointInPolygon(p, buffer)).toBe(true);
      if (d > 30.1) expect(booleanPointInPolygon(p, buffer)).toBe(false);
    }
  });

  it('keeps what it is given as a base, and its holes unless they are small', () => {
    const frame = [at(0, 0), at(300, 0), at(300, 300), at(0, 300), at(0, 0)];
    const hollow = bufferLines([frame], 30);
    expect(hollow.coordinates[0].length).toBe(2);
    const wider = bufferLines([[at(300, 300), at(600, 300)]], 30, hollow);
    expect(wider.coordinates.length).toBe(1);
    expect(wider.coordinates[0].length).toBe(2);
    expect(area(wider)).toBeGreaterThan(area(hollow) + 14_000);
    expect(bufferLines([frame], 30, null, 60_000).coordinates[0].length).toBe(1);
    expect(bufferLines([frame], 30, null, 50_000).coordinates[0].length).toBe(2);
    // What stands in a hole goes with it.
    expect(
      bufferLines([frame, [at(150, 150)]], 30, null, 60_000).coordinates.map((rings) => rings.length)
    ).toEqual([1]);
    expect(
      bufferLines([frame, [at(150, 150)]], 30)
        .coordinates.map((rings) => rings.length)
        .sort()
    ).toEqual([1, 2]);
    expect(bufferLines([], 30)).toEqual({ type: 'MultiPolygon', coordinates: [] });
  });

  it('is the same however many pieces it is made in', () => {
    const next = createRandom(9);
    const paths = Array.from({ length: 400 }, () => {
      const [x, y] = [Math.floor(next() * 20) * 80, Math.floor(next() * 20) * 80];
      return next() < 0.5 ? [at(x, y), at(x + 80, y)] : [at(x, y), at(x, y + 80)];
    });
    const all = area(bufferLines(paths, 30));
    const parts = [paths.slice(0, 37), paths.slice(37, 210), paths.slice(210)];
    const stepwise = parts.reduce<MultiPolygon | null>((base, part) => bufferLines(part, 30, base), null);
    expect(Math.abs(area(stepwise!) / all - 1)).toBeLessThan(1e-4);
  });
});

describe('unionPolygons', () => {
  it('counts overlaps once, and keeps a hole that nobody fills', () => {
    const hollow: Polygon = {
      type: 'Polygon',
      coordinates: [...box(0, 0, 100).coordinates, box(40, 40, 20).coordinates[0]]
    };
    const united = unionPolygons([hollow, box(50, 0, 100), box(500, 500, 100)]);
    expect(united.coordinates.length).toBe(2);
    expect(area(united) / turfM2).toBeCloseTo(15_000 - 200 + 10_000, -2);
    expect(unionPolygons([]).coordinates).toEqual([]);
  });

  it('unites 400 discs into the area that is counted by points', () => {
    const next = createRandom(11);
    const centres = Array.from({ length: 400 }, () => at(next() * 2000, next() * 2000));
    const united = unionPolygons(centres.map((c) => bufferLines([[c]], 100)));
    let inside = 0;
    const n = 120;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const p = at(-100 + (2200 * (i + 0.5)) / n, -100 + (2200 * (j + 0.5)) / n);
        if (centres.some((c) => distanceM(c[0], c[1], p[0], p[1]) <= 100)) inside++;
      }
    expect(Math.abs(area(united) / turfM2 / (inside * (2200 / n) ** 2) - 1)).toBeLessThan(0.02);
  });
});

describe('fillHolesUnder', () => {
  it('fills the small and keeps the large', () => {
    const g: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: [
        [...box(0, 0, 500).coordinates, ...box(50, 50, 100).coordinates, ...box(200, 200, 200).coordinates]
      ]
    };
    expect(fillHolesUnder(g, 20_000).coordinates[0].length).toBe(2);
    expect(fillHolesUnder(g, 50_000).coordinates[0].length).toBe(1);
    expect(fillHolesUnder(g, 5_000)).toEqual(g);
  });
});
