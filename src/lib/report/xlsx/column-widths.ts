import { lineCount, textWidth } from './cell-text.ts';
import { figureWidth } from './cell-number.ts';
import type { Cell, CellKind, Column, Sheet } from './sheet.ts';

/** Rows that are looked at for the widths: the first ones stand for the others. */
const LOOKED_AT = 1000;
/** Least and most width in half-width characters. */
const LIMITS: Partial<Record<CellKind, [least: number, most: number]>> = {
  text: [8, 32],
  code: [8, 24],
  long: [16, 46],
  mark: [4, 4],
  date: [12, 12]
};
const OF_FIGURES: [number, number] = [9, 16];
/** Room beside the words of a head, and beside a figure that stands off the line. */
const BESIDE = 2;
const LINE = 13.5;
/** Excel's highest row is 409 points. */
const MOST_LINES = 30;

/** Width of each column, in characters, so that what is in it is seen; long texts are wrapped. */
export function columnWidths({ columns, rows, isUpright }: Sheet): number[] {
  const widths = columns.map(({ head, kind }) =>
    isUpright && kind === 'mark' ? 0 : headWidth(head) + BESIDE
  );
  let seen = 0;
  for (const row of rows()) {
    if (seen++ >= LOOKED_AT) break;
    columns.forEach(({ kind }, c) => {
      widths[c] = Math.max(widths[c], cellWidth(row[c] ?? null, kind) + BESIDE);
    });
  }
  return columns.map(({ kind, isEntry }, c) => {
    const [least, most] = LIMITS[kind] ?? OF_FIGURES;
    return Math.min(most, Math.max(isEntry && kind === 'long' ? 28 : least, widths[c]));
  });
}

function cellWidth(cell: Cell, kind: CellKind): number {
  if (cell === null) return 0;
  return typeof cell === 'number' ? figureWidth(kind, cell) : textWidth(cell);
}

/** Short heads take one line, others two or three. */
function headWidth(head: string): number {
  const width = textWidth(head);
  if (width <= 16) return width;
  return width <= 26 ? Math.ceil(width / 2) + 2 : Math.ceil(width / 3) + 2;
}

/** Height in points of a row whose texts are wrapped; null where one line holds them. */
export function rowHeight(
  columns: readonly Column[],
  widths: readonly number[],
  row: readonly Cell[]
): number | null {
  let lines = 1;
  for (let c = 0; c < columns.length; c++) {
    const cell = row[c];
    if (typeof cell === 'string' && WRAPPED.has(columns[c].kind))
      lines = Math.max(lines, lineCount(cell, widths[c] - 1));
  }
  return lines > 1 ? Math.min(MOST_LINES, lines) * LINE + 2 : null;
}

/** Kinds whose texts are wrapped. */
export const WRAPPED: ReadonlySet<CellKind> = new Set<CellKind>(['text', 'long']);

/** Height of the head in points. */
export function headHeight(columns: readonly Column[], widths: readonly number[], isUpright = false): number {
  if (isUpright) {
    const longest = Math.max(...columns.map(({ head, kind }) => (kind === 'mark' ? textWidth(head) : 0)));
    return Math.min(300, Math.max(60, longest * 5.6 + 12));
  }
  const lines = columns.map(({ head }, c) => lineCount(head, Math.max(4, widths[c] - BESIDE)));
  return Math.min(5, Math.max(1, ...lines)) * LINE + 10;
}
