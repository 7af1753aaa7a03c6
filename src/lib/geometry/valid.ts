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

export interface Repair {
  /** Null: nothing with an area remains. */
  geometry: Polygon | MultiPolygon | null;
  changed: boolean;
  areaBeforeM2: number;
  areaAfterM2: number;
}

/**
 * The polygon made valid: rings closed, rings without an area dropped; rings that cross or touch themselves are taken
 * by the even-odd rule, holes taken off their shell, parts united (in steps of 1 cm). What is valid comes back as the same
 * object, whichever way its rings turn. Areas in m² by Turf; the one before is that of the rings as they were given.
 */
export function repairPolygon(geometry: Polygon | MultiPolygon): Repair {
  const areaBeforeM2 = area(geometry);
  const given = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const parts = given.map((rings) => rings.map(closeRing));
  const kept = parts
    .filter((rings) => rings.length > 0 && !isDegenerate(rings[0]))
    .map((rings) => rings.filter((ring) => !isDegenerate(ring)));
  let coordinates = kept;
  if (ringsCross(kept)) coordinates = unite(kept);
  const changed =
    kept.length === 0 ||
    coordinates !== kept ||
    kept.length !== given.length ||
    kept.some(
      (rings, p) => rings.length !== given[p].length || rings.some((ring, r) => ring !== given[p][r])
    );
  if (!changed) return { geometry, changed, areaBeforeM2, areaAfterM2: areaBeforeM2 };
  const mended = toGeometry(coordinates);
  return { geometry: mended, changed, areaBeforeM2, areaAfterM2: mended ? area(mended) : 0 };
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
