import { withParents } from '../demand/levels.ts';
import type { Among, Where } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import { isVerdict, sumAmount } from './amounts.ts';
import type { Evidence } from './evidence.ts';
import { columnOf, splitColumn, testValue, type Answer } from './table-rows.ts';

/** Units that rules count, by the unit they lie in or are: those meant, and those of which it is not known. */
export interface UnitsAmong {
  of(unit: number): readonly number[];
  maybe(unit: number): readonly number[];
}

/** Finds the units at or below each unit that are of the kind `among`; of communities only those that the rule asks. */
export function unitsAmong(standard: Standard, evidence: Evidence, among: Among): UnitsAmong {
  const { units } = evidence;
  const { scope } = standard;
  const levels = new Set([among.level, among.also_level]);
  const tests = (among.where ?? []).map((where) => tellUnits(standard, evidence, where));
  const [sure, unsure] = [new Map<number, number[]>(), new Map<number, number[]>()];
  const whole = units.code.length - 1;
  units.level.forEach((level, unit) => {
    if (!levels.has(level as Among['level']) || unit === whole) return;
    const isRural = units.isRural[unit] === 1;
    if (among.rural !== undefined && among.rural !== isRural) return;
    if (level === 'community' && !(isRural ? scope.rural : scope.urban)) return;
    const said = tests.map((test) => test(unit));
    if (said.includes(0)) return;
    const below = said.includes(-1) ? unsure : sure;
    for (const above of withParents(units, unit)) {
      const list = below.get(above);
      if (list === undefined) below.set(above, [unit]);
      else list.push(unit);
    }
  });
  return { of: (unit) => sure.get(unit) ?? [], maybe: (unit) => unsure.get(unit) ?? [] };
}

/**
 * Tells of a unit whether a column is so: a number by its sum in the unit; a text, or what units say of themselves with yes and
 * no, where a row of the unit says so: a title of a village is not one of its township.
 */
export function tellUnits(standard: Standard, evidence: Evidence, where: Where): (unit: number) => Answer {
  const column = columnOf(evidence, where.column);
  if (column === null) return () => -1;
  const [table] = splitColumn(where.column);
  const isOwn = typeof where.is === 'boolean' && OF_THEMSELVES.has(table);
  if (column.numbers && !isOwn) return tellByNumber(standard, evidence, where);
  const test = testValue(where, column);
  if (table === 'admin_units') return test;
  const ledger = evidence.ledgers[table as keyof Evidence['ledgers']];
  const said = new Int8Array(evidence.units.code.length).fill(-1);
  ledger?.unit.forEach((unit, row) => {
    if (unit >= 0) said[unit] = Math.max(said[unit], test(row));
  });
  return (unit) => said[unit] as Answer;
}

/** Tables in which units speak of themselves. */
const OF_THEMSELVES = new Set(['admin_units', 'unit_status']);

function tellByNumber(standard: Standard, evidence: Evidence, where: Where): (unit: number) => Answer {
  const summed = sumAmount(standard, evidence, { sum: where.column });
  const value = Float64Array.of(0);
  const test = testValue(where, { numbers: value, texts: null });
  return (unit) => {
    const found = summed(unit);
    if (isVerdict(found) || found.known === 0) return -1;
    value[0] = found.value;
    const said = test(0);
    // Rows that are not known can only add to what is.
    const more =
      typeof where.is === 'boolean' ? where.is : where.least !== undefined && where.most === undefined;
    return found.unknown > 0 && !(said === 1 && more) ? -1 : said;
  };
}
