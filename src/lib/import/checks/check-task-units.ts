import { NOT_ON_MAP } from '../../tables/schema.ts';
import type { Ledger } from '../ledger.ts';
import { matchUnits, UnitIndex, wantUnits } from '../meanings/match-units.ts';
import { isMissing } from '../values/numbers.ts';
import type { UnitContext } from './check-population.ts';

type Cells = (string | null)[];

/** A cell that names several units, or all: a task is counted for one. */
const SEVERAL = /[、，,;；]|^(各|所有|全部|全体)/;

/**
 * The unit of each task as the map calls it. A name that is only near one of the map is asked about; one that is near none
 * may wait, and stays as it is: a task may be the whole area's. Codes stay codes. Rows are never rejected; several units in
 * one cell are named in a warning.
 */
export function checkTaskUnits(ledger: Ledger, cells: Cells, context: UnitContext): Cells {
  if (context.units.length === 0) return cells;
  const index = new UnitIndex(context.units, context.letters);
  const several = new Map<string, number[]>();
  const asked: number[] = [];
  for (const i of ledger.standing()) {
    if (isMissing(cells[i])) continue;
    const name = cells[i]!.trim();
    if (index.ofCode(name)) continue;
    const known = index.ofName({ name, parent: null }).length > 0 || Object.hasOwn(context.same, name);
    if (known || !SEVERAL.test(name)) asked.push(i);
    else several.set(name, [...(several.get(name) ?? []), i]);
  }
  ledger.warnWords('task_units_several', several);
  const wanted = wantUnits(asked.map((i) => cells[i]!.trim()));
  const { matched, questions } = matchUnits(wanted, index, context.same, ledger.lang);
  for (const question of questions)
    ledger.questions.push(question.options[0] === NOT_ON_MAP ? { ...question, mayWait: true } : question);
  const out = [...cells];
  for (const i of asked) {
    const was = cells[i]!.trim();
    const now = matched.get(was) ?? NOT_ON_MAP;
    if (now === NOT_ON_MAP || now === was || !ledger.mayMend(i, 'unit_name')) continue;
    ledger.repair(i, 'unit_id', 'unit_name', was, now);
    out[i] = now;
  }
  return out;
}
