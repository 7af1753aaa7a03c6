/**
 * How much an element is enlarged by `zoom` of it and of what it stands in: pixels of the page over its own. 1 in browsers that do not
 * say so (Chromium below 128), where an element's box is measured in its own pixels.
 */
export const cssZoomOf = (element: Element): number =>
  (element as Element & { currentCSSZoom?: number }).currentCSSZoom ?? 1;
