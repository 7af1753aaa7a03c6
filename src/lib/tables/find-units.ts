import { createUnitLocator } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';

/**
 * Finds a unit by what a table calls it: its code, else its name; of several levels the lowest counts, and a name that two
 * units of that level bear is none. −1: none.
 */
export function createUnitFinder(units: Units): (word: string | null) => number {
  const named = new Map<string, number>();
  const level = new Map<string, string>();
  units.name.forEach((name, unit) => {
    if (!level.has(name)) {
      level.set(name, units.level[unit]);
      named.set(name, unit);
    } else if (level.get(name) === units.level[unit]) named.set(name, -1);
  });
  const coded = new Map<string, number>();
  units.code.forEach((code, unit) => coded.has(code) || coded.set(code, unit));
  return (word) => {
    const plain = word?.trim() ?? '';
    return plain === '' ? -1 : (coded.get(plain) ?? named.get(plain) ?? -1);
  };
}

/** Finds the community that a position lies in, −1: none, or no position. */
export function createPlaceFinder(units: Units): (lon: number, lat: number) => number {
  const locate = createUnitLocator(units, 'community');
  return (lon, lat) => (Number.isNaN(lon) || Number.isNaN(lat) ? -1 : locate(lon, lat));
}
