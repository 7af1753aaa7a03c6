import * as ledger from '../../coverage/task-ledger.ts';
import { writeCsv } from '../../report/csv.ts';
import type { Column, Table } from '../../tables/database.ts';
import type { TaskLine } from '../engine/scene.ts';

/** True where target and actual are numbers and the target is reached. */
export function isDone({ target, actual }: TaskLine): boolean {
  return actual >= target;
}

/** True where the deadline ended before `today` (ISO), the target is not reached and the status does not say that it is done. */
export function isOverdue(line: TaskLine, today: string): boolean {
  return !isDone(line) && ledger.isOverdue(line.deadline, line.status, today);
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
