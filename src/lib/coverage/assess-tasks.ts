import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { Standard } from '../standards/standard.ts';
import type { CompliancePart, Status } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import type { Ledger } from './ledgers.ts';
import { isDone, textOf } from './task-ledger.ts';
import { conclude, judge, noData, type Verdict } from './verdict.ts';

/** A task with its figures; NaN: not given. */
interface Task {
  title: string;
  status: string;
  /** What its figures count, as the ledger writes it. */
  unit: string;
  actual: number;
  target: number;
}

/**
 * Rules kept in the task ledger: by the rows of `tasks` whose `rule_id` is the rule, or whose `requirement_id` is one of its
 * requirements where they name no rule. Of rows with one `task_id` the latest by `updated_at` counts (of equal ones the last):
 * they are reports of one task, and a sum would count its work twice. Tasks without a unit, or of the name of the study area, are
 * the study area's, and of the only unit that has none above it; those of a unit that is not known are nobody's.
 *
 * - One task of the unit's own: its actual figure against its target, else against the rule's threshold; without both reported. Where
 *   only the actual figure is missing (and the task is not said to be done) there is no data: how many tasks are done is no figure of
 *   the rule.
 * - Several of its own: they may be of different things, so the value is how many are done, under the remark
 *   `tasks-counted`; met where each has reached its target, not met where one has not, else reported.
 * - None of its own, but of units below: the actual figures are added up, as are the targets where all have one (else
 *   the rule's threshold is for their sum). Where they are of different things (`unit`), or the rule asks for tasks, it is
 *   reported how many are done. Percentages
 *   and figures per something (a year aside) don't add up: no data under the code `tasks-below`, with how many are done.
 * - What the only unit at the top has is the study area's own where it is one task, or nothing that adds up.
 *
 * No data where there is no row: `no-tasks`, with the table to be filled.
 */
export function assessTasks(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const { units, ledgers, area } = evidence;
  const none = () => noData('no-tasks', `tasks.rule_id = ${standard.id}`);
  if (ledgers.tasks === undefined) return none;
  const own = new Map<number, Task[]>();
  const below = new Map<number, Task[]>();
  const add = (to: Map<number, Task[]>, unit: number, task: Task) => {
    const list = to.get(unit);
    if (list === undefined) to.set(unit, [task]);
    else list.push(task);
  };
  const whole = units.code.length - 1;
  const ofAll = unitsOfAll(units);
  const atTop = new Set<Task>();
  for (const row of findRows(standard, ledgers.tasks)) {
    const task = readTask(ledgers.tasks, row);
    const at = ledgers.tasks.unit[row];
    const said = textOf(ledgers.tasks, 'unit_id', row);
    if (at < 0 && said !== '' && said !== area?.name) continue;
    if (at >= 0 && at !== whole && ofAll.includes(at)) atTop.add(task);
    for (const unit of at >= 0 ? [at] : ofAll) add(own, unit, task);
    for (const unit of withParents(units, at).slice(1)) add(below, unit, task);
  }
  return (unit) => {
    const tasks = own.get(unit);
    if (tasks !== undefined) return judgeOwn(standard, tasks);
    const others = below.get(unit);
    if (others === undefined) return none();
    const needNoAdding = others.length === 1 || !addsUp(standard);
    if (unit === whole && needNoAdding && others.every((task) => atTop.has(task)))
      return judgeOwn(standard, others);
    return addUp(standard, others);
  };
}

/** Percentages and figures per something don't add up; what is done in a year does. */
function addsUp({ unit }: Standard): boolean {
  return !/%|\/(?!year$)/.test(unit);
}

/** What such a rule gives is how many tasks are done. */
function countsTasks({ unit }: Standard): boolean {
  return /^(tasks?|tier)$/.test(unit);
}

/** The study area, and the only unit that has none above it but the area. */
function unitsOfAll({ code, parent }: Units): number[] {
  const whole = code.length - 1;
  const roots = code.flatMap((_, unit) => (unit !== whole && parent[unit] === whole ? [unit] : []));
  return roots.length === 1 ? [roots[0], whole] : [whole];
}

function findRows({ id, requirement_ids: requirements }: Standard, tasks: Ledger): number[] {
  const wanted = new Set(requirements);
  const latest = new Map<string, number>();
  for (let row = 0; row < tasks.unit.length; row++) {
    const rule = textOf(tasks, 'rule_id', row);
    const named = textOf(tasks, 'requirement_id', row).split(/[;；、,，]/);
    if (rule !== id && !(rule === '' && named.some((each) => wanted.has(each.trim())))) continue;
    const task = textOf(tasks, 'task_id', row);
    const key = task === '' ? ` ${row}` : task;
    const known = latest.get(key);
    const isLater =
      known === undefined || textOf(tasks, 'updated_at', row) >= textOf(tasks, 'updated_at', known);
    if (isLater) latest.set(key, row);
  }
  return [...latest.values()].sort((a, b) => a - b);
}

