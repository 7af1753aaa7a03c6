import type { MultiPolygon, Position } from 'geojson';
import type { Plane } from './metric.ts';
import type { Rings } from './trace-rings.ts';

/**
 * Rings as polygons in degrees: each shell with the holes that lie in it and in no smaller shell, in the order of the
 * shells. Holes smaller than `fillUnderM2` are filled, with all that lies in them.
 */
export function nestRings(rings: Rings, plane: Plane, fillUnderM2: number): MultiPolygon {
  const { areaM2 } = rings;
  const known: Box[] = [];
  const boxOf = (r: number): Box => (known[r] ??= findBox(rings, r));
  const isIn = (inner: number, outer: number): boolean =>
    Math.abs(areaM2[outer]) > Math.abs(areaM2[inner]) &&
    holdsBox(boxOf(outer), boxOf(inner)) &&
    holdsFirst(rings, outer, inner);
  const all = areaM2.map((_, r) => r);
  let shells = all.filter((r) => areaM2[r] > 0);
  let holes = all.filter((r) => areaM2[r] <= -fillUnderM2);
  const least = shells.reduce((min, r) => Math.min(min, areaM2[r]), Infinity);
  // Only a hole larger than the least shell can hold one; where there is one shell, none does.
  const filled = shells.length < 2 ? [] : all.filter((r) => areaM2[r] < -least && areaM2[r] > -fillUnderM2);
  const isLost = (r: number): boolean => filled.some((hole) => isIn(r, hole));
  if (filled.length > 0) {
    shells = shells.filter((r) => !isLost(r));
    holes = holes.filter((r) => !isLost(r));
  }
  const bySize = shells.toSorted((a, b) => areaM2[a] - areaM2[b]);
  const parts = new Map(shells.map((r) => [r, [r]]));
  for (const hole of holes)
    parts
      .get(bySize.length === 1 ? bySize[0] : (bySize.find((shell) => isIn(hole, shell)) ?? -1))
      ?.push(hole);
  return {
    type: 'MultiPolygon',
    coordinates: [...parts.values()].map((part) => part.map((r) => toRing(rings, r, plane)))
  };
}

type Box = [west: number, south: number, east: number, north: number];

const holdsBox = (outer: Box, inner: Box): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];

function findBox({ first, x, y }: Rings, r: number): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = first[r]; k < first[r + 1]; k++) {
    if (x[k] < west) west = x[k];
    if (x[k] > east) east = x[k];
    if (y[k] < south) south = y[k];
    if (y[k] > north) north = y[k];
  }
  return [west, south, east, north];
}

/** Whether ring `outer` holds the first vertex of `inner`: rings meet nowhere, so that one vertex speaks for all. */
function holdsFirst({ first, x, y }: Rings, outer: number, inner: number): boolean {
  const px = x[first[inner]];
  const py = y[first[inner]];
  let inside = false;
  for (let k = first[outer], before = first[outer + 1] - 1; k < first[outer + 1]; before = k++) {
    if (y[k] > py === y[before] > py) continue;
    if (px < x[k] + ((py - y[k]) / (y[before] - y[k])) * (x[before] - x[k])) inside = !inside;
  }
  return inside;
}

function toRing({ first, x, y }: Rings, r: number, plane: Plane): Position[] {
  const ring: Position[] = [];
  for (let k = first[r]; k < first[r + 1]; k++) ring.push([plane.lon(x[k]), plane.lat(y[k])]);
  ring.push([ring[0][0], ring[0][1]]);
  return ring;
}
