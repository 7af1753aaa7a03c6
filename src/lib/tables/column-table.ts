import type { Column, Table } from './database.ts';

export type Cell = string | number | null;

/** Rows of cells as a table: the types and names of the columns, in the order of the cells. */
export function columnTable(groups: [Exclude<Column['type'], 'BLOB'>, ...string[]][], rows: Cell[][]): Table {
  const table: Table = new Map();
  for (const [type, ...names] of groups)
    for (const name of names) {
      const at = table.size;
      const cells = rows.map((row) => row[at]);
      if (type === 'DOUBLE')
        table.set(name, { type, values: Float64Array.from(cells, (cell) => cell as number) });
      else table.set(name, { type, values: cells as (string | null)[] });
    }
  return table;
}
