import { nameColumns } from '../column-names.ts';
import type { Repaired } from '../report.ts';

/** Columns of text that grow as rows name them: features of one file need not have the same properties. */
export class TextColumns {
  private readonly columns = new Map<string, (string | null)[]>();

  /** Makes a column that stands even if no row fills it. */
  declare(key: string): void {
    if (!this.columns.has(key)) this.columns.set(key, []);
  }

  has(key: string): boolean {
    return this.columns.has(key);
  }

  put(key: string, row: number, value: string | null): void {
    let column = this.columns.get(key);
    if (!column) this.columns.set(key, (column = []));
    while (column.length < row) column.push(null);
    column[row] = value;
  }

  /** Headers with their mends, and the columns, each `rows` long. Nothing may be put after. */
  finish(rows: number): { headers: string[]; columns: (string | null)[][]; repaired: Repaired[] } {
    const { headers, repaired } = nameColumns([...this.columns.keys()], 0);
    const columns = [...this.columns.values()];
    for (const column of columns) while (column.length < rows) column.push(null);
    return { headers, columns, repaired };
  }
}

/** A value of a JSON or column file as a cell: empty text, lists and objects are no value, others of these JSON text. */
export function toCell(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'object') return String(value);
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? String(inner) : inner
  );
  return text === '[]' || text === '{}' ? null : text;
}
