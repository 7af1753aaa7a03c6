import { assessAll } from '../../study/analyse.ts';
import type { Session } from '../../study/session.ts';
import type { MeasureResult } from '../../study/study.ts';
import { whySaid } from './why-said.ts';
import type { ComplianceLine } from './scene.ts';

/** Compliance of every unit with every rule of the study, in the words and numbers that the table shows. */
export function complianceLines(session: Session, results: MeasureResult[]): ComplianceLine[] {
  const byId = new Map(session.standards.map((standard) => [standard.id, standard]));
  const { facilities } = session.lately;
  return assessAll(session, results).map((row) => {
    const standard = byId.get(row.standard);
    if (!standard) throw new Error(`expected a standard of the study, got ${row.standard}`);
    const { threshold, comparator } = standard;
    return {
      standard: row.standard,
      titleZh: standard.title_zh,
      titleEn: standard.title_en,
      unit: row.unit,
      status: row.status,
      value: row.value,
      comparator: comparator === 'report' ? '' : comparator,
      threshold: threshold === null ? '' : Array.isArray(threshold) ? threshold.join('–') : String(threshold),
      unitOfValue: standard.unit,
      numerator: row.numerator,
      denominator: row.denominator,
      features: row.features.map((i) => facilities.name[i] || facilities.code[i]),
      ...whySaid(row.why),
      citations: standard.sources,
      deadline: standard.deadline ?? ''
    };
  });
}
