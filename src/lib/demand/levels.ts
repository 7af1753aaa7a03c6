import { createLocator } from '../geometry/locate.ts';
import { polygonsFromGeoJson, polygonToGeoJson } from '../geometry/shapes.ts';
import type { Units } from './units.ts';

/** Indexes of the units of a level, ascending. */
export function unitsOfLevel(units: Units, level: Units['level'][number]): number[] {
  return units.level.flatMap((each, unit) => (each === level ? [unit] : []));
}

const located = new WeakMap<Units, Map<string, Locate>>();

type Locate = (lon: number, lat: number) => number;

/**
 * Finds the unit of one level that a point lies in, −1: none. Levels overlap, so each is looked up by itself. Made once for
 * the units of a study: a city's grid takes as long to lay as 200,000 points to look up.
 */
export function createUnitLocator(units: Units, level: Units['level'][number]): Locate {
  const known = located.get(units) ?? new Map<string, Locate>();
  located.set(units, known);
  const found = known.get(level) ?? layLocator(units, level);
  known.set(level, found);
  return found;
}

function layLocator(units: Units, level: Units['level'][number]): Locate {
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
