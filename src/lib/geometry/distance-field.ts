/** Corners along a side of a block: a power of two, so that a corner's block and its place in it are shifts and masks. */
export const BLOCK_BITS = 5;
export const BLOCK = 1 << BLOCK_BITS;
export const BLOCK_SIZE = BLOCK * BLOCK;
const FAR = 3e38;

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
  /** Squared distances in cells, `BLOCK_SIZE` a block, row by row. */
  values: Float32Array;
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
    values: new Float32Array(0)
  };
}

/** Empties the field and opens it for segments within the box `west, south, east, north` (metres of the plane). */
export function clearField(field: DistanceField, box: readonly [number, number, number, number]): void {
  for (let k = 0; k < field.count; k++) field.slotOf[field.blocks[k]] = -1;
  const reach = padOf(field) + 1;
  const blockOf = (metres: number, more: number): number => Math.floor((metres / field.cellM + more) / BLOCK);
  field.west = blockOf(box[0], -reach);
  field.south = blockOf(box[1], -reach);
  field.columns = blockOf(box[2], reach) - field.west + 1;
  field.rows = blockOf(box[3], reach) - field.south + 1;
  field.count = 0;
  const size = field.columns * field.rows;
  if (field.slotOf.length < size) field.slotOf = new Int32Array(size).fill(-1);
}

/** A corner outside is at most a cell from one inside, so a line drawn between them needs no distance beyond this. */
const padOf = (field: DistanceField): number => field.radiusM / field.cellM + 1;

/**
 * Puts in the segments `from … to - 1`: each corner within the radius and a cell of one gets its distance, where that is
 * less than what it has. What is put in can only bring distances down, in whatever order.
 */
export function addSegments(field: DistanceField, segments: Segments, from: number, to: number): void {
  const { x, y } = segments;
  const scale = 1 / field.cellM;
  const pad = padOf(field);
  const offX = field.west * BLOCK;
  const offY = field.south * BLOCK;
  for (let s = from; s < to; s++) {
    const ax = x[2 * s] * scale - offX;
    const ay = y[2 * s] * scale - offY;
    const dx = x[2 * s + 1] * scale - offX - ax;
    const dy = y[2 * s + 1] * scale - offY - ay;
    const length2 = dx * dx + dy * dy;
    const ux = length2 > 0 ? dx / length2 : 0;
    const uy = length2 > 0 ? dy / length2 : 0;
    const south = Math.ceil(ay + Math.min(0, dy) - pad);
    const north = Math.floor(ay + Math.max(0, dy) + pad);
    const isShort = Math.abs(dx) + Math.abs(dy) < 4;
    // Level but for rounding: no slope to divide by.
    const isLevel = Math.abs(dy) < 1e-9;
    const slope = isLevel ? 0 : dx / dy;
    const spread = isLevel ? Infinity : pad * Math.abs(slope);
    const boxStart = Math.ceil(ax + Math.min(0, dx) - pad);
    const boxEnd = Math.floor(ax + Math.max(0, dx) + pad);
    for (let row = south >> BLOCK_BITS; row <= north >> BLOCK_BITS; row++) {
      const low = Math.max(south, row << BLOCK_BITS);
      const high = Math.min(north, (row << BLOCK_BITS) + BLOCK - 1);
      for (let column = boxStart >> BLOCK_BITS; column <= boxEnd >> BLOCK_BITS; column++) {
        const block = blockAt(field, row * field.columns + column);
        const { values } = field;
        const left = Math.max(boxStart, column << BLOCK_BITS);
        const right = Math.min(boxEnd, (column << BLOCK_BITS) + BLOCK - 1);
        for (let j = low; j <= high; j++) {
          const py = j - ay;
          let start = left;
          let end = right;
          if (!isShort) {
            // Only the part of the segment within `pad` of this row can be that near to a corner on it.
            const middle = py * slope;
            start = Math.max(left, Math.ceil(ax + Math.max(Math.min(0, dx), middle - spread) - pad));
            end = Math.min(right, Math.floor(ax + Math.min(Math.max(0, dx), middle + spread) + pad));
          }
          const across = py * uy;
          let at = block + ((j & (BLOCK - 1)) << BLOCK_BITS) + (start & (BLOCK - 1));
          for (let i = start; i <= end; i++, at++) {
            const px = i - ax;
            const t = Math.min(1, Math.max(0, px * ux + across));
            const ex = px - t * dx;
            const ey = py - t * dy;
            const d = ex * ex + ey * ey;
            if (d < values[at]) values[at] = d;
          }
        }
      }
    }
  }
}

/** Where the values of a block begin; one that is not there is made, far from everything. */
function blockAt(field: DistanceField, block: number): number {
  const known = field.slotOf[block];
  if (known >= 0) return known;
  const slot = field.count * BLOCK_SIZE;
  if (field.values.length < slot + BLOCK_SIZE) {
    const values = new Float32Array(Math.max(64 * BLOCK_SIZE, 2 * field.values.length));
    values.set(field.values);
    field.values = values;
    const blocks = new Int32Array(values.length / BLOCK_SIZE);
    blocks.set(field.blocks);
    field.blocks = blocks;
  }
  field.values.fill(FAR, slot, slot + BLOCK_SIZE);
  field.blocks[field.count++] = block;
  field.slotOf[block] = slot;
  return slot;
}
