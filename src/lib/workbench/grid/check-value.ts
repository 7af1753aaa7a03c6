import { say } from '../words/words.svelte.ts';
import type { CheckedValue } from './grid-column.ts';

/** A number as people type it: full-width digits and signs, separators, a minus of any kind. NaN where it is none. */
export function readTyped(typed: string): number {
  const plain = typed.normalize('NFKC').replaceAll(/[,\s]/g, '').replaceAll(/[−–—]/g, '-');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/** A number within limits; nothing typed: not known. */
export function checkNumber(typed: string, least: number, most = Infinity): CheckedValue {
  if (typed.trim() === '') return { value: null };
  const value = readTyped(typed);
  if (!Number.isFinite(value)) return { fault: say('grid.fault.number') };
  if (value < least) return { fault: say('grid.fault.least', { n: least }) };
  if (value > most) return { fault: say('grid.fault.most', { n: most }) };
  return { value };
}

/** Yes or no as 1 or 0, also in words; nothing typed: not known. */
export function checkFlag(typed: string): CheckedValue {
  const word = typed.trim();
  if (word === '') return { value: null };
  const value = ['1', '是', 'yes', 'Yes'].includes(word)
    ? 1
    : ['0', '否', 'no', 'No'].includes(word)
      ? 0
      : null;
  return value === null ? { fault: say('grid.fault.whole') } : { value };
}

/** A text without blanks around it; nothing typed: not known, which a name may not be. */
export function checkText(typed: string, isName: boolean): CheckedValue {
  const value = typed.trim();
  if (value === '' && isName) return { fault: say('grid.fault.name') };
  return { value: value === '' ? null : value };
}

/** One of a list, by its code or its name. */
export function checkChoice(
  typed: string,
  choices: readonly { value: string; name: string }[]
): CheckedValue {
  const word = typed.trim();
  const found = choices.find(({ value, name }) => value === word || name === word);
  if (!found) return { fault: say('grid.fault.choice', { typed: word }) };
  return { value: found.value === '' ? null : found.value };
}
