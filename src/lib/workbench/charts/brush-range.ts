import type { SceneUnit } from '../engine/scene.ts';
import type { UnitBars } from './unit-bars.ts';
import { counts, type Walks } from './walk-bins.ts';

/**
 * What is brushed over. Of `walk` from ≤ metres < to, where `to` Infinity takes in all who reach a facility and `from` Infinity
 * those alone who reach none; of `share` and `gap` bars in their order, from the place `from` to before `to`.
 */
export interface BrushRange {
  of: 'walk' | 'share' | 'gap';
  from: number;
  to: number;
}

/** Whether a walk of so many metres is within the range. */
export const passesWalk = (metres: number, { from, to }: BrushRange): boolean =>
  from === Infinity ? metres === Infinity : metres >= from && metres < to;

/** People of each unit (as many as the scene has) whose walk is within the range; communities only. */
export function peopleInWalk(walks: Walks, range: BrushRange, units: number): Float64Array {
  const people = new Float64Array(units);
  for (let i = 0; i < walks.distanceM.length; i++)
    if (counts(walks, i) && passesWalk(walks.distanceM[i], range)) people[walks.unit[i]] += walks.people[i];
  return people;
}

/** People of each unit whose bar is within the range. */
export function peopleInBars({ unit, people }: UnitBars, range: BrushRange, units: number): Float64Array {
  const found = new Float64Array(units);
  const end = Math.min(unit.length, range.to);
  for (let bar = Math.max(0, range.from); bar < end; bar++) found[unit[bar]] = people[bar];
  return found;
}

/** Units that stay: those with people in the range, and all that such a one lies in. */
export function keptUnits(units: readonly Pick<SceneUnit, 'parent'>[], people: Float64Array): Uint8Array {
  const kept = new Uint8Array(units.length);
  people.forEach((each, community) => {
    if (!(each > 0)) return;
    for (let unit = community; unit >= 0 && !kept[unit]; unit = units[unit].parent) kept[unit] = 1;
  });
  return kept;
}
