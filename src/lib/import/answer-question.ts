import type { Choices, Question } from './report.ts';

/** The choices with one question answered by `option` (one of its options, or what the user wrote instead). */
export function answerQuestion(choices: Choices, question: Question, option: string): Choices {
  const { sets, key } = question;
  if (sets === 'crs' || sets === 'encoding' || sets === 'layer') return { ...choices, [sets]: option };
  const entries = sets === 'map' ? pairsOf(option) : { [key]: option };
  return { ...choices, [sets]: { ...choices[sets], ...entries } };
}

/** The pairs of an answer `field=column,field=column`; a comma in a column's name is part of it. */
function pairsOf(option: string): Record<string, string> {
  const pairs = option.split(/,(?=[a-z_0-9]+=)/).map((pair) => /^([a-z_0-9]+)=(.*)$/s.exec(pair));
  if (pairs.includes(null)) throw new Error(`expected field=column,…, got ${option}`);
  return Object.fromEntries(pairs.map((pair) => [pair![1], pair![2]]));
}
