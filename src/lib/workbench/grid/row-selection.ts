/** Rows that are selected, and the two that keys and shift work from; −1: none. All are rows, not places in the view. */
export interface RowSelection {
  rows: ReadonlySet<number>;
  /** Where a range begins. */
  anchor: number;
  /** Where the keyboard is. */
  active: number;
}

export const NO_ROWS: RowSelection = { rows: new Set(), anchor: -1, active: -1 };

export const selectRow = (row: number): RowSelection => ({ rows: new Set([row]), anchor: row, active: row });

/** Ctrl: the row comes in or goes out, the others stay. */
export function toggleRow({ rows }: RowSelection, row: number): RowSelection {
  const next = new Set(rows);
  if (!next.delete(row)) next.add(row);
  return { rows: next, anchor: row, active: row };
}

/** Shift: from where the range began to `row`, as the rows stand in `view`; an anchor that is filtered away is `row`. */
export function extendTo(selection: RowSelection, view: Uint32Array, row: number): RowSelection {
  const to = view.indexOf(row);
  const anchored = view.indexOf(selection.anchor);
  const from = anchored < 0 ? to : anchored;
  const rows = new Set(view.subarray(Math.min(from, to), Math.max(from, to) + 1));
  return { rows, anchor: view[from], active: row };
}

export const selectAll = (view: Uint32Array, { anchor, active }: RowSelection): RowSelection => ({
  rows: new Set(view),
  anchor,
  active
});

/** The selected rows in the order of the view; those that are filtered away are left out. */
export const selectedIn = (view: Uint32Array, { rows }: RowSelection): Uint32Array =>
  rows.size === 0 ? new Uint32Array(0) : view.filter((row) => rows.has(row));
