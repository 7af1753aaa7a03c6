import type { PbfReader } from 'pbf';
import { ImportError } from './import-error.ts';
import { OsmWays } from './osm-ways.ts';
import type { FileInput, Source, Tick } from './source.ts';

// Limits of the format: https://wiki.openstreetmap.org/wiki/PBF_Format
const MAX_HEADER = 64 * 1024;
const MAX_BLOB = 32 * 1024 * 1024;
/** Beyond this a file is a country or more, whose nodes do not fit into a tab. */
const MAX_FILE = 400 * 1024 * 1024;
const KNOWN_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);

type Reader = typeof PbfReader;
type Unzlib = (data: Uint8Array, options?: { out?: Uint8Array<ArrayBuffer> }) => Uint8Array;

interface Blob {
  type: string;
  data: Uint8Array;
  /** Byte of the file at which the blob begins. */
  at: number;
}

/** Highway ways of an `.osm.pbf` file as a Source. Throws ImportError with the byte where the file breaks off. */
export async function readOsmPbf({ file, bytes }: FileInput, tick?: Tick): Promise<Source> {
  if (bytes.length > MAX_FILE)
    throw new ImportError('too_large', file, {
      size: Math.round(bytes.length / 1048576),
      limit: MAX_FILE / 1048576
    });
  const [{ PbfReader: Pbf }, { unzlibSync }] = await Promise.all([import('pbf'), import('fflate')]);
  const ways = new OsmWays();
  let at = 0;
  let headers = 0;
  while (at < bytes.length) {
    const { blob, next } = readBlob(file, bytes, at, Pbf, unzlibSync as Unzlib);
    try {
      if (blob.type === 'OSMHeader') {
        checkHeader(file, blob, Pbf);
        headers++;
      } else if (blob.type === 'OSMData' && headers > 0) readBlock(new Pbf(blob.data), ways);
    } catch (error) {
      if (error instanceof ImportError) throw error;
      throw new ImportError('pbf_broken', file, { byte: at, detail: String(error).slice(0, 80) });
    }
    at = next;
    await tick?.(at / bytes.length);
  }
  const source = ways.toSource(file, 'osm.pbf');
  if (source.rows === 0) throw new ImportError('no_rows', file);
  return source;
}

function readBlob(
  file: string,
  bytes: Uint8Array,
  at: number,
  Pbf: Reader,
  unzlib: Unzlib
): { blob: Blob; next: number } {
  const truncated = (): ImportError =>
    new ImportError('truncated', file, { byte: bytes.length, size: bytes.length });
  const broken = (detail: string): ImportError => new ImportError('pbf_broken', file, { byte: at, detail });
  if (at + 4 > bytes.length) throw truncated();
  const headerSize = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
  if (headerSize > MAX_HEADER) throw broken(`header of ${headerSize} bytes`);
  const headerEnd = at + 4 + headerSize;
  if (headerEnd > bytes.length) throw truncated();
  const header = { type: '', size: -1 };
  let raw = null as Uint8Array | null;
  let zlib = null as Uint8Array | null;
  let rawSize = 0;
  let packing = 0;
  try {
    new Pbf(bytes.subarray(at + 4, headerEnd)).readFields((tag, into, pbf) => {
      if (tag === 1) into.type = pbf.readString();
      else if (tag === 3) into.size = pbf.readVarint();
    }, header);
  } catch (error) {
    throw broken(String(error).slice(0, 80));
  }
  if (header.size < 0 || header.size > MAX_BLOB) throw broken(`blob of ${header.size} bytes`);
  const next = headerEnd + header.size;
  if (next > bytes.length) throw truncated();
  try {
    new Pbf(bytes.subarray(headerEnd, next)).readFields((tag, _, pbf) => {
      if (tag === 1) raw = pbf.readBytes();
      else if (tag === 2) rawSize = pbf.readVarint();
      else if (tag === 3) zlib = pbf.readBytes();
      else if (tag >= 4 && tag <= 7) packing = tag;
    }, null);
  } catch (error) {
    throw broken(String(error).slice(0, 80));
  }
  if (raw) return { blob: { type: header.type, data: raw, at }, next };
  if (!zlib || zlib.length < 6)
    throw broken(['', '', '', '', 'lzma', 'bzip2', 'lz4', 'zstd'][packing] || 'empty blob');
  if (rawSize <= 0 || rawSize > MAX_BLOB) throw broken(`${rawSize} bytes unpacked`);
  let data: Uint8Array;
  // One byte more than stated, or fflate would cut off silently what is over.
  try {
    data = unzlib(zlib, { out: new Uint8Array(rawSize + 1) });
  } catch (error) {
    throw broken(String(error).slice(0, 80));
  }
  if (data.length !== rawSize) throw broken(`${data.length} bytes unpacked, ${rawSize} stated`);
  const sum = new DataView(zlib.buffer, zlib.byteOffset + zlib.byteLength - 4, 4).getUint32(0);
  if (adler32(data) !== sum) throw broken('checksum');
  return { blob: { type: header.type, data, at }, next };
}

