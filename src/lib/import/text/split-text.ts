import { ImportError } from '../import-error.ts';
import type { Piece } from './decode-text.ts';
import type { Row } from '../sheet/grid.ts';
import { cellsOf, type Columns } from '../source-columns.ts';

/** How the cells of a text stand apart. */
export interface Separators {
  /** One UTF-16 unit. */
  delimiter: string;
  /** What opens and closes a cell that may hold delimiters and line ends: `""`, or `“”`. */
  quotes: string;
}

/** A delimited text as columns, before it is known where its table lies. Blank lines are rows, too. */
export interface Cells {
  rows: number;
  /** Cells by column and row, '' as null; as many columns as the widest of the first rows has. */
  columns: Columns;
  /** How many cells each row has. */
  widths: number[];
  /** Cells beyond the columns, by row. */
  beyond: Map<number, string[]>;
  /** Rows with a character that could not be read, and its byte. */
  lost: Map<number, number>;
  /** Cells from which NUL characters were taken. */
  nuls: { row: number; column: number; was: string }[];
}

const LF = 10;
const CR = 13;
/** No cell of a table is longer: what is comes from a quote that is not closed, or is no table. */
export const LONGEST = 1 << 20;
/** Rows whose width makes the columns. */
export const HEAD_ROWS = 60;
/** As many as a sheet of Excel has. */
export const MOST_COLUMNS = 16_384;

/** The cells of one row, from the left. */
export function rowOf({ columns, widths, beyond }: Cells, at: number): Row {
  const own = Math.min(widths[at], columns.length);
  const row: (string | null)[] = new Array(own);
  for (let c = 0; c < own; c++) row[c] = cellsOf(columns, c).at(at) ?? null;
  const more = beyond.get(at);
  return more ? [...row, ...more] : row;
}

/** A quote stands where none can: the text needs a more patient reader. */
export class OddQuotes extends Error {}

/**
 * Splits a text as RFC 4180 has it, a piece at a time; `add` takes the next piece, `end` gives the cells. Line ends may be
 * of all three kinds; within quotes they become `\n`. Throws OddQuotes for a quoted cell that goes on after its quote, and
 * ImportError for a cell of more than a million characters and for a quote that is never closed.
 */
export class TextSplitter {
  private readonly file: string;
  private readonly delimiter: number;
  private readonly open: number;
  private readonly close: string;
  private rest = '';
  /** Bytes of unread characters whose row is not complete yet. */
  private readonly pending: number[] = [];
  private readonly caches: (WordCache | null)[] = [];
  private readonly cells: Cells = {
    rows: 0,
    columns: [],
    widths: [],
    beyond: new Map(),
    lost: new Map(),
    nuls: []
  };

  constructor(file: string, { delimiter, quotes }: Separators) {
    this.file = file;
    this.delimiter = delimiter.charCodeAt(0);
    this.open = quotes.charCodeAt(0);
    this.close = quotes[1];
  }

  add({ text, lost }: Pick<Piece, 'text' | 'lost'>, last = false): void {
    const firstRow = this.cells.rows;
    const whole = this.rest === '' ? text : this.rest + text;
    const at = this.split(whole, last);
    this.rest = at < whole.length ? whole.slice(at) : '';
    this.pending.push(...lost);
    if (this.pending.length > 0) this.markLost(firstRow);
    if (text.includes('\0')) this.dropNuls(firstRow);
  }

  end(): Cells {
    this.add({ text: '', lost: [] }, true);
    return this.cells;
  }

  /** Splits all whole rows (with `last` the rest as well); index of the first character that is left. */
  private split(text: string, last: boolean): number {
    const { cells, delimiter, open } = this;
    const end = text.length;
    let i = 0;
    let rowStart = 0;
    let column = 0;
    let taken = cells.rows;
    while (i < end) {
      let value: string | null;
      let code = text.charCodeAt(i);
      if (code === open) {
        const close = this.closing(text, i + 1, last);
        if (close < 0) {
          this.undo(taken, column);
          return rowStart;
        }
        value = this.unquote(text.slice(i + 1, close));
        i = close + 1;
        code = i < end ? text.charCodeAt(i) : LF;
        if (code !== delimiter && code !== LF && code !== CR) throw new OddQuotes();
      } else {
        const from = i;
        let hash = 0;
        while (code !== delimiter && code !== LF && code !== CR) {
          hash = (Math.imul(hash, 31) + code) | 0;
          if (++i >= end) break;
          code = text.charCodeAt(i);
        }
        if (i >= end && !last) {
          this.checkLength(i - from, column);
          this.undo(taken, column);
          return rowStart;
        }
        value = i === from ? null : this.word(text, from, i, hash, column);
      }
      this.put(taken, column++, value);
      if (i < end && code === delimiter) {
        i++;
        // A delimiter at the very end leaves an empty last cell.
        if (i < end || !last) {
          if (i < end) continue;
          this.undo(taken, column);
          return rowStart;
        }
        this.put(taken, column++, null);
      }
      if (code === CR && text.charCodeAt(i + 1) === LF) i++;
      else if (code === CR && i + 1 >= end && !last) {
        this.undo(taken, column);
        return rowStart;
      }
      i++;
      cells.widths.push(column);
      cells.rows = ++taken;
      for (let c = column; c < cells.columns.length; c++) cells.columns[c].push(null);
      column = 0;
      rowStart = i;
    }
    return Math.min(rowStart, end);
  }

