import type { Grid, Merge, Row } from '../sheet/grid.ts';
import { ImportError } from '../import-error.ts';
import type { Tick } from '../source.ts';
import { cellText, type Book, type SheetInfo } from './xlsx-book.ts';
import { GENERAL, losesDigits, numberText, serialToIso, serialToTime } from './xlsx-formats.ts';
import type { XlsxPackage } from './xlsx-package.ts';
import { attribute } from './xml-scanner.ts';

/** A cell about which something is to be said; by row and column of the grid. */
export interface OddCell {
  at: number;
  column: number;
  kind: 'error' | 'formula' | 'digits' | 'date';
  text: string;
}

/** The filled cells of a sheet. Rows and columns that hold nothing are not there. */
export interface SheetGrid extends Grid {
  width: number;
  merges: Merge[];
  odd: OddCell[];
  /** Columns of text, by column of the grid. */
  columns: (string | null)[][];
  /** Rows and columns with content that are hidden, and were left out unless wanted. */
  hidden: { rows: number; columns: number };
  /** The rows did not stand in order in the file. */
  sorted: boolean;
}

/** Cells that are held at once: 1,000,000 rows of 40 columns and some more. */
const MAX_CELLS = 60_000_000;
const MAX_MERGES = 200_000;
const MAX_KNOWN = 100_000;
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

interface Wanted {
  hidden: boolean;
  /** Rows after which it may stop. */
  rows?: number;
}

/** Reads a sheet, its first `wanted.rows` rows with content if that is given. No formula is ever worked out. */
export async function readSheet(
  pack: XlsxPackage,
  book: Book,
  sheet: SheetInfo,
  wanted: Wanted,
  tick?: Tick
): Promise<SheetGrid> {
  const reader = new SheetReader(pack.file, book, sheet, wanted);
  const stop = wanted.rows === undefined ? undefined : () => reader.rows >= wanted.rows!;
  await pack.read(sheet.part, reader, true, stop, tick);
  return reader.finish();
}

class SheetReader {
  /** Rows with content so far. */
  rows = 0;
  private readonly numbers: number[] = [];
  /** Columns with content, by column of the sheet. */
  private readonly columns = new Map<number, (string | null)[]>();
  private readonly odd: OddCell[] = [];
  private readonly merges: Merge[] = [];
  private readonly hiddenColumns: [number, number][] = [];
  private readonly hiddenFilled = new Set<number>();
  private hiddenRows = 0;
  private cells = 0;
  private readonly numberTexts = new Map<string, string>();
  private sorted = true;

  private row = 0;
  private rowHidden = false;
  private rowFilled = false;
  private column = 0;
  private type = '';
  private style = '';
  private value = '';
  private within = false;
  private reading = false;
  private formula = false;

  private readonly file: string;
  private readonly book: Book;
  private readonly sheet: SheetInfo;
  private readonly wanted: Wanted;

  constructor(file: string, book: Book, sheet: SheetInfo, wanted: Wanted) {
    this.file = file;
    this.book = book;
    this.sheet = sheet;
    this.wanted = wanted;
  }

  open(name: string, raw: string): void {
    if (name === 'c') this.openCell(raw);
    else if (name === 'v' || name === 't') this.within = !this.reading;
    else if (name === 'f') this.formula = true;
    else if (name === 'rPh') this.reading = true;
    else if (name === 'row') this.openRow(raw);
    else if (name === 'col') this.openColumn(raw);
    else if (name === 'mergeCell') this.openMerge(raw);
  }

  text(piece: string): void {
    if (this.within) this.value = this.value === '' ? piece : this.value + piece;
  }

  close(name: string): void {
    if (name === 'c') this.closeCell();
    else if (name === 'v' || name === 't') this.within = false;
    else if (name === 'rPh') this.reading = false;
    else if (name === 'row' && this.rowFilled) this.rows++;
  }

  private broken(detail: string): ImportError {
    return new ImportError('bad_sheet', this.file, { sheet: this.sheet.name, row: this.row, detail });
  }

