import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { statedSums } from '../network/pack-columns.ts';
import { ArchiveError } from './archive-error.ts';

/** Files of a study by name; iteration order is the order of writing, the manifest last. */
export type StudyFiles = Map<string, Uint8Array>;

export const MANIFEST = 'manifest.json';

/**
 * The walking graph, kept so that it need not be built: all of it can be worked out from the rest. It holds sums of its own,
 * which are held against it when it is opened: SHA-256 of a city's took longer than building it.
 */
export const GRAPH = 'network.graph';

/** Version of the form in which a study is kept; an older one is read for ever, a newer one refused. */
export const ARCHIVE_VERSION = 1;

/** Before the sums of a graph, in the place of a SHA-256. */
const SUMS = 'sums:';

export interface Manifest {
  version: number;
  files: { name: string; bytes: number; sha256: string }[];
}

/** `files` with the manifest (version, length and SHA-256 of each) behind them. */
export function withManifest(files: StudyFiles): StudyFiles {
  const manifest: Manifest = {
    version: ARCHIVE_VERSION,
    files: [...files].map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: digestOf(name, bytes)
    }))
  };
  return new Map([...files, [MANIFEST, new TextEncoder().encode(JSON.stringify(manifest, null, 2))]]);
}

function digestOf(name: string, bytes: Uint8Array): string {
  const sums = name === GRAPH ? statedSums(bytes) : null;
  return sums === null ? bytesToHex(sha256(bytes)) : SUMS + sums;
}

/** Where files are that do not change from one saving to the next, by name: files of a graph's own sums. */
export function sharedFiles(manifest: Manifest): Map<string, string> {
  return new Map(
    manifest.files
      .filter(({ name, sha256: digest }) => name === GRAPH && /^sums:[0-9a-f]{24}$/.test(digest))
      .map(({ name, sha256: digest }) => [name, `shared/${digest.slice(SUMS.length)}/${name}`])
  );
}

/** The names that a manifest vouches for. Throws an ArchiveError: `incomplete` where it cannot be read, `newer`. */
export function readManifest(bytes: Uint8Array | null | undefined): Manifest {
  let manifest: Partial<Manifest> | null = null;
  try {
    if (bytes)
      manifest = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<Manifest>;
  } catch {
    // Cut off or overwritten: the same as missing.
  }
  if (typeof manifest?.version !== 'number') throw new ArchiveError('incomplete', MANIFEST);
  if (manifest.version > ARCHIVE_VERSION)
    throw new ArchiveError('newer', `version ${manifest.version} > ${ARCHIVE_VERSION}`);
  const whole =
    Array.isArray(manifest.files) &&
    manifest.files.every((file) => typeof file?.name === 'string' && typeof file.sha256 === 'string');
  if (!whole) throw new ArchiveError('incomplete', MANIFEST);
  return manifest as Manifest;
}

const isWhole = (content: Uint8Array | undefined, bytes: number, expected: string): boolean =>
  content?.length === bytes &&
  (expected.startsWith(SUMS)
    ? SUMS + statedSums(content) === expected
    : bytesToHex(sha256(content)) === expected);

/**
 * The files that the manifest among `files` vouches for, the manifest included, each checked; others are left out, and a
 * graph that did not last (as far as it says: who opens it sums it).
 * Throws an ArchiveError that names the file: `incomplete` where one is missing or cut, `checksum` where one was changed.
 */
export function checkedFiles(files: ReadonlyMap<string, Uint8Array>): StudyFiles {
  const manifest = readManifest(files.get(MANIFEST));
  const checked: StudyFiles = new Map();
  for (const { name, bytes, sha256: expected } of manifest.files) {
    const content = files.get(name);
    if (name === GRAPH && !isWhole(content, bytes, expected)) continue;
    if (!content || content.length < bytes) throw new ArchiveError('incomplete', name);
    if (!isWhole(content, bytes, expected)) throw new ArchiveError('checksum', name);
    checked.set(name, content);
  }
  return checked.set(MANIFEST, files.get(MANIFEST)!);
}
