import type { GridColumn } from './grid-column.ts';

/** What a column's cells must be for a row to stay. The ends of a range are included; null: no end. */
export type ColumnFilter =
  | { type: 'contains'; text: string }
  | { type: 'range'; least: number | null; most: number | null }
  | { type: 'choices'; values: ReadonlySet<string> };

const folded = new WeakMap<readonly string[], string[]>();

/** Texts in small letters, made once a column. */
function foldedOf(values: readonly string[]): string[] {
  let found = folded.get(values);
  if (!found) folded.set(values, (found = values.map((text) => text.toLowerCase())));
  return found;
}

/**
 * Rows (ascending) that all filters keep and in which each word of the search is found in some column: in a text anywhere, small and
 * capital letters alike; a number where it is the word, or rounds to it at the word's decimals.
 */
export function filterRows(
  columns: readonly GridColumn[],
  count: number,
  filters: ReadonlyMap<string, ColumnFilter>,
  search: string
): Uint32Array {
  const keep = new Uint8Array(count).fill(1);
  for (const column of columns) {
    const filter = filters.get(column.id);
    if (filter) applyFilter(column, filter, keep);
  }
  for (const word of search.toLowerCase().split(/\s+/).filter(Boolean)) keepFound(columns, word, keep);
  let kept = 0;
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) if (keep[row]) rows[kept++] = row;
  return rows.slice(0, kept);
}

function applyFilter(column: GridColumn, filter: ColumnFilter, keep: Uint8Array): void {
  if (column.type === 'number') {
    if (filter.type !== 'range') return;
    const [least, most] = [filter.least ?? -Infinity, filter.most ?? Infinity];
    if (filter.least === null && filter.most === null) return;
    const { values } = column;
    // NaN is within no range.
    for (let row = 0; row < keep.length; row++)
      if (!(values[row] >= least && values[row] <= most)) keep[row] = 0;
    return;
  }
  const { values } = column;
  if (filter.type === 'choices') {
    for (let row = 0; row < keep.length; row++) if (!filter.values.has(values[row])) keep[row] = 0;
  } else if (filter.type === 'contains' && filter.text !== '') {
    const wanted = filter.text.toLowerCase();
    const texts = foldedOf(values);
    for (let row = 0; row < keep.length; row++) if (!texts[row].includes(wanted)) keep[row] = 0;
  }
}

function keepFound(columns: readonly GridColumn[], word: string, keep: Uint8Array): void {
  const plain = word.replaceAll(',', '');
  const number = /^-?\d+(\.\d+)?%?$/.test(plain) ? plain : null;
  const found = new Uint8Array(keep.length);
  for (const column of columns) {
    if (column.type === 'text') {
      const texts = foldedOf(column.values);
      for (let row = 0; row < keep.length; row++)
        if (keep[row] && !found[row] && texts[row].includes(word)) found[row] = 1;
    } else if (number !== null && number.endsWith('%') === (column.isPercent ?? false)) {
      const wanted = parseFloat(number) / (column.isPercent ? 100 : 1);
      const decimals = (number.replace('%', '').split('.')[1]?.length ?? 0) + (column.isPercent ? 2 : 0);
      const within = 0.5 * 10 ** -decimals * (1 + 1e-9);
      const { values } = column;
      for (let row = 0; row < keep.length; row++)
        if (keep[row] && Math.abs(values[row] - wanted) <= within) found[row] = 1;
    }
  }
  keep.set(found);
}

/** The different values of a column of texts with how often they are there, most often first; null where there are more than `most`. */
export function choicesOf(values: readonly string[], most = 40): { value: string; count: number }[] | null {
  const counts = new Map<string, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > most) return null;
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}
