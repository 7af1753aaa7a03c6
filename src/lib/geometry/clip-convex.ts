/** A ring as x, y, x, y, …, not closed. */
export type FlatRing = ArrayLike<number>;

/**
 * What of a ring lies inside a convex ring that turns left (Sutherland and Hodgman, CACM 17, 1974). Where the ring leaves
 * and comes back, the pieces hang together along the convex ring's sides; its area (`ringArea`) is that of the pieces all the
 * same. Empty where nothing lies inside.
 */
export function clipConvex(ring: FlatRing, convex: FlatRing): number[] {
  let inside: number[] = Array.from(ring);
  for (let k = 0; k < convex.length && inside.length > 0; k += 2) {
    const next = (k + 2) % convex.length;
    inside = clipHalf(
      inside,
      convex[k],
      convex[k + 1],
      convex[next] - convex[k],
      convex[next + 1] - convex[k + 1]
    );
  }
  return inside;
}

/** What lies to the left of the line through x, y in the direction dx, dy. */
function clipHalf(ring: number[], x: number, y: number, dx: number, dy: number): number[] {
  const out: number[] = [];
  const last = ring.length - 2;
  let [beforeX, beforeY] = [ring[last], ring[last + 1]];
  let before = dx * (beforeY - y) - dy * (beforeX - x);
  for (let k = 0; k < ring.length; k += 2) {
    const [nowX, nowY] = [ring[k], ring[k + 1]];
    const now = dx * (nowY - y) - dy * (nowX - x);
    if (before >= 0 !== now >= 0) {
      const t = before / (before - now);
      out.push(beforeX + t * (nowX - beforeX), beforeY + t * (nowY - beforeY));
    }
    if (now >= 0) out.push(nowX, nowY);
    [beforeX, beforeY, before] = [nowX, nowY, now];
  }
  return out;
}

/** Area of a ring, below zero where it turns right. */
export function ringArea(ring: FlatRing): number {
  let twice = 0;
  const [x0, y0] = [ring[0], ring[1]];
  for (let k = 2; k + 3 < ring.length; k += 2)
    twice += (ring[k] - x0) * (ring[k + 3] - y0) - (ring[k + 2] - x0) * (ring[k + 1] - y0);
  return twice / 2;
}
