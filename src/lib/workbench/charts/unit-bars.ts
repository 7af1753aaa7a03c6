import type { OutcomeUnit } from '../engine/scene.ts';
import { runningSums } from './walk-bins.ts';

/** Communities in order, a row a bar. */
export interface UnitBars {
  /** Index in the scene. */
  unit: Int32Array;
  /** What the height says: the share covered (0 to 1), or people not covered. */
  value: Float64Array;
  /** People of each, and where its bar begins and ends among them all (one more than there are bars). */
  people: Float64Array;
  ends: Float64Array;
}

/** Communities with people by the share of them who are covered, the least first; the larger first where it is the same. */
export function barsByShare(rows: readonly OutcomeUnit[]): UnitBars {
  const shown = rows.filter(({ total, share }) => total > 0 && !Number.isNaN(share));
  return barsOf(
    shown.toSorted((a, b) => a.share - b.share || b.total - a.total || a.unit - b.unit),
    ({ share }) => share
  );
}

/** Communities with anyone who is not covered, most first. */
export function barsByGap(rows: readonly OutcomeUnit[]): UnitBars {
  const shown = rows.filter(({ uncovered }) => uncovered > 0);
  return barsOf(
    shown.toSorted((a, b) => b.uncovered - a.uncovered || a.unit - b.unit),
    ({ uncovered }) => uncovered
  );
}

function barsOf(rows: readonly OutcomeUnit[], of: (row: OutcomeUnit) => number): UnitBars {
  const people = Float64Array.from(rows, ({ total }) => total);
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    value: Float64Array.from(rows, of),
    people,
    ends: Float64Array.of(0, ...runningSums(people))
  };
}

/** How many of the first bars hold `share` of all that the bars say; 0 where that is nothing. */
export function barsHolding({ value }: UnitBars, share: number): number {
  const sums = runningSums(value);
  const all = sums.at(-1) ?? 0;
  return all > 0 ? sums.findIndex((sum) => sum >= share * all * (1 - 1e-12)) + 1 : 0;
}

/** The figure that a threshold such as `>= 95` (percent) asks for, 0 to 1; null where it asks for no share. */
export function shareAsked(threshold: string | null): number | null {
  const found = /^\s*>=?\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(threshold ?? '');
  const percent = found ? Number(found[1]) : NaN;
  return percent > 0 && percent <= 100 ? percent / 100 : null;
}
