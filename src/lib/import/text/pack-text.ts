import { lazyColumns } from '../source-columns.ts';
import { PackedTexts } from '../../tables/packed-texts.ts';
import type { Piece } from './decode-text.ts';
import { HEAD_ROWS, LONGEST, MOST_COLUMNS, type Cells, type Separators } from './split-text.ts';

const LF = 10;
const CR = 13;
const QUOTE = 0x22;
/** Offsets of a column are 32-bit numbers. */
const MOST_BYTES = 2 ** 31 - 1;
/** Each column has room for all that was read at once, megabytes; of wider tables that would fill the machine's memory. */
const MOST_PACKED = 256;

/** The text has something that only TextSplitter knows how to take. */
export class OddText extends Error {}

/** Whether texts with these separators can be split by PackedSplitter. */
export const canPack = ({ delimiter, quotes }: Separators): boolean =>
  delimiter.charCodeAt(0) < 0x80 && quotes === '""';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Splits a text as TextSplitter does, into columns of bytes: no cell becomes a string before it is asked for. Throws
 * OddText where a character was lost, a NUL stands, a quote does where none can or is never closed, there are more than 256
 * columns, or a cell or a row is longer than any of a table: the text is to be split by TextSplitter then.
 */
export class PackedSplitter {
  private readonly delimiter: number;
  private readonly columns: ColumnBytes[] = [];
  private readonly widths: number[] = [];
  private readonly beyond = new Map<number, string[]>();
  private rows = 0;
  private buffer = new Uint8Array(1 << 22);
  /** Bytes at the buffer's beginning whose row is not complete. */
  private left = 0;
  /** Where a cell beyond the known columns is read into. */
  private readonly spare = new ColumnBytes(0);

  constructor({ delimiter }: Separators) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  add({ text, lost }: Pick<Piece, 'text' | 'lost'>): void {
    if (lost.length > 0 || text.includes('\0')) throw new OddText();
    this.reserve(this.left + 3 * text.length + 2);
    const { written } = encoder.encodeInto(text, this.buffer.subarray(this.left));
    this.splitUpTo(this.left + written, false);
  }

  end(): Cells {
    if (this.left > 0) {
      // The last row ends with the text.
      this.buffer[this.left] = LF;
      this.splitUpTo(this.left + 1, true);
      if (this.left > 0) throw new OddText();
    }
    const { rows, widths, beyond } = this;
    return {
      rows,
      columns: lazyColumns(this.columns.map((column) => column.finish(rows))),
      widths,
      beyond,
      lost: new Map(),
      nuls: []
    };
  }

  private reserve(size: number): void {
    if (this.buffer.length >= size) return;
    const larger = new Uint8Array(size * 2);
    larger.set(this.buffer.subarray(0, this.left));
    this.buffer = larger;
  }

  /** Takes all whole rows of the first `end` bytes and moves what is left to the beginning. */
  private splitUpTo(end: number, last: boolean): void {
    const taken = this.split(end, last);
    this.buffer.copyWithin(0, taken, end);
    this.left = end - taken;
    if (this.left > LONGEST) throw new OddText();
  }

  /** Splits all whole rows; index of the first byte that is left. */
  private split(end: number, last: boolean): number {
    const { buffer, columns, delimiter } = this;
    // No cell of these bytes finds its column too short.
    for (const column of columns) column.reserve(end);
    let i = 0;
    let rowStart = 0;
    let c = 0;
    while (i < end) {
      const column = c < columns.length ? columns[c] : this.further(c, end);
      let code = buffer[i];
      const from = i;
      if (code === QUOTE) {
        i = this.unquote(column, i + 1, end);
        if (i < 0) return this.undo(rowStart);
        code = buffer[i];
        if (code !== delimiter && code !== LF && code !== CR) throw new OddText();
      } else {
        const { bytes } = column;
        let at = column.size;
        while (code !== delimiter && code !== LF && code !== CR) {
          bytes[at++] = code;
          if (++i >= end) return this.undo(rowStart);
          code = buffer[i];
        }
        column.size = at;
      }
      if (i - from > LONGEST) throw new OddText();
      if (column === this.spare) this.keepBeyond(column);
      else column.close(this.rows);
      c++;
      i++;
      if (code === delimiter) {
        if (i >= end) return this.undo(rowStart);
        continue;
      }
      if (code === CR) {
        if (i >= end && !last) return this.undo(rowStart);
        if (i < end && buffer[i] === LF) i++;
      }
      for (let k = c; k < columns.length; k++) columns[k].close(this.rows);
      this.widths.push(c);
      this.rows++;
      c = 0;
      rowStart = i;
    }
    return rowStart;
  }

  /** Takes a quoted cell that begins at `i`; index behind its closing quote, −1 where that or what follows is not there yet. */
  private unquote(column: ColumnBytes, start: number, end: number): number {
    const { buffer } = this;
    const { bytes } = column;
    let at = column.size;
    let i = start;
    for (; i < end; i++) {
      let code = buffer[i];
      if (code === QUOTE) {
        if (i + 1 >= end) return -1;
        if (buffer[i + 1] !== QUOTE) break;
        i++;
      } else if (code === CR) {
        // Line ends of all kinds become one.
        if (i + 1 < end && buffer[i + 1] === LF) i++;
        code = LF;
      }
      bytes[at++] = code;
    }
    if (i >= end) return -1;
    column.size = at;
    return i + 1;
  }

  /** Takes back the cells of a row that is not complete. */
  private undo(rowStart: number): number {
    for (const column of this.columns) column.size = column.offsets[this.rows];
    this.beyond.delete(this.rows);
    return rowStart;
  }

  /** The column for a cell beyond the known ones: a new one in the first rows, later the spare one. */
  private further(c: number, end: number): ColumnBytes {
    if (c >= MOST_COLUMNS) throw new OddText();
    if (this.rows < HEAD_ROWS) {
      if (c >= MOST_PACKED) throw new OddText();
      const column = new ColumnBytes(this.rows);
      column.reserve(end);
      this.columns.push(column);
      return column;
    }
    this.spare.size = 0;
    this.spare.reserve(end);
    return this.spare;
  }

  private keepBeyond({ bytes, size }: ColumnBytes): void {
    const cell = decoder.decode(bytes.subarray(0, size));
    const more = this.beyond.get(this.rows);
    if (more) more.push(cell);
    else this.beyond.set(this.rows, [cell]);
  }
}

/** The growing bytes of one column. */
class ColumnBytes {
  bytes = new Uint8Array(1 << 16);
  /** Bytes that are taken. */
  size = 0;
  /** Where each row's cell begins, and the next one's. */
  offsets: Int32Array;

  /** A column whose first `rows` cells are empty. */
  constructor(rows: number) {
    this.offsets = new Int32Array(Math.max(1024, rows + 1));
  }

  /** Makes room for as many bytes more. */
  reserve(more: number): void {
    const wanted = this.size + more;
    if (wanted <= this.bytes.length) return;
    if (wanted > MOST_BYTES) throw new OddText();
    const larger = new Uint8Array(Math.min(MOST_BYTES, this.size * 2 + more));
    larger.set(this.bytes.subarray(0, this.size));
    this.bytes = larger;
  }

  /** Ends the cell of a row. */
  close(row: number): void {
    if (row + 1 >= this.offsets.length) {
      const longer = new Int32Array(this.offsets.length * 2);
      longer.set(this.offsets);
      this.offsets = longer;
    }
    this.offsets[row + 1] = this.size;
  }

  finish(rows: number): PackedTexts {
    return new PackedTexts(this.bytes.subarray(0, this.size), this.offsets.subarray(0, rows + 1));
  }
}
