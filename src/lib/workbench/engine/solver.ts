import type { SitingAnswer } from '../../siting/problem.ts';
import type { FromSolver, ToSolver } from './solver-messages.ts';
import SolverWorker from './solver.worker.ts?worker';

/** Solves one question at a time in a worker of its own, so that the best so far can be taken at any moment. */
export class Solver {
  private worker: Worker | null = null;
  private settle: (() => void) | null = null;

  /** Has the worker ready, and in it the solver of whole-number programs. */
  warm(): void {
    this.worker ??= new SolverWorker();
  }

  /**
   * The answer to `given`, or the best so far when `stop` is called or another question comes; null where there is none yet.
   * `onBetter` hears of each better answer. The columns are copied to the worker.
   */
  solve(given: ToSolver, onBetter: (answer: SitingAnswer) => void): Promise<SitingAnswer | null> {
    this.stop();
    this.warm();
    const worker = this.worker!;
    let best: SitingAnswer | null = null;
    return new Promise((resolve, reject) => {
      const done = (act: () => void) => {
        this.settle = null;
        act();
      };
      this.settle = () => {
        worker.terminate();
        this.worker = null;
        done(() => resolve(best));
      };
      // What was found stands, whatever became of the rest; the next question has a worker that is sound.
      const fail = (message: string) => {
        worker.terminate();
        this.worker = null;
        done(() => (best ? resolve(best) : reject(new Error(message))));
      };
      worker.onmessage = ({ data }: MessageEvent<FromSolver>) => {
        if ('failure' in data) fail(data.failure);
        else if ('answer' in data) done(() => resolve(data.answer));
        else onBetter((best = data.better));
      };
      worker.onerror = (event) => {
        event.preventDefault();
        fail(event.message || 'the worker could not be started');
      };
      worker.postMessage(given);
    });
  }

  /** Ends the worker; it starts anew when it is asked again. */
  close(): void {
    this.stop();
    this.worker?.terminate();
    this.worker = null;
  }

  /** Ends what is under way with the best so far. */
  stop(): void {
    this.settle?.();
  }
}
