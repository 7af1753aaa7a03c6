/**
 * How a page learns that its worker has died, however busy a living one is: the worker holds something that only its end
 * lets go. Where the page has no Web Locks (plain http) that is an open database, whose deletion waits for it.
 */
const PREFIX = 'yike-alive-';

/** To be called in the worker: resolves when its life can be watched. */
export async function holdLife(name: string): Promise<void> {
  if (navigator.locks) {
    await new Promise<void>((held) => {
      void navigator.locks.request(PREFIX + name, () => {
        held();
        return new Promise(() => undefined);
      });
    });
    return;
  }
  await new Promise<void>((held, fail) => {
    const opening = indexedDB.open(PREFIX + name, 1);
    opening.onsuccess = () => {
      kept.add(opening.result);
      held();
    };
    opening.onerror = () => fail(opening.error ?? new Error(`expected ${PREFIX + name} to open`));
  });
}

/** Databases are closed when nobody refers to them any more. */
const kept = new Set<IDBDatabase>();

/** To be called in the page after `holdLife`: calls `onEnd` when the worker is no more. */
export function watchLife(name: string, onEnd: () => void): void {
  if (navigator.locks) {
    void navigator.locks.request(PREFIX + name, () => onEnd());
    return;
  }
  const deleting = indexedDB.deleteDatabase(PREFIX + name);
  deleting.onsuccess = () => onEnd();
}

/** Removes what workers of earlier sessions have left behind; those that live are let be. */
export async function clearLives(): Promise<void> {
  if (navigator.locks || !indexedDB.databases) return;
  for (const { name } of await indexedDB.databases())
    if (name?.startsWith(PREFIX)) indexedDB.deleteDatabase(name);
}
