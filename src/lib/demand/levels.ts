import { createLocator } from '../geometry/locate.ts';
import { polygonsFromGeoJson, polygonToGeoJson } from '../geometry/shapes.ts';
import type { Units } from './units.ts';

/** Indexes of the units of a level, ascending. */
export function unitsOfLevel(units: Units, level: Units['level'][number]): number[] {
  return units.level.flatMap((each, unit) => (each === level ? [unit] : []));
}

/** Finds the unit of one level that a point lies in, −1: none. Levels overlap, so each is looked up by itself. */
export function createUnitLocator(
  units: Units,
  level: Units['level'][number]
): (lon: number, lat: number) => number {
  const indexes = unitsOfLevel(units, level);
  if (indexes.length === 0) return () => -1;
  const locate = createLocator(
    polygonsFromGeoJson(indexes.map((unit) => polygonToGeoJson(units.shape, unit)))
  );
  return (lon, lat) => {
    const found = locate(lon, lat);
    return found < 0 ? -1 : indexes[found];
  };
}

/**
 * The unit itself and every unit above it, upwards. A circle of parents, which only broken data has, ends where it
 * would begin again.
 */
export function withParents(units: Units, unit: number): number[] {
  const chain: number[] = [];
  for (let at = unit; at >= 0 && !chain.includes(at); at = units.parent[at]) chain.push(at);
  return chain;
}
