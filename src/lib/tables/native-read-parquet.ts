import { DuckDBInstance } from '@duckdb/node-api';
import { quoteName, type Column } from './database.ts';
import { settings } from './statement.ts';

/** A column asked of a file: the first of its names that the file has. */
export interface WantedColumn {
  names: readonly string[];
  type: 'DOUBLE' | 'VARCHAR';
}

/** What a Parquet file has: the names of all its columns, and those asked for, in this order, where it has them. */
export interface ReadColumns {
  names: string[];
  columns: (Column | undefined)[];
}

/**
 * Reads columns of the Parquet file at `path`, found without regard to case, as text or numbers; NULL is null or NaN.
 * A column that the file does not have is undefined. Throws the engine's error for a file that is no Parquet, and for
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
    const own = wanted.map((each) =>
      each.names
        .map((name) => names.find((other) => other.toLowerCase() === name.toLowerCase()))
        .find((name) => name !== undefined)
    );
    const casts = wanted.flatMap(({ type }, i) =>
      own[i] === undefined ? [] : [`CAST(${quoteName(own[i])} AS ${type})`]
    );
    if (casts.length === 0) return { names, columns: own.map(() => undefined) };
    const result = await connection.runAndReadAll(`SELECT ${casts.join(', ')} FROM read_parquet($1)`, [path]);
    const read = result.getColumns().values();
    const columns = wanted.map(({ type }, i) =>
      own[i] === undefined ? undefined : toColumn(read.next().value ?? [], type)
    );
    return { names, columns };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function toColumn(values: readonly unknown[], type: WantedColumn['type']): Column {
  if (type === 'VARCHAR') return { type, values: values as (string | null)[] };
  return { type, values: Float64Array.from(values, (value) => (value === null ? NaN : Number(value))) };
}
