/**
 * Place in the view that a key leads to from place `from` (−1: the headings): null for other keys, and where there is no row. Home and
 * End are the first and last row.
 */
export function nextPlace(key: string, from: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  switch (key) {
    case 'ArrowUp':
      return Math.max(-1, from - 1);
    case 'ArrowDown':
      return Math.min(last, from + 1);
    case 'PageUp':
      return Math.max(0, from - page);
    case 'PageDown':
      return Math.min(last, from + page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
