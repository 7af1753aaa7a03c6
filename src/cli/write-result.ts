import { extname } from 'node:path';
import { csvParts, writeCsv } from '../lib/report/csv.ts';
import { geoJsonParts } from '../lib/report/geojson.ts';
import type { Table } from '../lib/tables/database.ts';
import { Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';
import { type Content, writeFileWhole, writeParts } from './write-whole.ts';

/** Extensions of a result without geometry. */
export const TABLE_EXTENSIONS = ['.csv', '.parquet'];

/** Extensions of a result with geometry. */
export const LAYER_EXTENSIONS = ['.csv', '.geojson', '.parquet'];

/** Refuses (wrong usage) an `--out` whose extension names no format of this result; asked before any work. */
export function checkExtension(out: string | undefined, extensions: string[], option = '--out'): void {
  if (out === undefined || extensions.includes(extname(out).toLowerCase())) return;
  throw new Failure(
    `${option} ${out}：扩展名不对，可用：${extensions.join('、')}`,
    `${option} ${out}: this extension is not written, there are: ${extensions.join(', ')}`,
    2
  );
}

/**
 * Hands out a table: to `out` by its extension, else as CSV on standard output. With `--json` standard output has the
 * summary instead.
 */
export async function writeTable(
  table: Table,
  out: string | undefined,
  terminal: Terminal,
  summary: object
): Promise<void> {
  terminal.endSteps();
  if (out !== undefined) await writeFileWhole(out, encodeTable(table, extname(out).toLowerCase()));
  if (terminal.json) await terminal.printJson(summary);
  else if (out === undefined) await terminal.print(new TextDecoder().decode(encodeCsv(table)));
}

/** CSV in UTF-8 for programs, numbers with all their digits. */
export function encodeCsv(table: Table): Uint8Array {
  return writeCsv(table, { bom: false });
}

/** The CSV of `encodeCsv` for a table that comes in parts: no more than a part is held at once. */
export function streamCsv(parts: Iterable<Table>): Content {
  return (path) => writeParts(csvParts(parts, { bom: false }), path);
}

/**
 * A table as the content of a file of that extension (`.csv`, `.geojson`, `.parquet`); a column `geometry` (WKB), else
 * columns `lon` and `lat`, are where its rows are. Throws a `Failure` where the format can't carry the table: shapes in
 * CSV, or GeoJSON without places.
 */
export function encodeTable(table: Table, extension: string): Content {
  const place = placeOf(table);
  if (extension === '.csv') {
    if (table.has('geometry') && !table.has('lon'))
      throw new Failure(
        'CSV 装不下面和线，请把 --out 的扩展名换成 .geojson 或 .parquet',
        'CSV cannot carry areas and lines; give --out the extension .geojson or .parquet'
      );
    return encodeCsv(table);
  }
  if (extension === '.geojson') {
    if (place === null)
      throw new Failure(
        '这张表没有位置，请把 --out 的扩展名换成 .csv 或 .parquet',
        'this table has no places; give --out the extension .csv or .parquet'
      );
    return (path) => writeParts(geoJsonParts(table, place), path);
  }
  return async (path) => {
    const parquet = await import('../lib/tables/native-geoparquet.ts');
    if (place === null) await parquet.writeParquet(table, path);
    else await parquet.writeGeoParquet(table, place, path);
  };
}

function placeOf(table: Table): { geometry: string } | { lon: string; lat: string } | null {
  if (table.has('geometry')) return { geometry: 'geometry' };
  return table.has('lon') && table.has('lat') ? { lon: 'lon', lat: 'lat' } : null;
}
