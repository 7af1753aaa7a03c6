import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { Table as ArrowTable, type RecordBatch } from 'apache-arrow';
import type { Database } from './database.ts';
import { settings } from './statement.ts';
import { databaseOver, type WasmConnection } from './wasm-database.ts';

/**
 * A database in memory on DuckDB-WASM, in a worker of its own; to be called in a page or in a worker. `urls` name the
 * `eh` bundle (`duckdb-eh.wasm`, `duckdb-browser-eh.worker.js`) on the page's own origin. Throws where the engine cannot
 * be loaded; a worker that dies later fails the calls that wait for it and all that follow.
 */
export async function openWasm(
  urls: { wasm: string; worker: string },
  createWorker: (url: string) => Worker = (url) => new Worker(url)
): Promise<Database> {
  // Asked first: an engine that finds no module waits for ever. (405 and 501: a server that knows no HEAD.)
  const { ok, status } = await fetch(urls.wasm, { method: 'HEAD' });
  if (!ok && status !== 405 && status !== 501)
    throw new Error(`expected the database engine at ${urls.wasm}, got status ${status}`);
  const worker = createWorker(urls.worker);
  // The library leaves promises hanging when its worker fails or is ended: these are rejected here.
  let die: (error: Error) => void;
  const death = new Promise<never>((_, reject) => (die = reject));
  death.catch(() => undefined);
  worker.addEventListener('error', (event) =>
    die(new Error(`the database worker failed: ${event.message || urls.worker}`))
  );
  const alive = <T>(answer: Promise<T>): Promise<T> => Promise.race([answer, death]);
  const engine = new AsyncDuckDB(new VoidLogger(), worker);
  const end = async () => {
    die(new Error('the database is closed'));
    await engine.terminate();
  };
  try {
    await alive(engine.instantiate(urls.wasm));
    await alive(engine.open({ path: ':memory:', maximumThreads: 1 }));
    const connection = await alive(engine.connect());
    for (const statement of settings(`${globalThis.location.origin}/__noext__`))
      await alive(connection.query(statement));
    const guarded: WasmConnection = {
      prepare: async (sql) => {
        const prepared = await alive(connection.prepare(sql));
        return {
          query: (...parameters) => alive(prepared.query(...parameters)),
          close: () => alive(prepared.close())
        };
      },
      tokenize: (sql) => alive(engine.tokenize(sql)),
      insertArrowFromIPCStream: (bytes, options) =>
        alive(connection.insertArrowFromIPCStream(bytes, options)),
      openReading: async () => {
        const reading = await alive(engine.connect());
        return {
          send: (sql) => alive(sendWhole(reading, sql)),
          cancel: () => alive(reading.cancelSent()).catch(() => undefined)
        };
      }
    };
    return databaseOver(guarded, end);
  } catch (error) {
    await end();
    throw error;
  }
}

/** The whole result of a query that is run in slices, between which the worker hears that it is to be ended. */
async function sendWhole(connection: AsyncDuckDBConnection, sql: string): Promise<ArrowTable> {
  const reader = await connection.send(sql);
  const batches: RecordBatch[] = [];
  for await (const batch of reader) batches.push(batch);
  return new ArrowTable(reader.schema, batches);
}
