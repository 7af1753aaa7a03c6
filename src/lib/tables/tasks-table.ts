import type { Inputs } from '../study/inputs.ts';
import type { Column, Table } from './database.ts';

const TEXTS = [
  ...['task_id', 'rule_id', 'requirement_id', 'title', 'department_lead', 'departments', 'unit_id'],
  ...['deadline', 'unit', 'status', 'evidence', 'updated_at', 'note']
];
const NUMBERS = ['target_value', 'actual_value'];

/** The ledger of tasks as it was given, a row each, with the name of the unit; null where there is none. */
export function tasksTable({ ledgers, units }: Inputs): Table | null {
  const tasks = ledgers?.tasks;
  if (!tasks) return null;
  const rows = tasks.unit.length;
  const blank = new Array<string>(rows).fill('');
  const table: Table = new Map();
  for (const name of TEXTS) {
    const given = tasks.texts[name] ?? (name === 'note' ? remarks(tasks.texts) : undefined) ?? blank;
    const values: (string | null)[] = given.map((text) => text || null);
    // The code of a unit that was found stands for what the ledger called it.
    if (name === 'unit_id')
      tasks.unit.forEach((unit, row) => {
        if (unit >= 0) values[row] = units.code[unit];
      });
    table.set(name, { type: 'VARCHAR', values });
  }
  for (const name of NUMBERS)
    table.set(name, { type: 'DOUBLE', values: tasks.numbers[name] ?? new Float64Array(rows).fill(NaN) });
  const names: Column = {
    type: 'VARCHAR',
    values: Array.from(tasks.unit, (unit) => (unit < 0 ? null : units.name[unit]))
  };
  return table.set('unit_name', names);
}

/** What the bureau calls its notes: the import knows no field for them and keeps the column as it is called. */
function remarks(texts: Record<string, string[]>): string[] | undefined {
  const name = Object.keys(texts).find((each) => /^(备注|附注|note|notes|remarks?)$/i.test(each.trim()));
  return name === undefined ? undefined : texts[name];
}
