import { unitsOfLevel } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { Standard, UnitLevel } from '../standards/standard.ts';
import { assessAdjacency } from './assess-adjacency.ts';
import { assessCount } from './assess-count.ts';
import { assessCoverage } from './assess-coverage.ts';
import { assessEach } from './assess-each.ts';
import { assessGrids } from './assess-grids.ts';
import { assessRatio } from './assess-ratio.ts';
import { assessShareOfFacilities } from './assess-share-of-facilities.ts';
import { assessShareOfUnits } from './assess-share-of-units.ts';
import { assessTasks } from './assess-tasks.ts';
import { assessTogether } from './assess-together.ts';
import type { ComplianceRow } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { putFirst, sayFirst } from './parts.ts';
import { noData, notApplicable, totalsOf, type Verdict } from './verdict.ts';

type Assessor = (unit: number) => Verdict;

/**
 * How each unit of the standard's level stands (method §7), a row a unit in the order of the units: met, not met, no
 * data (with the inputs that are missing), not applicable (with the reason), or reported where the rule gives no
 * threshold. A rule of a level that the data has no units of is worked out for the study area, the last unit, and judged
 * only where this is known to be the whole of that level. With `only` these units alone are worked out, whose rows come without the
 * others.
 */
export function assess(
  standard: Standard,
  evidence: Evidence,
  only: ReadonlySet<number> | null = null
): ComplianceRow[] {
  const asked = unitsAsked(standard, evidence);
  const units = only === null ? asked : asked.filter((unit) => only.has(unit));
  const assessUnit = chooseAssessor(standard, evidence);
  const outOfScope = createScope(standard, evidence);
  const onlyReports = isPart(standard, evidence, asked);
  const id = standard.id;
  // A city has half a million rows: they are written out, since spreading a verdict takes longer than finding it.
  return units.map((unit) => {
    const found = onlyReports(outOfScope(unit) ?? assessUnit(unit));
    if (isRow(found)) {
      found.standard = id;
      found.unit = unit;
      return found;
    }
    const { status, value, numerator, denominator, features, why, remarks, parts } = found;
    const row: ComplianceRow = { standard: id, unit, status, value, numerator, denominator, features, why };
    if (remarks !== undefined) row.remarks = remarks;
    if (parts !== undefined) row.parts = parts;
    return row;
  });
}

/** True for what `workOutLater` gives, a row of its own for each unit. */
function isRow(verdict: Verdict): verdict is ComplianceRow {
  return 'unit' in verdict;
}

/** The units of the rule's level, else the study area; of every level that there are units of, where it says so. */
function unitsAsked({ compute, unit_level }: Standard, { units, area }: Evidence): number[] {
  const whole = units.code.length - 1;
  if (compute.how === 'count' && compute.every_level) {
    const own = Array.from({ length: whole }, (_, unit) => unit);
    return area !== null && units.level[whole] === area.level && area.level !== 'city'
      ? [...own, whole]
      : own;
  }
  const ofLevel = levelsOf(units).get(unit_level) ?? [];
  const asked = ofLevel[ofLevel.length - 1] === whole ? ofLevel.slice(0, -1) : ofLevel;
  return asked.length > 0 ? asked : [whole];
}

const levels = new WeakMap<Units, Map<UnitLevel, number[]>>();

/** The units of each level; looked up once, not once a rule. */
function levelsOf(units: Units): Map<UnitLevel, number[]> {
  let byLevel = levels.get(units);
  if (byLevel === undefined) {
    byLevel = new Map([...new Set(units.level)].map((level) => [level, unitsOfLevel(units, level)]));
    levels.set(units, byLevel);
  }
  return byLevel;
}

/** Makes verdicts on a part of a city ones that only report. */
function isPart(
  standard: Standard,
  { units, area }: Evidence,
  asked: number[]
): (verdict: Verdict) => Verdict {
  const whole = units.code.length - 1;
  const isKnownWhole = area !== null && area.level === standard.unit_level;
  if (asked.length !== 1 || asked[0] !== whole || isKnownWhole) return (verdict) => verdict;
  const remark = { code: 'study-area', what: area?.name ?? '' };
  return (verdict) =>
    verdict.status === 'no_data' || verdict.status === 'not_applicable'
      ? verdict
      : isRow(verdict)
        ? Object.assign(verdict, { status: 'reported', ...sayFirst(verdict, remark) })
        : putFirst({ ...verdict, status: 'reported' }, remark);
}

function chooseAssessor(standard: Standard, evidence: Evidence): Assessor {
  const { compute } = standard;
  switch (compute.how) {
    case 'coverage':
      return assessCoverage(standard, evidence);
    case 'count':
      return assessCount(standard, evidence, compute);
    case 'ratio':
      return assessRatio(standard, evidence, compute);
    case 'units':
      return assessShareOfUnits(standard, evidence, compute);
    case 'facilities':
      return assessShareOfFacilities(standard, evidence, compute);
    case 'each':
      return assessEach(standard, evidence, compute);
    case 'adjacency':
      return assessAdjacency(standard, evidence);
    case 'together':
      return assessTogether(standard, evidence);
    case 'grids':
      return assessGrids(standard, evidence);
    case 'tasks':
      return assessTasks(standard, evidence);
  }
}

/** Rules for town or country, and rules for units of some size, don't ask the others; null where the rule asks. */
function createScope(standard: Standard, { units }: Evidence): (unit: number) => Verdict | null {
  const { urban, rural } = standard.scope;
  const isOfSize = createCondition(standard, units);
  const [onlyTown, onlyCountry] = [notApplicable('scope', 'urban'), notApplicable('scope', 'rural')];
  return (unit) => {
    // Above subdistricts and townships a unit is both, and the rule chooses among the units below.
    if (units.level[unit] === 'community' || units.level[unit] === 'subdistrict') {
      if (units.isRural[unit] === 1 && !rural) return onlyTown;
      if (units.isRural[unit] !== 1 && !urban) return onlyCountry;
    }
    return isOfSize(unit);
  };
}

function createCondition(
  { applies_if }: Standard,
  units: Evidence['units']
): (unit: number) => Verdict | null {
  if (applies_if === undefined) return () => null;
  const [, field, sign, figure] = /^(\w+) *(>=|<=|>|<) *(\d+(?:\.\d+)?)$/.exec(applies_if) ?? [];
  if (field === undefined) return () => noData('not-worked-out', applies_if);
  const totals = totalsOf(units, field);
  const bound = Number(figure);
  const [unknown, not] = [
    noData('missing-input', `admin_units.${field}`),
    notApplicable('applies-if', applies_if)
  ];
  return (unit) => {
    const value = totals[unit];
    if (Number.isNaN(value)) return unknown;
    const isSo =
      sign === '>='
        ? value >= bound
        : sign === '<='
          ? value <= bound
          : sign === '>'
            ? value > bound
            : value < bound;
    return isSo ? null : not;
  };
}
