import type { PbfReader } from 'pbf';
import { maskOfKey } from './osm-tags.ts';

/** The head of one block: its strings, its grid and where its groups stand. */
export interface Block {
  /** Where each string stands in the block, and its text once it was asked for. */
  from: number[];
  to: number[];
  texts: (string | undefined)[];
  /** What each string lets an object be as a key, −1 where it was not asked yet. */
  masks: Int8Array;
  granularity: number;
  latOffset: number;
  lonOffset: number;
  groups: [number, number][];
}

export type Range = readonly [from: number, to: number];
export const NONE: Range = [0, 0];

export const widen = (values: Float64Array<ArrayBuffer>, entries: number): Float64Array<ArrayBuffer> =>
  entries <= values.length ? values : new Float64Array(Math.max(entries, values.length * 2));

/** End of the message whose length stands next; it must lie within the one around it. */
export function endOf(pbf: PbfReader, limit: number): number {
  const size = pbf.readVarint();
  const end = pbf.pos + size;
  if (!(end <= limit)) throw new Error(`${size} bytes run past the end of their message`);
  return end;
}

/** Where a packed list stands, which is then passed over. */
export function packed(pbf: PbfReader, limit: number): Range {
  if (pbf.type !== 2) throw new Error(`expected a packed list, got wire type ${pbf.type}`);
  const end = endOf(pbf, limit);
  const range: Range = [pbf.pos, end];
  pbf.pos = end;
  return range;
}

/** Sums up a packed list of steps into `into`, which must have room; how many there are. */
export function readDeltas(pbf: PbfReader, [from, to]: Range, into: Float64Array): number {
  const { buf } = pbf;
  let n = 0;
  let sum = 0;
  let pos = from;
  while (pos < to) {
    // One and two bytes are nearly all there is: worth not going through a call.
    const first = buf[pos];
    if (first < 0x80) {
      sum += (first >>> 1) ^ -(first & 1);
      pos++;
    } else if (buf[pos + 1] < 0x80) {
      const step = (first & 0x7f) | (buf[pos + 1] << 7);
      sum += (step >>> 1) ^ -(step & 1);
      pos += 2;
    } else {
      pbf.pos = pos;
      sum += pbf.readSVarint();
      pos = pbf.pos;
    }
    into[n++] = sum;
  }
  pbf.pos = to;
  return n;
}

export function readHead(pbf: PbfReader): Block {
  const block: Block = {
    from: [],
    to: [],
    texts: [],
    masks: new Int8Array(0),
    granularity: 100,
    latOffset: 0,
    lonOffset: 0,
    groups: []
  };
  const whole = pbf.length;
  for (let tag = pbf.nextField(whole); tag !== 0; tag = pbf.nextField(whole)) {
    if (tag === 1) {
      const end = endOf(pbf, whole);
      for (let inner = pbf.nextField(end); inner !== 0; inner = pbf.nextField(end)) {
        if (inner !== 1) continue;
        const to = endOf(pbf, end);
        block.from.push(pbf.pos);
        block.to.push(to);
        pbf.pos = to;
      }
    } else if (tag === 2) {
      // Granularity and offsets may stand after the groups: groups are read in a second pass.
      const end = endOf(pbf, whole);
      block.groups.push([pbf.pos, end]);
      pbf.pos = end;
    } else if (tag === 17) block.granularity = pbf.readVarint();
    else if (tag === 19) block.latOffset = pbf.readVarint(true);
    else if (tag === 20) block.lonOffset = pbf.readVarint(true);
  }
  block.texts = new Array<string | undefined>(block.from.length);
  block.masks = new Int8Array(block.from.length).fill(-1);
  return block;
}

const utf8 = new TextDecoder();

/** A string of the block; '' for a number that it lacks. */
export function textAt({ buf }: PbfReader, block: Block, index: number): string {
  const known = block.texts[index];
  if (known !== undefined) return known;
  if (!(index < block.from.length)) return '';
  const text = utf8.decode(buf.subarray(block.from[index], block.to[index]));
  block.texts[index] = text;
  return text;
}

export function maskAt(pbf: PbfReader, block: Block, key: number): number {
  const known = block.masks[key];
  if (known >= 0) return known;
  const mask = maskOfKey(textAt(pbf, block, key));
  if (key < block.masks.length) block.masks[key] = mask;
  return mask;
}

export const degrees = (offset: number, { granularity }: Block, value: number): number =>
  Math.round((offset + granularity * value) / 10) / 1e8;

/** Field 6 of an Info: false where the object is deleted. */
export function readVisible(pbf: PbfReader, limit: number): boolean {
  const end = endOf(pbf, limit);
  let visible = true;
  for (let tag = pbf.nextField(end); tag !== 0; tag = pbf.nextField(end))
    if (tag === 6) visible = pbf.readBoolean();
  pbf.pos = end;
  return visible;
}

/** The same for dense nodes, a list; null where the file has none. */
export function readDenseVisible(pbf: PbfReader, end: number, limit: number): boolean[] | null {
  if (end > limit) throw new Error('dense information runs past its message');
  let visible: boolean[] | null = null;
  for (let tag = pbf.nextField(end); tag !== 0; tag = pbf.nextField(end))
    if (tag === 6) visible = pbf.readPackedBoolean([]);
  pbf.pos = end;
  return visible;
}
