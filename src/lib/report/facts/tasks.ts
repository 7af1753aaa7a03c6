import { isDone, isOverdue } from '../../coverage/task-ledger.ts';
import { unitWord } from '../../standards/unit-words.ts';
import type { Dossier, ReportOptions } from '../dossier.ts';
import type { TaskFacts } from '../facts.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import { readTable } from './table-reader.ts';

/** The ledger of tasks in its order, judged by the day of the report. */
export function readTasks({ tables }: Dossier, names: Names, { date, language }: ReportOptions): TaskFacts[] {
  const table = readTable(tables.get('tasks'));
  return Array.from({ length: table.rows }, (_, row): TaskFacts => {
    const raw = (name: string) => table.text(name, row);
    const text = (name: string) => plainText(raw(name));
    const [deadline, status, unit] = [text('deadline'), text('status'), raw('unit_id')];
    return {
      id: text('task_id'),
      rule: text('rule_id'),
      requirement: text('requirement_id'),
      title: text('title'),
      lead: text('department_lead'),
      departments: text('departments'),
      unit,
      unitName: text('unit_name') || names.unit(unit),
      deadline,
      target: table.number('target_value', row),
      actual: table.number('actual_value', row),
      unitOfValue: plainText(unitWord(raw('unit'), language)),
      status,
      evidence: text('evidence'),
      updated: text('updated_at'),
      note: text('note'),
      isDone: isDone(status),
      isOverdue: isOverdue(deadline, status, date)
    };
  });
}
