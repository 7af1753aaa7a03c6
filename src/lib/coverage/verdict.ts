import type { Units } from '../demand/units.ts';
import { withParents } from '../demand/levels.ts';
import type { Standard } from '../standards/standard.ts';
import type { ComplianceRow, Status } from './coverage.ts';

/** What is found for one unit: a compliance row without saying of what. */
export type Verdict = Omit<ComplianceRow, 'standard' | 'unit'>;

/** No value can be given, and why. */
export function noData(code: string, what: string): Verdict {
  return {
    status: 'no_data',
    value: NaN,
    numerator: NaN,
    denominator: NaN,
    features: [],
    why: { code, what }
  };
}

/** The rule does not ask this of the unit, and why. */
export function notApplicable(code: string, what: string): Verdict {
  return { ...noData(code, what), status: 'not_applicable' };
}

/** Shares of whole numbers in percent don't come out round (29 / 29 × 100 does, 0.07 × 100 does not). */
const TOLERANCE = 1e-9;

/**
 * Whether a value meets the rule's threshold; `reported` where the rule has none. "About" (~=) means within the
 * tolerance that the project proposes for the rule, and is only reported where there is none.
 */
export function judge(standard: Standard, value: number): Status {
  const { comparator, threshold } = standard;
  if (comparator === 'report' || threshold === null) return 'reported';
  if (Array.isArray(threshold)) return isMet(value >= threshold[0] && value <= threshold[1]);
  if (comparator === '>=') return isMet(value >= threshold - TOLERANCE);
  if (comparator === '>') return isMet(value > threshold + TOLERANCE);
  if (comparator === '==') return isMet(Math.abs(value - threshold) <= TOLERANCE);
  const tolerance = standard.project_default?.tolerance_pct;
  if (typeof tolerance !== 'number') return 'reported';
  return isMet(Math.abs(value - threshold) <= (Math.abs(threshold) * tolerance) / 100 + TOLERANCE);
}

function isMet(met: boolean): Status {
  return met ? 'met' : 'not_met';
}

/** Totals of units of which tables write 0 where they are not known (as they do of floor areas); 0 people are nobody. */
export const ZERO_IS_UNKNOWN: ReadonlySet<string> = new Set(['households']);

/**
 * A unit's total of a field: its own, else the sum over its communities where each of them gives it; NaN where it is
 * not known, which 0 also means in the fields `ZERO_IS_UNKNOWN`.
 */
export function totalOf(units: Units, unit: number, field: string): number {
  const column = units.totals[field];
  if (column === undefined) return NaN;
  const isKnown = (value: number) => (ZERO_IS_UNKNOWN.has(field) ? value > 0 : value >= 0);
  if (isKnown(column[unit])) return column[unit];
  if (units.level[unit] === 'community') return NaN;
  let sum = NaN;
  for (const community of communitiesOf(units, unit)) {
    if (!isKnown(column[community])) return NaN;
    sum = Number.isNaN(sum) ? column[community] : sum + column[community];
  }
  return sum;
}

/** Communities at or below a unit. */
function communitiesOf(units: Units, unit: number): number[] {
  return units.level.flatMap((level, each) =>
    level === 'community' && withParents(units, each).includes(unit) ? [each] : []
  );
}
