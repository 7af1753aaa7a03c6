/** Rows up to which all are drawn: nothing is gained by leaving some out. */
export const FEW = 120;
/** Rows drawn beyond the view, so that a turn of the wheel finds them there. */
const SPARE = 8;

/**
 * Places in the view that are drawn, one a slot. A place keeps its slot while it is drawn, so that scrolling by a row changes one
 * row of the page and makes none. Of few rows all are drawn, in order.
 */
export function slotsOf(count: number, scrollTop: number, heightPx: number, rowPx: number): number[] {
  if (count <= FEW) return Array.from({ length: count }, (_, k) => k);
  const size = Math.min(count, Math.ceil(heightPx / rowPx) + 2 * SPARE);
  const first = Math.max(0, Math.min(count - size, Math.floor(scrollTop / rowPx) - SPARE));
  return Array.from({ length: size }, (_, slot) => first + ((((slot - first) % size) + size) % size));
}

/** Where to scroll so that place `at` is seen, with the least way; `scrollTop` where it is. `clearPx` at the top and bottom are covered. */
export function scrollFor(
  at: number,
  scrollTop: number,
  heightPx: number,
  rowPx: number,
  clear: { top: number; bottom: number }
): number {
  const room = Math.max(rowPx, heightPx - clear.top - clear.bottom);
  const top = at * rowPx;
  if (top < scrollTop) return top;
  return top + rowPx > scrollTop + room ? top + rowPx - room : scrollTop;
}
