import type { DuckDBDataChunk } from '@duckdb/node-api';
import {
  DuckDBInstance,
  DuckDBTypeId,
  type DuckDBBlobValue,
  type DuckDBConnection,
  type DuckDBDecimalType,
  type DuckDBDecimalValue,
  type DuckDBMaterializedResult
} from '@duckdb/node-api';
import { decimalToNumber } from './arrow-values.ts';
import {
  quoteName,
  type Column,
  type Database,
  type Parameter,
  type Reader,
  type Table
} from './database.ts';
import { appendColumns } from './native-insert.ts';
import { readerOver } from './reader.ts';
import {
  castFor,
  castQuery,
  checkedParameters,
  checkResultNames,
  checkTable,
  createStatement,
  inTurns,
  settings
} from './statement.ts';

/** U+FEFF in UTF-8 (EF BB BF) as the upper bytes of a signed 32-bit number. */
const MARK = 0xefbbbf00 >> 8;

/** A database in memory on native DuckDB (Node), one thread, without access to files or the network. */
export async function openNative(): Promise<Database> {
  // One thread: sums of doubles and rows without ORDER BY then come out the same in every run, and as in the browser.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  for (const statement of settings('/__noext__')) await connection.run(statement);
  const turn = inTurns();
  const db: Database = {
    engine: 'native',
    run: (sql, parameters = []) =>
      turn(async () => {
        await execute(connection, sql, checkedParameters(parameters));
      }),
    query: (sql, parameters = []) => turn(() => queryTable(connection, sql, checkedParameters(parameters))),
    insert: (name, table) => turn(() => insertTable(connection, name, table)),
    openReader: () => turn(() => openReader(db, instance)),
    close: () =>
      turn(async () => {
        connection.closeSync();
        instance.closeSync();
      })
  };
  return db;
}

async function openReader(db: Database, instance: DuckDBInstance): Promise<Reader> {
  const reading = await instance.connect();
  return readerOver(db, {
    run: async (sql) => {
      await reading.run(sql);
    },
    query: (sql) => queryTable(reading, sql, []),
    interrupt: () => reading.interrupt()
  });
}

async function execute(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameter[]
): Promise<DuckDBMaterializedResult> {
  const prepared = await connection.prepare(sql);
  try {
    if (prepared.parameterCount !== parameters.length)
      throw new Error(`expected ${prepared.parameterCount} parameters, got ${parameters.length}`);
    parameters.forEach((value, i) => {
      if (value === null) prepared.bindNull(i + 1);
      else if (typeof value === 'number') prepared.bindDouble(i + 1, value);
      else prepared.bindVarchar(i + 1, value);
    });
    return await prepared.run();
  } finally {
    prepared.destroySync();
  }
}

async function queryTable(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameter[]
): Promise<Table> {
  let result = await execute(connection, sql, parameters);
  const names = result.columnNames();
  checkResultNames(names);
  const casts = result.columnTypes().map((type) => castFor(String(type)));
  if (casts.some((cast) => cast !== null))
    result = await execute(connection, castQuery(sql, casts), parameters);
  const chunks = await result.fetchAllChunks();
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  return new Map(names.map((name, i) => [name, readColumn(result, chunks, i, rows)]));
}

function readColumn(
  result: DuckDBMaterializedResult,
  chunks: DuckDBDataChunk[],
  i: number,
  rows: number
): Column {
  const typeId = result.columnTypeId(i);
  if (typeId === DuckDBTypeId.VARCHAR || typeId === DuckDBTypeId.ENUM) {
    const values: (string | null)[] = [];
    for (const chunk of chunks) {
      const starts = startsWithMark(chunk, i);
      chunk.visitColumnValues(i, (value, row) =>
        values.push(value !== null && starts(row) ? `\uFEFF${value as string}` : (value as string | null))
      );
    }
    return { type: 'VARCHAR', values };
  }
  if (typeId === DuckDBTypeId.BLOB) {
    const values: (Uint8Array | null)[] = [];
    for (const chunk of chunks)
      // A copy: the bytes belong to the result, which goes away.
      chunk.visitColumnValues(i, (value) =>
        values.push(value === null ? null : Uint8Array.from((value as DuckDBBlobValue).bytes))
      );
    return { type: 'BLOB', values };
  }
  const scale = typeId === DuckDBTypeId.DECIMAL ? (result.columnType(i) as DuckDBDecimalType).scale : 0;
  const values = new Float64Array(rows);
  let row = 0;
  for (const chunk of chunks)
    chunk.visitColumnValues(i, (value) => {
      if (value === null) values[row++] = NaN;
      else if (typeof value === 'object')
        values[row++] = decimalToNumber((value as DuckDBDecimalValue).value, scale);
      else values[row++] = Number(value);
    });
  return { type: 'DOUBLE', values };
}

/**
 * Whether the text of a row starts with U+FEFF: the library's decoder drops it as a byte order mark. DuckDB keeps the
 * first four bytes of every text at byte 4 of its 16-byte entry.
 */
function startsWithMark(chunk: DuckDBDataChunk, i: number): (row: number) => boolean {
  const { dataView } = chunk.getColumnVector(i) as unknown as { dataView?: DataView };
  if (!dataView) return () => false;
  return (row) =>
    dataView.getUint32(16 * row, true) >= 3 && (dataView.getUint32(16 * row + 4) & 0xffffff00) >> 8 === MARK;
}

/** Creates table `name`, replacing one of that name, and fills it chunk by chunk. */
export async function insertTable(connection: DuckDBConnection, name: string, table: Table): Promise<void> {
  checkTable(table);
  quoteName(name);
  // Filled aside and put in place when whole: an insert that fails leaves what stood before.
  const aside = '__insert';
  await connection.run(`DROP TABLE IF EXISTS ${aside}`);
  await connection.run(createStatement(aside, table));
  const appender = await connection.createAppender(aside);
  appendColumns(appender, [...table.values()]);
  appender.closeSync();
  await connection.run(`DROP TABLE IF EXISTS ${quoteName(name)}`);
  await connection.run(`ALTER TABLE ${aside} RENAME TO ${quoteName(name)}`);
}
