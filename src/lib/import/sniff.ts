import { wideOf } from './text/decide-encoding.ts';
import type { ReasonCode } from './reasons.ts';
import { peekNames } from './formats/zip-directory.ts';

/** What the first bytes of a file say it is; `text` is a table until something better is known. */
export type Kind =
  | 'empty'
  | 'gzip'
  | 'zip'
  | 'xlsx'
  | 'shp'
  | 'dbf'
  | 'gpkg'
  | 'fgb'
  | 'parquet'
  | 'kml'
  | 'gpx'
  | 'dxf'
  | 'pbf'
  | 'osm'
  | 'json'
  | 'text'
  | 'other';

/** Kinds of content that an extension may hold; a name with none of them is taken by its content. */
export const EXTENSIONS: Readonly<Record<string, Kind[]>> = {
  csv: ['text'],
  tsv: ['text'],
  txt: ['text'],
  geojson: ['json'],
  json: ['json'],
  geojsonl: ['json'],
  ndjson: ['json'],
  jsonl: ['json'],
  topojson: ['json'],
  osm: ['osm'],
  pbf: ['pbf'],
  xlsx: ['xlsx'],
  xlsm: ['xlsx'],
  zip: ['zip', 'xlsx'],
  kmz: ['zip'],
  kml: ['kml'],
  gpx: ['gpx'],
  shp: ['shp'],
  shx: ['shp'],
  dbf: ['dbf'],
  gpkg: ['gpkg'],
  fgb: ['fgb'],
  parquet: ['parquet'],
  geoparquet: ['parquet'],
  dxf: ['dxf']
};

/** Extensions that are read; in lower case, without the dot. */
export const READABLE: ReadonlySet<string> = new Set(Object.keys(EXTENSIONS));

/** Extension of a name in lower case, '' where it has none. */
export const extensionOf = (name: string): string => /\.([^./\\]+)$/.exec(name.toLowerCase())?.[1] ?? '';

/** Whether files of an extension are tables without shapes. */
export const isTable = (extension: string): boolean =>
  ['csv', 'tsv', 'txt', 'xlsx', 'xlsm', 'dbf'].includes(extension);

export interface Sniffed {
  kind: Kind;
  /** Sentence of its own that refuses it; absent: the one for content that is not read. */
  code?: ReasonCode;
  /** What was found, where `kind` is `other`; and what a person can do. */
  found: string;
  foundEn: string;
  todo: string;
  todoEn: string;
}

const EXPORT = [
  '请在原软件里另存为 CSV 或 GeoJSON 再导入。',
  'Save it as CSV or GeoJSON in its program, then import it.'
];
const XLSX = [
  '请用 Excel 或 WPS 打开，点“文件 → 另存为”，类型选“Excel 工作簿（*.xlsx）”，再导入新文件。',
  'Open it in Excel or WPS, choose “File → Save as”, type “Excel workbook (*.xlsx)”, and import the new file.'
];
const ADDRESS = [
  '多半是下载地址失效或要登录，请重新下载。',
  'The download link probably expired or needs a login; download it again.'
];
const CAD = [
  '请在 CAD 里另存为“DXF（ASCII，2007 或更新版本）”，再导入。',
  'Save it as “DXF (ASCII, 2007 or newer)” in the CAD program, then import it.'
];
const UNPACK = ['请先解压，再导入里面的文件。', 'Unpack it first, then import the file inside.'];

/** Magic bytes (as Latin-1) at an offset, what they mean, and what to do. */
const MAGIC: [number, string, string, string, string[]][] = [
  [0, '\x89PNG', 'PNG 图片', 'a PNG image', EXPORT],
  [0, '\xFF\xD8\xFF', 'JPEG 图片', 'a JPEG image', EXPORT],
  [0, 'GIF8', 'GIF 图片', 'a GIF image', EXPORT],
  [0, 'II*\0', 'TIFF 图像', 'a TIFF image', EXPORT],
  [0, '%PDF', 'PDF 文档', 'a PDF document', EXPORT],
  [0, 'Rar!', 'RAR 压缩包', 'a RAR archive', UNPACK],
  [0, '7z\xBC\xAF', '7z 压缩包', 'a 7z archive', UNPACK],
  [0, 'AutoCAD Binary DXF', '二进制 DXF 图纸', 'a binary DXF drawing', CAD],
  [0, 'AC10', 'DWG 图纸', 'a DWG drawing', CAD],
  [8, 'DUCK', 'DuckDB 数据库', 'a DuckDB database', EXPORT]
];

/** Magic bytes of what is read. */
const READ: [string, Kind][] = [
  ['SQLite format 3\0', 'gpkg'],
  ['fgb', 'fgb'],
  ['PAR1', 'parquet'],
  ['\0\0\x27\x0A', 'shp']
];

const latin1 = (bytes: Uint8Array, from: number, to: number): string => {
  let text = '';
  for (let i = from; i < Math.min(to, bytes.length); i++) text += String.fromCharCode(bytes[i]);
  return text;
};

const plain = (kind: Kind): Sniffed => ({ kind, found: '', foundEn: '', todo: '', todoEn: '' });
const other = (found: string, foundEn: string, [todo, todoEn]: string[]): Sniffed => ({
  kind: 'other',
  found,
  foundEn,
  todo,
  todoEn
});