  private openRow(raw: string): void {
    const said = attribute(raw, 'r');
    const row = said === null ? this.row + 1 : Number(said);
    if (!Number.isInteger(row) || row < 1 || row > LAST_ROW) throw this.broken(`r="${said}"`);
    if (row < this.row) this.sorted = false;
    this.row = row;
    this.column = 0;
    this.rowFilled = false;
    const hidden = attribute(raw, 'hidden');
    this.rowHidden = hidden === '1' || hidden === 'true';
  }

  private openColumn(raw: string): void {
    const hidden = attribute(raw, 'hidden');
    if (hidden === '1' || hidden === 'true')
      this.hiddenColumns.push([Number(attribute(raw, 'min')), Number(attribute(raw, 'max'))]);
  }

  private openMerge(raw: string): void {
    const ref = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(
      attribute(raw, 'ref') ?? ''
    );
    if (!ref || this.merges.length >= MAX_MERGES) return;
    const [left, right] = [columnNumber(ref[1]), columnNumber(ref[3])];
    this.merges.push({ top: Number(ref[2]), left, bottom: Number(ref[4]), right });
  }

  private openCell(raw: string): void {
    const ref = attribute(raw, 'r');
    if (ref === null) this.column++;
    else {
      let at = 0;
      let column = 0;
      for (; at < ref.length; at++) {
        const letter = ref.charCodeAt(at) & 0xdf;
        if (letter < 65 || letter > 90) break;
        column = column * 26 + letter - 64;
      }
      if (column < 1 || column > LAST_COLUMN || Number(ref.slice(at)) !== this.row)
        throw this.broken(`r="${ref.slice(0, 20)}"`);
      this.column = column;
    }
    this.type = attribute(raw, 't') ?? '';
    this.style = attribute(raw, 's') ?? '';
    this.value = '';
    this.formula = false;
  }

  private closeCell(): void {
    const { value, column } = this;
    if (value === '' && !this.formula) return;
    if (this.rowHidden && !this.wanted.hidden) {
      if (!this.rowFilled && value !== '') this.hiddenRows++;
      this.rowFilled ||= value !== '';
      return;
    }
    if (!this.wanted.hidden && this.hiddenColumns.some(([a, b]) => column >= a && column <= b)) {
      this.hiddenFilled.add(column);
      return;
    }
    const text = this.read(value);
    if (text === null) return;
    if (!this.rowFilled) {
      this.rowFilled = true;
      this.numbers.push(this.row);
    }
    const at = this.numbers.length - 1;
    let own = this.columns.get(column);
    if (!own) this.columns.set(column, (own = []));
    if (own.length > at) throw this.broken(`${columnLetters(column)}${this.row}`);
    this.cells += at + 1 - own.length;
    if (this.cells > MAX_CELLS)
      throw new ImportError('sheet_too_large', this.file, { sheet: this.sheet.name, limit: MAX_CELLS });
    while (own.length < at) own.push(null);
    own.push(text);
  }

  /** Text of the cell as a person sees it; null where it holds nothing. What is odd is put down. */
  private read(value: string): string | null {
    switch (this.type) {
      case 's': {
        const text = this.book.texts?.[Number(value)];
        if (text === undefined) throw this.missingText(value);
        return text === '' ? null : text;
      }
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        this.note('error', value);
        return value;
      case 'd':
        return value.replace(/T00:00(:00(\.0+)?)?Z?$/, '').replace('T', ' ');
      case 'str':
      case 'inlineStr': {
        if (value === '' && this.formula && this.type !== 'str') break;
        const text = cellText(value);
        return text === '' ? null : whole(text);
      }
    }
    if (value === '') {
      this.note('formula', '');
      return '';
    }
    return this.number(value);
  }

