import { Clipper, PointInPolygonResult, type Path64, type Paths64 } from 'clipper2-ts';
import type { MultiPolygon, Position } from 'geojson';
import { createPlane } from './metric.ts';

/** A plane of whole numbers, in which Clipper's results are exact: `unitM` metres a step around one position. */
export interface ClipPlane {
  unitM: number;
  toPath(positions: readonly Position[]): Path64;
  /** Degrees of a place of the plane, in its steps. */
  toPosition(x: number, y: number): [lon: number, lat: number];
  /** Of paths that don't overlap: those turning left are shells, the others holes of the least shell around them. */
  toMultiPolygon(paths: Paths64): MultiPolygon;
}

/** The plane in the middle of the box `west, south, east, north` (degrees), in steps of `unitM`. */
export function createClipPlane(box: readonly [number, number, number, number], unitM: number): ClipPlane {
  const plane = createPlane((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  const toPosition = (x: number, y: number): [number, number] => [plane.lon(x * unitM), plane.lat(y * unitM)];
  const toRing = (path: Path64): Position[] => {
    const ring = path.map(({ x, y }): Position => toPosition(x, y));
    ring.push([ring[0][0], ring[0][1]]);
    return ring;
  };
  return {
    unitM,
    toPosition,
    toPath: (positions) =>
      positions.map(([lon, lat]) => ({
        x: Math.round(plane.x(lon) / unitM),
        y: Math.round(plane.y(lat) / unitM)
      })),
    toMultiPolygon: (paths) => ({
      type: 'MultiPolygon',
      coordinates: nest(paths).map((rings) => rings.map(toRing))
    })
  };
}

/** Box around positions, as `createClipPlane` takes it; all zeros when there are none. */
export function boxOf(rings: Iterable<readonly Position[]>): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [lon, lat] of ring) {
      if (lon < box[0]) box[0] = lon;
      if (lat < box[1]) box[1] = lat;
      if (lon > box[2]) box[2] = lon;
      if (lat > box[3]) box[3] = lat;
    }
  }
  return box[0] === Infinity ? [0, 0, 0, 0] : box;
}

function nest(paths: Paths64): Path64[][] {
  const shells = paths
    .filter((path) => Clipper.area(path) > 0)
    .map((path) => ({ rings: [path], box: Clipper.getBounds(path), area: Clipper.area(path) }))
    .sort((a, b) => a.area - b.area);
  for (const hole of paths) {
    if (Clipper.area(hole) >= 0) continue;
    const box = Clipper.getBounds(hole);
    const size = -Clipper.area(hole);
    shells
      .find(
        (shell) =>
          shell.area > size &&
          shell.box.left <= box.left &&
          shell.box.right >= box.right &&
          shell.box.top <= box.top &&
          shell.box.bottom >= box.bottom &&
          liesWithin(hole, shell.rings[0])
      )
      ?.rings.push(hole);
  }
  return shells.map((shell) => shell.rings);
}

/** Whether a path lies inside another that it does not cross: its first vertex that is not on the other decides. */
export function liesWithin(hole: Path64, shell: Path64): boolean {
  for (const vertex of hole) {
    const where = Clipper.pointInPolygon(vertex, shell);
    if (where !== PointInPolygonResult.IsOn) return where === PointInPolygonResult.IsInside;
  }
  return true;
}
