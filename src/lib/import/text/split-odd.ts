import type { Piece } from './decode-text.ts';
import { ImportError } from '../import-error.ts';
import type { Tick } from '../source.ts';
import type { Cells, Separators } from './split-text.ts';

const CHUNK = 1 << 20;

interface LowParser {
  parse(
    input: string,
    base: number,
    ignoreLastRow: boolean
  ): { data: string[][]; errors: { code: string; row?: number }[]; meta: { cursor: number } };
}

/**
 * Splits a text with quotes where none can be, as papaparse's rules make the best of them. Slower than TextSplitter, and
 * holds the whole text. Throws ImportError for a quote that is never closed.
 */
export async function splitOdd(
  file: string,
  pieces: Iterable<Piece>,
  { delimiter, quotes }: Separators,
  size: number,
  tick?: Tick
): Promise<Cells> {
  const { default: Papa } = await import('papaparse');
  const Parser = Papa.Parser as unknown as new (config: object) => LowParser;
  const texts: string[] = [];
  const lost: number[] = [];
  for (const piece of pieces) {
    texts.push(piece.text);
    lost.push(...piece.lost);
    await tick?.(piece.end / size / 2);
  }
  const text = texts.join('').replace(/\r\n?/g, '\n');
  const rows: string[][] = [];
  let at = 0;
  let length = CHUNK;
  while (at < text.length) {
    const end = Math.min(text.length, at + length);
    const last = end === text.length;
    const config = { delimiter, newline: '\n', quoteChar: quotes[0] };
    const parsed = new Parser(config).parse(text.slice(at, end), 0, !last);
    // What swallows a cell of a megabyte or the end of the file began where the last row begins.
    if (parsed.errors.some(({ code }) => code === 'MissingQuotes'))
      throw new ImportError('unclosed_quote', file, { row: rows.length + Math.max(1, parsed.data.length) });
    for (const row of parsed.data) rows.push(row);
    if (last) break;
    if (parsed.meta.cursor === 0) length *= 2;
    else [at, length] = [at + parsed.meta.cursor, CHUNK];
    await tick?.(0.5 + at / text.length / 2);
  }
  return toCells(rows, lost);
}

function toCells(rows: string[][], lost: number[]): Cells {
  const width = rows.slice(0, 60).reduce((most, row) => Math.max(most, row.length), 0);
  const cells: Cells = {
    rows: rows.length,
    columns: Array.from({ length: width }, (_, c) => rows.map((row) => row[c]?.replaceAll('\0', '') || null)),
    widths: rows.map((row) => row.length),
    beyond: new Map(),
    lost: new Map(),
    nuls: []
  };
  let k = 0;
  rows.forEach((row, at) => {
    if (row.length > width) cells.beyond.set(at, row.slice(width));
    row.forEach((cell, column) => {
      if (cell.includes('\0')) cells.nuls.push({ row: at, column, was: cell });
      const count = cell.includes('\uFFFD') ? cell.split('\uFFFD').length - 1 : 0;
      if (count > 0 && !cells.lost.has(at)) cells.lost.set(at, lost[k]);
      k += count;
    });
  });
  return cells;
}
