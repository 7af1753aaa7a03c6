import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { Ledger } from './ledgers.ts';

/** Which tasks are looked at; what is left out asks nothing. */
export interface TaskFilter {
  /** The lead department, or one of the joint ones. */
  department?: string;
  /** Tasks of this unit and of those below it. */
  unit?: number;
  /** As the ledger writes it. */
  status?: string;
}

/** Counts of tasks under some key: a row a key, in the order in which the keys come up. */
export interface TaskCounts<Key> {
  key: Key[];
  tasks: Int32Array;
  done: Int32Array;
  /** Past their deadline and not done. */
  overdue: Int32Array;
}

export interface TaskSummary {
  /** Rows of the ledger that the filter lets through, ascending. */
  rows: number[];
  /** All of them under one key. */
  all: TaskCounts<''>;
  byStatus: TaskCounts<string>;
  /** By lead department alone, so that no task counts twice; '' for none. */
  byDepartment: TaskCounts<string>;
  /** By unit (index in `Units`, −1: none or unknown), each with its own tasks. */
  byUnit: TaskCounts<number>;
}

/**
 * Counts the tasks of a ledger (`tasks`) by status, lead department and unit. `asOf` is the day by which they are overdue
 * (`2025-06-30`); a deadline without a day ends with its month, one without a month with its year.
 */
export function summariseTasks(
  ledger: Ledger,
  units: Units,
  filter: TaskFilter = {},
  asOf = ''
): TaskSummary {
  const rows = Array.from(ledger.unit.keys()).filter((row) => isAsked(ledger, units, filter, row));
  const isLate = (row: number) =>
    isOverdue(textOf(ledger, 'deadline', row), textOf(ledger, 'status', row), asOf);
  const count = <Key>(keyOf: (row: number) => Key): TaskCounts<Key> => {
    const keys = new Map<Key, [tasks: number, done: number, overdue: number]>();
    for (const row of rows) {
      const key = keyOf(row);
      const counts = keys.get(key) ?? [0, 0, 0];
      keys.set(key, counts);
      counts[0]++;
      if (isDone(textOf(ledger, 'status', row))) counts[1]++;
      if (isLate(row)) counts[2]++;
    }
    const column = (at: 0 | 1 | 2) => Int32Array.from(keys.values(), (counts) => counts[at]);
    return { key: [...keys.keys()], tasks: column(0), done: column(1), overdue: column(2) };
  };
  return {
    rows,
    all: count(() => ''),
    byStatus: count((row) => textOf(ledger, 'status', row)),
    byDepartment: count((row) => textOf(ledger, 'department_lead', row)),
    byUnit: count((row) => ledger.unit[row])
  };
}

function isAsked(
  ledger: Ledger,
  units: Units,
  { department, unit, status }: TaskFilter,
  row: number
): boolean {
  if (status !== undefined && textOf(ledger, 'status', row) !== status) return false;
  if (unit !== undefined && !withParents(units, ledger.unit[row]).includes(unit)) return false;
  if (department === undefined) return true;
  const joint = textOf(ledger, 'departments', row).split(/[;；、,，]/);
  return [textOf(ledger, 'department_lead', row), ...joint].some((each) => each.trim() === department);
}

/** A text of a task, trimmed; '' where it is not given. */
export function textOf({ texts }: Ledger, column: string, row: number): string {
  return (texts[column]?.[row] ?? '').trim();
}

/** Whether the words of a status say that a task is done; 基本完成 (all but done) is not. */
export function isDone(status: string): boolean {
  return /^((已|全部|超额|提前|按期)*(完成|办结|达标|销号)|(done|complete[d]?|finished|closed|met))$/i.test(
    status.trim()
  );
}

/** Whether the deadline ended before the day `asOf` and the task is not done; false without a deadline that can be read. */
export function isOverdue(deadline: string, status: string, asOf: string): boolean {
  const last = lastDayOf(deadline);
  return last !== '' && asOf !== '' && last < asOf && !isDone(status);
}

const QUARTERS: Record<string, string> = {
  一: '03',
  二: '06',
  三: '09',
  四: '12',
  1: '03',
  2: '06',
  3: '09',
  4: '12'
};

/** The last day of a deadline as `2025-12-31`, so that days compare as texts; '' where it names no year. */
export function lastDayOf(deadline: string): string {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(deadline.trim());
  const quarter = /(\d{4})\s*年?\s*第?\s*([一二三四1-4])\s*季度/.exec(deadline);
  // No month has more than 31 days; as the end of one that has fewer it is after all of them.
  if (quarter) return `${quarter[1]}-${QUARTERS[quarter[2]]}-31`;
  const [, year, month, day] = compact ?? /(\d{4})(?:\D+?(\d{1,2})(?:\D+?(\d{1,2}))?)?/.exec(deadline) ?? [];
  if (year === undefined) return '';
  return `${year}-${(month ?? '12').padStart(2, '0')}-${(day ?? '31').padStart(2, '0')}`;
}
