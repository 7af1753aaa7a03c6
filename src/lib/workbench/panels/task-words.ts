import { writeCsv } from '../../report/csv.ts';
import type { Column, Table } from '../../tables/database.ts';
import type { TaskLine } from '../engine/scene.ts';

/** True where target and actual are numbers and the target is reached. */
export function isDone({ target, actual }: TaskLine): boolean {
  return actual >= target;
}

/** True where the deadline (a day, month or year, to its last day) lies before `today` (ISO) and the target is not reached. */
export function isOverdue(line: TaskLine, today: string): boolean {
  const { deadline, status } = line;
  if (!/^\d{4}(-\d{2}){0,2}$/.test(deadline)) return false;
  return deadline < today.slice(0, deadline.length) && !isDone(line) && !/完成|达标|done|met/i.test(status);
}

/** The ledger as a CSV with the columns that the import knows. */
export function tasksCsv(lines: TaskLine[]): Uint8Array {
  const text = (of: (line: TaskLine) => string): Column => ({ type: 'VARCHAR', values: lines.map(of) });
  const number = (of: (line: TaskLine) => number): Column => ({
    type: 'DOUBLE',
    values: Float64Array.from(lines, of)
  });
  const table: Table = new Map([
    ['task_id', text(({ id }) => id)],
    ['rule_id', text(({ rule }) => rule)],
    ['requirement_id', text(({ requirement }) => requirement)],
    ['title', text(({ title }) => title)],
    ['department_lead', text(({ lead }) => lead)],
    ['departments', text(({ joint }) => joint.join(';'))],
    ['unit_id', text(({ unit }) => unit)],
    ['deadline', text(({ deadline }) => deadline)],
    ['target_value', number(({ target }) => target)],
    ['actual_value', number(({ actual }) => actual)],
    ['unit', text(({ unitOfValue }) => unitOfValue)],
    ['status', text(({ status }) => status)],
    ['evidence', text(({ evidence }) => evidence)],
    ['updated_at', text(({ updated }) => updated)]
  ]);
  return writeCsv(table, { bom: true });
}
