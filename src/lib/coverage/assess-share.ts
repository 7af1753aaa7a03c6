import { withParents } from '../demand/levels.ts';
import type { Standard, UnitLevel } from '../standards/standard.ts';
import { doubtNone, findQualifying, groupByUnit, noteNone } from './assess-count.ts';
import type { Evidence } from './evidence.ts';
import { judge, notApplicable, type Verdict } from './verdict.ts';

/** Which units below are counted, by the catalogue's words for the denominator. */
const COUNTED: Record<string, { level: UnitLevel; rural: boolean | null }> = {
  'communities and villages': { level: 'community', rural: null },
  'communities (text) or integrated facilities (indicator 9)': { level: 'community', rural: null },
  'urban communities': { level: 'community', rural: false },
  'administrative villages': { level: 'community', rural: true },
  'townships and subdistricts': { level: 'subdistrict', rural: null },
  '% of subdistricts/townships': { level: 'subdistrict', rural: null }
};

/** Some rules say what they count in their unit of value alone. */
function countedBy(standard: Standard): string {
  return standard.denominator ?? standard.unit;
}

/** Inputs that suffice to say which unit has a facility. */
const ENOUGH = new Set(['admin_units.unit_id', 'facilities.category', 'facilities.serves_unit_id']);

/** True where `assessShare` can work the rule out: percent of units that have a facility, and nothing else asked. */
export function isShareOfUnits(standard: Standard): boolean {
  return (
    standard.kind === 'share' &&
    standard.unit.startsWith('% of') &&
    standard.facility_categories.length > 0 &&
    countedBy(standard) in COUNTED &&
    standard.inputs.every((input) => ENOUGH.has(input))
  );
}

/**
 * Rules on the percent of communities, villages or subdistricts that have a facility: of those at or below the unit. A unit
 * that has none of the kind below it is not asked. Features are the facilities counted. Where there is none and some have
 * no category, there is no data.
 */
export function assessShare(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const { units } = evidence;
  const { level, rural } = COUNTED[countedBy(standard)];
  const belowOf = new Map<number, number[]>();
  units.level.forEach((each, unit) => {
    if (each !== level || (rural !== null && rural !== (units.isRural[unit] === 1))) return;
    for (const above of withParents(units, unit)) {
      const below = belowOf.get(above);
      if (below === undefined) belowOf.set(above, [unit]);
      else below.push(unit);
    }
  });
  const found = findQualifying(standard, evidence);
  const unsure = doubtNone(evidence, found);
  const placement = evidence.placement(level);
  const featuresOf = groupByUnit(evidence, found);
  return (unit) => {
    const below = belowOf.get(unit) ?? [];
    if (below.length === 0) return notApplicable('no-units', countedBy(standard));
    if (unsure !== null) return unsure;
    const features = below.flatMap((each) => featuresOf(each)).sort((a, b) => a - b);
    const numerator = new Set(features.map((facility) => placement.unit[facility])).size;
    const value = (numerator / below.length) * 100;
    const why = noteNone(standard, found);
    return { status: judge(standard, value), value, numerator, denominator: below.length, features, why };
  };
}
