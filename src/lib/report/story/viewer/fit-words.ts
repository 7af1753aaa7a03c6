const SIZES = [1.4, 1.25, 1.12, 1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52];

/** Makes the words of a page as large as fits; at the least size what is over is scrolled to. */
export function fitWords(page: HTMLElement): void {
  const parts = [page, ...page.querySelectorAll<HTMLElement>('.head, .body, .aside')];
  // Words beside a map, and a large number, have their own measure.
  const most = page.matches('.page-table, .page-text, .page-end') ? Infinity : 1;
  for (const size of SIZES) {
    if (size > most) continue;
    page.style.setProperty('--fit', String(size));
    if (
      parts.every(
        (part) => part.scrollHeight <= part.clientHeight + 1 && part.scrollWidth <= part.clientWidth + 1
      )
    )
      return;
  }
}
