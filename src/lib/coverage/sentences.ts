import type { Units } from '../demand/units.ts';
import { CATEGORIES, CATEGORY_GROUPS, populationGroupByCode } from '../standards/taxonomy.ts';
import { CAUSES, type Coverage, type Gaps } from './coverage.ts';
import { BARRIERS, type Barriers } from './find-barriers.ts';
import type { Measure } from './measure.ts';

/** A sentence in both languages. */
export interface Sentence {
  zh: string;
  en: string;
}

/** How the people of a group are spoken of; other groups by their name in the taxonomy. */
const PEOPLE: Record<string, Sentence> = {
  all: { zh: '居民', en: 'residents' },
  older_adult: { zh: '60岁以上老年人', en: 'people aged 60 and over' },
  building: { zh: '住宅建筑面积', en: 'residential floor space' },
  land: { zh: '用地', en: 'land' }
};

/** Why, as it follows a number of people; in the order of `CAUSES` without `covered`. */
const REASONS: Sentence[] = [
  { zh: '附近没有设施', en: 'have none anywhere near' },
  { zh: '设施离得远', en: 'have one near, but not near enough' },
  { zh: '绕行', en: 'are kept from one near by a detour' },
  { zh: '设施已满', en: 'have one near that is full' },
  { zh: '住处未接入步行路网', en: 'live where no walking network is near' }
];

const DETOUR = CAUSES.indexOf('detour') - 1;

/** Detours whose reason is known, as they follow a number of people. */
const BEHIND: Record<(typeof BARRIERS)[number], Sentence> = {
  rail: { zh: '铁路阻隔绕行', en: 'are kept from one near by a railway' },
  water: { zh: '河流水面阻隔绕行', en: 'are kept from one near by water' },
  estate: { zh: '小区围墙阻隔绕行', en: 'are kept from one near by the walls of an estate' }
};

/** What a facility holds, as it is spoken of, and the column that says it. */
const HELD: Record<'beds' | 'capacity', Sentence & { column: Sentence }> = {
  beds: { zh: '床位', en: 'bed', column: { zh: '床位数', en: 'beds' } },
  capacity: { zh: '名额', en: 'place', column: { zh: '容量', en: 'capacity' } }
};

/**
 * What a unit's planner is told of one measure: how many of whom have nothing within the limit, how far it is, and why;
 * or that all have, and how far the farthest walk. `unit` is an index in `units`. "一般" and "typically" are the median of
 * all the group's people in the unit, said where it lies beyond the limit. Estimates from the straight line say so, and a
 * unit whose group is missing or nobody says that. With `barriers` detours say behind what. Where the measure has a capacity it
 * tells who has no place, how many facilities do not say what they hold, and that nothing is known where none says it.
 */
export function gapSentence(
  gaps: Gaps,
  coverage: Coverage,
  units: Units,
  unit: number,
  barriers: Barriers | null = null
): Sentence {
  const { measure } = gaps;
  const name = units.name[unit];
  const people = peopleOf(measure);
  const total = coverage.rows.total[unit];
  if (Number.isNaN(total)) {
    return {
      zh: `${name}没有${people.zh}的${isArea(measure) ? '数据' : '人数'}，无法判断。`,
      en: `${name}: the ${isArea(measure) ? 'amount' : 'number'} of ${people.en} is not known.`
    };
  }
  if (total === 0)
    return {
      zh: `${name}没有${people.zh}。`,
      en: `${name}: there ${isArea(measure) ? 'is' : 'are'} no ${people.en}.`
    };
  const within = limitOf(measure);
  const what = facilitiesOf(measure);
  const held = measure.capacity && HELD[measure.capacity.of];
  if (held && Number.isNaN(coverage.rows.covered[unit])) {
    return {
      zh: `${name}：${what.zh}都没有填写${held.column.zh}，无法判断。`,
      en: `${name}: no ${what.en} says its ${held.column.en}; it cannot be told who has a place.`
    };
  }
  const estimate: Sentence = coverage.estimated
    ? { zh: '（按直线距离估算）', en: ' (estimated from straight lines)' }
    : { zh: '', en: '' };
  const uncovered = gaps.uncovered[unit];
  if (!(uncovered > 0)) {
    const farM = metres(gaps.maxM[unit]);
    return {
      zh: `${name} ${counted(measure, total).zh}${within.zh}都有${what.zh}${held ? `，且${held.zh}够用` : ''}，最远的要走 ${farM} 米${estimate.zh}${unsaid(coverage).zh}。`,
      en: `${name}: all ${counted(measure, total).en} ${isArea(measure) ? 'has' : 'have'} ${/^[aeiou]/.test(what.en) ? 'an' : 'a'} ${what.en} ${held ? `with a free ${held.en} ` : ''}${within.en}; the farthest walk is ${farM} m${estimate.en}${unsaid(coverage).en}.`
    };
  }
  const parts = [howFar(gaps, unit), why(gaps, unit, barriers)].filter((part) => part !== null);
  const room = held ? { zh: `有空余${held.zh}的`, en: ` with a free ${held.en}` } : { zh: '', en: '' };
  const notes = { zh: estimate.zh + unsaid(coverage).zh, en: estimate.en + unsaid(coverage).en };
  const zh = [`${name} ${counted(measure, uncovered).zh}${within.zh}没有${room.zh}${what.zh}${notes.zh}`];
  const en = [
    `${name}: ${counted(measure, uncovered).en} ${isArea(measure) ? 'has' : 'have'} no ${what.en}${room.en} ${within.en}${notes.en}`
  ];
  return {
    zh: `${[...zh, ...parts.map((part) => part.zh)].join('；')}。`,
    en: `${[...en, ...parts.map((part) => part.en)].join('; ')}.`
  };
}

