import { distanceM } from '../geometry/metric.ts';
import { readService } from '../tables/status-words.ts';
import { isCategory, likelyCategories } from './categories.ts';
import { makeClassifier, type Evidence } from './classify-facility.ts';
import { numberFields } from './fields.ts';
import { ImportError } from './import-error.ts';
import type { Ledger } from './ledger.ts';
import { numberReader } from './number-columns.ts';
import { isMissing, plainCell, readFlag, readNumber } from './numbers.ts';
import type { Choices, Layer } from './report.ts';

type Cells = (string | null)[];

const READ_AS = {
  form: 'number_form',
  unit: 'unit_dropped',
  numeral: 'numeral_read',
  about: 'about_taken'
} as const;

/** Numbers of a column, NaN where missing. What is no number, or negative, is missing and listed. */
export function checkNumbers(ledger: Ledger, field: string, header: string, cells: Cells): Float64Array {
  const out = new Float64Array(cells.length).fill(NaN);
  const read = numberReader(ledger, field, header, cells);
  let zeros = 0;
  let filled = 0;
  for (let i = 0; i < cells.length; i++) {
    if (!ledger.stands(i)) continue;
    const cell = cells[i] ?? '';
    const found = read(cells[i]);
    const mend = found === null || found.how === 'plain' ? null : READ_AS[found.how];
    if (found === null || found.value < 0 || (mend && !ledger.mayMend(i, mend))) {
      ledger.repair(i, field, found && found.value < 0 ? 'negative_missing' : 'number_missing', cell, '');
      continue;
    }
    out[i] = found.value;
    if (mend) ledger.repair(i, field, mend, cell, String(found.value));
    if (!Number.isNaN(found.value)) filled++;
    if (found.value === 0) zeros++;
  }
  // Areas and beds are the columns in which a zero often stands for "not known".
  if (
    ['floor_area_m2', 'beds', 'capacity', 'footprint_m2', 'storeys'].includes(field) &&
    zeros > 0 &&
    zeros > filled * 0.2
  )
    ledger.warn('zero_values', { column: header, count: zeros });
  return out;
}

/** A column of numbers as it stood and as it was read. */
export interface Numbers {
  field: string;
  header: string;
  cells: Cells;
  values: Float64Array;
}

const isUnreadable = ({ cells, values }: Numbers, i: number): boolean =>
  Number.isNaN(values[i]) && !isMissing(cells[i]);

/** Rejects the rows of people that cells which can't be read leave without a single number. */
export function rejectEmptied(ledger: Ledger, columns: Numbers[]): void {
  for (const i of ledger.standing()) {
    if (columns.some(({ values }) => !Number.isNaN(values[i]))) continue;
    const column = columns.find((each) => isUnreadable(each, i));
    if (!column) continue;
    const code = readNumber(column.cells[i]) === null ? 'not_a_number' : 'negative';
    const value = column.cells[i]!.trim().slice(0, 40);
    ledger.reject(i, column.field, code, { column: column.header, value });
  }
}

/** Names the cells of people that can't be read: they are missing, the row's other numbers count. */
export function warnUnreadable(ledger: Ledger, columns: Numbers[]): void {
  for (const column of columns) {
    const words = new Map<string, number[]>();
    for (const i of ledger.standing())
      if (isUnreadable(column, i)) push(words, plainCell(column.cells[i]), i);
    ledger.warnWords('cells_unreadable', words, { column: column.header });
  }
}

/** Names the status words by which facilities are left out, and those that say neither, which count as serving. */
export function checkStatus(ledger: Ledger, cells: Cells): void {
  const words = { not_serving: new Map<string, number[]>(), unknown: new Map<string, number[]>() };
  for (const i of ledger.standing()) {
    const service = isMissing(cells[i]) ? 'serving' : readService(cells[i]);
    if (service !== 'serving') push(words[service], plainCell(cells[i]), i);
  }
  ledger.warnWords('not_serving', words.not_serving);
  ledger.warnWords('unknown_status', words.unknown);
}

/** 1, 0 or NaN for a column that says yes or no; what is neither is missing and listed. */
export function checkFlags(ledger: Ledger, field: string, cells: Cells): Float64Array {
  return Float64Array.from(cells, (cell, i) => {
    const read = readFlag(cell);
    if (read === null && ledger.stands(i)) ledger.repair(i, field, 'number_missing', cell ?? '', '');
    return read ?? NaN;
  });
}

/** Whether a field of the layer holds numbers. */
export const isNumberField = (as: Layer, field: string): boolean => numberFields(as).includes(field);

/**
 * Category of each facility, '' where none is known: as the user said, else by its name, the file's words and tags.
 * Facilities without one, and those in doubt, are kept and named in warnings. Throws for an answer that is no category.
 */
