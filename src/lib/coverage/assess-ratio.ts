import type { Standard } from '../standards/standard.ts';
import { doubtNone, findQualifying, groupByUnit, noteNone } from './assess-count.ts';
import type { Evidence } from './evidence.ts';
import type { Facilities } from './facilities.ts';
import { judge, noData, notApplicable, totalOf, type Verdict } from './verdict.ts';

interface Ratio {
  amount: 'floorAreaM2' | 'beds' | 'capacity';
  amountInput: string;
  /** Field of the unit that divides, and how many of it make one; no field: per unit. */
  field: string | null;
  by: number;
}

const AREA = { amount: 'floorAreaM2', amountInput: 'facilities.floor_area_m2' } as const;

/** What the units of value of the catalogue divide by what. */
const RATIOS: Record<string, Ratio> = {
  'm2/100hh': { ...AREA, field: 'households', by: 100 },
  'm2/1000 residents': { ...AREA, field: 'pop_resident', by: 1000 },
  'm2/village': { ...AREA, field: null, by: 1 },
  'beds/1000 older people': { amount: 'beds', amountInput: 'facilities.beds', field: 'pop_60p', by: 1000 },
  'places/1000 residents': {
    amount: 'capacity',
    amountInput: 'facilities.capacity',
    field: 'pop_resident',
    by: 1000
  }
};

/** True where `assessRatio` can work the rule out from what a study holds. */
export function isRatio(standard: Standard): boolean {
  return standard.unit in RATIOS && standard.scope.old;
}

/**
 * Rules that sum floor area, beds or places of a unit's facilities and divide by its households or people. A unit without
 * a facility has the value 0, save where the whole study lacks the amount or may hold the facilities without their
 * category (`doubtNone`): then there is no data. An amount of NaN is not known, nor is a floor area of 0: where none is
 * known there is no data; where some are, the sum is a lower bound, which can meet the rule but not fail it. A unit of
 * nobody is not asked for an amount a head. For rules on built estates the households of the
 * unit stand for those of its estates, and the row says so. Rules on new estates alone are none of these (`isRatio`).
 */
export function assessRatio(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const ratio = RATIOS[standard.unit];
  const found = findQualifying(standard, evidence);
  const unsure = doubtNone(evidence, found);
  if (unsure !== null) return () => unsure;
  if (!evidence.inputs.has(ratio.amountInput)) return () => noData('missing-input', ratio.amountInput);
  const ofEstates = standard.inputs.includes('estates.households');
  const featuresOf = groupByUnit(evidence, found);
  return (unit) => {
    const divisor = ratio.field === null ? 1 : totalOf(evidence.units, unit, ratio.field);
    if (Number.isNaN(divisor)) return noData('missing-input', `admin_units.${ratio.field}`);
    if (divisor === 0) return notApplicable('nobody', ratio.field ?? '');
    const features = featuresOf(unit);
    const known = features.filter((facility) => isKnown(evidence.facilities, ratio, facility));
    if (features.length > 0 && known.length === 0)
      return { ...noData('missing-input', ratio.amountInput), features };
    const numerator = known.reduce((sum, facility) => sum + evidence.facilities[ratio.amount][facility], 0);
    const denominator = divisor / ratio.by;
    const value = numerator / denominator;
    const status = judge(standard, value);
    const verdict = { value, numerator, denominator, features };
    if (known.length < features.length) {
      const what = `${ratio.amountInput}: ${features.length - known.length} / ${features.length}`;
      if (status === 'not_met') return { ...noData('incomplete', what), features };
      return { ...verdict, status, why: { code: 'lower-bound', what } };
    }
    const instead = ofEstates ? { code: 'units-for-estates', what: 'estates.households' } : null;
    return { ...verdict, status, why: noteNone(standard, found) ?? instead };
  };
}

/** Tables write 0 for a floor area that is not known; no beds and no places are something that a facility can have. */
function isKnown(facilities: Facilities, ratio: Ratio, facility: number): boolean {
  const amount = facilities[ratio.amount][facility];
  return ratio.amount === 'floorAreaM2' ? amount > 0 : amount >= 0;
}
