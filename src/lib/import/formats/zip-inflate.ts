import { Inflate } from 'fflate';
import { ImportError } from '../import-error.ts';
import type { Tick } from '../source.ts';
import type { ZipRecord } from './zip-directory.ts';

/** What an archive may unpack to, in all and an entry, in bytes. */
const MAX_TOTAL = 512 * 1024 * 1024;
const MAX_ENTRY = 200 * 1024 * 1024;
/** Data pack 3 to 30 to 1; a small file of blanks may pack better, so the ratio is held against large ones only. */
const MAX_RATIO = 200;
const RATIO_FROM = 16 * 1024 * 1024;

const MB = 1024 * 1024;
/** Deflate packs at most 1,032 to 1: a step gives at most 33 MB at once. */
const STEP = 1 << 15;

/** Whether `size` bytes out of `packed` are more than data would be. */
const swollen = (size: number, packed: number): boolean =>
  size > MAX_ENTRY || (size > RATIO_FROM && size > packed * MAX_RATIO);

/** The archive as it is unpacked: keeps the count of what has come out of it. */
export class ZipContent {
  private out = 0;
  private readonly file: string;
  private readonly bytes: Uint8Array;

  constructor(file: string, bytes: Uint8Array) {
    this.file = file;
    this.bytes = bytes;
  }

  /** Refuses what an honest header already says is too much, before anything is unpacked. */
  checkStated(records: readonly ZipRecord[]): void {
    let total = 0;
    for (const { size, packed } of records) {
      total += size;
      if (swollen(size, packed) || total > MAX_TOTAL) throw this.bomb(total);
    }
  }

  /**
   * The content of an entry, checked against its stated length and checksum. Headers may lie, so what comes out is
   * counted while it does. Throws ImportError.
   */
  async read(name: string, record: ZipRecord, tick?: Tick): Promise<Uint8Array> {
    const pieces = await this.inflate(name, record, record.size, tick);
    const whole = joined(pieces);
    if (whole.length !== record.size || crc32(whole) !== record.crc) throw this.damaged(name, record);
    return whole;
  }

  /** The first `count` bytes of an entry (fewer where it has fewer); empty where it cannot be unpacked. */
  async peek(record: ZipRecord, count: number): Promise<Uint8Array> {
    if (record.encrypted) return new Uint8Array(0);
    const packed = this.bytes.subarray(record.start, record.start + record.packed);
    if (record.method === 0) return packed.subarray(0, count);
    let head = new Uint8Array(0);
    try {
      const inflate = new Inflate((piece) => void (head = joined([head, piece.subarray(0, count)])));
      for (let at = 0; at < packed.length && head.length < count; at += 512)
        inflate.push(packed.subarray(at, at + 512), at + 512 >= packed.length);
    } catch {
      return head.subarray(0, count);
    }
    return head.subarray(0, count);
  }

  private async inflate(name: string, record: ZipRecord, wanted: number, tick?: Tick): Promise<Uint8Array[]> {
    const packed = this.bytes.subarray(record.start, record.start + record.packed);
    if (record.encrypted) throw new ImportError('encrypted', this.file, { entry: name });
    if (record.method === 0) {
      this.out += packed.length;
      if (this.out > MAX_TOTAL) throw this.bomb(this.out);
      return [packed.slice()];
    }
    if (record.method !== 8)
      throw new ImportError('zip_method', this.file, { entry: name, method: record.method });
    const pieces: Uint8Array[] = [];
    let size = 0;
    const inflate = new Inflate((piece) => {
      size += piece.length;
      this.out += piece.length;
      // Beyond its stated length it is only counted: it is refused in any case.
      if (size <= wanted) pieces.push(piece);
    });
    for (let at = 0, steps = 0; at < packed.length; at += STEP) {
      try {
        inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
      } catch {
        throw this.damaged(name, record);
      }
      if (swollen(size, record.packed) || this.out > MAX_TOTAL) throw this.bomb(size);
      if (++steps % 8 === 0) await tick?.((0.5 * at) / packed.length);
    }
    if (size !== wanted) throw this.damaged(name, record);
    return pieces;
  }

  private bomb(size: number): ImportError {
    return new ImportError('bomb', this.file, {
      size: Math.round(size / MB),
      from: Math.ceil(this.bytes.length / MB)
    });
  }

  private damaged(name: string, { start }: ZipRecord): ImportError {
    return new ImportError('zip_damaged', this.file, { entry: name, byte: start });
  }
}

function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** The checksum of zip entries (CRC-32, ISO 3309), unsigned. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = TABLE[(c ^ bytes[i]) & 255] ^ (c >>> 8);
  return ~c >>> 0;
}
