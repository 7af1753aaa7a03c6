import { fromWgs84, type Pair } from '../../geometry/datum.ts';

/** How a service cuts the world: a level for each scale, tiles counted from its top left corner. */
export interface TileGrid {
  /** Metres of Web Mercator (EPSG:3857), or degrees (EPSG:4326, 4490). */
  crs: 'mercator' | 'degrees';
  levels: GridLevel[];
}
export interface GridLevel {
  id: string;
  unitsPerPixel: number;
  left: number;
  top: number;
  tileWidth: number;
  tileHeight: number;
  columns: number;
  rows: number;
}

/** Half of the side of the Web Mercator square in metres. */
export const HALF_M = 20037508.342789244;
/** Side in pixels of a tile that is drawn anew. */
export const DRAWN = 256;
/** GCJ-02 shifts by at most about 700 m, which is less than a pixel up to this zoom. */
const UNSHIFTED_TO = 7;
/** Cells a side where one affine would not do: a tile across the border, or one whose rows are not evenly apart. */
const CELLS = 16;

/** The grid of web maps, zooms `least` to `most`. */
export function mercatorGrid(least: number, most: number, tileSize = 256): TileGrid {
  const levels = Array.from({ length: most - least + 1 }, (_, i) => {
    const side = 2 ** (least + i);
    return {
      id: String(least + i),
      unitsPerPixel: (2 * HALF_M) / (tileSize * side),
      left: -HALF_M,
      top: HALF_M,
      tileWidth: tileSize,
      tileHeight: tileSize,
      columns: side,
      rows: side
    };
  });
  return { crs: 'mercator', levels };
}

/** A rectangle of the drawn tile, and where its pixels lie in the level: `px = a·u + c·v + e`, `py = b·u + d·v + f`. */
export interface Cell {
  u: number;
  v: number;
  side: number;
  matrix: [a: number, b: number, c: number, d: number, e: number, f: number];
}

/** What a tile of the map is drawn from: tiles of one level, and where each part of the tile lies among their pixels. */
export interface Drawing {
  level: GridLevel;
  columns: [first: number, last: number];
  rows: [first: number, last: number];
  cells: Cell[];
}

/**
 * How the Web Mercator tile z/x/y of WGS84 is drawn from a service's grid in `datum`; null where the grid has nothing
 * there. The tile of `DRAWN` pixels is one affine of the source, or cells with one each.
 */
export function planTile(
  grid: TileGrid,
  datum: 'wgs84' | 'gcj02',
  z: number,
  x: number,
  y: number
): Drawing | null {
  const world = 2 ** z;
  const place = (u: number, v: number): Pair => [
    ((x + u / DRAWN) / world) * 360 - 180,
    latitudeOf((y + v / DRAWN) / world)
  ];
  const wanted = grid.crs === 'mercator' ? (2 * HALF_M) / (DRAWN * world) : 360 / (DRAWN * world);
  const level = pickLevel(grid, wanted);
  if (!level) return null;
  const shift = datum === 'gcj02' && z > UNSHIFTED_TO ? shiftingOf(place) : 'none';
  const count = shift === 'mixed' || grid.crs === 'degrees' ? CELLS : 1;
  const side = DRAWN / count;
  const pixelOf = ([lon, lat]: Pair): Pair => {
    const [east, north] = grid.crs === 'degrees' ? [lon, lat] : toMercator(lon, lat);
    return [(east - level.left) / level.unitsPerPixel, (level.top - north) / level.unitsPerPixel];
  };
  const cells: Cell[] = [];
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < count * count; i++) {
    const u = (i % count) * side;
    const v = Math.floor(i / count) * side;
    // Each cell across the border lies wholly where its middle lies.
    const [lon, lat] = place(u + side / 2, v + side / 2);
    const [toLon, toLat] = shift === 'mixed' ? fromWgs84(lon, lat, 'gcj02') : [lon, lat];
    const at = (du: number, dv: number): Pair => {
      const given = place(u + du, v + dv);
      if (shift === 'all') return pixelOf(fromWgs84(...given, 'gcj02'));
      return pixelOf([given[0] + toLon - lon, given[1] + toLat - lat]);
    };
    const corners = [at(0, 0), at(side, 0), at(0, side), at(side, side)];
    cells.push({ u, v, side, matrix: affineOf(corners, u, v, side) });
    for (const [px, py] of corners) {
      box[0] = Math.min(box[0], px);
      box[1] = Math.min(box[1], py);
      box[2] = Math.max(box[2], px);
      box[3] = Math.max(box[3], py);
    }
  }
  const columns = rangeOf(box[0], box[2], level.tileWidth, level.columns);
  const rows = rangeOf(box[1], box[3], level.tileHeight, level.rows);
  return columns && rows ? { level, columns, rows, cells } : null;
}

