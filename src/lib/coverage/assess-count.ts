import type { Standard } from '../standards/standard.ts';
import { qualifying } from '../standards/taxonomy.ts';
import type { Evidence, Placement } from './evidence.ts';
import { judge, type Verdict } from './verdict.ts';

/**
 * Rules that count facilities in a unit. A facility counts for the unit that it says it serves, else for the one it lies
 * in; where counting by place alone gives another number, the row says so. That a category is nowhere in the data may mean
 * that there is none, or that nobody entered them: the row says that too.
 */
export function assessCount(
  standard: Standard,
  evidence: Evidence
): (unit: number, level?: number) => Verdict {
  const found = findQualifying(standard, evidence);
  return (unit) => {
    const placement = evidence.placement(evidence.units.level[unit]);
    const features = found.filter((facility) => placement.unit[facility] === unit);
    const inside = found.filter((facility) => placement.inside[facility] === unit).length;
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

/** Facilities of `found` that count for a unit. */
export function featuresOf(found: number[], placement: Placement, unit: number): number[] {
  return found.filter((facility) => placement.unit[facility] === unit);
}

/** What to say where the whole study has no facility that answers the rule; null where it has. */
export function noteNone(standard: Standard, found: number[]): Verdict['why'] {
  return found.length > 0 ? null : { code: 'none-in-study', what: standard.facility_categories.join(', ') };
}
