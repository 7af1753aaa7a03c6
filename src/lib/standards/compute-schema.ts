import { z } from 'zod/mini';
import { RULE_TABLES } from './columns.ts';
import {
  codeOf,
  expecting,
  filledText,
  form,
  number,
  oneOf,
  positive,
  someOf,
  text,
  yesOrNo
} from './fields.ts';
import { CATEGORIES, SERVICE_FUNCTIONS } from './taxonomy.ts';

const TABLES = Object.keys(RULE_TABLES);

/** `table.column` of a table that rules are worked out from. */
const column = filledText.check(
  z.refine((name) => /^\w+\.(\w+|\*)$/u.test(name) && Object.hasOwn(RULE_TABLES, name.split('.')[0]), {
    error:
      `应写作“表.列”，表为下列之一：${TABLES.join('、')}；如 facilities.floor_area_m2 · ` +
      `expected table.column with a table out of ${TABLES.join(', ')}, such as facilities.floor_area_m2`
  })
);

const category = codeOf(
  CATEGORIES.map(({ code }) => code),
  { zh: '设施分类', en: 'the facility taxonomy' }
);
const serviceFunction = codeOf(SERVICE_FUNCTIONS, { zh: '服务功能', en: 'the list of service functions' });

const where = form({
  column,
  is: z.optional(
    z.union([text, number, yesOrNo], expecting('文字、数或 true/false', 'text, a number, or true or false'))
  ),
  any: z.optional(someOf(text)),
  not: z.optional(someOf(text)),
  least: z.optional(number),
  most: z.optional(number)
}).check(
  z.refine(
    (one) => [one.is, one.any, one.not, one.least, one.most].some((condition) => condition !== undefined),
    {
      error:
        '没有说明条件，请写 is、any、not、least 或 most · no condition: write is, any, not, least or most'
    }
  )
);

const amount = form({
  sum: column,
  where: z.optional(someOf(where)),
  categories: z.optional(someOf(category))
});

const unitBelow = oneOf(['community', 'subdistrict', 'district']);
const among = form({
  level: unitBelow,
  rural: z.optional(yesOrNo),
  where: z.optional(someOf(where)),
  also_level: z.optional(unitBelow)
});

const beside = form({
  label_zh: filledText,
  label_en: filledText,
  top: amount,
  bottom: z.optional(amount),
  per: z.optional(positive),
  least: z.optional(number)
});

const coverage = form({
  how: z.literal('coverage'),
  each: z.optional(yesOrNo),
  tier: z.optional(
    z.union(
      [z.literal(5), z.literal(10), z.literal(15)],
      expecting('5、10 或 15（分钟）', '5, 10 or 15 (minutes)')
    )
  ),
  within: z.optional(filledText),
  also: z.optional(someOf(oneOf(['building', 'land']))),
  needs: z.optional(
    form({
      min_floor_area_m2: z.optional(positive),
      open_hours_per_day: z.optional(positive),
      barrier_free: z.optional(yesOrNo),
      functions: z.optional(someOf(serviceFunction))
    })
  ),
  of_communities: z.optional(yesOrNo)
});

const count = form({
  how: z.literal('count'),
  where: z.optional(someOf(where)),
  or: z.optional(form({ categories: someOf(category), functions: someOf(serviceFunction) })),
  every_level: z.optional(yesOrNo)
});

const ratio = form({
  how: z.literal('ratio'),
  label_zh: z.optional(filledText),
  label_en: z.optional(filledText),
  top: amount,
  bottom: z.optional(amount),
  per: z.optional(positive),
  instead: z.optional(form({ top: amount, bottom: z.optional(amount) })),
  mean_of: z.optional(among),
  beside: z.optional(someOf(beside))
});

const units = form({
  how: z.literal('units'),
  among,
  has: z.union(
    [z.literal('facility'), where],
    expecting(
      '"facility" 或一个条件，如 {"column": "unit_status.smart_safe", "is": true}',
      '"facility" or a condition, such as {"column": "unit_status.smart_safe", "is": true}'
    )
  ),
  count: z.optional(yesOrNo),
  also_per: z.optional(someOf(category))
});

const facilities = form({
  how: z.literal('facilities'),
  test: where,
  beside: z.optional(someOf(form({ label_zh: filledText, label_en: filledText, test: where }))),
  words: z.optional(someOf(text))
});

const each = form({
  how: z.literal('each'),
  column,
  where: z.optional(someOf(where)),
  per: z.optional(column),
  one_is_enough: z.optional(yesOrNo),
  by_tier: z.optional(oneOf(['category', 'pop_resident'])),
  groups: z.optional(form({ words: someOf(someOf(text)), least: positive }))
});

const adjacency = form({
  how: z.literal('adjacency'),
  of: someOf(category),
  beside: someOf(category),
  same_roof: z.optional(yesOrNo)
});

const together = form({ how: z.literal('together'), host: someOf(category) });

const grids = form({
  how: z.literal('grids'),
  column: z.optional(column),
  filled: z.optional(someOf(column)),
  as_many: z.optional(someOf(form({ column, of: column })))
}).check(
  z.refine((grid) => (grid.column === undefined) !== (grid.filled === undefined), {
    error:
      '请写 column（取平均）或 filled（填齐的比例）之一 · write one of column (its mean) and filled (the share filled)'
  })
);

const tasks = form({ how: z.literal('tasks') });

const ways = [coverage, count, ratio, units, facilities, each, adjacency, together, grids, tasks] as const;

/** Names of the ways in which a rule can be worked out, as `compute.how` has them. */
const HOWS = [
  'coverage',
  'count',
  'ratio',
  'units',
  'facilities',
  'each',
  'adjacency',
  'together',
  'grids',
  'tasks'
] as const;

/** How a rule is worked out (`Compute`), checked to the last field. */
export const computeSchema = z.discriminatedUnion('how', ways, {
  error: (issue) => {
    if (issue.input === undefined) return '缺少这一项，请写明如何计算 · is missing: say how it is worked out';
    if (typeof issue.input !== 'object' || issue.input === null || Array.isArray(issue.input))
      return '应为对象，如 {"how": "count"} · expected an object such as {"how": "count"}';
    return `应为下列之一：${HOWS.join('、')} · expected one of: ${HOWS.join(', ')}`;
  }
});
