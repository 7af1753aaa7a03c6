import type { Requirement } from './requirements.ts';
import type { Standard } from './standard.ts';

/** A row of the task ledger that is still to be filled in; fields as in the table `tasks`. */
export interface TaskRow {
  task_id: string;
  rule_id: string;
  requirement_id: string;
  title: string;
  department_lead: string;
  /** Departments that join in, with `;` between. */
  departments: string;
  unit_id: string;
  /** A year, '' where the text gives none. */
  deadline: string;
  /** NaN where the text gives no one figure. */
  target_value: number;
  actual_value: number;
  unit: string;
  status: string;
  evidence: string;
  updated_at: string;
}

/**
 * The task ledger to begin with: a row for each requirement of class C in `language`, with the rule that its tasks count for (the one
 * of `rules` that is worked out from tasks, else the first it names), the departments of the text, and its target where the rule
 * or the text gives one figure. What only the bureau knows (unit, actual value, status, evidence, date) is empty.
 */
export function taskTemplate(
  requirements: Requirement[],
  rules: Standard[],
  language: 'zh' | 'en'
): TaskRow[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return requirements
    .filter((requirement) => requirement.class === 'C')
    .map((requirement) => {
      const kept = requirement.rules.find((id) => byId.get(id)?.compute.how === 'tasks');
      const rule = byId.get(kept ?? requirement.rules[0]);
      const lead = requirement.department_lead ?? '';
      const target = targetOf(requirement, kept === undefined ? undefined : rule);
      return {
        task_id: `T-${requirement.id}`,
        rule_id: kept ?? requirement.rules[0] ?? '',
        requirement_id: requirement.id,
        title: language === 'zh' ? requirement.title_zh : requirement.title_en,
        department_lead: lead,
        departments: requirement.departments.filter((name) => !lead.split('、').includes(name)).join(';'),
        unit_id: '',
        deadline: requirement.deadline ?? '',
        target_value: target,
        actual_value: NaN,
        unit: requirement.unit ?? (Number.isNaN(target) ? '' : (rule?.unit ?? '')),
        status: '',
        evidence: '',
        updated_at: ''
      };
    });
}

/** One figure, with or without “at least” before it. */
function targetOf({ threshold }: Requirement, rule: Standard | undefined): number {
  const figure = /^[≥>=]?\s*(\d+(?:\.\d+)?)$/.exec(threshold ?? '')?.[1];
  if (figure !== undefined) return Number(figure);
  return typeof rule?.threshold === 'number' ? rule.threshold : NaN;
}