/** Whether the drawn tiles of a grid are its own, pixel for pixel, so that each can be shown as it comes. */
export function isWebGrid(grid: TileGrid): boolean {
  return (
    grid.crs === 'mercator' &&
    grid.levels.every((level) => {
      const zoom = zoomOf(level);
      return (
        level.tileWidth === level.tileHeight &&
        Math.abs(zoom - Math.round(zoom)) < 1e-3 &&
        // Half a metre off is what capabilities round to.
        Math.hypot(level.left + HALF_M, level.top - HALF_M) < Math.max(0.5, level.unitsPerPixel * 0.01)
      );
    })
  );
}

/** The zoom (tiles of 256 pixels) whose pixel is as large as the level's; a fraction where there is none. */
export function zoomOf(level: GridLevel, crs: TileGrid['crs'] = 'mercator'): number {
  const width = crs === 'mercator' ? 2 * HALF_M : 360;
  return Math.log2(width / (256 * level.unitsPerPixel));
}

/** The coarsest level that is at least as fine as wanted (to a tenth); else the finest, if it is at most twice as coarse. */
function pickLevel(grid: TileGrid, wanted: number): GridLevel | null {
  const sorted = [...grid.levels].sort((a, b) => b.unitsPerPixel - a.unitsPerPixel);
  const fit = sorted.find((level) => level.unitsPerPixel <= wanted * 1.1);
  if (fit) return fit.unitsPerPixel * 8 >= wanted ? fit : null;
  const finest = sorted.at(-1);
  return finest && finest.unitsPerPixel <= wanted * 2.2 ? finest : null;
}

/** Whether all of a tile is shifted, none of it, or some. */
function shiftingOf(place: (u: number, v: number) => Pair): 'all' | 'none' | 'mixed' {
  let shifted = 0;
  const steps = 5;
  for (let i = 0; i < steps * steps; i++) {
    const [lon, lat] = place(
      ((i % steps) * DRAWN) / (steps - 1),
      (Math.floor(i / steps) * DRAWN) / (steps - 1)
    );
    if (fromWgs84(lon, lat, 'gcj02')[0] !== lon) shifted++;
  }
  if (shifted === 0) return 'none';
  return shifted === steps * steps ? 'all' : 'mixed';
}

/** The affine that is best at the four corners of a square: its sides averaged, its middle kept. */
function affineOf(corners: Pair[], u: number, v: number, side: number): Cell['matrix'] {
  const [tl, tr, bl, br] = corners;
  const slope = (k: 0 | 1, along: Pair[], from: Pair[]): number =>
    (along[0][k] + along[1][k] - from[0][k] - from[1][k]) / (2 * side);
  const a = slope(0, [tr, br], [tl, bl]);
  const b = slope(1, [tr, br], [tl, bl]);
  const c = slope(0, [bl, br], [tl, tr]);
  const d = slope(1, [bl, br], [tl, tr]);
  const middle = (k: 0 | 1): number => (tl[k] + tr[k] + bl[k] + br[k]) / 4;
  const half = side / 2;
  return [
    a,
    b,
    c,
    d,
    middle(0) - a * (u + half) - c * (v + half),
    middle(1) - b * (u + half) - d * (v + half)
  ];
}

function rangeOf(from: number, to: number, tile: number, count: number): [number, number] | null {
  // A hair of rounding must not ask for a whole row of tiles more.
  const first = Math.max(0, Math.floor((from + 1e-6) / tile));
  const last = Math.min(count - 1, Math.ceil((to - 1e-6) / tile) - 1);
  return first <= last ? [first, last] : null;
}

function toMercator(lon: number, lat: number): Pair {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [(lon / 180) * HALF_M, (Math.log((1 + sin) / (1 - sin)) / (2 * Math.PI)) * HALF_M];
}

/** Latitude of a height in the Web Mercator square, 0 at the north, 1 at the south. */
function latitudeOf(height: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * height))) * 180) / Math.PI;
}
