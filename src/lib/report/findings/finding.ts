import type { Said } from '../dossier.ts';
import type { MeasureFacts } from '../facts.ts';
import { figure } from '../figures.ts';
import { countedIn } from '../words.ts';

/** What a finding is about. */
export type FindingKind =
  | 'coverage'
  | 'straight'
  | 'worst'
  | 'causes'
  | 'compliance'
  | 'siting'
  | 'link'
  | 'after'
  | 'tasks'
  | 'limit';

/** A message of a study, one or two sentences a language, without markup. */
export interface Finding extends Said {
  /** `kind/subject`, unique. */
  id: string;
  kind: FindingKind;
  /** Key of the measure, id of the rule, number of the question, code of the limit; '' for the study as a whole. */
  subject: string;
}

/** A finding of a subject. */
export function finding(kind: FindingKind, subject: string, zh: string, en: string): Finding {
  return { id: subject === '' ? kind : `${kind}/${subject}`, kind, subject, zh, en };
}

/** So many people or square metres, by what a measure counts. */
export function amount(value: number, counts: MeasureFacts['counts']): Said {
  const written = figure(value, counts === 'people' ? 'people' : 'squareMetres');
  const unit = countedIn(counts);
  return { zh: `${written} ${unit.zh}`, en: `${written}${unit.en}` };
}

/** So many people of the group, or so much of what is counted, as a sentence begins with it: `老年人（60+）17,356 人`. */
export function groupAmount(value: number, { counts, group, groupName }: MeasureFacts): Said {
  const own = amount(value, counts);
  // 全体 is said by the figure itself.
  const noun = group === 'all' ? 'residents' : groupName.en;
  const number = figure(value, counts === 'people' ? 'people' : 'squareMetres');
  return {
    zh: `${groupName.zh}${groupName.zh.endsWith('）') ? '' : ' '}${own.zh}`,
    en: counts === 'people' ? `${number} ${noun}` : `${number} m² of ${noun}`
  };
}

/** What a measure is called among all of the study: with its group where another has its title. */
export function labelOf({ title, groupName, key }: MeasureFacts, measures: readonly MeasureFacts[]): Said {
  const isAlone = measures.every((other) => other.key === key || other.title.zh !== title.zh);
  if (isAlone) return { zh: `“${title.zh}”`, en: `“${title.en}”` };
  return { zh: `“${title.zh}”·${groupName.zh}`, en: `“${title.en}” for ${groupName.en}` };
}

/** How many percentage points two shares are apart, without a sign. */
export const apart = (a: number, b: number): string => figure(Math.abs(a - b), 'points').replace('+', '');

/** So many things, in English with their plural. */
export function things(count: number, one: string, many = `${one}s`): string {
  return `${figure(count, 'count')} ${count === 1 ? one : many}`;
}
