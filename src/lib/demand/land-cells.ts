import { cellToBoundary, cellToLatLng, polygonToCells } from 'h3-js';
import type { ClipPlane } from '../geometry/clip-plane.ts';
import { ringArea } from '../geometry/clip-convex.ts';
import { RESOLUTION } from './hexagons.ts';

/** An H3 cell in the plane, in its steps. */
export interface Cell {
  name: string;
  lon: number;
  lat: number;
  /** Its centre. */
  x: number;
  y: number;
  /** Turning left, not closed: x, y, x, y, … */
  ring: number[];
}

/** Cells are made tile by tile, some 250 in each: for each unit by itself took H3 four times as long in a city. */
const TILE_DEG = 0.02;

/** No cell's centre is farther from its corners, at any latitude people live at (a cell is 76 m to the side; 70° north). */
const REACH_DEG = 0.004;

/** A function that gives the cells of resolution 10 that may meet a box of degrees, and some more, in the order of their names. */
export function createCellFinder(
  plane: ClipPlane
): (box: readonly [west: number, south: number, east: number, north: number]) => Cell[] {
  const tiles = new Map<string, Cell[]>();
  const tileAt = (column: number, row: number): Cell[] => {
    const key = `${column},${row}`;
    const known = tiles.get(key);
    if (known) return known;
    const [west, south] = [column * TILE_DEG, row * TILE_DEG];
    const [east, north] = [(column + 1) * TILE_DEG, (row + 1) * TILE_DEG];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south]
    ];
    const cells = polygonToCells([ring], RESOLUTION, true).map((name) => layCell(name, plane));
    tiles.set(key, cells);
    return cells;
  };
  return ([west, south, east, north]) => {
    const found: Cell[] = [];
    for (let row = tileOf(south - REACH_DEG); row <= tileOf(north + REACH_DEG); row++)
      for (let column = tileOf(west - REACH_DEG); column <= tileOf(east + REACH_DEG); column++)
        for (const cell of tileAt(column, row))
          if (
            cell.lon >= west - REACH_DEG &&
            cell.lon <= east + REACH_DEG &&
            cell.lat >= south - REACH_DEG &&
            cell.lat <= north + REACH_DEG
          )
            found.push(cell);
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  };
}

const tileOf = (degrees: number): number => Math.floor(degrees / TILE_DEG);

function layCell(name: string, plane: ClipPlane): Cell {
  const [lat, lon] = cellToLatLng(name);
  const [centre, ...corners] = plane.toPath([
    [lon, lat],
    ...(cellToBoundary(name, true) as [number, number][])
  ]);
  // The first corner is given once more at the end. H3 promises nothing of the turning sense.
  const open = corners.slice(0, -1);
  const flat = (path: typeof open) => path.flatMap(({ x, y }) => [x, y]);
  const ring = flat(open);
  return { name, lon, lat, x: centre.x, y: centre.y, ring: ringArea(ring) < 0 ? flat(open.reverse()) : ring };
}
