import { unitsOfLevel } from '../demand/levels.ts';
import type { Standard } from '../standards/standard.ts';
import { assessCount } from './assess-count.ts';
import { assessCoverage } from './assess-coverage.ts';
import { assessRatio, isRatio } from './assess-ratio.ts';
import { assessShare, isShareOfUnits } from './assess-share.ts';
import { assessPopulation, assessSize } from './assess-size.ts';
import type { ComplianceRow } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { noData, notApplicable, totalOf, type Verdict } from './verdict.ts';

type Assessor = (unit: number) => Verdict;

/** Columns that a unit of value needs and that the catalogue does not list among the inputs of its rules. */
const UNLISTED: Record<string, string> = {
  '% of facilities': 'facilities.barrier_free',
  '% of premises on floor 1–3, not basement': 'facilities.floor_level',
  '% of resettlement communities': 'admin_units.community_type',
  '% of six services present': 'facilities.service_functions',
  'functions/facility': 'facilities.service_functions',
  'm2/bed': 'facilities.beds',
  'person/facility': 'staffing.count',
  'villages/communities': 'admin_units.demo_flag',
  'zones/facility': 'facilities.zones'
};

/** Inputs that sharpen an answer but are not needed for one. */
const OPTIONAL = new Set(['facilities.serves_unit_id']);

/**
 * How each unit of the standard's level stands (method §7), a row a unit in the order of the units: met, not met, no
 * data (with the inputs that are missing), not applicable (with the reason), or reported where the rule gives no
 * threshold. A level without units gives no rows. A rule that can't be worked out yet although its inputs are there has no
 * data under the code `not-worked-out`.
 */
export function assess(standard: Standard, evidence: Evidence): ComplianceRow[] {
  const assessUnit = chooseAssessor(standard, evidence);
  return unitsAsked(standard, evidence).map((unit) => ({
    standard: standard.id,
    unit,
    ...(outOfScope(standard, evidence, unit) ?? assessUnit(unit))
  }));
}

/** The units of the rule's level; of every level where it says so. */
function unitsAsked(standard: Standard, { units }: Evidence): number[] {
  if (standard.unit.endsWith('at each level')) return units.code.map((_, unit) => unit);
  return unitsOfLevel(units, standard.unit_level);
}

function chooseAssessor(standard: Standard, evidence: Evidence): Assessor {
  if (standard.kind === 'coverage') return assessCoverage(standard, evidence);

  if (isRatio(standard)) {
    return lacks(evidence, ['facilities.category']) ?? assessRatio(standard, evidence);
  }
  if (standard.unit === 'm2/facility' && standard.scope.old)
    return lacks(evidence, ['facilities.category']) ?? assessSize(standard, evidence);
  const needed = [
    ...standard.inputs,
    ...(UNLISTED[standard.unit] === undefined ? [] : [UNLISTED[standard.unit]]),
    // Which facilities are new is known from their estates alone.
    ...(standard.scope.old ? [] : ['facilities.estate_id', 'estates.is_new_build'])
  ];
  const missing = lacks(
    evidence,
    needed.filter((input) => !OPTIONAL.has(input))
  );
  if (missing !== null) return missing;
  if (standard.kind === 'count-per-unit' && standard.unit.startsWith('facility/'))
    return assessCount(standard, evidence);
  if (isShareOfUnits(standard)) return assessShare(standard, evidence);
  if (standard.kind === 'grid-size' && standard.unit === 'persons')
    return assessPopulation(standard, evidence);
  return () => noData('not-worked-out', standard.kind);
}

/** Says no data for every unit, naming those of `inputs` that the study has not; null where it has all. */
function lacks(evidence: Evidence, inputs: string[]): Assessor | null {
  const missing = [...new Set(inputs)].filter((input) => !evidence.inputs.has(input));
  return missing.length === 0 ? null : () => noData('missing-input', missing.join(', '));
}

/** Rules for town or country, and rules for units of some size, don't ask the others; null where the rule asks. */
function outOfScope(standard: Standard, { units }: Evidence, unit: number): Verdict | null {
  const { urban, rural } = standard.scope;
  // Above subdistricts and townships a unit is both, and the rule chooses among the units below.
  if (units.level[unit] === 'community' || units.level[unit] === 'subdistrict') {
    if (units.isRural[unit] === 1 && !rural) return notApplicable('scope', 'urban');
    if (units.isRural[unit] !== 1 && !urban) return notApplicable('scope', 'rural');
  }
  if (standard.applies_if === undefined) return null;
  const [, field, least] = /^(\w+) >= (\d+)$/.exec(standard.applies_if) ?? [];
  if (field === undefined) return noData('not-worked-out', standard.applies_if);
  const value = totalOf(units, unit, field);
  if (Number.isNaN(value)) return noData('missing-input', `admin_units.${field}`);
  return value >= Number(least) ? null : notApplicable('applies-if', standard.applies_if);
}
