import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gunzipSync } from 'fflate';
import { groupFiles } from '../../../src/lib/import/group-files.ts';
import type { Sample } from './judge.ts';

/** Larger files are cut to a part that is still whole in its kind: what breaks a reader is no matter of size. */
const LARGE = 30_000;
const FEATURES = 60;
const LINES = 200;

/** The files below a folder that an import reads, the parts of a shapefile together, large ones reduced. */
export function samplesIn(folder: string): Sample[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(md|txt|js|ts|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = paths.map((path) => ({
    name: relative(folder, path),
    bytes: new Uint8Array(readFileSync(path))
  }));
  return groupFiles(files).files.map(({ name, bytes, beside }) =>
    /\.shp$/i.test(name) && bytes.length > LARGE
      ? { name: basename(name), ...someShapes(bytes, beside) }
      : { ...reduce(basename(name), bytes), beside }
  );
}

function reduce(name: string, bytes: Uint8Array): { name: string; bytes: Uint8Array } {
  if (name.endsWith('.gz')) return reduce(name.slice(0, -3), gunzipSync(bytes));
  if (bytes.length <= LARGE) return { name, bytes };
  if (name.endsWith('.csv')) return { name, bytes: firstLines(bytes, LINES) };
  if (name.endsWith('.geojson')) return { name, bytes: firstFeatures(bytes) };
  if (name.endsWith('.pbf')) return { name, bytes: someBlobs(bytes) };
  if (name.endsWith('.osm')) return { name, bytes: someElements(bytes) };
  if (name.endsWith('.kml')) return { name, bytes: somePlacemarks(bytes) };
  if (name.endsWith('.fgb')) return { name, bytes: someFeatures(bytes) };
  return { name, bytes };
}

function firstLines(bytes: Uint8Array, lines: number): Uint8Array {
  let at = 0;
  for (let n = 0; n < lines && at >= 0; n++) at = bytes.indexOf(10, at) + 1;
  return bytes.slice(0, at);
}

function firstFeatures(bytes: Uint8Array): Uint8Array {
  const whole = JSON.parse(new TextDecoder().decode(bytes));
  const features = whole.features.slice(0, FEATURES);
  const size = JSON.stringify(features).length;
  const every = Math.ceil(size / LARGE);
  const thinned = JSON.stringify(features, (key, value) =>
    key === 'coordinates' ? thin(value, every) : value
  );
  return new TextEncoder().encode(JSON.stringify({ ...whole, features: JSON.parse(thinned) }));
}

/** Rings and lines with one of `every` positions, the last among them, and at least four. */
function thin(value: unknown, every: number): unknown {
  if (!Array.isArray(value)) return value;
  if (!Array.isArray(value[0]) || typeof value[0][0] !== 'number')
    return value.map((item) => thin(item, every));
  const step = Math.max(1, Math.min(every, Math.floor(value.length / 4)));
  return value.filter((_, i) => i % step === 0 || i === value.length - 1);
}

/** The header, and of the data blobs the smallest three, in their order. */
function someBlobs(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blobs: { from: number; to: number }[] = [];
  for (let at = 0; at < bytes.length;) {
    const header = view.getUint32(at);
    const fields = bytes.subarray(at + 4, at + 4 + header);
    // The last field of a BlobHeader is its datasize, a varint after the tag 0x18.
    let size = 0;
    for (let i = fields.lastIndexOf(0x18) + 1, shift = 0; i < fields.length; i++, shift += 7)
      size |= (fields[i] & 127) << shift;
    blobs.push({ from: at, to: at + 4 + header + size });
    at += 4 + header + size;
  }
  const [head, ...data] = blobs;
  const small = new Set([...data].sort((a, b) => a.to - a.from - (b.to - b.from)).slice(0, 3));
  const kept = [head, ...data.filter((blob) => small.has(blob))];
  return Buffer.concat(kept.map(({ from, to }) => bytes.subarray(from, to)));
}

/** Nodes, ways and relations from each end of the file. */
function someElements(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const middle = text.indexOf('<way');
  const tail = text.indexOf('<relation');
  const cut = (from: number, length: number): string => {
    const to = text.indexOf('\n', from + length);
    return text.slice(from, to < 0 ? undefined : to + 1);
  };
  const ways = cut(middle, 40_000).replace(/<way(?:(?!<\/way>)[^])*$/, '');
  const relations = tail < 0 ? '' : cut(tail, 20_000).replace(/<relation(?:(?!<\/relation>)[^])*$/, '');
  return new TextEncoder().encode(`${cut(0, 60_000)}${ways}${relations}</osm>\n`);
}

/** A beginning of the document with as many placemarks as come to `LARGE`, and its end. */
function somePlacemarks(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const end = '</Placemark>';
  const cut = text.lastIndexOf(end, LARGE / 2) + end.length;
  return new TextEncoder().encode(text.slice(0, cut) + text.slice(text.lastIndexOf(end) + end.length));
}

/** Of items of some sizes those that come first to `LARGE` bytes in all, the smallest first, in their order. */
function smallest(sizes: number[]): number[] {
  const kept: number[] = [];
  let sum = 0;
  for (const i of [...sizes.keys()].sort((a, b) => sizes[a] - sizes[b])) {
    sum += sizes[i];
    if (sum > LARGE && kept.length > 1) break;
    kept.push(i);
  }
  return kept.sort((a, b) => a - b);
}

/** The smaller records of a shapefile, with their lines of its index and its table. */
function someShapes(shp: Uint8Array, beside: Sample['beside']): Pick<Sample, 'bytes' | 'beside'> {
  const records: Uint8Array[] = [];
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength);
  for (let at = 100; at < shp.length;) {
    const size = 8 + 2 * view.getInt32(at + 4);
    records.push(shp.slice(at, at + size));
    at += size;
  }
  const kept = smallest(records.map(({ length }) => length));
  const index = kept.map(() => new Uint8Array(8));
  let at = 100;
  kept.forEach((i, k) => {
    const line = new DataView(index[k].buffer);
    line.setInt32(0, at / 2);
    line.setInt32(4, records[i].length / 2 - 4);
    new DataView(records[i].buffer).setInt32(0, k + 1);
    at += records[i].length;
  });
  const whole = (head: Uint8Array, parts: Uint8Array[]): Uint8Array => {
    const bytes = new Uint8Array(Buffer.concat([head.subarray(0, 100), ...parts]));
    new DataView(bytes.buffer).setInt32(24, bytes.length / 2);
    return bytes;
  };
  const parts = new Map(beside);
  const [shx, dbf] = [beside.get('shx'), beside.get('dbf')];
  if (shx) parts.set('shx', whole(shx, index));
  if (dbf) parts.set('dbf', someRecords(dbf, kept));
  return {
    bytes: whole(
      shp,
      kept.map((i) => records[i])
    ),
    beside: parts
  };
}

