import { ArchiveError } from './archive-error.ts';
import { checkedFiles, MANIFEST, readManifest, sharedFiles, type StudyFiles } from './manifest.ts';
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
  /**
   * Stores `files` (with their manifest) as a new generation. Once it resolves with the number, the study is saved. Where it
   * fails, what was saved before stands, and what there was of the new is removed; where there is no room, the generation
   * before the last gives way first. `after`: the generation that the files follow on; where a later one is there, which
   * someone else has saved, an ArchiveError `overtaken` is thrown and nothing is written (null: whatever is there).
   */
  write(files: ReadonlyMap<string, Uint8Array>, after?: number | null): Promise<number>;
  /**
   * The newest generation that has a manifest and one of its files, without reading the others: what a list of studies
   * needs. `bytes` is what the generation holds in all. Null where nothing was ever saved; throws as `readLatest` does.
   */
  glance(name: string): Promise<{ generation: number; bytes: number; file: Uint8Array } | null>;
  /**
   * The newest generation that is whole, null where nothing was ever saved. Throws an ArchiveError: `newer` where the
   * newest was saved by a newer version, so that nothing older is taken for it; `incomplete` or `checksum` where
   * something was saved but no generation is whole any more. `without` shared files (the graph), where they are not needed.
   */
  readLatest(without?: 'shared'): Promise<{ generation: number; files: StudyFiles } | null>;
  /** Generations in the store, whole or not, newest first. */
  list(): Promise<number[]>;
  /** Removes every generation. */
  remove(): Promise<void>;
}

/**
 * Keeps a study in two generations over `store`: a new one is written beside the old, its manifest last and read back,
 * and only then is it saved and what is older than the one before removed. Wherever it is killed, what was said to be
 * saved is whole. A shared file (the graph) lies beside the generations and is written once for all that have it; the first
 * time it is found there it is read and compared, so that one that was cut or damaged is written again.
 */
export function createKeep(store: FileStore): Keep {
  const turn = inTurns();
  /** Shared files that are known to be whole: written or compared since the keep was opened. */
  const whole = new Set<string>();
  return {
    write: (files, after = null) => turn(() => writeOrClear(store, files, whole, after)),
    glance: (name) => turn(() => glance(store, name)),
    readLatest: (without) => turn(() => readLatest(store, without === undefined)),
    list: () => turn(() => generations(store)),
    remove: () =>
      turn(async () => {
        for (const generation of await generations(store)) await removeGeneration(store, generation);
        whole.clear();
        for (const name of await store.list()) if (name.startsWith(SHARED)) await store.delete(name);
      })
  };
}

const SHARED = 'shared/';

const nameOf = (generation: number, file: string): string => `gen-${generation}/${file}`;

function splitName(name: string): [number, string] | null {
  const found = /^gen-(\d+)\/(.+)$/s.exec(name);
  return found && [Number(found[1]), found[2]];
}

async function generations(store: FileStore): Promise<number[]> {
  const found = (await store.list()).flatMap((name) => splitName(name)?.[0] ?? []);
  return [...new Set(found)].sort((a, b) => b - a);
}

/** Writes a generation; a failed one leaves nothing behind. */
async function writeOrClear(
  store: FileStore,
  files: ReadonlyMap<string, Uint8Array>,
  whole: Set<string>,
  after: number | null
): Promise<number> {
  const before = await generations(store);
  if (after !== null) {
    const newest = await newestWithManifest(store, before);
    if (newest !== null && newest > after) throw new ArchiveError('overtaken', `${newest} > ${after}`);
  }
  const clear = async (): Promise<void> => {
    for (const generation of await generations(store))
      if (!before.includes(generation)) await removeGeneration(store, generation);
  };
  try {
    return await writeGeneration(store, files, whole);
  } catch (error) {
    await clear().catch(() => undefined);
    if ((error as Error | null)?.name !== 'QuotaExceededError') throw error;
    if (!(await makeRoom(store))) throw error;
    try {
      return await writeGeneration(store, files, whole);
    } catch (again) {
      await clear().catch(() => undefined);
      throw again;
    }
  }
}

/** Removes all but the newest generation, where that is whole; tells whether there was anything to remove. */
async function makeRoom(store: FileStore): Promise<boolean> {
  const [newest, ...older] = await generations(store);
  if (older.length === 0) return false;
  try {
    await readGeneration(store, newest, false);
  } catch {
    return false;
  }
  for (const generation of older) await removeGeneration(store, generation);
  return true;
}

async function newestWithManifest(store: FileStore, among: number[]): Promise<number | null> {
  for (const generation of among) if (await hasManifest(store, generation)) return generation;
  return null;
}

