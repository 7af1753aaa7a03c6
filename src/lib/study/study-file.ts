import * as z from 'zod/mini';
import { DECAY_GRAMMAR, parseDecay } from '../coverage/access-decay.ts';
import { ACCESS_METHODS } from '../coverage/access-methods.ts';
import { takesDecay } from '../coverage/access.ts';
import { LEAST_MAX_GRADIENT } from '../network/lay-traits.ts';
import { POPULATION_GROUPS, populationGroupByCode } from '../standards/taxonomy.ts';
import { linkSchema } from './link-choice.ts';
import { sitingSchema } from './siting-choice.ts';

const layerSchema = z.strictObject({
  as: z.string(),
  file: z.string(),
  crs: z.optional(z.string()),
  encoding: z.optional(z.string()),
  layer: z.optional(z.string()),
  map: z.optional(z.record(z.string(), z.string())),
  same: z.optional(z.record(z.string(), z.string())),
  categories: z.optional(z.record(z.string(), z.string())),
  answers: z.optional(z.record(z.string(), z.string()))
});

const measureSchema = z.strictObject({
  id: z.string(),
  title: z.optional(z.string()),
  facilities: z.array(z.string()).check(z.minLength(1)),
  limit_m: z.optional(z.number().check(z.positive())),
  minutes: z.optional(z.number().check(z.positive())),
  // What the facilities hold, and how many of 1,000 people of the group ask for one.
  capacity: z.optional(
    z.strictObject({ of: z.enum(['beds', 'capacity']), per_1000: z.number().check(z.positive()) })
  ),
  group: z._default(z.string(), 'all'),
  demand: z._default(z.enum(['auto', 'points', 'buildings', 'network', 'hexagons', 'centroid']), 'auto')
});

/** Access, by a standard or own measure of the study (`accessOf`). */
const accessSchema = z.strictObject({
  standard: z.string(),
  method: z.enum(ACCESS_METHODS),
  capacity: z._default(z.enum(['beds', 'capacity', 'floor_area_m2']), 'capacity'),
  decay: z.optional(z.string())
});

const walkerSchema = z.strictObject({
  speed_mps: z.optional(z.number().check(z.positive())),
  crossing_delay_s: z.optional(z.number().check(z.gte(0))),
  steps: z.optional(z.boolean()),
  max_gradient: z.optional(z.number().check(z.gte(LEAST_MAX_GRADIENT))),
  slope: z.optional(z.boolean())
});

/** When gates are judged: a day of the week, and hours and minutes. */
const momentSchema = z.strictObject({
  day: z._default(z.enum(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']), 'we'),
  time: z._default(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)), '10:00')
});

const placeSchema = z.tuple([
  z.number().check(z.gte(-180), z.lte(180)),
  z.number().check(z.gte(-90), z.lte(90))
]);
const mendSchema = z.strictObject({ from: placeSchema, to: placeSchema });

const studySchema = z.strictObject({
  yike: z.literal(1),
  title: z._default(z.string(), ''),
  profiles: z._default(z.array(z.string()), ['national', 'seed-generic']),
  walker: z._default(z.string(), 'all'),
  // How population groups walk, by their codes, where not as `WALKER_DEFAULTS` says; and when gates are judged.
  walkers: z.optional(z.record(z.string(), walkerSchema)),
  at: z.optional(momentSchema),
  layers: z._default(z.array(layerSchema), []),
  // What the study area is the whole of; left out, it may be a part of a city.
  area: z.optional(
    z.strictObject({ name: z.string(), level: z.enum(['community', 'subdistrict', 'district', 'city']) })
  ),
  standards: z.optional(z.array(z.string())),
  // Rules that the user has changed or added (whole, or the id with what differs), and rules that are switched off, or on
  // though they are unverified or of a pack that is not.
  rules: z.optional(z.array(z.record(z.string(), z.unknown()))),
  off: z.optional(z.array(z.string())),
  // Packs of rules of the user's own: paths of their files, or what stands in them.
  packs: z.optional(z.array(z.union([z.string(), z.record(z.string(), z.unknown())]))),
  on: z.optional(z.array(z.string())),
  measure: z._default(z.array(measureSchema), []),
  siting: z.optional(z.array(sitingSchema)),
  // New gates, crossings and paths.
  links: z.optional(z.array(linkSchema)),
  access: z.optional(z.array(accessSchema)),
  // Places of the walking network that are to be joined, and near misses that are meant so (断头路检查).
  mends: z.optional(z.array(mendSchema)),
  kept: z.optional(z.array(mendSchema))
});

