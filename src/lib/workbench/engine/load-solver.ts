import loadHighs from 'highs';
import wasm from 'highs/runtime?url';
import { createHighsSolver } from '../../coverage/highs-transport.ts';
import type { TransportSolver } from '../../coverage/transport.ts';

/** The solver of transport problems, from the app's own files. */
export async function loadSolver(): Promise<TransportSolver> {
  const answer = await fetch(wasm);
  if (!answer.ok) throw new Error(`expected the solver's file, got ${answer.status}`);
  return createHighsSolver(await loadHighs({ wasmBinary: new Uint8Array(await answer.arrayBuffer()) }));
}
