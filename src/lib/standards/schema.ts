import { z } from 'zod/mini';
import type { Standard } from './standard.ts';

const missing = '缺少这一项 · is missing';

/** What a planner reads when a field is absent, or holds something else than `zh`/`en` say. */
function expecting(zh: string, en: string) {
  return {
    error: (issue: { input?: unknown }) =>
      issue.input === undefined ? missing : `应为${zh}，得到 ${show(issue.input)} · expected ${en}`
  };
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

const text = z.string(expecting('文字', 'text'));
const filledText = text.check(z.minLength(1, '不能为空 · must not be empty'));
const yesOrNo = z.boolean(expecting(' true 或 false', 'true or false'));
const number = z.number(expecting('数', 'a number'));
const positive = number.check(z.positive('应大于 0 · must be greater than 0'));
const textOrNull = z.nullable(text);
const year = text.check(z.regex(/^\d{4}$/, '应为四位年份，如 "2025" · expected a year such as "2025"'));

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, expecting(`下列之一：${values.join('、')}`, `one of: ${values.join(', ')}`));
}

/** An object in which a field that is not known is an error that names it, so that a slip of the pen is not lost. */
function form<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `不认识的字段：${issue.keys?.join('、')} · unknown field: ${issue.keys?.join(', ')}`
        : issue.input === undefined
          ? missing
          : `应为对象，得到 ${show(issue.input)} · expected an object`
  });
}

const listOf = <Item extends z.core.SomeType>(item: Item) => z.array(item, expecting('列表', 'a list'));

const citation = form({
  doc: filledText,
  clause: textOrNull,
  quote: textOrNull,
  file: textOrNull,
  url: textOrNull,
  evidence: oneOf(['seed', 'page', 'page-secondary', 'page-mirror', 'none'])
});

const threshold = z.nullable(
  z.union(
    [number, z.tuple([number, number])],
    expecting('数、[最小, 最大] 或 null', 'a number, [min, max] or null')
  )
);

const standard = form({
  id: filledText,
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
  facility_categories: listOf(text),
  unit_level: oneOf(['community', 'subdistrict', 'district', 'city']),
  walk_minutes: z.optional(positive),
  distance_m: z.optional(positive),
  basis: z.optional(oneOf(['minutes', 'distance'])),
  threshold,
  comparator: oneOf(['>=', '==', '>', '~=', 'between', 'report']),
  unit: filledText,
  denominator: z.optional(text),
  population_group: z.optional(text),
  tiers: z.optional(listOf(z.record(z.string(), z.unknown(), expecting('对象', 'an object')))),
  profile: filledText,
  bindingness: oneOf(['shall', 'should', 'target', 'encouraged', 'reference']),
  inputs: listOf(text),
  compute: z.looseObject({ how: filledText }),
  overrides: z.optional(listOf(filledText)),
  sources: listOf(citation),
  verified: yesOrNo,
  requirement_ids: listOf(text),
  notes: text,
  project_default: z.optional(z.record(z.string(), z.unknown(), expecting('对象', 'an object'))),
  deadline: z.optional(year),
  baseline: z.optional(text),
  applies_if: z.optional(text)
});

const checked = standard.check(
  z.refine((rule) => (rule.comparator === 'report') === (rule.threshold === null), {
    path: ['threshold'],
    error:
      '只报告（report）的规则阈值为 null，其余规则要有阈值 · a rule that only reports has the threshold null, every other has one'
  }),
  z.refine((rule) => (rule.comparator === 'between') === Array.isArray(rule.threshold), {
    path: ['threshold'],
    error: '[最小, 最大] 只与 between 连用 · [min, max] goes with between, and only with it'
  }),
  z.refine((rule) => rule.kind !== 'coverage' || rule.basis !== undefined, {
    path: ['basis'],
    error:
      '覆盖类规则要说明按时间还是按距离（minutes 或 distance） · a coverage rule says minutes or distance'
  })
);

/**
 * The rules of a pack, checked. Throws an Error that lists, line by line, the pack, the rule, the field and what is
 * expected of it, in Chinese and English.
 */
export function parsePack(pack: string, content: unknown): Standard[] {
  const result = listOf(checked).safeParse(content);
  if (result.success) return result.data as unknown as Standard[];
  const lines = result.error.issues.map((issue) => {
    const [index, ...field] = issue.path;
    const rule = Array.isArray(content) && typeof index === 'number' ? content[index] : undefined;
    const id = typeof rule?.id === 'string' && rule.id !== '' ? rule.id : `#${Number(index ?? 0) + 1}`;
    return `  ${id} ${field.join('.')}: ${issue.message}`;
  });
  throw new Error(`标准包“${pack}”有误 · the standards pack "${pack}" is not right:\n${lines.join('\n')}`);
}
