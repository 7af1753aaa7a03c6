import {
  addSegments,
  BLOCK,
  BLOCK_BITS,
  BLOCK_SIZE,
  blockAt,
  blocksNear,
  clearField,
  createField,
  FAR,
  type BlockBox,
  type DistanceField,
  type Grain,
  type Segments
} from './distance-field.ts';

/**
 * Distances around things that are put into fields again and again, such as the edges of a network: what segments would do
 * to a field, kept as rows of values, so that the second time costs a comparison a corner. They take no more room than
 * they were given; what does not fit is kept again after all the others are forgotten.
 */
export interface Stamps {
  /** Of each thing where its stamp begins in `heads`, −1 where none is kept. */
  of: Int32Array;
  /**
   * A stamp: where its values begin, the four sides of its box of blocks, and how many of these follow. Of each block: its column and row on the
   * lattice, how many rows of corners it has, and of each the first corner in the block and, in the higher bits, how many.
   */
  heads: Int32Array;
  headCount: number;
  values: Uint16Array;
  valueCount: number;
  /** Most numbers in `heads`, and half as many as the most in `values`. */
  room: number;
  /** A field for one thing at a time. */
  scratch: DistanceField;
}

const HEAD = 6;

/** Nothing kept yet of `count` things; `room` is in eight bytes. */
export function createStamps(count: number, { cellM, radiusM }: Grain, room: number): Stamps {
  return {
    of: new Int32Array(count).fill(-1),
    heads: new Int32Array(1024),
    headCount: 0,
    values: new Uint16Array(4096),
    valueCount: 0,
    room,
    scratch: createField(cellM, radiusM)
  };
}

/** Whether there is room for more; if not, all are forgotten, which must not be asked while some are still to be added. */
export function tidyStamps(stamps: Stamps): void {
  if (!isFull(stamps)) return;
  stamps.of.fill(-1);
  stamps.headCount = 0;
  stamps.valueCount = 0;
}

export const isFull = ({ headCount, valueCount, room }: Stamps): boolean =>
  headCount > room || valueCount > 2 * room;

/** Keeps what the segments `from … to - 1` of the box do to a field as the stamp of thing `of`. */
export function makeStamp(
  stamps: Stamps,
  of: number,
  segments: Segments & { box: readonly [number, number, number, number] },
  from: number,
  to: number
): void {
  const { scratch } = stamps;
  const box = blocksNear(scratch, segments.box);
  clearField(scratch, box);
  addSegments(scratch, segments, from, to);
  stamps.of[of] = stamps.headCount;
  const { count } = scratch;
  // Each corner at the worst a row of its own.
  stamps.heads = grown(stamps.heads, stamps.headCount + HEAD + count * (3 + BLOCK_SIZE));
  stamps.values = grown(stamps.values, stamps.valueCount + count * BLOCK_SIZE);
  const { heads, values } = stamps;
  let head = stamps.headCount;
  let value = stamps.valueCount;
  heads.set([value, box.west, box.south, box.east, box.north, count], head);
  head += HEAD;
  for (let k = 0; k < count; k++) {
    const block = scratch.blocks[k];
    heads[head] = box.west + (block % scratch.columns);
    heads[head + 1] = box.south + Math.floor(block / scratch.columns);
    const rows = head + 2;
    heads[rows] = 0;
    head += 3;
    const slot = scratch.slotOf[block];
    for (let at = 0; at < BLOCK_SIZE;) {
      if (scratch.values[slot + at] === FAR) {
        at++;
        continue;
      }
      const start = at;
      // To the end of the row of corners at most.
      const stop = (at | (BLOCK - 1)) + 1;
      while (at < stop && scratch.values[slot + at] !== FAR) values[value++] = scratch.values[slot + at++];
      heads[head++] = start | ((at - start) << (2 * BLOCK_BITS));
      heads[rows]++;
    }
  }
  stamps.headCount = head;
  stamps.valueCount = value;
}

/** Widens the box to the blocks of a stamp. */
export function coverStamp({ of, heads }: Stamps, thing: number, box: BlockBox): void {
  const head = of[thing];
  box.west = Math.min(box.west, heads[head + 1]);
  box.south = Math.min(box.south, heads[head + 2]);
  box.east = Math.max(box.east, heads[head + 3]);
  box.north = Math.max(box.north, heads[head + 4]);
}

/** Puts a stamp into a field of the same grain: the same as its segments, to the last bit. */
export function addStamp(field: DistanceField, stamps: Stamps, thing: number): void {
  const { heads, values } = stamps;
  let head = stamps.of[thing] + HEAD;
  let value = heads[head - HEAD];
  for (let blocks = heads[head - 1]; blocks > 0; blocks--) {
    const slot = blockAt(field, (heads[head + 1] - field.south) * field.columns + heads[head] - field.west);
    const into = field.values;
    const end = head + 3 + heads[head + 2];
    for (head += 3; head < end; head++) {
      const start = slot + (heads[head] & (BLOCK_SIZE - 1));
      const stop = start + (heads[head] >> (2 * BLOCK_BITS));
      for (let at = start; at < stop; at++, value++) if (values[value] < into[at]) into[at] = values[value];
    }
  }
}

function grown<T extends Int32Array | Uint16Array>(column: T, size: number): T {
  if (column.length >= size) return column;
  const more = new (column.constructor as new (size: number) => T)(Math.max(size, 2 * column.length));
  more.set(column);
  return more;
}
