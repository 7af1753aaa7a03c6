import type { Remark } from '../../../src/lib/coverage/coverage.ts';
import type { LedgerRow } from './rule-town.ts';

/**
 * A row of a table of the bureau's a unit, from the south-west community on: values by column; NaN: an empty cell, and units after
 * the last value have no row.
 */
export function rowsOf(columns: Record<string, number[]>): LedgerRow[] {
  const names = Object.keys(columns);
  const count = Math.max(0, ...names.map((name) => columns[name].length));
  return Array.from({ length: count }, (_, unit) => ({
    unit,
    ...Object.fromEntries(names.map((name) => [name, columns[name][unit]]))
  }));
}

/** Why a row has no data: the study (or all that the row rests on) lacks a column, given as `table.column`. */
export const lacks = (what: string): Remark => ({ code: 'missing-input', what });

/** Why a row has no data: the table has no row of the unit. */
export const hasNoRow = (what: string): Remark => ({ code: 'no-row', what });

/** Why a row has no data: some of the rows do not say it, as `table.column: how many / of how many`. */
export const saysSome = (what: string): Remark => ({ code: 'incomplete', what });

/** Why a rule for towns (or the country) does not ask a unit. */
export const outOf = (scope: 'urban' | 'rural'): Remark => ({ code: 'scope', what: scope });
