import type { GridColumn } from './grid-column.ts';

/** What the row of totals shows of a column: how it was made, its value (NaN: of no row), and of how many filled cells. */
export interface ColumnTotal {
  kind: 'sum' | 'mean' | 'weighted' | 'most';
  value: number;
  filled: number;
}

/**
 * The total of a column over `rows`; null where it has none. Empty cells count as nothing: they are neither in a sum nor in a mean, nor
 * is a row without a weight in a weighted mean.
 */
export function totalOf(
  column: GridColumn,
  rows: Uint32Array,
  columns: readonly GridColumn[]
): ColumnTotal | null {
  if (column.type !== 'number' || !column.total) return null;
  const { values, total } = column;
  const by = typeof total === 'object' ? columns.find(({ id }) => id === total.meanBy) : undefined;
  if (typeof total === 'object' && by?.type !== 'number') return null;
  const weights = by?.type === 'number' ? by.values : null;
  let [sum, weight, most, filled] = [0, 0, -Infinity, 0];
  for (const row of rows) {
    const value = values[row];
    const own = weights ? weights[row] : 1;
    if (Number.isNaN(value) || Number.isNaN(own)) continue;
    filled++;
    sum += value * own;
    weight += own;
    if (value > most) most = value;
  }
  const empty = filled === 0;
  if (total === 'sum') return { kind: 'sum', value: empty ? NaN : sum, filled };
  if (total === 'most') return { kind: 'most', value: empty ? NaN : most, filled };
  return { kind: weights ? 'weighted' : 'mean', value: weight > 0 ? sum / weight : NaN, filled };
}
