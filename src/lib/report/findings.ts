import type { Facts } from './facts.ts';
import { afterFindings } from './findings/after.ts';
import { complianceFindings } from './findings/compliance.ts';
import { coverageFindings } from './findings/coverage.ts';
import type { Finding } from './findings/finding.ts';
import { limitFindings } from './findings/limits.ts';
import { leadMeasure } from './lead-measure.ts';
import { linkFindings, siteFindings } from './findings/proposals.ts';
import { taskFindings } from './findings/tasks.ts';

/**
 * The key messages of a study in both languages, those that matter most first: how many are covered, where and why the others are not, what
 * the standards say, what is proposed and what it changes, tasks that are late, and what must be known of all this. A study
 * that lacks a part has no message of it; one with nothing measured has those of its data alone.
 */
export function findings(facts: Facts): Finding[] {
  return [
    ...coverageFindings(facts),
    ...complianceFindings(facts),
    ...siteFindings(facts),
    ...linkFindings(facts),
    ...afterFindings(facts),
    ...taskFindings(facts),
    ...limitFindings(facts)
  ];
}

/** As many messages of a kind stand before all else. */
const MOST: Partial<Record<Finding['kind'], number>> = {
  siting: 2,
  compliance: 1,
  link: 1,
  tasks: 1,
  limit: 1
};

/** The messages for whoever reads a page only: those of the measure that leads, and the first of what is not of a measure. */
export function keyFindings(facts: Facts): Finding[] {
  const lead = leadMeasure(facts)?.key;
  const told = new Map<Finding['kind'], number>();
  return findings(facts).filter(({ kind, subject }) => {
    const most = MOST[kind];
    if (most === undefined) return lead === undefined || subject === lead;
    told.set(kind, (told.get(kind) ?? 0) + 1);
    return told.get(kind)! <= most;
  });
}
