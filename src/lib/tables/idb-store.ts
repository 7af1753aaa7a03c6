import { joinBytes } from './join-bytes.ts';
import type { FileStore } from './keep.ts';

/**
 * Bytes of one stored piece. Values of 2 MB wiped the whole store in 5 of 35 kills of the browser, pieces of 50 KB in
 * one transaction in none of 16.
 */
const PIECE_BYTES = 50_000;

const FILES = 'files';
const PIECES = 'pieces';

/** Files in the IndexedDB database `name`, for pages without a private file system (plain http on an intranet). */
export async function openIdbStore(name: string): Promise<FileStore> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    // `files`: name → number of pieces; `pieces`: [name, number] → bytes.
    opening.result.createObjectStore(FILES);
    opening.result.createObjectStore(PIECES);
  };
  const db = await answerOf(opening);
  // Another tab with a newer form must be able to open it.
  db.onversionchange = () => db.close();
  return {
    put: (file, bytes) =>
      inTransaction(db, 'readwrite', (files, pieces) => {
        const count = Math.ceil(bytes.length / PIECE_BYTES);
        pieces.delete(allPieces(file));
        for (let i = 0; i < count; i++)
          pieces.put(bytes.slice(i * PIECE_BYTES, (i + 1) * PIECE_BYTES), [file, i]);
        files.put(count, file);
      }),
    async get(file) {
      let count: IDBRequest<number | undefined>;
      let parts: IDBRequest<Uint8Array[]>;
      await inTransaction(db, 'readonly', (files, pieces) => {
        count = files.get(file);
        parts = pieces.getAll(allPieces(file));
      });
      if (count!.result === undefined) return null;
      if (parts!.result.length !== count!.result)
        throw new Error(`expected ${count!.result} pieces of ${file}, got ${parts!.result.length}`);
      return joinBytes(parts!.result);
    },
    async list() {
      let keys: IDBRequest<IDBValidKey[]>;
      await inTransaction(db, 'readonly', (files) => {
        keys = files.getAllKeys();
      });
      return keys!.result as string[];
    },
    delete: (file) =>
      inTransaction(db, 'readwrite', (files, pieces) => {
        files.delete(file);
        pieces.delete(allPieces(file));
      })
  };
}

/** Keys of every piece of a file: arrays sort after numbers. */
const allPieces = (file: string): IDBKeyRange => IDBKeyRange.bound([file, 0], [file, []]);

/** Runs `work` in one transaction and resolves when it is on disk; what fails leaves nothing behind. */
function inTransaction(
  db: IDBDatabase,
  mode: IDBTransactionMode,
  work: (files: IDBObjectStore, pieces: IDBObjectStore) => void
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction([FILES, PIECES], mode, { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(transaction.error ?? new Error('expected the transaction to end, it was aborted'));
    work(transaction.objectStore(FILES), transaction.objectStore(PIECES));
  });
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