/** Checksum of zlib (RFC 1950 §9), which fflate does not look at. 5,552 steps are the most before a sum may overflow. */
function adler32(data: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let at = 0; at < data.length;) {
    for (const end = Math.min(data.length, at + 5552); at < end; at++) b += a += data[at];
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function checkHeader(file: string, blob: Blob, Pbf: Reader): void {
  new Pbf(blob.data).readFields((tag, _, pbf) => {
    if (tag !== 4) return;
    const feature = pbf.readString();
    if (!KNOWN_FEATURES.has(feature)) throw new ImportError('pbf_feature', file, { feature });
  }, null);
}

interface Block {
  strings: string[];
  granularity: number;
  latOffset: number;
  lonOffset: number;
  groups: [number, number][];
}

function readBlock(pbf: PbfReader, ways: OsmWays): void {
  const block: Block = { strings: [], granularity: 100, latOffset: 0, lonOffset: 0, groups: [] };
  pbf.readFields((tag, into, reader) => {
    if (tag === 1)
      reader.readMessage((inner, list) => inner === 1 && list.push(reader.readString()), into.strings);
    else if (tag === 2) {
      // Granularity and offsets may stand after the groups: groups are read in a second pass.
      const size = reader.readVarint();
      into.groups.push([reader.pos, reader.pos + size]);
      reader.pos += size;
    } else if (tag === 17) into.granularity = reader.readVarint();
    else if (tag === 19) into.latOffset = reader.readVarint(true);
    else if (tag === 20) into.lonOffset = reader.readVarint(true);
  }, block);
  for (const [from, to] of block.groups) {
    pbf.pos = from;
    pbf.readFields(
      (tag, _, reader) => {
        if (tag === 1) readNode(reader, block, ways);
        else if (tag === 2) readDense(reader, block, ways);
        else if (tag === 3) readWay(reader, block, ways);
      },
      null,
      to
    );
  }
}

function addNode(id: number, lat: number, lon: number, block: Block, ways: OsmWays): void {
  // Rounded to the format's own unit, so that 116.3 does not become 116.30000000000001.
  const degrees = (offset: number, value: number): number =>
    Math.round((offset + block.granularity * value) / 10) / 1e8;
  ways.node(id, degrees(block.lonOffset, lon), degrees(block.latOffset, lat));
}

function readNode(pbf: PbfReader, block: Block, ways: OsmWays): void {
  const node = { id: 0, lat: 0, lon: 0 };
  pbf.readMessage((tag, into) => {
    if (tag === 1) into.id = pbf.readSVarint();
    else if (tag === 8) into.lat = pbf.readSVarint();
    else if (tag === 9) into.lon = pbf.readSVarint();
  }, node);
  addNode(node.id, node.lat, node.lon, block, ways);
}

function readDense(pbf: PbfReader, block: Block, ways: OsmWays): void {
  const dense = { ids: [] as number[], lats: [] as number[], lons: [] as number[] };
  pbf.readMessage((tag, into) => {
    if (tag === 1) pbf.readPackedSVarint(into.ids);
    else if (tag === 8) pbf.readPackedSVarint(into.lats);
    else if (tag === 9) pbf.readPackedSVarint(into.lons);
  }, dense);
  let [id, lat, lon] = [0, 0, 0];
  for (let i = 0; i < dense.ids.length; i++) {
    id += dense.ids[i];
    lat += dense.lats[i];
    lon += dense.lons[i];
    addNode(id, lat, lon, block, ways);
  }
}

function readWay(pbf: PbfReader, block: Block, ways: OsmWays): void {
  const way = { id: 0, keys: [] as number[], values: [] as number[], refs: [] as number[] };
  pbf.readMessage((tag, into) => {
    if (tag === 1) into.id = pbf.readVarint(true);
    else if (tag === 2) pbf.readPackedVarint(into.keys);
    else if (tag === 3) pbf.readPackedVarint(into.values);
    else if (tag === 8) pbf.readPackedSVarint(into.refs);
  }, way);
  const tags = new Map<string, string>();
  for (let i = 0; i < way.keys.length; i++)
    tags.set(block.strings[way.keys[i]], block.strings[way.values[i]] ?? '');
  if (!tags.has('highway')) return;
  let ref = 0;
  ways.way(
    way.id,
    way.refs.map((step) => (ref += step)),
    tags
  );
}