  private number(stored: string): string {
    const format = (this.style === '' ? undefined : this.book.formats[Number(this.style)]) ?? GENERAL;
    if (format === GENERAL) {
      // Numbers repeat: one text for all that are the same spares half of the memory of a large sheet.
      const known = this.numberTexts.get(stored);
      if (known !== undefined) return known;
    }
    if (format.kind === 'number') {
      const lost = stored.length > 15 && losesDigits(stored);
      if (lost) this.note('digits', stored);
      const text = numberText(stored, format);
      if (format === GENERAL && !lost && this.numberTexts.size < MAX_KNOWN)
        this.numberTexts.set(whole(stored), text);
      return text;
    }
    if (format.kind === 'time' && Number(stored) >= 0) return serialToTime(Number(stored));
    const iso = serialToIso(Number(stored), this.book.from1904);
    if (iso === null) this.note('date', stored);
    return iso ?? whole(stored);
  }

  private note(kind: OddCell['kind'], text: string): void {
    const at = this.rowFilled ? this.numbers.length - 1 : this.numbers.length;
    this.odd.push({ at, column: this.column, kind, text });
  }

  private missingText(value: string): ImportError {
    const detail = this.book.texts === null ? 'sharedStrings.xml' : `#${value.slice(0, 12)}`;
    return this.broken(detail);
  }

  finish(): SheetGrid {
    const used = [...this.columns.keys()].sort((a, b) => a - b);
    const size = this.numbers.length;
    const columns = used.map((column) => {
      const own = this.columns.get(column)!;
      if (this.cells + size - own.length > MAX_CELLS)
        throw new ImportError('sheet_too_large', this.file, { sheet: this.sheet.name, limit: MAX_CELLS });
      this.cells += size - own.length;
      while (own.length < size) own.push(null);
      return own;
    });
    const numbers = this.numbers;
    const odd = this.odd.map((cell) => ({ ...cell, column: used.indexOf(cell.column) }));
    if (!this.sorted) this.sort(numbers, columns, odd);
    for (let i = 1; i < size; i++)
      if (numbers[i] === numbers[i - 1]) {
        this.row = numbers[i];
        throw this.broken(`<row r="${numbers[i]}">`);
      }
    return {
      size,
      width: used.length,
      columns,
      odd,
      sorted: this.sorted,
      hidden: { rows: this.hiddenRows, columns: this.hiddenFilled.size },
      merges: this.merges.flatMap((merge) => placed(merge, numbers, used)),
      cells: (at: number): Row => columns.map((column) => column[at]),
      rowNumber: (at: number) => numbers[at]
    };
  }

  private sort(numbers: number[], columns: (string | null)[][], odd: OddCell[]): void {
    const order = numbers.map((_, i) => i).sort((a, b) => numbers[a] - numbers[b]);
    const place = new Map(order.map((was, now) => [was, now]));
    for (const list of [numbers, ...columns] as unknown[][]) {
      const before = list.slice();
      order.forEach((was, now) => (list[now] = before[was]));
    }
    for (const cell of odd) cell.at = place.get(cell.at) ?? cell.at;
  }
}

/** A merge by rows and columns of the grid; none where it is left with a single cell. */
function placed({ top, left, bottom, right }: Merge, rows: number[], columns: number[]): Merge[] {
  const merge = {
    top: firstAtLeast(rows, top),
    bottom: firstAtLeast(rows, bottom + 1) - 1,
    left: firstAtLeast(columns, left),
    right: firstAtLeast(columns, right + 1) - 1
  };
  const cells = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1);
  return merge.bottom >= merge.top && merge.right >= merge.left && cells > 1 ? [merge] : [];
}

/** Index of the first of ascending numbers that is at least `wanted`. */
function firstAtLeast(numbers: number[], wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** Letters of a column as Excel shows them: 1 is A, 27 is AA. */
function columnLetters(column: number): string {
  let out = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    out = String.fromCharCode(65 + ((rest - 1) % 26)) + out;
  return out;
}

/** A text of its own: a piece of a longer one keeps all of that alive (V8 does so from 13 characters on). */
const whole = (text: string): string => (text.length < 13 ? text : Array.from(text).join(''));
