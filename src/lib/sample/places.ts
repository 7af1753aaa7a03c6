import { HALF_WIDTH_M, inside, type StreetClass } from './layout.ts';
import { traceOutline, type GroundPlan } from './ground-plan.ts';
import type { Parcel } from './parcel.ts';
import { between, distance, inRing, type Point, type Ring } from './plane.ts';

/** Where things can stand in the town. */
export interface Places {
  /** Shape of each community on the plan. */
  communities: Ring[];
  /** A place along a street of the community. */
  alongStreet: (community: number, random: () => number) => Point;
  /** A place inside an estate of the community, beside one of its ways. */
  inEstate: (community: number, random: () => number) => Point;
  /** The place along a street that is nearest to shares `s`, `t` of a block. */
  nearBlock: (row: number, column: number, s: number, t: number) => Point;
  /** A place across the avenue, outside every community. */
  outside: (random: () => number) => Point;
  /** Community of a point of the plan, −1: none. */
  communityOf: (point: Point) => number;
  /** Name of the nearest street that has one. */
  streetAt: (point: Point) => string;
}

interface Piece {
  a: Point;
  b: Point;
  highway: StreetClass;
  name: string;
  community: number;
  lengthM: number;
}

/** How much likelier a shop is on a metre of this kind of street. */
const BUSY: Record<StreetClass, number> = {
  primary: 0.7,
  secondary: 1.6,
  tertiary: 1.2,
  residential: 0.8,
  living_street: 0.5,
  pedestrian: 6
};

/** Share of a street's half width at which a door stands: nearer to the street than to any way behind the wall. */
const DOOR = 0.58;

/** Makes the finder of places for a plan. */
export function findPlaces(plan: GroundPlan): Places {
  const count = 1 + Math.max(...plan.cells.map((cell) => cell.community));
  const communities = Array.from({ length: count }, (_, community) =>
    traceOutline(plan.cells.filter((cell) => cell.community === community))
  );
  const communityOf = (point: Point) => communities.findIndex((ring) => inRing(point, ring));
  const pieces = listPieces(plan, communityOf);
  const estates: Parcel[][] = communities.map((_, community) =>
    plan.parcels.filter(
      (p) => p.community === community && p.ground.paths.length > 1 && 'SsMT'.includes(p.lot)
    )
  );
  const beside = ({ a, b, highway }: Piece, t: number, side: number): Point => {
    const at = between(a, b, t);
    const off = (side * HALF_WIDTH_M[highway] * DOOR) / distance(a, b);
    return [at[0] - (b[1] - a[1]) * off, at[1] + (b[0] - a[0]) * off];
  };
  const alongStreet: Places['alongStreet'] = (community, random) => {
    const own = pieces.filter((piece) => piece.community === community);
    const weight = (piece: Piece) => piece.lengthM * BUSY[piece.highway];
    const total = own.reduce((sum, piece) => sum + weight(piece), 0);
    for (let attempt = 0; attempt < 200; attempt++) {
      let left = random() * total;
      const piece = own.find((candidate) => (left -= weight(candidate)) < 0) ?? own[0];
      const point = beside(piece, 0.1 + random() * 0.8, random() < 0.5 ? -1 : 1);
      if (communityOf(point) === community) return point;
    }
    throw new Error(`expected a street inside community ${community}, found none`);
  };
  return {
    communities,
    communityOf,
    alongStreet,
    inEstate: (community, random) => {
      const estate = estates[community][Math.floor(random() * estates[community].length)];
      const line = estate.ground.paths[1 + Math.floor(random() * (estate.ground.paths.length - 1))].line;
      const at = Math.floor(random() * (line.length - 1));
      const spot = between(line[at], line[at + 1], 0.2 + random() * 0.6);
      return [spot[0] + 2.5, spot[1] + 2.5];
    },
    nearBlock: (row, column, s, t) => {
      const cell = plan.cells.find((one) => one.row === row && one.column === column)!;
      const wish = inside(cell.corners, s, t);
      let best: Point = wish;
      let bestM = Infinity;
      for (const piece of pieces) {
        if (piece.community !== cell.community) continue;
        for (const [share, side] of [0.3, 0.7].flatMap((at) => [
          [at, -1],
          [at, 1]
        ])) {
          const point = beside(piece, share, side);
          if (distance(point, wish) >= bestM || communityOf(point) !== cell.community) continue;
          bestM = distance(point, wish);
          best = point;
        }
      }
      return best;
    },
    outside: (random) => {
      const avenues = pieces.filter((piece) => piece.highway === 'primary');
      for (let attempt = 0; attempt < 200; attempt++) {
        const { a, b } = avenues[Math.floor(random() * avenues.length)];
        const off = (random() < 0.5 ? -1 : 1) * (26 + random() * 30);
        const at = between(a, b, random());
        const point: Point = [
          at[0] - ((b[1] - a[1]) * off) / distance(a, b),
          at[1] + ((b[0] - a[0]) * off) / distance(a, b)
        ];
        if (communityOf(point) < 0) return point;
      }
      throw new Error('expected room across the avenue, found none');
    },
    streetAt: (point) => {
      let best = '';
      let bestM = Infinity;
      for (const { a, b, name } of pieces) {
        if (!name) continue;
        const gap = Math.min(distance(point, a), distance(point, b), distance(point, between(a, b, 0.5)));
        if (gap < bestM) [best, bestM] = [name, gap];
      }
      return best;
    }
  };
}

/** The pieces of public streets, with the community of their middle (a border street goes to either side). */
function listPieces(plan: GroundPlan, communityOf: (point: Point) => number): Piece[] {
  const pieces: Piece[] = [];
  for (const { line, highway, name, parcel } of plan.ways) {
    if (parcel >= 0 || highway === 'service' || highway === 'footway') continue;
    for (let i = 1; i < line.length; i++) {
      const a = line[i - 1];
      const b = line[i];
      const lengthM = distance(a, b);
      if (lengthM < 3) continue;
      const across = 2 / lengthM;
      const middle = between(a, b, 0.5);
      const sides = [-1, 1].map((side) =>
        communityOf([middle[0] - (b[1] - a[1]) * across * side, middle[1] + (b[0] - a[0]) * across * side])
      );
      for (const community of new Set(sides)) {
        if (community >= 0) pieces.push({ a, b, highway, name, community, lengthM });
      }
    }
  }
  return pieces;
}
