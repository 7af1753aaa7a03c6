import { area } from '@turf/turf';
import {
  Clipper,
  Clipper64,
  ClipType,
  FillRule,
  PathType,
  type Path64,
  type Paths64,
  type Point64
} from 'clipper2-ts';
import Flatbush from 'flatbush';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { boxOf, createClipPlane } from './clip-plane.ts';

const STEP_M = 0.01;

/**
 * What was wrong with a polygon: it crossed itself; a vertex stuck out as a needle; a vertex stood twice in a row; a ring was
 * open; a ring had no area; a hole lay outside its shell; a shell lay within another, or a hole within a hole.
 */
export type Defect =
  | 'self_crossing'
  | 'spike'
  | 'repeated_points'
  | 'ring_closed'
  | 'ring_dropped'
  | 'hole_outside'
  | 'nested_rings';

export interface Repair {
  /** Null: nothing with an area remains. */
  geometry: Polygon | MultiPolygon | null;
  changed: boolean;
  areaBeforeM2: number;
  areaAfterM2: number;
  /** Each defect with how often it was found. */
  defects: Map<Defect, number>;
}

/**
 * The polygon made valid: rings closed, repeated vertices, needles and rings without an area dropped, holes outside their
 * shell and rings within their like too; rings that cross or touch themselves are taken by the even-odd rule, holes taken
 * off their shell, parts united (in steps of 1 cm). What is valid comes back as the same object, whichever way its rings
 * turn. Areas in m² by Turf; the one before is that of the rings as they were given.
 */
export function repairPolygon(geometry: Polygon | MultiPolygon): Repair {
  const areaBeforeM2 = area(geometry);
  const given = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const defects: Repair['defects'] = new Map();
  const found = (defect: Defect, times = 1): void => {
    defects.set(defect, (defects.get(defect) ?? 0) + times);
  };
  const tidied = given.map((rings) => rings.map((ring) => tidyRing(ring, found)));
  let kept: Position[][][] = [];
  if (given.length === 0) found('ring_dropped');
  for (const [shell, ...holes] of tidied) {
    // A part of a multipolygon, or the whole of a polygon, without a shell has nothing for its holes to be taken off.
    if (shell === undefined || isDegenerate(shell)) found('ring_dropped');
    else {
      const sound = holes.filter((hole) => !isDegenerate(hole));
      if (sound.length < holes.length) found('ring_dropped', holes.length - sound.length);
      kept.push([shell, ...sound]);
    }
  }
  if (ringsCross(kept)) {
    found('self_crossing');
    kept = unite(kept);
  } else kept = withoutStrays(kept, found);
  if (defects.size === 0)
    return { geometry, changed: false, areaBeforeM2, areaAfterM2: areaBeforeM2, defects };
  const mended = toGeometry(kept);
  return { geometry: mended, changed: true, areaBeforeM2, areaAfterM2: mended ? area(mended) : 0, defects };
}

/** A needle is narrower than this at its foot, in metres, and longer than `NEEDLE_LENGTHS` times that. */
const NEEDLE_M = 0.05;
const NEEDLE_LENGTHS = 40;

/** The ring closed, without vertices that stand twice in a row and without needles; the same object where it is so. */
function tidyRing(given: Position[], found: (defect: Defect, times?: number) => void): Position[] {
  const ring = closeRing(given);
  if (ring !== given) found('ring_closed');
  let repeated = 0;
  for (let k = 1; k < ring.length; k++) if (samePlace(ring[k], ring[k - 1])) repeated++;
  // A ring of one place alone is dropped as a whole.
  const once = repeated > 0 ? ring.filter((p, k) => k === 0 || !samePlace(p, ring[k - 1])) : ring;
  if (repeated > 0 && once.length > 3) found('repeated_points', repeated);
  return withoutNeedles(once, found);
}

function withoutNeedles(ring: Position[], found: (defect: Defect, times: number) => void): Position[] {
  if (ring.length < 5) return ring;
  const perLon = Math.cos((ring[0][1] * Math.PI) / 180) * 111_320;
  let open: Position[] | null = null;
  let needles = 0;
  for (let k = 0; k < (open ?? ring).length - (open ? 0 : 1);) {
    const list: Position[] = open ?? ring;
    const count = open ? list.length : list.length - 1;
    if (count < 4) break;
    const before = list[(k + count - 1) % count];
    const after = list[(k + 1) % count];
    if (!isNeedle(before, list[k], after, perLon)) {
      k++;
      continue;
    }
    needles++;
    open ??= ring.slice(0, -1);
    open.splice(k, 1);
    // Where the foot of the needle was one vertex, it now stands twice.
    const last = (k + open.length - 1) % open.length;
    if (samePlace(open[last], open[k % open.length])) open.splice(k % open.length, 1);
    k = Math.max(0, k - 2);
  }
  if (open === null) return ring;
  const blunt = [...open, open[0]];
  // A strip of land a hand wide is all needle, and land.
  if (isDegenerate(blunt)) return ring;
  found('spike', needles);
  return blunt;
}

