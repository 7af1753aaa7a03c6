import { lengthOf, type Column, type Table } from './database.ts';
import type { Field } from './schema.ts';

/** Numbers and texts of a table's rows, by column. */
export interface LedgerColumns {
  numbers: Record<string, Float64Array>;
  texts: Record<string, string[]>;
}

const NUMBER = /^[-+]?\d+(\.\d+)?$/;
/** What people write where they have nothing to say. */
const BLANK = /^(|[-/—–]+|n\/?a|null|无|不详)$/i;

/**
 * The columns of a table as numbers (NaN: not given) and texts ('': not given); those that nobody gives are absent. Columns
 * beyond `fields` are numbers where they are so throughout, so that a rule of the user's own can count from them, else texts.
 */
export function ledgerColumns(
  table: Table,
  fields: readonly Field[],
  leftOut: ReadonlySet<string>
): LedgerColumns {
  const own = new Map(fields.map(({ name, type }) => [name, type]));
  const columns: LedgerColumns = { numbers: {}, texts: {} };
  for (const [name, column] of table) {
    if (leftOut.has(name) || column.type === 'BLOB') continue;
    const numbers = column.type === 'DOUBLE' ? column.values : own.has(name) ? null : readNumbers(column);
    if (numbers) {
      if (numbers.some((value) => !Number.isNaN(value))) columns.numbers[name] = numbers;
      continue;
    }
    const texts = (column.values as (string | null)[]).map((text) => text?.trim() ?? '');
    if (texts.some((text) => text !== '')) columns.texts[name] = texts;
  }
  return columns;
}

/** The numbers of a column of texts all of which are plain numbers or blank; null for any other, and one that is blank. */
export function readNumbers(column: Column): Float64Array | null {
  if (column.type !== 'VARCHAR') return null;
  const out = new Float64Array(lengthOf(column)).fill(NaN);
  let given = false;
  for (const [i, cell] of (column.values as (string | null)[]).entries()) {
    const text = (cell ?? '').trim();
    // A code that begins with zeros is no number, nor one with more digits than a number holds.
    if (NUMBER.test(text) && text.length < 16 && !/^0\d/.test(text)) {
      out[i] = Number(text);
      given = true;
    } else if (!BLANK.test(text)) return null;
  }
  return given ? out : null;
}

/** The rows of `columns`, in the order given. */
export function pickRows({ numbers, texts }: LedgerColumns, rows: readonly number[]): LedgerColumns {
  return {
    numbers: Object.fromEntries(
      Object.entries(numbers).map(([name, values]) => [name, Float64Array.from(rows, (i) => values[i])])
    ),
    texts: Object.fromEntries(
      Object.entries(texts).map(([name, values]) => [name, rows.map((i) => values[i])])
    )
  };
}
