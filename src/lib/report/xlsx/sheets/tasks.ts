import type { Facts } from '../../facts.ts';
import type { Say } from '../say.ts';
import { listSheet, type Cell, type Column, type Sheet } from '../sheet.ts';

/** Rows below the ledger for further tasks. */
const SPARE = 100;

/** What may be said of a task, in words that the import knows. */
function taskStates(say: Say): { words: string[]; done: string; late: string; none: string } {
  const [none, going, done, late, paused] = [
    say('未开始', 'not started'),
    say('进行中', 'in progress'),
    say('已完成', 'done'),
    say('滞后', 'late'),
    say('暂缓', 'paused')
  ];
  return { words: [none, going, done, late, paused], done, late, none };
}

/**
 * 任务台账: the ledger with heads that the import takes for its fields by themselves, so that the filled-in workbook goes back as
 * it is. The bureau fills in status, actual value, evidence, date and note, and may add rows.
 */
export function taskSheet({ tasks, options }: Facts, say: Say): Sheet {
  const { words, done, late, none } = taskStates(say);
  const columns: Column[] = [
    { head: say('任务编号', 'Task ID'), kind: 'code' },
    { head: say('任务名称', 'Title'), kind: 'long' },
    { head: say('规则编号', 'Rule ID'), kind: 'text' },
    { head: say('要求编号', 'Requirement ID'), kind: 'text' },
    { head: say('牵头部门', 'Department lead'), kind: 'text' },
    { head: say('配合部门', 'Departments'), kind: 'text' },
    { head: say('单元编码', 'Unit ID'), kind: 'code' },
    { head: say('单元名称', 'Name'), kind: 'text' },
    { head: say('完成时限', 'Deadline'), kind: 'date' },
    { head: say('目标值', 'Target value'), kind: 'number' },
    {
      head: say('完成值', 'Actual value'),
      kind: 'number',
      isEntry: true,
      hint: say('只填数字，单位见“计量单位”', 'A number only; its unit stands beside')
    },
    { head: say('计量单位', 'Unit of value'), kind: 'text' },
    {
      head: say('任务状态', 'Status'),
      kind: 'text',
      isEntry: true,
      choices: words,
      hint: say('请从列表中选择', 'Choose from the list'),
      tones: { [done]: 'good', [late]: 'bad', [none]: 'quiet' }
    },
    { head: say('佐证材料', 'Evidence'), kind: 'long', isEntry: true },
    {
      head: say('更新日期', 'Updated at'),
      kind: 'date',
      isEntry: true,
      hint: say('形如 2026-11-22', 'As 2026-11-22')
    },
    { head: say('备注', 'Note'), kind: 'long', isEntry: true },
    { head: say('说明', 'Remarks'), kind: 'text', tones: { [overdue(say, options.date)]: 'bad' } }
  ];
  const rows = tasks.map((task): Cell[] => [
    task.id,
    task.title,
    task.rule,
    task.requirement,
    task.lead,
    task.departments,
    task.unit,
    task.unitName,
    task.deadline,
    task.target,
    task.actual,
    task.unitOfValue,
    task.status,
    task.evidence,
    task.updated,
    task.note,
    task.isOverdue ? overdue(say, options.date) : ''
  ]);
  return listSheet(say('任务台账', 'Tasks'), columns, rows, {
    frozenColumns: 2,
    spareRows: SPARE,
    tab: 'work'
  });
}

const overdue = (say: Say, date: string): string => say(`截至 ${date} 已逾期`, `overdue on ${date}`);
