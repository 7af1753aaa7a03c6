import type { PbfReader } from 'pbf';
import { ImportError } from '../import-error.ts';

// Limits of the format: https://wiki.openstreetmap.org/wiki/PBF_Format
const MAX_HEADER = 64 * 1024;
const MAX_BLOB = 32 * 1024 * 1024;
/** Blocks of data pack 2 to 8 to 1; what unpacks to 60 times its size, once it is large, is no map. */
const MAX_RATIO = 60;
const RATIO_FROM = 256 * 1024 * 1024;
/** Blobs that are unpacked ahead, beside the one that is being read. */
const AHEAD = 3;
const PACKINGS = ['', '', '', '', 'lzma', 'bzip2', 'lz4', 'zstd'];

/** One blob of the file, still packed. */
export interface PackedBlob {
  type: string;
  /** Byte of the file at which it begins. */
  at: number;
  raw: Uint8Array | null;
  zlib: Uint8Array | null;
  /** Bytes unpacked, as it says itself. */
  size: number;
}

type Reader = typeof PbfReader;

/**
 * The blobs of an OSM PBF file, in order, unpacked by nothing yet: what they say of themselves is held against the format,
 * and the file against its end. Throws ImportError with the byte.
 */
export function readBlobs(file: string, bytes: Uint8Array, Pbf: Reader): PackedBlob[] {
  const blobs: PackedBlob[] = [];
  let unpacked = 0;
  for (let at = 0; at < bytes.length;) {
    const { blob, next } = readBlob(file, bytes, at, Pbf);
    unpacked += blob.size;
    if (unpacked > RATIO_FROM && unpacked > next * MAX_RATIO)
      throw new ImportError('bomb', file, {
        size: Math.round(unpacked / 1048576),
        from: Math.ceil(bytes.length / 1048576)
      });
    blobs.push(blob);
    at = next;
  }
  return blobs;
}

function readBlob(
  file: string,
  bytes: Uint8Array,
  at: number,
  Pbf: Reader
): { blob: PackedBlob; next: number } {
  const truncated = (): ImportError =>
    new ImportError('truncated', file, { byte: bytes.length, size: bytes.length });
  const broken = (detail: string): ImportError => new ImportError('pbf_broken', file, { byte: at, detail });
  if (at + 4 > bytes.length) throw truncated();
  const headerSize = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
  if (headerSize > MAX_HEADER) throw broken(`header of ${headerSize} bytes`);
  const headerEnd = at + 4 + headerSize;
  if (headerEnd > bytes.length) throw truncated();
  const header = { type: '', size: -1 };
  const blob: PackedBlob = { type: '', at, raw: null, zlib: null, size: 0 };
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
  blob.type = header.type;
  const next = headerEnd + header.size;
  if (next > bytes.length) throw truncated();
  try {
    new Pbf(bytes.subarray(headerEnd, next)).readFields((tag, into, pbf) => {
      if (tag === 1) into.raw = pbf.readBytes();
      else if (tag === 2) into.size = pbf.readVarint();
      else if (tag === 3) into.zlib = pbf.readBytes();
      else if (tag >= 4 && tag <= 7) packing = tag;
    }, blob);
  } catch (error) {
    throw broken(String(error).slice(0, 80));
  }
  if (blob.raw) blob.size = blob.raw.length;
  else if (packing > 0) throw new ImportError('pbf_packing', file, { byte: at, packing: PACKINGS[packing] });
  else if (!blob.zlib || blob.zlib.length < 6) throw broken('empty blob');
  else if (blob.size <= 0 || blob.size > MAX_BLOB) throw broken(`${blob.size} bytes unpacked`);
  return { blob, next };
}

/**
 * The content of each blob in turn, a few unpacked ahead by the platform's own zlib (twice as fast as fflate, and beside
 * the reading). What unpacks to another size than it says, or fails its checksum, throws ImportError.
 */
export async function* unpackBlobs(
  file: string,
  blobs: readonly PackedBlob[]
): AsyncGenerator<{ blob: PackedBlob; data: Uint8Array }> {
  const waiting: Promise<Uint8Array | string>[] = [];
  for (let i = 0; i < blobs.length; i++) {
    for (let k = i + waiting.length; k < blobs.length && waiting.length <= AHEAD; k++)
      waiting.push(unpack(blobs[k]));
    const data = await waiting.shift()!;
    if (typeof data === 'string')
      throw new ImportError('pbf_broken', file, { byte: blobs[i].at, detail: data.slice(0, 80) });
    yield { blob: blobs[i], data };
  }
}

/** The content, or why there is none: a promise that is not awaited yet must not be rejected. */
async function unpack({ raw, zlib, size }: PackedBlob): Promise<Uint8Array | string> {
  if (raw) return raw;
  const out = new Uint8Array(size);
  let length = 0;
  try {
    const stream = new DecompressionStream('deflate');
    const writer = stream.writable.getWriter();
    // Both end with the error of the reading side, which is the one that is told.
    writer.write(zlib! as Uint8Array<ArrayBuffer>).catch(() => undefined);
    writer.close().catch(() => undefined);
    const reader = stream.readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > size) {
        void reader.cancel().catch(() => undefined);
        return `more than the ${size} bytes stated`;
      }
      out.set(value, length);
      length += value.length;
    }
  } catch (error) {
    return String(error);
  }
  return length === size ? out : `${length} bytes unpacked, ${size} stated`;
}
