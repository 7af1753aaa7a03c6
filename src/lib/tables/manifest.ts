import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ArchiveError } from './archive-error.ts';

/** Files of a study by name; iteration order is the order of writing, the manifest last. */
export type StudyFiles = Map<string, Uint8Array>;

export const MANIFEST = 'manifest.json';

/** The walking graph, kept so that it need not be built: all of it can be worked out from the rest. */
export const GRAPH = 'network.graph';

/** Version of the form in which a study is kept; an older one is read for ever, a newer one refused. */
export const ARCHIVE_VERSION = 1;

interface Manifest {
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
      sha256: bytesToHex(sha256(bytes))
    }))
  };
  return new Map([...files, [MANIFEST, new TextEncoder().encode(JSON.stringify(manifest, null, 2))]]);
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
  content?.length === bytes && bytesToHex(sha256(content)) === expected;

/**
 * The files that the manifest among `files` vouches for, the manifest included, each checked; others are left out, and a
 * graph that did not last.
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
