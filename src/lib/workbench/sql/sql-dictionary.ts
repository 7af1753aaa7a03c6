import type { Layer } from '../../import/report.ts';
import { quoteName } from '../../tables/database.ts';
import { fieldName } from '../import/field-names.ts';
import { currentLanguage, say } from '../words/words.svelte.ts';
import type { WordKey } from '../words/zh.ts';
import { RESULT_TABLES, type ResultTable } from './result-tables.ts';

/** Columns of results that the data dictionary does not know by this name. */
const OWN = new Set([
  ...[
    'point',
    'people',
    'unit',
    'unit_name',
    'level',
    'parent',
    'distance_m',
    'straight_m',
    'covered',
    'cause'
  ],
  ...[
    'facility',
    'total',
    'uncovered',
    'share',
    'share_straight',
    'median_m',
    'p95_m',
    'max_m',
    'rank',
    'counts'
  ],
  ...[
    'order',
    'site',
    'gain',
    'covered_after',
    'standard',
    'group',
    'limit_m',
    'limit_s',
    'person_m',
    'none'
  ],
  ...['far', 'detour', 'full', 'unconnected', 'short_m2', 'short_beds', 'status', 'value', 'comparator'],
  ...['threshold', 'unit_of_value', 'numerator', 'denominator', 'features', 'citation', 'met', 'not_met'],
  ...['no_data', 'not_applicable', 'reported', 'share_met']
]);

/** What a table is, in the language on screen. */
export function tableMeaning(name: string): string {
  if (name in RESULT_TABLES) return say(`sql.table.${name as ResultTable}`);
  return name === 'layers' ? say('sql.table.layers') : say(`layer.${name}` as WordKey);
}

/** What a column of a table means, in the language on screen; '' where nobody has said. */
export function columnMeaning(table: string, column: string): string {
  const isResult = table in RESULT_TABLES;
  if (isResult && OWN.has(column)) return say(`sql.col.${column}` as WordKey);
  const said = fieldName(column, currentLanguage(), isResult ? undefined : (table as Layer));
  return said === column ? '' : said;
}

/** What a column of an answer means where all tables that have it say the same; '' otherwise. */
export function answerMeaning(
  tables: readonly { name: string; columns: { name: string }[] }[],
  column: string
): string {
  const said = new Set(
    tables
      .filter(({ columns }) => columns.some(({ name }) => name === column))
      .map(({ name }) => columnMeaning(name, column))
  );
  return said.size === 1 ? [...said][0] : '';
}

const RESERVED = new Set(
  'all and any as asc both case cast check column constraint create default desc distinct else end except false fetch for foreign from grant group having in into join limit not null offset on only or order primary references select table then to true union unique user using when where window with'.split(
    ' '
  )
);

/** A name as it is written in a query: in quotes where it has to be. */
export const writtenName = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !RESERVED.has(name.toLowerCase()) ? name : quoteName(name);
