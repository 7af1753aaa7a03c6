import { withParents } from '../demand/levels.ts';
import type { Amount, Where } from '../standards/compute.ts';
import type { Standard, UnitLevel } from '../standards/standard.ts';
import { doubtNone, findQualifying, groupByUnit, noteNone } from './assess-count.ts';
import { tellMeant } from './communities-meant.ts';
import type { Remark } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import type { Ledger, LedgerTable } from './ledgers.ts';
import { emptySums, rollUpFigures, rollUpThings, type RowSums } from './roll-up-rows.ts';
import {
  columnOf,
  estatesOf,
  leastKnown,
  missingOf,
  splitColumn,
  testRows,
  type Answer
} from './table-rows.ts';
import { noData, totalsOf, type Verdict } from './verdict.ts';

/** The sum of an amount in one unit. */
export interface Figure {
  /** Sum of what is known. */
  value: number;
  /** Rows that count and say how much, and rows that may count or do not say it. */
  known: number;
  unknown: number;
  /** Facilities that count or may count. */
  features: number[];
  /** What is not known, with how many of how many rows; null where all is. */
  lacking: string | null;
  /** What else must be known of it. */
  remark: Remark | null;
}

/** An amount that can be summed in every unit: a figure, or why there is none. */
export type Summed = (unit: number) => Figure | Verdict;

/** True where a unit has no figure. */
export function isVerdict(found: Figure | Verdict): found is Verdict {
  return 'status' in found;
}

/** Tables whose rows are things, of which a unit may have none that is asked for; in others a row is a figure of its unit. */
const THINGS = new Set(['estates', 'grids', 'candidate_sites']);
/** Things that are placed by where they lie: a unit where none does has none. */
const PLACED = new Set(['candidate_sites']);

/** All columns that an amount needs. */
export function columnsOfAmount({ sum, where = [] }: Amount): string[] {
  const [table] = splitColumn(sum);
  const joins =
    table === 'facilities' && where.some(({ column }) => column.startsWith('estates.'))
      ? ['facilities.estate_id']
      : [];
  const category = table === 'facilities' ? ['facilities.category'] : [];
  return [...category, sum, ...joins, ...where.map(({ column }) => column)];
}

/**
 * Makes an amount ready to be summed in any unit. Of facilities those count that serve the unit, else lie in it, or whose
 * estate does where the rule speaks of estates; a unit without any has 0, unless some without a category may be meant
 * (`doubtNone`). Rows of a ledger count for the unit that they name and all above it, save those of communities out of the
 * rule's scope, and where a unit above has rows of its own these win; a unit without a row has no data, not 0, save of estates and other things, of which rows in the unit
 * that are not meant are known to be none. Where the study lacks a column there is no data for any unit.
 */
export function sumAmount(standard: Standard, evidence: Evidence, amount: Amount): Summed {
  const [table] = splitColumn(amount.sum);
  if (table === 'facilities') return sumFacilities(standard, evidence, amount);
  const missing = missingOf(evidence, columnsOfAmount(amount));
  if (missing !== null) return () => missing;
  if (table === 'admin_units') return sumUnits(standard, evidence, amount);
  return sumLedger(standard, evidence, amount, evidence.ledgers[table as LedgerTable]!);
}

function sumFacilities(standard: Standard, evidence: Evidence, amount: Amount): Summed {
  const { sum, where = [], categories } = amount;
  const absent = missingOf(evidence, ['facilities.category']);
  if (absent !== null) return () => absent;
  const named = findQualifying(standard, evidence, categories);
  const unsure = doubtNone(evidence, named) ?? missingOf(evidence, columnsOfAmount(amount));
  if (unsure !== null) return () => unsure;
  const test = testRows(evidence, 'facilities', where);
  const found = where.length === 0 ? named : named.filter((facility) => test(facility) !== 0);
  const numbers = sum === 'facilities.*' ? null : (columnOf(evidence, sum)?.numbers ?? null);
  const byEstate = where.some(({ column }) => column.startsWith('estates.'));
  const featuresOf = groupByUnit(evidence, found, byEstate ? placeByEstate(evidence) : 'unit');
  const remark = noteNone(standard, named);
  const least = leastKnown(sum);
  return (unit) => {
    const features = featuresOf(unit);
    let [value, known, blank] = [0, 0, 0];
    for (const facility of features) {
      const amountOf = numbers === null ? 1 : numbers[facility];
      if (!(amountOf >= least)) blank++;
      else if (where.length === 0 || test(facility) === 1) {
        value += amountOf;
        known++;
      }
    }
    const unknown = features.length - known;
    const lacking = sayLacking(blank > 0 ? sum : (where[0]?.column ?? sum), unknown, features.length);
    return { value, known, unknown, features, lacking, remark };
  };
}

/** Facilities count for the unit of their estate; those of none for that which they serve, else lie in. */
function placeByEstate(evidence: Evidence): (level: UnitLevel) => Int32Array {
  const { units, ledgers } = evidence;
  const estate = estatesOf(evidence);
  const unitOf = ledgers.estates!.unit;
  return (level) => {
    const placed = evidence.placement(level).unit;
    const climbed = new Map<number, number>();
    return estate.map((row, facility) => {
      const at = row < 0 ? -1 : unitOf[row];
      if (at < 0) return placed[facility];
      let unit = climbed.get(at);
      if (unit === undefined)
        climbed.set(at, (unit = withParents(units, at).find((each) => units.level[each] === level) ?? -1));
      return unit;
    });
  };
}

