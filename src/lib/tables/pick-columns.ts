import { quoteName, type Database, type Table } from './database.ts';
import type { Field } from './schema.ts';

/** Names and SQL types of the columns that a table has, in their order; empty where there is no such table. */
export async function columnsOf(db: Database, table: string): Promise<Map<string, string>> {
  const found = await db.query(
    'SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index',
    [table]
  );
  const types = textsOf(found, 'type');
  return new Map(textsOf(found, 'name').map((name, i) => [name!, types[i]!]));
}

/** The fields as a list for SELECT; those that a table kept by an older version lacks are NULL. */
export function selectFields(there: ReadonlyMap<string, string>, fields: readonly Field[]): string {
  return fields
    .map(({ name, type }) => (there.has(name) ? quoteName(name) : `NULL::${type} AS ${quoteName(name)}`))
    .join(', ');
}

/** A column of texts; null where the cell is NULL. */
export const textsOf = (table: Table, name: string) => table.get(name)!.values as (string | null)[];

/** A column of numbers; NaN where the cell is NULL. */
export const numbersOf = (table: Table, name: string) => table.get(name)!.values as Float64Array;

/** Codes of rows; a row without one is named by the row of the file it came from (`#7`). */
export function codesOf(table: Table, field: string): string[] {
  const rows = numbersOf(table, 'source_row');
  return textsOf(table, field).map((code, i) => code ?? `#${Number.isNaN(rows[i]) ? i + 1 : rows[i]}`);
}
