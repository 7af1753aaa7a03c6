import type { Where } from '../standards/compute.ts';
import type { Evidence } from './evidence.ts';
import type { Facilities } from './facilities.ts';
import type { Ledger, LedgerTable } from './ledgers.ts';
import { noData, totalsOf, type Verdict } from './verdict.ts';

/** A column of a table as rules read it: numbers with NaN, or texts with '', where it is not given. */
export type RuleColumn =
  { numbers: ArrayLike<number>; texts: null } | { numbers: null; texts: ArrayLike<string> };

/** Amounts of which tables write 0 where they are not known; no beds and no places are something that one can have. */
const ZERO_IS_BLANK = new Set(['floor_area_m2', 'total_floor_area_m2', 'households']);

/** The least number of a column that is known: more than 0 where tables write 0 for what is not, else any. */
export function leastKnown(column: string): number {
  return ZERO_IS_BLANK.has(splitColumn(column)[1]) ? Number.MIN_VALUE : -Infinity;
}

/** Table and column of `table.column`. */
export function splitColumn(column: string): [table: string, name: string] {
  const dot = column.indexOf('.');
  return [column.slice(0, dot), column.slice(dot + 1)];
}

/**
 * A column by its name in rules, a row a facility, a unit (`admin_units`) or a row of the ledger; null where the study has no such
 * column. Totals of units are those of `totalsOf`.
 */
export function columnOf(evidence: Evidence, column: string): RuleColumn | null {
  const [table, name] = splitColumn(column);
  if (table === 'facilities') return facilityColumn(evidence.facilities, name);
  if (table === 'admin_units') return unitColumn(evidence, name);
  const ledger = evidence.ledgers[table as LedgerTable];
  return ledger === undefined ? null : ledgerColumn(ledger, name);
}

function ledgerColumn({ numbers, texts }: Ledger, name: string): RuleColumn | null {
  if (numbers[name] !== undefined) return { numbers: numbers[name], texts: null };
  return texts[name] === undefined ? null : { numbers: null, texts: texts[name] };
}

function facilityColumn(facilities: Facilities, name: string): RuleColumn | null {
  const { floorAreaM2, beds, capacity, category, servesUnit, numbers = {}, texts = {} } = facilities;
  const own = { floor_area_m2: floorAreaM2, beds, capacity, ...numbers }[name];
  if (own !== undefined) return { numbers: own, texts: null };
  const text = { category, serves_unit_id: servesUnit, ...texts }[name];
  return text === undefined ? null : { numbers: null, texts: text };
}

function unitColumn({ units, ledgers }: Evidence, name: string): RuleColumn | null {
  if (units.totals[name] !== undefined) return { numbers: totalsOf(units, name), texts: null };
  if (name === 'is_rural') return { numbers: units.isRural, texts: null };
  if (name === 'level') return { numbers: null, texts: units.level };
  const found = ledgers.admin_units && ledgerColumn(ledgers.admin_units, name);
  if (!found) return null;
  const { unit } = ledgers.admin_units!;
  if (found.numbers) {
    const values = new Float64Array(units.code.length).fill(NaN);
    unit.forEach((each, row) => each >= 0 && (values[each] = found.numbers[row]));
    return { numbers: values, texts: null };
  }
  const texts = new Array<string>(units.code.length).fill('');
  unit.forEach((each, row) => each >= 0 && (texts[each] = found.texts[row]));
  return { numbers: null, texts };
}

/** True where the study has a value of the column anywhere; `table.*` where it has the table. */
export function isGiven(evidence: Evidence, column: string): boolean {
  const [table, name] = splitColumn(column);
  if (evidence.inputs.has(column)) return true;
  if (name === '*') {
    if (table === 'facilities' || table === 'admin_units') return true;
    return (evidence.ledgers[table as LedgerTable]?.unit.length ?? 0) > 0;
  }
  if (table === 'facilities') return false;
  const found = columnOf(evidence, column);
  if (found === null) return false;
  const least = leastKnown(column);
  return found.numbers
    ? Array.prototype.some.call(found.numbers, (value: number) => value >= least)
    : Array.prototype.some.call(found.texts, (text: string) => text !== '');
}

/** No data, naming those of `columns` of which the study has no value at all; null where it has all. */
export function missingOf(evidence: Evidence, columns: string[]): Verdict | null {
  const missing = [...new Set(columns)].filter((column) => !isGiven(evidence, column));
  return missing.length === 0 ? null : noData('missing-input', missing.join(', '));
}

