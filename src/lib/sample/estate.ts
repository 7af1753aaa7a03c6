import type { Lot } from './layout.ts';
import { box, cutsAt, distance, ringArea, ringCentre, type Line, type Point, type Ring } from './plane.ts';
import { clipLines, shrink } from './cut-shapes.ts';

/** A building of the plan; `households` 0: nobody lives in it. */
export interface Building {
  ring: Ring;
  centre: Point;
  storeys: number;
  footprintM2: number;
  households: number;
}

/** What stands on a lot. */
export interface Ground {
  buildings: Building[];
  /** Paths on the lot: its ring road first, all joined to it. */
  paths: { line: Line; highway: 'service' | 'footway' }[];
  /** Greens, pitches and ponds on the lot. */
  areas: { ring: Ring; kind: 'green' | 'water' | 'pitch' }[];
  /** Ends of its ways at the wall where a gate can be, and which way is out. */
  doors: { at: Point; out: Point }[];
}

interface Rows {
  /** Depth of a building and distance between rows, metres. */
  depth: number;
  pitch: number;
  /** Wished length of a building. */
  length: number;
  gap: number;
  storeys: [number, number];
  /** Households on each floor per 15 m of length. */
  perFloor: number;
  /** Share of places left open. */
  open: number;
}

const ROWS: Partial<Record<Lot, Rows>> = {
  S: { depth: 12, pitch: 25, length: 40, gap: 9, storeys: [5, 6], perFloor: 1.9, open: 0.05 },
  s: { depth: 10, pitch: 22, length: 38, gap: 9, storeys: [3, 5], perFloor: 2, open: 0.04 },
  I: { depth: 12, pitch: 25, length: 40, gap: 9, storeys: [6, 6], perFloor: 1.9, open: 0.06 },
  M: { depth: 14, pitch: 34, length: 44, gap: 12, storeys: [8, 11], perFloor: 1.4, open: 0.08 },
  T: { depth: 18, pitch: 42, length: 30, gap: 19, storeys: [18, 28], perFloor: 1.65, open: 0.08 },
  C: { depth: 17, pitch: 28, length: 50, gap: 8, storeys: [2, 4], perFloor: 0, open: 0 },
  W: { depth: 28, pitch: 40, length: 70, gap: 12, storeys: [1, 1], perFloor: 0, open: 0.15 },
  X: { depth: 20, pitch: 46, length: 56, gap: 14, storeys: [4, 12], perFloor: 0, open: 0.1 }
};

/** Metres from a lot's wall to its ring road, and from the wall to the nearest building. */
export const RING_ROAD_M = 4;
const BUILDING_LINE_M = 7;

/** A rectangle of the plan. */
export const rectangle = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north]
];

/** A building of the plan on the given ring. */
export function building(ring: Ring, storeys: number, households: number): Building {
  return { ring, centre: ringCentre(ring), storeys, footprintM2: Math.round(ringArea(ring)), households };
}

/** The ring as a line that ends where it began. */
export const closed = (ring: Ring): Line => [...ring, ring[0]];

/** The stretch at height `south`–`north` that lies inside the ring all the way up. */
function roomAt(ring: Ring, south: number, north: number): [number, number][] {
  let room = cutsAt(south, ring);
  for (const y of [(south + north) / 2, north]) {
    const other = cutsAt(y, ring);
    room = room.flatMap(([a, b]) =>
      other.map(([c, d]): [number, number] => [Math.max(a, c), Math.min(b, d)]).filter(([w, e]) => e > w)
    );
  }
  return room;
}

