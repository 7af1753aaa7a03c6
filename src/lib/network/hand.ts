import { createHeld, holdColumns, runJob, type Columns, type Job } from './jobs.ts';

/** What a worker is told: columns to hold, or a job to do. */
export type ToHand = { columns: Columns } | { id: number; job: Job };

/** What it says of a job: the result, or why there is none. */
export type FromHand = { id: number; result: unknown } | { id: number; error: string };

/**
 * The worker's side of a crew: takes a message and gives the answer to a job (null: none is due) with the buffers
 * that go with it instead of being copied.
 */
export function createHand(): (message: ToHand) => { answer: FromHand; transfer: ArrayBuffer[] } | null {
  const held = createHeld();
  return (message) => {
    if ('columns' in message) {
      holdColumns(held, message.columns);
      return null;
    }
    const { id, job } = message;
    try {
      const result = runJob(held, job);
      return { answer: { id, result }, transfer: buffersOf(result) };
    } catch (error) {
      return { answer: { id, error: error instanceof Error ? error.message : String(error) }, transfer: [] };
    }
  };
}

/** Buffers of the columns of a result, each once; shared ones stay where they are. */
function buffersOf(result: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(result) as unknown[])
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  return [...buffers];
}

/**
 * The same value with its typed arrays in shared memory, which goes to any number of workers without a copy; `known`
 * keeps what has been moved already. What is shared is not to be written to.
 */
export function shareMemory<T>(value: T, known: WeakMap<object, object>): T {
  if (typeof value !== 'object' || value === null) return value;
  const before = known.get(value);
  if (before) return before as T;
  if (ArrayBuffer.isView(value)) {
    const array = value as unknown as Uint8Array;
    if (array.buffer instanceof SharedArrayBuffer) return value;
    const Same = array.constructor as new (buffer: SharedArrayBuffer) => Uint8Array;
    const shared = new Same(new SharedArrayBuffer(array.byteLength));
    shared.set(array);
    known.set(value, shared);
    return shared as unknown as T;
  }
  if (Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, shareMemory(each as unknown, known)]);
  const shared = Object.fromEntries(entries) as object;
  known.set(value, shared);
  return shared as T;
}
