import { openIdbStore } from '../../tables/idb-store.ts';
import { createKeep, type FileStore, type Keep } from '../../tables/keep.ts';
import { openOpfsStore } from '../../tables/opfs-store.ts';
import type { KeptIn } from './engine-api.ts';

/** Where studies are kept side by side, each in a keep of its own under an id. */
export interface Keeps {
  readonly keptIn: KeptIn;
  /** The keep of an id; it is made where there is none. */
  of(id: string): Promise<Keep>;
  /** Ids under which something may be kept. */
  ids(): Promise<string[]>;
  /** Removes a keep and all that is in it. */
  drop(id: string): Promise<void>;
}

/** The one study of one's own that could be kept before there were several: it stays where it is. */
const FIRST_STUDY = 'own';
/** Trying things out on the sample never touches a study of one's own. */
export const SAMPLE_STUDY = 'sample';

/** Keeps over a kind of store: `list` names the ids that have a store, `remove` removes a store that has been emptied. */
export function keepsOver(
  keptIn: KeptIn,
  open: (id: string) => Promise<FileStore>,
  list: () => Promise<string[]>,
  remove: (id: string) => Promise<void>
): Keeps {
  const opened = new Map<string, Promise<Keep>>();
  const of = (id: string): Promise<Keep> => {
    let keep = opened.get(id);
    if (!keep) {
      keep = open(id).then(createKeep);
      opened.set(id, keep);
      // What could not be opened now may be opened later.
      keep.catch(() => opened.delete(id));
    }
    return keep;
  };
  return {
    keptIn,
    of,
    ids: list,
    async drop(id) {
      const keep = await of(id);
      await keep.remove();
      opened.delete(id);
      await remove(id);
    }
  };
}

/** Names of the errors with which a browser says that the page will never have a private file system. */
const NEVER = ['SecurityError', 'NotSupportedError', 'NotAllowedError', 'TypeError'];

/**
 * The private file system where the page has one, else IndexedDB (plain http on an intranet, private windows). Throws
 * where the file system is there but can't be opened now: what is kept in it must not be taken for lost.
 */
export async function openKeeps(): Promise<Keeps> {
  if (typeof navigator.storage?.getDirectory === 'function') {
    try {
      return inFileSystem(await (await navigator.storage.getDirectory()).getDirectoryHandle('yike', CREATE));
    } catch (error) {
      if (!NEVER.includes((error as Error).name)) throw error;
    }
  }
  return inIndexedDb();
}

const CREATE = { create: true };

async function inFileSystem(root: FileSystemDirectoryHandle): Promise<Keeps> {
  const studies = await root.getDirectoryHandle('studies', CREATE);
  const placeOf = (id: string): string =>
    id === FIRST_STUDY ? 'yike/study' : id === SAMPLE_STUDY ? 'yike/sample' : `yike/studies/${id}`;
  const list = async (): Promise<string[]> => {
    const ids: string[] = [];
    for await (const [name, { kind }] of root.entries()) {
      if (kind === 'directory' && name === 'study') ids.push(FIRST_STUDY);
      if (kind === 'directory' && name === 'sample') ids.push(SAMPLE_STUDY);
    }
    for await (const [name, { kind }] of studies.entries()) if (kind === 'directory') ids.push(name);
    return ids;
  };
  const remove = async (id: string): Promise<void> => {
    const [folder, name] =
      id === FIRST_STUDY ? [root, 'study'] : id === SAMPLE_STUDY ? [root, 'sample'] : [studies, id];
    await folder.removeEntry(name, { recursive: true });
  };
  return keepsOver('opfs', (id) => openOpfsStore(placeOf(id)), list, remove);
}

const PREFIX = 'yike-study-';

function inIndexedDb(): Keeps {
  const nameOf = (id: string): string =>
    id === FIRST_STUDY ? 'yike-study' : id === SAMPLE_STUDY ? 'yike-sample' : PREFIX + id;
  const list = async (): Promise<string[]> =>
    (await indexedDB.databases()).flatMap(({ name = '' }) => {
      if (name === 'yike-study') return [FIRST_STUDY];
      if (name === 'yike-sample') return [SAMPLE_STUDY];
      return name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [];
    });
  const remove = (id: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase(nameOf(id));
      deleting.onsuccess = () => resolve();
      deleting.onerror = () => reject(deleting.error ?? new Error(`expected ${nameOf(id)} to be deleted`));
    });
  return keepsOver('idb', (id) => openIdbStore(nameOf(id)), list, remove);
}
