import { openIdbStore } from '../../tables/idb-store.ts';
import { createKeep, type Keep } from '../../tables/keep.ts';
import { openOpfsStore } from '../../tables/opfs-store.ts';
import type { KeptIn } from './engine-api.ts';

/** The private file system where the page has one, else IndexedDB (plain http on an intranet). */
export async function openKeep(): Promise<{ keep: Keep; keptIn: KeptIn }> {
  try {
    return { keep: createKeep(await openOpfsStore('yike/study')), keptIn: 'opfs' };
  } catch {
    return { keep: createKeep(await openIdbStore('yike')), keptIn: 'idb' };
  }
}
