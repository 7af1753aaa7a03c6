import type { Table } from '../tables/database.ts';
import { categoryWords, type CategoryWord } from './categories.ts';
import { checkLayer, type Context } from './check-layer.ts';
import { guessLayer } from './guess-layer.ts';
import { ImportError } from './import-error.ts';
import { matchColumns } from './match-columns.ts';
import { reason } from './reasons.ts';
import type { Choices, ImportReport, Layer, Question } from './report.ts';
import type { Source } from './source.ts';

/** What a person is shown before a file is imported, each part with its why. */
export interface Proposal {
  /** Choices to import with as they are, or to change first. */
  choices: Choices;
  asWhy: string;
  /** Other layers that it could be, the likelier first. */
  others: Layer[];
  /** What an import with these choices would say; null where it would be refused, and then why. */
  report: ImportReport | null;
  /** The table that an import would store; null with the report. */
  table: Table | null;
  refusal: { zh: string; en: string } | null;
  /** Words of the column of categories; empty for other layers. */
  words: CategoryWord[];
  /** The first rows as text, by column. */
  preview: (string | null)[][];
}

const PREVIEW_ROWS = 20;

/**
 * Works out choices for a source: its layer (unless `said.as`), columns, coordinate system, encoding. What is in
 * `said` stays. Pure; throws only where `said` names what is not there.
 */
export function proposeChoices(source: Source, said: Partial<Choices> = {}, context: Context = {}): Proposal {
  const lang = context.lang ?? 'zh';
  const guess = guessLayer(source, lang);
  const as = said.as ?? guess.as;
  const asWhy = said.as ? reason('why_layer_chosen', {}, lang) : guess.why;
  const given: Choices = { ...said, as, encoding: said.encoding ?? source.encoding };
  const matches = matchColumns(source, given);
  const map: Record<string, string> = { ...said.map };
  for (const { field, column } of matches) map[field] ??= source.headers[column];
  const choices: Choices = { ...given, map };
  let report: ImportReport | null = null;
  let table: Table | null = null;
  let refusal: Proposal['refusal'] = null;
  try {
    ({ report, table } = checkLayer(source, choices, context));
    // Checked with every column named, each would be "as chosen": what is told is why it was found.
    const whys = new Map(matches.map(({ field, why }) => [field, reason(why, {}, lang)]));
    for (const column of report.columns) column.why = whys.get(column.to) ?? column.why;
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    refusal = { zh: error.messageZh, en: error.messageEn };
  }
  const category = matches.find(({ field }) => field === 'category');
  return {
    choices,
    asWhy,
    others: [guess.as, ...guess.others].filter((layer) => layer !== as),
    report,
    table,
    refusal,
    words: category ? categoryWords(source.columns[category.column], choices.categories) : [],
    preview: source.columns.map((column) => column.slice(0, PREVIEW_ROWS))
  };
}

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
