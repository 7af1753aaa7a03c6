import { quoteName, type Database, type Table } from './database.ts';

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

/** What an engine gives for a reader. */
export interface ReaderConnection {
  run(sql: string): Promise<void>;
  query(sql: string): Promise<Table>;
  interrupt(): void;
}

/** The reader over a connection of its own to `db`. */
export function readerOver(db: Pick<Database, 'insert' | 'run'>, connection: ReaderConnection): Reader {
  let underWay = 0;
  return {
    async put(name, table) {
      const aside = '__reader';
      await db.insert(aside, table);
      try {
        await connection.run(`CREATE OR REPLACE TEMP TABLE ${quoteName(name)} AS FROM main.${aside}`);
      } finally {
        await db.run(`DROP TABLE ${aside}`);
      }
    },
    async read(sql) {
      await connection.run('BEGIN TRANSACTION READ ONLY');
      underWay++;
      try {
        return await connection.query(sql);
      } finally {
        underWay--;
        await connection.run('ROLLBACK');
      }
    },
    stop() {
      if (underWay > 0) connection.interrupt();
    }
  };
}
