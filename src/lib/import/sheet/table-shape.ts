import { filledColumns, isBlank, isEmpty, looksNumeric, type Grid, type Row } from './grid.ts';
import { guessNames } from './guess-names.ts';
import { findHeader, META, type HeaderRows } from './header-rows.ts';
import { ImportError } from '../import-error.ts';
import { nameColumns } from '../column-names.ts';
import type { Columns } from '../source-columns.ts';
import type { Asking, Fault, Hints, Source } from '../source.ts';
import { headerUnit, readUnit } from '../values/units.ts';

/** Where the table lies in a grid, and what its columns are called. */
export interface TableShape {
  /** Names of the columns, unique without regard to case; header `c` is column `c` of the grid. */
  headers: string[];
  /** Headers (by index) that were blank: `closeTable` drops those whose column holds nothing. */
  unnamed: number[];
  /** Columns (by index) in which a word like 合计 makes a row a total. */
  labels: number[];
  /** Data are rows `from` ≤ at < `to` of the grid; blank ones among them are no rows. */
  from: number;
  to: number;
  /** Cells of the header's last row as they stand, to know it where it comes again; empty where there is no header. */
  lastHeader: Row;
  repaired: Source['repaired'];
  notes: Source['notes'];
  asks: Asking[];
}

/** Rows at the bottom that may be notes. */
const TAIL_ROWS = 30;

/**
 * Finds header, data and notes of a table by the first 60 and last 30 rows of its grid: titles above the header and
 * notes below are left out and named, headers of several rows joined as `父/子`. `hints.answers.header` says it
 * otherwise: `3`, `2-3` (rows as a person sees them) or `none`. Throws ImportError where there is no row, or a column
 * name cannot be one.
 */
export function shapeTable(file: string, grid: Grid, hints: Hints = {}): TableShape {
  const header = findHeader(file, grid, hints);
  const { from } = header;
  const notes = headerNotes(grid, header);
  const to = endOfData(grid, from, notes);
  const bare = header.first < 0 ? guessNames(grid, from, to) : trimBlank(grid, header.names, from, to);
  bare.forEach((cell, c) => {
    if (/[\x00-\x08\x0E-\x1F]/.test(cell)) throw new ImportError('bad_header', file, { column: c + 1 });
  });
  const names = withUnit(grid, header, bare, notes);
  const { headers, repaired } = nameColumns(names, header.first < 0 ? 0 : grid.rowNumber(header.last));
  return {
    headers,
    unnamed: names.flatMap((name, c) => (name.trim() === '' ? [c] : [])),
    labels: labelColumns(headers),
    from,
    to,
    lastHeader: header.first < 0 ? [] : grid.cells(header.last),
    repaired: header.first < 0 ? [] : repaired,
    notes,
    asks: header.asks
  };
}

function headerNotes(grid: Grid, { first, last, counting }: HeaderRows): Source['notes'] {
  if (first < 0) return [];
  const notes: Source['notes'] = [];
  const above = Array.from({ length: first }, (_, at) => at).some((at) => !isBlank(grid.cells(at)));
  const [a, b] = [grid.rowNumber(first), grid.rowNumber(last)];
  if (a !== b) notes.push({ code: 'header_rows', params: { rows: `${a}–${b}` } });
  else if (above) notes.push({ code: 'header_row', params: { row: a } });
  if (counting > 0) notes.push({ code: 'counting_row', params: { row: grid.rowNumber(counting) } });
  return notes;
}

/** Names without blank ones at the right end below which nothing stands. */
function trimBlank(grid: Grid, names: string[], from: number, to: number): string[] {
  let width = names.length;
  const rows: Row[] = [];
  for (let at = from; at < Math.min(to, from + 60); at++) rows.push(grid.cells(at));
  if (grid.width === undefined)
    while (width > 1 && names[width - 1].trim() === '' && rows.every((row) => isEmpty(row[width - 1])))
      width--;
  return names.slice(0, width);
}

const COUNTED = /人口|人数|总人|常住|户籍|流动|[男女]性?$|岁/;

/** Names with the unit of 「单位：万人」 above the table, for those that count people and state none of their own. */
function withUnit(grid: Grid, header: HeaderRows, names: string[], notes: Source['notes']): string[] {
  for (let at = 0; at < header.first; at++)
    for (const cell of grid.cells(at)) {
      const word = /单位[:：]\s*([^\s,，、;；)）]+)\s*[)）]?$/.exec((cell ?? '').trim())?.[1];
      const unit = word === undefined ? null : readUnit(word);
      if (!word || !unit || unit.kind !== 'count' || unit.times === 1) continue;
      notes.push({ code: 'unit_line', params: { row: grid.rowNumber(at), unit: word } });
      return names.map((name) => (COUNTED.test(name) && !headerUnit(name) ? `${name}（${word}）` : name));
    }
  return names;
}

/** Words that tell apart rows of one place: 合计 among them is a row like others. */
const KINDS = /性别|年龄|类别|类型|分类|指标|项目|口径|sex|gender|age|type|kind|class/i;

const labelColumns = (headers: string[]): number[] =>
  headers.flatMap((header, c) => (c < 3 && !KINDS.test(header) ? [c] : []));

