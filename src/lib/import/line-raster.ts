/** Distances from the cells of a grid to the nearest line, to look up how near to lines many points lie. */
export interface LineRaster {
  /** Metres to the nearest line, at most `capM`; x, y are metres in the plane of the lines. Outside the grid: `capM`. */
  distanceM(x: number, y: number): number;
  capM: number;
}

/** Side of a cell. */
export const CELL_M = 4;
/** At most so many cells on a side: 8 km. */
const MAX_SIDE = 2048;

/** A window in metres. */
export interface Window {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** The window, cut to at most 8 km on a side about its middle. */
export function cutWindow(window: Window): Window {
  const half = (MAX_SIDE * CELL_M) / 2 - CELL_M;
  const [x, y] = [(window.west + window.east) / 2, (window.south + window.north) / 2];
  return {
    west: Math.max(window.west, x - half),
    east: Math.min(window.east, x + half),
    south: Math.max(window.south, y - half),
    north: Math.min(window.north, y + half)
  };
}

/**
 * A raster of segments (`xy`: x1, y1, x2, y2 of each, metres) in a window of at most 8 km: a chamfer distance transform
 * (3–4 weights: within 8 % of the distance; Borgefors 1986), capped at 252 m.
 */
export function rasterLines(xy: Float64Array, { west, south, east, north }: Window): LineRaster {
  const width = Math.max(1, Math.min(MAX_SIDE, Math.ceil((east - west) / CELL_M)));
  const height = Math.max(1, Math.min(MAX_SIDE, Math.ceil((north - south) / CELL_M)));
  // Thirds of a cell: 255 is 85 cells.
  const grid = new Uint8Array(width * height).fill(255);
  for (let k = 0; k < xy.length; k += 4) draw(xy, k);
  spread();
  const capM = 189 * (CELL_M / 3);
  return {
    capM,
    distanceM: (x, y) => {
      const column = Math.floor((x - west) / CELL_M);
      const row = Math.floor((y - south) / CELL_M);
      if (column < 0 || row < 0 || column >= width || row >= height) return capM;
      return Math.min(capM, grid[row * width + column] * (CELL_M / 3));
    }
  };

  function draw(at: Float64Array, k: number): void {
    const [x1, y1, x2, y2] = [at[k], at[k + 1], at[k + 2], at[k + 3]];
    if (Math.max(x1, x2) < west || Math.min(x1, x2) > east) return;
    if (Math.max(y1, y2) < south || Math.min(y1, y2) > north) return;
    const steps = Math.min(20_000, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / CELL_M) + 1);
    for (let s = 0; s <= steps; s++) {
      const column = Math.floor((x1 + ((x2 - x1) * s) / steps - west) / CELL_M);
      const row = Math.floor((y1 + ((y2 - y1) * s) / steps - south) / CELL_M);
      if (column >= 0 && row >= 0 && column < width && row < height) grid[row * width + column] = 0;
    }
  }

  function spread(): void {
    const lower = (cell: number, other: number, cost: number): void => {
      const through = grid[other] + cost;
      if (through < grid[cell]) grid[cell] = through;
    };
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const cell = row * width + column;
        if (column > 0) lower(cell, cell - 1, 3);
        if (row === 0) continue;
        lower(cell, cell - width, 3);
        if (column > 0) lower(cell, cell - width - 1, 4);
        if (column < width - 1) lower(cell, cell - width + 1, 4);
      }
    for (let row = height - 1; row >= 0; row--)
      for (let column = width - 1; column >= 0; column--) {
        const cell = row * width + column;
        if (column < width - 1) lower(cell, cell + 1, 3);
        if (row === height - 1) continue;
        lower(cell, cell + width, 3);
        if (column > 0) lower(cell, cell + width - 1, 4);
        if (column < width - 1) lower(cell, cell + width + 1, 4);
      }
  }
}