/** What the content is, whatever the name says. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return plain('empty');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return plain('gzip');
  for (const [at, magic, found, foundEn, todo] of MAGIC)
    if (latin1(bytes, at, at + magic.length) === magic) return other(found, foundEn, todo);
  for (const [magic, kind] of READ) if (latin1(bytes, 0, magic.length) === magic) return plain(kind);
  if (latin1(bytes, 0, 4) === '\xD0\xCF\x11\xE0') return sniffOle(bytes);
  if (latin1(bytes, 0, 2) === 'PK') return sniffZip(bytes);
  if (latin1(bytes, 4, 15).includes('OSMHeader')) return plain('pbf');
  return isDbf(bytes) ? plain('dbf') : sniffText(bytes);
}

/** Names of streams in an OLE file, what they mean, and what to do. */
const STREAMS: [string, string, string, string[]][] = [
  ['WordDocument', '旧版 Word 文档（.doc）', 'an old Word document (.doc)', EXPORT],
  ['PowerPoint Document', '旧版演示文稿（.ppt）', 'an old presentation (.ppt)', EXPORT]
];

/** Old office files, and new ones under a password, are OLE files (MS-CFB), whose directory names their streams. */
function sniffOle(bytes: Uint8Array): Sniffed {
  const wide = (name: string): number[] => [...name].flatMap((letter) => [letter.charCodeAt(0), 0]);
  if (holds(bytes, wide('EncryptedPackage')))
    return {
      ...other('加密的工作簿', 'an encrypted workbook', XLSX),
      code: 'encrypted_workbook'
    };
  for (const [name, found, foundEn, todo] of STREAMS)
    if (holds(bytes, wide(name))) return other(found, foundEn, todo);
  return other('旧版 Excel（.xls）或 WPS 表格（.et）', 'an old Excel (.xls) or WPS (.et) workbook', XLSX);
}

/** Names in the directory start at 128 bytes each, in sectors of 512. */
function holds(bytes: Uint8Array, name: number[]): boolean {
  for (let p = 512; p + name.length <= bytes.length; p += 128)
    if (bytes[p] === name[0] && name.every((byte, i) => bytes[p + i] === byte)) return true;
  return false;
}

/** A zip by the parts it holds: office documents are zips too. */
function sniffZip(bytes: Uint8Array): Sniffed {
  const names = peekNames(bytes);
  const whole = names.length > 0;
  // Cut off, it has no directory: its first parts tell.
  const has = (name: string): boolean =>
    whole ? names.includes(name) : latin1(bytes, 0, 4096).includes(name);
  if (has('xl/workbook.bin'))
    return other('Excel 二进制工作簿（.xlsb）', 'a binary Excel workbook (.xlsb)', XLSX);
  if (has('xl/workbook.xml')) return plain('xlsx');
  if (has('word/document.xml')) return other('Word 文档（.docx）', 'a Word document (.docx)', EXPORT);
  if (has('ppt/presentation.xml')) return other('演示文稿（.pptx）', 'a presentation (.pptx)', EXPORT);
  if (latin1(bytes, 30, 38) === 'mimetype') {
    const type = latin1(bytes, 38, 120);
    if (type.includes('opendocument.spreadsheet'))
      return other('OpenDocument 表格（.ods）', 'an OpenDocument spreadsheet (.ods)', XLSX);
    if (type.includes('opendocument'))
      return other('OpenDocument 文档（.odt、.odp 等）', 'an OpenDocument document (.odt, .odp …)', EXPORT);
  }
  const workbook = !whole && (has('xl/') || latin1(bytes, 30, 49) === '[Content_Types].xml');
  return plain(workbook ? 'xlsx' : 'zip');
}

/** A dBase table: its version, a month and a day, and a header whose length fits its fields. */
function isDbf(bytes: Uint8Array): boolean {
  if (bytes.length < 33 || ![0x02, 0x03, 0x30, 0x43, 0x63, 0x83, 0x8b, 0xf5].includes(bytes[0])) return false;
  const header = bytes[8] | (bytes[9] << 8);
  return (
    bytes[2] <= 12 &&
    bytes[3] <= 31 &&
    header >= 33 &&
    (header < 65 || bytes[header - 1] === 0x0d || header > bytes.length)
  );
}

function sniffText(bytes: Uint8Array): Sniffed {
  const utf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff) ||
    wideOf(bytes) !== null;
  const head = latin1(bytes, 0, 2048)
    .replace(/^(\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '')
    .replace(/\0/g, '')
    // A record separator goes before each text of a JSON sequence (RFC 7464).
    .replace(/^[\s\x1E]+/, '');
  if (head.startsWith('<')) {
    if (/<!doctype html|<html/i.test(head)) return other('网页（HTML）', 'a web page (HTML)', ADDRESS);
    if (head.includes('<osm')) return plain('osm');
    if (head.includes('<kml')) return plain('kml');
    if (head.includes('<gpx')) return plain('gpx');
    return other('XML', 'XML', EXPORT);
  }
  if (head.startsWith('{') || head.startsWith('[')) return plain('json');
  if (/^(999\r?\n.*\r?\n)*\s*0\r?\n\s*SECTION/.test(head)) return plain('dxf');
  // NUL in every second byte is UTF-16 without its mark; other control characters are no text at all.
  const controls = latin1(bytes, 0, 2048).match(/[\x01-\x08\x0E-\x1A\x1C-\x1F]/g)?.length ?? 0;
  const nuls = latin1(bytes, 0, 2048).match(/\0/g)?.length ?? 0;
  const halfNul = nuls > Math.min(bytes.length, 2048) * 0.3;
  if (!utf16 && (controls > 4 || (nuls > 0 && !halfNul)))
    return other('不认识的二进制文件', 'a binary file of an unknown kind', EXPORT);
  return plain('text');
}
