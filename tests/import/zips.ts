import { deflateSync } from 'fflate';
import { crc32 } from '../../src/lib/import/formats/zip-inflate.ts';

export interface ZipSpec {
  name: string | Uint8Array;
  content: Uint8Array;
  stored?: boolean;
  method?: number;
  /** General purpose flags besides those that follow from the rest; names are UTF-8 (bit 11) unless they are bytes. */
  flags?: number;
  /** Sizes and checksum stand after the content, not before it. */
  descriptor?: boolean;
  zip64?: boolean;
  /** Sizes that the headers state instead of the true ones. */
  size?: number;
  packed?: number;
  crc?: number;
  /** Content as it stands in the archive, already packed. */
  raw?: Uint8Array;
  /** Entry whose local header this one shares. */
  at?: number;
}

/** A zip with any oddity that a header can state. */
export function makeZip(entries: ZipSpec[], { disk = 0, comment = '' } = {}): Uint8Array<ArrayBuffer> {
  const out: number[][] = [];
  let length = 0;
  const push = (...pieces: ArrayLike<number>[]): void => {
    for (const piece of pieces) {
      out.push(piece as number[]);
      length += piece.length;
    }
  };
  const offsets: number[] = [];
  const central: { bytes: number[] }[] = [];
  const zip64 = entries.some((entry) => entry.zip64);
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? new TextEncoder().encode(entry.name) : entry.name;
    const method = entry.method ?? (entry.stored ? 0 : 8);
    const data = entry.raw ?? (method === 8 ? deflateSync(entry.content) : entry.content);
    const crc = entry.crc ?? crc32(entry.content);
    const size = entry.size ?? entry.content.length;
    const packed = entry.packed ?? data.length;
    const flags =
      (entry.flags ?? 0) | (entry.descriptor ? 8 : 0) | (typeof entry.name === 'string' ? 0x800 : 0);
    const here = entry.at === undefined ? length : offsets[entry.at];
    offsets.push(here);
    const after = [...u32(crc), ...u32(packed), ...u32(size)];
    if (entry.at === undefined) {
      push(u32(0x04034b50), u16(45), u16(flags), u16(method), u32(0));
      push(entry.descriptor ? new Array<number>(12).fill(0) : after, u16(name.length), u16(0), name, data);
      if (entry.descriptor) push(u32(0x08074b50), after);
    }
    const wide = entry.zip64 ? [...u16(1), ...u16(24), ...u64(size), ...u64(packed), ...u64(here)] : [];
    const stated = entry.zip64
      ? [...u32(crc), ...u32(0xffffffff), ...u32(0xffffffff)]
      : [...u32(crc), ...u32(packed), ...u32(size)];
    central.push({
      bytes: [
        ...u32(0x02014b50),
        ...u16(45),
        ...u16(45),
        ...u16(flags),
        ...u16(method),
        ...u32(0),
        ...stated,
        ...u16(name.length),
        ...u16(wide.length),
        ...u16(0),
        ...u16(0),
        ...u16(0),
        ...u32(0),
        ...u32(entry.zip64 ? 0xffffffff : here),
        ...name,
        ...wide
      ]
    });
  }
  const start = length;
  for (const { bytes } of central) push(bytes);
  const size = length - start;
  if (zip64) {
    const at = length;
    push(u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0));
    push(u64(entries.length), u64(entries.length), u64(size), u64(start));
    push(u32(0x07064b50), u32(0), u64(at), u32(1));
  }
  const count = u16(zip64 ? 0xffff : entries.length);
  push(u32(0x06054b50), u16(disk), u16(disk), count, count);
  push(u32(zip64 ? 0xffffffff : size), u32(zip64 ? 0xffffffff : start), u16(comment.length));
  push(new TextEncoder().encode(comment));
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of out) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const u16 = (value: number): number[] => [value & 255, (value >> 8) & 255];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
const u64 = (value: number): number[] => [...u32(value >>> 0), ...u32(Math.floor(value / 2 ** 32))];
