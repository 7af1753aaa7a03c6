import { DuckDBInstance } from '@duckdb/node-api';
import { quoteName, type Column, type Table } from './database.ts';
import { settings } from './statement.ts';

/** A column asked of a file. */
export interface WantedColumn {
  name: string;
  type: 'DOUBLE' | 'VARCHAR';
}

/** What a Parquet file has: the names of all its columns, and those asked for, where it has them. */
export interface ReadColumns {
  names: string[];
  table: Table;
}

/**
 * Reads columns of the Parquet file at `path`, found without regard to case, as text or numbers; NULL is null or NaN.
 * A column that the file does not have is absent. Throws the engine's error for a file that is no Parquet, and for
 * values that are no numbers where numbers are asked for.
 */
export async function readParquetColumns(path: string, wanted: WantedColumn[]): Promise<ReadColumns> {
  // An engine of its own, which may touch this one file and nothing else.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_paths=['${path.replaceAll("'", "''")}']`);
    for (const statement of settings('/__noext__')) await connection.run(statement);
    const described = await connection.runAndReadAll('SELECT * FROM read_parquet($1) LIMIT 0', [path]);
    const names = described.columnNames();
    const found = wanted.flatMap(({ name, type }) => {
      const own = names.find((other) => other.toLowerCase() === name.toLowerCase());
      return own === undefined ? [] : [{ name, own, type }];
    });
    if (found.length === 0) return { names, table: new Map() };
    const casts = found.map(({ own, type }) => `CAST(${quoteName(own)} AS ${type})`).join(', ');
    const result = await connection.runAndReadAll(`SELECT ${casts} FROM read_parquet($1)`, [path]);
    const columns = result.getColumns();
    return { names, table: new Map(found.map(({ name, type }, i) => [name, toColumn(columns[i], type)])) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function toColumn(values: readonly unknown[], type: WantedColumn['type']): Column {
  if (type === 'VARCHAR') return { type, values: values as (string | null)[] };
  return { type, values: Float64Array.from(values, (value) => (value === null ? NaN : Number(value))) };
}
