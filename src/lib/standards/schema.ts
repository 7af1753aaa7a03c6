import { z } from 'zod/mini';
import { categoriesOf } from './categories-of.ts';
import { computeSchema } from './compute-schema.ts';
import {
  codeOf,
  expecting,
  filledText,
  form,
  listOf,
  number,
  oneOf,
  positive,
  text,
  textOrNull,
  yesOrNo
} from './fields.ts';
import type { Standard } from './standard.ts';
import { CATEGORIES, POPULATION_GROUPS } from './taxonomy.ts';

const year = text.check(
  z.regex(/^\d{4}$/, '应为四位年份的文字，如 "2025" · expected a year in quotes, such as "2025"')
);
const open = z.record(z.string(), z.unknown(), expecting('对象', 'an object'));

const citation = form({
  doc: filledText,
  clause: textOrNull,
  quote: textOrNull,
  file: textOrNull,
  url: textOrNull,
  evidence: oneOf(['seed', 'page', 'page-secondary', 'page-mirror', 'own', 'none'])
});

const threshold = z.nullable(
  z.union(
    [number, z.tuple([number, number])],
    expecting('数、[最小, 最大] 或 null', 'a number, [min, max] or null')
  )
);

const category = codeOf(
  CATEGORIES.map(({ code }) => code),
  { zh: '设施分类', en: 'the facility taxonomy' }
);
const group = codeOf(
  POPULATION_GROUPS.map(({ code }) => code),
  { zh: '人群', en: 'the list of population groups' }
);

const standard = form({
  id: filledText.check(
    z.regex(/^[\p{L}\p{N}_.-]+$/u, '只能用字母、数字、汉字、- 和 _ · may hold only letters, digits, - and _')
  ),
  title_zh: filledText,
  title_en: filledText,
  class: oneOf(['A', 'B', 'C']),
  kind: oneOf([
    'coverage',
    'count-per-unit',
    'area-ratio',
    'share',
    'staff-ratio',
    'adjacency',
    'grid-size',
    'ledger'
  ]),
  scope: form({ urban: yesOrNo, rural: yesOrNo, new: yesOrNo, old: yesOrNo }),
  facility_categories: listOf(category),
  unit_level: oneOf(['community', 'subdistrict', 'district', 'city']),
  walk_minutes: z.optional(positive),
  distance_m: z.optional(positive),
  basis: z.optional(oneOf(['minutes', 'distance'])),
  threshold,
  comparator: oneOf(['>=', '==', '>', '~=', 'between', 'report']),
  soft: z.optional(yesOrNo),
  unit: filledText,
  denominator: z.optional(text),
  population_group: z.optional(group),
  tiers: z.optional(listOf(open)),
  profile: filledText,
  bindingness: oneOf(['shall', 'should', 'target', 'encouraged', 'reference']),
  inputs: listOf(filledText),
  compute: computeSchema,
  overrides: z.optional(listOf(filledText)),
  sources: listOf(citation),
  verified: yesOrNo,
  requirement_ids: listOf(text),
  notes: text,
  project_default: z.optional(open),
  deadline: z.optional(year),
  baseline: z.optional(text),
  applies_if: z.optional(
    text.check(
      z.regex(
        /^\w+ >= \d+$/,
        '应写作“列 >= 数”，如 households >= 500 · expected "column >= number", such as households >= 500'
      )
    )
  )
});

type Rule = z.infer<typeof standard>;

