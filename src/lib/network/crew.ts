import { shareMemory, type FromHand, type ToHand } from './hand.ts';
import { createHeld, holdColumns, runJob, type Columns, type Job, type ResultOf } from './jobs.ts';

/** How a run reports (the share done, 0 to 1) and is stopped. */
export interface Running {
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/**
 * Workers that do jobs on columns which they were told once. Results come in the order of the jobs and are the same for
 * any number of workers, also for none: then jobs are done here, with a pause between them.
 */
export interface Crew {
  /** How many work at once, at least 1. */
  readonly size: number;
  /** Tells columns to all, those not there yet included; jobs that are given from now on find them. Twice costs no more. */
  share(columns: Columns): void;
  /** All results. Throws the signal's reason when stopped, and the error of a job or of a worker that died. */
  run<J extends Job>(jobs: readonly J[], running?: Running): Promise<ResultOf<J>[]>;
  /** One result after the other; few jobs are begun ahead of the one that is asked for, so that memory stays small. */
  stream<J extends Job>(jobs: readonly J[], running?: Running): AsyncGenerator<ResultOf<J>>;
  /** Ends the workers; what still runs fails. */
  close(): void;
}

/** A worker as its crew sees it. */
export interface Hand {
  send(message: ToHand): void;
  /** Ends it at once, whatever it is doing. */
  close(): void;
}

/** What makes workers on some machine. */
export interface Hiring {
  /** How many workers; 0: jobs are done in place. */
  size: number;
  /** Starts a worker: `hear` is to get its answers, `die` why it ended without being told to. */
  open(hear: (answer: FromHand) => void, die: (error: Error) => void): Hand;
  /** Whether memory can be shared; otherwise each worker gets a copy of the columns. */
  shares: boolean;
  /** Lets other messages in. */
  pause: () => Promise<void>;
}

/** A worker died, in both languages; the work can be begun anew. */
export class WorkerDied extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(cause: string) {
    super(`a worker ended before its job was done: ${cause}`);
    this.name = 'WorkerDied';
    this.zh = `并行计算的一个工作线程中途退出（${cause}），可能是内存不够；请再试一次`;
    this.en = `A worker ended before its job was done (${cause}), perhaps for want of memory; try again`;
  }
}

/** Jobs begun before the result in front of them was asked for, a worker. */
const AHEAD = 4;

interface Task {
  job: Job;
  /** The run it belongs to. */
  of: object;
  done: (result: unknown) => void;
  fail: (error: Error) => void;
}

interface Place {
  hand: Hand;
  task: { id: number; task: Task } | null;
}

/** A crew on workers that `hiring` makes, started when there is work for them. */
export function createCrew(hiring: Hiring): Crew {
  return hiring.size === 0 ? createLoner(hiring) : createGang(hiring);
}

function createLoner({ pause }: Hiring): Crew {
  const held = createHeld();
  async function* stream<J extends Job>(
    jobs: readonly J[],
    { onProgress, signal }: Running = {}
  ): AsyncGenerator<ResultOf<J>> {
    for (const [i, job] of jobs.entries()) {
      await pause();
      signal?.throwIfAborted();
      const result = runJob(held, job);
      onProgress?.((i + 1) / jobs.length);
      yield result;
    }
  }
  return {
    size: 1,
    share: (columns) => holdColumns(held, columns),
    stream,
    run: (jobs, running) => collect(stream(jobs, running)),
    close: () => undefined
  };
}

function createGang({ size, open, shares }: Hiring): Crew {
  const places: Place[] = [];
  const queue: Task[] = [];
  const moved = new WeakMap<object, object>();
  /** All that was told and still holds, for workers that start later. */
  const told: Required<Columns> = { network: undefined!, joins: {}, points: {} };
  let ids = 0;

  function hire(): Place {
    const place: Place = { hand: null!, task: null };
    const die = (error: Error): void => {
      const at = places.indexOf(place);
      if (at < 0) return;
      places.splice(at, 1);
      place.hand.close();
      place.task?.task.fail(new WorkerDied(error.message));
      assign();
    };
    const hear = (answer: FromHand): void => {
      const current = place.task;
      if (current === null || current.id !== answer.id) return;
      place.task = null;
      if ('error' in answer) current.task.fail(new Error(answer.error));
      else current.task.done(answer.result);
      assign();
    };
    place.hand = open(hear, die);
    if (told.network) place.hand.send({ columns: told });
    places.push(place);
    return place;
  }

  function assign(): void {
    while (queue.length > 0) {
      const place = places.find(({ task }) => task === null) ?? (places.length < size ? hire() : null);
      if (place === null) return;
      const task = queue.shift()!;
      place.task = { id: ids++, task };
      place.hand.send({ id: place.task.id, job: task.job });
    }
  }

  /** Ends what a run has still under way; workers in the middle of its jobs are ended, and hired anew when needed. */
  function dismiss(of: object): void {
    for (let k = queue.length - 1; k >= 0; k--) if (queue[k].of === of) queue.splice(k, 1);
    for (const place of places.filter(({ task }) => task?.task.of === of)) {
      places.splice(places.indexOf(place), 1);
      place.hand.close();
    }
    assign();
  }

  async function* stream<J extends Job>(
    jobs: readonly J[],
    { onProgress, signal }: Running = {}
  ): AsyncGenerator<ResultOf<J>> {
    signal?.throwIfAborted();
    const of = {};
    const results: Promise<unknown>[] = [];
    let stop: (reason: unknown) => void = () => undefined;
    const stopped = new Promise<never>((_, reject) => (stop = reject));
    stopped.catch(() => undefined);
    const onAbort = (): void => {
      dismiss(of);
      stop(signal!.reason);
    };
    signal?.addEventListener('abort', onAbort);
    try {
      for (let i = 0; i < jobs.length; i++) {
        while (results.length < jobs.length && results.length < i + AHEAD * size) {
          const job = jobs[results.length];
          const result = new Promise<unknown>((done, fail) => queue.push({ job, of, done, fail }));
          // What fails is heard of when its turn comes, or with the first that failed.
          result.catch(stop);
          results.push(result);
          assign();
        }
        const result = (await Promise.race([results[i], stopped])) as ResultOf<J>;
        signal?.throwIfAborted();
        results[i] = Promise.resolve();
        onProgress?.((i + 1) / jobs.length);
        yield result;
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
      dismiss(of);
    }
  }

  return {
    size,
    share(columns) {
      const news = leaveOutTold(shares ? shareMemory(columns, moved) : columns, told);
      if (news.network) told.network = news.network;
      Object.assign(told.joins, news.joins);
      Object.assign(told.points, news.points);
      for (const { hand } of places) hand.send({ columns: news });
    },
    stream,
    run: (jobs, running) => collect(stream(jobs, running)),
    close() {
      for (const { hand, task } of places.splice(0)) {
        hand.close();
        task?.task.fail(new WorkerDied('closed'));
      }
      for (const task of queue.splice(0)) task.fail(new WorkerDied('closed'));
    }
  };
}

/** Columns without those that were told already under the same name: a copy of a network is not sent twice. */
function leaveOutTold({ network, joins = {}, points = {} }: Columns, told: Required<Columns>): Columns {
  const fresh = <T>(some: Record<string, T>, known: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(some).filter(([name, each]) => known[name] !== each));
  return {
    ...(network !== undefined && network !== told.network ? { network } : {}),
    joins: fresh(joins, told.joins),
    points: fresh(points, told.points)
  };
}

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
}
