import { Clipper, FillRule, type Paths64 } from 'clipper2-ts';
import type { MultiPolygon, Polygon } from 'geojson';
import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import { boxOf, createClipPlane } from '../geometry/clip-plane.ts';
import { polygonToGeoJson, type Polygons } from '../geometry/shapes.ts';

/** Corners are rounded to this, so that borders drawn alike meet without a gap. */
const STEP_M = 0.05;

/** How grids lie on units, m² a unit; NaN: it has no shape or no grid with one. Above communities the sum over those that have. */
export interface GridTopology {
  /** Of the communities that have grids. */
  areaM2: Float64Array;
  /** Inside the community, in none of its grids. */
  gapM2: Float64Array;
  /** In more than one of its grids, once for each grid too many. */
  overlapM2: Float64Array;
  /** In its grids, outside the community. */
  beyondM2: Float64Array;
}

/**
 * Whether the grids of each community tile it: they are to leave no gap and not to overlap (requirements §7.17). `unit` is
 * the unit of each grid, −1: none; only grids of communities are looked at. In the plane around each community, in which areas
 * are within 0.1 %; `area of its grids = areaM2 − gapM2 + overlapM2 + beyondM2`.
 */
export function checkGridTopology(units: Units, grids: Polygons, unit: Int32Array): GridTopology {
  const empty = () => new Float64Array(units.code.length).fill(NaN);
  const topology: GridTopology = { areaM2: empty(), gapM2: empty(), overlapM2: empty(), beyondM2: empty() };
  for (const [community, own] of groupByCommunity(units, grids, unit)) {
    const shape = polygonToGeoJson(units.shape, community);
    const figures = compareAreas(
      shape,
      own.map((grid) => polygonToGeoJson(grids, grid))
    );
    for (const at of withParents(units, community)) {
      for (const figure of FIGURES) {
        const column = topology[figure];
        column[at] = (Number.isNaN(column[at]) ? 0 : column[at]) + figures[figure];
      }
    }
  }
  return topology;
}

const FIGURES = ['areaM2', 'gapM2', 'overlapM2', 'beyondM2'] as const;

function groupByCommunity(units: Units, grids: Polygons, unit: Int32Array): Map<number, number[]> {
  const hasShape = (shapes: Polygons, i: number) => shapes.shapeFirst[i] < shapes.shapeFirst[i + 1];
  const groups = new Map<number, number[]>();
  for (let grid = 0; grid < unit.length; grid++) {
    const at = unit[grid];
    if (at < 0 || units.level[at] !== 'community') continue;
    if (!hasShape(grids, grid) || !hasShape(units.shape, at)) continue;
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [grid]);
    else group.push(grid);
  }
  return groups;
}

function compareAreas(
  community: Polygon | MultiPolygon,
  grids: (Polygon | MultiPolygon)[]
): Record<(typeof FIGURES)[number], number> {
  const rings = (of: Polygon | MultiPolygon) =>
    of.type === 'Polygon' ? of.coordinates : of.coordinates.flat();
  const plane = createClipPlane(boxOf([...rings(community), ...grids.flatMap(rings)]), STEP_M);
  // Each by itself first: only then do the turning senses agree.
  const settle = (of: Polygon | MultiPolygon) => Clipper.union(rings(of).map(plane.toPath), FillRule.EvenOdd);
  const areaOf = (paths: Paths64) => Clipper.areaPaths(paths) * STEP_M ** 2;
  const own = settle(community);
  const each = grids.map(settle);
  const all = Clipper.union(each.flat(), FillRule.NonZero);
  const areaM2 = areaOf(own);
  const unionM2 = areaOf(all);
  const sharedM2 = areaOf(Clipper.intersect(own, all, FillRule.NonZero));
  return {
    areaM2,
    gapM2: areaM2 - sharedM2,
    overlapM2: each.reduce((sum, paths) => sum + areaOf(paths), 0) - unionM2,
    beyondM2: unionM2 - sharedM2
  };
}