/** The first row of the notes below the data, of which a note is made. */
function endOfData(grid: Grid, from: number, notes: Source['notes']): number {
  let to = grid.size;
  const said: string[] = [];
  for (let at = grid.size - 1; at > from && at >= grid.size - TAIL_ROWS; at--) {
    const row = grid.cells(at);
    if (isBlank(row)) continue;
    if (!isNote(grid, at, from)) break;
    const words = filledColumns(row).map((c) => row[c]!.trim());
    said.unshift([...new Set(words)].join(' '));
    to = at;
  }
  if (said.length > 0)
    notes.push({
      code: 'rows_below',
      params: { row: grid.rowNumber(to), text: said.join(' ').slice(0, 80) }
    });
  return to;
}

const LIST_MARK = /^([*※•·(（]|\d{1,2}[、.．)）]|[一二三四五六七八九十]、)/;

/** Whether a row below the data says something about the table rather than of one place. */
function isNote(grid: Grid, at: number, from: number): boolean {
  const row = grid.cells(at);
  const filled = filledColumns(row);
  const width = Math.max(grid.cells(from).length, grid.width ?? 0);
  if (width < 3) return false;
  const words = filled.map((c) => row[c]!.trim());
  if (words.every((word) => META.test(word))) return true;
  if (META.test(words[0]) && !words.some((word) => looksNumeric(word)) && filled.length < width / 2)
    return true;
  const spans = (grid.merges ?? []).some(
    ({ top, left, right }) => top === at && right - left + 1 > width / 2
  );
  if (new Set(words).size > 1 || looksNumeric(words[0])) return false;
  return spans || words[0].length > 12 || LIST_MARK.test(words[0]) || standsApart(grid, at);
}

/** Whether a blank row stands above. Those of a sheet are not in its grid, but in its row numbers. */
const standsApart = (grid: Grid, at: number): boolean =>
  isBlank(grid.cells(at - 1)) || grid.rowNumber(at) - grid.rowNumber(at - 1) > 1;

const TOTAL =
  /^(合计|总计|小计|共计|总数|全部|全街道|全区|全市|total|grandtotal|sum|subtotal)[:：]?$|^.{1,12}(合计|小计|总计)$/i;

/** The label of a total that a cell is (合计), without white space; null where it is none. */
export function totalWord(cell: string | null | undefined): string | null {
  if (!cell || !couldBeTotal(cell)) return null;
  const word = cell.replace(/\s/g, '');
  return word.length > 1 && word.length < 16 && TOTAL.test(word) ? word : null;
}

/** Whether a cell's last letter is one that a total's label ends with: it spares a million expressions. */
function couldBeTotal(cell: string): boolean {
  if (cell.length > 30) return false;
  const last = cell.charCodeAt(cell.length - 1);
  // A digit or a usual end of a name: 计 数 部 道 区 市 l m : ： and white space are left.
  return last > 0x39 || last < 0x30 ? LAST_LETTERS.has(last) || last <= 0x20 || last === 0xa0 : false;
}
const LAST_LETTERS = new Set([...'计数部道区市lmLM:：\u3000'].map((letter) => letter.charCodeAt(0)));

/** What a row of the data is that is none: its reason, null for an ordinary row. `strict`: it must have the header's width. */
export function faultOf(shape: TableShape, row: Row, strict: boolean): Omit<Fault, 'index'> | null {
  const width = shape.headers.length;
  if (row.length !== width) {
    const over = row.length > width && !isBlank(row.slice(width));
    if (over || (strict && row.length < width))
      return { code: 'field_count', params: { found: row.length, wanted: width } };
  }
  for (const cell of row) if (cell?.includes('\uFFFD')) return { code: 'undecodable', params: {} };
  if (isHeaderAgain(shape, row)) return { code: 'repeated_header', params: {} };
  for (const c of shape.labels) {
    const word = totalWord(row[c]);
    if (word !== null) return { code: 'total_row', params: { name: word } };
  }
  return null;
}

function isHeaderAgain({ lastHeader, headers }: TableShape, row: Row): boolean {
  if (headers.length < 2 || lastHeader.length === 0 || (row[0] ?? '') !== (lastHeader[0] ?? '')) return false;
  let same = 0;
  for (let c = 0; c < lastHeader.length; c++) {
    if ((row[c] ?? '') !== (lastHeader[c] ?? '')) return false;
    if (!isEmpty(row[c])) same++;
  }
  return same > 1 || same === lastHeader.length;
}

/** The columns that are left: those without a name and without a value are dropped and named in a note. */
export function closeTable(
  shape: TableShape,
  columns: Columns
): Pick<Source, 'headers' | 'columns' | 'notes' | 'repaired'> {
  const empty = new Set(shape.unnamed.filter((c) => columns[c].every((cell) => isEmpty(cell))));
  const gone = new Set([...empty].map((c) => shape.headers[c]));
  return {
    headers: shape.headers.filter((_, c) => !empty.has(c)),
    columns: empty.size === 0 ? columns : columns.filter((_, c) => !empty.has(c)),
    notes:
      empty.size > 0
        ? [...shape.notes, { code: 'empty_columns', params: { count: empty.size } }]
        : shape.notes,
    repaired: shape.repaired.filter(({ field }) => !gone.has(field))
  };
}