/** Whether the way a → b → c runs out and back almost over itself. */
function isNeedle(a: Position, b: Position, c: Position, perLon: number): boolean {
  const [ax, ay] = [(a[0] - b[0]) * perLon, (a[1] - b[1]) * 111_320];
  const [cx, cy] = [(c[0] - b[0]) * perLon, (c[1] - b[1]) * 111_320];
  const dot = ax * cx + ay * cy;
  if (dot <= 0) return false;
  const [toA, toC] = [ax * ax + ay * ay, cx * cx + cy * cy];
  const cross = Math.abs(ax * cy - ay * cx);
  // Distance of the nearer neighbour from the leg to the farther one, and how far out b lies.
  const width = cross / Math.sqrt(Math.max(toA, toC));
  return width < NEEDLE_M && Math.sqrt(Math.min(toA, toC)) > NEEDLE_LENGTHS * Math.max(width, 0.001);
}

const samePlace = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/** Of rings that do not cross: holes outside their shell, and rings that lie within their like, left out. */
function withoutStrays(
  parts: Position[][][],
  found: (defect: Defect, times?: number) => void
): Position[][][] {
  const cleaned = parts.map(([shell, ...holes]) => {
    if (holes.length === 0) return [shell];
    const inside = holes.filter((hole) => ringWithin(hole, shell));
    if (inside.length < holes.length) found('hole_outside', holes.length - inside.length);
    const outer = outermost(inside, (hole, other) => ringWithin(hole, other));
    if (outer.length < inside.length) found('nested_rings', inside.length - outer.length);
    return [shell, ...outer];
  });
  const outer = outermost(
    cleaned,
    ([shell], [around, ...holes]) =>
      ringWithin(shell, around) && !holes.some((hole) => ringWithin(shell, hole))
  );
  if (outer.length < cleaned.length) found('nested_rings', cleaned.length - outer.length);
  return outer.length === parts.length && cleaned.every((rings, p) => rings.length === parts[p].length)
    ? parts
    : outer;
}

/** Those that lie within no other; of two that are the same, the first. */
function outermost<T extends Position[] | Position[][]>(
  items: T[],
  within: (item: T, other: T) => boolean
): T[] {
  if (items.length < 2) return items;
  const index = new Flatbush(items.length);
  for (const item of items) {
    const [w, s, e, n] = boxOf([(isRing(item) ? item : item[0]) as Position[]]);
    index.add(w, s, e, n);
  }
  index.finish();
  return items.filter((item, i) => {
    const [w, s, e, n] = boxOf([(isRing(item) ? item : item[0]) as Position[]]);
    return !index
      .search(w, s, e, n)
      .some((j) => j !== i && within(item, items[j]) && (j < i || !within(items[j], item)));
  });
}

const isRing = (item: Position[] | Position[][]): item is Position[] => typeof item[0]?.[0] === 'number';

/** Whether a ring lies inside another that it does not cross; a ring equal to it does. */
function ringWithin(ring: Position[], around: Position[]): boolean {
  const [w, s, e, n] = boxOf([around]);
  for (const [x, y] of ring) if (x < w || x > e || y < s || y > n) return false;
  for (const vertex of ring) {
    const place = placeIn(vertex, around);
    if (place !== 0) return place > 0;
  }
  // Every vertex on the other ring: the middles of the edges decide.
  for (let k = 1; k < ring.length; k++) {
    const middle = [(ring[k][0] + ring[k - 1][0]) / 2, (ring[k][1] + ring[k - 1][1]) / 2];
    const place = placeIn(middle, around);
    if (place !== 0) return place > 0;
  }
  return true;
}

