import type { Bounds, Box } from './ground.ts';

/** Metres of the plane laid on a box of the page: north is up, and one scale both ways. */
export interface Frame {
  box: Box;
  /** The place of the box's left and top, in metres. */
  westM: number;
  northM: number;
  metresPerPt: number;
}

/** What a live map shows: the place of its middle in metres of the plane, and its scale. */
export interface MapView {
  x: number;
  y: number;
  metresPerPt: number;
}

/** Nothing is drawn closer than this: what has no width of its own, a single point, is shown with 300 m around it. */
const LEAST_M = 300;

/** The bounds in the middle of the box, whole, with so much of its shorter side left free around them. */
export function fitFrame([west, south, east, north]: Bounds, box: Box, marginPt: number): Frame {
  const inner = (size: number) => Math.max(size - 2 * marginPt, size / 2, 1);
  const metresPerPt = Math.max(
    Math.max(east - west, LEAST_M) / inner(box.width),
    Math.max(north - south, LEAST_M) / inner(box.height)
  );
  return frameOf({ x: (west + east) / 2, y: (south + north) / 2, metresPerPt }, box);
}

/** The view laid on a box. */
export function frameOf({ x, y, metresPerPt }: MapView, box: Box): Frame {
  return {
    ...{ box, metresPerPt },
    westM: x - (box.width / 2) * metresPerPt,
    northM: y + (box.height / 2) * metresPerPt
  };
}

/** Points from the left of the page. */
export const xOf = (frame: Frame, x: number): number => frame.box.x + (x - frame.westM) / frame.metresPerPt;

/** Points from the top of the page. */
export const yOf = (frame: Frame, y: number): number => frame.box.y + (frame.northM - y) / frame.metresPerPt;

/** The ground that the frame shows, with so many points more on each side. */
export function boundsOf({ box, westM, northM, metresPerPt }: Frame, morePt = 0): Bounds {
  const more = morePt * metresPerPt;
  return [
    westM - more,
    northM - box.height * metresPerPt - more,
    westM + box.width * metresPerPt + more,
    northM + more
  ];
}
