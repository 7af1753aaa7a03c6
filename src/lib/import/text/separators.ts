import { rowOf, TextSplitter, type Separators } from './split-text.ts';
import type { Asking, Hints } from '../source.ts';

const DELIMITERS = [',', '\t', ';', '|', '，'];
const NAMES: Record<string, [string, string]> = {
  ',': ['逗号 ,', 'comma ,'],
  '\t': ['制表符', 'tab'],
  ';': ['分号 ;', 'semicolon ;'],
  '|': ['竖线 |', 'bar |'],
  '，': ['全角逗号 ，', 'full-width comma ，']
};
const LINES = 40;

/**
 * What the cells of a text stand apart by: the delimiter that gives the most columns, alike from row to row, as the user
 * says in `hints.answers.delimiter`, else by the first forty lines; a question where two do so alike.
 */
export function findSeparators(beginning: string, hints: Hints): Separators & { asks: Asking[] } {
  const lines = beginning
    .slice(0, 100_000)
    .split(/\r\n?|\n/)
    .slice(0, LINES)
    .join('\n');
  const quotes = typographic(lines) ? '“”' : '""';
  const said = hints.answers?.delimiter;
  if (said !== undefined && DELIMITERS.includes(said)) return { delimiter: said, quotes, asks: [] };
  const found = DELIMITERS.map((delimiter) => ({ delimiter, ...measure(lines, { delimiter, quotes }) }));
  found.sort((a, b) => b.score - a.score);
  const [best, next] = found;
  const tied = best.even && next.even && best.width === next.width && best.width > 1;
  return {
    delimiter: best.score > 0 ? best.delimiter : ',',
    quotes,
    asks: tied
      ? [
          ask(
            [best, next].map(({ delimiter }) => delimiter),
            lines,
            quotes
          )
        ]
      : []
  };
}

/** Columns of most lines, whether all lines have as many, and a score of both. */
function measure(lines: string, separators: Separators): { width: number; even: boolean; score: number } {
  const split = trySplit(lines, separators);
  const rows = (split ?? cutLines(lines, separators)).filter((row) => row.some((cell) => cell !== null));
  const widths = new Map<number, number>();
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  const [width, count] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 1];
  const score = width > 1 ? (width - 1) * (count / rows.length) ** 2 : 0;
  // A separator by which quotes stand where none can is hardly one, however many columns it gives.
  return { width, even: widths.size === 1 && rows.length > 1, score: split ? score : Math.min(score, 0.1) };
}

type Rows = (string | null | undefined)[][];

/** Rows of a few lines; null where quotes are odd, or open at the end. */
function trySplit(lines: string, separators: Separators): Rows | null {
  try {
    const splitter = new TextSplitter('', separators);
    splitter.add({ text: lines, lost: [] });
    const cells = splitter.end();
    return Array.from({ length: cells.rows }, (_, at) => [...rowOf(cells, at)]);
  } catch {
    return null;
  }
}

const cutLines = (lines: string, { delimiter }: Separators): Rows =>
  lines.split('\n').map((line) => line.split(delimiter).map((cell) => cell || null));

/** Whether cells stand in “ ” as others do in " ": at a cell's beginning, closed at its end, wherever there are any. */
function typographic(lines: string): boolean {
  if (lines.includes('"')) return false;
  const opened = lines.match(/(^|[,\t;|，\n])“/g)?.length ?? 0;
  const whole = lines.match(/(^|[,\t;|，\n])“[^“”]*”(?=[,\t;|，\n]|$)/g)?.length ?? 0;
  return opened > 1 && whole === opened;
}

function ask(options: string[], lines: string, quotes: string): Asking {
  const labels = options.map((delimiter) => {
    const separators = { delimiter, quotes };
    const rows = trySplit(lines, separators) ?? cutLines(lines, separators);
    const first = rows[0]
      .slice(0, 6)
      .map((cell) => cell ?? '')
      .join(' ┃ ')
      .slice(0, 80);
    return { zh: `${NAMES[delimiter][0]}：${first}`, en: `${NAMES[delimiter][1]}: ${first}` };
  });
  return { code: 'ask_delimiter', params: {}, sets: 'answers', key: 'delimiter', options, labels };
}
