import type { ComplianceRow, Status } from '../../coverage/coverage.ts';
import type { Standard } from '../../standards/standard.ts';
import { assessRule } from '../../study/assess-study.ts';
import type { Session } from '../../study/session.ts';
import type { ComplianceMatrix, RulePreview } from './scene.ts';
import { STATUSES } from './statuses.ts';

/** So many units are named whose status a change of a rule changes. */
const NAMED = 12;

/** Rows of compliance as a matrix; the units in the order in which the rows name them first, standards in that given. */
export function matrixOf(standards: string[], rows: ComplianceRow[]): ComplianceMatrix {
  const column = new Map(standards.map((id, k) => [id, k]));
  const line = new Map<number, number>();
  for (const { unit } of rows) if (!line.has(unit)) line.set(unit, line.size);
  const status = new Int8Array(line.size * standards.length).fill(-1);
  for (const row of rows)
    status[line.get(row.unit)! * standards.length + column.get(row.standard)!] = STATUSES.indexOf(row.status);
  return { standards, unit: Int32Array.from(line.keys()), status };
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
