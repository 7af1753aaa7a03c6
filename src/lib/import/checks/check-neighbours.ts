import { area } from '@turf/turf';
import {
  Clipper,
  FillRule,
  PointInPolygonResult,
  type Path64,
  type Paths64,
  type Point64,
  type Rect64
} from 'clipper2-ts';
import Flatbush from 'flatbush';
import { cascadeUnion } from '../../geometry/cascade.ts';
import { boxOf, createClipPlane, type ClipPlane } from '../../geometry/clip-plane.ts';
import { decodeWkb, encodeWkb } from '../../geometry/wkb.ts';
import type { Ledger } from '../ledger.ts';
import { partsOf, snapNeighbours, type Shape } from './snap-neighbours.ts';
import { plainCell } from '../values/numbers.ts';

/** Two shapes that lie over each other, by index. */
export interface Overlap {
  a: number;
  b: number;
  areaM2: number;
}

/** A hole that several shapes enclose without filling it; the shapes that bound it, by index. */
export interface Gap {
  around: number[];
  areaM2: number;
  /** A vertex of it, WGS84. */
  lon: number;
  lat: number;
}

const STEP_M = 0.01;
/** Less than this is the trace of rounding to centimetres along a boundary, not land. */
const LEAST_M2 = 1;

/** Shapes as paths of whole centimetres (shells to the left, holes to the right) with their boxes; null has none. */
interface LaidOut {
  plane: ClipPlane;
  paths: Paths64[];
  boxes: (Rect64 | null)[];
  /** Shapes that have a box. */
  present: number[];
  /** Boxes of the present shapes. */
  index: Flatbush;
  /** For each shape, the ends of those of its edges that no other shape has the other way round. */
  lonely: Point64[][];
  /** A point inside each present shape. */
  inner: (Point64 | null)[];
}

function layOut(shapes: readonly (Shape | null)[]): LaidOut {
  const rings = shapes.flatMap((shape) => (shape === null ? [] : partsOf(shape).flat()));
  const plane = createClipPlane(boxOf(rings), STEP_M);
  const paths = shapes.map((shape) =>
    (shape === null ? [] : partsOf(shape)).flatMap((part) =>
      part
        .map((ring, r): Path64 => {
          const path = plane.toPath(ring.slice(0, -1));
          return Clipper.area(path) > 0 === (r === 0) ? path : path.reverse();
        })
        .filter((path) => path.length > 2)
    )
  );
  const boxes = paths.map((each) => (each.length === 0 ? null : Clipper.getBoundsPaths(each)));
  const present = shapes.flatMap((_, i) => (boxes[i] === null ? [] : [i]));
  const index = new Flatbush(Math.max(1, present.length));
  for (const i of present) index.add(boxes[i]!.left, boxes[i]!.top, boxes[i]!.right, boxes[i]!.bottom);
  if (present.length === 0) index.add(0, 0, 0, 0);
  index.finish();
  const inner = paths.map((each, i) => (boxes[i] === null ? null : innerPoint(each, boxes[i]!)));
  return { plane, paths, boxes, present, index, lonely: findLonely(paths), inner };
}

function findLonely(paths: Paths64[]): Point64[][] {
  // Vertices by number, so that an edge is one number too.
  const numbers = new Map<number, Map<number, number>>();
  let count = 0;
  const numberOf = ({ x, y }: Point64): number => {
    let row = numbers.get(x);
    if (!row) numbers.set(x, (row = new Map()));
    let number = row.get(y);
    if (number === undefined) row.set(y, (number = count++));
    return number;
  };
  const numbered = paths.map((each) => each.map((path) => path.map(numberOf)));
  const edges = new Set<number>();
  for (const ring of numbered.flat())
    for (let k = 0, before = ring[ring.length - 1]; k < ring.length; before = ring[k++])
      edges.add(before * count + ring[k]);
  return numbered.map((each, i) =>
    each.flatMap((ring, r) =>
      ring.flatMap((to, k) => {
        const from = ring[(k + ring.length - 1) % ring.length];
        if (from === to || edges.has(to * count + from)) return [];
        return [paths[i][r][(k + ring.length - 1) % ring.length], paths[i][r][k]];
      })
    )
  );
}

/** The middle of the widest stretch of the shape half-way up its box. */
function innerPoint(paths: Paths64, { top, bottom }: Rect64): Point64 | null {
  const y = Math.floor((top + bottom) / 2) + 0.5;
  const crossings: number[] = [];
  for (const path of paths)
    for (let k = 0, before = path[path.length - 1]; k < path.length; before = path[k++])
      if (before.y > y !== path[k].y > y)
        crossings.push(before.x + ((y - before.y) * (path[k].x - before.x)) / (path[k].y - before.y));
  crossings.sort((a, b) => a - b);
  let best: Point64 | null = null;
  let widest = 0;
  for (let k = 0; k + 1 < crossings.length; k += 2)
    if (crossings[k + 1] - crossings[k] > widest) {
      widest = crossings[k + 1] - crossings[k];
      best = { x: Math.round((crossings[k] + crossings[k + 1]) / 2), y: Math.floor(y) };
    }
  return best;
}

