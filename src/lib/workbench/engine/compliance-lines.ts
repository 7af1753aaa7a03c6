import type { ComplianceRow } from '../../coverage/coverage.ts';
import type { Facilities } from '../../coverage/facilities.ts';
import type { Session } from '../../study/session.ts';
import type { ComplianceHead, ComplianceLine } from './scene.ts';
import { whySaid } from '../../coverage/why-said.ts';

/** The standards of the study in their order, with how many units have which status. */
export function complianceHeads(session: Session, rows: ComplianceRow[]): ComplianceHead[] {
  const heads = new Map<string, ComplianceHead>();
  for (const standard of session.standards) {
    const { id, threshold, comparator } = standard;
    heads.set(id, {
      ...{ standard: id, titleZh: standard.title_zh, titleEn: standard.title_en },
      comparator: comparator === 'report' ? '' : comparator,
      threshold,
      ...{ unitOfValue: standard.unit, citations: standard.sources, deadline: standard.deadline ?? '' },
      profile: standard.profile,
      level: standard.unit_level,
      kind: standard.kind,
      bindingness: standard.bindingness,
      verified: standard.verified,
      changed: standard.was !== undefined,
      counts: {}
    });
  }
  for (const { standard, status } of rows) {
    const counts = heads.get(standard)?.counts;
    if (!counts) throw new Error(`expected a standard of the study, got ${standard}`);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return [...heads.values()].filter(({ counts }) => Object.keys(counts).length > 0);
}

/** Rows of compliance in the words and numbers that the table shows. */
export function complianceLines({ name, code }: Facilities, rows: ComplianceRow[]): ComplianceLine[] {
  return rows.map(
    ({ standard, unit, status, value, numerator, denominator, features, why, remarks, parts }) => ({
      ...{ standard, unit, status, value, numerator, denominator },
      features: features.map((i) => name[i] || code[i]),
      ...whySaid(why, remarks),
      parts: parts ?? []
    })
  );
}
