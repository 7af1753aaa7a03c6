import { RING_ROAD_M, addDoors, addPath, building, closed, rectangle, type Ground } from './estate.ts';
import { shrink } from './cut-shapes.ts';
import { between, box, distance, inRing, ringArea, type Line, type Point, type Ring } from './plane.ts';
import { inside } from './layout.ts';

/** Depth of a courtyard house with its yard, metres. */
const YARD_M = 12.5;
/** Ground for a household of the old quarter, m² on one floor. */
const HOUSEHOLD_M2 = 30;
/** A house that would be smaller is left out. */
const SMALLEST_M2 = 32;

/**
 * Courtyard houses of the old quarter, close together on a small lot between lanes. `plot` is the lot's four corners
 * (south-west first): rows follow its sides.
 */
export function buildHouses(wall: Ring, plot: Ring, random: () => number): Ground {
  const ground: Ground = { buildings: [], paths: [], areas: [], doors: [] };
  const [zone] = shrink(wall, 1);
  if (!zone) return ground;
  const [sw, se, ne, nw] = plot;
  const width = (distance(sw, se) + distance(nw, ne)) / 2;
  const height = (distance(sw, nw) + distance(se, ne)) / 2;
  const rows = Math.max(1, Math.round((height - 5) / YARD_M));
  for (let row = 0; row < rows; row++) {
    const south = (3 + (row * (height - 5)) / rows) / height;
    const north = (3 + ((row + 1) * (height - 5)) / rows - 3.4) / height;
    let x = 3.5;
    while (width - 3.5 - x > 7) {
      const left = width - 3.5 - x;
      const length = left < 22 ? left : 10 + random() * 10;
      const set = (random() * 1.8) / height;
      const corners = (
        [
          [x, south + set],
          [x + length - 1.6, south + set],
          [x + length - 1.6, north],
          [x, north]
        ] satisfies Point[]
      ).map(([at, t]) => inside(plot, at / width, t));
      const ring = fit(corners, zone);
      const storeys = random() < 0.25 ? 2 : 1;
      if (ring && ringArea(ring) > SMALLEST_M2) {
        const households = Math.max(1, Math.round((ringArea(ring) * storeys) / HOUSEHOLD_M2));
        ground.buildings.push(building(ring, storeys, households));
      }
      x += length;
    }
  }
  return ground;
}

/** A park: a path around, two that wind through it, and a pond. */
export function buildPark(wall: Ring): Ground {
  const ground: Ground = { buildings: [], paths: [], areas: [], doors: [] };
  const [ring] = shrink(wall, 8);
  if (!ring) return ground;
  ground.paths.push({ line: closed(ring), highway: 'footway' });
  const [west, south, east, north] = box(ring);
  addDoors(ground, ring, south + (north - south) * 0.4, 'level');
  addDoors(ground, ring, west + (east - west) * 0.4, 'upright');
  const at = (s: number, t: number): Point => [west + (east - west) * s, south + (north - south) * t];
  for (const way of [
    [at(-0.1, 0.2), at(0.2, 0.28), at(0.34, 0.55), at(0.55, 0.72), at(0.8, 0.7), at(1.1, 0.85)],
    [at(0.28, 1.1), at(0.3, 0.8), at(0.34, 0.55), at(0.42, 0.25), at(0.66, 0.2), at(0.9, -0.1)],
    [at(0.55, 0.72), at(0.82, 0.48), at(0.66, 0.2)]
  ]) {
    addPath(ground, bend(way), ring, 'footway');
  }
  const pond = [at(0.47, 0.38), at(0.55, 0.3), at(0.66, 0.32), at(0.7, 0.45), at(0.63, 0.56), at(0.5, 0.58)];
  ground.areas.push({ ring: bend([...pond, pond[0]]).slice(0, -1), kind: 'water' });
  return ground;
}

/** A smooth line through the given points (Catmull and Rom 1974); a closed one where the first is also the last. */
function bend(line: Line): Line {
  const out: Line = [line[0]];
  const ends = line[0] === line[line.length - 1];
  for (let i = 1; i < line.length; i++) {
    const b = line[i - 1];
    const c = line[i];
    const a = line[i - 2] ?? (ends ? line[line.length - 2] : b);
    const d = line[i + 1] ?? (ends ? line[1] : c);
    for (const t of [0.2, 0.4, 0.6, 0.8]) {
      const at = (k: 0 | 1) =>
        0.5 *
        (2 * b[k] +
          (c[k] - a[k]) * t +
          (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t +
          (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t * t * t);
      out.push([at(0), at(1)]);
    }
    out.push(c);
  }
  return out;
}

/** A school: a pitch with a running track, two or three buildings and a way between them. */
export function buildSchool(wall: Ring): Ground {
  const ground: Ground = { buildings: [], paths: [], areas: [], doors: [] };
  const [ring] = shrink(wall, RING_ROAD_M);
  if (!ring) return ground;
  ground.paths.push({ line: closed(ring), highway: 'service' });
  const [west, south, east, north] = box(ring);
  addDoors(ground, ring, south + (north - south) * 0.46, 'level');
  addDoors(ground, ring, west + (east - west) * 0.5, 'upright');
  const put = (s1: number, t1: number, s2: number, t2: number): Ring =>
    rectangle(
      west + (east - west) * s1,
      south + (north - south) * t1,
      west + (east - west) * s2,
      south + (north - south) * t2
    );
  for (const ringOf of [put(0.1, 0.78, 0.9, 0.92), put(0.1, 0.5, 0.62, 0.62), put(0.74, 0.5, 0.9, 0.74)]) {
    const fitting = fit(ringOf, ring);
    if (fitting) ground.buildings.push(building(fitting, 4, 0));
  }
  const [w, s, e, n] = [put(0.12, 0.08, 0.88, 0.42)].map((field) => box(field))[0];
  const cut = (n - s) * 0.38;
  const track: Ring = [
    [w + cut, s],
    [e - cut, s],
    [e - cut * 0.3, s + cut * 0.3],
    [e, s + cut],
    [e, n - cut],
    [e - cut * 0.3, n - cut * 0.3],
    [e - cut, n],
    [w + cut, n],
    [w + cut * 0.3, n - cut * 0.3],
    [w, n - cut],
    [w, s + cut],
    [w + cut * 0.3, s + cut * 0.3]
  ];
  const field = fit(track, ring);
  if (field) ground.areas.push({ ring: field, kind: 'pitch' });
  return ground;
}

/** The shape, made smaller about its middle until it lies inside the ring; undefined where half its size doesn't. */
function fit(shape: Ring, ring: Ring): Ring | undefined {
  const [west, south, east, north] = box(shape);
  const middle: Point = [(west + east) / 2, (south + north) / 2];
  for (const scale of [1, 0.9, 0.8, 0.7, 0.6, 0.5]) {
    const smaller = shape.map((point) => between(middle, point, scale));
    if (smaller.every((corner) => inRing(corner, ring))) return smaller;
  }
  return undefined;
}
