import type { ComplianceRow, Status } from '../coverage/coverage.ts';
import type { Units } from '../demand/units.ts';
import type { Column, Table } from './database.ts';

const STATUSES: readonly Status[] = ['met', 'not_met', 'no_data', 'not_applicable', 'reported'];

/** What stands for the level of rows of the whole study area, which is no unit of the data. */
const STUDY_AREA = 'study_area';

/** The level of each unit of a study, last `study_area` for the whole of it: `compliance` rows index these. */
export function levelWords(units: Units): string[] {
  return [...units.level, STUDY_AREA];
}

/**
 * How many units of each level stand how, a row a standard and level, in the order of the rows: `level,standard,met,not_met,
 * no_data,not_applicable,reported,share_met`. `share_met` is met / (met + not met): what has no data counts as neither; NaN
 * where none is judged.
 */
export function complianceSummary(rows: readonly ComplianceRow[], units: Units): Table {
  const levels = levelWords(units);
  const counts = new Map<string, { level: string; standard: string; count: number[] }>();
  for (const { standard, unit, status } of rows) {
    const key = `${standard}\n${levels[unit]}`;
    let line = counts.get(key);
    if (!line) {
      line = { level: levels[unit], standard, count: STATUSES.map(() => 0) };
      counts.set(key, line);
    }
    line.count[STATUSES.indexOf(status)]++;
  }
  const lines = [...counts.values()];
  const numbers = (of: (count: number[]) => number): Column => ({
    type: 'DOUBLE',
    values: Float64Array.from(lines, ({ count }) => of(count))
  });
  return new Map<string, Column>([
    ['level', { type: 'VARCHAR', values: lines.map(({ level }) => level) }],
    ['standard', { type: 'VARCHAR', values: lines.map(({ standard }) => standard) }],
    ...STATUSES.map((status, k): [string, Column] => [status, numbers((count) => count[k])]),
    ['share_met', numbers(([met, notMet]) => (met + notMet > 0 ? met / (met + notMet) : NaN))]
  ]);
}
