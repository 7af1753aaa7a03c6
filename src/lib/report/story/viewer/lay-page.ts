import type { BuiltPage } from './build-page.ts';
import { fitWords } from './fit-words.ts';

/** Lays out a page that is to be seen: map and legend, then words in the room that these leave. */
export function layPage({ element, map }: BuiltPage, dots?: number): void {
  map?.draw(dots);
  const high = map?.element.clientHeight;
  fitWords(element);
  // A smaller title leaves more room for the map.
  if (map && map.element.clientHeight !== high) map.draw(dots);
}
