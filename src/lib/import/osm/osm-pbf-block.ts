import type { PbfReader } from 'pbf';
import type { Member, OsmGather, Pass } from './osm-gather.ts';
import {
  degrees,
  endOf,
  maskAt,
  NONE,
  packed,
  readDeltas,
  readDenseVisible,
  readHead,
  readVisible,
  textAt,
  widen,
  type Block,
  type Range
} from './osm-pbf-wire.ts';
import { OsmTags } from './osm-tags.ts';

const MEMBER_TYPES: Member['type'][] = ['node', 'way', 'relation'];

const NODES = 1;
const WAYS = 2;
const RELATIONS = 4;

/** The kinds of objects that a pass wants, as bits. */
export function passBits({ nodes, ways, relations }: Pass): number {
  return (nodes ? NODES : 0) | (ways ? WAYS : 0) | (relations ? RELATIONS : 0);
}

/** Reads blocks of OSM PBF into a gatherer; its scratch arrays are used again from block to block. */
export class BlockReader {
  private readonly sink: OsmGather;
  private readonly tags = new OsmTags();
  private ids = new Float64Array(8192);
  private lats = new Float64Array(8192);
  private lons = new Float64Array(8192);

  constructor(sink: OsmGather) {
    this.sink = sink;
  }

  /**
   * Reads what the gatherer's pass wants of one unpacked block. Gives which kinds of objects it holds, as `passBits` says
   * them. Throws an Error where a message runs past its end.
   */
  read(pbf: PbfReader): number {
    const block = readHead(pbf);
    const { nodes, ways, relations } = this.sink.pass;
    let held = 0;
    for (const [from, to] of block.groups) {
      pbf.pos = from;
      for (let tag = pbf.nextField(to); tag !== 0; tag = pbf.nextField(to)) {
        if (tag < 1 || tag > 4) continue;
        held |= tag < 3 ? NODES : tag === 3 ? WAYS : RELATIONS;
        const wanted = tag < 3 ? nodes : tag === 3 ? ways : relations;
        if (!wanted) continue;
        const end = endOf(pbf, to);
        if (tag === 1) this.readNode(pbf, block, end);
        else if (tag === 2) this.readDense(pbf, block, end);
        else if (tag === 3) this.readWay(pbf, block, end);
        else this.readRelation(pbf, block, end);
        pbf.pos = end;
      }
    }
    return held;
  }

  private readNode(pbf: PbfReader, block: Block, end: number): void {
    let [id, lat, lon] = [NaN, NaN, NaN];
    let [keys, values] = [NONE, NONE];
    let visible = true;
    for (let tag = pbf.nextField(end); tag !== 0; tag = pbf.nextField(end)) {
      if (tag === 1) id = pbf.readSVarint();
      else if (tag === 2) keys = packed(pbf, end);
      else if (tag === 3) values = packed(pbf, end);
      else if (tag === 4) visible = readVisible(pbf, end);
      else if (tag === 8) lat = pbf.readSVarint();
      else if (tag === 9) lon = pbf.readSVarint();
    }
    if (!visible) return void this.sink.deleted++;
    const [x, y] = [degrees(block.lonOffset, block, lon), degrees(block.latOffset, block, lat)];
    this.sink.node(id, x, y);
    if (!this.sink.wantsNode(this.readMask(pbf, block, keys))) return;
    this.readTags(pbf, block, keys, values);
    this.sink.nodeTags(id, x, y, this.tags);
  }

  private readDense(pbf: PbfReader, block: Block, end: number): void {
    const { sink } = this;
    let count = 0;
    let tagged = NONE;
    let visible: boolean[] | null = null;
    for (let tag = pbf.nextField(end); tag !== 0; tag = pbf.nextField(end)) {
      if (tag === 1) {
        const range = packed(pbf, end);
        this.makeRoom(range[1] - range[0]);
        count = readDeltas(pbf, range, this.ids);
      } else if (tag === 5) visible = readDenseVisible(pbf, endOf(pbf, end), end);
      else if (tag === 8) this.readOrdinates(pbf, end, (n) => (this.lats = widen(this.lats, n)), 'lats');
      else if (tag === 9) this.readOrdinates(pbf, end, (n) => (this.lons = widen(this.lons, n)), 'lons');
      else if (tag === 10) tagged = packed(pbf, end);
    }
    const { ids, lats, lons } = this;
    const { granularity, latOffset, lonOffset } = block;
    let pos = tagged[0];
    for (let i = 0; i < count; i++) {
      // Rounded to the format's own unit, so that 116.3 does not become 116.30000000000001.
      const lat = Math.round((latOffset + granularity * lats[i]) / 10) / 1e8;
      const lon = Math.round((lonOffset + granularity * lons[i]) / 10) / 1e8;
      const shown = visible === null || visible[i] !== false;
      if (shown) sink.node(ids[i], lon, lat);
      else sink.deleted++;
      if (pos >= tagged[1]) continue;
      const from = pos;
      let mask = 0;
      pbf.pos = pos;
      for (let key = pbf.readVarint(); key !== 0; key = pbf.pos < tagged[1] ? pbf.readVarint() : 0) {
        mask |= maskAt(pbf, block, key);
        pbf.readVarint();
      }
      pos = pbf.pos;
      if (!shown || mask === 0 || !sink.wantsNode(mask)) continue;
      this.tags.clear();
      pbf.pos = from;
      for (let key = pbf.readVarint(); key !== 0; key = pbf.pos < tagged[1] ? pbf.readVarint() : 0)
        this.tags.add(textAt(pbf, block, key), textAt(pbf, block, pbf.readVarint()));
      sink.nodeTags(ids[i], lon, lat, this.tags);
    }
  }

