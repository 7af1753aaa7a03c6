import { quoteName, type Database, type Reader, type Table } from './database.ts';

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