async function glance(
  store: FileStore,
  name: string
): Promise<{ generation: number; bytes: number; file: Uint8Array } | null> {
  const generation = await newestWithManifest(store, await generations(store));
  if (generation === null) return null;
  const { files } = readManifest(await store.get(nameOf(generation, MANIFEST)));
  const file = await store.get(nameOf(generation, name));
  if (!file) throw new ArchiveError('incomplete', name);
  return { generation, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), file };
}

async function writeGeneration(
  store: FileStore,
  files: ReadonlyMap<string, Uint8Array>,
  whole: Set<string>
): Promise<number> {
  const manifest = files.get(MANIFEST);
  if (!manifest) throw new ArchiveError('incomplete', MANIFEST);
  const older = await generations(store);
  const generation = (older[0] ?? 0) + 1;
  // Each file is read back: a store that says yes and keeps less must be found out before anything is called saved.
  const put = async (name: string, bytes: Uint8Array): Promise<void> => {
    await store.put(name, bytes);
    if (!isSame(bytes, await store.get(name)))
      throw new ArchiveError('incomplete', name.replace(/^gen-\d+\//, ''));
  };
  const shared = sharedFiles(readManifest(manifest));
  for (const [name, bytes] of files) {
    if (name === MANIFEST) continue;
    const place = shared.get(name);
    if (place === undefined) await put(nameOf(generation, name), bytes);
    // It may have gone meanwhile: another tab tidies up too.
    else if (!whole.has(place) || !(await store.list()).includes(place)) {
      if (!isSame(bytes, await getOrNull(store, place))) await put(place, bytes);
      whole.add(place);
    }
  }
  await put(nameOf(generation, MANIFEST), manifest);
  // A store that cannot tidy up has still saved.
  await tidy(store, older, whole).catch(() => undefined);
  return generation;
}

/** A file that can't be read is written again. */
async function getOrNull(store: FileStore, name: string): Promise<Uint8Array | null> {
  if (!(await store.list()).includes(name)) return null;
  return store.get(name).catch(() => null);
}

function isSame(a: Uint8Array, b: Uint8Array | null): boolean {
  if (b === null || a.length !== b.length) return false;
  let at = 0;
  // A graph of a city has a hundred million bytes: by words it is ten times as fast.
  if (a.byteOffset % 4 === 0 && b.byteOffset % 4 === 0) {
    const [left, right] = [a, b].map(
      (bytes) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
    );
    for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
    at = 4 * left.length;
  }
  for (; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/**
 * Removes all of `older` but the newest that has a manifest: a killed attempt must not push out the last good one. Then the
 * shared files that no generation names any more.
 */
async function tidy(store: FileStore, older: number[], whole: Set<string>): Promise<void> {
  let kept = false;
  for (const generation of older) {
    if (!kept && (await hasManifest(store, generation))) kept = true;
    else await removeGeneration(store, generation);
  }
  const named = new Set<string>();
  // What a newer version saved may name files in ways that are not known here: then its manifest throws, and all stay.
  for (const generation of await generations(store))
    for (const place of sharedFiles(readManifest(await store.get(nameOf(generation, MANIFEST)))).values())
      named.add(place);
  for (const name of await store.list())
    if (name.startsWith(SHARED) && !named.has(name)) {
      whole.delete(name);
      await store.delete(name);
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

async function readLatest(
  store: FileStore,
  withShared: boolean
): Promise<{ generation: number; files: StudyFiles } | null> {
  let damage: unknown = null;
  for (const generation of await generations(store)) {
    // A write that was killed has no manifest: it was never said to be saved.
    if (!(await hasManifest(store, generation))) continue;
    try {
      return { generation, files: await readGeneration(store, generation, withShared) };
    } catch (error) {
      if (error instanceof ArchiveError && error.code === 'newer') throw error;
      damage ??= error;
    }
  }
  if (damage !== null) throw damage;
  return null;
}

async function readGeneration(
  store: FileStore,
  generation: number,
  withShared: boolean
): Promise<StudyFiles> {
  const manifest = await store.get(nameOf(generation, MANIFEST));
  const files: StudyFiles = new Map();
  const said = readManifest(manifest);
  const shared = sharedFiles(said);
  for (const { name } of said.files) {
    const place = shared.get(name);
    if (place !== undefined && !withShared) continue;
    // A shared file can be made again: one that can't be read must not take the study with it.
    const bytes =
      place === undefined ? await store.get(nameOf(generation, name)) : await getOrNull(store, place);
    if (bytes) files.set(name, bytes);
  }
  return checkedFiles(files.set(MANIFEST, manifest!));
}
