import { decodeText } from './decode-text.ts';
import { ImportError } from './import-error.ts';
import { sniff, type Sniffed } from './sniff.ts';
import type { Source, Tick } from './source.ts';

export interface Hints {
  /** 'auto' or absent: decided over the whole file. */
  encoding?: string;
}

/** More than this out of a .gz is no ordinary table. */
const MAX_UNPACKED = 512 * 1024 * 1024;
/** Nor is what unpacks to 200 times its size, once it is large; tables pack 5 to 30 to 1. */
const MAX_RATIO = 200;
const RATIO_FROM = 64 * 1024 * 1024;

const EXTENSIONS: Record<string, Sniffed['kind'][]> = {
  csv: ['text'],
  tsv: ['text'],
  txt: ['text'],
  geojson: ['json'],
  json: ['json'],
  osm: ['osm'],
  pbf: ['pbf']
};

/** What each kind is called, and under which extension it would be read. */
const KINDS: Record<string, [string, string, string]> = {
  text: ['表格文本（CSV）', 'a text table (CSV)', 'csv'],
  json: ['JSON', 'JSON', 'geojson'],
  osm: ['OSM XML', 'OSM XML', 'osm'],
  pbf: ['OSM PBF', 'OSM PBF', 'osm.pbf']
};

/**
 * Reads a file as columns of text and geometry, by its content; a name that says another kind is refused with what was
 * found. `tick` is called every few ten milliseconds of work and may throw to stop. Throws ImportError.
 */
export async function readSource(
  name: string,
  bytes: Uint8Array,
  hints: Hints = {},
  tick?: Tick
): Promise<Source> {
  const file = name.replace(/^.*[/\\]/, '') || name;
  let content = bytes;
  let inner = file;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    content = await unpack(file, bytes, tick);
    inner = file.replace(/\.gz$/i, '');
  }
  const found = sniff(content);
  const extension = /\.([^.]+)$/.exec(inner.toLowerCase())?.[1] ?? '';
  if (found.kind === 'empty') throw new ImportError('empty', file);
  if (extension === 'pbf' && looksCut(content))
    throw new ImportError('truncated', file, { byte: content.length, size: content.length });
  checkKind(file, extension, found);
  await tick?.(0);
  if (found.kind === 'pbf') return (await import('./read-osm-pbf.ts')).readOsmPbf(file, content, tick);
  if (found.kind === 'osm') return (await import('./read-osm-xml.ts')).readOsmXml(file, content, tick);
  const decoded = decodeText(file, content, hints.encoding);
  return found.kind === 'json'
    ? (await import('./read-geojson.ts')).readGeojson(file, decoded, tick)
    : (await import('./read-table.ts')).readTable(file, decoded, tick);
}

function checkKind(file: string, extension: string, found: Sniffed): void {
  const wanted = EXTENSIONS[extension];
  if (found.kind === 'other' || found.kind === 'gzip') {
    const { found: what, foundEn, todo, todoEn } = found.kind === 'gzip' ? NESTED : found;
    const params = { ext: extension, found: what, found_en: foundEn, todo, todo_en: todoEn };
    throw new ImportError(wanted ? 'type_mismatch' : 'unsupported', file, params);
  }
  if (!wanted || wanted.includes(found.kind)) return;
  const [what, whatEn, better] = KINDS[found.kind];
  throw new ImportError('type_mismatch', file, {
    ext: extension,
    found: what,
    found_en: whatEn,
    todo: `请核对文件；若内容没错，把扩展名改为 .${better} 再导入`,
    todo_en: `Check the file; if the content is right, change its extension to .${better} and import it`
  });
}

const NESTED: Sniffed = {
  kind: 'gzip',
  found: '压缩包里的压缩包',
  foundEn: 'an archive within an archive',
  todo: '请先解压，再导入里面的文件。',
  todoEn: 'Unpack it first, then import the file inside.'
};

/** The beginning of an OSM PBF that is too short to be told from other binary files. */
function looksCut(bytes: Uint8Array): boolean {
  const head = [0, 0, 0, -1, 0x0a, 0x09, ...new TextEncoder().encode('OSMHeader')];
  return (
    bytes.length < head.length &&
    bytes.length > 0 &&
    head.every((byte, i) => i >= bytes.length || byte === -1 || bytes[i] === byte)
  );
}

/** The content of a .gz, with a running cap (sizes in headers lie). */
async function unpack(file: string, bytes: Uint8Array, tick?: Tick): Promise<Uint8Array> {
  const { Gunzip } = await import('fflate');
  const pieces: Uint8Array[] = [];
  let size = 0;
  let over = false;
  let fed = 0;
  const gunzip = new Gunzip((piece) => {
    size += piece.length;
    if (size > MAX_UNPACKED || (size > RATIO_FROM && size > fed * MAX_RATIO)) over = true;
    else pieces.push(piece);
  });
  let members = 0;
  gunzip.onmember = () => void members++;
  // Deflate packs at most 1,032 to 1: a step of 32 KB gives at most 33 MB at once.
  const step = 1 << 15;
  try {
    for (let at = 0; at < bytes.length && !over; at += step) {
      fed = Math.min(bytes.length, at + step);
      gunzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
      await tick?.(0);
    }
  } catch (error) {
    // fflate's own errors have a number as code; whatever tick throws goes on.
    if (typeof (error as { code?: unknown }).code !== 'number') throw error;
    throw new ImportError('truncated', file, { byte: bytes.length, size: bytes.length });
  }
  if (over)
    throw new ImportError('bomb', file, {
      size: Math.round(size / 1048576),
      from: Math.ceil(bytes.length / 1048576)
    });
  const stated =
    bytes.length > 18
      ? new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true)
      : -1;
  if (size === 0 || (members < 2 && stated !== size % 2 ** 32))
    throw new ImportError('truncated', file, { byte: bytes.length, size: bytes.length });
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
