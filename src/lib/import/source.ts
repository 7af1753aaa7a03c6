import type { Geometry } from 'geojson';
import type { Repaired } from './report.ts';
import type { Params, ReasonCode } from './reasons.ts';

export type Format = 'csv' | 'tsv' | 'geojson' | 'osm' | 'osm.pbf';

/** Called every few ten milliseconds of work with the share done (0…1); may throw to stop. */
export type Tick = (share: number) => Promise<void>;

/** A row that could not be read as a row. */
export interface Fault {
  index: number;
  code: ReasonCode;
  params: Params;
}

/** A file as columns of text, and geometry where it has any; nothing is judged yet. */
export interface Source {
  file: string;
  format: Format;
  encoding: string;
  /** Names of the columns, unique without regard to case, none empty. */
  headers: string[];
  /** One array a header, `rows` long; null is an empty cell. */
  columns: (string | null)[][];
  rows: number;
  geometry: (Geometry | null)[] | null;
  /** Row as a person sees it: the header of a table is 1, the first feature is 1, the first way is 1. */
  rowNumbers: Float64Array;
  /** Coordinate system that the file itself states: `wgs84`, `EPSG:n`, or null. */
  declaredCrs: string | null;
  faults: Fault[];
  repaired: Repaired[];
  notes: { code: ReasonCode; params: Params }[];
}

/** Index of the column `name` (exact, else without regard to case), −1 where there is none. */
export function columnIndex(source: Source, name: string): number {
  const exact = source.headers.indexOf(name);
  if (exact >= 0) return exact;
  const wanted = name.trim().toLowerCase();
  return source.headers.findIndex((header) => header.toLowerCase() === wanted);
}

/** A name like `wanted` that `taken` (lower case) does not hold, which it then does. */
export function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
  taken.add(name.toLowerCase());
  return name;
}

/** Header cells as unique column names, and what had to be changed; `row` is the header's row. */
export function nameColumns(cells: string[], row: number): { headers: string[]; repaired: Repaired[] } {
  const taken = new Set<string>();
  const repaired: Repaired[] = [];
  const headers = cells.map((cell, i) => {
    const was = cell
      .replace(/\uFEFF/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    const mended = restoreGbk(was);
    const now = uniqueName((mended || `column_${i + 1}`).slice(0, 200), taken);
    if (mended !== was) repaired.push({ row, field: now, code: 'header_mojibake', was, now });
    else if (now !== was) repaired.push({ row, field: now, code: 'renamed_header', was, now });
    return now;
  });
  return { headers, repaired };
}

/** `text` with GBK that was read as Latin-1 restored ("Ò»¼¶²Ëµ¥" = 一级菜单); anything else as it is. */
function restoreGbk(text: string): string {
  if (!/[\u0080-\u00FF]{2}/.test(text) || /[^\u0000-\u00FF]/.test(text)) return text;
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  try {
    const read = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    return /^[\x20-\x7E\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF]+$/.test(read) ? read : text;
  } catch {
    return text;
  }
}
