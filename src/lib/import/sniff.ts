/** What the first bytes of a file say it is; `text` is a table until something better is known. */
export type Kind = 'empty' | 'gzip' | 'pbf' | 'osm' | 'json' | 'text' | 'other';

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
  '请在 Excel 或 WPS 里“另存为 → CSV UTF-8”，再导入。',
  'In Excel or WPS choose “Save as → CSV UTF-8”, then import that.'
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
  [0, 'SQLite format 3\0', 'SQLite 数据库（GeoPackage）', 'an SQLite database (GeoPackage)', EXPORT],
  [0, 'fgb\x03', 'FlatGeobuf', 'FlatGeobuf', EXPORT],
  [0, 'PAR1', 'Parquet', 'Parquet', EXPORT],
  [0, '\0\0\x27\x0A', 'Shapefile', 'a Shapefile', EXPORT],
  [0, 'Rar!', 'RAR 压缩包', 'a RAR archive', UNPACK],
  [0, '7z\xBC\xAF', '7z 压缩包', 'a 7z archive', UNPACK],
  [8, 'DUCK', 'DuckDB 数据库', 'a DuckDB database', EXPORT]
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
  if (latin1(bytes, 0, 4) === 'PK\x03\x04') return sniffZip(bytes);
  if (latin1(bytes, 4, 15).includes('OSMHeader')) return plain('pbf');
  return sniffText(bytes);
}

function sniffZip(bytes: Uint8Array): Sniffed {
  const head = latin1(bytes, 0, 4096);
  if (head.includes('xl/') || head.includes('[Content_Types].xml'))
    return other('Excel 工作簿（.xlsx）', 'an Excel workbook (.xlsx)', XLSX);
  return other('zip 压缩包', 'a zip archive', UNPACK);
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
    if (head.includes('<kml')) return other('KML', 'KML', EXPORT);
    return other('XML', 'XML', EXPORT);
  }
  if (head.startsWith('{') || head.startsWith('[')) return plain('json');
  // NUL in every second byte is UTF-16 without its mark; other control characters are no text at all.
  const controls = latin1(bytes, 0, 2048).match(/[\x01-\x08\x0E-\x1A\x1C-\x1F]/g)?.length ?? 0;
  const nuls = latin1(bytes, 0, 2048).match(/\0/g)?.length ?? 0;
  const halfNul = nuls > Math.min(bytes.length, 2048) * 0.3;
  if (!utf16 && (controls > 4 || (nuls > 0 && !halfNul)))
    return other('不认识的二进制文件', 'a binary file of an unknown kind', EXPORT);
  return plain('text');
}
