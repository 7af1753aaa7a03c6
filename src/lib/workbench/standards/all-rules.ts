import { describeCompute } from '../../standards/describe-compute.ts';
import { draftErrors } from '../../standards/draft-errors.ts';
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
export { describeChange, describeCompute, draftErrors, requirementsOf };

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

const FIELDS: Record<string, [zh: string, en: string]> = {
  id: ['编号', 'id'],
  title_zh: ['名称', 'Chinese title'],
  title_en: ['英文名称', 'English title'],
  threshold: ['阈值', 'threshold'],
  comparator: ['比较方式', 'comparator'],
  walk_minutes: ['步行分钟', 'walking minutes'],
  distance_m: ['距离（米）', 'distance (m)'],
  basis: ['口径', 'basis'],
  unit: ['单位', 'unit'],
  unit_level: ['评价层级', 'level'],
  population_group: ['人群', 'people'],
  facility_categories: ['设施类别', 'facilities'],
  scope: ['适用范围', 'scope'],
  soft: ['原则上（不判不达标）', 'in principle (never failed)'],
  deadline: ['规划期末', 'plan period to'],
  verified: ['已核实', 'verified'],
  compute: ['算法', 'how it is worked out'],
  tiers: ['分级', 'tiers'],
  project_default: ['自设参数', 'assumed figures'],
  'project_default.speed_mps': ['步速（米/秒）', 'walking speed (m/s)'],
  'project_default.distance_m': ['距离（米）', 'distance (m)'],
  'project_default.walk_minutes': ['步行分钟', 'walking minutes'],
  'project_default.tolerance_pct': ['容差（%）', 'tolerance (%)'],
  'project_default.benchmark_pct': ['对照值（%）', 'benchmark (%)'],
  'project_default.adjacent_walk_m': ['毗邻步行距离（米）', 'walk that counts as adjacent (m)'],
  'project_default.community_pass_share_pct': [
    '社区达标所需覆盖率（%）',
    'share that a community must reach (%)'
  ],
  'project_default.pass_pct': ['达标线（%）', 'pass line (%)'],
  'project_default.modes': ['出行方式', 'modes'],
  'project_default.weights': ['优先人群权重', 'weights of priority groups'],
  'project_default.facility_categories': ['设施类别', 'facilities']
};

/** Name of a field of a rule; a field inside another by the outer one's. */
export function fieldName(field: string): { zh: string; en: string } {
  const [zh, en] = FIELDS[field] ?? FIELDS[field.split('.')[0]] ?? [field, field];
  return { zh, en };
}

/** A value of a field as text; null and none are a dash. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map(showValue).join(', ');
  if (typeof value === 'boolean') return value ? '✓' : '✕';
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, each]) => `${key}: ${showValue(each)}`)
      .join(', ');
  return String(value);
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
