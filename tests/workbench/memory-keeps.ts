import type { FileStore } from '../../src/lib/tables/keep.ts';
import { keepsOver, type Keeps } from '../../src/lib/workbench/engine/open-keep.ts';

/** Files of each kept study by its id. */
export type Stores = Map<string, Map<string, Uint8Array>>;

/** Keeps in memory, in the place of the browser's. */
export function memoryKeeps(stores: Stores): Keeps {
  const open = async (id: string): Promise<FileStore> => {
    const files = stores.get(id) ?? new Map<string, Uint8Array>();
    stores.set(id, files);
    return {
      put: async (name, bytes) => void files.set(name, bytes.slice()),
      get: async (name) => files.get(name) ?? null,
      list: async () => [...files.keys()],
      delete: async (name) => void files.delete(name)
    };
  };
  return keepsOver(
    'idb',
    open,
    async () => [...stores.keys()],
    async (id) => void stores.delete(id)
  );
}
