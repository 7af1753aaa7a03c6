/** Where a curve bends: up to there each step brings much, after it little. */
export interface Knee {
  /** Index of the point. */
  index: number;
  /** How far it lies from the straight line between the ends, with both axes 0 to 1. */
  distance: number;
}

/**
 * The knee of a curve of diminishing returns, `y` against `x` (ascending): the point farthest above the straight line between its ends
 * (below it where the curve falls), both axes scaled to 0 to 1; of equals the first (Satopää et al. 2011, Finding a "Kneedle" in a
 * Haystack, without smoothing: these curves have no noise). Points without a finite `y` are passed over. Null for a straight line, a
 * curve that bends the other way only, and fewer than three points.
 */
export function kneeOf({ x, y }: { x: ArrayLike<number>; y: ArrayLike<number> }): Knee | null {
  const points = Array.from(x, (_, k) => k).filter((k) => Number.isFinite(x[k]) && Number.isFinite(y[k]));
  if (points.length < 3) return null;
  const [first, last] = [points[0], points[points.length - 1]];
  const [width, height] = [x[last] - x[first], y[last] - y[first]];
  if (width === 0 || height === 0) return null;
  let knee: Knee | null = null;
  for (const k of points) {
    // Of a falling curve the height is below 0, so that this is how far it has fallen.
    const distance = (y[k] - y[first]) / height - (x[k] - x[first]) / width;
    if (distance > 1e-9 && (knee === null || distance > knee.distance + 1e-12)) knee = { index: k, distance };
  }
  return knee;
}
