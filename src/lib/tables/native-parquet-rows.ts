import bindings from '@duckdb/node-bindings';
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER, type DuckDBAppender } from '@duckdb/node-api';
import { quoteName } from './database.ts';
import { appendColumns } from './native-insert.ts';
import { quoteText, settings } from './statement.ts';

/** DuckDB's vector size: a data chunk holds no more rows. */
const CHUNK_ROWS = 2048;

/** A column of rows that come in batches: words by their place in a list (−1: NULL), or numbers (NaN: NULL). */
interface RowColumn {
  name: string;
  words: readonly string[] | null;
}

/**
 * Writes rows that come in batches, a typed array a column, as a Parquet file at `path`: words as VARCHAR, numbers as
 * DOUBLE. A word that comes often is held once, so that ten million rows of two words and a number take 0.2 GB.
 */
export async function writeParquetRows(
  columns: readonly RowColumn[],
  batches: AsyncIterable<(Int32Array | Float64Array)[]>,
  path: string
): Promise<void> {
  // An engine of its own, which may touch this one file and nothing else.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_paths=[${quoteText(path)}]`);
    for (const statement of settings('/__noext__')) await connection.run(statement);
    const types = columns.map(({ words }) => (words === null ? 'DOUBLE' : 'INTEGER'));
    await connection.run(`CREATE TABLE written (${types.map((type, c) => `c${c} ${type}`).join(', ')})`);
    const appender = await connection.createAppender('written');
    for await (const batch of batches) appendBatch(appender, columns, batch);
    appender.closeSync();
    for (const [c, { words }] of columns.entries()) {
      if (words === null) continue;
      await connection.run(`CREATE TABLE words${c} (word VARCHAR)`);
      if (words.length === 0) continue;
      const filler = await connection.createAppender(`words${c}`);
      appendColumns(filler, [{ type: 'VARCHAR', values: [...words] }]);
      filler.closeSync();
    }
    const chosen = columns.map(({ name, words }, c) =>
      words === null
        ? `CASE WHEN isnan(c${c}) THEN NULL ELSE c${c} END AS ${quoteName(name)}`
        : // By its place in one list: a join would not keep the rows in their order.
          `CASE WHEN c${c} < 0 THEN NULL ELSE (SELECT list(word) FROM words${c})[c${c} + 1] END AS ${quoteName(name)}`
    );
    // COPY takes no parameters for its path and options.
    await connection.run(
      `COPY (SELECT ${chosen.join(', ')} FROM written) TO ${quoteText(path)}
      (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function appendBatch(
  appender: DuckDBAppender,
  columns: readonly RowColumn[],
  batch: (Int32Array | Float64Array)[]
): void {
  const types = columns.map(({ words }) => (words === null ? DOUBLE : INTEGER));
  for (let from = 0; from < batch[0].length; from += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, batch[0].length - from);
    const chunk = DuckDBDataChunk.create(types, rows);
    batch.forEach((values, c) => {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, c);
      const width = values.BYTES_PER_ELEMENT;
      const at = values.byteOffset + width * from;
      bindings.copy_data_to_vector(vector, 0, values.buffer as ArrayBuffer, at, width * rows);
    });
    appender.appendDataChunk(chunk);
  }
}
