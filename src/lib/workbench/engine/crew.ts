import { createCrew, WorkerDied, type Crew, type Hand } from '../../network/crew.ts';
import type { FromHand } from '../../network/hand.ts';
import { prefetchDistances } from '../../study/prefetch-distances.ts';
import type { Session } from '../../study/session.ts';
import CrewWorker from './crew.worker.ts?worker';

/**
 * A crew on workers of the engine's worker, one less than the machine has processors, at least one; where a worker can't
 * have workers it works in place. Memory is shared where the page is isolated; on an intranet's plain http each has a copy.
 */
export function openCrew(): Crew {
  return createCrew({
    size: typeof Worker === 'undefined' ? 0 : Math.max(1, (navigator.hardwareConcurrency || 2) - 1),
    open: openWorker,
    shares: globalThis.crossOriginIsolated === true,
    pause: () => new Promise((done) => setTimeout(done))
  });
}

function openWorker(hear: (answer: FromHand) => void, die: (error: Error) => void): Hand {
  const worker = new CrewWorker();
  worker.onmessage = ({ data }: MessageEvent<FromHand>) => hear(data);
  worker.onmessageerror = () => die(new Error('a message could not be read'));
  worker.onerror = (event) => {
    event.preventDefault();
    die(new Error(event.message || 'the worker could not be started'));
  };
  return { send: (message) => worker.postMessage(message), close: () => worker.terminate() };
}

/** Below this a search is done before a message has gone to a worker and back. */
const WORTH_A_WORKER = 20_000;
/** One worker with a copy of a city's network took 4.3 s for 12 kinds of facilities, the engine by itself 3.3 s. */
const FEWEST_WORKERS = 2;

/**
 * Distances of a whole study on the crew, where the study is large; the caller finds them ready. Whatever ends a worker,
 * want of memory above all, costs time and not the answer: what is not ready is worked out when it is asked for.
 */
export async function readyDistances(session: Session, crew: Crew): Promise<void> {
  if ((session.network?.nodeLon.length ?? 0) < WORTH_A_WORKER) return;
  if (crew.size < FEWEST_WORKERS || !globalThis.crossOriginIsolated) return;
  try {
    await prefetchDistances(session, crew);
  } catch (error) {
    if (!(error instanceof WorkerDied)) throw error;
  }
}
