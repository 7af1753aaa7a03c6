import { isMissing } from '../values/numbers.ts';

/** Cells of at most `count` rows, spread evenly over the column; those without a value are left out. */
export function sampleCells(cells: readonly (string | null)[], count = 1000): string[] {
  const step = Math.max(1, cells.length / count);
  const out: string[] = [];
  for (let at = 0; at < cells.length; at += step) {
    const cell = cells[Math.floor(at)];
    if (!isMissing(cell)) out.push(cell!);
  }
  return out;
}

/** Share of `cells` for which `holds`, 0 of none. */
export function shareOf(cells: readonly string[], holds: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(holds).length / cells.length;
}
