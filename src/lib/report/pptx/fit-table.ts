import type { Place, Table } from './deck.ts';
import { countLines, cutToLines, LEADING } from './fit-lines.ts';

/** Room within a cell in inches: at the sides together, above and below together. */
export const CELL = { sideIn: 0.08, topIn: 0.05 };

/** A table as it stands on the page: cells cut to their lines, heights of rows in inches (head first). */
export interface FittedTable {
  size: number;
  head: string[];
  rows: string[][];
  heights: number[];
  widthsIn: number[];
  /** Rows that found no place. */
  left: number;
  /** Full texts of the cells that were cut. */
  cut: string[];
}

/** The table at the largest of its font sizes at which all rows fit whole; then cells are cut, at last rows at the end left out. */
export function fitTable(table: Table, place: Place): FittedTable {
  const whole = table.widths.reduce((sum, width) => sum + width, 0);
  const widthsIn = table.widths.map((width) => (width / whole) * place.w);
  const at = (size: number, lines: number) => lay({ ...table, lines }, widthsIn, size, place.h);
  const uncut = [16, 15, 14, 13]
    .map((size) => at(size, table.lines))
    .find(({ left, cut }) => left === 0 && cut.length === 0);
  if (uncut) return stretch(uncut, place.h);
  // Cells cut rather than a size that nobody reads from the back of the room.
  for (let lines = table.lines; lines > 0; lines--)
    for (const size of [13, 12, 11]) {
      const fitted = at(size, lines);
      if (fitted.left === 0) return stretch(fitted, place.h);
    }
  return stretch(at(11, 1), place.h);
}

/** Rows get some of the room that is left. */
function stretch(table: FittedTable, heightIn: number): FittedTable {
  const used = table.heights.reduce((sum, height) => sum + height, 0);
  const factor = Math.min(1.35, (0.96 * heightIn) / used);
  return factor <= 1 ? table : { ...table, heights: table.heights.map((height) => height * factor) };
}

function lay(table: Table, widthsIn: number[], size: number, heightIn: number): FittedTable {
  const cut: string[] = [];
  const fit = (cells: string[], isHead = false) => {
    // Heads are bold.
    const ems = (i: number) => emsOf(widthsIn[i], size) / (isHead ? 1.08 : 1);
    const texts = cells.map((cell, i) =>
      // A number is never broken: better a smaller size.
      cutToLines(cell, ems(i), isHead ? 3 : table.numbers.includes(i) ? 1 : table.lines)
    );
    const lines = Math.max(...texts.map((text, i) => countLines(text, ems(i))));
    return { texts, height: Math.max(0.34, (lines * size * LEADING) / 72 + 2 * CELL.topIn) };
  };
  const head = fit(table.head, true);
  const rows: string[][] = [];
  const heights = [head.height];
  let used = head.height;
  for (const row of table.rows) {
    const fitted = fit(row);
    if (used + fitted.height > heightIn + 1e-9) break;
    used += fitted.height;
    rows.push(fitted.texts);
    heights.push(fitted.height);
    fitted.texts.forEach((text, i) => text !== row[i] && cut.push(row[i]));
  }
  return {
    size,
    head: head.texts,
    rows,
    heights,
    widthsIn,
    left: table.rows.length - rows.length,
    cut
  };
}

const emsOf = (widthIn: number, size: number) => ((widthIn - 2 * CELL.sideIn) * 72) / size;
