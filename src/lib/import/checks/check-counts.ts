import type { Numbers } from './check-values.ts';
import { headerUnit } from '../values/units.ts';
import { fieldWord } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import { readNumber } from '../values/numbers.ts';
import type { ReasonCode } from '../reasons.ts';

/** No district has so many people; the largest of China has some 6 million. */
const MOST_PEOPLE = 30_000_000;
/** More people than this to a household, on the average of a unit, is a column in the wrong place. */
const MOST_PER_HOUSEHOLD = 20;

/** Pairs of which the first is part of the second, and so cannot be more. */
const PARTS: [part: string, whole: string][] = [
  ['pop_60p', 'pop_resident'],
  ['pop_65p', 'pop_60p'],
  ['pop_65p', 'pop_resident'],
  ['pop_80p', 'pop_65p'],
  ['pop_80p', 'pop_60p'],
  ['pop_80p', 'pop_resident'],
  ['pop_0_2', 'pop_0_17'],
  ['pop_3_5', 'pop_0_17'],
  ['pop_6_11', 'pop_0_17'],
  ['pop_0_17', 'pop_resident'],
  ['pop_18_59', 'pop_resident'],
  ['pop_disabled', 'pop_resident'],
  ['households', 'pop_resident']
];

/**
 * Holds the numbers of people of each row against each other. A count beyond any district is set aside with its row
 * (`rejects`), or is missing where the row is more than its numbers; numbers that contradict each other are kept and named
 * with the rule, for which of the two is wrong is not known.
 */
export function checkCounts(ledger: Ledger, columns: Numbers[], rejects: boolean): void {
  const people = columns.filter(({ field }) => field === 'households' || field.startsWith('pop_'));
  if (people.length === 0) return;
  for (const { field, header, cells, values } of people)
    for (let i = 0; i < values.length; i++) {
      if (!(values[i] > MOST_PEOPLE) || !ledger.stands(i)) continue;
      const value = (cells[i] ?? '').slice(0, 40);
      if (rejects || !ledger.mayMend(i, 'count_dropped'))
        ledger.reject(i, field, 'count_beyond', { column: header, value });
      else ledger.repair(i, field, 'count_dropped', value, '');
      values[i] = NaN;
    }
  const standing = ledger.standing();
  warnDecimals(ledger, people, standing);
  const of = new Map(people.map((column) => [column.field, column.values]));
  const told = new Set<number>();
  for (const [part, whole] of PARTS) {
    const [a, b] = [of.get(part), of.get(whole)];
    if (!a || !b) continue;
    const rows = standing.filter((i) => a[i] > b[i] && !told.has(i));
    for (const i of rows) told.add(i);
    warnRule(ledger, 'part_above_whole', rows, a, b, part, whole);
  }
  const [residents, households] = [of.get('pop_resident'), of.get('households')];
  if (residents && households) {
    const rows = standing.filter(
      (i) => residents[i] > MOST_PER_HOUSEHOLD * households[i] && households[i] > 0 && residents[i] > 1000
    );
    warnRule(ledger, 'crowded_households', rows, residents, households, 'pop_resident', 'households');
  }
}

function warnRule(
  ledger: Ledger,
  code: ReasonCode,
  rows: number[],
  a: Float64Array,
  b: Float64Array,
  first: string,
  second: string
): void {
  if (rows.length === 0) return;
  const zh = ledger.lang === 'zh';
  const list = rows
    .slice(0, 12)
    .map((i) => (zh ? `第 ${ledger.row(i)} 行 ${a[i]} / ${b[i]}` : `row ${ledger.row(i)} ${a[i]} / ${b[i]}`));
  ledger.warn(code, {
    count: rows.length,
    first_zh: fieldWord(first),
    second_zh: fieldWord(second),
    first,
    second,
    most: MOST_PER_HOUSEHOLD,
    list: list.join(zh ? '、' : ', ') + (rows.length > list.length ? '…' : '')
  });
}

/** People come whole; parts of one are an estimate, or a column of something else. */
function warnDecimals(ledger: Ledger, people: Numbers[], standing: number[]): void {
  for (const { header, values } of people) {
    const rows = standing.filter((i) => !Number.isInteger(values[i]) && !Number.isNaN(values[i]));
    if (rows.length > 0)
      ledger.warn('decimal_people', { column: header, count: rows.length, rows: ledger.rowList(rows) });
  }
}

/**
 * Holds the row of the total, where the table has just one, against the sum of the rows that count. `totals` are the rows
 * that were set aside as totals; a row among them that is a subtotal by its name is let be.
 */
export function checkTotals(ledger: Ledger, columns: Numbers[], units: (string | null)[]): void {
  const totals = units.flatMap((name, i) =>
    ledger.rejectedAs(i) === 'total_row' && !/小计|subtotal/i.test(name ?? '') ? [i] : []
  );
  if (totals.length !== 1) return;
  const [total] = totals;
  const standing = ledger.standing();
  for (const { header, cells, values } of columns) {
    // Read here: the row may have been set aside before its numbers were.
    const times = headerUnit(header)?.times ?? 1;
    const stated = (readNumber(cells[total])?.value ?? NaN) * times;
    if (Number.isNaN(stated)) continue;
    const sum = standing.reduce((all, i) => all + (Number.isNaN(values[i]) ? 0 : values[i]), 0);
    // A total of 5.97 万 is rounded to 100 people: what rounding explains is no difference.
    const rounding = times === 1 ? 0 : (times * 10 ** -decimalsOf(cells[total])) / 2;
    if (Math.abs(sum - stated) > rounding + 1e-6 * Math.max(1, Math.abs(stated)))
      ledger.warn('total_differs', {
        column: header,
        row: ledger.row(total),
        stated,
        sum: Number(sum.toFixed(6)),
        difference: Number((sum - stated).toFixed(6))
      });
  }
}

const decimalsOf = (cell: string | null): number => /\.(\d+)/.exec(cell ?? '')?.[1].length ?? 0;

/** Columns in which 0 often stands for "not known"; of the first kind nothing can be 0. */
const NEVER_ZERO = new Set(['floor_area_m2', 'footprint_m2', 'storeys']);
const SELDOM_ZERO = new Set(['beds', 'capacity']);

/**
 * Asks what 0 means in a column of areas, storeys, beds or places where more than a fifth of what is filled in is 0, and
 * makes it missing (and lists it) where it means "not known". Nothing has an area of 0; no beds is something a place can have.
 */
export function settleZeros(ledger: Ledger, { field, header, values }: Numbers): void {
  const never = NEVER_ZERO.has(field);
  if (!never && !SELDOM_ZERO.has(field)) return;
  let filled = 0;
  const zeros: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]) || !ledger.stands(i)) continue;
    filled++;
    if (values[i] === 0) zeros.push(i);
  }
  if (zeros.length === 0 || zeros.length <= filled * 0.2) return;
  const answer = ledger.ask({
    code: 'zero_values',
    params: { column: header, count: zeros.length, filled },
    key: `zero:${field}`,
    options: never ? ['unknown', 'zero'] : ['zero', 'unknown'],
    labels: never ? [NOT_KNOWN, IS_ZERO] : [IS_ZERO, NOT_KNOWN],
    mayWait: true
  });
  if (answer !== 'unknown') return;
  for (const i of zeros) {
    if (!ledger.mayMend(i, 'zero_dropped')) continue;
    ledger.repair(i, field, 'zero_dropped', '0', '');
    values[i] = NaN;
  }
}

const NOT_KNOWN = { zh: '不详（按空白）', en: 'not known (taken as blank)' };
const IS_ZERO = { zh: '就是 0', en: 'it is 0' };
