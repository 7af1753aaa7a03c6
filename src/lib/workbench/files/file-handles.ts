/** A file on disk that a study was opened from or saved to. */
export interface DiskFile {
  handle: FileSystemFileHandle;
  name: string;
  /** `lastModified` when it was read or written last: another time means that someone else has written it. */
  seenAt: number;
  /** The study has changed since it was written to the file. */
  behind: boolean;
}

const DATABASE = 'yike-files';
const STORE = 'files';

/** True where files can be written back to (a secure context of Chromium); elsewhere files are downloaded. */
export const canPickFiles = (): boolean => typeof globalThis.showSaveFilePicker === 'function';

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>
): Promise<T> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error(`expected ${DATABASE} to open`));
  });
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = work(db.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('expected an answer of IndexedDB'));
    });
  } finally {
    db.close();
  }
}

/** The file of a study; null where it has none. */
export async function readDiskFile(study: string): Promise<DiskFile | null> {
  if (!canPickFiles()) return null;
  return ((await inStore('readonly', (store) => store.get(study))) as DiskFile | undefined) ?? null;
}

/** Names of the files by study. */
export async function diskFileNames(): Promise<Map<string, string>> {
  if (!canPickFiles()) return new Map();
  const keys = (await inStore('readonly', (store) => store.getAllKeys())) as string[];
  const files = (await inStore('readonly', (store) => store.getAll())) as DiskFile[];
  return new Map(keys.map((key, i) => [key, files[i].name]));
}

/** Remembers the file of a study, or that it has none any more. */
export async function writeDiskFile(study: string, file: DiskFile | null): Promise<void> {
  if (!canPickFiles()) return;
  await inStore<unknown>('readwrite', (store): IDBRequest =>
    file ? store.put(file, study) : store.delete(study)
  );
}

const TYPES = [
  { description: '一刻圈 .yike', accept: { 'application/vnd.yike.study+zip': ['.yike'] as [`.${string}`] } }
];

/** Asks for a `.yike` file to open; null where the user picks none. */
export async function pickToOpen(): Promise<{ handle: FileSystemFileHandle; file: File } | null> {
  const picked = await orNull(showOpenFilePicker({ types: TYPES, id: 'yike' }));
  if (!picked) return null;
  return { handle: picked[0], file: await picked[0].getFile() };
}

/** Asks for a `.yike` file to save to; null where the user picks none. */
export function pickToSave(name: string): Promise<FileSystemFileHandle | null> {
  return orNull(showSaveFilePicker({ types: TYPES, id: 'yike', suggestedName: `${name}.yike` }));
}

async function orNull<T>(picking: Promise<T>): Promise<T | null> {
  try {
    return await picking;
  } catch (error) {
    if ((error as Error).name === 'AbortError') return null;
    throw error;
  }
}

/** True where the page may write to the file; asks the user where that is not settled (a click or a key must lead here). */
export async function mayWrite(handle: FileSystemFileHandle): Promise<boolean> {
  const mode = { mode: 'readwrite' } as const;
  if ((await handle.queryPermission(mode)) === 'granted') return true;
  return (await handle.requestPermission(mode)) === 'granted';
}

/** Writes a file whole: its old content stands until the new is there. Gives its `lastModified`. */
export async function writeFile(handle: FileSystemFileHandle, bytes: Uint8Array): Promise<number> {
  const writable = await handle.createWritable();
  try {
    await writable.write(bytes as Uint8Array<ArrayBuffer>);
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => undefined);
    throw error;
  }
  return (await handle.getFile()).lastModified;
}

declare global {
  interface FileSystemFileHandle {
    queryPermission(of: { mode: 'readwrite' }): Promise<PermissionState>;
    requestPermission(of: { mode: 'readwrite' }): Promise<PermissionState>;
  }
  interface PickerChoices {
    types: { description: string; accept: Record<string, string[]> }[];
    id: string;
    suggestedName?: string;
  }
  function showOpenFilePicker(choices: PickerChoices): Promise<FileSystemFileHandle[]>;
  function showSaveFilePicker(choices: PickerChoices): Promise<FileSystemFileHandle>;
}
