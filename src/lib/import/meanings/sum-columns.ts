import { isMissing, plainCell, readNumber } from '../values/numbers.ts';
import { columnIndex, type Source } from '../source.ts';

/** The columns that a choice `男+女` adds up; null where it is a column's own name, or one of them is none. */
export function summands(source: Source, name: string): number[] | null {
  if (!name.includes('+') || columnIndex(source, name) >= 0) return null;
  const columns = name.split('+').map((part) => columnIndex(source, part));
  return columns.length > 1 && !columns.includes(-1) ? columns : null;
}

/**
 * The source with a column for each sum that `map` names (`pop_resident` → `男+女`), called as it is named. A sum with a
 * missing part is missing, one with a part that is no number is that cell, so that it is listed.
 */
export function addSums(source: Source, map: Readonly<Record<string, string>> = {}): Source {
  const sums = [...new Set(Object.values(map))].flatMap((name) => {
    const columns = summands(source, name);
    return columns ? [{ name, columns }] : [];
  });
  if (sums.length === 0) return source;
  return {
    ...source,
    headers: [...source.headers, ...sums.map(({ name }) => name)],
    columns: [
      ...source.columns,
      ...sums.map(({ columns }) =>
        Array.from({ length: source.rows }, (_, i) => addCells(columns.map((c) => source.columns[c][i])))
      )
    ]
  };
}

function addCells(cells: (string | null)[]): string | null {
  let sum = 0;
  let missing = false;
  for (const cell of cells) {
    if (isMissing(cell)) missing = true;
    const read = readNumber(cell);
    if (read === null) return plainCell(cell);
    sum += read.value;
  }
  return missing ? null : String(sum);
}