/** Fills a walled or open lot with rows of buildings that face south, and the ways between them. */
export function buildRows(lot: Lot, wall: Ring, random: () => number): Ground {
  const style = ROWS[lot] ?? ROWS.S!;
  const ground: Ground = { buildings: [], paths: [], areas: [], doors: [] };
  const [ring] = shrink(wall, RING_ROAD_M);
  const [zone] = shrink(wall, BUILDING_LINE_M);
  if (!ring || !zone) return ground;
  const [west, south, east, north] = box(zone);
  const columns = Math.max(1, Math.round((east - west + style.gap) / (style.length + style.gap)));
  const width = (east - west + style.gap) / columns;
  const spines: number[] = [];
  for (let i = 1; i < columns; i++) spines.push(west + i * width - style.gap / 2);
  const rows = Math.max(1, Math.floor((north - south - style.depth) / style.pitch + 1.2));
  const pitch = rows > 1 ? Math.min(style.pitch * 1.25, (north - south - style.depth) / (rows - 1)) : 0;
  for (const line of rows > 2 ? uprightSides(ring) : [closed(ring)])
    ground.paths.push({ line, highway: 'service' });
  for (const x of style.perFloor > 0 ? spines.filter((_, i) => i % 3 === 0) : []) {
    addPath(
      ground,
      [
        [x, south - 20],
        [x, north + 20]
      ],
      ring,
      'footway'
    );
    addDoors(ground, ring, x, 'upright');
  }
  for (let row = 0; row < rows; row++) {
    const y =
      rows > 1 ? Math.min(south + row * pitch, north - style.depth) : (south + north - style.depth) / 2;
    for (const [a, b] of roomAt(zone, y, y + style.depth)) {
      for (let i = 0; i < columns; i++) {
        const from = Math.max(a, west + i * width);
        const to = Math.min(b, west + (i + 1) * width - style.gap);
        placeBuilding(ground, style, from, to, y, lot, random);
      }
    }
    if (row < rows - 1 && lot !== 'W') {
      const way = y + style.depth + (lot === 'T' ? 12 : 4.5);
      addPath(
        ground,
        [
          [west - 20, way],
          [east + 20, way]
        ],
        ring,
        'footway'
      );
      if (row === Math.floor((rows - 1) / 2)) addDoors(ground, ring, way, 'level');
    }
  }
  if (!ground.doors.length) addDoors(ground, ring, (south + north) / 2, 'level');
  return ground;
}

/** The sides of a ring road that run north–south; rows of buildings have ways of their own. */
function uprightSides(ring: Ring): Line[] {
  const lines: Line[] = [];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length];
    if (Math.abs(b[1] - a[1]) < 0.7 * Math.abs(b[0] - a[0])) return;
    const last = lines[lines.length - 1];
    if (last && last[last.length - 1] === a) last.push(b);
    else lines.push([a, b]);
  });
  return lines;
}

/** Adds doors where the upright or level line at `at` meets the ring. */
export function addDoors(ground: Ground, ring: Ring, at: number, way: 'upright' | 'level'): void {
  const level = way === 'level';
  const cuts = cutsAt(at, level ? ring : ring.map(([x, y]) => [y, x]));
  if (!cuts.length) return;
  const low = cuts[0][0];
  const high = cuts[cuts.length - 1][1];
  ground.doors.push(
    level ? { at: [low, at], out: [-1, 0] } : { at: [at, low], out: [0, -1] },
    level ? { at: [high, at], out: [1, 0] } : { at: [at, high], out: [0, 1] }
  );
}

function placeBuilding(
  ground: Ground,
  style: Rows,
  from: number,
  to: number,
  y: number,
  lot: Lot,
  random: () => number
): void {
  const shortest = lot === 'T' ? 18 : 20;
  if (to - from < shortest) return;
  const draw = random();
  const [low, high] = style.storeys;
  const storeys = low + Math.floor(random() * (high - low + 1));
  if (draw < style.open) {
    if (style.perFloor > 0)
      ground.areas.push({ ring: rectangle(from, y, to, y + style.depth), kind: 'green' });
    return;
  }
  const length = lot === 'T' ? Math.min(style.length, to - from) : to - from;
  const west = lot === 'T' ? from + (to - from - length) * random() : from;
  const units = Math.max(1, Math.round(length / 15));
  const households = Math.round(units * style.perFloor * storeys);
  ground.buildings.push(building(rectangle(west, y, west + length, y + style.depth), storeys, households));
}

export function addPath(ground: Ground, line: Line, ring: Ring, highway: 'footway' | 'service'): void {
  for (const piece of clipLines([line], [ring], true)) {
    if (distance(piece[0], piece[piece.length - 1]) > 8) ground.paths.push({ line: piece, highway });
  }
}

/** The ground turned by `slope` (rise over run) about a point: rows then run along a street that is not level. */
export function turnGround(ground: Ground, slope: number, about: Point): Ground {
  const turned = <T extends Line>(line: T) => line.map((point) => turnPoint(point, slope, about));
  return {
    buildings: ground.buildings.map((item) => ({
      ...item,
      ring: turned(item.ring),
      centre: turnPoint(item.centre, slope, about)
    })),
    paths: ground.paths.map((path) => ({ ...path, line: turned(path.line) })),
    areas: ground.areas.map((area) => ({ ...area, ring: turned(area.ring) })),
    doors: ground.doors.map(({ at, out }) => ({ at: turnPoint(at, slope, about), out }))
  };
}

/** The point turned about another so that what was level rises by `slope`. */
export function turnPoint([x, y]: Point, slope: number, [aboutX, aboutY]: Point): Point {
  const cos = 1 / Math.sqrt(1 + slope * slope);
  const sin = slope * cos;
  const dx = x - aboutX;
  const dy = y - aboutY;
  return [aboutX + dx * cos - dy * sin, aboutY + dx * sin + dy * cos];
}
