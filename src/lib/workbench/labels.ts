import { categoryByCode } from '../standards/taxonomy.ts';
import type { Desk } from './desk.svelte.ts';
import { GROUP_MARKS } from '../report/maps/colours.ts';
import { decimal } from './words/figures.ts';
import { listed, named, say } from './words/words.svelte.ts';

/** Title of what is asked; a limit that is not the standard's own is part of it. */
export function headingOf(desk: Desk): string {
  const { measure, question } = desk;
  if (!measure || !question) return '';
  const title = named(measure.titleZh, measure.titleEn);
  const limit = otherLimitOf(desk);
  return limit ? `${title}${named('（', ' (')}${limit}${named('）', ')')}` : title;
}

/** The limit asked for where it is not the measure's own; '' where it is. */
export function otherLimitOf(desk: Desk): string {
  const { measure, question } = desk;
  if (!measure || !question) return '';
  if (question.minutes && question.minutes !== measure.minutes)
    return say('ask.minutes', { n: question.minutes });
  if (question.metres && question.metres !== measure.metres) return say('ask.metres', { n: question.metres });
  return '';
}

/** The people who are counted: the walker's group, or all residents standing in for it. */
export function countedOf(desk: Desk): string {
  const of = desk.outcome?.measure.demand;
  if (of === 'building' || of === 'land') return say(`ask.of.${of}`);
  const code = desk.outcome?.stoodIn ? 'all' : desk.question?.walker;
  const group = desk.scene?.walkers.find((walker) => walker.code === code);
  return group ? named(group.zh, group.en) : '';
}

/** Unit of what is counted: people, or square metres of floor space or land. */
export function countUnitOf(desk: Desk): string {
  const of = desk.outcome?.measure.demand;
  return of === 'building' || of === 'land' ? '㎡' : say('unit.people');
}

/** Name of who walks. */
export function walkerNameOf(desk: Desk): string {
  const walker = desk.scene?.walkers.find(({ code }) => code === desk.question?.walker);
  return walker ? named(walker.zh, walker.en) : '';
}

/** Colour and character of the facilities that the measure counts. */
export function markOf(desk: Desk): { colour: string; mark: string } {
  const group = categoryByCode(desk.measure?.categories[0] ?? '')?.group ?? 'none';
  return GROUP_MARKS[group] ?? GROUP_MARKS['none'];
}

/** What the points of the map are called: homes only where the data gave them. */
export function pointWordOf(desk: Desk): string {
  return say(desk.scene?.methods.demand === 'points' ? 'show.points' : 'show.estimated');
}

/** The minutes of the nested service areas on the map, ascending, as a list; null where there is one area only. */
export function areaMinutesOf({ area }: Desk): string | null {
  if (!area || area.length < 2) return null;
  return listed(area.map(({ minutes }) => decimal(minutes ?? NaN)));
}