/** Totals and other columns of units; with conditions, or counted, those of communities that are so. */
function sumUnits(standard: Standard, evidence: Evidence, { sum, where = [] }: Amount): Summed {
  const { units } = evidence;
  const [, name] = splitColumn(sum);
  const whole = units.totals[name];
  if (whole !== undefined && where.length === 0) {
    const totals = totalsOf(units, name);
    return (unit) =>
      Number.isNaN(totals[unit]) ? noData('missing-input', sum) : plainFigure(totals[unit], 1, null);
  }
  const [own, none, unsure] = Array.from({ length: 3 }, () => emptySums(units.code.length));
  const numbers = name === '*' ? null : (columnOf(evidence, sum)?.numbers ?? null);
  const test = testRows(evidence, 'admin_units', where);
  const least = leastKnown(sum);
  const byCommunity = where.length > 0 || numbers === null;
  units.level.forEach((level, unit) => {
    if (byCommunity && level !== 'community') return;
    if (!byCommunity && Number.isNaN(numbers![unit])) return;
    const said = test(unit);
    if (said < 0) unsure.unknown[unit]++;
    addRow(own, unit, least, numbers === null ? 1 : numbers[unit], said);
  });
  if (byCommunity) return ofThings(evidence, { sum, where }, own, { rows: none, unsure }, true);
  return ofFigures(standard, evidence, sum, own, none);
}

function sumLedger(standard: Standard, evidence: Evidence, amount: Amount, ledger: Ledger): Summed {
  const { sum, where = [] } = amount;
  const [table, name] = splitColumn(sum);
  const count = evidence.units.code.length;
  const numbers = name === '*' ? null : (columnOf(evidence, sum)?.numbers ?? null);
  const test = testRows(evidence, table, where);
  const [own, inner, rows, unsure] = Array.from({ length: 4 }, () => emptySums(count));
  const { facility, texts } = ledger;
  const least = leastKnown(sum);
  const isMeant = tellMeant(standard, evidence.units);
  for (let row = 0; row < ledger.unit.length; row++) {
    const unit = ledger.unit[row];
    if (unit < 0 || !isMeant(unit)) continue;
    rows.known[unit]++;
    const value = numbers === null ? 1 : numbers[row];
    const ofFacility = facility !== undefined && facility[row] !== '';
    // A row of another role, or of a facility, is not one that lacks the figure.
    if (Number.isNaN(value) && (ofFacility || isOfOtherRole(name, texts.role?.[row]))) continue;
    const said = test(row);
    if (said < 0) unsure.unknown[unit]++;
    addRow(ofFacility ? inner : own, unit, least, value, said);
  }
  if (THINGS.has(table)) return ofThings(evidence, amount, own, { rows, unsure }, PLACED.has(table));
  return ofFigures(standard, evidence, sum, own, inner);
}

function isOfOtherRole(column: string, role: string | undefined): boolean {
  return role !== undefined && role !== '' && column !== role && !column.startsWith(`${role}_`);
}

function addRow(to: RowSums, unit: number, least: number, value: number, counts: Answer): void {
  if (counts === 0) return;
  if (counts < 0 || !(value >= least)) to.unknown[unit]++;
  else {
    to.known[unit]++;
    to.value[unit] += value;
  }
}

/** `rows` are all rows, meant or not; `unsure` those of which a condition is not known, the others without a figure lack that. */
function ofThings(
  evidence: Evidence,
  { sum, where = [] }: Amount,
  own: RowSums,
  { rows, unsure }: { rows: RowSums; unsure: RowSums },
  noneIsKnown: boolean
): Summed {
  const [sums, all, doubts] = [own, rows, unsure].map((each) => rollUpThings(evidence.units, each));
  const conditions = where.map(({ column }) => column).join(', ');
  return (unit) => {
    const [known, unknown] = [sums.known[unit], sums.unknown[unit]];
    if (known + unknown === 0 && all.known[unit] === 0 && !noneIsKnown) return noData('no-row', sum);
    const doubtful = doubts.unknown[unit];
    const columns = [...(doubtful > 0 ? [conditions] : []), ...(doubtful < unknown ? [sum] : [])];
    return plainFigure(
      sums.value[unit],
      known,
      sayLacking(columns.join(', '), unknown, known + unknown),
      unknown
    );
  };
}

function ofFigures(
  standard: Standard,
  evidence: Evidence,
  sum: string,
  own: RowSums,
  inner: RowSums
): Summed {
  const { units } = evidence;
  const { urban, rural } = standard.scope;
  const isAsked = (unit: number) => (units.isRural[unit] === 1 ? rural : urban);
  const sums = rollUpFigures(units, own, inner, isAsked);
  return (unit) => {
    const known = sums.known[unit];
    const unknown = sums.unknown[unit] + sums.absent[unit];
    if (known + sums.unknown[unit] === 0) return noData('no-row', sum);
    const figure = plainFigure(sums.value[unit], known, sayLacking(sum, unknown, known + unknown), unknown);
    if (!Number.isNaN(sums.sumBelow[unit]))
      figure.remark = { code: 'own-differs-from-sum', what: `${sums.value[unit]} / ${sums.sumBelow[unit]}` };
    return figure;
  };
}

function plainFigure(value: number, known: number, lacking: string | null, unknown = 0): Figure {
  return { value, known, unknown, features: [], lacking, remark: null };
}

/** `facilities.floor_area_m2: 1 / 3`: of three rows one is not known; null where all are. */
function sayLacking(column: string, unknown: number, all: number): string | null {
  return unknown === 0 ? null : `${column}: ${unknown} / ${all}`;
}

/** Built estates (`estates.is_new_build` no) are what a unit's homes are taken to be where nothing tells estates apart. */
export function isBuilt({ column, is }: Where): boolean {
  return column === 'estates.is_new_build' && is === false;
}
