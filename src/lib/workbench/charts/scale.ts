/** Round figures from 0 to the first at or above `largest`, about `wanted` steps; [0, 1] where there is nothing to show. */
export function ticksTo(largest: number, wanted = 4): number[] {
  if (!(largest > 0) || !Number.isFinite(largest)) return [0, 1];
  const step = roundStep(largest / wanted);
  const count = Math.max(1, Math.ceil(largest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, k) => k * step);
}

/** The least of 1, 2, 2.5 and 5 times a power of ten at or above `least` (more than 0). */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 2.5, 5].find((times) => times * power >= least * (1 - 1e-9)) ?? 10) * power;
}

/** Place of the edge next to `x` among ascending `edges`, the lower one where both are as near; 0 of none. */
export function nearestEdge(edges: ArrayLike<number>, x: number): number {
  const above = firstFrom(edges, x);
  if (above === 0) return 0;
  if (above === edges.length) return Math.max(0, edges.length - 1);
  return edges[above] - x < x - edges[above - 1] ? above : above - 1;
}

/** The slot between two ascending edges that `x` lies in: the last that begins at or before it, within 0 and the last slot. */
export function slotAt(edges: ArrayLike<number>, x: number): number {
  let at = firstFrom(edges, x);
  if (edges[at] !== x) at--;
  return Math.max(0, Math.min(edges.length - 2, at));
}

/** Place of the first edge at or above `x`; their number where there is none. */
function firstFrom(edges: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
