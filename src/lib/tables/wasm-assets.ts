import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import worker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';

/** Where the build puts the engine's two files, for `openWasm`; relative to the page. */
export const WASM_ASSETS = { wasm, worker };
