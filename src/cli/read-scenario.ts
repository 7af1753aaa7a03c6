import * as z from 'zod/mini';
import { parseJson } from '../lib/standards/json-fault.ts';
import type { Scenario } from '../lib/study/scenario.ts';
import { Failure, sayBoth } from './failure.ts';
import { readText } from './read-files.ts';

const code = z.string().check(z.minLength(1));
const lon = z.number().check(z.gte(-180), z.lte(180));
const lat = z.number().check(z.gte(-90), z.lte(90));
const amount = z.number().check(z.gte(0));
const size = { floorAreaM2: z.optional(amount), beds: z.optional(amount), capacity: z.optional(amount) };
const name = z._default(z.string(), '');
const place = { lon, lat };
const end = z.tuple([lon, lat]);

/** What an edit of each kind says. */
const EDITS = {
  add: z.strictObject({ do: z.literal('add'), code, category: z.string(), name, ...place, ...size }),
  move: z.strictObject({
    ...{ do: z.literal('move'), code, ...place },
    layer: z.optional(z.enum(['candidates', 'housing']))
  }),
  close: z.strictObject({
    ...{ do: z.literal('close'), code },
    layer: z.optional(z.enum(['candidates', 'housing', 'links']))
  }),
  resize: z.strictObject({ do: z.literal('resize'), code, ...size }),
  house: z.strictObject({
    ...{ do: z.literal('house'), code, name, ...place, people: amount },
    groups: z.optional(z.record(z.string(), amount))
  }),
  link: z.strictObject({
    ...{ do: z.literal('link'), code, kind: z.enum(['gate', 'crossing', 'path']) },
    ...{ name: z.optional(z.string()), from: end, to: end }
  }),
  offer: z.strictObject({
    ...{ do: z.literal('offer'), code, name, ...place },
    ...{ floorAreaM2: z.optional(amount), cost: z.optional(amount) }
  }),
  set: z.strictObject({
    ...{
      do: z.literal('set'),
      layer: z.enum(['facilities', 'candidates', 'units']),
      code,
      field: z.string()
    },
    value: z.union([z.string(), z.number(), z.null()])
  })
};
const scenarioSchema = z.strictObject({
  name,
  edits: z.array(
    z.discriminatedUnion('do', [
      ...([EDITS.add, EDITS.move, EDITS.close, EDITS.resize] as const),
      ...([EDITS.house, EDITS.link, EDITS.offer, EDITS.set] as const)
    ])
  )
});

/**
 * Reads a scenario file: `{name, edits: [{do, code, …}]}`, or the list of edits alone. Throws with the edit, its field and what is
 * wanted there.
 */
export async function readScenarioFile(path: string): Promise<Scenario> {
  const text = await readText(path);
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    const { zh, en } = sayBoth(error).words;
    throw new Failure(
      `${path}：方案文件不是有效的 JSON：${zh}`,
      `${path}: the scenario file is not JSON: ${en}`
    );
  }
  const result = scenarioSchema.safeParse(Array.isArray(value) ? { edits: value } : value);
  if (result.success) return result.data as Scenario;
  const issue = result.error.issues[0];
  const { zh, en } = sayIssue(issue);
  const where = issue.path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  throw new Failure(
    `${path}：方案文件里的“${where || '整个文件'}”不对：${zh}`,
    `${path}: the scenario file's "${where || 'whole file'}" is wrong: ${en}`
  );
}

const TYPES: Record<string, { zh: string; en: string }> = {
  number: { zh: '数', en: 'a number' },
  string: { zh: '文字', en: 'text' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组字段（{…}）', en: 'fields ({…})' },
  tuple: { zh: '一对坐标 [经度, 纬度]', en: 'a pair [longitude, latitude]' },
  record: { zh: '一组字段（{…}）', en: 'fields ({…})' }
};

/** What the schema found, in plain words. */
function sayIssue(issue: z.core.$ZodIssue): { zh: string; en: string } {
  const list = (words: readonly unknown[], between: string) =>
    words.map((word) => `“${String(word)}”`).join(between);
  switch (issue.code) {
    case 'invalid_union': {
      const kinds = Object.keys(EDITS);
      if (issue.path.at(-1) === 'do')
        return { zh: `do 要写 ${list(kinds, '、')} 之一`, en: `do has to be one of ${list(kinds, ', ')}` };
      return { zh: '要填数、文字或 null', en: 'a number, a text or null is wanted' };
    }
    case 'invalid_value':
      return {
        zh: `要写 ${list(issue.values, '、')}${issue.values.length > 1 ? ' 之一' : ''}`,
        en: `${issue.values.length > 1 ? 'one of ' : ''}${list(issue.values, ', ')} is wanted`
      };
    case 'unrecognized_keys':
      return {
        zh: `不认识字段 ${list(issue.keys, '、')}`,
        en: `there is no field ${list(issue.keys, ', ')}`
      };
    case 'invalid_type': {
      const type = TYPES[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return { zh: `缺少，或不是${type.zh}`, en: `it is missing or not ${type.en}` };
    }
    case 'too_small': {
      if (issue.origin === 'string') return { zh: '不能是空的', en: 'it must not be empty' };
      if (issue.origin === 'array')
        return { zh: `少于 ${issue.minimum} 个值`, en: `fewer than ${issue.minimum} values` };
      return { zh: `不能小于 ${issue.minimum}`, en: `it must not be less than ${issue.minimum}` };
    }
    case 'too_big':
      return { zh: `不能大于 ${issue.maximum}`, en: `it must not be more than ${issue.maximum}` };
    default:
      return { zh: issue.message, en: issue.message };
  }
}