/** 1 inside a ring, −1 outside, 0 on it. */
function placeIn([x, y]: Position, ring: Position[]): -1 | 0 | 1 {
  let inside = false;
  for (let k = 1; k < ring.length; k++) {
    const [a, b] = [ring[k - 1], ring[k]];
    const t = turn(a, b, [x, y]);
    if (
      t === 0 &&
      x >= Math.min(a[0], b[0]) &&
      x <= Math.max(a[0], b[0]) &&
      y >= Math.min(a[1], b[1]) &&
      y <= Math.max(a[1], b[1])
    )
      return 0;
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) * (b[0] - a[0])) / (b[1] - a[1])) inside = !inside;
  }
  return inside ? 1 : -1;
}

/** How many rings turn the wrong way for GeoJSON (RFC 7946 §3.1.6: shells to the left, holes to the right). */
export function countWrongTurns(geometry: Polygon | MultiPolygon): number {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let wrong = 0;
  for (const rings of parts) rings.forEach((ring, r) => turnsLeft(ring) !== (r === 0) && wrong++);
  return wrong;
}

/** The polygon with every shell turning left and every hole right; the same object where they do. */
export function turnRings<G extends Polygon | MultiPolygon>(geometry: G): G {
  if (countWrongTurns(geometry) === 0) return geometry;
  const turned = (rings: Position[][]): Position[][] =>
    rings.map((ring, r) => (turnsLeft(ring) === (r === 0) ? ring : [...ring].reverse()));
  return (
    geometry.type === 'Polygon'
      ? { type: 'Polygon', coordinates: turned(geometry.coordinates) }
      : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(turned) }
  ) as G;
}

function turnsLeft(ring: Position[]): boolean {
  let twice = 0;
  const [x0, y0] = ring[0];
  for (let k = 1; k < ring.length; k++)
    twice += (ring[k - 1][0] - x0) * (ring[k][1] - y0) - (ring[k][0] - x0) * (ring[k - 1][1] - y0);
  return twice >= 0;
}

/**
 * Whether the rings cross, overlap or, within one ring, touch at a point: then areas and tests of inside are not what
 * they seem. Rings that touch each other at a shared vertex are no crossing.
 */
export function crossesItself(geometry: Polygon | MultiPolygon): boolean {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return ringsCross(parts.map((rings) => rings.map(closeRing)));
}

function closeRing(ring: Position[]): Position[] {
  const last = ring[ring.length - 1];
  if (ring.length === 0 || (last[0] === ring[0][0] && last[1] === ring[0][1])) return ring;
  return [...ring, ring[0]];
}

/** Narrower than this many degrees (a centimetre) a ring is a line. */
const WIDTH_DEG = 1e-7;

/** Fewer than three positions that differ, or all of them in one line. */
function isDegenerate(ring: Position[]): boolean {
  if (ring.length < 4) return true;
  const a = ring[0];
  const away = (p: Position): number => Math.hypot(p[0] - a[0], p[1] - a[1]);
  const b = ring.reduce((farthest, p) => (away(p) > away(farthest) ? p : farthest));
  return ring.every((p) => Math.abs(turn(a, b, p)) <= WIDTH_DEG * away(b));
}

function toGeometry(coordinates: Position[][][]): Polygon | MultiPolygon | null {
  if (coordinates.length === 0) return null;
  if (coordinates.length === 1) return { type: 'Polygon', coordinates: coordinates[0] };
  return { type: 'MultiPolygon', coordinates };
}

function unite(parts: Position[][][]): Position[][][] {
  const plane = createClipPlane(boxOf(parts.flat()), STEP_M);
  const clean: Paths64 = [];
  for (const [shell, ...holes] of parts) {
    const clipper = new Clipper64();
    clipper.addSubject(Clipper.union([withoutSpikes(plane.toPath(shell))], FillRule.EvenOdd));
    for (const hole of holes)
      clipper.addPaths(
        Clipper.union([withoutSpikes(plane.toPath(hole))], FillRule.EvenOdd),
        PathType.Clip,
        false
      );
    const out: Paths64 = [];
    clipper.execute(ClipType.Difference, FillRule.NonZero, out);
    clean.push(...out);
  }
  return plane.toMultiPolygon(Clipper.union(clean, FillRule.NonZero)).coordinates;
}

/**
 * The ring without vertices in line with their neighbours, those where it runs back over itself above all: they change no
 * even-odd area, and Clipper loses part of a ring with a level spike.
 */
