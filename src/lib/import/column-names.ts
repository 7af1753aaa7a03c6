import type { Repaired } from './report.ts';
import { restoreText } from './text/mojibake.ts';

/** A name like `wanted` that `taken` (lower case) does not hold, which it then does. */
export function uniqueName(wanted: string, taken: Set<string>): string {
  const counts = counted.get(taken) ?? new Map<string, number>();
  counted.set(taken, counts);
  const key = wanted.toLowerCase();
  let name = wanted;
  // Thousands of columns of one name: what was taken before need not be tried again.
  let n = counts.get(key) ?? 2;
  for (; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
  counts.set(key, n);
  taken.add(name.toLowerCase());
  return name;
}

/** By set of names: the next number to try for a name that stands in it. */
const counted = new WeakMap<Set<string>, Map<string, number>>();

/** Header cells as unique column names, and what had to be changed; `row` is the header's row. */
export function nameColumns(cells: string[], row: number): { headers: string[]; repaired: Repaired[] } {
  const taken = new Set<string>();
  const repaired: Repaired[] = [];
  const headers = cells.map((cell, i) => {
    const was = cell
      .replace(/\uFEFF/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    const mended = restoreText(was)?.text ?? was;
    const now = uniqueName((mended || `column_${i + 1}`).slice(0, 200), taken);
    if (mended !== was) repaired.push({ row, field: now, code: 'header_mojibake', was, now });
    else if (now !== was) repaired.push({ row, field: now, code: 'renamed_header', was, now });
    return now;
  });
  return { headers, repaired };
}
