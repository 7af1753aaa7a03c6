/** Corners along a side of a block: a power of two, so that a corner's block and its place in it are shifts and masks. */
export const BLOCK_BITS = 5;
export const BLOCK = 1 << BLOCK_BITS;
export const BLOCK_SIZE = BLOCK * BLOCK;
/** Value of a corner that nothing is near. */
export const FAR = 65535;

/**
 * Distances from the corners of a square grid to the segments put in, kept only where a segment is near. The grid lies in
 * blocks of 32 × 32 corners that are made when a segment comes near them, so that memory and time follow what is
 * covered, not the box around it; a dense grid of a city's box was mostly empty, and had to be cleared each time.
 *
 * Corners have whole coordinates, counted in cells from a lattice that does not move with what is drawn: the same
 * segment gives every field the same values, which is why areas drawn from one lattice nest.
 */
export interface DistanceField {
  /** Metres between two corners. */
  readonly cellM: number;
  /** Metres at which `traceRings` draws the line. */
  readonly radiusM: number;
  /** Of the block at `row * columns + column`: its place in `values`, −1 where there is none. */
  slotOf: Int32Array;
  columns: number;
  rows: number;
  /** Block coordinates of the first column and row. */
  west: number;
  south: number;
  /** Blocks that are there, in the order made. */
  blocks: Int32Array;
  count: number;
  /**
   * Squared distances, `BLOCK_SIZE` a block, row by row, in whole parts of which `FAR` are the square of the longest that is kept:
   * under a millimetre where the line runs, at half the memory of floats. Rounding keeps their order.
   */
  values: Uint16Array;
}

/** Where a segment runs, in metres of the plane: `x[2k], y[2k]` to `x[2k + 1], y[2k + 1]` for segment k. */
export interface Segments {
  x: Float64Array;
  y: Float64Array;
  /** How many segments there are; the columns may be longer. */
  count: number;
}

/** A field that holds nothing yet; it is used again and again by `clearField`. */
export function createField(cellM: number, radiusM: number): DistanceField {
  if (!(cellM > 0 && radiusM > 0)) throw new Error(`expected metres above 0, got ${cellM} and ${radiusM}`);
  return {
    cellM,
    radiusM,
    slotOf: new Int32Array(0),
    columns: 0,
    rows: 0,
    west: 0,
    south: 0,
    blocks: new Int32Array(0),
    count: 0,
    values: new Uint16Array(0)
  };
}

