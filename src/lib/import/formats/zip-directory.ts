import { ImportError } from '../import-error.ts';

/** A file of a zip archive, as its central directory says; nothing of it is unpacked yet. */
export interface ZipRecord {
  rawName: Uint8Array;
  /** The name is UTF-8 by its flag (bit 11). */
  utf8: boolean;
  /** Name in UTF-8 of the extra field 0x7075; null where there is none. */
  unicodeName: Uint8Array | null;
  encrypted: boolean;
  /** 0 stored, 8 deflated; others are not read. */
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** First byte of its content. */
  start: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_32 = 0xffffffff;
/** More headers than any archive of data has; a bound for the walk, not for the files in it. */
const MAX_HEADERS = 200_000;

/**
 * The entries of a zip (PKWARE APPNOTE 6.3.10, zip64 included), folders left out. Throws ImportError where the archive
 * is cut off, spans several disks, or its entries overlap one another.
 */
export function readDirectory(file: string, bytes: Uint8Array): ZipRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cut = (byte: number): ImportError => new ImportError('truncated', file, { byte, size: bytes.length });
  const end = findEnd(view);
  if (end < 0) throw cut(bytes.length);
  const { disks, count, size, offset, at } = readEnd(view, end);
  if (disks) throw new ImportError('multi_disk', file);
  // What stands before the archive (a self-extracting head) shifts every offset by its length.
  const shift = at - size - offset;
  if (!Number.isSafeInteger(shift) || shift < 0) throw cut(Math.min(bytes.length, at));
  const records: (ZipRecord & { local: number; folder: boolean })[] = [];
  let p = offset + shift;
  for (let i = 0; i < Math.min(count, MAX_HEADERS); i++) {
    if (p + 46 > at || view.getUint32(p, true) !== ENTRY) throw cut(Math.min(p, bytes.length));
    const next = p + 46 + [28, 30, 32].reduce((sum, k) => sum + view.getUint16(p + k, true), 0);
    if (next > at) throw cut(Math.min(next, bytes.length));
    records.push(readRecord(bytes, view, p, shift));
    p = next;
  }
  locate(file, view, records, offset + shift, cut);
  return records.filter(({ folder }) => !folder);
}

/** Names of a zip's entries as Latin-1; empty where its directory cannot be read. Never throws. */
export function peekNames(bytes: Uint8Array): string[] {
  try {
    return readDirectory('', bytes)
      .slice(0, 2000)
      .map(({ rawName }) => String.fromCharCode(...rawName.subarray(0, 300)));
  } catch {
    return [];
  }
}

/** Place of the end record: the last one whose comment ends where the file does, else the last. −1: none. */
function findEnd(view: DataView): number {
  const from = view.byteLength - 22;
  let last = -1;
  for (let p = from; p >= Math.max(0, from - 0xffff); p--) {
    if (view.getUint32(p, true) !== END) continue;
    if (p + 22 + view.getUint16(p + 20, true) === view.byteLength) return p;
    if (last < 0) last = p;
  }
  return last;
}

function readEnd(
  view: DataView,
  end: number
): { disks: boolean; count: number; size: number; offset: number; at: number } {
  const [disk, first, here, count] = [4, 6, 8, 10].map((k) => view.getUint16(end + k, true));
  const [size, offset] = [12, 16].map((k) => view.getUint32(end + k, true));
  const wide = count === 0xffff || size === MAX_32 || offset === MAX_32;
  if (wide && end >= 76 && view.getUint32(end - 20, true) === LOCATOR_64) {
    const stated = Number(view.getBigUint64(end - 12, true));
    // Where the archive has a head of its own, the stated place is short of the true one, just before the locator.
    const at = [stated, end - 76].find((p) => p >= 0 && p + 56 <= end && view.getUint32(p, true) === END_64);
    if (at !== undefined)
      return {
        disks: view.getUint32(end - 4, true) > 1 || view.getUint32(at + 16, true) !== 0,
        count: Number(view.getBigUint64(at + 32, true)),
        size: Number(view.getBigUint64(at + 40, true)),
        offset: Number(view.getBigUint64(at + 48, true)),
        at
      };
  }
  const disks = (disk !== 0 && disk !== 0xffff) || (first !== 0 && first !== 0xffff) || here !== count;
  return { disks, count, size, offset, at: end };
}

function readRecord(
  bytes: Uint8Array,
  view: DataView,
  p: number,
  shift: number
): ZipRecord & { local: number; folder: boolean } {
  const flags = view.getUint16(p + 8, true);
  const method = view.getUint16(p + 10, true);
  const nameEnd = p + 46 + view.getUint16(p + 28, true);
  const rawName = bytes.subarray(p + 46, nameEnd);
  const wide = [24, 20, 42].map((k) => view.getUint32(p + k, true));
  let unicodeName: Uint8Array | null = null;
  const extraEnd = nameEnd + view.getUint16(p + 30, true);
  for (let e = nameEnd; e + 4 <= extraEnd;) {
    const id = view.getUint16(e, true);
    const to = Math.min(extraEnd, e + 4 + view.getUint16(e + 2, true));
    if (id === 0x7075 && to - e > 9) unicodeName = bytes.subarray(e + 9, to);
    if (id === 1) {
      let at = e + 4;
      for (let k = 0; k < 3; k++) {
        if (wide[k] !== MAX_32 || at + 8 > to) continue;
        wide[k] = Number(view.getBigUint64(at, true));
        at += 8;
      }
    }
    e = to;
  }
  const [size, packed, local] = wide;
  const last = rawName[rawName.length - 1];
  return {
    rawName,
    utf8: (flags & 0x800) !== 0,
    unicodeName,
    encrypted: (flags & 0x41) !== 0 || method === 99,
    method,
    crc: view.getUint32(p + 16, true),
    packed,
    size,
    start: 0,
    local: local + shift,
    folder: size === 0 && (last === 0x2f || last === 0x5c)
  };
}

/** Finds where each content starts, and refuses contents that share bytes: a few then unpack to many (Fifield 2019). */
function locate(
  file: string,
  view: DataView,
  records: (ZipRecord & { local: number })[],
  end: number,
  cut: (byte: number) => ImportError
): void {
  const order = [...records].sort((a, b) => a.local - b.local);
  let free = 0;
  for (const record of order) {
    const p = record.local;
    if (!(p >= 0 && p + 30 <= end) || view.getUint32(p, true) !== LOCAL)
      throw cut(Math.max(0, Math.min(p, view.byteLength)));
    if (p < free) throw new ImportError('overlapping_entries', file, { byte: p });
    record.start = p + 30 + view.getUint16(p + 26, true) + view.getUint16(p + 28, true);
    free = record.start + record.packed;
    if (!(free <= end)) throw cut(Math.min(free, view.byteLength));
  }
}