  private readOrdinates(
    pbf: PbfReader,
    end: number,
    widenTo: (n: number) => void,
    into: 'lats' | 'lons'
  ): void {
    const range = packed(pbf, end);
    widenTo(range[1] - range[0]);
    const n = readDeltas(pbf, range, this[into]);
    // A list shorter than that of the ids leaves nodes without a place.
    this[into].fill(NaN, n);
  }

  private readWay(pbf: PbfReader, block: Block, end: number): void {
    const { sink } = this;
    let id = NaN;
    let [keys, values, refs, lats, lons] = [NONE, NONE, NONE, NONE, NONE];
    let visible = true;
    for (let tag = pbf.nextField(end); tag !== 0; tag = pbf.nextField(end)) {
      if (tag === 1) id = pbf.readVarint(true);
      else if (tag === 2) keys = packed(pbf, end);
      else if (tag === 3) values = packed(pbf, end);
      else if (tag === 4) visible = readVisible(pbf, end);
      else if (tag === 8) refs = packed(pbf, end);
      else if (tag === 9) lats = packed(pbf, end);
      else if (tag === 10) lons = packed(pbf, end);
    }
    if (!visible) return void sink.deleted++;
    this.tags.clear();
    const mask = this.readMask(pbf, block, keys);
    if (sink.wantsWay(mask)) this.readTags(pbf, block, keys, values);
    this.tags.mask = mask;
    this.makeRoom(refs[1] - refs[0]);
    const count = readDeltas(pbf, refs, this.ids);
    if (lats !== NONE && lons !== NONE && sink.pass.nodes) this.readPlaces(pbf, block, count, lats, lons);
    sink.way(id, this.ids, count, this.tags);
  }

  /** Ways may carry the places of their nodes, which the file then need not hold. */
  private readPlaces(pbf: PbfReader, block: Block, count: number, lats: Range, lons: Range): void {
    this.lats = widen(this.lats, lats[1] - lats[0]);
    this.lons = widen(this.lons, lons[1] - lons[0]);
    const n = Math.min(count, readDeltas(pbf, lats, this.lats), readDeltas(pbf, lons, this.lons));
    for (let i = 0; i < n; i++)
      this.sink.node(
        this.ids[i],
        degrees(block.lonOffset, block, this.lons[i]),
        degrees(block.latOffset, block, this.lats[i])
      );
  }

  private readRelation(pbf: PbfReader, block: Block, end: number): void {
    let id = NaN;
    let [keys, values, refs, types] = [NONE, NONE, NONE, NONE];
    let visible = true;
    for (let tag = pbf.nextField(end); tag !== 0; tag = pbf.nextField(end)) {
      if (tag === 1) id = pbf.readVarint(true);
      else if (tag === 2) keys = packed(pbf, end);
      else if (tag === 3) values = packed(pbf, end);
      else if (tag === 4) visible = readVisible(pbf, end);
      else if (tag === 9) refs = packed(pbf, end);
      else if (tag === 10) types = packed(pbf, end);
    }
    if (!visible) return void this.sink.deleted++;
    if (this.readMask(pbf, block, keys) === 0) return;
    this.readTags(pbf, block, keys, values);
    this.makeRoom(refs[1] - refs[0]);
    const count = readDeltas(pbf, refs, this.ids);
    const members: Member[] = [];
    pbf.pos = types[0];
    for (let i = 0; i < count; i++) {
      const type = pbf.pos < types[1] ? MEMBER_TYPES[pbf.readVarint()] : undefined;
      if (type === undefined) throw new Error(`member ${i + 1} of relation ${id} has no type`);
      members.push({ type, ref: this.ids[i] });
    }
    this.sink.relation(id, members, this.tags);
  }

  private readMask(pbf: PbfReader, block: Block, keys: Range): number {
    let mask = 0;
    for (pbf.pos = keys[0]; pbf.pos < keys[1];) mask |= maskAt(pbf, block, pbf.readVarint());
    return mask;
  }

  private readTags(pbf: PbfReader, block: Block, keys: Range, values: Range): void {
    this.tags.clear();
    let [key, value] = [keys[0], values[0]];
    while (key < keys[1] && value < values[1]) {
      pbf.pos = key;
      const k = pbf.readVarint();
      key = pbf.pos;
      pbf.pos = value;
      const v = pbf.readVarint();
      value = pbf.pos;
      this.tags.add(textAt(pbf, block, k), textAt(pbf, block, v));
    }
  }

  /** Every entry of a packed list takes a byte at least: no list is longer than its bytes. */
  private makeRoom(entries: number): void {
    this.ids = widen(this.ids, entries);
  }
}