/** A study file (`study.json`) as read: fields that were left out carry their defaults. */
export type StudyFile = z.infer<typeof studySchema>;

/** A study file that can't be used. `place` is the path of the field (`measure[0].limit_m`), '' for the whole file. */
export class StudyFileError extends Error {
  readonly code: 'json' | 'newer' | 'unknown_field' | 'wrong_value';
  readonly place: string;
  readonly zh: string;
  readonly en: string;

  constructor(code: StudyFileError['code'], place: string, zh: string, en: string) {
    super(en);
    this.name = 'StudyFileError';
    this.code = code;
    this.place = place;
    this.zh = zh;
    this.en = en;
  }
}

/** Highest version of the study file that this program reads. */
const VERSION = 1;

/**
 * Reads the text of a study file. Throws `StudyFileError`, which names the field and its place, for text that is no
 * JSON, a newer version, an unknown field, a value of the wrong kind, or an id that stands twice.
 */
export function parseStudyFile(text: string): StudyFile {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new StudyFileError(
      'json',
      '',
      `研究文件不是有效的 JSON：${cause}`,
      `The study file is not JSON: ${cause}`
    );
  }
  const version = (value as { yike?: unknown } | null)?.yike;
  if (typeof version === 'number' && version > VERSION) {
    throw new StudyFileError(
      'newer',
      'yike',
      `研究文件是第 ${version} 版，本程序只读到第 ${VERSION} 版；请更新一刻圈后再打开`,
      `The study file is version ${version}, this program reads up to ${VERSION}; update Yike and open it again`
    );
  }
  const result = studySchema.safeParse(value);
  if (result.success) {
    refuseTwins(result.data);
    refuseStrangers(result.data);
    refuseDecays(result.data);
    refuseUnpriced(result.data);
    return result.data;
  }
  const issue = deepest(result.error.issues[0]);
  const wanted = wantedOf(issue);
  const place = formatPlace(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const field = formatPlace([...issue.path, issue.keys[0]]);
    throw new StudyFileError(
      'unknown_field',
      field,
      `研究文件里的“${field}”不是认识的字段；请核对拼写，或删去它`,
      `The study file's "${field}" is not a known field; check its spelling, or remove it`
    );
  }
  throw new StudyFileError(
    'wrong_value',
    place,
    `研究文件里的“${place || '整个文件'}”不对：应为${wanted.zh}`,
    `The study file's "${place || 'whole file'}" is wrong: expected ${wanted.en}`
  );
}

/** Results go by id: one that stands twice would name two things. */
function refuseTwins({ standards = [], measure }: StudyFile): void {
  const places = new Map<string, string>();
  const ids = [
    ...standards.map((id, i) => [`standards[${i}]`, id]),
    ...measure.map(({ id }, i) => [`measure[${i}].id`, id])
  ];
  for (const [place, id] of ids) {
    const first = places.get(id);
    if (first !== undefined)
      throw new StudyFileError(
        'wrong_value',
        place,
        `研究文件里的“${place}”不对：“${id}”在“${first}”已经有了；请${place.startsWith('measure') ? '换一个编号' : '删去一个'}`,
        `The study file's "${place}" is wrong: "${id}" stands in "${first}" already; ${place.startsWith('measure') ? 'take another id' : 'remove one of them'}`
      );
    places.set(id, place);
  }
}

/** Walkers are groups of the taxonomy. */
function refuseStrangers({ walkers = {} }: StudyFile): void {
  for (const code of Object.keys(walkers)) {
    if (populationGroupByCode(code)) continue;
    const codes = POPULATION_GROUPS.map((group) => group.code).join(', ');
    throw new StudyFileError(
      'unknown_field',
      `walkers.${code}`,
      `研究文件里的“walkers.${code}”不是认识的人群；可选：${codes}`,
      `The study file's "walkers.${code}" is not a known population group; there are ${codes}`
    );
  }
}

