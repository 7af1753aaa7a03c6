/** What the row of totals says of a column: a sum, a plain mean, the largest, or a mean weighted by another column. */
export type Total = 'sum' | 'mean' | 'most' | { meanBy: string };

/** How a cell is edited: `check` takes what was typed; choices make it a list. */
export interface CellEdit {
  choices?: readonly { value: string; name: string }[];
  check: (typed: string, row: number) => CheckedValue;
}

/** A value that can be taken, or the sentence that says why not. */
export type CheckedValue = { value: string | number | null } | { fault: string };

interface Shared {
  id: string;
  /** Heading in the language on screen. */
  head: string;
  /** Pixels, until the user drags it. */
  widthPx: number;
  /** Not shown until it is chosen. */
  isSpare?: boolean;
  /** Drawn by the table that uses the grid. */
  isDrawn?: boolean;
  /** A picture of other columns, which is not copied. */
  isPicture?: boolean;
  testId?: string;
  edit?: CellEdit;
}

/** NaN is an empty cell. A percent column holds shares, 0 to 1. */
export interface NumberColumn extends Shared {
  type: 'number';
  values: Float64Array;
  show: (value: number) => string;
  isPercent?: boolean;
  total?: Total;
}

/** Texts as they are shown; '' is an empty cell. */
export interface TextColumn extends Shared {
  type: 'text';
  values: readonly string[];
}

/**
 * A column of a grid, as long as the grid has rows. Columns instead of the row objects that @tanstack/svelte-table works on: it makes
 * an object a row and one a cell in view, and a city's 200,000 points would be hundreds of megabytes of them.
 */
export type GridColumn = NumberColumn | TextColumn;

/** A cell as it is shown. */
export function shownCell(column: GridColumn, row: number): string {
  return column.type === 'number' ? column.show(column.values[row]) : column.values[row];
}
