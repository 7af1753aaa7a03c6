import { Unzip, UnzipInflate, zipSync, type Zippable } from 'fflate';
import { ArchiveError } from './archive-error.ts';
import { joinBytes } from './join-bytes.ts';
import { checkedFiles, GRAPH, type StudyFiles } from './manifest.ts';

/** Media type of a `.yike` file; its first entry, stored without compression, so that the file says what it is. */
export const MEDIA_TYPE = 'application/vnd.yike.study+zip';
const TYPE_ENTRY = 'mimetype';

/** Bytes that an opened file may unpack to, and entries it may have. */
const MOST_BYTES = 1024 * 1024 * 1024;
const MOST_ENTRIES = 100;

/** Small enough that a bomb is noticed before it has grown: deflate grows a piece a thousandfold at most. */
const PIECE = 64 * 1024;

/** The largest graph that goes into a file: a larger one is built again sooner than it is packed and sent. */
const MOST_GRAPH_BYTES = 32 * 1024 * 1024;

/**
 * The files of a study as the bytes of one `.yike` file (a zip); the same files give the same bytes. A large graph is left
 * out, which its manifest lets be.
 */
export function toOneFile(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const entries: Zippable = { [TYPE_ENTRY]: [new TextEncoder().encode(MEDIA_TYPE), { level: 0 }] };
  for (const [name, bytes] of files)
    if (name !== GRAPH || bytes.length <= MOST_GRAPH_BYTES) entries[name] = bytes;
  return zipSync(entries, { level: 6, mtime: new Date(2000, 0, 1) }) as Uint8Array<ArrayBuffer>;
}

/**
 * The files in the bytes of a `.yike` file, each checked against the manifest. The bytes are unpacked piece by piece and
 * counted, whatever the headers say. Throws an ArchiveError: `not_a_study` for another kind of file, `too_large` beyond
 * `mostBytes`, `incomplete` where it is cut off, `checksum` where it was changed, `newer`.
 */
export function fromOneFile(bytes: Uint8Array, mostBytes = MOST_BYTES): StudyFiles {
  const files = unzip(bytes, mostBytes);
  const type = files.get(TYPE_ENTRY);
  if (!type || new TextDecoder().decode(type) !== MEDIA_TYPE)
    throw new ArchiveError('not_a_study', TYPE_ENTRY);
  return checkedFiles(files);
}

function unzip(bytes: Uint8Array, mostBytes: number): StudyFiles {
  if (bytes.length < 4 || bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw new ArchiveError('not_a_study', 'zip');
  const files: StudyFiles = new Map();
  let entries = 0;
  let total = 0;
  // fflate catches what its callbacks throw, so the first failure is kept and thrown between two pieces.
  let failure: ArchiveError | null = null;
  const unzipper = new Unzip((entry) => {
    if (++entries > MOST_ENTRIES) failure ??= new ArchiveError('too_large', `${entries} entries`);
    if (entries === 1 && entry.name !== TYPE_ENTRY) failure ??= new ArchiveError('not_a_study', entry.name);
    if (failure) return;
    const parts: Uint8Array[] = [];
    entry.ondata = (error, part, final) => {
      if (error) failure ??= new ArchiveError('incomplete', entry.name);
      if (failure) return;
      total += part.length;
      if (total > mostBytes) {
        failure = new ArchiveError('too_large', entry.name);
        return entry.terminate();
      }
      parts.push(part);
      if (final && !files.has(entry.name)) files.set(entry.name, joinBytes(parts));
    };
    entry.start();
  });
  unzipper.register(UnzipInflate);
  for (let from = 0; from < bytes.length && !failure; from += PIECE) {
    try {
      unzipper.push(bytes.subarray(from, from + PIECE), from + PIECE >= bytes.length);
    } catch {
      failure ??= new ArchiveError('incomplete', 'zip');
    }
  }
  if (failure) throw failure;
  return files;
}
