import { createRequire } from 'node:module';
import loadHighs from 'highs';
import { createHighsSolver } from '../lib/coverage/highs-transport.ts';
import type { TransportSolver } from '../lib/coverage/transport.ts';

/** The solver of transport problems, from the installed package; nothing is fetched. */
export async function loadSolver(): Promise<TransportSolver> {
  const path = createRequire(import.meta.url).resolve('highs/runtime');
  // Its build for modules does not heed `wasmBinary` (1.15.3).
  return createHighsSolver(await loadHighs({ locateFile: () => path }));
}
