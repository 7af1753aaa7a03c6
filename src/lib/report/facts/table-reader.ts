import type { Columns } from '../columns.ts';

/** A table by its columns; of a table or column that is not there, nothing is known. */
export interface TableReader {
  rows: number;
  has(column: string): boolean;
  /** The text of a cell as it is; '' where there is none. Numbers are written out. */
  text(column: string, row: number): string;
  /** The number of a cell; NaN where there is none. */
  number(column: string, row: number): number;
  columns: string[];
}

/** Reads a table whose columns came from a study or from CSV, in which a column of codes may have become one of numbers. */
export function readTable(table: Columns | undefined): TableReader {
  const columns = table ?? (new Map() as Columns);
  const [first] = columns.values();
  return {
    rows: first?.values.length ?? 0,
    columns: [...columns.keys()],
    has: (column) => columns.has(column),
    text: (name, row) => {
      const value = columns.get(name)?.values[row];
      if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
      return typeof value === 'string' ? value : '';
    },
    number: (name, row) => {
      const value = columns.get(name)?.values[row];
      if (typeof value === 'number') return value;
      return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
    }
  };
}

/** NaN for what JSON has as null or not at all. */
export const known = (value: number | null | undefined): number => value ?? NaN;
