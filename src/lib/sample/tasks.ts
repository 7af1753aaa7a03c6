import { TOWN_CODE } from './names.ts';
import { LEDGER_YEAR } from './staffing.ts';
import type { Draws } from './streams.ts';
import type { Row } from './table.ts';
import { OF_COMMUNITY, OF_SUBDISTRICT, type Task } from './task-list.ts';

const END = `${LEDGER_YEAR}-12-31`;

/**
 * The ledger of tasks of subdistricts and communities, by their codes: lead and joint departments, deadline, target, what was
 * reached, status and evidence. A task that is late says so; some have no figure yet, and no evidence.
 */
export function keepTasks(subdistricts: string[], communities: string[], draws: Draws): Row[] {
  const rows: Row[] = [];
  const add = (tasks: Task[], units: string[]) => {
    for (const unit of units)
      for (const task of tasks)
        rows.push(keepTask(`T${String(rows.length + 1).padStart(4, '0')}`, task, unit, draws));
  };
  add(OF_SUBDISTRICT, subdistricts);
  add(OF_COMMUNITY, communities);
  return rows;
}

function keepTask(id: string, task: Task, unit: string, { whole, chance, orBlank }: Draws): Row {
  const { rule, requirement, title, lead, departments, target = null, reached } = task;
  const share = reached ? whole(...reached) / 100 : 0;
  const actual = target === null || !reached ? null : orBlank(Math.floor(target * share + 1e-9), 0.05);
  const done = target === null ? chance(0.4) : actual !== null && actual >= target;
  const status = done
    ? '已完成'
    : target !== null && actual === null
      ? '未开始'
      : chance(0.25)
        ? '滞后'
        : '进行中';
  const month = whole(6, 11);
  return {
    task_id: id,
    rule_id: rule,
    requirement_id: requirement || null,
    title,
    department_lead: unit.startsWith(TOWN_CODE) ? lead : lead.replace('沽水街道', '街道'),
    departments: departments.join(';'),
    unit_id: unit,
    deadline: task.deadline ?? END,
    target_value: target,
    actual_value: actual,
    unit: task.unit ?? null,
    status,
    evidence: status === '未开始' ? null : orBlank(done ? '验收材料已归档' : `${month}月工作台账`, 0.15),
    updated_at: `${LEDGER_YEAR}-${String(month).padStart(2, '0')}-${String(whole(1, 28)).padStart(2, '0')}`
  };
}
