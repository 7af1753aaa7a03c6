import { ARCHIVES } from './sentences/archives.ts';
import { MEANINGS } from './sentences/meanings.ts';
import { MENDS } from './sentences/mends.ts';
import { PLACES } from './sentences/places.ts';
import { REFUSALS } from './sentences/refusals.ts';
import { REMARKS } from './sentences/remarks.ts';
import { SHEETS } from './sentences/sheets.ts';
import { STREETS } from './sentences/streets.ts';
import { TEXTS } from './sentences/texts.ts';
import { VECTORS } from './sentences/vectors.ts';

/** Code → sentence in Chinese and English. */
export const SENTENCES = {
  ...REFUSALS,
  ...REMARKS,
  ...ARCHIVES,
  ...VECTORS,
  ...SHEETS,
  ...PLACES,
  ...STREETS,
  ...MEANINGS,
  ...MENDS,
  ...TEXTS
};

/** Language of a sentence; Chinese is the first. */
export type Lang = 'zh' | 'en';
export type Params = Record<string, string | number>;

export type ReasonCode = keyof typeof SENTENCES;

/** The sentence of `code` with its parameters filled in; a parameter not given stays visible as `{x}`. */
export function reason(code: ReasonCode, params: Params = {}, lang: Lang = 'zh'): string {
  const template: string = SENTENCES[code][lang === 'zh' ? 0 : 1];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole
  );
}
