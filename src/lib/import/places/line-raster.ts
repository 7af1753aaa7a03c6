/** Where lines are, on a square grid: to look up whether many points lie on them. */
export interface LineRaster {
  /** How many of the points (metres, x and y; the first `count`), moved by `east` and `north`, lie within 8 m of a line. */
  countNear(x: Float64Array, y: Float64Array, count: number, east: number, north: number): number;
}

/** Side of a cell in metres; a cell is near a line that passes it or one of the two next to it. */
const CELL_M = 4;
const REACH = 2;

/**
 * A raster of the segments (`xy`: x1, y1, x2, y2 of each, metres) within `halfM` of 0, 0. A point within 6 m of a line is
 * always near it, one beyond 13 m never (cells of 4 m).
 */
export function rasterLines(xy: Float64Array, halfM: number): LineRaster {
  const side = 2 * Math.ceil(halfM / CELL_M);
  const middle = side / 2;
  const near = new Uint8Array(side * side);
  for (let k = 0; k < xy.length; k += 4) {
    const [x1, y1, x2, y2] = [xy[k], xy[k + 1], xy[k + 2], xy[k + 3]];
    const steps = Math.min(4 * side, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / CELL_M) + 1);
    for (let s = 0; s <= steps; s++) {
      const column = Math.floor((x1 + ((x2 - x1) * s) / steps) / CELL_M) + middle;
      const row = Math.floor((y1 + ((y2 - y1) * s) / steps) / CELL_M) + middle;
      stamp(column, row);
    }
  }
  return {
    countNear: (x, y, count, east, north) => {
      let on = 0;
      for (let i = 0; i < count; i++) {
        const column = Math.floor((x[i] + east) / CELL_M) + middle;
        const row = Math.floor((y[i] + north) / CELL_M) + middle;
        if (column >= 0 && row >= 0 && column < side && row < side) on += near[row * side + column];
      }
      return on;
    }
  };

  function stamp(column: number, row: number): void {
    for (let down = -REACH; down <= REACH; down++) {
      const reach = Math.abs(down) === REACH ? REACH - 1 : REACH;
      if (row + down < 0 || row + down >= side) continue;
      const from = Math.max(0, column - reach);
      const to = Math.min(side - 1, column + reach);
      for (let cell = from; cell <= to; cell++) near[(row + down) * side + cell] = 1;
    }
  }
}
