import { isCounter, rankName } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import type { Match } from '../meanings/match-columns.ts';
import type { Layer } from '../report.ts';
import { isMissing } from '../values/numbers.ts';

/** The bureau's own tables: each of their columns is there for some rule, and one that is not known leaves that without data. */
const LEDGERS: readonly Layer[] = ['staffing', 'unit_status', 'visits', 'tasks', 'estates'];

/** More columns are counted, not named. */
const MOST_NAMED = 30;

/** Remarks for people, which no rule could read. */
const REMARKS = /^(备注|附注|说明|notes?|remarks?|comments?)$/i;

/** What a column beside the unit's says of it, which is looked at to find it on the map. */
const OF_UNIT = ['parent', 'unit_id', 'name'];

/**
 * Names the columns of a bureau's table that are kept but used for no field. Let be: remarks, and those that only number the rows,
 * are empty, tell where the unit is, or are left out (`left`) as personal data.
 */
export function warnUnused(ledger: Ledger, as: Layer, matches: Match[], left: ReadonlySet<number>): void {
  if (!LEDGERS.includes(as)) return;
  const { headers, columns } = ledger.source;
  const used = new Set(matches.map(({ column }) => column));
  const ofUnit = (header: string): boolean =>
    as !== 'estates' && OF_UNIT.some((field) => rankName('communities', field, header) >= 0);
  // What was added up is used by the sum.
  const summed = new Set(matches.flatMap(({ column }) => headers[column].split('+')));
  const unused = headers.filter(
    (header, column) =>
      !used.has(column) &&
      !left.has(column) &&
      !summed.has(header) &&
      !isCounter(header) &&
      !REMARKS.test(header.trim()) &&
      !ofUnit(header) &&
      ledger.standing().some((i) => !isMissing(columns[column][i]))
  );
  if (unused.length === 0) return;
  const zh = ledger.lang === 'zh';
  const shown = unused.slice(0, MOST_NAMED).map((header) => header.slice(0, 40));
  ledger.warn('columns_unused', {
    count: unused.length,
    columns: shown.join(zh ? '、' : ', ') + (unused.length > shown.length ? '…' : '')
  });
}
