import { openIdbStore } from '../../tables/idb-store.ts';
import { createKeep, type Keep } from '../../tables/keep.ts';
import { openOpfsStore } from '../../tables/opfs-store.ts';
import { unpackStudy } from '../../tables/archive.ts';
import type { KeptIn } from './engine-api.ts';
import type { KeptStudy } from './held-study.ts';

/** Two places to keep: trying things out on the sample never touches the study of one's own. */
export interface Keeps {
  own: Keep;
  sample: Keep;
  keptIn: KeptIn;
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
      const own = createKeep(await openOpfsStore('yike/study'));
      return { own, sample: createKeep(await openOpfsStore('yike/sample')), keptIn: 'opfs' };
    } catch (error) {
      if (!NEVER.includes((error as Error).name)) throw error;
    }
  }
  const own = createKeep(await openIdbStore('yike-study'));
  return { own, sample: createKeep(await openIdbStore('yike-sample')), keptIn: 'idb' };
}

/** Title of the study kept in a place; null where there is none. */
export async function keptTitle(keep: Keep): Promise<string | null> {
  const latest = await keep.readLatest('shared');
  return latest && (unpackStudy(latest.files).study as KeptStudy).file.title;
}
