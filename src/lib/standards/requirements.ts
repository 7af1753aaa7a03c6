import content from '../../../data/standards/requirements.json' with { type: 'json' };
import type { Standard } from './standard.ts';

/** A policy text that requirements are taken from. */
export interface PolicyText {
  id: string;
  file: string;
  title_zh: string;
  title_en: string;
}

/** A requirement of a policy text, as in `data/standards/requirements.json`. */
export interface Requirement {
  id: string;
  /** Id of the policy text. */
  doc: string;
  /** Words of the text, found in it letter by letter save for spaces. */
  quote: string;
  title_zh: string;
  title_en: string;
  /** Whom it is for, in the text's own words; null: nobody in particular. */
  group: string | null;
  scope: { urban: boolean; rural: boolean; new: boolean; old: boolean };
  /** Kind of study area that it is for alone. */
  within?: string;
  /** What the text asks for, as it stands there (`≥30`, `未给数 none`); null where there is nothing to count. */
  threshold: string | null;
  unit: string | null;
  /** A: computed in space, B: from attributes, C: kept in the task ledger. */
  class: 'A' | 'B' | 'C';
  /** Inputs of the data dictionary (D1–D10) that it needs. */
  data: string[];
  /** Departments that answer for it, in the order of the text. */
  departments: string[];
  /** The department that leads: the one the text says so of (`lead_stated`), else the first it names; null where it names none. */
  department_lead: string | null;
  lead_stated: boolean;
  /** Year at the end of which it is due; null where the text gives none, says every year, or tells of what is done. */
  deadline: string | null;
  deadline_text: string | null;
  /** Ids of the rules that it is judged by. */
  rules: string[];
}

/** The policy texts, in their order. */
export const POLICY_TEXTS: PolicyText[] = content.docs;

/** All requirements, in the order of the texts. */
export const REQUIREMENTS = content.requirements as Requirement[];

const byId = new Map(REQUIREMENTS.map((requirement) => [requirement.id, requirement]));

/** The requirement of that id, undefined where there is none. */
export function requirementById(id: string): Requirement | undefined {
  return byId.get(id);
}

/** The requirements that a rule serves, in the order in which it names them; an id that no list has is left out. */
export function requirementsOf(rule: Pick<Standard, 'requirement_ids'>): Requirement[] {
  return rule.requirement_ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * Where requirements and rules don't agree, a line each: a rule or a requirement that is named and is not there, or one that names
 * another and is not named by it; none where all is well.
 */
export function disagreements(requirements: Requirement[], rules: Standard[]): string[] {
  const rulesById = new Map(rules.map((rule) => [rule.id, rule]));
  const known = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const fromRequirements = requirements.flatMap(({ id, rules: named }) =>
    named.flatMap((rule) => {
      const found = rulesById.get(rule);
      if (found === undefined) return `${id}: expected a rule, got ${rule}`;
      return found.requirement_ids.includes(id) ? [] : `${rule}: expected requirement ${id} among its own`;
    })
  );
  const fromRules = rules.flatMap(({ id, requirement_ids: named }) =>
    named.flatMap((requirement) => {
      const found = known.get(requirement);
      if (found === undefined) return `${id}: expected a requirement, got ${requirement}`;
      return found.rules.includes(id) ? [] : `${requirement}: expected rule ${id} among its own`;
    })
  );
  return [...fromRequirements, ...fromRules];
}