  /** Takes back the cells of a row that is not complete. */
  private undo(row: number, column: number): void {
    const { columns, beyond } = this.cells;
    for (let c = 0; c < Math.min(column, columns.length); c++) columns[c].length = row;
    beyond.delete(row);
  }

  private put(row: number, column: number, value: string | null): void {
    const { columns, beyond } = this.cells;
    if (value !== null && value.length > LONGEST) this.checkLength(value.length, column);
    if (column < columns.length) {
      columns[column].push(value);
      return;
    }
    if (column >= MOST_COLUMNS)
      throw new ImportError('too_many_columns', this.file, { row: row + 1, limit: MOST_COLUMNS });
    if (row < HEAD_ROWS) {
      const added = new Array<string | null>(row).fill(null);
      added.push(value);
      columns.push(added);
      this.caches.push(new WordCache());
      return;
    }
    const more = beyond.get(row);
    if (more) more.push(value ?? '');
    else beyond.set(row, [value ?? '']);
  }

  /** Index of the quote that closes a cell; −1 where it lies in a later piece. */
  private closing(text: string, from: number, last: boolean): number {
    const { close } = this;
    let at = text.indexOf(close, from);
    // A doubled quote stands for one.
    while (at >= 0 && text[at + 1] === close && close === '"') at = text.indexOf(close, at + 2);
    const cut = at < 0 || (at + 1 === text.length && !last);
    if ((at < 0 && last) || (at < 0 ? text.length : at) - from > LONGEST)
      throw new ImportError('unclosed_quote', this.file, { row: this.cells.rows + 1 });
    return cut ? -1 : at;
  }

  private unquote(inner: string): string | null {
    let text = inner;
    if (text.includes(this.close)) text = text.replaceAll(this.close + this.close, this.close);
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    return text === '' ? null : text;
  }

  private checkLength(length: number, column: number): void {
    if (length > LONGEST)
      throw new ImportError('cell_too_long', this.file, { row: this.cells.rows + 1, column: column + 1 });
  }

  private word(text: string, from: number, to: number, hash: number, column: number): string {
    const cache = column < this.caches.length ? this.caches[column] : null;
    if (cache === null) return text.slice(from, to);
    const word = cache.take(text, from, to, hash);
    if (cache.tried > 4096 && cache.found < cache.tried / 4) this.caches[column] = null;
    return word;
  }

  private markLost(firstRow: number): void {
    const { cells, pending } = this;
    let k = 0;
    for (let at = firstRow; at < cells.rows && k < pending.length; at++) {
      let count = 0;
      for (const cell of rowOf(cells, at))
        if (cell?.includes('\uFFFD')) count += cell.split('\uFFFD').length - 1;
      if (count > 0) cells.lost.set(at, pending[k]);
      k += count;
    }
    pending.splice(0, k);
  }

  private dropNuls(firstRow: number): void {
    const { columns, nuls, rows } = this.cells;
    columns.forEach((column, c) => {
      for (let row = firstRow; row < rows; row++) {
        const was = column[row];
        if (!was?.includes('\0')) continue;
        nuls.push({ row, column: c, was });
        column[row] = was.replaceAll('\0', '') || null;
      }
    });
  }
}

const WORDS = 1024;

/** Words of a column that were met lately: one that comes again needs no text of its own. */
class WordCache {
  private readonly words = new Array<string>(WORDS).fill('');
  tried = 0;
  found = 0;

  take(text: string, from: number, to: number, hash: number): string {
    const slot = (hash ^ (hash >>> 15)) & (WORDS - 1);
    const word = this.words[slot];
    this.tried++;
    if (word.length === to - from && same(text, from, word)) {
      this.found++;
      return word;
    }
    return (this.words[slot] = text.slice(from, to));
  }
}

function same(text: string, from: number, word: string): boolean {
  for (let k = 0; k < word.length; k++) if (text.charCodeAt(from + k) !== word.charCodeAt(k)) return false;
  return true;
}
