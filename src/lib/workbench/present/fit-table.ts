/** Sizes of the letters of a table, as parts of the full size; below the least nobody at the back can read them. */
const SIZES = [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.45];

/** The first of the sizes at which a table fits; the least where it fits at none. */
export function largestFitting(fits: (size: number) => boolean): number {
  return SIZES.find(fits) ?? SIZES[SIZES.length - 1];
}

/**
 * Attached to the box of a table: its letters (`--fit`) are as large as lets all of it be seen, also after the window has changed.
 * What still does not fit is scrolled to, by keys as well.
 */
export function fitTable(box: HTMLElement): () => void {
  const fits = (size: number): boolean => {
    box.style.setProperty('--fit', String(size));
    return box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
  };
  const fit = (): void => {
    if (fits(largestFitting(fits))) box.removeAttribute('tabindex');
    else box.tabIndex = 0;
  };
  // The page's size, not the box's, which the letters change.
  const watch = new ResizeObserver(fit);
  watch.observe(box.parentElement ?? box);
  fit();
  return () => watch.disconnect();
}

/** Whether a cell has a word so long that it must be broken where it stands, lest it make its column too wide. */
export const hasLongWord = (cell: string): boolean =>
  cell.split(/[\s\p{Script=Han}\p{P}]+/u).some((word) => [...word].length > 20);
