/** A point of the plan, metres east and north of the plan's south-west corner. */
export type Point = [number, number];
export type Line = Point[];
/** A ring of the plan, not closed (the last point is not the first again). */
export type Ring = Point[];

const ORIGIN_LON = 117.2052;
const ORIGIN_LAT = 39.1187;
/** Metres in a degree at 39.12° N on WGS84. */
const LON_M = 86480.9;
const LAT_M = 111017.8;
const MIDDLE: Point = [915, 800];
const SCALE = 0.972;
const COS = 0.9898;
const SIN = -0.1425;

/**
 * Longitude and latitude (WGS84, 7 decimals) of a point of the plan. The plan's straight streets come out bent and
 * turned by about 8°. Only sums and products are used, so that every machine gives the same digits.
 */
export function toGround([east, north]: Point): Point {
  const u = (east - MIDDLE[0]) * SCALE;
  const v = (north - MIDDLE[1]) * SCALE;
  const x = u - 0.00005 * v * v + 0.00003 * u * v;
  const y = v + 0.00006 * u * u - 0.00000003 * u * u * u;
  return [
    round(ORIGIN_LON + (x * COS - y * SIN) / LON_M, 7),
    round(ORIGIN_LAT + (x * SIN + y * COS) / LAT_M, 7)
  ];
}

/** `value` rounded to `digits` decimals. */
export function round(value: number, digits: number): number {
  const unit = 10 ** digits;
  return Math.round(value * unit) / unit;
}

/** Straight distance in metres of the plan. */
export function distance(a: Point, b: Point): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
}

/** The point at share `t` of the way from `a` to `b`. */
export function between(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** The line with points put in so that no piece is longer than `stepM`. */
export function densify(line: Line, stepM: number): Line {
  const out: Line = [line[0]];
  for (let i = 1; i < line.length; i++) {
    const pieces = Math.max(1, Math.ceil(distance(line[i - 1], line[i]) / stepM));
    for (let k = 1; k <= pieces; k++) out.push(between(line[i - 1], line[i], k / pieces));
  }
  return out;
}

/** The line with its corners cut `times` times (Chaikin 1974); the ends stay. */
export function smooth(line: Line, times: number): Line {
  let out = line;
  for (let n = 0; n < times; n++) {
    const next: Line = [out[0]];
    for (let i = 1; i < out.length; i++) {
      next.push(between(out[i - 1], out[i], 0.25), between(out[i - 1], out[i], 0.75));
    }
    next.push(out[out.length - 1]);
    out = next;
  }
  return out;
}

/** Area of a ring in m², whatever its direction. */
export function ringArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[(i + 1) % ring.length];
    sum += x1 * y2 - x2 * y1;
  }
  return Math.abs(sum) / 2;
}

/** Centre of gravity of a ring. */
export function ringCentre(ring: Ring): Point {
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[(i + 1) % ring.length];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return [x / (3 * area), y / (3 * area)];
}

/** West, south, east, north of some points. */
export function box(points: Point[]): [number, number, number, number] {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Whether the point lies inside the ring (even-odd rule). */
export function inRing([x, y]: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** Stretches [west, east] of the horizontal line at `y` that lie inside the ring, from west to east. */
export function cutsAt(y: number, ring: Ring): [number, number][] {
  const xs: number[] = [];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if (y1 > y !== y2 > y) xs.push(((x2 - x1) * (y - y1)) / (y2 - y1) + x1);
  }
  xs.sort((a, b) => a - b);
  const cuts: [number, number][] = [];
  for (let i = 0; i + 1 < xs.length; i += 2) cuts.push([xs[i], xs[i + 1]]);
  return cuts;
}
