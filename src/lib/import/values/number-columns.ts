import type { Ledger } from '../ledger.ts';
import { plainCell, readAbout, readNumber, type ReadNumber } from './numbers.ts';
import { headerUnit, readUnit, type Unit, type UnitKind } from './units.ts';

type Cells = (string | null)[];
type How = ReadNumber['how'] | 'about';

/** Reads the cells of one column of numbers; null is no number. */
export type NumberReader = (cell: string | null) => { value: number; how: How } | null;

const kindOf = (field: string): UnitKind => {
  if (field.endsWith('_m2')) return 'area';
  return field === 'cost' ? 'money' : 'count';
};

/**
 * The reader of a column, in the unit of its header (常住人口（万人）), or in the one that the user says where some cells
 * state a unit and others do not; numbers that are only about so many count if the user agrees.
 */
export function numberReader(ledger: Ledger, field: string, header: string, cells: Cells): NumberReader {
  const kind = kindOf(field);
  const stated = headerUnit(header);
  const fits = stated && (stated.kind === kind || stated.kind === 'any') ? { ...stated, kind } : null;
  if (fits && fits.times !== 1)
    ledger.warn('header_unit', { column: header, times: Number(fits.times.toPrecision(6)) });
  const odd = oddCells(ledger, cells);
  const unit = fits ?? askUnit(ledger, field, header, kind, odd) ?? { kind, times: 1 };
  const about = odd.filter((i) => readNumber(cells[i], unit) === null && readAbout(cells[i], unit) !== null);
  const taken = about.length > 0 && askAbout(ledger, field, header, cells, about) === 'yes';
  return (cell) => {
    const read = readNumber(cell, unit);
    if (read !== null || !taken) return read;
    const value = readAbout(cell, unit);
    return value === null ? null : { value, how: 'about' };
  };
}

/** Rows whose cell does not end in a digit, or not begin with one: all others are plain numbers. */
function oddCells(ledger: Ledger, cells: Cells): number[] {
  const out: number[] = [];
  const digit = (code: number): boolean => code >= 0x30 && code <= 0x39;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (cell === null || cell === '') continue;
    const plain = digit(cell.charCodeAt(0)) && digit(cell.charCodeAt(cell.length - 1));
    if (!plain && ledger.stands(i)) out.push(i);
  }
  return out;
}

/** Which unit the bare numbers of a column of areas are in, where its other cells state theirs; null where it is plain. */
function askUnit(ledger: Ledger, field: string, header: string, kind: UnitKind, odd: number[]): Unit | null {
  if (kind !== 'area') return null;
  const cells = ledger.source.columns[ledger.source.headers.indexOf(header)] ?? [];
  const words = new Map<string, number>();
  for (const i of odd) {
    const bare = plainCell(cells[i]).replace(/^[\s\d.,+-]+/, '');
    const word = readUnit(bare) ? bare : bare.replace(/^[零〇一二两三四五六七八九十百千万亿]+/, '');
    if (readUnit(word)?.kind === 'area') words.set(word, (words.get(word) ?? 0) + 1);
  }
  const sizes = [...words.keys()].map((word) => readUnit(word)!.times);
  if (!sizes.some((times) => times !== 1)) return null;
  const plain = cells.filter((cell, i) => cell !== null && /^[\s\d.,]+$/.test(cell) && ledger.stands(i));
  if (plain.length === 0) return null;
  const often = [...words].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  const options = [...new Set(['㎡', ...often.filter((word) => word !== 'm2')])];
  // The likeliest unit is that in which the bare numbers are about as large as the others.
  const read = (list: Cells): number[] =>
    list.map((cell) => readNumber(cell, { kind, times: 1 })?.value ?? NaN).filter((value) => value > 0);
  const size = middle(read(odd.map((i) => cells[i]))) / middle(read(plain));
  const off = (word: string): number => Math.abs(Math.log(readUnit(word)!.times / size));
  if (size > 0 && size < Infinity) options.sort((a, b) => off(a) - off(b));
  const said = ledger.ask({
    code: 'ask_unit',
    params: { column: header, count: plain.length, words: often.join('、') },
    key: `unit:${field}`,
    options
  });
  return readUnit(said);
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

function askAbout(ledger: Ledger, field: string, header: string, cells: Cells, about: number[]): string {
  const words = new Map(about.map((i) => [plainCell(cells[i]), [i]]));
  return ledger.ask({
    code: 'ask_about',
    params: {
      column: header,
      count: about.length,
      words: [...words.keys()].slice(0, 8).join('、').slice(0, 120)
    },
    key: `about:${field}`,
    mayWait: true,
    options: ['no', 'yes'],
    labels: [
      { zh: '按缺失处理', en: 'take them as missing' },
      { zh: '按写的数计', en: 'take the number as written' }
    ]
  });
}
