import { createRequire } from 'node:module';
import loadHighs from 'highs';
import { createMipSolver } from '../../src/lib/siting/highs-mip.ts';
import type { MipSolver } from '../../src/lib/siting/mip.ts';

/** The solver of mixed-integer programs as the command line loads it. */
export async function loadMip(): Promise<MipSolver> {
  const path = createRequire(import.meta.url).resolve('highs/runtime');
  return createMipSolver(await loadHighs({ locateFile: () => path }));
}
