import type { Lot } from './layout.ts';
import type { Parcel, Way } from './parcel.ts';
import { distance, type Line, type Point } from './plane.ts';

/** How many gates a lot has at most; a walled estate has few, the old quarter needs none. */
const GATES: Record<Lot, number> = { S: 2, s: 4, M: 2, T: 1, O: 0, P: 4, K: 1, C: 4, X: 1, W: 1, I: 0 };
/** A gate's way to the street is no longer than this. */
const REACH_M = 45;

interface Piece {
  a: Point;
  b: Point;
}

const pieces = (lines: Line[]): Piece[] =>
  lines.flatMap((line) => line.slice(1).map((b, i) => ({ a: line[i], b })));

/** Ways from the doors of each lot through its wall to the public ways outside. */
export function joinGates(parcels: Parcel[], ways: Way[], random: () => number): Way[] {
  const streets = pieces(ways.filter((way) => way.parcel < 0).map((way) => way.line));
  const gates: Way[] = [];
  parcels.forEach((parcel, index) => {
    const { doors, paths } = parcel.ground;
    const most = GATES[parcel.lot];
    if (!paths.length || most === 0) return;
    const found: Line[] = [];
    for (const { at, out } of mix(doors, random)) {
      const street = shoot(at, out, streets);
      if (street && found.length < most) found.push([at, street]);
    }
    if (!found.length) found.push(shortestWay(paths[0].line, streets));
    for (const line of found) gates.push({ name: '', highway: 'footway', line, parcel: index });
  });
  return gates;
}

/** The items in an order that chance decides (Fisher–Yates). */
export function mix<T>(items: T[], random: () => number): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** Where the ray first meets one of the pieces, within `REACH_M`. */
function shoot(from: Point, [dx, dy]: Point, of: Piece[]): Point | undefined {
  const along = dx === 0 ? 1 : 0;
  const across = 1 - along;
  const sign = dx + dy;
  let nearest = REACH_M;
  let found: Point | undefined;
  for (const { a, b } of of) {
    if (a[across] > from[across] === b[across] > from[across]) continue;
    const t = (from[across] - a[across]) / (b[across] - a[across]);
    const gap = (a[along] + (b[along] - a[along]) * t - from[along]) * sign;
    if (gap <= 0.5 || gap >= nearest) continue;
    nearest = gap;
    found = along === 0 ? [from[0] + gap * sign, from[1]] : [from[0], from[1] + gap * sign];
  }
  return found;
}

/** The shortest straight way from a corner of a lot's road to a public way. */
function shortestWay(road: Line, streets: Piece[]): Line {
  let best: Line = [];
  let length = Infinity;
  for (const from of road) {
    for (const { a, b } of streets) {
      const square = distance(a, b) ** 2;
      if (square === 0) continue;
      const t = ((from[0] - a[0]) * (b[0] - a[0]) + (from[1] - a[1]) * (b[1] - a[1])) / square;
      const share = Math.min(1, Math.max(0, t));
      const foot: Point = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
      if (distance(from, foot) < length) {
        length = distance(from, foot);
        best = [from, foot];
      }
    }
  }
  return best;
}
