import { ArchiveError } from './archive-error.ts';
import { checkedFiles, MANIFEST, readManifest, type StudyFiles } from './manifest.ts';
import { inTurns } from './statement.ts';

/** Where files are put: a directory of the browser's private file system, IndexedDB, or a test's own. */
export interface FileStore {
  /** Resolves when the whole file is stored. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Null where there is no such file. */
  get(name: string): Promise<Uint8Array | null>;
  list(): Promise<string[]>;
  /** Deleting a file that is not there is no error. */
  delete(name: string): Promise<void>;
}

/** The kept study: the newest generation and the one before it. */
export interface Keep {
  /** Stores `files` (with their manifest) as a new generation. Once it resolves with the number, the study is saved. */
  write(files: ReadonlyMap<string, Uint8Array>): Promise<number>;
  /**
   * The newest generation that is whole, null where nothing was ever saved. Throws an ArchiveError: `newer` where the
   * newest was saved by a newer version, so that nothing older is taken for it; `incomplete` or `checksum` where
   * something was saved but no generation is whole any more.
   */
  readLatest(): Promise<{ generation: number; files: StudyFiles } | null>;
  /** Generations in the store, whole or not, newest first. */
  list(): Promise<number[]>;
  /** Removes every generation. */
  remove(): Promise<void>;
}

/**
 * Keeps a study in two generations over `store`: a new one is written beside the old, its manifest last and read back,
 * and only then is it saved and what is older than the one before removed. Wherever it is killed, what was said to be
 * saved is whole.
 */
export function createKeep(store: FileStore): Keep {
  const turn = inTurns();
  return {
    write: (files) => turn(() => writeGeneration(store, files)),
    readLatest: () => turn(() => readLatest(store)),
    list: () => turn(() => generations(store)),
    remove: () =>
      turn(async () => {
        for (const generation of await generations(store)) await removeGeneration(store, generation);
      })
  };
}

const nameOf = (generation: number, file: string): string => `gen-${generation}/${file}`;

function splitName(name: string): [number, string] | null {
  const found = /^gen-(\d+)\/(.+)$/s.exec(name);
  return found && [Number(found[1]), found[2]];
}

async function generations(store: FileStore): Promise<number[]> {
  const found = (await store.list()).flatMap((name) => splitName(name)?.[0] ?? []);
  return [...new Set(found)].sort((a, b) => b - a);
}

async function writeGeneration(store: FileStore, files: ReadonlyMap<string, Uint8Array>): Promise<number> {
  const manifest = files.get(MANIFEST);
  if (!manifest) throw new ArchiveError('incomplete', MANIFEST);
  const older = await generations(store);
  const generation = (older[0] ?? 0) + 1;
  // Each file is read back: a store that says yes and keeps less must be found out before anything is called saved.
  const put = async (name: string, bytes: Uint8Array): Promise<void> => {
    await store.put(nameOf(generation, name), bytes);
    if (!isSame(bytes, await store.get(nameOf(generation, name)))) throw new ArchiveError('incomplete', name);
  };
  for (const [name, bytes] of files) if (name !== MANIFEST) await put(name, bytes);
  await put(MANIFEST, manifest);
  // A store that cannot tidy up has still saved.
  await tidy(store, older).catch(() => undefined);
  return generation;
}

function isSame(a: Uint8Array, b: Uint8Array | null): boolean {
  return b !== null && a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Removes all of `older` but the newest that has a manifest: a killed attempt must not push out the last good one. */
async function tidy(store: FileStore, older: number[]): Promise<void> {
  let kept = false;
  for (const generation of older) {
    if (!kept && (await hasManifest(store, generation))) kept = true;
    else await removeGeneration(store, generation);
  }
}

async function hasManifest(store: FileStore, generation: number): Promise<boolean> {
  try {
    readManifest(await store.get(nameOf(generation, MANIFEST)));
    return true;
  } catch (error) {
    return error instanceof ArchiveError && error.code === 'newer';
  }
}

async function removeGeneration(store: FileStore, generation: number): Promise<void> {
  // The manifest first: without it the rest counts for nothing, and half a generation is never taken for one.
  await store.delete(nameOf(generation, MANIFEST));
  for (const name of await store.list()) if (splitName(name)?.[0] === generation) await store.delete(name);
}

async function readLatest(store: FileStore): Promise<{ generation: number; files: StudyFiles } | null> {
  let damage: unknown = null;
  for (const generation of await generations(store)) {
    // A write that was killed has no manifest: it was never said to be saved.
    if (!(await hasManifest(store, generation))) continue;
    try {
      return { generation, files: await readGeneration(store, generation) };
    } catch (error) {
      if (error instanceof ArchiveError && error.code === 'newer') throw error;
      damage ??= error;
    }
  }
  if (damage !== null) throw damage;
  return null;
}

async function readGeneration(store: FileStore, generation: number): Promise<StudyFiles> {
  const manifest = await store.get(nameOf(generation, MANIFEST));
  const files: StudyFiles = new Map();
  for (const { name } of readManifest(manifest).files) {
    const bytes = await store.get(nameOf(generation, name));
    if (bytes) files.set(name, bytes);
  }
  return checkedFiles(files.set(MANIFEST, manifest!));
}
