import type { PackedTexts } from './packed-texts.ts';

/**
 * Values of one column. NaN (double) and null (text, blob) are SQL NULL. Texts that are at hand as bytes have these in
 * `packed`; their `values` are then made when they are asked for.
 */
export type Column =
  | { type: 'DOUBLE'; values: Float64Array }
  | { type: 'VARCHAR'; values: (string | null)[]; packed?: PackedTexts }
  | { type: 'BLOB'; values: (Uint8Array | null)[] };

/** A table in memory: columns of one length, in order. */
export type Table = Map<string, Column>;

/** How many values a column has. */
export const lengthOf = (column: Column): number =>
  column.type === 'VARCHAR' && column.packed ? column.packed.length : column.values.length;

export type Parameter = string | number | null;

/**
 * The one port to DuckDB, the same for the browser (`wasm.ts`) and Node (`native.ts`).
 * Values reach SQL only as parameters, names only through `quoteName`.
 */
export interface Database {
  readonly engine: 'wasm' | 'native';
  /** Runs one statement. Throws an Error with the engine's message. */
  run(sql: string, parameters?: Parameter[]): Promise<void>;
  /** Runs one query; every numeric type arrives as DOUBLE, BOOLEAN as 0/1, BLOB as bytes, everything else as text. */
  query(sql: string, parameters?: Parameter[]): Promise<Table>;
  /** Creates table `name` (replacing one of that name) and fills it. */
  insert(name: string, table: Table): Promise<void>;
  /** A connection of its own that only reads, and sees what has been committed. */
  openReader(): Promise<Reader>;
  close(): Promise<void>;
}

/**
 * A second connection that changes nothing of the database: what it asks is run in a transaction that the engine itself holds to
 * reading, and which is rolled back. Tables that are put into it are seen by it alone, and are in nothing that is saved.
 */
export interface Reader {
  /** Puts a table under a name that only this connection knows, in place of an older one of it. */
  put(name: string, table: Table): Promise<void>;
  /** Runs one query whose columns are all DOUBLE or VARCHAR: the caller casts them. Throws an Error with the engine's message. */
  read(sql: string): Promise<Table>;
  /** Ends the query under way, which then throws; nothing happens where there is none. */
  stop(): void;
}

/**
 * `name` as a quoted SQL identifier, quotes in it doubled. Throws on an empty name and on one with a NUL character,
 * which DuckDB cannot parse.
 */
export function quoteName(name: string): string {
  if (name === '') throw new Error('expected a name, got an empty one');
  if (name.includes('\0')) throw new Error('expected a name without NUL characters, got one with NUL');
  return `"${name.replaceAll('"', '""')}"`;
}
