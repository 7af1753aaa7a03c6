import { access } from 'node:fs/promises';
import { Ledger } from '../lib/import/ledger.ts';
import { readSource } from '../lib/import/read-source.ts';
import { columnIndex } from '../lib/import/source.ts';
import { describeFileError, Failure } from './failure.ts';
import { readInput } from './read-input.ts';
import type { Terminal } from './terminal.ts';

/** Columns asked of a table: each goes by the first of its names that the file has. One that `mayLack` is no failure where it is not there. */
export type WantedColumns = Record<
  string,
  { names: readonly string[]; type: 'VARCHAR' | 'DOUBLE'; mayLack?: true }
>;

/** Columns as read: texts trimmed ('' for an empty cell), numbers (NaN for an empty cell or what is no number). */
export interface FoundColumns {
  rows: number;
  /** Row as a person sees it in the file. */
  row: (i: number) => number;
  has: (column: string) => boolean;
  texts: (column: string) => string[];
  numbers: (column: string) => Float64Array;
}

/**
 * Reads columns of a table (.csv, .csv.gz, .xlsx, .parquet … or a layer's attributes), found by name without regard to case. Throws a `Failure` that names the file
 * and the columns it lacks, or the row that can't be read.
 */
export async function readColumns(
  path: string,
  wanted: WantedColumns,
  terminal: Terminal
): Promise<FoundColumns> {
  if (/\.parquet$/i.test(path)) return readFromParquet(path, wanted);
  const { name, bytes, beside } = await readInput(path);
  const source = await readSource(name, bytes, {}, undefined, beside);
  const questions = new Ledger(source, terminal.language).questions.filter(({ mayWait }) => !mayWait);
  // Ids are short, of which the encoding is never quite sure; joined by the same reading they still meet.
  const open = questions.find(({ sets }) => sets !== 'encoding');
  if (open)
    throw new Failure(
      `${path}：${open.message}；请另存为只有一张表的 .csv 后再试`,
      `${path}: ${open.message}; save the one table as .csv and try again`
    );
  if (questions.length > 0)
    terminal.note({
      zh: `${path}：编码拿不准，按 ${source.encoding} 读`,
      en: `${path}: its encoding is not sure, it was read as ${source.encoding}`
    });
  const fault = source.faults[0];
  if (fault) {
    const row = source.rowNumbers[fault.index];
    throw new Failure(
      `${path}：第 ${row} 行 读不出来，请改正后再试`,
      `${path}: row ${row} cannot be read; correct it and try again`
    );
  }
  const at = indexesOf(path, wanted, source.headers, (header) => columnIndex(source, header));
  return {
    rows: source.rows,
    row: (i) => source.rowNumbers[i],
    has: (column) => at[column] >= 0,
    texts: (column) => source.columns[at[column]].map((cell) => cell?.trim() ?? ''),
    numbers: (column) => Float64Array.from(source.columns[at[column]], toNumber)
  };
}

function toNumber(cell: string | null): number {
  return cell === null || cell.trim() === '' ? NaN : Number(cell);
}

async function readFromParquet(path: string, wanted: WantedColumns): Promise<FoundColumns> {
  // A missing file is said in the words of the other formats, not of the engine.
  await access(path).catch((error) => {
    throw describeFileError(error, path);
  });
  const { readParquetColumns } = await import('../lib/tables/native-read-parquet.ts');
  const { names, columns } = await readParquetColumns(path, Object.values(wanted)).catch((error) => {
    const cause = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new Failure(
      `${path}：读不出这个 Parquet 文件：${cause}`,
      `${path}: this Parquet file cannot be read: ${cause}`
    );
  });
  const at = indexesOf(path, wanted, names, (header) =>
    names.findIndex((name) => name.toLowerCase() === header.toLowerCase())
  );
  const place = (column: string) => columns[Object.keys(wanted).indexOf(column)]!.values;
  return {
    rows: columns[0]?.values.length ?? 0,
    row: (i) => i + 1,
    has: (column) => at[column] >= 0,
    texts: (column) => (place(column) as (string | null)[]).map((cell) => cell?.trim() ?? ''),
    numbers: (column) => place(column) as Float64Array
  };
}

/** Where each column stands. */
function indexesOf(
  path: string,
  wanted: WantedColumns,
  headers: string[],
  find: (header: string) => number
): Record<string, number> {
  const at = Object.fromEntries(
    Object.entries(wanted).map(([column, { names }]) => [
      column,
      names.map(find).find((index) => index >= 0) ?? -1
    ])
  );
  const missing = Object.keys(wanted).filter((column) => at[column] < 0 && !wanted[column].mayLack);
  if (missing.length > 0) {
    const sought = (or: string, between: string) =>
      missing.map((column) => wanted[column].names.join(or)).join(between);
    throw new Failure(
      `${path}：缺少列 ${missing.join('、')}（找过 ${sought(' 或 ', '；')}）；文件里有：${headers.join('、')}`,
      `${path}: no column ${missing.join(', ')} (looked for ${sought(' or ', '; ')}); the file has: ${headers.join(', ')}`
    );
  }
  return at;
}
