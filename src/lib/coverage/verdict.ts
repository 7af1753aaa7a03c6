import type { Units } from '../demand/units.ts';
import { withParents } from '../demand/levels.ts';
import type { Standard } from '../standards/standard.ts';
import type { CompliancePart, ComplianceRow, Remark, Status } from './coverage.ts';

/** What is found for one unit: a compliance row without saying of what. */
export type Verdict = Omit<ComplianceRow, 'standard' | 'unit'>;

/** No value can be given, and why. */
export function noData(code: string, what: string, features: number[] = []): Verdict {
  const why = { code, what };
  return { status: 'no_data', value: NaN, numerator: NaN, denominator: NaN, features, why };
}

/** The rule does not ask this of the unit, and why. */
export function notApplicable(code: string, what: string): Verdict {
  return { ...noData(code, what), status: 'not_applicable' };
}

/** Shares of whole numbers in percent don't come out round (29 / 29 × 100 does, 0.07 × 100 does not). */
const TOLERANCE = 1e-9;

/** Whether a value meets the rule's threshold; `reported` where the rule has none, or only "about" one (~=), which never fails. */
export function judge(standard: Pick<Standard, 'comparator' | 'threshold'>, value: number): Status {
  return judgeBetween(standard, value, value) ?? 'reported';
}

/** What is known of a value: itself, or the least and the most that it can be where some of its rows are not known. */
export interface Found {
  value: number;
  numerator: number;
  denominator: number;
  features: number[];
  /** Absent: the value. */
  least?: number;
  most?: number;
  /** What is not known of it (`facilities.floor_area_m2: 1 / 3`), null where all is, and under which code it is said. */
  lacking?: string | null;
  lackingCode?: 'lower-bound' | 'incomplete' | 'kinds-unknown';
  remarks?: (Remark | null)[];
}

/**
 * The verdict on a value. One that lacks rows is judged where whatever they hold would change nothing, else there is no data
 * under the code `incomplete` (`kinds-unknown` for categories): what is missing is never "not met".
 */
export function conclude(standard: Standard, found: Found): Verdict {
  const { value, numerator, denominator, features, lacking = null } = found;
  const status = judgeBetween(standard, found.least ?? value, found.most ?? value);
  const code = found.lackingCode === 'kinds-unknown' ? found.lackingCode : 'incomplete';
  if (status === null) return noData(code, lacking ?? '', features);
  const verdict: Verdict = { status, value, numerator, denominator, features, why: null };
  if (lacking !== null) addRemark(verdict, { code: found.lackingCode ?? 'lower-bound', what: lacking });
  for (const remark of found.remarks ?? []) addRemark(verdict, remark);
  if (standard.comparator === '~=') addRemark(verdict, sayTolerance(standard, value));
  soften(standard, verdict);
  return verdict;
}

/** What is asked for in principle is not judged: it is said whether the unit has it. Other rules' verdicts stay. */
export function soften({ soft = false, comparator, threshold }: Standard, verdict: Verdict): void {
  const { status } = verdict;
  if (!soft || (status !== 'met' && status !== 'not_met')) return;
  verdict.status = 'reported';
  const figures = Array.isArray(threshold) ? threshold.join('–') : threshold;
  addRemark(verdict, {
    code: status === 'met' ? 'reaches-soft' : 'short-of-soft',
    what: `${comparator === 'between' ? '' : `${comparator} `}${figures}`
  });
}

/**
 * The verdict with features and parts that are worked out when they are first read: of the rows of a city few ever are. It is a
 * row already, of no rule and unit yet.
 */
export function workOutLater(
  { status, value, numerator, denominator, why, remarks }: Verdict,
  features: () => number[],
  parts: () => CompliancePart[]
): ComplianceRow {
  let knownFeatures: number[] | undefined;
  let knownParts: CompliancePart[] | undefined;
  return {
    ...{ standard: '', unit: -1, status, value, numerator, denominator, why },
    ...(remarks === undefined ? {} : { remarks }),
    get features() {
      return (knownFeatures ??= features());
    },
    get parts() {
      knownParts ??= parts();
      return knownParts.length > 0 ? knownParts : undefined;
    }
  };
}

/** Says one thing more of a verdict. */
function addRemark(verdict: Verdict, remark: Remark | null): void {
  if (remark === null) return;
  if (verdict.why === null) verdict.why = remark;
  else if (verdict.remarks === undefined) verdict.remarks = [remark];
  else verdict.remarks.push(remark);
}

/** How a value stands that lies between two others; null where it can't be told. */
function judgeBetween(
  { comparator, threshold }: Pick<Standard, 'comparator' | 'threshold'>,
  least: number,
  most: number
): Status | null {
  if (comparator === 'report' || comparator === '~=' || threshold === null) return 'reported';
  const [low, high] = Array.isArray(threshold)
    ? threshold
    : comparator === '=='
      ? [threshold - TOLERANCE, threshold + TOLERANCE]
      : comparator === '>'
        ? [threshold + 2 * TOLERANCE, Infinity]
        : [threshold - TOLERANCE, Infinity];
  if (least >= low && most <= high) return 'met';
  return most < low || least > high ? 'not_met' : null;
}

/** Whether a value is "about" the threshold: within the tolerance that the project proposes for the rule. */
function sayTolerance({ comparator, threshold, project_default }: Standard, value: number): Remark | null {
  const percent = project_default?.tolerance_pct;
  if (comparator !== '~=' || typeof threshold !== 'number' || typeof percent !== 'number') return null;
  const width = (Math.abs(threshold) * percent) / 100;
  const within = Math.abs(value - threshold) <= width + TOLERANCE;
  const round = (bound: number) => Number(bound.toPrecision(6));
  return {
    code: within ? 'within-tolerance' : 'outside-tolerance',
    what: `${round(threshold - width)}–${round(threshold + width)}`
  };
}

/** Totals of units of which tables write 0 where they are not known (as they do of floor areas); 0 people are nobody. */
export const ZERO_IS_UNKNOWN: ReadonlySet<string> = new Set(['households']);

const totals = new WeakMap<Units, Map<string, Float64Array>>();

/**
 * Every unit's total of a field: its own, else the sum over its communities where each of them gives it; NaN where it is
 * not known, which 0 also means in the fields `ZERO_IS_UNKNOWN`. Kept with the units.
 */
export function totalsOf(units: Units, field: string): Float64Array {
  const known = totals.get(units) ?? new Map<string, Float64Array>();
  totals.set(units, known);
  const total = known.get(field) ?? addUpTotals(units, field);
  known.set(field, total);
  return total;
}

function addUpTotals(units: Units, field: string): Float64Array {
  const column = units.totals[field];
  const total = new Float64Array(units.code.length).fill(NaN);
  if (column === undefined) return total;
  const isKnown = (value: number) => (ZERO_IS_UNKNOWN.has(field) ? value > 0 : value >= 0);
  const lacking = new Uint8Array(total.length);
  units.level.forEach((level, community) => {
    if (level !== 'community') return;
    for (const unit of withParents(units, community)) {
      if (isKnown(column[community]))
        total[unit] = (Number.isNaN(total[unit]) ? 0 : total[unit]) + column[community];
      else lacking[unit] = 1;
    }
  });
  return total.map((sum, unit) => (isKnown(column[unit]) ? column[unit] : lacking[unit] ? NaN : sum));
}
