import type { Table } from '../tables/database.ts';
import type { CategoryGroup } from './meanings/categories.ts';
import { categoryGroups } from './meanings/category-groups.ts';
import { checkLayer, type Context } from './checks/check-layer.ts';
import { evidenceOf } from './meanings/classify-facility.ts';
import { guessLayer } from './guess-layer.ts';
import { ImportError } from './import-error.ts';
import { matchColumns } from './meanings/match-columns.ts';
import { offerColumns } from './meanings/offer-columns.ts';
import { isMissing } from './values/numbers.ts';
import { fieldWord } from './fields.ts';
import { reason, type ReasonCode } from './reasons.ts';
import type { Choices, ImportReport, Layer } from './report.ts';
import { isRejectedTable, restoreRejected } from './rejected-rows.ts';
import { cellsOf } from './source-columns.ts';
import { columnIndex, type Source } from './source.ts';
import { addSums, summands } from './meanings/sum-columns.ts';

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
  /** Facilities in groups that one decision classifies, the open ones first; empty for other layers. */
  groups: CategoryGroup[];
  /** The column of each field, why, how sure (0…1), and its first three values. */
  columns: ProposedColumn[];
  /** Other columns, and sums of columns, that a field could have: each an entry `field` → `column` of `map`. */
  offers: ProposedColumn[];
  /** The file holds rejected rows of an earlier import, which are added to that layer instead of replacing it. */
  adds: boolean;
  /** The first rows as text, by column: at most 256 columns, cells cut to 400 characters. */
  preview: (string | null)[][];
}

/** A column for a field, as a person is shown it. */
export interface ProposedColumn {
  field: string;
  column: string;
  why: string;
  confidence: number;
  examples: string[];
}

const PREVIEW_ROWS = 20;
/** More columns, and longer cells, are stored whole and shown cut. */
const PREVIEW_COLUMNS = 256;
const PREVIEW_CELL = 400;

/**
 * Works out choices for a source: its layer (unless `said.as`), columns, coordinate system, encoding. What is in
 * `said` stays. Pure; throws only where `said` names what is not there.
 */
export function proposeChoices(read: Source, said: Partial<Choices> = {}, context: Context = {}): Proposal {
  const file = restoreRejected(read);
  const lang = context.lang ?? 'zh';
  const source = addSums(file, said.map);
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
    const whys = new Map(
      matches.map(({ field, column, why }) => {
        const words = { from: source.headers[column], to: field, to_zh: fieldWord(field, as) };
        return [field, reason(why, words, lang)];
      })
    );
    for (const column of report.columns) column.why = whys.get(column.to) ?? column.why;
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    refusal = { zh: error.messageZh, en: error.messageEn };
  }
  const at = (field: string): number => matches.find((match) => match.field === field)?.column ?? -1;
  const shown = (field: string, column: string, why: ReasonCode, confidence: number): ProposedColumn => ({
    field,
    column,
    why: reason(why, { from: column, to: field, to_zh: fieldWord(field, as) }, lang),
    confidence,
    examples: examplesOf(source, column)
  });
  return {
    choices,
    asWhy,
    others: [guess.as, ...guess.others].filter((layer) => layer !== as),
    report,
    table,
    refusal,
    groups:
      as === 'facilities'
        ? categoryGroups(source, evidenceOf(source, at('category'), at('name')), choices.categories)
        : [],
    columns: matches.map(({ field, column, why, confidence }) =>
      shown(field, source.headers[column], why, confidence)
    ),
    offers: offerColumns(source, given, matches).map(({ field, column, why, confidence }) =>
      shown(field, column, why, confidence)
    ),
    adds: isRejectedTable(read),
    preview: file.headers
      .slice(0, PREVIEW_COLUMNS)
      .map((_, c) => firstCells(file, c, PREVIEW_ROWS).map((cell) => cell && cell.slice(0, PREVIEW_CELL)))
  };
}

const firstCells = ({ columns, rows }: Source, column: number, count: number): (string | null)[] =>
  column in columns
    ? Array.from({ length: Math.min(rows, count) }, (_, i) => cellsOf(columns, column).at(i) ?? null)
    : [];

/** First three different values of a column (of a sum: of its first column). */
function examplesOf(source: Source, name: string): string[] {
  const own = columnIndex(source, name);
  const column = own >= 0 ? own : (summands(source, name)?.[0] ?? -1);
  const filled = firstCells(source, column, 200).filter((cell) => !isMissing(cell));
  return [...new Set(filled as string[])].slice(0, 3);
}
