import type { FigureKind } from '../figures.ts';

/**
 * How the cells of a column are written: texts (`code`: of digits that stay digits; `long`: wrapped; `mark`: one sign, in the middle), days
 * (ISO days become days of the sheet, other texts stay), degrees, and figures as `figure` writes them.
 */
export type CellKind = 'text' | 'code' | 'long' | 'mark' | 'date' | 'degrees' | FigureKind;

/** NaN, null and '' are empty cells; a text among figures stays a text. */
export type Cell = string | number | null;

/** What a cell says by its colour besides by its words. */
export type Tone = 'good' | 'bad' | 'open' | 'quiet';

export interface Column {
  /** Head with its unit; what stands in brackets the import leaves out of account. */
  head: string;
  kind: CellKind;
  /** Colours of cells that are exactly these words. */
  tones?: Record<string, Tone>;
  /** A bar in each cell, from 0 to 1. */
  hasBar?: boolean;
  /** The bureau fills it in. */
  isEntry?: boolean;
  /** Words to choose from; other words are asked about and allowed. */
  choices?: string[];
  /** What a person is told who stands in the column. */
  hint?: string;
}

/** One table with its head in the first row, so that it can be filtered, pivoted and imported. */
export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  name: string;
  columns: Column[];
  count: number;
  /** The rows, anew at each call, so that long tables are never held twice. */
  rows: () => Iterable<Cell[]>;
  /** Columns that stay in view, and are printed again on each page. */
  frozenColumns: number;
  /** Rows below the table that may be filled in. */
  spareRows?: number;
  /** The head is turned upright: many narrow columns. */
  isUpright?: boolean;
  tab?: 'result' | 'work' | 'basis';
}

/** Rows that a sheet can hold below its head. */
export const MOST_ROWS = 1_048_575;

/** A sheet of rows that are all there. */
export function listSheet(
  name: string,
  columns: Column[],
  rows: Cell[][],
  more: Partial<Pick<Sheet, 'frozenColumns' | 'spareRows' | 'tab'>> = {}
): Sheet {
  return { name, columns, count: rows.length, rows: () => rows, frozenColumns: 0, ...more };
}
