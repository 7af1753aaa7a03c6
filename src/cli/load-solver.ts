import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import loadHighs from 'highs';
import { createHighsSolver } from '../lib/coverage/highs-transport.ts';
import type { TransportSolver } from '../lib/coverage/transport.ts';

/** The solver of transport problems, from the installed package; nothing is fetched. About 30 ms. */
export async function loadSolver(): Promise<TransportSolver> {
  const wasmBinary = await readFile(createRequire(import.meta.url).resolve('highs/runtime'));
  return createHighsSolver(await loadHighs({ wasmBinary }));
}
