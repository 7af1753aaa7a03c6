import { area } from '@turf/turf';
import type { Polygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { decodeWkb } from '../../src/lib/geometry/wkb.ts';
import type { Choices } from '../../src/lib/import/report.ts';
import { check, codes, collection, column, feature, square } from './sources.ts';

const BOUNDS: Choices = { as: 'communities', crs: 'wgs84' };
const D = 0.001;
const ring = (...points: [number, number][]): Position[] =>
  [...points, points[0]].map(([x, y]) => [116 + x * D, 39.9 + y * D]);
const box = ring([0, 0], [4, 0], [4, 4], [0, 4]);
const bowtie = ring([0, 0], [4, 4], [4, 0], [0, 4]);
const unitM2 = area({ type: 'Polygon', coordinates: [ring([0, 0], [1, 0], [1, 1], [0, 1])] });
const one = (coordinates: unknown, type = 'Polygon'): string =>
  collection(feature(type, coordinates, { name: '甲' }));
const shapeOf = (wkb: unknown): Polygon => decodeWkb(wkb as Uint8Array) as Polygon;

describe('F12, F13: polygons that are drawn wrong', () => {
  test.each([
    ['a needle', 'Polygon', [ring([0, 0], [4, 0], [4, 4], [2, 4], [2, 9], [2, 4], [0, 4])], 'spike', 16],
    ['repeated points', 'Polygon', [ring([0, 0], [4, 0], [4, 0], [4, 4], [0, 4])], 'repeated_points', 16],
    ['an open ring', 'Polygon', [box.slice(0, 4)], 'ring_closed', 16],
    ['a hole without an area', 'Polygon', [box, ring([1, 1], [2, 2], [3, 3])], 'ring_dropped', 16],
    ['a hole outside', 'Polygon', [box, ring([6, 6], [6, 7], [7, 7], [7, 6])], 'hole_outside', 16],
    [
      'a shell in a shell',
      'MultiPolygon',
      [[box], [ring([1, 1], [2, 1], [2, 2], [1, 2])]],
      'nested_rings',
      16
    ],
    [
      'a hole in a hole',
      'Polygon',
      [box, ring([1, 1], [1, 3], [3, 3], [3, 1]), ring([1.5, 1.5], [1.5, 2], [2, 2], [2, 1.5])],
      'nested_rings',
      12
    ],
    ['a ring that crosses itself', 'Polygon', [bowtie], 'self_crossing', 8]
  ])('%s is mended and listed', async (_, type, coordinates, code, units) => {
    const { report, table } = await check('b.geojson', one(coordinates, type), BOUNDS);
    expect(codes(report.repaired)).toEqual([[1, code]]);
    expect(report.accepted).toBe(1);
    const shape = shapeOf(table.get('geometry')!.values[0]);
    expect(Math.abs(area(shape) / unitM2 - units)).toBeLessThan(0.01);
  });

  test('a part that lies in a hole of another, or beside it, is no fault', async () => {
    const island = [[box, ring([1, 1], [1, 3], [3, 3], [3, 1])], [ring([1.5, 1.5], [2, 1.5], [2, 2])]];
    const { report } = await check('b.geojson', one(island, 'MultiPolygon'), BOUNDS);
    expect([report.repaired, report.rejected]).toEqual([[], []]);
  });

  test('a hole that is its shell, and a polygon without an area, are set aside with the reason', async () => {
    const { report } = await check(
      'b.geojson',
      collection(
        feature('Polygon', [box, [...box].reverse()], { name: '甲' }),
        feature('Polygon', [ring([0, 0], [4, 4], [2, 2])], { name: '乙' }),
        feature('Polygon', square(117, 40), { name: '丙' })
      ),
      BOUNDS
    );
    expect(codes(report.rejected)).toEqual([
      [1, 'hole_is_shell'],
      [2, 'broken_polygon']
    ]);
    expect(report.rejected[0].reason).toMatch(/^第 1 行的面被它自己的洞占满.*请/);
  });

  test('clockwise drawing is counted and turned; a hole that turns as its shell is listed', async () => {
    const hole = ring([1, 1], [3, 1], [3, 3], [1, 3]);
    const text = collection(
      feature('Polygon', [[...box].reverse()], { name: '甲' }),
      feature('Polygon', [square(117, 40)[0], hole.map(([x, y]) => [x + 1.001, y + 0.101])], { name: '乙' })
    );
    const { report, table } = await check('b.geojson', text, BOUNDS);
    expect(report.warnings.find(({ code }) => code === 'rings_clockwise')?.message).toMatch(/^1 个面/);
    expect(codes(report.repaired)).toEqual([[2, 'ring_turned']]);
    const signed = (r: Position[]): number =>
      r.reduce(
        (sum, p, k) => (k ? sum + (r[k - 1][0] - 116) * (p[1] - 39) - (p[0] - 116) * (r[k - 1][1] - 39) : 0),
        0
      );
    for (const wkb of table.get('geometry')!.values)
      shapeOf(wkb).coordinates.forEach((r, k) => expect(signed(r) > 0).toBe(k === 0));
  });

  test('F15: across the antimeridian or at a pole nothing is worked out', async () => {
    const wide = [
      [
        [179, 50],
        [-179, 50],
        [-179, 51],
        [179, 51],
        [179, 50]
      ]
    ];
    const text = collection(
      feature('Polygon', wide, { name: '甲' }),
      feature('Polygon', square(10, 88), { name: '乙' }),
      feature('Polygon', square(116, 39), { name: '丙' })
    );
    const { report } = await check('b.geojson', text, BOUNDS);
    expect(codes(report.rejected)).toEqual([
      [1, 'beyond_map'],
      [2, 'beyond_map']
    ]);
  });

  test('F12: a change of area beyond 1 % is a question; the answer may set the row aside', async () => {
    const { report } = await check('b.geojson', one([bowtie]), BOUNDS);
    expect(report.questions.find(({ code }) => code === 'area_changed')).toMatchObject({
      options: ['mended', 'aside']
    });
    expect(report.questions.some(({ code, mayWait }) => code === 'area_changed' && mayWait)).toBe(false);
    const taken = await check('b.geojson', one([bowtie]), { ...BOUNDS, answers: { area_changed: 'mended' } });
    expect(taken.report.questions.map(({ code }) => code)).not.toContain('area_changed');
    expect(taken.report.accepted).toBe(1);
    const aside = await check('b.geojson', one([bowtie]), { ...BOUNDS, answers: { area_changed: 'aside' } });
    expect(codes(aside.report.rejected)).toEqual([[1, 'area_aside']]);
    expect(aside.report.repaired).toEqual([]);
  });

  test('a mend that is refused, for all rows or for one, sets the row aside and says which', async () => {
    const text = collection(
      feature('Polygon', [bowtie], { name: '甲' }),
      feature('Polygon', [bowtie.map(([x, y]) => [x + 1, y])], { name: '乙' })
    );
    const all = await check('b.geojson', text, { ...BOUNDS, answers: { 'mend:self_crossing': 'no' } });
    expect(codes(all.report.rejected)).toEqual([
      [1, 'mend_refused'],
      [2, 'mend_refused']
    ]);
    expect(all.report.rejected[0].reason).toContain('面自相交');
    const second = await check('b.geojson', text, { ...BOUNDS, answers: { 'mend:self_crossing:2': 'no' } });
    expect(codes(second.report.rejected)).toEqual([[2, 'mend_refused']]);
    expect(second.report.accepted).toBe(1);
  });

  test('a part far from the rest is named, with its distance, and kept', async () => {
    const parts = [square(116, 39), square(116.5, 39, 0.001)];
    const { report } = await check('b.geojson', one(parts, 'MultiPolygon'), BOUNDS);
    expect(report.warnings.find(({ code }) => code === 'part_far')?.message).toContain('甲 42 公里');
    expect(report.accepted).toBe(1);
    const near = await check('b.geojson', one([square(116, 39), square(116.02, 39)], 'MultiPolygon'), BOUNDS);
    expect(near.report.warnings.map(({ code }) => code)).not.toContain('part_far');
  });

  test('F18: heights and measures are left out, with a note', async () => {
    const deep = square(116, 39).map((r) => r.map((p) => [...p, 5, 7]));
    const checked = await check('b.geojson', one(deep), BOUNDS);
    expect(checked.report.warnings.map(({ code }) => code)).toContain('extra_ordinate');
    expect(shapeOf(column(checked, 'geometry')[0]).coordinates[0][0]).toHaveLength(2);
  });
});
