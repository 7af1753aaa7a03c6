import type { Session } from '../../study/session.ts';
import type { TaskLine } from './scene.ts';

/** The rows of the task ledger as the page lists them; none where no ledger was given. */
export function taskLines({ inputs: { ledgers, units } }: Session): TaskLine[] {
  const tasks = ledgers?.tasks;
  if (!tasks) return [];
  const text = (name: string, row: number) => tasks.texts[name]?.[row] ?? '';
  const number = (name: string, row: number) => tasks.numbers[name]?.[row] ?? NaN;
  return Array.from(tasks.unit, (unit, row): TaskLine => ({
    id: text('task_id', row),
    rule: text('rule_id', row),
    requirement: text('requirement_id', row),
    title: text('title', row),
    lead: text('department_lead', row),
    joint: text('departments', row)
      .split(/[;；、,，]/)
      .map((each) => each.trim())
      .filter(Boolean),
    unit: unit >= 0 ? units.name[unit] : text('unit_id', row),
    deadline: text('deadline', row),
    target: number('target_value', row),
    actual: number('actual_value', row),
    unitOfValue: text('unit', row),
    status: text('status', row),
    evidence: text('evidence', row),
    updated: text('updated_at', row)
  }));
}
