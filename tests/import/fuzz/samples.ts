import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gunzipSync } from 'fflate';
import type { SqlJsStatic } from 'sql.js';
import { groupFiles } from '../../../src/lib/import/group-files.ts';
import type { Sample } from './judge.ts';

/** Larger files are cut to a part that is still whole in its kind: what breaks a reader is no matter of size. */
const LARGE = 25_000;
const FEATURES = 40;
const LINES = 100;

/** The files below a folder that an import reads, the parts of a shapefile together, large ones reduced. */
export async function samplesIn(folder: string): Promise<Sample[]> {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(md|txt|js|ts|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = paths.map((path) => ({
    name: relative(folder, path),
    bytes: new Uint8Array(readFileSync(path))
  }));
  const reduced: Sample[] = [];
  for (const { name, bytes, beside } of groupFiles(files).files)
    if (/\.shp$/i.test(name) && bytes.length > LARGE)
      reduced.push({ name: basename(name), ...someShapes(bytes, beside) });
    else reduced.push({ ...(await reduce(basename(name), bytes)), beside });
  return reduced;
}

async function reduce(name: string, bytes: Uint8Array): Promise<{ name: string; bytes: Uint8Array }> {
  if (name.endsWith('.gz')) return reduce(name.slice(0, -3), gunzipSync(bytes));
  if (name.endsWith('.csv')) return { name, bytes: firstLines(bytes, LINES) };
  if (bytes.length <= LARGE) return { name, bytes };
  if (name.endsWith('.geojson')) return { name, bytes: firstFeatures(bytes) };
  if (name.endsWith('.pbf')) return { name, bytes: someBlobs(bytes) };
  if (name.endsWith('.osm')) return { name, bytes: someElements(bytes) };
  if (name.endsWith('.gpkg')) return { name, bytes: await someRows(bytes) };
  if (name.endsWith('.kml')) return { name, bytes: somePlacemarks(bytes) };
  if (name.endsWith('.fgb')) return { name, bytes: someFeatures(bytes) };
  return { name, bytes };
}

function firstLines(bytes: Uint8Array, lines: number): Uint8Array {
  let at = 0;
  for (let n = 0; n < lines; n++) {
    at = bytes.indexOf(10, at) + 1;
    if (at === 0) return bytes;
  }
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

/** The first ways with the nodes that they go through, the first nodes that have tags, and the first relations. */
function someElements(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const all = (tag: string): string[] =>
    text.match(new RegExp(`<${tag}\\s(?:[^>]*/>|[^]*?</${tag}>)`, 'g')) ?? [];
  const ways = all('way')
    .filter(({ length }) => length < 1500)
    .slice(0, 40);
  const relations = all('relation')
    .filter(({ length }) => length < 3000)
    .slice(0, 3);
  const used = new Set(ways.flatMap((way) => [...way.matchAll(/<nd ref=['"](-?\d+)/g)].map(([, id]) => id)));
  const nodes = all('node');
  const tagged = nodes.filter((node) => node.includes('<tag')).slice(0, 40);
  const kept = nodes.filter(
    (node) => tagged.includes(node) || used.has(/\bid=['"](-?\d+)/.exec(node)?.[1] ?? '')
  );
  const head = text.slice(0, text.search(/<node\s/));
  return new TextEncoder().encode(`${head}${[...kept, ...ways, ...relations].join('\n')}\n</osm>\n`);
}

/** The first rows of each layer of a GeoPackage; its triggers stay. */
async function someRows(bytes: Uint8Array): Promise<Uint8Array> {
  // @ts-expect-error the types describe the main entry only, which is the same
  const loaded: unknown = await import('sql.js/dist/sql-wasm-inline.js');
  const { Database } = await (loaded as { default: () => Promise<SqlJsStatic> }).default();
  const db = new Database(bytes);
  const list = (sql: string): string[][] => (db.exec(sql)[0]?.values ?? []).map((row) => row.map(String));
  const triggers = list("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'");
  for (const [name] of triggers) db.run(`DROP TRIGGER "${name}"`);
  for (const [name] of list("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'"))
    db.run(`DELETE FROM "${name}" WHERE rowid > ${FEATURES}`);
  for (const [, sql] of triggers) db.run(sql);
  db.run('VACUUM');
  return db.export();
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
