import type { ComplianceRow, Status } from '../../coverage/coverage.ts';
import { rollUp } from '../../coverage/roll-up.ts';
import type { Units } from '../../demand/units.ts';
import type { Standard } from '../../standards/standard.ts';
import { assessRule } from '../../study/assess-study.ts';
import type { Session } from '../../study/session.ts';
import type { ComplianceMatrix, RulePreview } from './scene.ts';
import { STATUSES } from './statuses.ts';

/** So many units are named whose status a change of a rule changes. */
const NAMED = 12;

/**
 * Rows of compliance as a matrix; the units in the order in which the rows name them first, then those above them, standards in the
 * order given. `units` are those that the rows name, the whole study area with them.
 */
export function matrixOf(standards: string[], rows: ComplianceRow[], units: Units): ComplianceMatrix {
  const column = new Map(standards.map((id, k) => [id, k]));
  const line = new Map<number, number>();
  const rolled = rollUp(rows, units).byStandardUnit;
  for (const { unit } of rows) if (!line.has(unit)) line.set(unit, line.size);
  for (const unit of rolled.unit) if (!line.has(unit)) line.set(unit, line.size);
  const status = new Int8Array(line.size * standards.length).fill(-1);
  const below = new Int32Array(3 * status.length);
  const place = (standard: string, unit: number) =>
    line.get(unit)! * standards.length + column.get(standard)!;
  rolled.unit.forEach((unit, k) => {
    const { standard, met, notMet, noData } = rolled;
    below.set([met[k], notMet[k], noData[k]], 3 * place(standard[k], unit));
  });
  for (const row of rows) {
    const at = place(row.standard, row.unit);
    status[at] = STATUSES.indexOf(row.status);
    // The unit's own row is not one below it.
    const k = ['met', 'not_met', 'no_data'].indexOf(row.status);
    if (k >= 0) below[3 * at + k]--;
  }
  return { standards, unit: Int32Array.from(line.keys()), status, below };
}

/** What a rule as drafted would find for the facilities asked for last, against the rule of that id in force. */
export function previewRule(session: Session, draft: Standard): RulePreview {
  const standing = session.standards.find(({ id }) => id === draft.id);
  const before = new Map(
    (standing ? assessRule(session, standing) : []).map((row) => [row.unit, row.status])
  );
  const after = assessRule(session, draft);
  const changes = after.flatMap(({ unit, status }) => {
    const was = before.get(unit) ?? null;
    return was === status ? [] : [{ unit, before: was, after: status }];
  });
  return {
    before: countOf(before.values()),
    after: countOf(after.map(({ status }) => status)),
    changes: changes.slice(0, NAMED),
    changed: changes.length
  };
}

function countOf(statuses: Iterable<Status>): Partial<Record<Status, number>> {
  const counts: Partial<Record<Status, number>> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