function readTask(tasks: Ledger, row: number): Task {
  return {
    title: textOf(tasks, 'title', row) || textOf(tasks, 'task_id', row),
    status: textOf(tasks, 'status', row),
    unit: textOf(tasks, 'unit', row),
    actual: tasks.numbers.actual_value?.[row] ?? NaN,
    target: tasks.numbers.target_value?.[row] ?? NaN
  };
}

/** The task's own target, else the rule's threshold. */
function targetOf({ threshold }: Standard, { target }: Task): number {
  return Number.isNaN(target) && typeof threshold === 'number' ? threshold : target;
}

/** A rule that only reports still has tasks with targets, which are to be reached. */
function comparatorOf({ comparator }: Standard): Standard['comparator'] {
  return comparator === '==' || comparator === '>' ? comparator : '>=';
}

/** Met or not by the figures, null where one of them is not known. */
function reached(standard: Standard, task: Task): Status | null {
  const threshold = targetOf(standard, task);
  if (Number.isNaN(task.actual) || Number.isNaN(threshold)) return null;
  return judge({ comparator: comparatorOf(standard), threshold }, task.actual);
}

function judgeOwn(standard: Standard, tasks: Task[]): Verdict {
  return tasks.length === 1 ? judgeOne(standard, tasks[0]) : judgeAll(standard, tasks);
}

function judgeOne(standard: Standard, task: Task): Verdict {
  if (Number.isNaN(task.actual)) return lacksActual(standard, [task]) ?? judgeAll(standard, [task]);
  return {
    status: reached(standard, task) ?? 'reported',
    value: task.actual,
    numerator: task.actual,
    denominator: targetOf(standard, task),
    features: [],
    why: null,
    parts: [partOf(standard, task)]
  };
}

/** No data where the figures that were reached are all that is missing of tasks with targets; null elsewhere. */
function lacksActual(standard: Standard, tasks: Task[]): Verdict | null {
  const isOpen = (task: Task) =>
    Number.isNaN(task.actual) &&
    !Number.isNaN(targetOf(standard, task)) &&
    (!addsUp(standard) || !isDone(task.status));
  if (countsTasks(standard) || !tasks.every(isOpen)) return null;
  const parts = tasks.map((task) => partOf(standard, task));
  return { ...noData('missing-input', 'tasks.actual_value'), parts };
}

function judgeAll(standard: Standard, tasks: Task[]): Verdict {
  const found = tasks.map((task) => reached(standard, task));
  const done = tasks.filter((task, k) =>
    found[k] === null ? isDone(task.status) : found[k] === 'met'
  ).length;
  const status = found.includes('not_met') ? 'not_met' : found.includes(null) ? 'reported' : 'met';
  return {
    ...{ status, value: done, numerator: done, denominator: tasks.length, features: [] },
    why: { code: 'tasks-counted', what: `${done} / ${tasks.length}` },
    parts: tasks.map((task) => partOf(standard, task))
  };
}

function addUp(standard: Standard, tasks: Task[]): Verdict {
  const parts = tasks.map((task) => partOf(standard, task));
  if (!addsUp(standard)) {
    const { why } = judgeAll(standard, tasks);
    return { ...noData('tasks-below', why!.what), parts };
  }
  const units = new Set(tasks.map(({ unit }) => unit));
  if (units.size > 1 || countsTasks(standard)) return { ...judgeAll(standard, tasks), status: 'reported' };
  const actuals = tasks.filter(({ actual }) => !Number.isNaN(actual));
  if (actuals.length === 0) return lacksActual(standard, tasks) ?? judgeAll(standard, tasks);
  const sum = actuals.reduce((total, { actual }) => total + actual, 0);
  // The rule's threshold is for the whole, not for each of the tasks that have no target of their own.
  const targets = tasks.reduce((total, { target }) => total + target, 0);
  const target =
    Number.isNaN(targets) && typeof standard.threshold === 'number' ? standard.threshold : targets;
  const open = tasks.length - actuals.length;
  const asked = { ...standard, threshold: target, comparator: comparatorOf(standard) };
  const verdict = conclude(Number.isNaN(target) ? { ...standard, comparator: 'report' } : asked, {
    value: sum,
    most: open > 0 ? Infinity : sum,
    numerator: sum,
    denominator: target,
    lacking: open > 0 ? `tasks.actual_value: ${open} / ${tasks.length}` : null,
    features: [],
    remarks: [{ code: 'tasks-added', what: `${tasks.length}` }]
  });
  return { ...verdict, parts };
}

function partOf(standard: Standard, task: Task): CompliancePart {
  const { title, status, actual } = task;
  const words = [title, status].filter((word) => word !== '').join('：');
  const found = reached(standard, task) ?? 'reported';
  return {
    labelZh: words,
    labelEn: words,
    value: actual,
    numerator: actual,
    denominator: targetOf(standard, task),
    status: found
  };
}
