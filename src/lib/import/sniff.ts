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

export interface Sniffed {
  kind: Kind;
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
const UNPACK = ['请先解压，再导入里面的文件。', 'Unpack it first, then import the file inside.'];

/** Magic bytes (as Latin-1) at an offset, what they mean, and what to do. */
const MAGIC: [number, string, string, string, string[]][] = [
  [0, '\x89PNG', 'PNG 图片', 'a PNG image', EXPORT],
  [0, '\xFF\xD8\xFF', 'JPEG 图片', 'a JPEG image', EXPORT],
  [0, 'GIF8', 'GIF 图片', 'a GIF image', EXPORT],
  [0, 'II*\0', 'TIFF 图像', 'a TIFF image', EXPORT],
  [0, '%PDF', 'PDF 文档', 'a PDF document', EXPORT],
  [0, '\xD0\xCF\x11\xE0', '旧版 Excel（.xls）或 Word 文档', 'an old Excel (.xls) or Word document', XLSX],
  [0, 'Rar!', 'RAR 压缩包', 'a RAR archive', UNPACK],
  [0, '7z\xBC\xAF', '7z 压缩包', 'a 7z archive', UNPACK],
  [8, 'DUCK', 'DuckDB 数据库', 'a DuckDB database', EXPORT]
];

/** Magic bytes of what is read. */
const READ: [string, Kind][] = [
  ['SQLite format 3\0', 'gpkg'],
  ['fgb\x03', 'fgb'],
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
  if (latin1(bytes, 0, 2) === 'PK') return plain(isWorkbook(bytes) ? 'xlsx' : 'zip');
  if (latin1(bytes, 4, 15).includes('OSMHeader')) return plain('pbf');
  return isDbf(bytes) ? plain('dbf') : sniffText(bytes);
}

/** An Excel workbook is a zip whose first entries say so. */
function isWorkbook(bytes: Uint8Array): boolean {
  const head = latin1(bytes, 0, 4096);
  return head.includes('xl/') || head.includes('[Content_Types].xml');
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
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const head = latin1(bytes, 0, 2048)
    .replace(/^(\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '')
    .replace(/\0/g, '')
    .trimStart();
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
