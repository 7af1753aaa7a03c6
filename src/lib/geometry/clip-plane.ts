import {
  Clipper64,
  ClipType,
  FillRule,
  PolyTree64,
  type Path64,
  type Paths64,
  type PolyPath64
} from 'clipper2-ts';
import type { MultiPolygon, Position } from 'geojson';
import { createPlane } from './metric.ts';

/** A plane of whole numbers, in which Clipper's results are exact: `unitM` metres a step around one position. */
export interface ClipPlane {
  unitM: number;
  toPath(positions: readonly Position[]): Path64;
  toMultiPolygon(tree: PolyPath64): MultiPolygon;
}

/** The plane in the middle of the box `west, south, east, north` (degrees), in steps of `unitM`. */
export function createClipPlane(box: readonly [number, number, number, number], unitM: number): ClipPlane {
  const plane = createPlane((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  const toRing = (path: Path64): Position[] => {
    const ring = path.map(({ x, y }): Position => [plane.lon(x * unitM), plane.lat(y * unitM)]);
    ring.push([ring[0][0], ring[0][1]]);
    return ring;
  };
  return {
    unitM,
    toPath: (positions) =>
      positions.map(([lon, lat]) => ({
        x: Math.round(plane.x(lon) / unitM),
        y: Math.round(plane.y(lat) / unitM)
      })),
    toMultiPolygon: (tree) => ({
      type: 'MultiPolygon',
      coordinates: shells(tree).map((rings) => rings.map(toRing))
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

/** Union of paths under a fill rule, as a tree of shells and holes. */
export function unionTree(paths: Paths64, rule: FillRule): PolyTree64 {
  const clipper = new Clipper64();
  clipper.addSubject(paths);
  const tree = new PolyTree64();
  clipper.execute(ClipType.Union, rule, tree);
  return tree;
}

/** Each shell of the tree with its holes, islands in holes as shells of their own. */
function shells(tree: PolyPath64): Path64[][] {
  const out: Path64[][] = [];
  for (let i = 0; i < tree.count; i++) {
    const shell = tree.child(i);
    const rings: Path64[] = [shell.poly!];
    for (let h = 0; h < shell.count; h++) {
      const hole = shell.child(h);
      rings.push(hole.poly!);
      out.push(...shells(hole));
    }
    out.push(rings);
  }
  return out;
}
