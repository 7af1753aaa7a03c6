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

/** The table at the largest of its font sizes at which all rows fit; rows at the end are left out at the smallest. */
export function fitTable(table: Table, place: Place): FittedTable {
  const whole = table.widths.reduce((sum, width) => sum + width, 0);
  const widthsIn = table.widths.map((width) => (width / whole) * place.w);
  for (const size of [14, 13, 12, 11]) {
    const fitted = lay(table, widthsIn, size, place.h);
    if (fitted.left === 0 && fitted.cut.length === 0) return fitted;
  }
  return lay(table, widthsIn, 11, place.h);
}

function lay(table: Table, widthsIn: number[], size: number, heightIn: number): FittedTable {
  const cut: string[] = [];
  const fit = (cells: string[]) => {
    const texts = cells.map((cell, i) => {
      const text = cutToLines(cell, emsOf(widthsIn[i], size), table.lines);
      return text;
    });
    const lines = Math.max(...texts.map((text, i) => countLines(text, emsOf(widthsIn[i], size))));
    return { texts, height: Math.max(0.34, (lines * size * LEADING) / 72 + 2 * CELL.topIn) };
  };
  const head = fit(table.head);
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
