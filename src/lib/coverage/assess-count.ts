import type { Standard, UnitLevel } from '../standards/standard.ts';
import { qualifying } from '../standards/taxonomy.ts';
import type { Evidence } from './evidence.ts';
import { judge, noData, type Verdict } from './verdict.ts';

/**
 * Rules that count facilities in a unit. A facility counts for the unit that it says it serves, else for the one it lies
 * in; where counting by place alone gives another number, the row says so. A category that is nowhere in the data counts
 * as none, and the row says so; where facilities have no category it may be among these, so that there is no data.
 */
export function assessCount(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const found = findQualifying(standard, evidence);
  const unsure = doubtNone(evidence, found);
  if (unsure !== null) return () => unsure;
  const counted = groupByUnit(evidence, found, 'unit');
  const lying = groupByUnit(evidence, found, 'inside');
  return (unit) => {
    const features = counted(unit);
    const inside = lying(unit).length;
    return {
      status: judge(standard, features.length),
      value: features.length,
      numerator: features.length,
      denominator: 1,
      features,
      why:
        inside === features.length
          ? noteNone(standard, found)
          : { code: 'served-differs-from-inside', what: `${features.length} / ${inside}` }
    };
  };
}

/** Facilities whose category answers the rule, ascending. */
export function findQualifying(standard: Standard, evidence: Evidence): number[] {
  const wanted = new Set(qualifying(standard.facility_categories));
  return evidence.facilities.category.flatMap((code, facility) => (wanted.has(code) ? [facility] : []));
}

/**
 * Looks up the facilities of `found` that count for a unit of any level (`unit`), or that lie in it (`inside`). They are
 * grouped once a level: a filter for each unit is quadratic in a city.
 */
export function groupByUnit(
  evidence: Evidence,
  found: number[],
  by: 'unit' | 'inside' = 'unit'
): (unit: number) => number[] {
  const groups = new Map<UnitLevel, Map<number, number[]>>();
  return (unit) => {
    const level = evidence.units.level[unit];
    let group = groups.get(level);
    if (group === undefined) {
      group = new Map();
      const placement = evidence.placement(level)[by];
      for (const facility of found) {
        const list = group.get(placement[facility]);
        if (list === undefined) group.set(placement[facility], [facility]);
        else list.push(facility);
      }
      groups.set(level, group);
    }
    return group.get(unit) ?? [];
  };
}

/**
 * No data where the whole study has no facility that answers the rule but has some without a category, which may be what
 * is asked for (method §7: what is missing is never "not met"); `what` is how many of how many. Null where it can be told.
 */
export function doubtNone({ facilities }: Evidence, found: number[]): Verdict | null {
  if (found.length > 0) return null;
  const without = facilities.category.filter((code) => code === '').length;
  return without === 0 ? null : noData('uncategorised', `${without} / ${facilities.category.length}`);
}

/** What to say where the whole study has no facility that answers the rule; null where it has. */
export function noteNone(standard: Standard, found: number[]): Verdict['why'] {
  return found.length > 0 ? null : { code: 'none-in-study', what: standard.facility_categories.join(', ') };
}
