import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { UnitLevel } from '../standards/standard.ts';
import type { ComplianceRow, Status } from './coverage.ts';

/** How many rows have each status, a row a key. */
export interface StatusCounts {
  met: Int32Array;
  notMet: Int32Array;
  noData: Int32Array;
  notApplicable: Int32Array;
  reported: Int32Array;
  /** met / (met + not met): what was not judged is in no share (requirements §7.10); NaN where nothing was judged. */
  shareMet: Float64Array;
}

/** Compliance counted up, as columns. */
export interface RollUp {
  /** A row a standard and level of unit that it has rows of, in the order of the rows. */
  byLevel: StatusCounts & { standard: string[]; level: UnitLevel[] };
  /** A row a unit of `units`: the rows of all standards for it and the units below it. */
  byUnit: StatusCounts;
  /** A row a standard and unit that has rows at it or below it, standards in the order of the rows, units ascending. */
  byStandardUnit: StatusCounts & { standard: string[]; unit: Int32Array };
}

const COLUMN: Record<Status, keyof Omit<StatusCounts, 'shareMet'>> = {
  met: 'met',
  not_met: 'notMet',
  no_data: 'noData',
  not_applicable: 'notApplicable',
  reported: 'reported'
};

/**
 * Counts the rows of all standards: by standard and level, by unit with all below it, and by both. `units` are those that the
 * rows name, the whole study area with them (`Evidence.units`). A row of the study area counts there alone.
 */
export function rollUp(rows: readonly ComplianceRow[], units: Units): RollUp {
  const chains = units.code.map((_, unit) => withParents(units, unit));
  const levels: { standard: string[]; level: UnitLevel[] } = { standard: [], level: [] };
  const both: { standard: string[]; unit: number[] } = { standard: [], unit: [] };
  const levelCounts = new Tally();
  const unitCounts = new Tally(units.code.length);
  const bothCounts = new Tally();
  for (const [standard, own] of groupByStandard(rows)) {
    const levelAt = new Map<UnitLevel, number>();
    const here = new Tally(units.code.length);
    for (const { unit, status } of own) {
      const level = units.level[unit];
      let at = levelAt.get(level);
      if (at === undefined) {
        at = levels.level.push(level) - 1;
        levels.standard.push(standard);
        levelAt.set(level, at);
      }
      levelCounts.add(at, status);
      for (const each of chains[unit]) {
        unitCounts.add(each, status);
        here.add(each, status);
      }
    }
    for (let unit = 0; unit < units.code.length; unit++) {
      if (!here.any(unit)) continue;
      const at = both.unit.push(unit) - 1;
      both.standard.push(standard);
      bothCounts.copy(at, here, unit);
    }
  }
  return {
    byLevel: { ...levels, ...levelCounts.toColumns(levels.level.length) },
    byUnit: unitCounts.toColumns(units.code.length),
    byStandardUnit: {
      standard: both.standard,
      unit: Int32Array.from(both.unit),
      ...bothCounts.toColumns(both.unit.length)
    }
  };
}

function groupByStandard(rows: readonly ComplianceRow[]): Map<string, ComplianceRow[]> {
  const groups = new Map<string, ComplianceRow[]>();
  for (const row of rows) {
    const group = groups.get(row.standard);
    if (group === undefined) groups.set(row.standard, [row]);
    else group.push(row);
  }
  return groups;
}

const STATUSES = Object.keys(COLUMN) as Status[];
const PLACE = Object.fromEntries(STATUSES.map((status, k) => [status, k])) as Record<Status, number>;

/** Counts of statuses under growing keys, five side by side. */
class Tally {
  private counts: Int32Array;

  constructor(keys = 64) {
    this.counts = new Int32Array(STATUSES.length * keys);
  }

  add(key: number, status: Status): void {
    this.widen(key);
    this.counts[STATUSES.length * key + PLACE[status]]++;
  }

  /** Takes the counts of another's key. */
  copy(key: number, from: Tally, fromKey: number): void {
    this.widen(key);
    const at = STATUSES.length * fromKey;
    this.counts.set(from.counts.subarray(at, at + STATUSES.length), STATUSES.length * key);
  }

  any(key: number): boolean {
    for (let k = 0; k < STATUSES.length; k++) if (this.counts[STATUSES.length * key + k] > 0) return true;
    return false;
  }

  toColumns(keys: number): StatusCounts {
    const column = (status: Status) =>
      Int32Array.from({ length: keys }, (_, key) => this.counts[STATUSES.length * key + PLACE[status]] ?? 0);
    const columns = Object.fromEntries(STATUSES.map((status) => [COLUMN[status], column(status)]));
    const { met, notMet } = columns;
    const shareMet = Float64Array.from(met, (count, key) => count / (count + notMet[key]));
    return { ...(columns as Omit<StatusCounts, 'shareMet'>), shareMet };
  }

  private widen(key: number): void {
    if (STATUSES.length * (key + 1) <= this.counts.length) return;
    const wider = new Int32Array(2 * STATUSES.length * (key + 1));
    wider.set(this.counts);
    this.counts = wider;
  }
}
