import { DuckDBBlobValue, DuckDBInstance, DuckDBTypeId } from '@duckdb/node-api';
import { quoteName, type Column, type Table } from './database.ts';
import { settings } from './statement.ts';

/**
 * The whole Parquet file at `path` as a table: texts, numbers (NULL is NaN) and bytes. Throws the engine's error for a file that is no Parquet.
 */
export function readParquetTable(path: string): Promise<Table> {
  return readWhole(path, 'read_parquet($1)', (_, type) =>
    type === DuckDBTypeId.BLOB ? 'BLOB' : type === DuckDBTypeId.VARCHAR ? 'VARCHAR' : 'DOUBLE'
  );
}

/**
 * The whole CSV file at `path` (UTF-8, with a header) as a table: columns for which `isText` as texts ('' is null), all others as numbers (what is no
 * number is NaN). Throws the engine's error for a file that is no CSV.
 */
export function readCsvTable(path: string, isText: (name: string) => boolean): Promise<Table> {
  const from = `read_csv($1, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '')`;
  return readWhole(path, from, (name) => (isText(name) ? 'VARCHAR' : 'DOUBLE'));
}

async function readWhole(
  path: string,
  from: string,
  typeOf: (name: string, type: DuckDBTypeId) => Column['type']
): Promise<Table> {
  // An engine of its own, which may touch this one file and nothing else.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_paths=['${path.replaceAll("'", "''")}']`);
    for (const statement of settings('/__noext__')) await connection.run(statement);
    const described = await connection.runAndReadAll(`SELECT * FROM ${from} LIMIT 0`, [path]);
    const types = described.columnTypes();
    const table: Table = new Map();
    const columns = described.columnNames().map((name, i) => ({ name, type: typeOf(name, types[i].typeId) }));
    const casts = columns.map(({ name, type }) => `TRY_CAST(${quoteName(name)} AS ${type})`);
    const result = await connection.runAndReadAll(`SELECT ${casts.join(', ')} FROM ${from}`, [path]);
    const read = result.getColumns();
    columns.forEach(({ name, type }, i) => table.set(name, toColumn(read[i] ?? [], type)));
    return table;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function toColumn(values: readonly unknown[], type: Column['type']): Column {
  if (type === 'DOUBLE')
    return { type, values: Float64Array.from(values, (value) => (value === null ? NaN : Number(value))) };
  if (type === 'BLOB')
    return {
      type,
      values: values.map((value) => (value instanceof DuckDBBlobValue ? new Uint8Array(value.bytes) : null))
    };
  // Names of units come again a measure: each is held once.
  const known = new Map<string, string>();
  const once = (text: string): string => {
    const found = known.get(text);
    if (found === undefined) known.set(text, text);
    return found ?? text;
  };
  return { type, values: values.map((value) => (value === null ? null : once(String(value)))) };
}
