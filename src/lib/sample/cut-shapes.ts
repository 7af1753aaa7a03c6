import {
  Clipper,
  Clipper64,
  ClipType,
  EndType,
  FillRule,
  JoinType,
  type Path64,
  type Paths64
} from 'clipper2-ts';
import { box, ringArea, type Line, type Ring } from './plane.ts';

/** Clipper works in whole numbers: centimetres here. */
const CM = 100;

const toPath = (line: Line): Path64 =>
  line.map(([x, y]) => ({ x: Math.round(x * CM), y: Math.round(y * CM) }));
const fromPath = (path: Path64): Line => path.map(({ x, y }) => [x / CM, y / CM]);
const shells = (paths: Paths64): Ring[] =>
  paths.filter((path) => Clipper.isPositive(path)).map((path) => fromPath(path));

/** The band of `halfM` metres on both sides of the lines, as rings (holes are left out). */
export function band(lines: Line[], halfM: number): Ring[] {
  return shells(Clipper.inflatePaths(lines.map(toPath), halfM * CM, JoinType.Miter, EndType.Butt, 2));
}

/** The ring made narrower by `byM` metres on all sides; none, one or several rings, the largest first. */
export function shrink(ring: Ring, byM: number): Ring[] {
  const path = toPath(ring);
  if (!Clipper.isPositive(path)) path.reverse();
  const inner = shells(Clipper.inflatePaths([path], -byM * CM, JoinType.Miter, EndType.Polygon, 2));
  return inner.sort((a, b) => ringArea(b) - ringArea(a));
}

/** What is left of `ring` outside `without`, as rings (holes are left out). */
export function subtract(ring: Ring, without: Ring[]): Ring[] {
  const [west, south, east, north] = box(ring);
  const near = without.filter((other) => {
    const [w, s, e, n] = box(other);
    return w <= east && e >= west && s <= north && n >= south;
  });
  return shells(Clipper.difference([toPath(ring)], near.map(toPath), FillRule.NonZero));
}

/** What of the rings lies inside `within`. */
export function intersect(rings: Ring[], within: Ring): Ring[] {
  return shells(Clipper.intersect(rings.map(toPath), [toPath(within)], FillRule.NonZero));
}

/** The pieces of the lines inside the rings (`inside`), or outside them. */
export function clipLines(lines: Line[], rings: Ring[], inside: boolean): Line[] {
  const clipper = new Clipper64();
  clipper.addOpenSubject(lines.map(toPath));
  clipper.addClip(rings.map(toPath));
  const open: Paths64 = [];
  clipper.execute(inside ? ClipType.Intersection : ClipType.Difference, FillRule.NonZero, [], open);
  return open.map(fromPath).filter((line) => line.length > 1);
}
