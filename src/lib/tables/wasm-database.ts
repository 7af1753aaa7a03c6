import type { Table as ArrowTable } from 'apache-arrow';
import { columnOf } from './arrow-values.ts';
import { toIpcParts } from './arrow.ts';
import { quoteName, type Database, type Parameter, type Table } from './database.ts';
import { readerOver } from './reader.ts';
import {
  castFor,
  castQuery,
  checkedParameters,
  checkResultNames,
  checkTable,
  createStatement,
  inTurns
} from './statement.ts';

/** What Yike uses of a DuckDB-WASM connection; the worker's answers with promises, the blocking one at once. */
export interface WasmConnection {
  prepare(
    sql: string
  ): Awaitable<{ query(...parameters: Parameter[]): Awaitable<ArrowTable>; close(): Awaitable<void> }>;
  tokenize(sql: string): Awaitable<{ offsets: number[]; types: number[] }>;
  insertArrowFromIPCStream(bytes: Uint8Array, options: { name: string; create: boolean }): Awaitable<void>;
  /** Another connection to the same database. */
  openReading(): Awaitable<WasmReading>;
}

/** A connection whose query can be ended while it runs. */
export interface WasmReading {
  send(sql: string): Awaitable<ArrowTable>;
  cancel(): Awaitable<unknown>;
}
type Awaitable<T> = T | Promise<T>;

/** The port over a DuckDB-WASM connection whose settings are made; `close` ends the engine. */
export function databaseOver(connection: WasmConnection, close: () => Promise<void>): Database {
  const turn = inTurns();
  const db: Database = {
    engine: 'wasm',
    run: (sql, parameters = []) =>
      turn(async () => {
        await execute(connection, sql, checkedParameters(parameters));
      }),
    query: (sql, parameters = []) => turn(() => queryTable(connection, sql, checkedParameters(parameters))),
    insert: (name, table) => turn(() => insertTable(connection, name, table)),
    openReader: async () => {
      const reading = await connection.openReading();
      return readerOver(db, {
        run: async (sql) => {
          await reading.send(sql);
        },
        query: async (sql) => tableOf(await reading.send(sql)),
        interrupt: () => void reading.cancel()
      });
    },
    close: () => turn(close)
  };
  return db;
}

async function execute(
  connection: WasmConnection,
  sql: string,
  parameters: Parameter[]
): Promise<ArrowTable> {
  const exact = parameters.some(isRounded)
    ? await castRounded(connection, sql, parameters)
    : { sql, parameters };
  const prepared = await connection.prepare(exact.sql);
  try {
    return await prepared.query(...exact.parameters);
  } finally {
    await prepared.close();
  }
}

/** Numbers cross as JSON text that the engine reads with a rounding error in the last digit; only whole ones are safe. */
const isRounded = (value: Parameter): boolean =>
  typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0));

/** Operators in DuckDB's list of token types; a placeholder is one of them. */
const OPERATOR = 3;

/** `sql` with `CAST(? AS DOUBLE)` for each number that would be rounded, which then crosses as text. */
async function castRounded(connection: WasmConnection, sql: string, parameters: Parameter[]) {
  const bytes = new TextEncoder().encode(sql);
  const { offsets, types } = await connection.tokenize(sql);
  const places = Array.from(offsets).filter((offset, i) => types[i] === OPERATOR && bytes[offset] === 0x3f);
  if (places.length !== parameters.length)
    throw new Error(`expected ${places.length} parameters, got ${parameters.length}`);
  const decoder = new TextDecoder();
  let written = '';
  let from = 0;
  places.forEach((place, i) => {
    written +=
      decoder.decode(bytes.subarray(from, place)) + (isRounded(parameters[i]) ? 'CAST(? AS DOUBLE)' : '?');
    from = place + 1;
  });
  return {
    sql: written + decoder.decode(bytes.subarray(from)),
    parameters: parameters.map((value) =>
      isRounded(value) ? (Object.is(value, -0) ? '-0' : String(value)) : value
    )
  };
}

async function queryTable(connection: WasmConnection, sql: string, parameters: Parameter[]): Promise<Table> {
  const result = await execute(connection, sql, parameters);
  const names = result.schema.fields.map((field) => field.name);
  checkResultNames(names);
  let columns = columnsOf(result);
  // Bytes may be a BLOB, but also a BIT or a BIGNUM: what it is in SQL decides.
  if (columns.some((column) => column === null || column.type === 'BLOB')) {
    const described = columnsOf(await execute(connection, `DESCRIBE ${sql}`, parameters))[1];
    const casts = described?.type === 'VARCHAR' ? described.values.map((type) => castFor(type!)) : [];
    if (casts.some((cast) => cast !== null))
      columns = columnsOf(await execute(connection, castQuery(sql, casts), parameters));
  }
  return tableOf(result, columns);
}

function tableOf(result: ArrowTable, columns = columnsOf(result)): Table {
  const table: Table = new Map();
  columns.forEach((column, i) => {
    const { name } = result.schema.fields[i];
    if (!column)
      throw new Error(`expected numbers, text or bytes in column ${name}, got another type: cast it`);
    table.set(name, column);
  });
  return table;
}

function columnsOf(result: ArrowTable) {
  return result.schema.fields.map((field, i) =>
    columnOf(field.type, result.getChildAt(i)?.data ?? [], result.numRows)
  );
}

async function insertTable(connection: WasmConnection, name: string, table: Table): Promise<void> {
  checkTable(table);
  quoteName(name);
  // Filled aside and put in place when whole: an insert that fails leaves what stood before.
  const aside = '__insert';
  await execute(connection, `DROP TABLE IF EXISTS ${aside}`, []);
  await execute(connection, createStatement(aside, table), []);
  for (const part of toIpcParts(table))
    await connection.insertArrowFromIPCStream(part, { name: aside, create: false });
  await execute(connection, `DROP TABLE IF EXISTS ${quoteName(name)}`, []);
  await execute(connection, `ALTER TABLE ${aside} RENAME TO ${quoteName(name)}`, []);
}
