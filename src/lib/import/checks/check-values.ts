import { readService } from '../../tables/status-words.ts';
import { categoryTitle, isCategory, likelyCategories } from '../meanings/categories.ts';
import { makeClassifier, type Evidence } from '../meanings/classify-facility.ts';
import { isCounter, numberFields } from '../fields.ts';
import { ImportError } from '../import-error.ts';
import type { Ledger } from '../ledger.ts';
import { numberReader } from '../values/number-columns.ts';
import { plainNumbers } from '../values/plain-numbers.ts';
import { headerUnit } from '../values/units.ts';
import type { PackedTexts } from '../../tables/packed-texts.ts';
import { repeatedTexts } from '../values/repeated-texts.ts';
import { isMissing, plainCell, readFlag, readNumber } from '../values/numbers.ts';
import type { Choices, Layer } from '../report.ts';

type Cells = (string | null)[];

const READ_AS = {
  form: 'number_form',
  unit: 'unit_dropped',
  numeral: 'numeral_read',
  about: 'about_taken'
} as const;

/**
 * Numbers of a column, NaN where missing. What is no number, or negative, is missing and listed; where the user refuses
 * that, its row is rejected. Where the user refuses to have a number read from another form, there is none.
 */
export function checkNumbers(ledger: Ledger, field: string, header: string, cells: Cells): Float64Array {
  const out = new Float64Array(cells.length).fill(NaN);
  const readCell = numberReader(ledger, field, header, cells);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (cell === null || cell === '' || !ledger.stands(i)) continue;
    const read = readCell(cell);
    if (read !== null && !(read.value < 0)) {
      if (read.how === 'plain') {
        out[i] = read.value;
        continue;
      }
      const mend = READ_AS[read.how];
      if (ledger.mayMend(i, mend)) {
        out[i] = read.value;
        ledger.repair(i, field, mend, cell, String(read.value));
        continue;
      }
    }
    const negative = read !== null && read.value < 0;
    const mend = negative ? 'negative_missing' : 'number_missing';
    if (ledger.mayMend(i, mend)) ledger.repair(i, field, mend, cell, '');
    else {
      const value = cell.trim().slice(0, 40);
      ledger.reject(i, field, negative ? 'negative' : 'not_a_number', { column: header, value });
    }
  }
  return out;
}

/**
 * The numbers of a column all of whose cells are plain digits without a sign, or empty, as `checkNumbers` would read them;
 * null for any other column, and where the header's unit makes something else of them.
 */
export function takePlainNumbers(ledger: Ledger, header: string, packed: PackedTexts): Float64Array | null {
  const unit = headerUnit(header);
  const out = unit && unit.times !== 1 ? null : plainNumbers(packed);
  if (out === null || out.some((value) => value < 0)) return null;
  for (let i = 0; i < out.length; i++) if (!ledger.stands(i)) out[i] = NaN;
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
  const known = new Map<string | null, { service: ReturnType<typeof readService>; word: string }>();
  for (const i of ledger.standing()) {
    let read = known.get(cells[i]);
    if (!read) {
      read = {
        service: isMissing(cells[i]) ? 'serving' : readService(cells[i]),
        word: plainCell(cells[i])
      };
      known.set(cells[i], read);
    }
    if (read.service !== 'serving') push(words[read.service], read.word, i);
  }
  ledger.warnWords('not_serving', words.not_serving);
  ledger.warnWords('unknown_status', words.unknown);
}

