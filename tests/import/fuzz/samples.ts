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
  return groupFiles(files).files.map(({ name, bytes, beside }) => ({
    ...reduce(basename(name), bytes),
    beside
  }));
}

function reduce(name: string, bytes: Uint8Array): { name: string; bytes: Uint8Array } {
  if (name.endsWith('.gz')) return reduce(name.slice(0, -3), gunzipSync(bytes));
  if (bytes.length <= LARGE) return { name, bytes };
  if (name.endsWith('.csv')) return { name, bytes: firstLines(bytes, LINES) };
  if (name.endsWith('.geojson')) return { name, bytes: firstFeatures(bytes) };
  if (name.endsWith('.pbf')) return { name, bytes: someBlobs(bytes) };
  if (name.endsWith('.osm')) return { name, bytes: someElements(bytes) };
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
