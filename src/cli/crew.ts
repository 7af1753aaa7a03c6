import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createCrew, type Crew, type Hand } from '../lib/network/crew.ts';
import type { FromHand } from '../lib/network/hand.ts';

/** As many workers as keep a processor free for the program itself, at least one. */
const mostWorkers = (): number => Math.max(1, availableParallelism() - 1);

/** A crew on threads of this process, of `size` at most as many as `mostWorkers` says; 0: in place. */
export function openCrew(size = mostWorkers()): Crew {
  return hireThreads(Math.min(size, mostWorkers()));
}

/** A crew of just so many threads, however many processors there are, by default of the script that lies beside this file. */
export function hireThreads(size: number, from = script): Crew {
  return createCrew({
    size,
    open: (hear, die) => openThread(from, hear, die),
    shares: true,
    pause: () => new Promise((done) => setImmediate(done))
  });
}

// Built, the thread's script lies beside this file; a thread of the sources first has to learn to read them.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs';
const script = new URL(`crew.worker.${ending}`, import.meta.url);
const fromSource = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ register }) => {
    register();
    return import(workerData);
  });
`;

/** A thread takes none of the program's own flags: some of them only a program can have. */
function openThread(from: URL, hear: (answer: FromHand) => void, die: (error: Error) => void): Hand {
  const worker = from.pathname.endsWith('.ts')
    ? new Worker(fromSource, { eval: true, workerData: from.href, execArgv: [] })
    : new Worker(from, { execArgv: [] });
  worker.on('message', hear);
  worker.on('messageerror', die);
  worker.on('error', die);
  worker.on('exit', (code) => die(new Error(`exit code ${code}`)));
  return {
    send: (message) => worker.postMessage(message),
    close: () => void worker.terminate()
  };
}
