import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { findExtent } from '../../src/lib/network/network-extent.ts';
import { gridOf, linesOf, pointsOf, type XY } from './towns.ts';

const extentOf = (paths: XY[][]) => findExtent(buildNetwork(linesOf(paths)))!;
const edgeOf = (paths: XY[][], x: number, y: number, farM = 5000): number => {
  const { lon, lat } = pointsOf([[x, y]]);
  return extentOf(paths).distanceToEdgeM(lon[0], lat[0], farM);
};
/** Streets of a town of 2,000 m by 2,000 m. */
const town = gridOf(20, 100);
const shift = (paths: XY[][], dx: number, dy: number): XY[][] =>
  paths.map((path) => path.map(([x, y]): XY => [x + dx, y + dy]));

describe('where the data of a network ends', () => {
  test('a square town: the distance to its side, at most three cells short, never long', () => {
    for (const [x, y, side] of [
      [1000, 1000, 1000],
      [300, 900, 300],
      [1900, 1700, 100],
      [500, 1600, 400]
    ]) {
      const found = edgeOf(town, x, y);
      expect(found).toBeLessThanOrEqual(side);
      expect(found).toBeGreaterThan(side - 80);
    }
    expect(edgeOf(town, -50, 1000)).toBe(0);
    expect(edgeOf(town, 1000, 1000, 600)).toBe(600);
  });

  test('the empty bay of a town like a C is outside, where a hull would hold it', () => {
    const bay = [
      ...gridOf(40, 100).map((path) => path.filter(([x, y]) => !(x > 1000 && y > 1000 && y < 3000)))
    ].filter((path) => path.length > 1);
    // The streets north to south east of the mouth would bridge the bay: two of each.
    const parts = bay.flatMap((path) => {
      const low = path.filter(([, y]) => y <= 1000);
      const high = path.filter(([, y]) => y >= 3000);
      return path[0][0] > 1000 && path[0][0] === path[1][0] ? [low, high] : [path];
    });
    expect(edgeOf(parts, 3000, 2000)).toBe(0);
    expect(edgeOf(parts, 500, 2000)).toBeGreaterThan(350);
    expect(edgeOf(parts, 500, 2000)).toBeLessThanOrEqual(500);
  });

  test('a lake of 1 km that streets surround is no edge; land of 500 m between two towns is closed, of 800 m not', () => {
    const around = gridOf(40, 100).flatMap((path) => {
      const inLake = ([x, y]: XY) => x > 1500 && x < 2500 && y > 1500 && y < 2500;
      const from = path.findIndex(inLake);
      if (from < 0) return [path];
      return [path.slice(0, from), path.slice(from).filter((at) => !inLake(at))];
    });
    expect(edgeOf(around, 2000, 2000)).toBeGreaterThan(1900);
    const pair = (gap: number) => [...town, ...shift(town, 2000 + gap, 0)];
    expect(edgeOf(pair(500), 2250, 1000)).toBeGreaterThan(500);
    expect(edgeOf(pair(800), 2400, 1000)).toBe(0);
  });

  test('every position on a way away from the edge is inside; rings are closed around the data', () => {
    const extent = extentOf(town);
    expect(extent.rings).toHaveLength(1);
    const [ring] = extent.rings;
    expect(ring[0]).toEqual(ring[ring.length - 1]);
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1900 }), fc.integer({ min: 100, max: 1900 }), (x, y) => {
        const { lon, lat } = pointsOf([[x, y]]);
        expect(extent.distanceToEdgeM(lon[0], lat[0], 5000)).toBeGreaterThan(0);
      })
    );
  });

  test('a network without an edge has no extent', () => {
    expect(findExtent(buildNetwork(linesOf([])))).toBeNull();
  });
});
