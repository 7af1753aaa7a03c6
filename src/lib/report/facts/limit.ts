import type { Said } from '../dossier.ts';
import type { LimitFacts } from '../facts.ts';
import { figure } from '../figures.ts';

/** As many measures, units and rules are named; the others are counted. */
const NAMED = 3;

/** A limit that concerns so many people or things; none where it concerns nobody. */
export const say = (code: string, count: number, zh: string, en: string): LimitFacts[] =>
  count > 0 ? [{ code, count, zh, en }] : [];

/** Up to three, and how many more: `甲、乙、丙等 5 条`. */
export function list(names: Said[], counter: string): Said {
  const shown = names.slice(0, NAMED);
  const more = names.length - shown.length;
  const each = (language: 'zh' | 'en') => shown.map((name) => name[language]);
  return {
    zh: `${each('zh').join('、')}${more > 0 ? `等${figure(names.length, 'count')}${counter}` : ''}`,
    en: `${each('en').join('; ')}${more > 0 ? ` and ${figure(more, 'count')} more` : ''}`
  };
}

/** Things counted, in English with their plural. */
export const things = (count: number, one: string, many = `${one}s`): string =>
  `${figure(count, 'count')} ${count === 1 ? one : many}`;