/** A decay is one that can be read, with a method that fades; gravity has none of its own. */
function refuseDecays({ access = [] }: StudyFile): void {
  access.forEach(({ method, decay }, i) => {
    const fits =
      decay === undefined ? method !== 'gravity' : takesDecay(method) && parseDecay(decay) !== null;
    if (fits) return;
    const place = `access[${i}].decay`;
    const wanted = takesDecay(method)
      ? { zh: DECAY_GRAMMAR, en: DECAY_GRAMMAR }
      : { zh: `不填（${method} 没有衰减）`, en: `nothing (${method} does not fade)` };
    throw new StudyFileError(
      'wrong_value',
      place,
      `研究文件里的“${place}”不对：应为${wanted.zh}`,
      `The study file's "${place}" is wrong: expected ${wanted.en}`
    );
  });
}

/** A budget is for what has prices. */
function refuseUnpriced({ links = [] }: StudyFile): void {
  links.forEach(({ budget, prices }, i) => {
    if (budget === undefined || prices !== undefined) return;
    const place = `links[${i}].prices`;
    throw new StudyFileError(
      'wrong_value',
      place,
      `研究文件里的“${place}”不对：有预算（budget）就要有单价，如 {"wall": 50000}`,
      `The study file's "${place}" is wrong: expected prices beside a budget, such as {"wall": 50000}`
    );
  });
}

const KINDS: Record<string, [zh: string, en: string]> = {
  string: ['文字', 'text'],
  number: ['数', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['true 或 false', 'true or false'],
  array: ['一组值（[…]）', 'a list ([…])'],
  object: ['一个对象（{…}）', 'an object ({…})'],
  record: ['一个对象（{…}）', 'an object ({…})']
};

/** Of a value that fits none of several kinds: what is wrong inside it where it is of one of these kinds, else the complaint itself. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inside = issue.errors.map(([first]) => first).find((each) => each && each.path.length > 0);
  return inside ? deepest({ ...inside, path: [...issue.path, ...inside.path] }) : issue;
}

/** What a field should have been, from the schema's complaint. */
function wantedOf(issue: z.core.$ZodIssue): { zh: string; en: string } {
  if (issue.code === 'invalid_union') {
    const kinds = issue.errors.flatMap(([first]) => (first ? [wantedOf(first)] : []));
    if (kinds.length > 0)
      return {
        zh: kinds.map(({ zh }) => zh).join('，或'),
        en: kinds.map(({ en }) => en).join(', or ')
      };
  }
  if (issue.code === 'too_big' && issue.origin !== 'array') {
    const most = String(issue.maximum);
    return issue.inclusive
      ? { zh: `不大于 ${most} 的数`, en: `a number of at most ${most}` }
      : { zh: `小于 ${most} 的数`, en: `a number below ${most}` };
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map((value) => JSON.stringify(value));
    return { zh: values.join(' 或 '), en: values.join(' or ') };
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'array') return { zh: '至少一项', en: 'at least one item' };
    if (issue.inclusive)
      return {
        zh: `不小于 ${String(issue.minimum)} 的数`,
        en: `a number of at least ${String(issue.minimum)}`
      };
    return { zh: `大于 ${String(issue.minimum)} 的数`, en: `a number above ${String(issue.minimum)}` };
  }
  if (issue.code === 'invalid_format') return { zh: '时刻，如 10:00', en: 'a time such as 10:00' };
  const [zh, en] = KINDS[issue.code === 'invalid_type' ? issue.expected : ''] ?? [
    '另一种值',
    'another value'
  ];
  return { zh, en };
}

function formatPlace(path: PropertyKey[]): string {
  return path.reduce<string>(
    (place, key) =>
      typeof key === 'number' ? `${place}[${key}]` : place ? `${place}.${String(key)}` : String(key),
    ''
  );
}
