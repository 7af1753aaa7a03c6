import { Clipper, FillRule, type Path64, type Paths64, type Rect64 } from 'clipper2-ts';
import Flatbush from 'flatbush';
import { liesWithin } from './clip-plane.ts';

/**
 * The union of pieces, each of which is clean (shells turn left, holes right, nothing overlaps). Neighbours in the row
 * are united two by two, and only the paths near the other one take part: Clipper's sweep costs vertices × edges under
 * way. Holes smaller than `fillUnder` (square steps) are filled as soon as they show; a union can only make them smaller.
 */
export function cascadeUnion(pieces: readonly Paths64[], fillUnder: number): Paths64 {
  let level = pieces.map((piece) => fillHoles(piece, fillUnder));
  while (level.length > 1) {
    const next: Paths64[] = [];
    for (let i = 0; i < level.length; i += 2)
      next.push(i + 1 < level.length ? fillHoles(uniteTwo(level[i], level[i + 1]), fillUnder) : level[i]);
    level = next;
  }
  return level[0] ?? [];
}

function fillHoles(paths: Paths64, fillUnder: number): Paths64 {
  if (fillUnder <= 0) return paths;
  const holes = paths.filter((path) => Clipper.area(path) < 0 && -Clipper.area(path) < fillUnder);
  if (holes.length === 0) return paths;
  const boxes = new Flatbush(holes.length);
  for (const hole of holes) add(boxes, Clipper.getBounds(hole));
  boxes.finish();
  // With a hole goes what stands in it.
  return paths.filter((path) => {
    const { left, top, right, bottom } = Clipper.getBounds(path);
    const size = Math.abs(Clipper.area(path));
    if (size >= fillUnder) return true;
    return !boxes
      .search(left, top, right, bottom)
      .some((h) => holes[h] === path || (-Clipper.area(holes[h]) > size && liesWithin(path, holes[h])));
  });
}

/** A path whose box meets no box of the other piece comes out as it went in, and what lies within it too. */
function uniteTwo(a: Paths64, b: Paths64): Paths64 {
  const [aside, near] = split(a, b);
  const [bAside, bNear] = split(b, a);
  const rest = [...aside, ...bAside];
  return near.length && bNear.length
    ? [...rest, ...Clipper.union([...near, ...bNear], FillRule.NonZero)]
    : [...rest, ...near, ...bNear];
}

function split(paths: Paths64, others: Paths64): [aside: Paths64, near: Paths64] {
  if (paths.length === 0 || others.length === 0) return [paths, []];
  const boxes = new Flatbush(others.length);
  for (const other of others) add(boxes, Clipper.getBounds(other));
  boxes.finish();
  const aside: Paths64 = [];
  const near: Paths64 = [];
  for (const path of paths) (meets(boxes, path) ? near : aside).push(path);
  return [aside, near];
}

function add(boxes: Flatbush, { left, top, right, bottom }: Rect64): void {
  boxes.add(left, top, right, bottom);
}

function meets(boxes: Flatbush, path: Path64): boolean {
  const { left, top, right, bottom } = Clipper.getBounds(path);
  return boxes.search(left, top, right, bottom).length > 0;
}