function withoutSpikes(path: Path64): Path64 {
  const kept: Path64 = [];
  const inLine = (a: Point64, b: Point64, c: Point64): boolean =>
    (b.x - a.x) * (c.y - b.y) === (b.y - a.y) * (c.x - b.x);
  for (const point of path) {
    kept.push(point);
    while (kept.length > 2 && inLine(kept[kept.length - 3], kept[kept.length - 2], kept[kept.length - 1]))
      kept.splice(kept.length - 2, 1);
    while (kept.length > 1 && same(kept[kept.length - 2], kept[kept.length - 1])) kept.pop();
  }
  for (let changed = true; changed && kept.length > 2;) {
    changed = true;
    const [first, second] = kept;
    const last = kept[kept.length - 1];
    if (inLine(kept[kept.length - 2], last, first)) kept.pop();
    else if (inLine(last, first, second)) kept.shift();
    else changed = false;
  }
  return kept;
}

const same = (a: Point64, b: Point64): boolean => a.x === b.x && a.y === b.y;

/** Every pair of segments whose boxes meet is looked at; neighbours in a ring may share their vertex, no more. */
function ringsCross(parts: Position[][][]): boolean {
  const a: Position[] = [];
  const b: Position[] = [];
  const ringOf: number[] = [];
  const ringStart: number[] = [];
  const ringEnd: number[] = [];
  for (const ring of parts.flat()) {
    const start = a.length;
    for (let k = 0; k + 1 < ring.length; k++) {
      // A vertex given twice in a row is no crossing.
      if (ring[k][0] === ring[k + 1][0] && ring[k][1] === ring[k + 1][1]) continue;
      a.push(ring[k]);
      b.push(ring[k + 1]);
      ringOf.push(ringStart.length);
    }
    ringStart.push(start);
    ringEnd.push(a.length - 1);
  }
  if (a.length === 0) return false;
  const index = new Flatbush(a.length);
  for (let i = 0; i < a.length; i++)
    index.add(
      Math.min(a[i][0], b[i][0]),
      Math.min(a[i][1], b[i][1]),
      Math.max(a[i][0], b[i][0]),
      Math.max(a[i][1], b[i][1])
    );
  index.finish();
  let found = false;
  for (let i = 0; i < a.length && !found; i++) {
    const ring = ringOf[i];
    const after = i === ringEnd[ring] ? ringStart[ring] : i + 1;
    const before = i === ringStart[ring] ? ringEnd[ring] : i - 1;
    index.search(
      Math.min(a[i][0], b[i][0]),
      Math.min(a[i][1], b[i][1]),
      Math.max(a[i][0], b[i][0]),
      Math.max(a[i][1], b[i][1]),
      (j) => {
        if (j <= i || found) return false;
        if (j === after || j === before) found = foldsBack(a[i], b[i], a[j], b[j]);
        else found = segmentsMeet(a[i], b[i], a[j], b[j], ringOf[j] === ring);
        return false;
      }
    );
  }
  return found;
}

/** Neighbours in a ring that run back over each other (a spike). */
function foldsBack(a1: Position, b1: Position, a2: Position, b2: Position): boolean {
  if (side(a1, b1, a2) !== 0 || side(a1, b1, b2) !== 0) return false;
  return (b1[0] - a1[0]) * (b2[0] - a2[0]) + (b1[1] - a1[1]) * (b2[1] - a2[1]) < 0;
}

function segmentsMeet(a1: Position, b1: Position, a2: Position, b2: Position, sameRing: boolean): boolean {
  const s1 = side(a1, b1, a2);
  const s2 = side(a1, b1, b2);
  const s3 = side(a2, b2, a1);
  const s4 = side(a2, b2, b1);
  if (s1 === 0 && s2 === 0) return overlaps(a1, b1, a2, b2, sameRing);
  if (s1 * s2 > 0 || s3 * s4 > 0) return false;
  // They meet: across each other, or where an end of the one lies on the other.
  const crossing = s1 !== 0 && s2 !== 0 && s3 !== 0 && s4 !== 0;
  return crossing || sameRing;
}

/** Two segments of one straight line: with a length in common, or within a ring a point. */
function overlaps(a1: Position, b1: Position, a2: Position, b2: Position, sameRing: boolean): boolean {
  const axis = Math.abs(b1[0] - a1[0]) >= Math.abs(b1[1] - a1[1]) ? 0 : 1;
  const from = Math.max(Math.min(a1[axis], b1[axis]), Math.min(a2[axis], b2[axis]));
  const to = Math.min(Math.max(a1[axis], b1[axis]), Math.max(a2[axis], b2[axis]));
  return sameRing ? from <= to : from < to;
}

/** Sign of the turn a → b → p. */
function side(a: Position, b: Position, p: Position): number {
  return Math.sign(turn(a, b, p));
}

function turn(a: Position, b: Position, p: Position): number {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}
