/** Where columns lie in a table, in pixels. */
export interface ColumnLayout {
  lefts: number[];
  widths: number[];
  fullPx: number;
}

/** Columns side by side; the last takes what is left of the view. */
export function layColumns(wanted: readonly number[], viewPx: number): ColumnLayout {
  const widths = [...wanted];
  const lefts: number[] = [];
  let at = 0;
  for (const width of widths) {
    lefts.push(at);
    at += width;
  }
  const fullPx = Math.max(at, viewPx);
  if (widths.length > 0) widths[widths.length - 1] += fullPx - at;
  return { lefts, widths, fullPx };
}

/** Columns that are drawn in a view: the frozen ones, and all that are at least partly in it beside them. */
export function columnsInView(
  { lefts, widths }: ColumnLayout,
  frozen: number,
  scrollLeft: number,
  viewPx: number
): number[] {
  const clear = scrollLeft + (lefts[frozen] ?? 0);
  return [...lefts.keys()].filter(
    (at) => at < frozen || (lefts[at] + widths[at] > clear && lefts[at] < scrollLeft + viewPx)
  );
}

/** Where to scroll so that column `at` is seen beside the frozen ones; `scrollLeft` where it is. */
export function scrollToColumn(
  { lefts, widths }: ColumnLayout,
  at: number,
  frozen: number,
  scrollLeft: number,
  viewPx: number
): number {
  if (at < frozen) return scrollLeft;
  const left = lefts[at] - (lefts[frozen] ?? 0);
  const right = lefts[at] + widths[at] - viewPx;
  return left < scrollLeft ? left : Math.max(scrollLeft, right);
}
