import { isBlank, isEmpty, looksNumeric } from '../sheet/grid.ts';
import { ImportError } from '../import-error.ts';
import { uniqueName } from '../column-names.ts';
import { makeSource, type Fault, type Hints, type Source, type Tick } from '../source.ts';
import { closeTable, faultOf, shapeTable, type TableShape } from '../sheet/table-shape.ts';
import type { SheetGrid } from './xlsx-sheet.ts';

/** What was found of a table in a sheet: the parts of a Source. */
export type SheetTable = Pick<
  Source,
  'headers' | 'columns' | 'rows' | 'rowNumbers' | 'faults' | 'repaired' | 'notes' | 'asks'
>;

/** Columns that are no sums of anything though they hold digits. */
const CODES = /编码|编号|代码|号码|证号|区划|序号|年份|日期|电话|code|(^|_)id$/i;

/** Takes the table out of a sheet; the grid's columns are used up. Throws ImportError where it holds no row of data. */
export async function takeSheet(
  file: string,
  grid: SheetGrid,
  hints: Hints,
  tick?: Tick
): Promise<SheetTable> {
  const shape = shapeTable(file, grid, hints);
  const { from, to } = shape;
  const found: Found = { repaired: [], faults: new Map(), notes: [] };
  fillMerged(grid, shape, found);
  setOddAside(grid, shape, found);
  const blank: number[] = [];
  for (let at = from; at < to; at++) {
    const row = grid.cells(at);
    if (isBlank(row)) blank.push(at);
    else {
      const fault = faultOf(shape, row, false) ?? sectionOf(grid, at);
      // A total with a formula in it is a total first.
      if (fault) found.faults.set(at, fault);
    }
    if (at % 20_000 === 0) await tick?.(1);
  }
  const gone = new Set(blank);
  const kept: number[] = [];
  for (let at = from; at < to; at++) if (!gone.has(at)) kept.push(at);
  if (kept.length === 0) throw new ImportError('no_rows', file);
  const numbers = Float64Array.from(kept, (at) => grid.rowNumber(at));
  for (const column of grid.columns) cut(column, from, to, gone, kept);
  const place = new Map<number, number>();
  if (found.faults.size > 0) kept.forEach((at, i) => void (found.faults.has(at) && place.set(at, i)));
  const closed = closeTable(shape, grid.columns);
  if (!grid.sorted) closed.notes = [...closed.notes, { code: 'rows_sorted', params: {} }];
  return {
    ...closed,
    notes: [...closed.notes, ...found.notes],
    repaired: [...closed.repaired, ...found.repaired],
    rows: kept.length,
    rowNumbers: numbers,
    faults: [...found.faults].map(([at, fault]) => ({ index: place.get(at)!, ...fault })),
    asks: shape.asks
  };
}

interface Found {
  repaired: Source['repaired'];
  faults: Map<number, Omit<Fault, 'index'>>;
  notes: Source['notes'];
}

/** Leaves of a column the rows that are data, in place: a million rows are not copied. */
function cut(
  column: (string | null)[],
  from: number,
  to: number,
  gone: ReadonlySet<number>,
  kept: number[]
): void {
  if (gone.size > 0) kept.forEach((at, i) => (column[i] = column[at]));
  else {
    column.length = to;
    if (from > 0) column.splice(0, from);
  }
  column.length = kept.length;
}

/** Words that are merged over rows count for each of them; a merged number is one number, and is left where it stands. */
function fillMerged(grid: SheetGrid, { headers, from, to }: TableShape, found: Found): void {
  const numbers: string[] = [];
  for (const { top, left, bottom } of grid.merges) {
    if (bottom === top || bottom < from || top >= to || top < from) continue;
    const column = grid.columns[left];
    const value = column[top];
    if (isEmpty(value)) continue;
    const field = headers[left];
    if (looksNumeric(value) && !CODES.test(field)) {
      numbers.push(`${field} ${grid.rowNumber(top)}–${grid.rowNumber(bottom)}`);
      continue;
    }
    for (let at = top + 1; at <= Math.min(bottom, to - 1); at++) {
      if (!isEmpty(column[at])) continue;
      column[at] = value;
      found.repaired.push({ row: grid.rowNumber(at), field, code: 'merged_filled', was: '', now: value! });
    }
  }
  if (numbers.length > 0)
    found.notes.push({
      code: 'merged_numbers',
      params: { count: numbers.length, cells: numbers.slice(0, 12).join('、') }
    });
}