/** 1, 0 or NaN for a column that says yes or no, as `readCell` reads it; what is neither is missing and listed. */
export function checkFlags(
  ledger: Ledger,
  field: string,
  header: string,
  cells: Cells,
  readCell: (cell: string | null) => number | null = readFlag
): Float64Array {
  return Float64Array.from(cells, (cell, i) => {
    const read = readCell(cell);
    if (read !== null || !ledger.stands(i)) return read ?? NaN;
    if (ledger.mayMend(i, 'number_missing')) ledger.repair(i, field, 'number_missing', cell ?? '', '');
    else ledger.reject(i, field, 'not_a_flag', { column: header, value: (cell ?? '').trim().slice(0, 40) });
    return NaN;
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
  const title = (code: string): string => categoryTitle(code, ledger.lang);
  for (let i = 0; i < out.length; i++) {
    if (!ledger.stands(i)) continue;
    const { code, doubt, word, likely } = classify(i);
    out[i] = code ?? '';
    if (doubt === null) continue;
    const name = plainCell(evidence.name < 0 ? null : source.columns[evidence.name][i]);
    if (doubt === 'unknown' || likely.length === 0) push(unknown, word, i);
    else {
      const two = likely.slice(0, 2).map(title).join(' / ');
      const shown = word || name;
      push(doubtful, ledger.lang === 'zh' ? `${shown}（${two}）` : `${shown} (${two})`, i);
    }
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
  const same = (i: number, j: number): boolean => columns.every((column) => column[i] === column[j]);
  // Nearly all keys stand once: a list is made for the others only.
  const seen = new Map<string, number | number[]>();
  for (const i of ledger.standing()) {
    const text = key(i);
    if (text === null) continue;
    const before = seen.get(text);
    if (before === undefined) {
      seen.set(text, i);
      continue;
    }
    const list = typeof before === 'number' ? [before] : before;
    const first = list.find((j) => same(i, j));
    if (first !== undefined) ledger.reject(i, '', 'duplicate', { first: ledger.row(first) });
    else {
      list.push(i);
      seen.set(text, list);
    }
  }
}

/** Rows as `rejectCopies` has them, of which each has a code and a place: the place is looked at where a code comes again. */
export function rejectPlacedCopies(ledger: Ledger, codes: Cells, lon: Float64Array, lat: Float64Array): void {
  if (haveOwnCodes(ledger, codes)) return;
  const first = new Map<string, number>();
  const again = new Set<string>();
  for (const i of ledger.standing()) {
    const code = codes[i];
    if (!code) continue;
    if (first.has(code)) again.add(code);
    else first.set(code, i);
  }
  if (again.size > 0)
    rejectCopies(ledger, (i) => (codes[i] && again.has(codes[i]) ? `${codes[i]}|${lon[i]},${lat[i]}` : null));
}

/** What the codes of a layer are: asked about where one stands twice, or only given a number (lines, land). */
export type Codes = 'asked' | 'numbered';

/**
 * Codes of the rows, each once: the file's own, a new one (and a repair) where one is missing or stands twice for rows that
 * differ, which is asked first; where the file has no codes, from `names` if these are all there and differ, else from
 * the row number.
 */
export function checkCodes(
  ledger: Ledger,
  field: string,
  cells: Cells | null,
  names: Cells | null,
  kind: Codes = 'numbered'
): (string | null)[] {
  if (cells !== null && kind === 'asked') askCodes(ledger, field, cells);
  const standing = ledger.standing();
  const out = new Array<string | null>(ledger.source.rows).fill(null);
  if (cells === null) {
    const trimmed = standing.map((i) => plainCell(names?.[i] ?? null));
    const byName = names !== null && !trimmed.includes('') && new Set(trimmed).size === trimmed.length;
    standing.forEach((i, k) => (out[i] = byName ? trimmed[k] : `${field[0].toUpperCase()}${ledger.row(i)}`));
    return out;
  }
  if (takeCodes(ledger, standing, cells, out)) return out;
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
    const mend = code === '' ? 'code_made' : 'duplicate_code';
    if (!ledger.mayMend(i, mend)) {
      ledger.reject(i, field, code === '' ? 'no_code' : 'code_twice', { code: code.slice(0, 40) });
      continue;
    }
    const made = code === '' ? make(`${field[0].toUpperCase()}${ledger.row(i)}`, 1) : make(code, 2);
    out[i] = made;
    ledger.repair(i, field, mend, code, made);
  }
  return out;
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Fills in the file's codes where each row has one and none stands twice; false where that is not so. */
function takeCodes(ledger: Ledger, standing: number[], cells: Cells, out: (string | null)[]): boolean {
  if (!haveOwnCodes(ledger, cells) || standing.some((i) => cells[i] === null)) return false;
  for (const i of standing) out[i] = plainCell(cells[i]);
  return true;
}

/** What `haveOwnCodes` found, by check and column. */
const ownCodes = new WeakMap<Ledger, Map<Cells, boolean>>();

/**
 * Whether the cells of the rows that stand are all different, whatever their case, or empty, and none says that it is
 * missing. Looked at once a check: rows that are rejected later change a yes in nothing, a no is looked into by who asks.
 */
function haveOwnCodes(ledger: Ledger, cells: Cells): boolean {
  const found = ownCodes.get(ledger) ?? new Map<Cells, boolean>();
  ownCodes.set(ledger, found);
  const known = found.get(cells);
  if (known !== undefined) return known;
  const filled = ledger.standing().filter((i) => cells[i] !== null);
  const codeOf = (i: number): string => plainCell(cells[i]).toLowerCase();
  let own = !filled.some((i) => isMissing(cells[i]));
  if (own) {
    const again = repeatedTexts(filled, codeOf);
    own = new Set(again.map(codeOf)).size === again.length;
  }
  found.set(cells, own);
  return own;
}

/** Digits that a spreadsheet has lost: a code in scientific notation, or 16 digits and more of which the last are zeros. */
const DIGITS_LOST = /^\d(\.\d+)?e\+?\d\d$|^\d{13,}000$/i;
const SHOWN_CODES = 12;

/** Puts codes that stand in several rows that differ to the user, and names those that a spreadsheet has cut. */
function askCodes(ledger: Ledger, field: string, cells: Cells): void {
  const own = haveOwnCodes(ledger, cells);
  const first = new Map<string, number>();
  const more = new Map<string, number[]>();
  const lost = new Map<string, number[]>();
  for (const i of ledger.standing()) {
    if (isMissing(cells[i])) continue;
    const code = plainCell(cells[i]);
    if (!own) {
      const key = code.toLowerCase();
      const before = first.get(key);
      if (before === undefined) first.set(key, i);
      else if (more.has(key)) more.get(key)!.push(i);
      else more.set(key, [before, i]);
    }
    if (code.length >= 6 && (code.length > 15 || /e/i.test(code)) && DIGITS_LOST.test(code))
      push(lost, code, i);
  }
  ledger.warnWords('code_cut', lost);
  // In the order in which the codes stand first.
  const twice = [...more.values()].sort((a, b) => a[0] - b[0]);
  if (twice.length === 0) return;
  const zh = ledger.lang === 'zh';
  const list = twice.slice(0, SHOWN_CODES).map((group) => {
    const code = plainCell(cells[group[0]]).slice(0, 40);
    return zh ? `${code}（行 ${ledger.rowList(group)}）` : `${code} (rows ${ledger.rowList(group)})`;
  });
  const { headers, columns } = ledger.source;
  const header = headers[columns.indexOf(cells)] ?? field;
  const answer = ledger.ask({
    code: 'repeated_code',
    params: {
      column: header,
      count: twice.length,
      list: list.join(zh ? '；' : '; ') + (twice.length > SHOWN_CODES ? '…' : '')
    },
    key: 'repeated_code',
    options: ['new_codes', 'first', 'aside'],
    labels: [
      { zh: '都保留，后面的换新编号', en: 'keep all; the later ones get new codes' },
      { zh: '只留第一行', en: 'keep the first row of each' },
      { zh: '都放在一边，我去改', en: 'set them all aside, I will correct them' }
    ],
    // What only counts rows (序号, fid) names nothing: there a number that stands twice is no contradiction.
    ...(isCounter(header) && { mayWait: true as const })
  });
  if (answer === 'new_codes') return;
  for (const group of twice)
    for (const i of answer === 'first' ? group.slice(1) : group)
      ledger.reject(i, field, 'code_twice', { code: plainCell(cells[i]).slice(0, 40) });
}
