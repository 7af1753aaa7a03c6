import { round, type Point, type Ring } from './plane.ts';

/** A home with its households, longitude and latitude. */
export interface Home {
  at: Point;
  households: number;
}

/** A piece of a ring and the homes in it. */
export interface Tile {
  ring: Ring;
  homes: Home[];
}

/** Share of the cuts into two that are not made, so that a piece comes out twice as large as wished. */
const UNCUT = 0.08;
/** How far a cut is from even, as share of the households. */
const UNEVEN = 0.07;

/**
 * Cuts a ring of longitudes and latitudes into pieces of about `wished` households each, a few of them off. The pieces
 * tile the ring: corners of a cut stand in both pieces, to the digit. Expects a ring that a level or an upright line
 * meets twice, as a block's does; where it does not, the piece is left whole. A ring without homes is one piece.
 */
export function tileRing(ring: Ring, homes: Home[], wished: number, random: () => number): Tile[] {
  const households = homes.reduce((sum, home) => sum + home.households, 0);
  const pieces = Math.round(households / wished);
  if (pieces < 2 || (pieces === 2 && random() < UNCUT)) return [{ ring, homes }];
  const share = Math.floor(pieces / 2) / pieces + (random() * 2 - 1) * UNEVEN;
  const halves = cutAlong(ring, homes, share);
  if (halves === null) return [{ ring, homes }];
  return halves.flatMap((half) => tileRing(half.ring, half.homes, wished, random));
}

/** A degree of longitude is about 0.78 of a degree of latitude at 39° N. */
const ASPECT = 0.78;

function cutAlong(ring: Ring, homes: Home[], share: number): [Tile, Tile] | null {
  const span = (axis: 0 | 1) =>
    Math.max(...ring.map((point) => point[axis])) - Math.min(...ring.map((point) => point[axis]));
  const axes: (0 | 1)[] = span(0) * ASPECT > span(1) ? [0, 1] : [1, 0];
  for (const axis of axes) {
    const sorted = [...homes].sort((a, b) => a.at[axis] - b.at[axis]);
    const wished = share * homes.reduce((sum, home) => sum + home.households, 0);
    let below = 0;
    let first = 0;
    while (first < sorted.length - 1 && below + sorted[first].households / 2 < wished)
      below += sorted[first++].households;
    const [low, high] = [sorted[Math.max(0, first - 1)].at[axis], sorted[first].at[axis]];
    const at = (low + high) / 2;
    const rings = first > 0 && low < high ? cutRing(ring, axis, at) : null;
    if (rings !== null)
      return [
        { ring: rings[0], homes: sorted.slice(0, first) },
        { ring: rings[1], homes: sorted.slice(first) }
      ];
  }
  return null;
}

/** The ring below and above `at` on the axis; null where the line does not meet it twice. */
function cutRing(ring: Ring, axis: 0 | 1, at: number): [Ring, Ring] | null {
  const across = axis === 0 ? 1 : 0;
  const below: Ring = [];
  const above: Ring = [];
  let crossings = 0;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length];
    (a[axis] < at ? below : above).push(a);
    if (a[axis] < at === b[axis] < at) return;
    crossings++;
    const t = (at - a[axis]) / (b[axis] - a[axis]);
    const other = round(a[across] + (b[across] - a[across]) * t, 7);
    const corner: Point = axis === 0 ? [round(at, 7), other] : [other, round(at, 7)];
    below.push(corner);
    above.push(corner);
  });
  return crossings === 2 ? [below, above] : null;
}

/**
 * The rings with every corner of another ring that lies on one of their sides put in, so that neighbours share all
 * corners. For a few rings that tile a small area: every corner is held against every side.
 */
export function shareCorners(rings: Ring[]): Ring[] {
  const corners = new Map(rings.flat().map((point) => [point.join(' '), point]));
  return rings.map((ring) =>
    ring.flatMap((a, i) => {
      const b = ring[(i + 1) % ring.length];
      const on = [...corners.values()].flatMap((point) => {
        const t = shareAlong(point, a, b);
        return t === null ? [] : [{ t, point }];
      });
      return [a, ...on.sort((one, other) => one.t - other.t).map(({ point }) => point)];
    })
  );
}

/** Half a unit of the seventh decimal on either axis: where rounding has moved a corner off the side that it was put on. */
const ON_SIDE = 1.2e-7;

/** Share of the way from `a` to `b` at which the point lies on it; null: not on it, or at an end. */
function shareAlong([x, y]: Point, a: Point, b: Point): number | null {
  if (x < Math.min(a[0], b[0]) - ON_SIDE || x > Math.max(a[0], b[0]) + ON_SIDE) return null;
  if (y < Math.min(a[1], b[1]) - ON_SIDE || y > Math.max(a[1], b[1]) + ON_SIDE) return null;
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const square = dx * dx + dy * dy;
  const t = ((x - a[0]) * dx + (y - a[1]) * dy) / square;
  if (!(t > 0 && t < 1)) return null;
  if ((x === a[0] && y === a[1]) || (x === b[0] && y === b[1])) return null;
  const off = Math.abs((x - a[0]) * dy - (y - a[1]) * dx) / Math.sqrt(square);
  return off <= ON_SIDE ? t : null;
}
