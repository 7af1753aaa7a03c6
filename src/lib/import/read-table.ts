import { ImportError } from './import-error.ts';
import type { Decoded } from './decode-text.ts';
import { isBlank, type Grid } from './grid.ts';
import { makeSource, type Fault, type FileInput, type Hints, type Source, type Tick } from './source.ts';
import { closeTable, faultOf, shapeTable } from './table-shape.ts';

const DELIMITERS = [',', '\t', ';', '|', '，'];
const CHUNK = 1 << 20;

/** A delimited text (CSV, TSV and the like) as a Source. Cells stay text; formulas are text too. */
export async function readTable({ file, hints }: FileInput, decoded: Decoded, tick?: Tick): Promise<Source> {
  const { default: Papa } = await import('papaparse');
  const text = decoded.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const delimiter = guessDelimiter(text, (part, by) => Papa.parse<string[]>(part, { delimiter: by }).data);
  const rows = await parseRows(file, text, delimiter, Papa.Parser, tick);
  const source = toSource(file, rows, hints);
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

function toSource(file: string, rows: string[][], hints: Hints): Source {
  const grid: Grid = { size: rows.length, cells: (at) => rows[at], rowNumber: (at) => at + 1 };
  const shape = shapeTable(file, grid, hints);
  const columns: (string | null)[][] = shape.headers.map(() => []);
  const numbers: number[] = [];
  const faults: Fault[] = [];
  for (let r = shape.from; r < shape.to; r++) {
    const row = rows[r];
    if (isBlank(row)) continue;
    const fault = faultOf(shape, row, true);
    if (fault) faults.push({ index: numbers.length, ...fault });
    for (let c = 0; c < columns.length; c++)
      columns[c].push(row[c] === undefined || row[c] === '' ? null : row[c]);
    numbers.push(r + 1);
  }
  if (numbers.length === 0) throw new ImportError('no_rows', file);
  const closed = closeTable(shape, columns);
  const garbled = faults.filter((fault) => fault.code === 'undecodable').length;
  return makeSource({
    file,
    format: 'csv',
    ...closed,
    rows: numbers.length,
    rowNumbers: Float64Array.from(numbers),
    faults,
    asks: shape.asks,
    notes: [
      ...closed.notes,
      ...(garbled > 0 ? [{ code: 'undecodable_some' as const, params: { count: garbled } }] : [])
    ]
  });
}
