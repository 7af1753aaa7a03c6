/**
 * The handle of the file that was chosen, kept in this browser: Chrome can open it again after a question. Where there are
 * no handles (plain http), the file has to be given again each time.
 */
const DATABASE = 'yike-basemap';
const STORE = 'handles';

interface FileHandle {
  name: string;
  getFile(): Promise<File>;
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}
type Picker = (options: object) => Promise<FileHandle[]>;

const pickerOf = (): Picker | undefined =>
  (window as unknown as { showOpenFilePicker?: Picker }).showOpenFilePicker;

/** Whether files picked here can be opened again after a reload. */
export function canKeepFiles(): boolean {
  return typeof pickerOf() === 'function' && typeof indexedDB !== 'undefined';
}

/** Has the user pick a file and keeps its handle; null: nothing was picked. */
export async function pickKeptFile(): Promise<File | null> {
  const pick = pickerOf();
  if (!pick) return null;
  let handle: FileHandle;
  try {
    [handle] = await pick({
      id: 'yike-basemap',
      types: [
        { description: 'PMTiles, MBTiles', accept: { 'application/octet-stream': ['.pmtiles', '.mbtiles'] } }
      ]
    });
  } catch {
    return null;
  }
  await inStore('readwrite', (store) => store.put(handle, 'file')).catch(() => undefined);
  return handle.getFile();
}

/** The file kept; null where there is none, or where `ask` is false and the browser first wants a click. */
export async function openKeptFile(name: string, ask: boolean): Promise<File | null> {
  try {
    const handle = await inStore<FileHandle | undefined>('readonly', (store) => store.get('file'));
    if (!handle || handle.name !== name) return null;
    const may = await (ask ? handle.requestPermission : handle.queryPermission)?.call(handle, {
      mode: 'read'
    });
    return may === 'granted' ? await handle.getFile() : null;
  } catch {
    return null;
  }
}

/** Forgets the file. */
export async function forgetFile(): Promise<void> {
  if (canKeepFiles()) await inStore('readwrite', (store) => store.delete('file')).catch(() => undefined);
}

function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const request = act(opening.result.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => done(request.result as T);
      request.onerror = () => fail(request.error);
      opening.result.close();
    };
  });
}
