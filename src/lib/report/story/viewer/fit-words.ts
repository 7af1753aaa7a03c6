const SIZES = [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52];

/** Makes the words of a page smaller until they fit; at the least size what is over is scrolled to. */
export function fitWords(page: HTMLElement): void {
  const parts = [page, ...page.querySelectorAll<HTMLElement>('.head, .body, .aside')];
  for (const size of SIZES) {
    page.style.setProperty('--fit', String(size));
    if (
      parts.every(
        (part) => part.scrollHeight <= part.clientHeight + 1 && part.scrollWidth <= part.clientWidth + 1
      )
    )
      return;
  }
}
