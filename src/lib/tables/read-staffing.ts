import type { Facilities } from '../coverage/facilities.ts';
import type { Ledger } from '../coverage/ledgers.ts';
import { pickRows, type LedgerColumns } from './ledger-columns.ts';

/** What a row of one role says, and how its column is called behind the role: `community_worker_quota`. */
const PARTS = { count: '', quota: '_quota', licensed: '_licensed', trained: '_trained' } as const;

/**
 * The ledger `staffing` from the columns of its table. A row that names a role gives `<role>`, `<role>_quota`,
 * `<role>_licensed`, `<role>_trained`, and is NaN in the columns of other roles; columns of a table with a column a role stay
 * as they are. Of several years of one unit, facility and role only the latest counts. `unitOf` is the unit of each row.
 */
export function makeStaffing(given: LedgerColumns, unitOf: Int32Array, facilities: Facilities): Ledger {
  const rows = latestRows(given, unitOf, ['facility', 'role']);
  const { numbers, texts } = rows.length === unitOf.length ? given : pickRows(given, rows);
  const unit = Int32Array.from(rows, (i) => unitOf[i]);
  const roles = texts.role ?? [];
  const columns: Ledger['numbers'] = { ...numbers };
  for (const [part, ending] of Object.entries(PARTS)) {
    const values = numbers[part];
    if (!values) continue;
    roles.forEach((role, i) => {
      if (role === '' || Number.isNaN(values[i])) return;
      const name = `${role}${ending}`;
      columns[name] ??= new Float64Array(rows.length).fill(NaN);
      columns[name][i] = values[i];
    });
  }
  return { unit, ...facilityCodes(texts.facility, facilities), numbers: columns, texts };
}

/** Rows of the latest year of those of one unit that agree in the texts `by`; rows that say no year give way to those that do. */
export function latestRows({ numbers, texts }: LedgerColumns, unit: Int32Array, by: string[]): number[] {
  const all = Array.from(unit, (_, i) => i);
  const { year } = numbers;
  if (!year) return all;
  const keys = all.map((i) => [unit[i], ...by.map((name) => texts[name]?.[i] ?? '')].join('\n'));
  const yearOf = (i: number): number => (Number.isNaN(year[i]) ? -Infinity : year[i]);
  const latest = new Map<string, number>();
  for (const i of all) latest.set(keys[i], Math.max(latest.get(keys[i]) ?? -Infinity, yearOf(i)));
  // Rows of no unit are told apart by nothing: all of them stay.
  return all.filter((i) => unit[i] < 0 || yearOf(i) === latest.get(keys[i]));
}

/** Facilities by code, or by a name that one of them has; a word that is neither stays. */
function facilityCodes(words: string[] | undefined, facilities: Facilities): Pick<Ledger, 'facility'> {
  if (!words) return {};
  const find = createFacilityFinder(facilities);
  return {
    facility: words.map((word) => {
      const found = find(word);
      return found < 0 ? word : facilities.code[found];
    })
  };
}

/** Finds a facility by its code, else by a name that no other has; −1: none. */
export function createFacilityFinder(facilities: Facilities): (word: string) => number {
  const known = new Map<string, number>();
  facilities.name.forEach((name, i) => known.set(name, known.has(name) ? -1 : i));
  facilities.code.forEach((code, i) => known.set(code, i));
  known.delete('');
  return (word) => known.get(word) ?? -1;
}
