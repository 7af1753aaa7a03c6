import loadHighs from 'highs';
import wasm from 'highs/runtime?url';
import { createMipSolver } from '../../siting/highs-mip.ts';
import type { MipSolver } from '../../siting/mip.ts';
import type { SitingAnswer } from '../../siting/problem.ts';
import { solveSiting } from '../../siting/solve-siting.ts';
import type { FromSolver, ToSolver } from './solver-messages.ts';

// What follows a load that failed is solved without, and says that it is not proven.
const loading: Promise<MipSolver | null> = loadHighs({ locateFile: () => wasm }).then(
  createMipSolver,
  () => null
);

self.onmessage = async ({ data }: MessageEvent<ToSolver>) => {
  const { problem, seconds, seed, gap } = data;
  const mip = await loading;
  const send = (message: FromSolver) => self.postMessage(message);
  try {
    const end = performance.now() + seconds * 1000;
    let isEnough = false;
    const answer = solveSiting(problem, {
      ...{ mip, seed },
      secondsLeft: () => (isEnough ? 0 : Math.max(0, (end - performance.now()) / 1000)),
      onBetter: (better: SitingAnswer) => {
        isEnough = better.gap <= gap;
        send({ better });
      }
    });
    send({ answer });
  } catch (error) {
    send({ failure: error instanceof Error ? error.message : String(error) });
  }
};
