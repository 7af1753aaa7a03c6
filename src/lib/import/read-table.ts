import { isKnownName } from './fields.ts';
import { ImportError } from './import-error.ts';
import type { Decoded } from './decode-text.ts';
import { makeSource, nameColumns, type Fault, type FileInput, type Source, type Tick } from './source.ts';

const DELIMITERS = [',', '\t', ';', '|', '，'];
const CHUNK = 1 << 20;

/** A delimited text (CSV, TSV and the like) as a Source. Cells stay text; formulas are text too. */
export async function readTable({ file }: FileInput, decoded: Decoded, tick?: Tick): Promise<Source> {
  const { default: Papa } = await import('papaparse');
  const text = decoded.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const delimiter = guessDelimiter(text, (part, by) => Papa.parse<string[]>(part, { delimiter: by }).data);
  const rows = await parseRows(file, text, delimiter, Papa.Parser, tick);
  const source = toSource(file, rows);
  source.format = delimiter === '\t' ? 'tsv' : 'csv';
  source.encoding = decoded.encoding;
  if (decoded.unsure)
    source.notes.push({
      code: 'encoding_unsure',
      params: { encoding: decoded.encoding, other: decoded.unsure }
    });
  return source;
}

/** The delimiter that gives the most columns, alike from row to row. */
function guessDelimiter(text: string, parse: (part: string, by: string) => string[][]): string {
  const lines = text.slice(0, 100_000).split('\n').slice(0, 40).join('\n');
  let best = ',';
  let most = 0;
  for (const by of DELIMITERS) {
    const rows = parse(lines, by).filter((row) => row.some((cell) => cell !== ''));
    const widths = new Map<number, number>();
    for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
    const [width, count] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 1];
    const score = width > 1 ? (width - 1) * (count / rows.length) ** 2 : 0;
    if (score > most) [best, most] = [by, score];
  }
  return best;
}

interface LowParser {
  parse(
    input: string,
    base: number,
    ignoreLastRow: boolean
  ): { data: string[][]; errors: { code: string; row?: number }[]; meta: { cursor: number } };
}

async function parseRows(
  file: string,
  text: string,
  delimiter: string,
  Parser: unknown,
  tick?: Tick
): Promise<string[][]> {
  const make = Parser as new (config: object) => LowParser;
  const rows: string[][] = [];
  let at = 0;
  let size = CHUNK;
  while (at < text.length) {
    const end = Math.min(text.length, at + size);
    const last = end === text.length;
    const parsed = new make({ delimiter, newline: '\n' }).parse(text.slice(at, end), 0, !last);
    const open = parsed.errors.find((error) => error.code === 'MissingQuotes');
    if (open) {
      // What swallows a cell of a megabyte or the end of the file began where the last row begins.
      throw new ImportError('unclosed_quote', file, { row: rows.length + Math.max(1, parsed.data.length) });
    }
    for (const row of parsed.data) rows.push(row);
    if (last) break;
    if (parsed.meta.cursor === 0) size *= 2;
    else [at, size] = [at + parsed.meta.cursor, CHUNK];
    await tick?.(at / text.length);
  }
  return rows;
}

const blank = (row: string[]): boolean => row.every((cell) => cell.trim() === '');

function toSource(file: string, rows: string[][]): Source {
  const at = headerRow(file, rows);
  let width = rows[at].length;
  while (
    width > 1 &&
    rows[at][width - 1].trim() === '' &&
    rows.slice(at + 1).every((row) => !row[width - 1]?.trim())
  )
    width--;
  const cells = rows[at].slice(0, width);
  for (let c = 0; c < width; c++)
    if (/[\x00-\x08\x0E-\x1F]/.test(cells[c])) throw new ImportError('bad_header', file, { column: c + 1 });
  const { headers, repaired } = nameColumns(cells, at + 1);
  const columns: (string | null)[][] = headers.map(() => []);
  const numbers: number[] = [];
  const faults: Fault[] = [];
  for (let r = at + 1; r < rows.length; r++) {
    const row = rows[r];
    if (blank(row)) continue;
    const fault = faultOf(row, cells);
    if (fault) faults.push({ index: numbers.length, ...fault });
    for (let c = 0; c < width; c++) columns[c].push(row[c] === undefined || row[c] === '' ? null : row[c]);
    numbers.push(r + 1);
  }
  if (numbers.length === 0) throw new ImportError('no_rows', file);
  const garbled = faults.filter((fault) => fault.code === 'undecodable').length;
  return makeSource({
    file,
    format: 'csv',
    headers,
    columns,
    rows: numbers.length,
    rowNumbers: Float64Array.from(numbers),
    faults,
    repaired,
    notes: [
      ...(at > 0 ? [{ code: 'header_row' as const, params: { row: at + 1 } }] : []),
      ...(garbled > 0 ? [{ code: 'undecodable_some' as const, params: { count: garbled } }] : [])
    ]
  });
}

function faultOf(row: string[], header: string[]): Omit<Fault, 'index'> | null {
  const over = row.slice(header.length).some((cell) => cell.trim() !== '');
  if (over || row.length < header.length)
    return { code: 'field_count', params: { found: row.length, wanted: header.length } };
  if (row.some((cell) => cell.includes('\uFFFD'))) return { code: 'undecodable', params: {} };
  if (header.length > 1 && header.every((cell, c) => cell === row[c]))
    return { code: 'repeated_header', params: {} };
  return null;
}

/** Index of the header: the first row with more than one cell filled (a title may stand above it). */
function headerRow(file: string, rows: string[][]): number {
  const filled = (row: string[]): number => row.filter((cell) => cell.trim() !== '').length;
  const first = rows.findIndex((row) => filled(row) > 0);
  if (first < 0) throw new ImportError('no_rows', file);
  const wide = rows.slice(first, first + 6).findIndex((row) => filled(row) > 1);
  const at = wide > 0 ? first + wide : first;
  const cells = rows[at];
  if (cells.some((cell) => isKnownName(cell))) return at;
  const number = cells.find(
    (cell) => /^\s*[-+]?\d+(\.\d+)?\s*$/.test(cell) && !/^\s*(19|20)\d\d\s*$/.test(cell)
  );
  if (number !== undefined) throw new ImportError('no_header', file, { cell: number.trim() });
  return at;
}
