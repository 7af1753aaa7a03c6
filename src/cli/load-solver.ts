import { createRequire } from 'node:module';
import loadHighs from 'highs';
import { createHighsSolver } from '../lib/coverage/highs-transport.ts';
import type { TransportSolver } from '../lib/coverage/transport.ts';
import { createMipSolver } from '../lib/siting/highs-mip.ts';
import type { MipSolver } from '../lib/siting/mip.ts';

/** The solver of transport problems, from the installed package; nothing is fetched. */
export async function loadSolver(): Promise<TransportSolver> {
  return createHighsSolver(await load());
}

/** The solver of mixed-integer programs, likewise. */
export async function loadMip(): Promise<MipSolver> {
  return createMipSolver(await load());
}

function load() {
  const path = createRequire(import.meta.url).resolve('highs/runtime');
  // Its build for modules does not heed `wasmBinary` (1.15.3).
  return loadHighs({ locateFile: () => path });
}
