import { Clipper, FillRule, type Paths64, type Rect64 } from 'clipper2-ts';
import Flatbush from 'flatbush';
import { boxOf, createClipPlane, type ClipPlane } from '../geometry/clip-plane.ts';
import { clipConvex, ringArea } from '../geometry/clip-convex.ts';
import { polygonToGeoJson, shapeAreaM2, type Polygons } from '../geometry/shapes.ts';
import { shareArea } from './in-steps.ts';
import { createCellFinder, type Cell } from './land-cells.ts';
import { unitsOfLevel } from './levels.ts';
import type { Spread } from './spread-population.ts';
import type { Units } from './units.ts';

/** The field of land, m². */
const LAND = 'land';

/** Steps in which outlines are cut: over 100 km products of two lengths stay exact. */
const STEP_M = 0.01;

/** A part of a cell smaller than this is what rounding leaves. */
const LEAST_M2 = 0.01;

/**
 * Land as demand: in each community the H3 cells of resolution 10 that meet it, cut by its outline and without the land of
 * `nonResidential`, each a point with its square metres (`people.land`): at the cell's centre where that is left, else
 * inside what is left. The cells of a community sum to its area on the sphere (`shapeAreaM2`), less the share of it that is
 * non-residential. A community without a shape is missing; the field is absent where none has one.
 */
export function spreadLand(units: Units, nonResidential: Polygons | null): Spread {
  const communities = unitsOfLevel(units, 'community');
  const shaped = communities.filter(
    (unit) => units.shape.shapeFirst[unit] < units.shape.shapeFirst[unit + 1]
  );
  const rings = shaped.flatMap((unit) => partsOf(units.shape, unit).flat());
  const plane = createClipPlane(boxOf(rings), STEP_M);
  const findCells = createCellFinder(plane);
  const takeOff = createTaker(plane, nonResidential);
  const lon: number[] = [];
  const lat: number[] = [];
  const of: number[] = [];
  const land: number[] = [];
  for (const unit of shaped) {
    const outline = clean(partsOf(units.shape, unit).map((part) => part.map((ring) => plane.toPath(ring))));
    const left = takeOff(outline);
    const places = cutCells(findCells(boxOf(partsOf(units.shape, unit).flat())), left, plane);
    if (places.length === 0) continue;
    const totalM2 = shapeAreaM2(units.shape, unit) * (Clipper.areaPaths(left) / Clipper.areaPaths(outline));
    const shares = shareArea(
      totalM2,
      places.map((place) => place.areaM2)
    );
    places.forEach((place, k) => {
      lon.push(place.lon);
      lat.push(place.lat);
      of.push(unit);
      land.push(shares[k]);
    });
  }
  const isGiven = shaped.length > 0;
  const missing = new Uint8Array(units.code.length);
  const hasShape = new Set(shaped);
  for (const unit of communities) if (!hasShape.has(unit)) missing[unit] = 1;
  return {
    method: 'hexagons',
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    unit: Int32Array.from(of),
    people: isGiven ? { [LAND]: Float64Array.from(land) } : {},
    missing: isGiven ? { [LAND]: missing } : {},
    fallbacks: [],
    unplaced: [],
    unknown: {},
    fromParent: [],
    unspread: []
  };
}

type Ring = [number, number][];

function partsOf(shape: Polygons, i: number): Ring[][] {
  const { type, coordinates } = polygonToGeoJson(shape, i);
  return (type === 'Polygon' ? [coordinates] : coordinates) as Ring[][];
}

/** Parts as one set of paths: shells turn left, holes right, nothing overlaps. */
function clean(parts: Paths64[]): Paths64 {
  const each = parts.map((rings) => Clipper.union(rings, FillRule.EvenOdd));
  return each.length === 1 ? each[0] : Clipper.union(each.flat(), FillRule.NonZero);
}

