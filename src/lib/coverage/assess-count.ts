import type { CountOf } from '../standards/compute.ts';
import type { Standard, UnitLevel } from '../standards/standard.ts';
import { qualifying } from '../standards/taxonomy.ts';
import type { Remark } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { findOfCategories, GONE } from './facilities.ts';
import { missingOf, testRows } from './table-rows.ts';
import { conclude, noData, type Verdict } from './verdict.ts';

const SERVICES = 'facilities.service_functions';

/**
 * Rules that count facilities in a unit. A facility counts for the unit that it says it serves, else for the one it lies
 * in; where counting by place alone gives another number, the row says so. A category that is nowhere in the data counts
 * as none, and the row says so; where facilities have no category it may be among these, so that there is no data. One that does
 * not say whether it is what the rule asks for may count or not.
 */
export function assessCount(
  standard: Standard,
  evidence: Evidence,
  { where = [], or }: CountOf
): (unit: number) => Verdict {
  const missing = missingOf(evidence, ['facilities.category', ...where.map(({ column }) => column)]);
  if (missing !== null) return () => missing;
  const found = findQualifying(standard, evidence);
  const named = new Map(found.map((facility) => [facility, where]));
  const hosts: number[] = [];
  if (or) {
    const offers = testRows(evidence, 'facilities', [{ column: SERVICES, any: or.functions }]);
    for (const facility of findOfCategories(evidence.facilities, or.categories)) {
      if (named.has(facility)) continue;
      if (offers(facility) === 1) named.set(facility, []);
      else if (offers(facility) < 0) hosts.push(facility);
    }
  }
  const all = [...named.keys()].sort((a, b) => a - b);
  const unsure = doubtNone(evidence, all);
  if (unsure !== null) return () => unsure;
  const test = testRows(evidence, 'facilities', where);
  const isSo = all.filter((facility) => named.get(facility) !== where || test(facility) === 1);
  const mayBe = where.length === 0 ? [] : found.filter((facility) => test(facility) < 0);
  const counted = groupByUnit(evidence, isSo, 'unit');
  const doubtful = groupByUnit(evidence, mayBe, 'unit');
  const lying = groupByUnit(evidence, isSo, 'inside');
  const silent = groupByUnit(evidence, hosts, 'unit');
  const none = noteNone(standard, all);
  return (unit) => {
    const features = counted(unit);
    const inside = lying(unit).length;
    const unknown = doubtful(unit).length;
    const unsaid = features.length > 0 ? 0 : silent(unit).length;
    const differs = { code: 'served-differs-from-inside', what: `${features.length} / ${inside}` };
    return conclude(standard, {
      value: features.length,
      most: features.length + unknown,
      numerator: features.length,
      denominator: 1,
      features,
      lacking: unknown === 0 ? null : `${where[0].column}: ${unknown} / ${features.length + unknown}`,
      // A room of its own stands in the tables by itself: a host that says nothing is no such room, but may hold one.
      remarks: [
        inside === features.length ? none : differs,
        unsaid === 0 ? null : { code: 'rooms-unsaid', what: `${SERVICES}: ${unsaid}` }
      ]
    });
  };
}

/** Facilities whose category answers the rule (or `categories`), ascending. */
export function findQualifying(
  standard: Standard,
  { facilities }: Evidence,
  categories = standard.facility_categories
): number[] {
  return findOfCategories(facilities, qualifying(categories));
}

/** Where facilities count: for the unit that they serve, the one that they lie in, or a unit of each level told by a column. */
export type PlacedBy = 'unit' | 'inside' | ((level: UnitLevel) => Int32Array);

/**
 * Looks up the facilities of `found` that count for a unit of any level (`unit`), or that lie in it (`inside`). For the whole
 * study area, the last unit, count those that do so for any unit. They are grouped once a level: a filter for each unit is
 * quadratic in a city.
 */
export function groupByUnit(
  evidence: Evidence,
  found: number[],
  by: PlacedBy = 'unit'
): (unit: number) => number[] {
  const { level } = evidence.units;
  const whole = level.length - 1;
  const columnOf = typeof by === 'function' ? by : (of: UnitLevel) => evidence.placement(of)[by];
  const groups = new Map<UnitLevel, Map<number, number[]>>();
  let everywhere: number[] | null = null;
  return (unit) => {
    if (unit === whole) {
      const columns = [...new Set(level)].map(columnOf);
      everywhere ??= found.filter((facility) => columns.some((column) => column[facility] >= 0));
      return everywhere;
    }
    let group = groups.get(level[unit]);
    if (group === undefined) {
      group = new Map();
      const column = columnOf(level[unit]);
      for (const facility of found) {
        const list = group.get(column[facility]);
        if (list === undefined) group.set(column[facility], [facility]);
        else list.push(facility);
      }
      groups.set(level[unit], group);
    }
    return group.get(unit) ?? [];
  };
}

/**
 * No data where the whole study has no facility that answers the rule but has some without a category, which may be what
 * is asked for (method §7: what is missing is never "not met"); `what` is how many of how many. Null where it can be told.
 */
export function doubtNone({ facilities }: Evidence, found: ArrayLike<number>): Verdict | null {
  if (found.length > 0) return null;
  const without = findOfCategories(facilities, ['']).length;
  const all = facilities.category.length - findOfCategories(facilities, [GONE]).length;
  return without === 0 ? null : noData('uncategorised', `${without} / ${all}`);
}

/** What to say where the whole study has no facility that answers the rule; null where it has. */
export function noteNone(standard: Standard, found: ArrayLike<number>): Remark | null {
  return found.length > 0 ? null : { code: 'none-in-study', what: standard.facility_categories.join(', ') };
}
