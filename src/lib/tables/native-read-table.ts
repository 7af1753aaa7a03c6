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
    const result = await connection.stream(`SELECT ${casts.join(', ')} FROM ${from}`, [path]);
    const gathered = columns.map(({ type }) => gatherColumn(type));
    // Batch by batch: all of a city's cells at once are objects for half a gigabyte.
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      gathered.forEach((column, i) => column.add(chunk.getColumnValues(i)));
    }
    columns.forEach(({ name }, i) => table.set(name, gathered[i].end()));
    return table;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

interface Gathered {
  add(values: readonly unknown[]): void;
  end(): Column;
}

function gatherColumn(type: Column['type']): Gathered {
  if (type === 'DOUBLE') return gatherNumbers();
  if (type === 'BLOB') {
    const values: (Uint8Array | null)[] = [];
    return {
      add: (cells) => {
        for (const cell of cells)
          values.push(cell instanceof DuckDBBlobValue ? new Uint8Array(cell.bytes) : null);
      },
      end: () => ({ type, values })
    };
  }
  // Names of units come again a measure: each is held once.
  const known = new Map<string, string>();
  const values: (string | null)[] = [];
  return {
    add: (cells) => {
      for (const cell of cells) {
        if (cell === null) {
          values.push(null);
          continue;
        }
        const text = String(cell);
        const first = known.get(text);
        if (first === undefined) known.set(text, text);
        values.push(first ?? text);
      }
    },
    end: () => ({ type, values })
  };
}

function gatherNumbers(): Gathered {
  let values = new Float64Array(1024);
  let rows = 0;
  return {
    add: (cells) => {
      if (rows + cells.length > values.length) {
        const larger = new Float64Array(Math.max(2 * values.length, rows + cells.length));
        larger.set(values.subarray(0, rows));
        values = larger;
      }
      for (const cell of cells) values[rows++] = cell === null ? NaN : Number(cell);
    },
    end: () => ({ type: 'DOUBLE', values: values.slice(0, rows) })
  };
}
