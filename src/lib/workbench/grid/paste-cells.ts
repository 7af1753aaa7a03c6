import type { GridColumn } from './grid-column.ts';
import { readCells } from './write-rows.ts';

/** A cell that gets another value. */
export interface CellChange {
  column: GridColumn;
  row: number;
  value: string | number | null;
}

/**
 * What pasting cells of a spreadsheet changes, from the first of `columns` on to the right: one value goes into all selected rows; several
 * go row by row into the selected rows, or, with one row selected, into it and those below it in the view. Cells that cannot be edited
 * are passed over; a value that is not right changes nothing and is told in `faults`.
 */
export function cellsFromText(
  text: string,
  columns: readonly GridColumn[],
  selected: Uint32Array,
  view: Uint32Array,
  canEdit: (row: number) => boolean
): { changes: CellChange[]; faults: string[] } {
  const cells = readCells(text);
  const isOne = cells.length === 1 && cells[0].length === 1;
  const rows = isOne || selected.length > 1 ? selected : view.subarray(view.indexOf(selected[0]));
  const changes: CellChange[] = [];
  const faults: string[] = [];
  for (let k = 0; k < Math.min(rows.length, isOne ? rows.length : cells.length); k++) {
    if (!canEdit(rows[k])) continue;
    const line = isOne ? cells[0] : cells[k];
    line.slice(0, columns.length).forEach((typed, at) => {
      const column = columns[at];
      const checked = column.edit?.check(typed, rows[k]);
      if (!checked) return;
      if ('fault' in checked) faults.push(checked.fault);
      else changes.push({ column, row: rows[k], value: checked.value });
    });
  }
  return { changes, faults };
}
