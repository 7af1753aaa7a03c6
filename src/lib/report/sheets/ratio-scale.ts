import { figure } from '../figures.ts';

/** Metres in a point of the page. */
const POINT_M = 0.0254 / 72;
const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** N of the ratio scale 1:N of a map. */
export function ratioOf(metresPerPt: number): number {
  return metresPerPt / POINT_M;
}

/** The same or the next smaller scale (larger N) whose N is round: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 by a power of ten. In metres a point, as given. */
export function roundScale(metresPerPt: number): number {
  const n = ratioOf(metresPerPt);
  const power = 10 ** Math.floor(Math.log10(n));
  // A hair over a round scale is that scale: it was rounded before.
  const step = STEPS.find((step) => step * power >= n * (1 - 1e-9)) ?? 10;
  return step * power * POINT_M;
}

/** `1:8,000`. */
export function ratioText(metresPerPt: number): string {
  return `1:${figure(ratioOf(metresPerPt), 'count')}`;
}
