import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';

/** What rows say of the units that they name: the sum of their known figures, how many are known and how many are not. */
export interface RowSums {
  value: Float64Array;
  known: Float64Array;
  unknown: Float64Array;
}

/** What rows say of units and of all that lies in them; columns as long as the units. */
export interface UnitSums extends RowSums {
  /** Units without a row at or below the unit, of those that have no units below and are asked; 0 where rows are things. */
  absent: Float64Array;
  /** What the units below have together, where the unit's own rows say something else; NaN elsewhere. */
  sumBelow: Float64Array;
}

/** Sums of `count` units without a row yet. */
export function emptySums(count: number): RowSums {
  return {
    value: new Float64Array(count),
    known: new Float64Array(count),
    unknown: new Float64Array(count)
  };
}

const orders = new WeakMap<Units, Int32Array>();

/** All units, each before the unit above it. */
function fromBelow(units: Units): Int32Array {
  let order = orders.get(units);
  if (order === undefined) {
    const depth = units.code.map((_, unit) => withParents(units, unit).length);
    order = Int32Array.from(units.code, (_, unit) => unit).sort((a, b) => depth[b] - depth[a] || a - b);
    orders.set(units, order);
  }
  return order;
}

/**
 * Every unit's sum where rows are figures of units: its own where it has one that is known, else that of the units below it
 * and of `inner`, rows that lie in the unit without being said of the whole of it; never both. `isAsked` tells units whose
 * row would be missed.
 */
export function rollUpFigures(
  units: Units,
  own: RowSums,
  inner: RowSums,
  isAsked: (unit: number) => boolean
): UnitSums {
  const count = units.code.length;
  const below = emptySums(count);
  const absentBelow = new Float64Array(count);
  const hasBelow = new Uint8Array(count);
  const [absent, sumBelow] = [new Float64Array(count), new Float64Array(count).fill(NaN)];
  const sums: UnitSums = { ...emptySums(count), absent, sumBelow };
  for (const unit of fromBelow(units)) {
    const value = below.value[unit] + inner.value[unit];
    const known = below.known[unit] + inner.known[unit];
    const unknown = below.unknown[unit] + inner.unknown[unit];
    if (own.known[unit] > 0) {
      for (const part of PARTS) sums[part][unit] = own[part][unit];
      const differs = Math.abs(value - own.value[unit]) > 1e-9 * Math.max(1, Math.abs(value));
      // A sum that lacks units may well be less than the whole.
      const whole = unknown === 0 && absentBelow[unit] === 0;
      if (known > 0 && differs && (whole || value > own.value[unit])) sumBelow[unit] = value;
    } else if (known === 0 && own.unknown[unit] > 0) {
      // The figure of the whole unit is what lacks, not those of the units below as well.
      sums.unknown[unit] = own.unknown[unit];
    } else {
      // A row of the unit without a figure says nothing beside the figures of those below.
      sums.value[unit] = value;
      sums.known[unit] = known;
      sums.unknown[unit] = unknown;
      if (hasBelow[unit]) absent[unit] = absentBelow[unit];
      else if (known + sums.unknown[unit] === 0 && isAsked(unit)) absent[unit] = 1;
    }
    const above = units.parent[unit];
    if (above < 0) continue;
    hasBelow[above] = 1;
    absentBelow[above] += absent[unit];
    for (const part of PARTS) below[part][above] += sums[part][unit];
  }
  return sums;
}

const PARTS = ['value', 'known', 'unknown'] as const;

/** Every unit's sum where rows are things (estates, candidate sites): those of the unit itself and of all units below. */
export function rollUpThings(units: Units, own: RowSums): UnitSums {
  const count = units.code.length;
  const sums: UnitSums = {
    value: own.value.slice(),
    known: own.known.slice(),
    unknown: own.unknown.slice(),
    absent: new Float64Array(count),
    sumBelow: new Float64Array(count).fill(NaN)
  };
  for (const unit of fromBelow(units)) {
    const above = units.parent[unit];
    if (above >= 0) for (const part of PARTS) sums[part][above] += sums[part][unit];
  }
  return sums;
}
