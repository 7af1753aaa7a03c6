import type { BuiltPage } from './build-page.ts';
import { layPage } from './lay-page.ts';

/** Dots to a pixel of a printed map: about 200 to the inch. */
const DOTS = 2;

/** Lays out every page as a sheet before it is printed, and the screen again after. */
export function printPages(pages: BuiltPage[]): void {
  window.addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printing');
    for (const page of pages) layPage(page, DOTS);
  });
  window.addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    dispatchEvent(new Event('resize'));
  });
}
