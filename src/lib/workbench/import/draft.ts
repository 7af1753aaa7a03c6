import { answerQuestion } from '../../import/propose.ts';
import type { Choices, Question } from '../../import/report.ts';
import type { Inspection } from '../engine/engine-api.ts';

/** A file on its way in: what was found with the choices made so far, and the answers to what only the user knows. */
export interface Draft {
  inspection: Inspection;
  /** Word of the file → taxonomy code; '' leaves it without. */
  categories: Record<string, string>;
  questions: { question: Question; answer: string }[];
}

export function draftOf(inspection: Inspection): Draft {
  return {
    inspection,
    categories: Object.fromEntries(inspection.words.map(({ word, code }) => [word, code ?? ''])),
    questions: askFirst(inspection.questions)
  };
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