/** Errors and formulas without a value set their rows aside; digits that Excel lost, and days that never were, are no value. */
function setOddAside(grid: SheetGrid, { headers, from, to }: TableShape, found: Found): void {
  const lost = new Map<number, number>();
  for (const { at, column, kind, text } of grid.odd) {
    if (at < from || at >= to || column < 0) continue;
    const field = headers[column];
    if (kind === 'error')
      found.faults.set(at, { code: 'error_cell', params: { column: field, value: text.slice(0, 20) } });
    else if (kind === 'formula') {
      grid.columns[column][at] = null;
      found.faults.set(at, { code: 'formula_no_value', params: { column: field } });
    } else {
      const was = grid.columns[column][at] ?? text;
      grid.columns[column][at] = null;
      const code = kind === 'digits' ? 'digits_lost' : 'date_impossible';
      found.repaired.push({ row: grid.rowNumber(at), field, code, was, now: '' });
      if (kind === 'digits') lost.set(column, (lost.get(column) ?? 0) + 1);
    }
  }
  for (const [column, count] of lost)
    found.notes.push({ code: 'digits_lost_some', params: { column: headers[column], count } });
}

/** A heading that is merged over most of the table, between its rows. */
function sectionOf(grid: SheetGrid, at: number): Omit<Fault, 'index'> | null {
  const merge = grid.merges.find(
    ({ top, bottom, left, right }) => top === at && bottom === at && right - left + 1 > grid.width / 2
  );
  if (!merge || grid.width < 3) return null;
  const row = grid.cells(at);
  const alone = row.every((cell, c) => c === merge.left || isEmpty(cell));
  return alone && !looksNumeric(row[merge.left])
    ? { code: 'section_row', params: { text: (row[merge.left] ?? '').slice(0, 40) } }
    : null;
}

/** One Source of the tables of several sheets, one below the other, with the sheet's name as a column; or of a single one. */
export function joinSheets(file: string, sheets: { name: string; table: SheetTable }[]): Source {
  const [first] = sheets;
  if (sheets.length === 1) return makeSource({ file, format: 'xlsx', ...first.table });
  const headers = [...first.table.headers];
  for (const { table } of sheets)
    for (const header of table.headers) if (!headers.includes(header)) headers.push(header);
  const columns: (string | null)[][] = headers.map(() => []);
  const names: string[] = [];
  const numbers: number[] = [];
  const source = makeSource({ file, format: 'xlsx', headers, columns, rows: 0 });
  const places: string[] = [];
  let above = 0;
  for (const { name, table } of sheets) {
    const before = names.length;
    headers.forEach((header, c) => {
      const own = table.headers.indexOf(header);
      for (let i = 0; i < table.rows; i++) columns[c].push(own < 0 ? null : table.columns[own][i]);
    });
    for (let i = 0; i < table.rows; i++) {
      names.push(name);
      numbers.push(above + table.rowNumbers[i]);
    }
    source.faults.push(...table.faults.map((fault) => ({ ...fault, index: fault.index + before })));
    source.repaired.push(...table.repaired.map((repair) => ({ ...repair, row: repair.row + above })));
    source.asks.push(...table.asks.filter(({ key }) => !source.asks.some((ask) => ask.key === key)));
    source.notes.push(...table.notes);
    const last = table.rowNumbers[table.rows - 1];
    places.push(`${name} ${above + table.rowNumbers[0]}–${above + last}`);
    above += last;
  }
  const taken = new Set(headers.map((header) => header.toLowerCase()));
  source.headers = [uniqueName('工作表', taken), ...headers];
  source.columns = [names, ...columns];
  source.rows = names.length;
  source.rowNumbers = Float64Array.from(numbers);
  source.notes = dedupe(source.notes);
  source.notes.push({
    code: 'sheets_joined',
    params: { count: sheets.length, places: places.slice(0, 40).join('、') }
  });
  return source;
}

/** The same is said once. */
function dedupe(notes: Source['notes']): Source['notes'] {
  const seen = new Set<string>();
  return notes.filter((note) => {
    const key = JSON.stringify(note);
    return !seen.has(key) && seen.add(key);
  });
}
