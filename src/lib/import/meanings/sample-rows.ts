import type { Source } from '../source.ts';
import { cellsOf } from '../source-columns.ts';
import { isMissing } from '../values/numbers.ts';

/** Cells of at most `count` rows, spread evenly over a column of a source; those without a value are left out. */
export function sampleCells({ columns }: Source, column: number, count = 1000): string[] {
  const cells = cellsOf(columns, column);
  const step = Math.max(1, cells.length / count);
  const out: string[] = [];
  for (let at = 0; at < cells.length; at += step) {
    const cell = cells.at(Math.floor(at)) ?? null;
    if (!isMissing(cell)) out.push(cell!);
  }
  return out;
}

/** Share of `cells` for which `holds`, 0 of none. */
export function shareOf(cells: readonly string[], holds: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(holds).length / cells.length;
}
