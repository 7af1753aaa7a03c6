import { answerQuestion } from '../../import/propose.ts';
import type { Choices, Question } from '../../import/report.ts';
import type { Inspection } from '../engine/engine-api.ts';

/** A file on its way in: what was found with the choices made so far, and the answers to what only the user knows. */
export interface Draft {
  inspection: Inspection;
  /** What the user has said of the file; everything else was worked out, and is again when this changes. */
  said: Partial<Choices>;
  /** Word of the file → taxonomy code; '' leaves it without. */
  categories: Record<string, string>;
  questions: { question: Question; answer: string }[];
}

/** A file just looked into, or looked into again: words stay as they were matched, or left, in `before`. */
export function draftOf(inspection: Inspection, said: Partial<Choices> = {}, before?: Draft): Draft {
  return {
    inspection,
    said,
    categories: Object.fromEntries(
      inspection.words.map(({ word, code }) => [word, before?.categories[word] ?? code ?? ''])
    ),
    questions: askFirst(inspection.questions)
  };
}

/** What is said of a file and one thing more; another layer has other columns, so those said are forgotten. */
export function alsoSaid(said: Partial<Choices>, more: Partial<Choices>): Partial<Choices> {
  const map = more.as ? more.map : { ...said.map, ...more.map };
  return { ...said, ...more, map };
}

/** Each question with its likely answer ready. */
export function askFirst(questions: Question[]): Draft['questions'] {
  return questions.map((question) => ({ question, answer: question.options[0] ?? '' }));
}

/** What the worker needs to import a draft: the choices, with categories and answers in them. */
export function choicesOf({ inspection, categories, questions }: Draft): Choices {
  const named = Object.entries(categories).filter(([, code]) => code !== '');
  const choices: Choices = { ...inspection.choices, categories: Object.fromEntries(named) };
  return questions.reduce<Choices>(
    (so, { question, answer }) => answerQuestion(so, question, answer),
    choices
  );
}