/** Facilities that were left out, since they do not say what they hold. */
function unsaid({ measure, places }: Coverage): Sentence {
  if (!measure.capacity || !places || places.unknown === 0) return { zh: '', en: '' };
  const { column } = HELD[measure.capacity.of];
  const [unknown, all] = [count(places.unknown), count(places.facilities)];
  return {
    zh: `（${all} 处设施中 ${unknown} 处没有填写${column.zh}，未计入）`,
    en: ` (${unknown} of ${all} facilities do not say their ${column.en} and are left out)`
  };
}

/** Null where everybody lives near enough: then they lack a place, not a walk. */
function howFar(gaps: Gaps, unit: number): Sentence | null {
  if (gaps.maxM[unit] <= gaps.measure.limitM) return null;
  const median = gaps.medianM[unit];
  const farthest = gaps.maxM[unit];
  if (median === Infinity) return { zh: '多数人走不到任何一处', en: 'most can walk to none at all' };
  const typical =
    median > gaps.measure.limitM
      ? { zh: `最近的一般在 ${metres(median)} 米外`, en: `the nearest is typically ${metres(median)} m away` }
      : null;
  const worst =
    farthest === Infinity
      ? { zh: '有人走不到任何一处', en: 'some can walk to none at all' }
      : { zh: `最远的要走 ${metres(farthest)} 米`, en: `the farthest walk is ${metres(farthest)} m` };
  if (typical === null || median === farthest) return typical ?? worst;
  return { zh: `${typical.zh}，${worst.zh}`, en: `${typical.en}, ${worst.en}` };
}

function why(gaps: Gaps, unit: number, barriers: Barriers | null): Sentence {
  const behind = BARRIERS.map((kind, k) => ({
    reason: BEHIND[kind],
    people: barriers?.people[k][unit] ?? 0
  }));
  // People come in steps, so that what is taken off leaves nothing where all are behind a barrier.
  const known = behind.reduce((sum, { people }) => sum + people, 0);
  const causes = REASONS.map((reason, cause) => ({
    reason,
    people: gaps.byCause[cause][unit] - (cause === DETOUR ? known : 0)
  }));
  const given = [...causes, ...behind].filter(({ people }) => people > 0).sort((a, b) => b.people - a.people);
  return {
    zh: `其中 ${given.map(({ reason, people }) => `${count(people)} ${isArea(gaps.measure) ? '㎡' : '人'}因${reason.zh}`).join('，')}`,
    en: `of these ${given.map(({ reason, people }) => `${count(people)}${isArea(gaps.measure) ? ' m²' : ''} ${reason.en}`).join(', ')}`
  };
}

/** True where floor space or land is counted in people's stead. */
function isArea({ demand }: Measure): boolean {
  return demand === 'building' || demand === 'land';
}

/** So many of a measure's people, or so much of what it counts in their stead. */
function counted(measure: Measure, amount: number): Sentence {
  const { zh, en } = peopleOf(measure);
  return isArea(measure)
    ? { zh: `${count(amount)} ㎡${zh}`, en: `${count(amount)} m² of ${en}` }
    : { zh: `${count(amount)} 名${zh}`, en: `${count(amount)} ${en}` };
}

function peopleOf(measure: Measure): Sentence {
  const group = populationGroupByCode(measure.group);
  return PEOPLE[measure.group] ?? { zh: group?.zh ?? measure.group, en: lower(group?.en ?? measure.group) };
}

function limitOf(measure: Measure): Sentence {
  if (Number.isNaN(measure.limitS)) {
    return { zh: `步行 ${metres(measure.limitM)} 米内`, en: `within a walk of ${metres(measure.limitM)} m` };
  }
  const minutes = String(Math.round((measure.limitS / 60) * 10) / 10);
  return { zh: `步行${minutes}分钟内`, en: `within a ${minutes}-minute walk` };
}

/** The facilities by their category where there is one, else by the groups that their categories belong to. */
function facilitiesOf(measure: Measure): Sentence {
  const categories = CATEGORIES.filter((category) => measure.categories.includes(category.code));
  if (categories.length === 1) return { zh: categories[0].zh, en: lower(categories[0].en) };
  const groups = CATEGORY_GROUPS.filter((group) =>
    categories.some((category) => category.group === group.code)
  );
  if (groups.length === 0) return { zh: '这类设施', en: 'facility of this kind' };
  return {
    zh: `${groups.map((group) => group.zh).join('或')}设施`,
    en: `${groups.map((group) => lower(group.en)).join(' or ')} facility`
  };
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Whole people with thousands set apart; a part of one person is "less than one". */
function count(people: number): string {
  return people > 0 && people < 0.5 ? '<1' : metres(people);
}

/** A whole number with thousands set apart. */
function metres(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}