/** A function that takes the land on which nobody lives off an outline; only what is near is looked at. */
function createTaker(plane: ClipPlane, nonResidential: Polygons | null): (outline: Paths64) => Paths64 {
  const count = (nonResidential?.shapeFirst.length ?? 1) - 1;
  if (nonResidential === null || count === 0) return (outline) => outline;
  const shapes = Array.from({ length: count }, (_, i) =>
    clean(partsOf(nonResidential, i).map((part) => part.map((ring) => plane.toPath(ring))))
  );
  const boxes = new Flatbush(count);
  for (const paths of shapes) {
    const { left, top, right, bottom } = Clipper.getBoundsPaths(paths);
    if (paths.length > 0) boxes.add(left, top, right, bottom);
    else boxes.add(Infinity, Infinity, -Infinity, -Infinity);
  }
  boxes.finish();
  return (outline) => {
    const box: Rect64 = Clipper.getBoundsPaths(outline);
    const near = boxes.search(box.left, box.top, box.right, box.bottom).sort((a, b) => a - b);
    const off = near.flatMap((i) => Clipper.rectClip(box, shapes[i]));
    return off.length === 0 ? outline : Clipper.difference(outline, off, FillRule.NonZero);
  };
}

interface Place {
  lon: number;
  lat: number;
  areaM2: number;
}

/** What of the paths `left` lies in each cell, in the order of the cells' names. */
function cutCells(cells: Cell[], left: Paths64, plane: ClipPlane): Place[] {
  const flat = left.map((path) => path.flatMap(({ x, y }) => [x, y]));
  const { left: west, right: east, top: south, bottom: north } = Clipper.getBoundsPaths(left);
  const places: Place[] = [];
  for (const cell of cells) {
    if (!meets(cell.ring, west, south, east, north)) continue;
    const pieces = flat.map((path) => clipConvex(path, cell.ring)).filter((piece) => piece.length >= 6);
    const areaM2 = pieces.reduce((sum, piece) => sum + ringArea(piece), 0) * STEP_M * STEP_M;
    if (!(areaM2 > LEAST_M2)) continue;
    const [lon, lat] = holds(pieces, cell.x, cell.y) ? [cell.lon, cell.lat] : insideOf(pieces, plane);
    places.push({ lon, lat, areaM2 });
  }
  return places;
}

/** Whether the box of a ring meets a box. */
function meets(ring: number[], west: number, south: number, east: number, north: number): boolean {
  let [toWest, toEast, below, above] = [true, true, true, true];
  for (let k = 0; k < ring.length; k += 2) {
    toWest &&= ring[k] < west;
    toEast &&= ring[k] > east;
    below &&= ring[k + 1] < south;
    above &&= ring[k + 1] > north;
  }
  return !(toWest || toEast || below || above);
}

/** Whether rings hold a place: of what they cross at its latitude an odd number lies to the west. */
function holds(rings: number[][], x: number, y: number): boolean {
  return crossings(rings, y).filter((at) => at <= x).length % 2 === 1;
}

/**
 * A place well inside rings of the plane, as degrees: the middle of the largest of the trapezoids that the latitudes of their
 * corners cut them into. Pieces may hang together along a side, where the middle of the whole need not be in any.
 */
function insideOf(rings: number[][], plane: ClipPlane): [lon: number, lat: number] {
  const levels = [...new Set(rings.flatMap((ring) => ring.filter((_, k) => k % 2 === 1)))].sort(
    (a, b) => a - b
  );
  let largest = -1;
  let [x, y] = [rings[0][0], rings[0][1]];
  for (let k = 0; k + 1 < levels.length; k++) {
    const middle = (levels[k] + levels[k + 1]) / 2;
    const at = crossings(rings, middle);
    for (let n = 0; n + 1 < at.length; n += 2) {
      const size = (at[n + 1] - at[n]) * (levels[k + 1] - levels[k]);
      if (size <= largest) continue;
      largest = size;
      [x, y] = [(at[n] + at[n + 1]) / 2, middle];
    }
  }
  return plane.toPosition(x, y);
}

/** Where rings cross a latitude of the plane, ascending: inside between the 1st and 2nd, the 3rd and 4th … */
function crossings(rings: number[][], y: number): number[] {
  const at: number[] = [];
  for (const ring of rings) {
    for (let k = 0, j = ring.length - 2; k < ring.length; j = k, k += 2) {
      const [x1, y1, x2, y2] = [ring[k], ring[k + 1], ring[j], ring[j + 1]];
      if (y1 > y !== y2 > y) at.push(((x2 - x1) * (y - y1)) / (y2 - y1) + x1);
    }
  }
  return at.sort((a, b) => a - b);
}