/** What fields must be to one another; each asks only what the fields themselves have passed. */
const checked = standard.check(
  demand(
    ['threshold'],
    '只报告（report）的规则阈值为 null，其余规则要有阈值：请填阈值，或把 comparator 改为 report',
    'a rule that only reports has the threshold null, every other has one: give a threshold, or make the comparator report',
    (rule) => (rule.comparator === 'report') === (rule.threshold === null)
  ),
  demand(
    ['threshold'],
    '[最小, 最大] 只与 between 连用',
    '[min, max] goes with between, and only with it',
    (rule) => (rule.comparator === 'between') === Array.isArray(rule.threshold)
  ),
  demand(
    ['threshold'],
    '最小值不能大于最大值',
    'the least must not be above the most',
    ({ threshold }) => !Array.isArray(threshold) || threshold[0] <= threshold[1]
  ),
  demand(
    ['scope'],
    '城市与农村、新建与已建各至少选一个',
    'choose at least one of urban and rural, and one of new and old',
    ({ scope }) => (scope.urban || scope.rural) && (scope.new || scope.old)
  ),
  demand(
    ['basis'],
    '覆盖类规则要说明按时间还是按距离（minutes 或 distance）',
    'a coverage rule says minutes or distance',
    (rule) => !(rule.kind === 'coverage' || rule.compute.how === 'coverage') || rule.basis !== undefined
  ),
  demand(
    ['walk_minutes'],
    '按时间的覆盖规则要写步行分钟数',
    'a coverage rule by minutes gives the minutes of walking',
    (rule) => rule.compute.how !== 'coverage' || rule.basis !== 'minutes' || isGiven(rule, 'walk_minutes')
  ),
  demand(
    ['distance_m'],
    '按距离的覆盖规则要写米数',
    'a coverage rule by distance gives the metres',
    (rule) => rule.compute.how !== 'coverage' || rule.basis !== 'distance' || isGiven(rule, 'distance_m')
  ),
  demand(
    ['facility_categories'],
    '这样计算的规则要写设施类别（至少一类）',
    'a rule worked out in this way names one facility category at least',
    (rule) => !asksFacilities(rule) || categoriesOf(rule as unknown as Standard).categories.length > 0
  ),
  demand(
    ['tiers'],
    '按档次判定的规则要写 tiers：每档 category 与 min_m2 或 min_capacity，或 pop: [从, 到] 与 min_m2',
    'a rule by tiers gives tiers: category with min_m2 or min_capacity, or pop: [from, to] with min_m2',
    ({ compute, tiers = [] }) =>
      compute.how !== 'each' ||
      compute.by_tier === undefined ||
      (tiers.length > 0 &&
        tiers.every((tier) => isTier(tier, compute.by_tier as 'category' | 'pop_resident')))
  )
);

/** A check of the whole rule that is put to one field. */
function demand(path: string[], zh: string, en: string, holds: (rule: Rule) => boolean) {
  return z.refine((rule: unknown) => holds(rule as Rule), { path, error: `${zh} · ${en}` });
}

function isGiven(rule: Rule, field: 'walk_minutes' | 'distance_m'): boolean {
  return rule[field] !== undefined || typeof rule.project_default?.[field] === 'number';
}

function asksFacilities({ compute }: Rule): boolean {
  const { how } = compute;
  if (how === 'units') return compute.has === 'facility';
  return ['coverage', 'count', 'facilities', 'each', 'together'].includes(how);
}

function isTier(tier: Record<string, unknown>, by: 'category' | 'pop_resident'): boolean {
  const isNumber = (value: unknown) => typeof value === 'number';
  if (by === 'category')
    return typeof tier.category === 'string' && (isNumber(tier.min_m2) || isNumber(tier.min_capacity));
  return (
    Array.isArray(tier.pop) && tier.pop.length === 2 && tier.pop.every(isNumber) && isNumber(tier.min_m2)
  );
}

/** What is wrong with a field of a rule (`threshold`, `compute.top.sum`; '' for the whole), and what to do. */
export interface RuleError {
  field: string;
  zh: string;
  en: string;
}

/** The rule where it is right, else what is wrong with it, field by field in the order of the schema. */
export function checkRule(
  content: unknown
): { rule: Standard; errors: [] } | { rule: null; errors: RuleError[] } {
  const result = checked.safeParse(content);
  if (result.success) return { rule: result.data as unknown as Standard, errors: [] };
  return { rule: null, errors: result.error.issues.map(toError) };
}

function toError(issue: z.core.$ZodIssue): RuleError {
  const [zh, en = zh] = issue.message.split(' · ');
  return { field: issue.path.join('.'), zh, en };
}

/**
 * The rules of a pack, checked. Throws an Error that lists, line by line, the pack, the rule, the field and what is
 * expected of it, in Chinese and English.
 */
export function parsePack(pack: string, content: unknown): Standard[] {
  if (!Array.isArray(content))
    throw packError(pack, [
      `  应为列表，得到 ${JSON.stringify(content)?.slice(0, 40)} · expected a list of rules`
    ]);
  const lines: string[] = [];
  const known = new Set<string>();
  const rules = content.flatMap((each: unknown, index) => {
    const { rule, errors } = checkRule(each);
    const given = (each as { id?: unknown } | null)?.id;
    const id = typeof given === 'string' && given !== '' ? given : `#${index + 1}`;
    lines.push(...errors.map(({ field, zh, en }) => `  ${id} ${field}: ${zh} · ${en}`));
    if (known.has(id))
      lines.push(`  ${id} id: 编号重复，请换一个 · stands twice in the pack: take another id`);
    known.add(id);
    return rule ?? [];
  });
  if (lines.length > 0) throw packError(pack, lines);
  return rules;
}

function packError(pack: string, lines: string[]): Error {
  return new Error(`标准包“${pack}”有误 · the standards pack "${pack}" is not right:\n${lines.join('\n')}`);
}
