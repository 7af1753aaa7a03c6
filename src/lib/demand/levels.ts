import { createLocator } from '../geometry/locate.ts';
import type { Polygons } from '../geometry/shapes.ts';
import type { Units } from './units.ts';

/** Indexes of the units of a level, ascending. */
export function unitsOfLevel(units: Units, level: Units['level'][number]): number[] {
  return units.level.flatMap((each, unit) => (each === level ? [unit] : []));
}

/** The chosen shapes as polygons of their own, in the order of `indexes`. */
function pickShapes(shape: Polygons, indexes: number[]): Polygons {
  const lon: number[] = [];
  const lat: number[] = [];
  const shapeFirst = [0];
  const partFirst = [0];
  const ringFirst = [0];
  for (const index of indexes) {
    for (let part = shape.shapeFirst[index]; part < shape.shapeFirst[index + 1]; part++) {
      for (let ring = shape.partFirst[part]; ring < shape.partFirst[part + 1]; ring++) {
        for (let i = shape.ringFirst[ring]; i < shape.ringFirst[ring + 1]; i++) {
          lon.push(shape.lon[i]);
          lat.push(shape.lat[i]);
        }
        ringFirst.push(lon.length);
      }
      partFirst.push(ringFirst.length - 1);
    }
    shapeFirst.push(partFirst.length - 1);
  }
  return {
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    shapeFirst: Uint32Array.from(shapeFirst),
    partFirst: Uint32Array.from(partFirst),
    ringFirst: Uint32Array.from(ringFirst)
  };
}

/** Finds the unit of one level that a point lies in, −1: none. Levels overlap, so each is looked up by itself. */
export function createUnitLocator(
  units: Units,
  level: Units['level'][number]
): (lon: number, lat: number) => number {
  const indexes = unitsOfLevel(units, level);
  if (indexes.length === 0) return () => -1;
  const locate = createLocator(pickShapes(units.shape, indexes));
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
