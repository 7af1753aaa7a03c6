import { area } from '@turf/turf';
import * as fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { crossesItself } from '../../src/lib/geometry/valid.ts';
import { assembleRings } from '../../src/lib/import/osm/osm-rings.ts';

const box = (x: number, y: number, w: number, h = w): Position[] => [
  [x, y],
  [x + w, y],
  [x + w, y + h],
  [x, y + h],
  [x, y]
];
/** Twice the signed area. */
const turn = (ring: Position[]): number =>
  ring.slice(1).reduce((sum, [x, y], k) => sum + ring[k][0] * y - x * ring[k][1], 0);
const size = (polygons: Position[][][]): number =>
  polygons.flat().reduce((sum, ring) => sum + turn(ring) / 2, 0);
const counts = (polygons: Position[][][]): number[] => polygons.map((rings) => rings.length).sort();

describe('rings', () => {
  test('ways in any order and direction close', () => {
    const { polygons } = assembleRings([
      [
        [2, 2],
        [2, 0]
      ],
      [
        [0, 0],
        [2, 0]
      ],
      [
        [0, 0],
        [0, 2],
        [2, 2]
      ]
    ]);
    expect(counts(polygons)).toEqual([1]);
    expect(size(polygons)).toBe(4);
    expect(polygons[0][0][0]).toEqual(polygons[0][0].at(-1));
  });

  test('roles are not needed: a hole, an island in it, a hole in the island; shells turn left, holes right', () => {
    const { polygons } = assembleRings([box(3, 3, 4), box(0, 0, 10), box(4, 4, 1), box(2, 2, 6)]);
    expect(counts(polygons)).toEqual([2, 2]);
    expect(size(polygons)).toBe(100 - 36 + 16 - 1);
    for (const [shell, hole] of polygons) expect([turn(shell) > 0, turn(hole) < 0]).toEqual([true, true]);
  });

  test('a hole that touches the shell in one point stays a hole', () => {
    const { polygons } = assembleRings([
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [0, 10],
        [0, 5],
        [0, 0]
      ],
      [
        [0, 5],
        [3, 3],
        [3, 7],
        [0, 5]
      ]
    ]);
    expect(counts(polygons)).toEqual([2]);
    expect(size(polygons)).toBe(94);
  });

  test('a hole that touches the shell in two points parts the area', () => {
    const { polygons } = assembleRings([
      [
        [0, 0],
        [10, 0],
        [10, 5],
        [10, 10],
        [0, 10],
        [0, 5],
        [0, 0]
      ],
      [
        [0, 5],
        [5, 3],
        [10, 5],
        [5, 7],
        [0, 5]
      ]
    ]);
    expect(size(polygons)).toBe(80);
    expect(counts(polygons)).toEqual([1, 1]);
  });

  test('shells that touch in a point, holes that touch in a point', () => {
    const shells = assembleRings([box(0, 0, 2), box(2, 2, 2)]);
    expect([counts(shells.polygons), size(shells.polygons)]).toEqual([[1, 1], 8]);
    const holes = assembleRings([box(-1, -1, 9), box(0, 0, 2), box(2, 2, 2)]);
    expect([counts(holes.polygons), size(holes.polygons)]).toEqual([[3], 73]);
  });

  test('a segment drawn by two ways is none: neighbours become one', () => {
    const left: Position[] = [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [0, 0]
    ];
    const right: Position[] = [
      [2, 0],
      [4, 0],
      [4, 2],
      [2, 2],
      [2, 0]
    ];
    const { polygons } = assembleRings([left, right]);
    expect([counts(polygons), size(polygons)]).toEqual([[1], 8]);
  });

  test('loose ends are measured: how many gaps, how wide', () => {
    const open = assembleRings([
      [
        [117, 28],
        [117.001, 28],
        [117.001, 28.001]
      ],
      [
        [117.0015, 28.001],
        [117.003, 28.003]
      ]
    ]);
    expect(open.polygons).toEqual([]);
    expect(open.gaps).toBe(2);
    expect(open.gapM).toBeGreaterThan(400);
    expect(open.widestM).toBeLessThan(open.gapM);
    expect(assembleRings([])).toEqual({ polygons: [], gaps: 0, gapM: 0, widestM: 0 });
  });

  test('cells of a grid in any pieces give the area of the cells, without crossings', () => {
    const cells = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), {
      minLength: 1,
      maxLength: 20,
      selector: ([x, y]) => `${x},${y}`
    });
    fc.assert(
      fc.property(cells, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (chosen, turns) => {
        const rings = chosen.map(([x, y], i) => (turns[i] ? box(x, y, 1) : box(x, y, 1).reverse()));
        const { polygons } = assembleRings(rings);
        expect(size(polygons)).toBeCloseTo(chosen.length, 9);
        const shape = { type: 'MultiPolygon' as const, coordinates: polygons };
        expect(crossesItself(shape)).toBe(false);
        expect(area(shape)).toBeGreaterThan(0);
      }),
      { numRuns: 200 }
    );
  });
});
