import type { Demand } from '../demand/demand.ts';
import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { DistanceChanges } from './live-distances.ts';

/** How far the people of a unit walk: the weighted median and 95th percentile, and the farthest, as in `Gaps`. */
export interface Walks {
  medianM: number;
  p95M: number;
  maxM: number;
}

/** Follows how far the people of one group walk, in every unit. */
export interface LiveWalks {
  /** To be told of every change of the distances. */
  follow(changes: DistanceChanges): void;
  of(unit: number): Walks;
}

/** Units with more points keep their people by steps of distance; others are looked through whole. */
const MANY = 2048;
const STEP_M = 8;
/** The last but one holds all that is farther, the last those who reach nothing. */
const STEPS = 4096;

const stepOf = (metres: number): number =>
  metres === Infinity ? STEPS - 1 : Math.min(STEPS - 2, Math.floor(metres / STEP_M));

/**
 * Medians, 95th percentiles and farthest walks of a group, worked out for a unit when they are asked for, from the column
 * `distanceM` that `LiveDistances` keeps up; equal to those of `findGaps`, since sums of people are exact. `total` are the people
 * of each unit, NaN where they are not known.
 *
 * A unit of many points finds the step of 8 m that a share of its people falls into by sums that are kept up, and looks
 * through the points of that step only: a whole city costs some thousand numbers a change and not 200,000.
 */
export function openLiveWalks(
  units: Units,
  demand: Demand,
  people: Float64Array,
  total: Float64Array,
  distanceM: Float64Array
): LiveWalks {
  const chains = units.code.map((_, unit) => withParents(units, unit));
  const pointsOf: number[][] = units.code.map(() => []);
  const counts = new Uint32Array(units.code.length);
  const isCounted = (point: number): boolean => demand.unit[point] >= 0 && people[point] > 0;
  for (let i = 0; i < distanceM.length; i++)
    if (isCounted(i)) for (const unit of chains[demand.unit[i]]) counts[unit]++;
  const sums = new Map<number, Float64Array>();
  counts.forEach((count, unit) => {
    if (count > MANY) sums.set(unit, new Float64Array(STEPS));
  });
  /** The points of each step of distance, where there are units that want them. */
  const steps: Set<number>[] = sums.size ? Array.from({ length: STEPS }, () => new Set()) : [];
  const enter = (point: number, step: number): void => {
    steps[step].add(point);
    for (const unit of chains[demand.unit[point]]) {
      const sum = sums.get(unit);
      if (sum) sum[step] += people[point];
    }
  };
  const leave = (point: number, step: number): void => {
    steps[step].delete(point);
    for (const unit of chains[demand.unit[point]]) {
      const sum = sums.get(unit);
      if (sum) sum[step] -= people[point];
    }
  };
  for (let i = 0; i < distanceM.length; i++) {
    if (!isCounted(i)) continue;
    for (const unit of chains[demand.unit[i]]) if (!sums.has(unit)) pointsOf[unit].push(i);
    if (sums.size) enter(i, stepOf(distanceM[i]));
  }

  /** The first distance at which `wanted` people of those of `unit` among the points have been passed. */
  function passing(unit: number, sum: Float64Array, wanted: number): number {
    let passed = 0;
    let step = 0;
    while (step < STEPS - 1 && passed + sum[step] < wanted) passed += sum[step++];
    return select(distanceM, people, ownOf(unit, step), wanted - passed);
  }
  const ownOf = (unit: number, step: number): number[] =>
    [...steps[step]].filter((point) => chains[demand.unit[point]].includes(unit));
  const farthest = (points: number[]): number =>
    points.reduce((most, point) => Math.max(most, distanceM[point]), -Infinity);

  function look(unit: number): Walks {
    if (Number.isNaN(total[unit]) || counts[unit] === 0) return { medianM: NaN, p95M: NaN, maxM: NaN };
    const half = total[unit] * 0.5;
    const most = total[unit] * 0.95;
    const sum = sums.get(unit);
    if (sum) {
      let last = STEPS - 1;
      while (sum[last] === 0) last--;
      const maxM = farthest(ownOf(unit, last));
      return { medianM: passing(unit, sum, half), p95M: passing(unit, sum, most), maxM };
    }
    const own = pointsOf[unit];
    const find = (wanted: number): number => select(distanceM, people, own, wanted);
    return { medianM: find(half), p95M: find(most), maxM: farthest(own) };
  }

  /** Worked out since the last change: measures that differ in their limit alone ask for the same. */
  const known = new Map<number, Walks>();

  return {
    follow({ point, distanceBeforeM }) {
      known.clear();
      if (sums.size === 0) return;
      point.forEach((i, k) => {
        const before = stepOf(distanceBeforeM[k]);
        const now = stepOf(distanceM[i]);
        if (before === now || !isCounted(i)) return;
        leave(i, before);
        enter(i, now);
      });
    },
    of(unit) {
      let walks = known.get(unit);
      if (!walks) known.set(unit, (walks = look(unit)));
      return walks;
    }
  };
}

/**
 * The least distance within which at least `wanted` of the people of `points` are; NaN where all are fewer. By parting them
 * about a middle one again and again (C. A. R. Hoare, Algorithm 65: Find, CACM 4, 1961).
 */
function select(distanceM: Float64Array, people: Float64Array, points: number[], wanted: number): number {
  const at = Uint32Array.from(points);
  let low = 0;
  let high = at.length;
  let left = wanted;
  while (low < high) {
    const pivot = middleOf(distanceM[at[low]], distanceM[at[(low + high) >> 1]], distanceM[at[high - 1]]);
    let nearer = low;
    let farther = high;
    let peopleNearer = 0;
    let peopleEqual = 0;
    for (let k = low; k < farther;) {
      const point = at[k];
      const metres = distanceM[point];
      if (metres < pivot) {
        peopleNearer += people[point];
        at[k++] = at[nearer];
        at[nearer++] = point;
      } else if (metres > pivot) {
        at[k] = at[--farther];
        at[farther] = point;
      } else {
        peopleEqual += people[point];
        k++;
      }
    }
    if (peopleNearer >= left) high = nearer;
    else if (peopleNearer + peopleEqual >= left) return pivot;
    else {
      left -= peopleNearer + peopleEqual;
      low = farther;
    }
  }
  return NaN;
}

const middleOf = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
