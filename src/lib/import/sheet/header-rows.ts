import { isKnownName } from '../fields.ts';
import { filledColumns, isBlank, isEmpty, looksNumeric, type Grid, type Merge, type Row } from './grid.ts';
import { ImportError } from '../import-error.ts';
import type { Asking, Hints } from '../source.ts';
import { isUnit } from '../values/units.ts';

/** Rows of a grid that are its header. */
export interface HeaderRows {
  /** First and last row of the header, and the first row below it; −1, −1 where there is none. */
  first: number;
  last: number;
  from: number;
  /** Name of each column, '' where it has none; empty where there is no header. */
  names: string[];
  /** Rows below the header that only number the columns (甲 乙 1 2 3). */
  counting: number;
  asks: Asking[];
}

/** Rows at the top in which a header is looked for. */
const LOOKED_AT = 60;
/** Rows that a title, a unit line and the like may take. */
const TITLES = 15;
const MOST_ROWS = 4;

/** What stands beside or below a title: who filled it in, in which unit, when. */
export const META =
  /^[（(]?(单位|计量单位|金额单位|填报|填表|制表|制定|批准|有效期|报送|审核|复核|负责人|联系|日期|时间|表号|统计|数据来源|资料来源|来源|截至|截止|备注|说明|注)[^:：]{0,8}[:：]/;

/**
 * Header rows of a grid: as `hints.answers.header` says (`3`, `2-3`, `none`), else found. Asks where it is unsure, and
 * goes on with the likeliest. Throws ImportError where there is no row at all, or the answer names none.
 */
export function findHeader(file: string, grid: Grid, hints: Hints): HeaderRows {
  const top = firstFilled(grid, 0);
  if (top < 0) throw new ImportError('no_rows', file);
  const said = hints.answers?.header;
  if (said !== undefined) return saidHeader(file, grid, said, top);
  const first = firstRow(grid, top);
  const found = extend(grid, first);
  const names = joinNames(grid, first, found.last);
  const known = names.filter((name) => name.split('/').some((part) => isKnownName(part))).length;
  const numeric = grid.cells(first).some((cell) => looksNumeric(cell));
  if (known === 0 && numeric) {
    const from = top === first || !isTitle(grid, top, widest(grid)) ? top : first;
    return { ...NONE, from, asks: [ask(['none', range(grid, first, first)])] };
  }
  const { from, counting } = below(grid, found.last);
  const asks: Asking[] = [];
  if (found.unsure && known < 2) {
    const options = [
      [first, found.last],
      [first, first],
      [found.last, found.last]
    ].map(([a, b]) => range(grid, a, b));
    asks.push(ask([...new Set(options)]));
  }
  return { first, last: found.last, from, names, counting, asks };
}

const NONE = { first: -1, last: -1, names: [], counting: 0 };

const ask = (options: string[]): Asking => ({
  code: 'ask_header',
  params: {},
  sets: 'answers',
  key: 'header',
  options,
  labels: options.map((option) =>
    option === 'none'
      ? { zh: '没有表头', en: 'no header' }
      : { zh: `第 ${option} 行`, en: `${option.includes('-') ? 'rows' : 'row'} ${option}` }
  )
});

const range = (grid: Grid, first: number, last: number): string =>
  first === last ? `${grid.rowNumber(first)}` : `${grid.rowNumber(first)}-${grid.rowNumber(last)}`;

function firstFilled(grid: Grid, from: number): number {
  for (let at = from; at < grid.size; at++) if (!isBlank(grid.cells(at))) return at;
  return -1;
}

function saidHeader(file: string, grid: Grid, said: string, top: number): HeaderRows {
  if (said === 'none') return { ...NONE, from: top, asks: [] };
  const rows = /^(\d+)(?:-(\d+))?$/.exec(said.trim());
  const find = (row: number): number => {
    for (let at = 0; at < grid.size && grid.rowNumber(at) <= row; at++)
      if (grid.rowNumber(at) === row) return at;
    return -1;
  };
  const first = rows ? find(Number(rows[1])) : -1;
  const last = rows?.[2] ? find(Number(rows[2])) : first;
  if (first < 0 || last < first || last - first > 9)
    throw new ImportError('bad_header_rows', file, { said: said.slice(0, 40) });
  return { first, last, ...below(grid, last), names: joinNames(grid, first, last), asks: [] };
}

/** Most cells that a row among the first holds. */
function widest(grid: Grid): number {
  let most = 0;
  for (let at = 0; at < Math.min(grid.size, LOOKED_AT); at++)
    most = Math.max(most, filledColumns(grid.cells(at)).length);
  return most;
}

/** A row of one cell above a wider table, or of words about the table. */
function isTitle(grid: Grid, at: number, width: number): boolean {
  const row = grid.cells(at);
  const filled = filledColumns(row);
  if (width > 1 && filled.length === 1) return true;
  if (filled.length * 2 <= width + 1 && filled.some((c) => META.test(row[c]!.trim()))) return true;
  // A title merged over the columns may be repeated in each of them.
  return filled.length > 2 && new Set(filled.map((c) => row[c])).size === 1;
}

/** The first row that is no title; a later one of the first few where only that has known names. */
function firstRow(grid: Grid, top: number): number {
  const width = widest(grid);
  let first = -1;
  let best = -1;
  let most = 1;
  for (let at = top, seen = 0; at < grid.size && seen < TITLES; at++) {
    const row = grid.cells(at);
    if (isBlank(row)) continue;
    seen++;
    if (isTitle(grid, at, width)) continue;
    if (first < 0) first = at;
    const known = filledColumns(row).filter((c) => isKnownName(row[c]!)).length;
    const numbers = row.filter((cell) => looksNumeric(cell)).length;
    if (known > most && numbers === 0) [best, most] = [at, known];
  }
  if (first < 0) return top;
  if (best > first && !knows(grid.cells(first)) && extend(grid, first).last < best) return best;
  return first;
}

const knows = (row: Row): boolean => row.some((cell) => !isEmpty(cell) && isKnownName(cell!));

/** Last row of the header that begins at `first`. */
function extend(grid: Grid, first: number): { last: number; unsure: boolean } {
  let last = first;
  let unsure = false;
  while (last - first < MOST_ROWS - 1 && last + 1 < grid.size) {
    const next = grid.cells(last + 1);
    const filled = filledColumns(next);
    if (filled.length === 0 || filled.some((c) => looksNumeric(next[c]))) break;
    if (isUnitRow(next, filled)) {
      last++;
      break;
    }
    if (isTranslation(grid.cells(last), next, filled)) {
      last++;
      break;
    }
    const merged = mergedOn(grid, first, last);
    if (merged === false) break;
    if (merged === null) {
      if (!fillsGaps(grid, last, next, filled)) break;
      unsure = true;
    }
    last++;
  }
  return { last, unsure };
}

/** Whether merged cells carry the header on to the next row; null where the grid has no merges there to tell. */
function mergedOn(grid: Grid, first: number, last: number): boolean | null {
  const own = (grid.merges ?? []).filter(({ top, bottom }) => top <= last && bottom >= first);
  if (own.length === 0) return null;
  const width = grid.width ?? widest(grid);
  return own.some(
    ({ top, left, bottom, right }) =>
      (top >= first && bottom > last) || (bottom === last && right > left && right - left + 1 < width)
  );
}

/** Below blanks of the upper row stand words, and below words of the upper row blanks: its columns have children. */
function fillsGaps(grid: Grid, upper: number, next: Row, filled: number[]): boolean {
  const row = grid.cells(upper);
  const after = upper + 2 < grid.size ? grid.cells(upper + 2) : [];
  const first = filledColumns(row)[0] ?? 0;
  const gaps = filled.filter((c) => c > first && isEmpty(row[c]));
  const open = filledColumns(row).filter((c) => isEmpty(next[c]));
  const numbersBelow = gaps.some((c) => looksNumeric(after[c]));
  return gaps.length > 0 && numbersBelow && open.length > 0;
}

/** Below names in Chinese the same in English, as yearbooks have them. */
function isTranslation(upper: Row, next: Row, filled: number[]): boolean {
  const names = filledColumns(upper);
  return (
    filled.length > 1 &&
    filled.length === names.length &&
    names.every((c, i) => c === filled[i] && /[\u4E00-\u9FFF]/.test(upper[c]!)) &&
    filled.every((c) => /^[A-Za-z][A-Za-z0-9 ,.()'&/+-]*$/.test(next[c]!.trim())) &&
    filled.some((c) => isKnownName(next[c]!) || / /.test(next[c]!.trim()))
  );
}

function isUnitRow(row: Row, filled: number[]): boolean {
  return filled.every((c) => isUnit(row[c]!.replace(/^[（([\s]+|[）)\]\s]+$/g, '')));
}

/** First row below the header; a row that only numbers the columns is left out. */
function below(grid: Grid, last: number): { from: number; counting: number } {
  const at = firstFilled(grid, last + 1);
  if (at < 0) return { from: grid.size, counting: 0 };
  const row = grid.cells(at);
  const cells = filledColumns(row).map((c) => row[c]!.trim());
  const next = at + 1 < grid.size ? (grid.cells(at + 1)[0] ?? '').trim() : '';
  const counts =
    cells.length > 3 &&
    cells.every((cell, i) => /^[甲乙丙丁A-D]$/.test(cell) || isNext(cells, i)) &&
    cells.filter((cell) => looksNumeric(cell.replace(/[()（）]/g, ''))).length > 1 &&
    next.length > 1 &&
    !looksNumeric(next);
  return counts ? { from: at + 1, counting: at } : { from: at, counting: 0 };
}

function isNext(cells: string[], i: number): boolean {
  const number = (cell: string | undefined): number => Number(/^[(（]?(\d+)[)）]?$/.exec(cell ?? '')?.[1]);
  const before = number(cells[i - 1]);
  return number(cells[i]) === (Number.isNaN(before) ? 1 : before + 1);
}

/** Name of each column, the parts of its rows joined by `/`; a unit below a name goes into brackets. */
function joinNames(grid: Grid, first: number, last: number): string[] {
  const rows: string[][] = [];
  for (let at = first; at <= last; at++)
    rows.push(Array.from(grid.cells(at), (cell) => (cell ?? '').replace(/\s+/g, ' ').trim()));
  let width = Math.max(...rows.map((row) => row.length));
  while (width > 1 && rows.every((row) => !row[width - 1])) width--;
  width = Math.max(width, grid.width ?? 0);
  const merges = (grid.merges ?? []).filter(({ top, bottom }) => top <= last && bottom >= first);
  rows.forEach((row, k) => spread(row, rows, k, width, first, merges));
  return Array.from({ length: width }, (_, c) => {
    const parts: string[] = [];
    rows.forEach((row, k) => {
      const part = row[c] ?? '';
      if (part === '' || part === parts.at(-1)) return;
      const unit = part.replace(/^[（([\s]+|[）)\]\s]+$/g, '');
      if (k > 0 && parts.length > 0 && (isUnit(unit) || /^[（(].*[）)]$/.test(part)))
        parts.push(`${parts.pop()}（${unit}）`);
      else parts.push(part);
    });
    return parts.join('/');
  });
}

/** A merged cell counts for all its columns; without merges a parent counts up to the next one where it has children. */
function spread(
  row: string[],
  rows: string[][],
  k: number,
  width: number,
  first: number,
  merges: Merge[]
): void {
  for (let c = row.length; c < width; c++) row[c] = '';
  const own = merges.filter(({ top, bottom }) => top <= first + k && bottom >= first + k);
  for (const { top, left, right } of own) {
    const value = rows[top - first]?.[left] ?? row[left];
    for (let c = left; c <= Math.min(right, width - 1); c++) row[c] = value;
  }
  if (k === rows.length - 1 || merges.length > 0) return;
  for (let c = 1; c < width; c++) if (row[c] === '' && rows[k + 1][c]) row[c] = row[c - 1];
}