/** Whether a row is so: 1 yes, 0 no, −1 not known. */
export type Answer = 1 | 0 | -1;

/** Tells of a row of a table whether all of `where` hold. A row that fails one does not count, whatever the others are. */
export function testRows(evidence: Evidence, table: string, where: Where[]): (row: number) => Answer {
  const tests = where.map((each) => testOne(evidence, table, each));
  if (tests.length === 1) return tests[0];
  return (row) => {
    let answer: Answer = 1;
    for (const test of tests) {
      const said = test(row);
      if (said === 0) return 0;
      if (said < 0) answer = -1;
    }
    return answer;
  };
}

function testOne(evidence: Evidence, table: string, where: Where): (row: number) => Answer {
  const [of] = splitColumn(where.column);
  const column = columnOf(evidence, where.column);
  if (column === null) return () => -1;
  const test = testValue(where, column);
  if (of === table) return test;
  if (table === 'facilities' && of === 'estates') return throughEstate(evidence, test);
  const unit = evidence.ledgers[table as LedgerTable]?.unit;
  if (of !== 'admin_units' || unit === undefined) return () => -1;
  return (row) => (unit[row] < 0 ? -1 : test(unit[row]));
}

/** Words that people write in a column of texts for no. */
const NO = new Set(['无', '否', '没有', 'no', 'none', 'false', '0']);

/** Tells whether the value of a row is so. */
export function testValue(where: Where, column: RuleColumn): (row: number) => Answer {
  const { is, any, not, least = -Infinity, most = Infinity } = where;
  const say = (isSo: boolean): Answer => (isSo ? 1 : 0);
  if (column.numbers) {
    const { numbers } = column;
    return (row) => {
      const value = numbers[row];
      if (value === undefined || Number.isNaN(value)) return -1;
      if (any !== undefined) return say(any.includes(String(value)));
      if (not !== undefined) return say(!not.includes(String(value)));
      if (typeof is === 'boolean') return say(value > 0 === is);
      return say(is === undefined ? value >= least && value <= most : value === Number(is));
    };
  }
  const { texts } = column;
  return (row) => {
    const text = texts[row] ?? '';
    if (text === '') return -1;
    if (any !== undefined) return say(wordsOf(text).some((word) => any.includes(word)));
    if (not !== undefined) return say(!wordsOf(text).some((word) => not.includes(word)));
    if (typeof is === 'boolean') return say(!NO.has(text.toLowerCase()) === is);
    if (is !== undefined) return say(text === String(is));
    const value = Number(text);
    return Number.isNaN(value) ? -1 : say(value >= least && value <= most);
  };
}

/** The words of a list of words. */
export function wordsOf(text: string): string[] {
  return text.split(';').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
}

const estates = new WeakMap<string[], { of: Ledger; rows: Int32Array }>();
const NONE: string[] = [];

/** Row in the ledger `estates` of each facility's estate, −1: it names none that is there. */
export function estatesOf({ facilities, ledgers }: Evidence): Int32Array {
  const named = facilities.texts?.estate_id ?? NONE;
  const before = estates.get(named);
  if (before && before.of === ledgers.estates && before.rows.length === facilities.category.length)
    return before.rows;
  const byCode = new Map(ledgers.estates?.texts.estate_id?.map((code, row) => [code, row]));
  byCode.delete('');
  const rows = Int32Array.from(facilities.category, (_, facility) => byCode.get(named[facility]) ?? -1);
  if (ledgers.estates) estates.set(named, { of: ledgers.estates, rows });
  return rows;
}

/** Of a facility that names no estate it is known where all estates of its community are so, or none is. */
function throughEstate(evidence: Evidence, test: (estate: number) => Answer): (facility: number) => Answer {
  const estate = estatesOf(evidence);
  const { unit } = evidence.ledgers.estates!;
  const ofUnit = new Map<number, Answer>();
  unit.forEach((each, row) => {
    const said = test(row);
    const before = ofUnit.get(each);
    ofUnit.set(each, before === undefined || before === said ? said : -1);
  });
  const { unit: community } = evidence.placement('community');
  return (facility) =>
    estate[facility] >= 0 ? test(estate[facility]) : (ofUnit.get(community[facility]) ?? -1);
}