export function checkCategories(ledger: Ledger, choices: Choices, evidence: Evidence): string[] {
  const { source } = ledger;
  const given = choices.categories ?? {};
  for (const [word, code] of Object.entries(given))
    if (code !== '' && !isCategory(code))
      throw new ImportError('bad_category_code', source.file, {
        word,
        code,
        likely: likelyCategories(`${code}${word}`).join('、') || '—'
      });
  const classify = makeClassifier(source, evidence, given);
  const out = new Array<string>(source.rows).fill('');
  const unknown = new Map<string, number[]>();
  const doubtful = new Map<string, number[]>();
  for (let i = 0; i < out.length; i++) {
    if (!ledger.stands(i)) continue;
    const { code, doubt, word, likely } = classify(i);
    out[i] = code ?? '';
    if (doubt === null) continue;
    const name = plainCell(evidence.name < 0 ? null : source.columns[evidence.name][i]);
    if (doubt === 'unknown' || likely.length === 0) push(unknown, word, i);
    else push(doubtful, `${word || name}（${likely.slice(0, 2).join(' / ')}）`, i);
  }
  ledger.warnWords('no_category', unknown);
  ledger.warnWords('category_doubtful', doubtful);
  return out;
}

/**
 * Rows equal in every cell and in place to an earlier one: the first is kept, the others rejected. `key` is a text of
 * what names the row and where it is; a row whose key is null is let be.
 */
export function rejectCopies(ledger: Ledger, key: (index: number) => string | null): void {
  const { columns } = ledger.source;
  const seen = new Map<string, number[]>();
  for (const i of ledger.standing()) {
    const text = key(i);
    if (text === null) continue;
    const before = seen.get(text);
    const first = before?.find((j) => columns.every((column) => column[i] === column[j]));
    if (first !== undefined) ledger.reject(i, '', 'duplicate', { first: ledger.row(first) });
    else if (before) before.push(i);
    else seen.set(text, [i]);
  }
}

/**
 * Codes of the rows, each once: the file's own, a new one (and a repair) where one is missing or stands twice; where
 * the file has no codes, from `names` if these are all there and differ, else from the row number.
 */
export function checkCodes(
  ledger: Ledger,
  field: string,
  cells: Cells | null,
  names: Cells | null
): (string | null)[] {
  const standing = ledger.standing();
  const out = new Array<string | null>(ledger.source.rows).fill(null);
  if (cells === null) {
    const trimmed = standing.map((i) => plainCell(names?.[i] ?? null));
    const byName = names !== null && !trimmed.includes('') && new Set(trimmed).size === trimmed.length;
    standing.forEach((i, k) => (out[i] = byName ? trimmed[k] : `${field[0].toUpperCase()}${ledger.row(i)}`));
    return out;
  }
  // Codes that stand in the file are never given away to a row that has none.
  const taken = new Set(standing.map((i) => plainCell(cells[i]).toLowerCase()));
  const given = new Set<string>();
  const tries = new Map<string, number>();
  const make = (base: string, from: number): string => {
    let n = tries.get(base) ?? from;
    const name = (): string => (n < 2 ? base : `${base}_${n}`);
    while (taken.has(name().toLowerCase())) n++;
    tries.set(base, n + 1);
    taken.add(name().toLowerCase());
    return name();
  };
  for (const i of standing) {
    const code = isMissing(cells[i]) ? '' : plainCell(cells[i]);
    if (code !== '' && !given.has(code.toLowerCase())) {
      given.add(code.toLowerCase());
      out[i] = code;
      continue;
    }
    const made = code === '' ? make(`${field[0].toUpperCase()}${ledger.row(i)}`, 1) : make(code, 2);
    out[i] = made;
    ledger.repair(i, field, code === '' ? 'code_made' : 'duplicate_code', code, made);
  }
  return out;
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const NEAR_M = 50;

/** Names that stand more than once within 50 m are named in a warning; nothing is removed. */
export function warnSameNames(ledger: Ledger, names: Cells, lon: Float64Array, lat: Float64Array): void {
  const byName = new Map<string, number[]>();
  for (const i of ledger.standing()) {
    if (isMissing(names[i])) continue;
    const name = plainCell(names[i]);
    push(byName, name, i);
  }
  const groups: string[] = [];
  for (const [name, rows] of byName) {
    if (rows.length < 2 || rows.length > 500) continue;
    const near = rows.filter((i) =>
      rows.some((j) => i !== j && distanceM(lon[i], lat[i], lon[j], lat[j]) <= NEAR_M)
    );
    if (near.length < 2) continue;
    groups.push(
      ledger.lang === 'zh'
        ? `“${name}”（行 ${ledger.rowList(near)}）`
        : `“${name}” (rows ${ledger.rowList(near)})`
    );
  }
  if (groups.length === 0) return;
  const shown = groups.slice(0, 20).join(ledger.lang === 'zh' ? '；' : '; ');
  ledger.warn('same_name_near', { count: groups.length, groups: groups.length > 20 ? `${shown}…` : shown });
}
