import { answerQuestion } from '../../import/answer-question.ts';
import type { Choices, Question } from '../../import/report.ts';
import type { Inspection } from '../engine/engine-api.ts';

/** A question and the answer it has, or would have unasked: the likeliest. */
export interface Asked {
  question: Question;
  answer: string;
}

/** A file on its way in: what was found with the choices made so far, and what only the user knows. */
export interface Draft {
  inspection: Inspection;
  /** What the user has said of the file; everything else was worked out, and is again when this changes. */
  said: Partial<Choices>;
  /** Questions still open, the likeliest answer ready. */
  open: Asked[];
  /** Questions that were answered with a click; they can be answered otherwise. */
  settled: Asked[];
}

/** A file just looked into, or looked into again after more was said. */
export function draftOf(inspection: Inspection, said: Partial<Choices> = {}, settled: Asked[] = []): Draft {
  return { inspection, said, open: askFirst(inspection.questions), settled };
}

/** What is said of a file and one thing more; another layer has other columns, so those said are forgotten. */
export function alsoSaid(said: Partial<Choices>, more: Partial<Choices>): Partial<Choices> {
  const next = { ...said, ...more };
  for (const record of ['answers', 'categories', 'same'] as const)
    if (said[record] || more[record]) next[record] = { ...said[record], ...more[record] };
  if (!more.as) next.map = { ...said.map, ...more.map };
  else if (!more.map) delete next.map;
  return next;
}

/** Whether other things are said of how a file is read and where it lies. */
export function liesElsewhere(before: Partial<Choices>, now: Partial<Choices>): boolean {
  const keys = ['as', 'crs', 'encoding', 'layer', 'map'] as const;
  return keys.some((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(now[key] ?? null));
}

/** What an answer adds to what is said of a file. */
export function answered(said: Partial<Choices>, { question, answer }: Asked): Partial<Choices> {
  // The layer plays no part in an answer; what it stands for is left as it was.
  const { as: _, ...rest } = answerQuestion({ as: 'facilities', ...said }, question, answer);
  return said.as ? { ...rest, as: said.as } : rest;
}

/** Each question with its likely answer ready. */
export function askFirst(questions: Question[]): Asked[] {
  return questions.map((question) => ({ question, answer: question.options[0] ?? '' }));
}

/** What the worker needs to import a draft: the choices, with the open questions answered as is likely. */
export function choicesOf({ inspection, open }: Draft): Choices {
  return open.reduce<Choices>(
    (so, { question, answer }) => answerQuestion(so, question, answer),
    inspection.choices
  );
}

/** The graver a question, the earlier: how a file is read, where it lies, then what its words mean. */
const RANK: Question['sets'][] = ['layer', 'encoding', 'crs', 'map', 'answers', 'same', 'categories'];

export const rankOf = ({ question }: Asked): number => RANK.indexOf(question.sets);
