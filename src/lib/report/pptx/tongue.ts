import type { Said } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import { figure } from '../figures.ts';

/** Says a thing in the language of the report: both texts, or something said in both. */
export interface Tongue {
  (zh: string, en: string): string;
  of(said: Said): string;
}

/** The tongue of a report. */
export function tongue({ options }: Pick<Facts, 'options'>): Tongue {
  const isChinese = options.language === 'zh';
  const say = (zh: string, en: string) => (isChinese ? zh : en);
  return Object.assign(say, { of: (said: Said) => (isChinese ? said.zh : said.en) });
}

/** Things counted in English, with their plural. */
export const things = (count: number, one: string, many = `${one}s`): string =>
  `${figure(count, 'count')} ${count === 1 ? one : many}`;
