import { Inflate } from 'fflate';
import { ImportError } from '../import-error.ts';
import type { Tick } from '../source.ts';
import { XmlScanner, type XmlEvents } from './xml-scanner.ts';
import { readDirectory, type ZipRecord } from './zip-directory.ts';

const MB = 1024 * 1024;
/** What is held at once (texts, styles) may unpack to this; a sheet is read in passing and may be longer. */
const MAX_HELD = 512 * MB;
/** A full sheet of 1,048,576 rows and 40 columns is about 1.4 GB of XML. */
const MAX_SHEET = 4096 * MB;
/** Sheets pack 5 to 30 to 1. A small part of blanks may pack better. */
const MAX_RATIO = 200;
const RATIO_FROM = 16 * MB;
const MAX_ENTRIES = 2000;
const STEP = 1 << 15;

/** The parts of a workbook, by their names without regard to case. Nothing is unpacked before it is asked for. */
export class XlsxPackage {
  private readonly parts = new Map<string, ZipRecord>();
  private held = 0;
  readonly file: string;
  private readonly bytes: Uint8Array;

  constructor(file: string, bytes: Uint8Array) {
    this.file = file;
    this.bytes = bytes;
    const records = readDirectory(file, bytes);
    if (records.length > MAX_ENTRIES)
      throw new ImportError('too_many_parts', file, { count: records.length, limit: MAX_ENTRIES });
    const decoder = new TextDecoder();
    for (const record of records) {
      const name = decoder.decode(record.rawName).replace(/\\/g, '/').replace(/^\//, '').toLowerCase();
      this.parts.set(name, record);
    }
  }

  has(part: string): boolean {
    return this.parts.has(part.toLowerCase());
  }

  names(): string[] {
    return [...this.parts.keys()];
  }

  /**
   * Reads a part of XML as events. `sheet`: it is read in passing. `stop` ends it early when it turns true. Throws
   * ImportError for a part that is not there, damaged, encrypted, a bomb, or no XML that may be read.
   */
  async read(
    part: string,
    events: XmlEvents,
    sheet = false,
    stop?: () => boolean,
    tick?: Tick
  ): Promise<void> {
    const { file } = this;
    const record = this.parts.get(part.toLowerCase());
    if (!record) throw new ImportError('part_missing', file, { part });
    if (record.encrypted) throw new ImportError('part_damaged', file, { part, byte: record.start });
    const limit = sheet ? MAX_SHEET : MAX_HELD - this.held;
    const check = (size: number): void => {
      if (size > limit || (size > RATIO_FROM && size > record.packed * MAX_RATIO))
        throw new ImportError('bomb', file, {
          size: Math.round(size / MB),
          from: Math.ceil(this.bytes.length / MB)
        });
    };
    check(record.size);
    const scanner = new XmlScanner(file, part, events);
    let size = 0;
    let decoder: TextDecoder | undefined;
    const take = (piece: Uint8Array): void => {
      size += piece.length;
      check(size);
      decoder ??= new TextDecoder(markOf(piece));
      scanner.write(decoder.decode(piece, { stream: true }));
    };
    const packed = this.bytes.subarray(record.start, record.start + record.packed);
    if (record.method !== 0 && record.method !== 8)
      throw new ImportError('part_damaged', file, { part, byte: record.start });
    const inflate = record.method === 8 ? new Inflate(take) : null;
    for (let at = 0; at < packed.length; at += STEP) {
      const step = packed.subarray(at, at + STEP);
      try {
        if (inflate) inflate.push(step, at + STEP >= packed.length);
        else take(step);
      } catch (error) {
        // fflate's own errors have a number as code.
        if (typeof (error as { code?: unknown }).code !== 'number') throw error;
        throw new ImportError('part_damaged', file, { part, byte: record.start + at });
      }
      if (stop?.()) return;
      await tick?.(at / packed.length);
    }
    if (size !== record.size) throw new ImportError('part_damaged', file, { part, byte: record.start });
    scanner.end();
    if (!sheet) this.held += size;
  }
}

function markOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
