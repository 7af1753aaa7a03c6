import type { GivenPeople } from './points.ts';
import { sumGiven } from './points.ts';
import type { Units } from './units.ts';

/** People of each unit by field; NaN where they are not known. */
export type Totals = Record<string, Float64Array>;

/** Fields of units that count something else than residents: they only divide, and are spread over no points. */
const NOT_PEOPLE = new Set(['households', 'pop_urban_resident', 'pop_actual']);

/**
 * Each community's people by field: its own total, else what its points give; the other way round where points count as
 * they are given. NaN where neither is known, and for all other units. Every field is there that a unit of any level or a
 * point gives.
 */
export function findTotals(
  units: Units,
  communities: number[],
  given: GivenPeople,
  pointsFirst: boolean
): Totals {
  const totals: Totals = {};
  for (const field of new Set([...Object.keys(units.totals), ...Object.keys(given.people)])) {
    if (NOT_PEOPLE.has(field)) continue;
    totals[field] = new Float64Array(units.code.length).fill(NaN);
    for (const unit of communities) {
      const value = units.totals[field]?.[unit] ?? NaN;
      const stated = value >= 0 ? value : NaN;
      const atPoints = sumGiven(given.people[field], given.byUnit.get(unit) ?? []);
      const [first, second] = pointsFirst ? [atPoints, stated] : [stated, atPoints];
      totals[field][unit] = Number.isNaN(first) ? second : first;
    }
  }
  return totals;
}

/** The totals without the fields of which no community and no point gives anything. */
export function dropUnknown(totals: Totals, given: GivenPeople): Totals {
  return Object.fromEntries(
    Object.entries(totals).filter(
      ([field, values]) => field in given.people || values.some((value) => !Number.isNaN(value))
    )
  );
}

/** By field, 1 for each community whose people are not known, or known but in no place. */
export function findMissing(
  communities: number[],
  totals: Totals,
  unplaced: number[]
): Record<string, Uint8Array> {
  const missing: Record<string, Uint8Array> = {};
  for (const [field, values] of Object.entries(totals)) {
    missing[field] = new Uint8Array(values.length);
    for (const unit of communities) if (Number.isNaN(values[unit])) missing[field][unit] = 1;
    for (const unit of unplaced) missing[field][unit] = 1;
  }
  return missing;
}
