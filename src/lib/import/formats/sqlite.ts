import type { Database, SqlJsStatic } from 'sql.js';

/**
 * An SQLite database from bytes, in memory and only for reading: what its schema would run by itself (triggers, views,
 * functions in them) is not trusted. The build that carries its WebAssembly inside is used, so that nothing has to be
 * found beside it in a worker, in a bundle or in Node. Throws an Error of the engine.
 */
export async function openSqlite(bytes: Uint8Array): Promise<Database> {
  // @ts-expect-error the types describe the main entry only, which is the same
  const loaded: unknown = await import('sql.js/dist/sql-wasm-inline.js');
  const init = (loaded as { default: () => Promise<SqlJsStatic> }).default;
  const { Database } = await init();
  const db = new Database(bytes);
  db.exec('PRAGMA trusted_schema=OFF; PRAGMA query_only=ON; PRAGMA cell_size_check=ON');
  return db;
}

/** A name as SQL; a quotation mark in it is doubled. */
export const quoted = (name: string): string => `"${name.replace(/"/g, '""')}"`;
