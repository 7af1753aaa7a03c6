import loadHighs from 'highs';
import wasm from 'highs/runtime?url';
import { createHighsSolver } from '../../coverage/highs-transport.ts';
import type { TransportSolver } from '../../coverage/transport.ts';

/** The solver of transport problems, from the app's own files. */
export async function loadSolver(): Promise<TransportSolver> {
  return createHighsSolver(await loadHighs({ locateFile: () => wasm }));
}
