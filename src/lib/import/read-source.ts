import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ImportError } from './import-error.ts';
import { noteLostLetters } from './text/lost-letters.ts';
import { mendMojibake } from './text/mojibake.ts';
import { EXTENSIONS, extensionOf, sniff, type Kind, type Sniffed } from './sniff.ts';
import type { FileInput, Hints, Source, Tick } from './source.ts';

/** More than this out of a .gz is no ordinary table. */
const MAX_UNPACKED = 512 * 1024 * 1024;
/** Nor is what unpacks to 200 times its size, once it is large; tables pack 5 to 30 to 1. */
const MAX_RATIO = 200;
const RATIO_FROM = 64 * 1024 * 1024;

/** What each kind is called, and under which extension it would be read. */
const KINDS: Partial<Record<Kind, [string, string, string]>> = {
  text: ['表格文本（CSV）', 'a text table (CSV)', 'csv'],
  json: ['JSON', 'JSON', 'geojson'],
  osm: ['OSM XML', 'OSM XML', 'osm'],
  pbf: ['OSM PBF', 'OSM PBF', 'osm.pbf'],
  xlsx: ['Excel 工作簿', 'an Excel workbook', 'xlsx'],
  zip: ['zip 压缩包', 'a zip archive', 'zip'],
  kml: ['KML', 'KML', 'kml'],
  gpx: ['GPX', 'GPX', 'gpx'],
  shp: ['Shapefile', 'a Shapefile', 'shp'],
  dbf: ['dBase 表', 'a dBase table', 'dbf'],
  gpkg: ['GeoPackage（SQLite）', 'a GeoPackage (SQLite)', 'gpkg'],
  fgb: ['FlatGeobuf', 'FlatGeobuf', 'fgb'],
  parquet: ['Parquet', 'Parquet', 'parquet'],
  dxf: ['DXF 图纸', 'a DXF drawing', 'dxf']
};

type Reader = (input: FileInput, tick?: Tick) => Promise<Source>;

/** The reader of each kind of content; each is loaded when it is needed. */
const READERS: Partial<Record<Kind, Reader>> = {
  zip: async (input, tick) =>
    (await import('./formats/read-archive.ts')).readArchive(input, readSource, tick),
  xlsx: async (input, tick) => (await import('./formats/read-xlsx.ts')).readXlsx(input, tick),
  shp: async (input, tick) => (await import('./formats/read-shapefile.ts')).readShapefile(input, tick),
  dbf: async (input, tick) => (await import('./formats/read-dbf.ts')).readDbf(input, tick),
  gpkg: async (input, tick) => (await import('./formats/read-geopackage.ts')).readGeopackage(input, tick),
  fgb: async (input, tick) => (await import('./formats/read-flatgeobuf.ts')).readFlatgeobuf(input, tick),
  parquet: async (input, tick) => (await import('./formats/read-parquet.ts')).readParquet(input, tick),
  kml: async (input, tick) => (await import('./formats/read-kml.ts')).readKml(input, tick),
  gpx: async (input, tick) => (await import('./formats/read-gpx.ts')).readGpx(input, tick),
  dxf: async (input, tick) => (await import('./formats/read-dxf.ts')).readDxf(input, tick),
  pbf: async (input, tick) => (await import('./osm/read-osm-pbf.ts')).readOsmPbf(input, tick),
  osm: async (input, tick) => (await import('./osm/read-osm-xml.ts')).readOsmXml(input, tick),
  json: async (input, tick) => (await import('./formats/read-json.ts')).readJson(input, tick),
  text: async (input, tick) => (await import('./sheet/read-table.ts')).readTable(input, tick)
};

/**
 * Reads a file (or one layer of it, `hints.layer`) as columns of text and geometry, by its content; a name that says
 * another kind is refused with what was found. `beside` are the files that belong to it, by extension. `tick` is called
 * every few ten milliseconds of work and may throw to stop. Throws ImportError.
 */
export async function readSource(
  name: string,
  bytes: Uint8Array,
  hints: Hints = {},
  tick?: Tick,
  beside: ReadonlyMap<string, Uint8Array> = new Map()
): Promise<Source> {
  const file = name.replace(/^.*[/\\]/, '') || name;
  let content = bytes;
  let inner = file;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    content = await unpack(file, bytes, tick);
    inner = file.replace(/\.gz$/i, '');
  }
  const found = sniff(content);
  const extension = extensionOf(inner);
  if (found.kind === 'empty') throw new ImportError('empty', file);
  if (looksCut(extension, content))
    throw new ImportError('truncated', file, { byte: content.length, size: content.length });
  const read = checkKind(file, extension, found);
  if (found.kind === 'zip' && content !== bytes)
    throw new ImportError('nested_archive', file, { entry: inner });
  await tick?.(0);
  const source = await read({ file, bytes: content, hints, beside }, tick);
  mendMojibake(source, hints);
  noteLostLetters(source);
  source.sha256 = digestOf(bytes, beside);
  return source;
}

/** What a report says of the bytes, so that whoever repeats the study knows that the files are the same. */
function digestOf(bytes: Uint8Array, beside: ReadonlyMap<string, Uint8Array>): string {
  const parts = [...beside].sort(([a], [b]) => (a < b ? -1 : 1));
  const others = parts.map(([extension, part]) => `;.${extension}:${bytesToHex(sha256(part))}`);
  return bytesToHex(sha256(bytes)) + others.join('');
}

/** The reader of what was found, where the file's name does not say otherwise. */
function checkKind(file: string, extension: string, found: Sniffed): Reader {
  const wanted = Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
  const read = READERS[found.kind];
  if (found.code) throw new ImportError(found.code, file);
  if (!read) {
    const { found: what, foundEn, todo, todoEn } = found.kind === 'gzip' ? NESTED : found;
    const params = { ext: extension, found: what, found_en: foundEn, todo, todo_en: todoEn };
    throw new ImportError(wanted ? 'type_mismatch' : 'unsupported', file, params);
  }
  if (!wanted || wanted.includes(found.kind)) return read;
  const [what, whatEn, better] = KINDS[found.kind]!;
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

/** First bytes of binary formats, by extension; −1 is any byte. */
const HEADS: Record<string, number[]> = {
  pbf: [0, 0, 0, -1, 0x0a, 0x09, ...new TextEncoder().encode('OSMHeader')],
  shp: [0, 0, 0x27, 0x0a],
  zip: [0x50, 0x4b, 3, 4],
  kmz: [0x50, 0x4b, 3, 4],
  xlsx: [0x50, 0x4b, 3, 4],
  gpkg: [...new TextEncoder().encode('SQLite format 3\0')],
  fgb: [...new TextEncoder().encode('fgb'), 3],
  parquet: [...new TextEncoder().encode('PAR1')],
  // dBase: version, date, and a header that is longer than this.
  dbf: [3, ...new Array<number>(32).fill(-1)]
};

/** The beginning of a binary file that is too short to be told from others. */
function looksCut(extension: string, bytes: Uint8Array): boolean {
  const head = Object.hasOwn(HEADS, extension) ? HEADS[extension] : [];
  return (
    bytes.length < head.length &&
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
