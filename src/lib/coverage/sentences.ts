import type { Units } from '../demand/units.ts';
import { CATEGORIES, CATEGORY_GROUPS, populationGroupByCode } from '../standards/taxonomy.ts';
import type { Coverage, Gaps } from './coverage.ts';
import type { Measure } from './measure.ts';

/** A sentence in both languages. */
export interface Sentence {
  zh: string;
  en: string;
}

/** How the people of a group are spoken of; other groups by their name in the taxonomy. */
const PEOPLE: Record<string, Sentence> = {
  all: { zh: '居民', en: 'residents' },
  older_adult: { zh: '60岁以上老年人', en: 'people aged 60 and over' }
};

/** Why, as it follows a number of people; in the order of `CAUSES` without `covered`. */
const REASONS: Sentence[] = [
  { zh: '附近没有设施', en: 'have none anywhere near' },
  { zh: '设施离得远', en: 'have one near, but not near enough' },
  { zh: '绕行', en: 'are kept from one near by a detour' },
  { zh: '设施已满', en: 'have one near that is full' },
  { zh: '住处未接入步行路网', en: 'live where no walking network is near' }
];

/**
 * What a unit's planner is told of one measure: how many of whom have nothing within the limit, how far it is, and why;
 * or that all have, and how far the farthest walk. `unit` is an index in `units`. "一般" and "typically" are the median of
 * all the group's people in the unit, said where it lies beyond the limit. Estimates from the straight line say so, and a
 * unit whose group is missing or nobody says that.
 */
export function gapSentence(gaps: Gaps, coverage: Coverage, units: Units, unit: number): Sentence {
  const { measure } = gaps;
  const name = units.name[unit];
  const people = peopleOf(measure);
  const total = coverage.rows.total[unit];
  if (Number.isNaN(total)) {
    return {
      zh: `${name}没有${people.zh}的人数，无法判断。`,
      en: `${name}: the number of ${people.en} is not known.`
    };
  }
  if (total === 0) return { zh: `${name}没有${people.zh}。`, en: `${name}: there are no ${people.en}.` };
  const within = limitOf(measure);
  const what = facilitiesOf(measure);
  const estimate: Sentence = coverage.estimated
    ? { zh: '（按直线距离估算）', en: ' (estimated from straight lines)' }
    : { zh: '', en: '' };
  const uncovered = gaps.uncovered[unit];
  if (!(uncovered > 0)) {
    const farM = metres(gaps.maxM[unit]);
    return {
      zh: `${name} ${count(total)} 名${people.zh}${within.zh}都有${what.zh}，最远的要走 ${farM} 米${estimate.zh}。`,
      en: `${name}: all ${count(total)} ${people.en} have ${/^[aeiou]/.test(what.en) ? 'an' : 'a'} ${what.en} ${within.en}; the farthest walk is ${farM} m${estimate.en}.`
    };
  }
  const parts = [howFar(gaps, unit), why(gaps, unit)];
  const zh = [`${name} ${count(uncovered)} 名${people.zh}${within.zh}没有${what.zh}${estimate.zh}`];
  const en = [`${name}: ${count(uncovered)} ${people.en} have no ${what.en} ${within.en}${estimate.en}`];
  return {
    zh: `${[...zh, ...parts.map((part) => part.zh)].join('；')}。`,
    en: `${[...en, ...parts.map((part) => part.en)].join('; ')}.`
  };
}

function howFar(gaps: Gaps, unit: number): Sentence {
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

function why(gaps: Gaps, unit: number): Sentence {
  const given = REASONS.map((reason, cause) => ({ reason, people: gaps.byCause[cause][unit] }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people);
  return {
    zh: `其中 ${given.map(({ reason, people }) => `${count(people)} 人因${reason.zh}`).join('，')}`,
    en: `of these ${given.map(({ reason, people }) => `${count(people)} ${reason.en}`).join(', ')}`
  };
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
