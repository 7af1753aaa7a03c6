import { fieldWord, type Kind } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import { codeOfWord, codesOfList } from '../meanings/word-codes.ts';
import { isMissing, plainCell, plainNumber } from '../values/numbers.ts';
import { readHours } from '../values/read-hours.ts';
import { readHas, readTally } from '../values/read-tally.ts';
import { checkFlags, checkNumbers } from './check-values.ts';

type Cells = (string | null)[];

/** The values of a column whose field is of a kind of its own: numbers, or codes as text. */
export function checkKind(
  ledger: Ledger,
  kind: Kind,
  field: string,
  header: string,
  cells: Cells
): Float64Array | Cells {
  if (kind === 'flag') return checkFlags(ledger, field, header, cells);
  if (kind === 'has') return checkFlags(ledger, field, header, cells, readHas);
  if (kind === 'percent') return checkPercents(ledger, field, header, cells);
  if (kind === 'tally') return checkTallies(ledger, field, header, cells);
  if (kind === 'hours') return checkHours(ledger, field, header, cells);
  return kind === 'list' ? checkLists(ledger, field, cells) : checkWords(field, cells);
}

/**
 * Percents of a column. `85%` is 85; where no cell has the sign and all lie between 0 and 1, it is asked whether they are
 * shares, which the likeliest answer makes percents.
 */
function checkPercents(ledger: Ledger, field: string, header: string, cells: Cells): Float64Array {
  let signs = 0;
  const bare = cells.map((cell, i) => {
    const found = /^(.*\d)\s*%$/.exec(plainCell(cell));
    if (!found) return cell;
    signs++;
    // 0.85 beside 85% would be a share; with the sign behind it, it is not.
    if (ledger.stands(i) && ledger.mayMend(i, 'percent_read'))
      ledger.repair(i, field, 'percent_read', cell!, found[1]);
    return found[1];
  });
  const out = checkNumbers(ledger, field, header, bare);
  const given = ledger.standing().filter((i) => !Number.isNaN(out[i]));
  const areShares = given.every((i) => out[i] <= 1) && given.some((i) => out[i] > 0 && out[i] < 1);
  if (signs > 0 || !areShares) return out;
  const answer = ledger.ask({
    code: 'ask_share',
    params: {
      column: header,
      count: given.length,
      example: out[given.find((i) => out[i] > 0 && out[i] < 1)!]
    },
    key: `share:${field}`,
    options: ['share', 'percent'],
    labels: [
      { zh: '是比例，0.85 就是 85%', en: 'shares: 0.85 is 85 %' },
      { zh: '就是百分数', en: 'percents as they stand' }
    ],
    mayWait: true
  });
  // To 12 digits, so that 0.29 is 29 and not 28.999999999999996.
  return answer === 'percent' ? out : out.map((value) => Number((value * 100).toPrecision(12)));
}

/** How many there are; names are counted, and stand neither in the table nor in the report. */
function checkTallies(ledger: Ledger, field: string, header: string, cells: Cells): Float64Array {
  let named = 0;
  const out = Float64Array.from(cells, (cell, i) => {
    const read = readTally(cell);
    if (read === null) return unread(ledger, field, header, cell, i);
    if (read.names && ledger.stands(i)) named++;
    return read.value;
  });
  if (named > 0) ledger.warn('names_counted', { column: header, count: named });
  return out;
}

function checkHours(ledger: Ledger, field: string, header: string, cells: Cells): Float64Array {
  const known = new Map<string | null, number | null>();
  return Float64Array.from(cells, (cell, i) => {
    let hours = known.get(cell);
    if (hours === undefined) known.set(cell, (hours = readHours(cell)));
    if (hours === null) return unread(ledger, field, header, cell, i);
    if (Number.isNaN(hours) || !ledger.stands(i) || hours === plainNumber(plainCell(cell))) return hours;
    if (!ledger.mayMend(i, 'hours_read')) return NaN;
    ledger.repair(i, field, 'hours_read', cell!, String(hours));
    return hours;
  });
}

/** What can't be read is missing and listed, or its row is rejected where the user refuses that. */
function unread(ledger: Ledger, field: string, header: string, cell: string | null, i: number): number {
  if (!ledger.stands(i)) return NaN;
  if (ledger.mayMend(i, 'number_missing')) ledger.repair(i, field, 'number_missing', cell ?? '', '');
  else ledger.reject(i, field, 'not_a_number', { column: header, value: (cell ?? '').trim().slice(0, 40) });
  return NaN;
}

/** Lists of words as codes with `;` between; words that are no code stay and are named. */
function checkLists(ledger: Ledger, field: string, cells: Cells): Cells {
  const unknown = new Map<string, number[]>();
  const known = new Map<string | null, ReturnType<typeof codesOfList>>();
  const out = cells.map((cell, i) => {
    if (!ledger.stands(i)) return null;
    let read = known.get(cell);
    if (read === undefined) known.set(cell, (read = codesOfList(field, cell)));
    for (const word of read?.unknown ?? []) push(unknown, word, i);
    return read?.text ?? null;
  });
  ledger.warnWords('words_unknown', unknown, { field, field_zh: fieldWord(field) });
  return out;
}

/** Words as codes, where they stand for one; others stay. */
function checkWords(field: string, cells: Cells): Cells {
  return cells.map((cell) => (field !== 'property_mgmt' && isMissing(cell) ? null : codeOfWord(field, cell)));
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
