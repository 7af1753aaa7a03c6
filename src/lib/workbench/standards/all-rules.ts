import { describeCompute } from '../../standards/describe-compute.ts';
import { draftErrors } from '../../standards/draft-errors.ts';
import { fieldName, showValue } from '../../standards/field-words.ts';
import { packOf, parsePackFile, writePackFile } from '../../standards/pack-file.ts';
import { loadPacks, PROFILES } from '../../standards/packs.ts';
import { REQUIREMENTS, requirementsOf } from '../../standards/requirements.ts';
import {
  describeChange,
  mixedJurisdictions as mixedRules,
  rulesInForce
} from '../../standards/rules-in-force.ts';
import type { Standard } from '../../standards/standard.ts';
import { packsOf } from '../../study/study-packs.ts';
import { taskTemplate } from '../../standards/task-template.ts';
import type { RuleChoices, TaskLine } from '../engine/scene.ts';
import { differenceOf } from './rule-choices.ts';

// All that the page needs of the packs, as one piece that comes when a panel asks for it.
export { describeChange, describeCompute, draftErrors, fieldName, requirementsOf, showValue };

/** Every rule there is, as the study's changes leave it, then the user's own. */
export function withChanges({ rules, packs }: RuleChoices): Standard[] {
  return rulesInForce({ profiles: PROFILES, packs: packsOf({ packs }), changes: rules, unverified: true });
}

/** The rule as its pack has it, be that one of `packs` of the study; null for one of the user's own. */
export function asPacked(id: string, packs?: RuleChoices['packs']): Standard | null {
  const own = packsOf({ packs }).flatMap(({ rules }) => rules);
  const inOwn = own.findLast((rule) => rule.id === id);
  if (inOwn) return inOwn;
  return loadPacks(PROFILES, { unverified: true }).find((rule) => rule.id === id) ?? null;
}

/** Packs of different places that are in force together. */
export function mixedJurisdictions(rules: Standard[]): string[] {
  return mixedRules(rules).map(({ profile }) => profile);
}

/** The rules as a pack file that can be edited and read again, called after the study as far as names of packs allow. */
export function writePack(title: string, rules: Standard[]): string {
  const name = title.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '');
  const isTaken = name === '' || (PROFILES as string[]).includes(name);
  return writePackFile(packOf(isTaken ? 'own' : name, rules));
}

/** Rules of a pack file as changes of a study: the id alone where a rule stands as the program has it. Throws what is wrong with it. */
export function readPack(text: string): Record<string, unknown>[] {
  return parsePackFile(text).rules.map((rule) => {
    const packed = asPacked(rule.id);
    return differenceOf(packed ? { ...rule, profile: packed.profile } : rule, packed);
  });
}

/** A change of a rule as a sentence: `阈值由 20 改为 30`; of a field that has no short value only that it was changed. */
export function sayChange(
  { field, was, now }: { field: string; was: unknown; now: unknown },
  language: 'zh' | 'en'
): string {
  const of = fieldName(field)[language];
  const isShort = (value: unknown) => showValue(value).length <= 24;
  const isObject = [was, now].some(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
  );
  if (isObject || !isShort(was) || !isShort(now)) return language === 'zh' ? `${of}已改` : `${of} changed`;
  return language === 'zh'
    ? `${of}由 ${showValue(was)} 改为 ${showValue(now)}`
    : `${of} changed from ${showValue(was)} to ${showValue(now)}`;
}

/** The task ledger that is still to be filled in, from the task-type requirements of the policy texts. */
export function templateTasks(language: 'zh' | 'en'): TaskLine[] {
  const rules = loadPacks(PROFILES, { unverified: true });
  return taskTemplate(REQUIREMENTS, rules, language).map((task) => ({
    ...{ id: task.task_id, rule: task.rule_id, requirement: task.requirement_id, title: task.title },
    ...{ lead: task.department_lead, joint: task.departments.split(';').filter(Boolean), unit: task.unit_id },
    ...{ deadline: task.deadline, target: task.target_value, actual: task.actual_value },
    ...{ unitOfValue: task.unit, status: task.status, evidence: task.evidence, updated: task.updated_at }
  }));
}
