import type { Geometry } from 'geojson';
import { fromWkt, toWkt } from '../geometry/wkt.ts';
import type { Column, Table } from '../tables/database.ts';
import type { Lang } from './reasons.ts';
import type { ImportReport } from './report.ts';
import { uniqueName } from './column-names.ts';
import type { Source } from './source.ts';

/** Names of the two columns that mark a table of rejected rows: the row in the original file, and why it was not taken. */
const MARKERS = { zh: ['行号', '拒绝原因'], en: ['row_number', 'rejection_reason'] } as const;
/** Column of shapes that are no points; GDAL calls it so too. */
const WKT = 'WKT';

/**
 * The rejected rows of a source as a table of the same columns, to be mended in a spreadsheet and dropped in again: points
 * get columns `lon` and `lat`, other shapes a column `WKT` (both in the system of the file), and the last two columns are
 * the row in the file and the reason.
 */
export function rejectedTable(source: Source, report: ImportReport, lang: Lang = 'zh'): Table {
  const at = new Map<number, number>();
  source.rowNumbers.forEach((row, i) => {
    if (!at.has(row)) at.set(row, i);
  });
  const lines = report.rejected.flatMap(({ row, reason }) =>
    at.has(row) ? [{ i: at.get(row)!, row, reason }] : []
  );
  const taken = new Set<string>();
  const table: Table = new Map();
  const put = (name: string, column: Column): void => {
    table.set(uniqueName(name, taken), column);
  };
  const text = (values: (string | null)[]): Column => ({ type: 'VARCHAR', values });
  source.headers.forEach((header, c) =>
    put(header, text(lines.map(({ i }) => source.columns[c][i] ?? null)))
  );
  if (source.geometry) {
    const shapes = lines.map(({ i }) => source.geometry![i]);
    if (source.geometry.every((shape) => shape === null || shape.type === 'Point')) {
      const ordinate = (k: number): Column =>
        text(
          shapes.map((shape) => numberText((shape as { coordinates?: unknown[] } | null)?.coordinates?.[k]))
        );
      put('lon', ordinate(0));
      put('lat', ordinate(1));
    } else put(WKT, text(shapes.map((shape) => (shape === null ? null : wktOf(shape)))));
  }
  const [row, reason] = MARKERS[lang];
  put(row, { type: 'DOUBLE', values: Float64Array.from(lines, (line) => line.row) });
  put(reason, text(lines.map((line) => line.reason)));
  return table;
}

const numberText = (value: unknown): string | null => (typeof value === 'number' ? String(value) : null);

/** What cannot be written as WKT was rejected for that; its row keeps its cells. */
function wktOf(shape: Geometry): string | null {
  try {
    return toWkt(shape);
  } catch {
    return null;
  }
}

/** Columns that mark the source as rejected rows that come back, the last of their name; null where they are not there. */
function markersOf({ headers }: Source): { row: number; reason: number } | null {
  for (const [row, reason] of Object.values(MARKERS)) {
    const last = (name: string): number =>
      headers.findLastIndex((header) => header === name || new RegExp(`^${name}_\\d+$`).test(header));
    if (last(row) >= 0 && last(reason) >= 0) return { row: last(row), reason: last(reason) };
  }
  return null;
}

/** Whether the source is a table of rejected rows that comes back. */
export const isRejectedTable = (source: Source): boolean => markersOf(source) !== null;

/**
 * A table of rejected rows as the source it was: without the marking columns, with the row numbers of the original file,
 * its shapes read from their text, and without the signs that keep a spreadsheet from changing a cell. Any other source is
 * given back as it is.
 */
export function restoreRejected(source: Source): Source {
  const markers = markersOf(source);
  if (markers === null) return source;
  const wkt = source.geometry ? -1 : source.headers.findLastIndex((header) => /^WKT(_\d+)?$/i.test(header));
  const dropped = new Set([markers.row, markers.reason, wkt]);
  const kept = source.headers.flatMap((_, c) => (dropped.has(c) ? [] : [c]));
  const used = new Set<number>();
  const rowNumbers = source.rowNumbers.map((own, i) => {
    const row = Number(plain(source.columns[markers.row][i]) ?? '');
    // A row that was added by hand, or copied, has the number it has here.
    const number = Number.isInteger(row) && row > 0 && !used.has(row) ? row : own;
    used.add(number);
    return number;
  });
  const faults = [...source.faults];
  const geometry =
    wkt < 0
      ? source.geometry
      : source.columns[wkt].map((cell, i) => {
          if (cell === null || cell.trim() === '') return null;
          const shape = fromWkt(cell);
          if (shape === null) faults.push({ index: i, code: 'bad_geometry', params: { detail: 'WKT' } });
          return shape;
        });
  return {
    ...source,
    headers: kept.map((c) => source.headers[c]),
    columns: kept.map((c) => source.columns[c].map(plain)),
    rowNumbers,
    faults,
    geometry
  };
}

/** The cell without the apostrophe or tab that `writeCsv` adds for spreadsheets. */
function plain(cell: string | null): string | null {
  if (cell === null) return null;
  if (/^'[=+\-@\t\r\n＝＋－＠]/.test(cell)) return cell.slice(1);
  return /^\d+\t$/.test(cell) ? cell.slice(0, -1) : cell;
}
