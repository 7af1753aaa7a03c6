import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type {
  createDuckDB as Create,
  NODE_RUNTIME as Runtime,
  VoidLogger as Logger
} from '@duckdb/duckdb-wasm/blocking';
import type { Database } from '../../src/lib/tables/database.ts';
import { settings } from '../../src/lib/tables/statement.ts';
import { databaseOver, type WasmConnection } from '../../src/lib/tables/wasm-database.ts';

/** The browser's engine under Node: the same `eh` module, called without a worker. For tests only. */
export async function openWasmInNode(): Promise<Database> {
  const require = createRequire(import.meta.url);
  const script = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const { createDuckDB, NODE_RUNTIME, VoidLogger } = require(script) as {
    createDuckDB: typeof Create;
    NODE_RUNTIME: typeof Runtime;
    VoidLogger: typeof Logger;
  };
  const bundle = (name: string) => ({
    mainModule: join(dirname(script), `duckdb-${name}.wasm`),
    mainWorker: ''
  });
  const engine = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME);
  await engine.instantiate();
  engine.open({ path: ':memory:', maximumThreads: 1 });
  const connection = engine.connect();
  for (const statement of settings('http://127.0.0.1/__noext__')) connection.query(statement);
  const opened: WasmConnection = {
    prepare: (sql) => connection.prepare(sql) as unknown as ReturnType<WasmConnection['prepare']>,
    tokenize: (sql) => engine.tokenize(sql),
    insertArrowFromIPCStream: (bytes, options) => connection.insertArrowFromIPCStream(bytes, options),
    openReading: () => {
      const reading = engine.connect();
      // Called without a worker, nothing is heard before the query has ended.
      return { send: (sql) => reading.query(sql), cancel: () => reading.cancelSent() };
    }
  };
  return databaseOver(opened, async () => connection.close());
}
