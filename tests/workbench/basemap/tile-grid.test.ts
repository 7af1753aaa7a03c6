import { describe, expect, it } from 'vitest';
import { fromWgs84 } from '../../../src/lib/geometry/datum.ts';
import {
  DRAWN,
  HALF_M,
  isWebGrid,
  mercatorGrid,
  planTile
} from '../../../src/lib/workbench/basemap/tile-grid.ts';

const sin = (lat: number) => Math.sin((lat * Math.PI) / 180);
const worldX = (lon: number) => lon / 360 + 0.5;
const worldY = (lat: number) => 0.5 - Math.log((1 + sin(lat)) / (1 - sin(lat))) / (4 * Math.PI);

/** Pixels between where a place of WGS84 is drawn from and where the service has it, at zoom z. */
function residual(
  lon: number,
  lat: number,
  z: number,
  datum: 'wgs84' | 'gcj02',
  grid = mercatorGrid(0, 18)
): number {
  const world = 2 ** z;
  const [x, y] = [Math.floor(worldX(lon) * world), Math.floor(worldY(lat) * world)];
  const [u, v] = [(worldX(lon) * world - x) * DRAWN, (worldY(lat) * world - y) * DRAWN];
  const plan = planTile(grid, datum, z, x, y)!;
  const cell = plan.cells.find((c) => u >= c.u && u < c.u + c.side && v >= c.v && v < c.v + c.side)!;
  const [a, b, c, d, e, f] = cell.matrix;
  const drawn = [a * u + c * v + e, b * u + d * v + f];
  const [toLon, toLat] = fromWgs84(lon, lat, datum);
  const there =
    grid.crs === 'mercator'
      ? [worldX(toLon) * world * DRAWN, worldY(toLat) * world * DRAWN]
      : [
          (toLon - plan.level.left) / plan.level.unitsPerPixel,
          (plan.level.top - toLat) / plan.level.unitsPerPixel
        ];
  return Math.hypot(drawn[0] - there[0], drawn[1] - there[1]);
}

/** Places spread over the mainland's middle, by the golden ratio. */
const places = Array.from({ length: 400 }, (_, i): [number, number] => [
  100 + ((i * 0.618034) % 1) * 18,
  25 + ((i * 0.754878) % 1) * 14
]);

describe('tiles of a GCJ-02 service', () => {
  it('are drawn less than a pixel off at every zoom to 18', () => {
    const worst = Array.from({ length: 19 }, (_, z) =>
      Math.max(...places.map(([lon, lat]) => residual(lon, lat, z, 'gcj02')))
    );
    expect(Math.max(...worst)).toBeLessThan(1);
    // From the zoom at which anybody reads streets the error is not seen at all.
    expect(Math.max(...worst.slice(12))).toBeLessThan(0.25);
    expect(Math.max(...worst.slice(15))).toBeLessThan(0.05);
  });
  it('are shifted by hundreds of pixels at zoom 18, so that drawing them as they are would be wrong', () => {
    const plan = planTile(mercatorGrid(0, 18), 'gcj02', 18, 215829, 99330)!;
    const [, , , , e, f] = plan.cells[0].matrix;
    expect(Math.hypot(e - 215829 * 256, f - 99330 * 256)).toBeGreaterThan(500);
    expect(plan.columns[0]).toBeGreaterThan(215829);
  });
  it('are not shifted in Hong Kong, Taiwan and abroad', () => {
    for (const [lon, lat] of [
      [114.1694, 22.3193],
      [121.5654, 25.033],
      [139.69, 35.68]
    ])
      for (const z of [9, 12, 16, 18]) expect(residual(lon, lat, z, 'gcj02')).toBeLessThan(1e-3);
  });
  it('are cut into cells where the border runs through them, each side by its own', () => {
    // Zoom 10 around the Shenzhen river.
    const world = 2 ** 10;
    const [x, y] = [Math.floor(worldX(114.06) * world), Math.floor(worldY(22.52) * world)];
    const plan = planTile(mercatorGrid(0, 18), 'gcj02', 10, x, y)!;
    expect(plan.cells).toHaveLength(256);
    const moved = plan.cells.filter(({ matrix }) => Math.abs(matrix[4] - x * DRAWN) > 1).length;
    expect(moved).toBeGreaterThan(20);
    expect(moved).toBeLessThan(240);
  });
});

describe('tiles of a service in degrees', () => {
  const levels = Array.from({ length: 18 }, (_, i) => ({
    id: String(i + 1),
    unitsPerPixel: 360 / (256 * 2 ** (i + 1)),
    left: -180,
    top: 90,
    tileWidth: 256,
    tileHeight: 256,
    columns: 2 ** (i + 1),
    rows: 2 ** i
  }));
  it('are drawn into Web Mercator less than a pixel off', () => {
    for (const z of [3, 6, 10, 14, 17])
      for (const [lon, lat] of places.slice(0, 60))
        expect(residual(lon, lat, z, 'wgs84', { crs: 'degrees', levels })).toBeLessThan(1);
  });
});

describe('a grid', () => {
  it('of web maps gives each tile as it is', () => {
    expect(isWebGrid(mercatorGrid(0, 18))).toBe(true);
    const plan = planTile(mercatorGrid(0, 18), 'wgs84', 12, 3372, 1552)!;
    expect([plan.columns, plan.rows]).toEqual([
      [3372, 3372],
      [1552, 1552]
    ]);
  });
  it('of an odd corner is not one of web maps, and gives nothing outside itself', () => {
    const level = {
      ...{ id: '0', unitsPerPixel: 10, left: 12_900_000, top: 4_900_000 },
      ...{ tileWidth: 256, tileHeight: 256, columns: 8, rows: 8 }
    };
    const grid = { crs: 'mercator' as const, levels: [level] };
    expect(isWebGrid(grid)).toBe(false);
    expect(planTile(grid, 'wgs84', 14, 100, 100)).toBeNull();
    const x = Math.floor(((12_905_000 + HALF_M) / (2 * HALF_M)) * 2 ** 14);
    const y = Math.floor(((HALF_M - 4_895_000) / (2 * HALF_M)) * 2 ** 14);
    expect(planTile(grid, 'wgs84', 14, x, y)?.level.id).toBe('0');
    // Far out the service would be asked for thousands of tiles.
    expect(planTile(grid, 'wgs84', 5, x >> 9, y >> 9)).toBeNull();
  });
});
