/**
 * Which vertices of a line stay, its ends always, so that none that is left out is farther than `tolerance` from the line between those that
 * stay (Douglas and Peucker, 1973).
 */
export function keepOfLine(x: Float64Array, y: Float64Array, tolerance: number): Uint8Array {
  const keep = new Uint8Array(x.length);
  if (x.length === 0) return keep;
  keep[0] = keep[x.length - 1] = 1;
  const open: [number, number][] = [[0, x.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    let far = -1;
    let most = tolerance * tolerance;
    for (let at = first + 1; at < last; at++) {
      const distance = squaredToSegment(x[at], y[at], x[first], y[first], x[last], y[last]);
      if (distance > most) [far, most] = [at, distance];
    }
    if (far < 0) continue;
    keep[far] = 1;
    open.push([first, far], [far, last]);
  }
  return keep;
}

function squaredToSegment(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  const [ox, oy] = [x - x1 - along * dx, y - y1 - along * dy];
  return ox * ox + oy * oy;
}