const squareMetres = (paths: Paths64): number =>
  Math.abs(paths.reduce((sum, path) => sum + Clipper.area(path), 0)) * STEP_M * STEP_M;

/**
 * Pairs of shapes (valid, WGS84; null is skipped) that overlap by a square metre or more, the largest first, and the gaps
 * of that size that they enclose, in a plane around their middle in steps of 1 cm. A hole in one shape alone is no gap.
 */
export function compareNeighbours(shapes: readonly (Shape | null)[]): { overlaps: Overlap[]; gaps: Gap[] } {
  const laid = layOut(shapes);
  if (laid.present.length < 2) return { overlaps: [], gaps: [] };
  const overlaps: Overlap[] = [];
  for (const a of laid.present) {
    const box = laid.boxes[a]!;
    for (const k of laid.index.search(box.left, box.top, box.right, box.bottom)) {
      const b = laid.present[k];
      if (b <= a) continue;
      const areaM2 = overlapM2(laid, a, b);
      if (areaM2 >= LEAST_M2) overlaps.push({ a, b, areaM2 });
    }
  }
  overlaps.sort((x, y) => y.areaM2 - x.areaM2);
  return { overlaps, gaps: findGaps(laid) };
}

/**
 * Two shapes whose edges in the box that both share all run along a neighbour's cannot overlap unless one lies whole on
 * others; that is asked of a point inside each.
 */
function overlapM2({ paths, boxes, lonely, inner }: LaidOut, a: number, b: number): number {
  const [p, q] = [boxes[a]!, boxes[b]!];
  const shared: Rect64 = {
    left: Math.max(p.left, q.left),
    top: Math.max(p.top, q.top),
    right: Math.min(p.right, q.right),
    bottom: Math.min(p.bottom, q.bottom)
  };
  if (shared.right - shared.left < 1 || shared.bottom - shared.top < 1) return 0;
  const suspect =
    edgeWithin(lonely[a], shared) ||
    edgeWithin(lonely[b], shared) ||
    contains(paths[b], inner[a]) ||
    contains(paths[a], inner[b]);
  if (!suspect) return 0;
  // Not of what `Clipper.rectClip` leaves in the box: along shared edges that adds pieces of hundreds of square metres.
  return squareMetres(Clipper.intersect(paths[a], paths[b], FillRule.NonZero));
}

/** Whether the box of an edge (two points each) meets the box. */
function edgeWithin(ends: Point64[], { left, top, right, bottom }: Rect64): boolean {
  for (let k = 0; k < ends.length; k += 2) {
    const [a, b] = [ends[k], ends[k + 1]];
    if (Math.max(a.x, b.x) < left || Math.min(a.x, b.x) > right) continue;
    if (Math.max(a.y, b.y) >= top && Math.min(a.y, b.y) <= bottom) return true;
  }
  return false;
}

function contains(paths: Paths64, point: Point64 | null): boolean {
  if (point === null) return false;
  let inside = false;
  for (const path of paths)
    if (Clipper.pointInPolygon(point, path) === PointInPolygonResult.IsInside) inside = !inside;
  return inside;
}

/**
 * Holes of the union of the shapes that have an edge without a neighbour, for a gap lies between such, less the shapes that
 * lie in them. What one shape alone has round it is no gap.
 */
function findGaps({ paths, boxes, plane, present, index, lonely, inner }: LaidOut): Gap[] {
  const edgy = nearFirst(
    boxes,
    present.filter((i) => lonely[i].length > 0)
  );
  const union = cascadeUnion(
    edgy.map((i) => Clipper.union(paths[i], FillRule.NonZero)),
    0
  );
  const holes = union.flatMap((path): Paths64 => {
    if (Clipper.area(path) >= 0) return [];
    const shell = [...path].reverse();
    const filled = present.filter((i) => contains([shell], inner[i])).flatMap((i) => paths[i]);
    return filled.length === 0 ? [shell] : Clipper.difference([shell], filled, FillRule.NonZero);
  });
  const gaps: Gap[] = [];
  for (const coordinates of plane.toMultiPolygon(holes).coordinates) {
    const areaM2 = area({ type: 'Polygon', coordinates });
    if (areaM2 < LEAST_M2) continue;
    const rings = coordinates.map((ring) => plane.toPath(ring.slice(0, -1)));
    const { left, top, right, bottom } = Clipper.getBounds(rings[0]);
    // A step of slack, for the union rounds where edges meet.
    const around = index
      .search(left - 2, top - 2, right + 2, bottom + 2)
      .map((k) => present[k])
      .filter((i) => rings.some((ring) => touches(paths[i], ring)));
    if (around.length < 2) continue;
    const [lon, lat] = coordinates[0][0];
    gaps.push({ around: around.sort((a, b) => a - b), areaM2, lon, lat });
  }
  return gaps.sort((a, b) => b.areaM2 - a.areaM2);
}

