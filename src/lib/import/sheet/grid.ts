import { plainCell } from '../values/numbers.ts';

/** Cells of a row from the left; what is absent, null or '' is empty. */
export type Row = readonly (string | null | undefined)[];

/** Cells that stand as one, by rows and columns of the grid, the last ones included. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** A sheet or a delimited text before it is known where the table lies in it; rows and columns count from 0. */
export interface Grid {
  /** How many rows it has. */
  size: number;
  cells(at: number): Row;
  /** The row as a person sees it: in Excel at the left edge, in a text its line. */
  rowNumber(at: number): number;
  /** Columns that hold anything, where that is known beforehand; else the header says it. */
  width?: number;
  merges?: readonly Merge[];
}

/** Whether the cell holds nothing to be seen. */
export const isEmpty = (cell: string | null | undefined): boolean => !cell || cell.trim() === '';

/** Whether a row holds nothing to be seen. */
export function isBlank(row: Row): boolean {
  for (const cell of row) if (!isEmpty(cell)) return false;
  return true;
}

/** Columns of a row that hold something. */
export function filledColumns(row: Row): number[] {
  const out: number[] = [];
  for (let c = 0; c < row.length; c++) if (!isEmpty(row[c])) out.push(c);
  return out;
}

/** Whether a cell is a number as data have it: digits, separators, a percentage; a year alone may be a header too. */
export function looksNumeric(cell: string | null | undefined): boolean {
  // No number is that long, and on long runs of digits the expression takes its time.
  if (cell && cell.length > 60) return false;
  const plain = plainCell(cell ?? null).replace(/\s/g, '');
  return /^[-+]?[\d,]*\.?\d+(e[-+]?\d+)?%?$/i.test(plain) && !/^(19|20)\d\d$/.test(plain);
}
