import type { Standard } from '../standards/standard.ts';
import { groupByUnit } from './assess-count.ts';
import type { Evidence } from './evidence.ts';
import { judge, noData, notApplicable, totalOf, type Verdict } from './verdict.ts';

/**
 * Rules on the floor area of each facility (m²/facility): the value is the smallest of the unit's facilities of the
 * categories named, stand-ins not counted. An area of 0 or NaN is not known: one that is known and too small fails the
 * rule, else a missing one leaves no data. A unit without such a facility is not asked.
 */
export function assessSize(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const named = new Set(standard.facility_categories);
  const found = evidence.facilities.category.flatMap((code, facility) => (named.has(code) ? [facility] : []));
  const area = evidence.facilities.floorAreaM2;
  const featuresOf = groupByUnit(evidence, found);
  return (unit) => {
    const features = featuresOf(unit);
    if (features.length === 0) return notApplicable('no-facility', standard.facility_categories.join(', '));
    const known = features.filter((facility) => area[facility] > 0);
    const lacking = `facilities.floor_area_m2: ${features.length - known.length} / ${features.length}`;
    if (known.length === 0) return { ...noData('missing-input', 'facilities.floor_area_m2'), features };
    const value = Math.min(...known.map((facility) => area[facility]));
    const status = judge(standard, value);
    if (known.length < features.length && status === 'met')
      return { ...noData('incomplete', lacking), features };
    const why = known.length < features.length ? { code: 'incomplete', what: lacking } : null;
    return { status, value, numerator: value, denominator: 1, features, why };
  };
}

/** Rules on how many people a unit has (persons): its resident population. */
export function assessPopulation(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  return (unit) => {
    const value = totalOf(evidence.units, unit, 'pop_resident');
    if (Number.isNaN(value)) return noData('missing-input', 'admin_units.pop_resident');
    return {
      status: judge(standard, value),
      value,
      numerator: value,
      denominator: 1,
      features: [],
      why: null
    };
  };
}
