import type { Demand } from '../demand/demand.ts';
import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import { CAUSES, type Cause, type Coverage, type Gaps } from './coverage.ts';
import { DETOUR_FACTOR } from './distances.ts';

const CODE = Object.fromEntries(CAUSES.map((cause, code) => [cause, code])) as Record<Cause, number>;

/**
 * Where the measure's group is not covered, how far from it, and why (method §5): a cause for each demand point, and for
 * each unit of every level, in the order of the units, the people uncovered, their excess walk, and the weighted median,
 * 95th percentile and greatest distance of all its people. `connected` is 1 for each point that meets the network.
 *
 * A distance is Infinity where that many people reach no facility, and NaN for a unit without people. A unit whose group is
 * missing has NaN throughout and rank 0. `personM` is Infinity where there is no qualifying facility at all.
 */
export function findGaps(coverage: Coverage, units: Units, demand: Demand, connected: Uint8Array): Gaps {
  const { measure, rows } = coverage;
  const count = units.code.length;
  const cause = findCauses(coverage, connected);
  const zeroOrMissing = () => rows.total.map((total) => (Number.isNaN(total) ? NaN : 0));
  const uncovered = rows.total.map((total, unit) => total - rows.covered[unit]);
  const personM = zeroOrMissing();
  const byCause = CAUSES.slice(1).map(zeroOrMissing);
  const medianM = new Float64Array(count).fill(NaN);
  const p95M = new Float64Array(count).fill(NaN);
  const maxM = new Float64Array(count).fill(NaN);

  const people = demand.people[measure.field] ?? new Float64Array(demand.unit.length);
  const chains = units.code.map((_, unit) => withParents(units, unit));
  const passed = new Float64Array(count);
  for (const i of byDistance(coverage.distanceM)) {
    if (demand.unit[i] < 0 || !(people[i] > 0)) continue;
    for (const unit of chains[demand.unit[i]]) {
      // Where part of the people are not known, figures of the others would pass for the whole.
      if (Number.isNaN(rows.total[unit])) continue;
      const before = passed[unit];
      passed[unit] += people[i];
      const half = rows.total[unit] * 0.5;
      const most = rows.total[unit] * 0.95;
      if (before < half && passed[unit] >= half) medianM[unit] = coverage.distanceM[i];
      if (before < most && passed[unit] >= most) p95M[unit] = coverage.distanceM[i];
      maxM[unit] = coverage.distanceM[i];
      if (cause[i] === CODE.covered) continue;
      byCause[cause[i] - 1][unit] += people[i];
      personM[unit] += excessPersonM(coverage, i, people[i]);
    }
  }
  return {
    measure,
    cause,
    unit: Int32Array.from(rows.unit),
    uncovered,
    personM,
    medianM,
    p95M,
    maxM,
    byCause,
    rank: rankUnits(units, uncovered, personM)
  };
}

function findCauses(coverage: Coverage, connected: Uint8Array): Uint8Array {
  const limitM = coverage.measure.limitM;
  return Uint8Array.from(coverage.covered, (covered, i) => {
    if (covered) return CODE.covered;
    if (!connected[i]) return CODE.unconnected;
    if (coverage.straightM[i] <= limitM) return CODE.detour;
    return coverage.straightM[i] <= 2 * limitM ? CODE.far : CODE.none;
  });
}

/**
 * People × metres beyond the limit (`Gaps.personM`), in steps of 1/1024 so that sums do not depend on the order of points.
 */
function excessPersonM({ distanceM, straightM, measure }: Coverage, i: number, people: number): number {
  const metres = Number.isFinite(distanceM[i])
    ? distanceM[i]
    : Math.max(straightM[i] * DETOUR_FACTOR, 2 * measure.limitM);
  return Math.round(people * Math.max(0, metres - measure.limitM) * 1024) / 1024;
}

function byDistance(distanceM: Float64Array): Uint32Array {
  return Uint32Array.from({ length: distanceM.length }, (_, i) => i).sort((a, b) =>
    // Infinity − Infinity is NaN, which would leave the order undefined.
    distanceM[a] === distanceM[b] ? 0 : distanceM[a] - distanceM[b]
  );
}

/** 1 = the largest gap among the units of the same level; 0 where the group is missing. */
function rankUnits(units: Units, uncovered: Float64Array, personM: Float64Array): Int32Array {
  const rank = new Int32Array(units.code.length);
  for (const level of new Set(units.level)) {
    const ranked = units.level.flatMap((each, unit) =>
      each === level && !Number.isNaN(uncovered[unit]) ? [unit] : []
    );
    ranked.sort(
      (a, b) =>
        descending(uncovered[a], uncovered[b]) ||
        descending(personM[a], personM[b]) ||
        ascending(units.name[a], units.name[b]) ||
        ascending(units.code[a], units.code[b])
    );
    ranked.forEach((unit, place) => (rank[unit] = place + 1));
  }
  return rank;
}

function descending(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

/** By code points, so that the order is the same on every machine. */
function ascending(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
