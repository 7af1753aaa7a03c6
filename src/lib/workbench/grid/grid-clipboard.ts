import { download } from '../download.ts';
import { say } from '../words/words.svelte.ts';
import { copyText } from './copy-text.ts';
import type { GridColumn } from './grid-column.ts';
import { cellsFromText, type CellChange } from './paste-cells.ts';
import { csvOf, writeRows } from './write-rows.ts';

/** Downloads rows as a file called after their table. */
export function saveRows(name: string, columns: readonly GridColumn[], rows: Uint32Array): void {
  download(`${name.replace(/[\\/:*?"<>|]/g, ' ')}.csv`, csvOf(columns, rows));
}

/** Copies rows as a spreadsheet takes them, or downloads them where the browser does not let it; tells what was done. */
export async function copyRows(
  name: string,
  columns: readonly GridColumn[],
  rows: Uint32Array
): Promise<string> {
  const done = await copyText(writeRows(columns, rows, 'tab'));
  if (!done) saveRows(name, columns, rows);
  return done ? say('grid.copied', { n: rows.length }) : say('grid.notCopied');
}

/** Edits of what is pasted from the first of `columns` on, over the rows that are selected; and a sentence that tells of them. */
export function pasteRows(
  text: string,
  columns: GridColumn[],
  selected: Uint32Array,
  rows: Uint32Array,
  canEdit: (row: number) => boolean
): { changes: CellChange[]; note: string } {
  const { changes, faults } = cellsFromText(text, columns, selected, rows, canEdit);
  const note = [
    say('grid.pasted', { n: changes.length }),
    ...(faults.length > 0 ? [say('grid.pasteFaults', { n: faults.length, first: faults[0] })] : [])
  ].join(' ');
  return { changes, note };
}
