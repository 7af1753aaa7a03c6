import type { Choices, Layer, Question } from '../../import/report.ts';
import type { Inspection } from '../engine/engine-api.ts';

/** A file on its way in: what was found, and what the user has decided of it so far. */
export interface Draft {
  inspection: Inspection;
  as: Layer;
  crs: NonNullable<Choices['crs']>;
  encoding: string;
  /** Field → column; '' for none. */
  map: Record<string, string>;
  /** Word of the file → taxonomy code; '' leaves it without. */
  categories: Record<string, string>;
  questions: { question: Question; answer: string }[];
}

export function draftOf(inspection: Inspection): Draft {
  return {
    inspection,
    as: inspection.as,
    crs: inspection.crs,
    encoding: inspection.encoding,
    map: Object.fromEntries(inspection.fields.map(({ field, column }) => [field, column])),
    categories: Object.fromEntries(inspection.categories.map(({ word, code }) => [word, code])),
    questions: []
  };
}

/** What the worker needs to import a draft.  */
export function choicesOf(draft: Draft): Choices {
  const given = (from: Record<string, string>) =>
    Object.fromEntries(Object.entries(from).filter(([, value]) => value !== ''));
  return {
    as: draft.as,
    crs: draft.crs,
    encoding: draft.encoding,
    map: given(draft.map),
    categories: given(draft.categories),
    same: Object.fromEntries(
      draft.questions
        .filter(({ question }) => question.code === 'unit_name')
        .map(({ question, answer }) => [question.about, answer])
    )
  };
}