/** Rows by place, so that the union grows among neighbours. */
function nearFirst(boxes: LaidOut['boxes'], rows: number[]): number[] {
  const bands = Math.max(1, Math.round(Math.sqrt(rows.length)));
  const tops = rows.map((i) => boxes[i]!.top);
  const from = tops.reduce((least, top) => Math.min(least, top), Infinity);
  const size = Math.max(1, (tops.reduce((most, top) => Math.max(most, top), -Infinity) - from) / bands);
  const band = (i: number): number => Math.floor((boxes[i]!.top - from) / size);
  return [...rows].sort((a, b) => band(a) - band(b) || boxes[a]!.left - boxes[b]!.left);
}

/** Whether a vertex of the gap lies on an edge of the shape, to two steps. */
function touches(paths: Paths64, gap: Path64): boolean {
  for (const path of paths)
    for (let k = 0, before = path[path.length - 1]; k < path.length; before = path[k++]) {
      const [dx, dy] = [path[k].x - before.x, path[k].y - before.y];
      const length = Math.hypot(dx, dy);
      for (const { x, y } of gap) {
        if (x < Math.min(before.x, path[k].x) - 2 || x > Math.max(before.x, path[k].x) + 2) continue;
        if (y < Math.min(before.y, path[k].y) - 2 || y > Math.max(before.y, path[k].y) + 2) continue;
        if (Math.abs((x - before.x) * dy - (y - before.y) * dx) <= 2 * length) return true;
      }
    }
  return false;
}

/** Names shown of each list. */
const SHOWN = 12;

/**
 * What the units of one level do to each other: vertices that differ by rounding are snapped (and listed), overlaps and
 * gaps are named with their areas. `parts` is changed where a shape was snapped.
 */
export function checkNeighbours(
  ledger: Ledger,
  parts: Uint8Array[][],
  names: (string | null)[] | null
): void {
  const rows = ledger.standing().filter((i) => parts[i].length > 0);
  if (rows.length < 2) return;
  const given = rows.map((i) => decodeWkb(parts[i][0]) as Shape);
  const { shapes, moved } = snapNeighbours(given, (k) => ledger.mayMend(rows[k], 'sliver_snapped'));
  moved.forEach((count, k) => {
    if (count === 0) return;
    parts[rows[k]] = [encodeWkb(shapes[k]!)];
    ledger.repair(rows[k], 'geometry', 'sliver_snapped', String(count), '0');
  });
  const { overlaps, gaps } = compareNeighbours(shapes);
  const zh = ledger.lang === 'zh';
  const nameOf = (k: number): string =>
    plainCell(names?.[rows[k]] ?? null).slice(0, 40) ||
    (zh ? `第 ${ledger.row(rows[k])} 行` : `row ${ledger.row(rows[k])}`);
  const sizeOf = (m2: number): string => Math.round(m2).toLocaleString('en-US', { maximumFractionDigits: 0 });
  const warn = (code: 'units_overlap' | 'units_gap', items: { areaM2: number; words: string }[]): void => {
    if (items.length === 0) return;
    const list = items.slice(0, SHOWN).map(({ words }) => words);
    ledger.warn(code, {
      count: items.length,
      area: sizeOf(items.reduce((sum, { areaM2 }) => sum + areaM2, 0)),
      list: list.join(zh ? '；' : '; ') + (items.length > SHOWN ? '…' : '')
    });
  };
  warn(
    'units_overlap',
    overlaps.map(({ a, b, areaM2 }) => ({
      areaM2,
      words: zh
        ? `${nameOf(a)} 与 ${nameOf(b)} 重叠 ${sizeOf(areaM2)} m²`
        : `${nameOf(a)} and ${nameOf(b)} by ${sizeOf(areaM2)} m²`
    }))
  );
  warn(
    'units_gap',
    gaps.map(({ around, areaM2 }) => {
      const between = around
        .slice(0, 4)
        .map(nameOf)
        .join(zh ? '、' : ', ');
      return {
        areaM2,
        words: zh ? `${between} 之间空出 ${sizeOf(areaM2)} m²` : `${sizeOf(areaM2)} m² between ${between}`
      };
    })
  );
}
