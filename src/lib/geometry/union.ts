import { area, polygon } from '@turf/turf';
import { Clipper, ClipperOffset, EndType, FillRule, JoinType, type Paths64 } from 'clipper2-ts';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { cascadeUnion } from './cascade.ts';
import { boxOf, createClipPlane } from './clip-plane.ts';

const STEP_M = 0.05;
/** Round ends are drawn with corners at most this share of the radius inside the circle. */
const ARC_TOLERANCE = 0.01;
/** Paths offset together; Clipper's sweep costs more than in proportion to what crosses one scan line. */
const BATCH = 16;

/**
 * All that lies within `radiusM` metres of the paths (WGS84 degrees), as one geometry without overlaps: ends and
 * corners round (within 1 % of the radius), steps of 5 cm. A path of one position gives a disc; `base`, if given, is
 * united with it, so that the result holds it; holes smaller than `fillUnderM2` are filled. No paths and no base give a MultiPolygon without parts.
 */
export function bufferLines(
  paths: readonly (readonly Position[])[],
  radiusM: number,
  base: MultiPolygon | null = null,
  fillUnderM2 = 0
): MultiPolygon {
  const box = boxOf(base ? [...paths, ...base.coordinates.flat()] : paths);
  const plane = createClipPlane(box, STEP_M);
  const open = paths.filter((path) => path.length > 0).map(plane.toPath);
  const pieces: Paths64[] = [];
  for (const batch of batches(open)) {
    const offset = new ClipperOffset(2, (ARC_TOLERANCE * radiusM) / STEP_M);
    offset.addPaths(batch, JoinType.Round, EndType.Round);
    const out: Paths64 = [];
    offset.execute(radiusM / STEP_M, out);
    pieces.push(out);
  }
  if (base) pieces.push(base.coordinates.flatMap((rings) => rings.map(plane.toPath)));
  return plane.toMultiPolygon(cascadeUnion(pieces, fillUnderM2 / STEP_M ** 2));
}

/** One geometry without overlaps that covers just what the polygons (WGS84, valid) cover; steps of 5 cm. */
export function unionPolygons(geometries: readonly (Polygon | MultiPolygon)[]): MultiPolygon {
  const parts = geometries.flatMap((g) => (g.type === 'Polygon' ? [g.coordinates] : g.coordinates));
  const plane = createClipPlane(boxOf(parts.flat()), STEP_M);
  // Each polygon by itself first: only then do the turning senses agree, and holes take off nothing of a neighbour.
  const pieces = parts.map((rings) => Clipper.union(rings.map(plane.toPath), FillRule.EvenOdd));
  return plane.toMultiPolygon(cascadeUnion(pieces, 0));
}

/** The geometry without its holes smaller than `areaM2` (Turf's area of the ring); larger ones stay. */
export function fillHolesUnder(geometry: MultiPolygon, areaM2: number): MultiPolygon {
  return {
    type: 'MultiPolygon',
    coordinates: geometry.coordinates.map(([shell, ...holes]) => [
      shell,
      ...holes.filter((hole) => area(polygon([hole])) >= areaM2)
    ])
  };
}

/** Paths near each other together, along Morton's curve: an area is swept many times in small, not once in whole. */
function batches(paths: Paths64): Paths64[] {
  const box = Clipper.getBoundsPaths(paths);
  const perStep = 65535 / Math.max(1, box.right - box.left, box.bottom - box.top);
  const sorted = paths
    .map((path) => {
      const middle = path[path.length >> 1];
      return { path, key: interleave((middle.x - box.left) * perStep, (middle.y - box.top) * perStep) };
    })
    .sort((a, b) => a.key - b.key);
  const out: Paths64[] = [];
  for (let i = 0; i < sorted.length; i += BATCH) out.push(sorted.slice(i, i + BATCH).map(({ path }) => path));
  return out;
}

/** The bits of two numbers below 65536 in turn (G. M. Morton, 1966). */
function interleave(x: number, y: number): number {
  let key = 0;
  for (let bit = 15; bit >= 0; bit--) key = key * 4 + ((x >> bit) & 1) * 2 + ((y >> bit) & 1);
  return key;
}