function someRecords(dbf: Uint8Array, kept: number[]): Uint8Array {
  const view = new DataView(dbf.buffer, dbf.byteOffset, dbf.byteLength);
  const [from, size] = [view.getUint16(8, true), view.getUint16(10, true)];
  const lines = kept.map((i) => dbf.subarray(from + i * size, from + (i + 1) * size));
  const bytes = new Uint8Array(Buffer.concat([dbf.subarray(0, from), ...lines, Uint8Array.of(0x1a)]));
  new DataView(bytes.buffer).setUint32(4, kept.length, true);
  return bytes;
}

/** The smaller features of a FlatGeobuf, behind an index of the size that these have, its boxes empty. */
function someFeatures(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = bytes.slice(0, 12 + view.getUint32(8, true));
  const header = new DataView(head.buffer, 12);
  const table = header.getUint32(0, true);
  const slots = table - header.getInt32(table, true);
  const field = (id: number): number => {
    const slot = 4 + 2 * id;
    const offset = slot < header.getUint16(slots, true) ? header.getUint16(slots + slot, true) : 0;
    return offset === 0 ? 0 : table + offset;
  };
  const [countAt, nodeAt] = [field(8), field(9)];
  const node = nodeAt === 0 ? 16 : header.getUint16(nodeAt, true);
  // Levels of the packed R-tree: each has a node for `node` of the level below.
  const indexSize = (count: number): number => {
    if (node === 0) return 0;
    let nodes = count;
    for (let level = count; level > 1;) nodes += level = Math.ceil(level / node);
    return nodes * 40;
  };
  const features: Uint8Array[] = [];
  for (let at = head.length + indexSize(Number(header.getBigUint64(countAt, true))); at < bytes.length;) {
    const size = 4 + view.getUint32(at, true);
    features.push(bytes.subarray(at, at + size));
    at += size;
  }
  const kept = smallest(features.map(({ length }) => length));
  header.setBigUint64(countAt, BigInt(kept.length), true);
  return new Uint8Array(
    Buffer.concat([head, new Uint8Array(indexSize(kept.length)), ...kept.map((i) => features[i])])
  );
}
