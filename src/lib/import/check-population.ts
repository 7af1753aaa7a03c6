import type { Ledger } from './ledger.ts';
import { isMissing, plainCell } from './numbers.ts';
import { NOT_ON_MAP } from '../tables/schema.ts';
import { matchUnitNames } from './unit-names.ts';

const TOTALS = /^(合计|总计|小计|共计|总数|全部|全街道|total|sum|subtotal)[:：]?$/i;

/**
 * The unit of each row of a population table, by its name on the map where `known` has any. Rows without a unit, of
 * totals, and of a unit that stands twice are rejected; names that the map lacks become questions.
 */
export function checkUnits(
  ledger: Ledger,
  cells: (string | null)[],
  known: string[],
  same: Record<string, string>
): (string | null)[] {
  const out = new Array<string | null>(cells.length).fill(null);
  for (const i of ledger.standing()) {
    const name = plainCell(cells[i]);
    if (isMissing(cells[i])) ledger.reject(i, 'unit', 'no_unit');
    else if (TOTALS.test(name.replace(/\s/g, ''))) ledger.reject(i, 'unit', 'total_row', { name });
    else out[i] = cells[i]!.trim();
  }
  const wanted = ledger.standing().map((i) => out[i]!);
  const { matched, questions } =
    known.length > 0
      ? matchUnitNames(wanted, known, same, ledger.lang)
      : { matched: new Map(Object.entries(same)), questions: [] };
  ledger.questions.push(...questions);
  const first = new Map<string, number>();
  for (const i of ledger.standing()) {
    const was = out[i]!;
    const name = matched.get(was) ?? was;
    if (name === NOT_ON_MAP) {
      ledger.reject(i, 'unit', 'not_on_map', { name: was });
      continue;
    }
    const before = first.get(name);
    if (before !== undefined) {
      ledger.reject(i, 'unit', 'duplicate_unit', { name: was, first: ledger.row(before) });
      continue;
    }
    first.set(name, i);
    out[i] = name;
    if (name !== was) ledger.repair(i, 'unit', 'unit_name', was, name);
  }
  return out;
}