/** Blocks that lie side by side, from the block (west, south) to the block (east, north). */
export interface BlockBox {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Empties the field and opens it for what comes near these blocks only. */
export function clearField(field: DistanceField, { west, south, east, north }: BlockBox): void {
  for (let k = 0; k < field.count; k++) field.slotOf[field.blocks[k]] = -1;
  field.count = 0;
  field.west = west;
  field.south = south;
  field.columns = east - west + 1;
  field.rows = north - south + 1;
  const size = field.columns * field.rows;
  if (field.slotOf.length < size) field.slotOf = new Int32Array(size).fill(-1);
}

/** The blocks that segments within a box `west, south, east, north` (metres of the plane) come near. */
export function blocksNear(field: Grain, box: readonly [number, number, number, number]): BlockBox {
  const pad = padOf(field);
  const blockOf = (metres: number, more: number): number => Math.floor((metres / field.cellM + more) / BLOCK);
  return {
    west: blockOf(box[0], -pad),
    south: blockOf(box[1], -pad),
    east: blockOf(box[2], pad),
    north: blockOf(box[3], pad)
  };
}

/** What makes the values of two fields comparable. */
export type Grain = Pick<DistanceField, 'cellM' | 'radiusM'>;

/** A corner outside is at most a cell from one inside, so a line drawn between them needs no distance beyond this. */
const padOf = ({ cellM, radiusM }: Grain): number => radiusM / cellM + 1;

/** Of the square of a distance in cells the parts that it has in `values`. */
export const partsOf = (field: Grain): number => (FAR - 1) / padOf(field) ** 2;

/** Rows of corners that lie side by side in `values`: of each the place of the first, its coordinates and how many, four numbers. */
interface Runs {
  at: Int32Array;
  count: number;
}

const runs: Runs = { at: new Int32Array(256), count: 0 };

/**
 * Puts in the segments `from … to - 1`: each corner within the radius and a cell of one gets its distance, where that is
 * less than what it has. What is put in can only bring distances down, in whatever order.
 */
export function addSegments(field: DistanceField, { x, y }: Segments, from: number, to: number): void {
  const scale = 1 / field.cellM;
  const parts = partsOf(field);
  for (let s = from; s < to; s++) {
    // Counted from the lattice and not from the box: the same segment gives the same values to the last bit in any field.
    const ax = x[2 * s] * scale;
    const ay = y[2 * s] * scale;
    const dx = x[2 * s + 1] * scale - ax;
    const dy = y[2 * s + 1] * scale - ay;
    const length2 = dx * dx + dy * dy;
    const ux = length2 > 0 ? dx / length2 : 0;
    const uy = length2 > 0 ? dy / length2 : 0;
    findRuns(field, ax, ay, dx, dy);
    const { values } = field;
    for (let k = 0; k < runs.count; k += 4) {
      const py = runs.at[k + 2] - ay;
      const across = py * uy;
      const end = runs.at[k] + runs.at[k + 3];
      let px = runs.at[k + 1] - ax;
      for (let at = runs.at[k]; at < end; at++, px++) {
        const along = px * ux + across;
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        const ex = px - t * dx;
        const ey = py - t * dy;
        // Cut off, not rounded: all that is near stays below `FAR`.
        const d = ((ex * ex + ey * ey) * parts) | 0;
        if (d < values[at]) values[at] = d;
      }
    }
  }
}

/** The corners that the segment from (ax, ay) on by (dx, dy), in cells of the lattice, comes near: row by row, block by block. */
function findRuns(field: DistanceField, ax: number, ay: number, dx: number, dy: number): void {
  const { columns, west, south } = field;
  const pad = padOf(field);
  const top = Math.floor(ay + (dy > 0 ? dy : 0) + pad);
  const bottom = Math.ceil(ay + (dy < 0 ? dy : 0) - pad);
  const blocksWide = 2 + ((Math.abs(dx) + 2 * pad) >> BLOCK_BITS);
  const most = 4 * (top - bottom + 1) * blocksWide;
  if (runs.at.length < most) runs.at = new Int32Array(2 * most);
  const { at } = runs;
  // Half the width, along a row, of the band around the segment; the band has no width where it is level.
  const beside = dy === 0 ? 0 : pad / Math.sqrt(dx * dx + dy * dy);
  let k = 0;
  for (let j = bottom; j <= top; j++) {
    // Two discs and the band that joins them.
    const py = j - ay;
    let start = Infinity;
    let end = -Infinity;
    const first = pad * pad - py * py;
    if (first >= 0) {
      end = Math.sqrt(first);
      start = -end;
    }
    const second = pad * pad - (py - dy) * (py - dy);
    if (second >= 0) {
      const half = Math.sqrt(second);
      if (dx - half < start) start = dx - half;
      if (dx + half > end) end = dx + half;
    }
    if (dy !== 0)
      for (let n = 0, side = beside; n < 2; n++, side = -side) {
        const along = (py - side * dx) / dy;
        if (along < 0 || along > 1) continue;
        const x = along * dx - side * dy;
        if (x < start) start = x;
        if (x > end) end = x;
      }
    const last = Math.floor(ax + end);
    const row = ((j >> BLOCK_BITS) - south) * columns - west;
    for (let i = Math.ceil(ax + start); i <= last;) {
      const column = i >> BLOCK_BITS;
      const next = Math.min(last, (column << BLOCK_BITS) + BLOCK - 1) + 1;
      at[k] = blockAt(field, row + column) + ((j & (BLOCK - 1)) << BLOCK_BITS) + (i & (BLOCK - 1));
      at[k + 1] = i;
      at[k + 2] = j;
      at[k + 3] = next - i;
      k += 4;
      i = next;
    }
  }
  runs.count = k;
}

/** Where the values of a block (`row * columns + column`) begin; one that is not there is made, far from everything. */
export function blockAt(field: DistanceField, block: number): number {
  const known = field.slotOf[block];
  return known >= 0 ? known : makeBlock(field, block);
}

function makeBlock(field: DistanceField, block: number): number {
  const slot = field.count * BLOCK_SIZE;
  if (field.values.length < slot + BLOCK_SIZE) {
    const size = Math.max(64 * BLOCK_SIZE, 2 * field.values.length);
    const { values, blocks } = field;
    field.values = new Uint16Array(size);
    field.values.set(values);
    field.blocks = new Int32Array(size / BLOCK_SIZE);
    field.blocks.set(blocks);
  }
  field.values.fill(FAR, slot, slot + BLOCK_SIZE);
  field.blocks[field.count++] = block;
  field.slotOf[block] = slot;
  return slot;
}
