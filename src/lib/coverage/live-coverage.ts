import type { Demand } from '../demand/demand.ts';
import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import { CAUSES, type Coverage, type Gaps } from './coverage.ts';
import { DETOUR_FACTOR } from './distances.ts';
import type { DistanceChanges, LiveDistances } from './live-distances.ts';
import { openLiveRanks } from './live-ranks.ts';
import type { LiveWalks } from './live-walks.ts';

const COVERED = CAUSES.indexOf('covered');
const NONE = CAUSES.indexOf('none');
const FAR = CAUSES.indexOf('far');
const DETOUR = CAUSES.indexOf('detour');
const UNCONNECTED = CAUSES.indexOf('unconnected');

/** What a change of distances has changed of one measure. */
export interface CoverageChanges {
  /** Points whose cause (and so whether they are covered) has changed. */
  point: number[];
  /** Units that have a changed point in them, whose rows may have changed. Ranks of others may have changed too. */
  unit: number[];
}

/** Coverage and gaps of one measure that follow the distances; their columns are kept up in place. */
export interface LiveCoverage {
  coverage: Coverage;
  gaps: Gaps;
  /** To be told of every change of the distances, after `walks` was told. */
  follow(changes: DistanceChanges): CoverageChanges;
}

/**
 * Keeps the coverage and the gaps of a full run (`measureCoverage`, `findGaps` for the distances as they are now) up to
 * date: after each change they are what a full run would give, bit for bit. Sums can be kept up by adding and taking away
 * because they are exact: people come in steps of 2⁻²² (`shareOut`), person-metres in steps of 1/1024. `connected` is 1 for
 * each point that meets the network. The full run's own columns stay as they were.
 */
export function openLiveCoverage(
  full: { coverage: Coverage; gaps: Gaps },
  distances: LiveDistances,
  walks: LiveWalks,
  units: Units,
  demand: Demand,
  connected: Uint8Array
): LiveCoverage {
  const { distanceM, straightM, nearest, estimated } = distances;
  const { measure } = full.coverage;
  const { limitM } = measure;
  const rows = copyColumns(full.coverage.rows);
  const gaps: Gaps = { ...copyColumns(full.gaps), byCause: full.gaps.byCause.map((sum) => sum.slice()) };
  const covered = full.coverage.covered.slice();
  const coverage: Coverage = { measure, distanceM, straightM, nearest, covered, estimated, rows };
  const people = demand.people[measure.field] ?? new Float64Array(distanceM.length);
  const chains = units.code.map((_, unit) => withParents(units, unit));
  const straightPeople = new Float64Array(units.code.length);
  /** Person-metres of those who count a finite number, and how many points count an infinite one. */
  const finite = new Float64Array(units.code.length);
  const infinite = new Uint32Array(units.code.length);
  const ranks = openLiveRanks(units, gaps.uncovered, gaps.personM, gaps.rank);
  gaps.rank = ranks.rank;

  const causeAt = (walkM: number, lineM: number, i: number): number => {
    if (walkM <= limitM) return COVERED;
    if (!connected[i]) return UNCONNECTED;
    if (lineM <= limitM) return DETOUR;
    return lineM <= 2 * limitM ? FAR : NONE;
  };
  /** As `Gaps.personM` counts it. */
  const excessAt = (walkM: number, lineM: number, i: number): number => {
    const metres = walkM < Infinity ? walkM : Math.max(lineM * DETOUR_FACTOR, 2 * limitM);
    return Math.round(people[i] * Math.max(0, metres - limitM) * 1024) / 1024;
  };
  const count = (unit: number, excess: number, sign: 1 | -1): void => {
    if (excess === Infinity) infinite[unit] += sign;
    else finite[unit] += sign * excess;
  };
  for (let i = 0; i < distanceM.length; i++) {
    if (demand.unit[i] < 0 || !(people[i] > 0)) continue;
    const excess = distanceM[i] <= limitM ? 0 : excessAt(distanceM[i], straightM[i], i);
    for (const unit of chains[demand.unit[i]]) {
      if (straightM[i] <= limitM) straightPeople[unit] += people[i];
      count(unit, excess, 1);
    }
  }

  /** Puts one point's people from where they counted to where they count now. */
  function move(i: number, beforeM: number, lineBeforeM: number): boolean {
    const causeBefore = causeAt(beforeM, lineBeforeM, i);
    const cause = causeAt(distanceM[i], straightM[i], i);
    gaps.cause[i] = cause;
    covered[i] = cause === COVERED ? 1 : 0;
    if (demand.unit[i] < 0 || !(people[i] > 0)) return cause !== causeBefore;
    const excessBefore = causeBefore === COVERED ? 0 : excessAt(beforeM, lineBeforeM, i);
    const excess = cause === COVERED ? 0 : excessAt(distanceM[i], straightM[i], i);
    const straight = Number(straightM[i] <= limitM) - Number(lineBeforeM <= limitM);
    for (const unit of chains[demand.unit[i]]) {
      straightPeople[unit] += straight * people[i];
      if (excess !== excessBefore) {
        count(unit, excessBefore, -1);
        count(unit, excess, 1);
      }
      if (cause === causeBefore) continue;
      if (causeBefore === COVERED) rows.covered[unit] -= people[i];
      else gaps.byCause[causeBefore - 1][unit] -= people[i];
      if (cause === COVERED) rows.covered[unit] += people[i];
      else gaps.byCause[cause - 1][unit] += people[i];
    }
    return cause !== causeBefore;
  }

  function settle(unit: number): void {
    const total = rows.total[unit];
    if (Number.isNaN(total)) return;
    rows.share[unit] = total > 0 ? rows.covered[unit] / total : NaN;
    rows.shareStraight[unit] = total > 0 ? straightPeople[unit] / total : NaN;
    gaps.uncovered[unit] = total - rows.covered[unit];
    gaps.personM[unit] = infinite[unit] > 0 ? Infinity : finite[unit];
    const walk = walks.of(unit);
    gaps.medianM[unit] = walk.medianM;
    gaps.p95M[unit] = walk.p95M;
    gaps.maxM[unit] = walk.maxM;
  }

  return {
    coverage,
    gaps,
    follow({ point, distanceBeforeM, straightBeforeM }) {
      const recoloured: number[] = [];
      const touched = new Set<number>();
      point.forEach((i, k) => {
        if (move(i, distanceBeforeM[k], straightBeforeM[k])) recoloured.push(i);
        if (demand.unit[i] >= 0) for (const unit of chains[demand.unit[i]]) touched.add(unit);
      });
      const unit = [...touched];
      unit.forEach(settle);
      ranks.follow(unit);
      return { point: recoloured, unit };
    }
  };
}

/** The same object with copies of its typed columns. */
function copyColumns<T extends object>(columns: T): T {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      ArrayBuffer.isView(column) ? (column as Float64Array).slice() : column
    ])
  ) as T;
}
