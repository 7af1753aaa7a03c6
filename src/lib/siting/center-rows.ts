import { sortOptions, sortRows, type MedianCore } from './median-core.ts';
import { nearestOpen } from './evaluate.ts';
import type { SitingProblem } from './problem.ts';

/** The rows of a p-center question that have mattered so far; more come in as openings leave them too far. */
export interface CenterRows {
  /** Most candidates that may be chosen, and their options; options that are open anyway. */
  sites: number;
  free: number[];
  always: number[];
  /** Metres from each row of the problem to what is open anyway; 0 for rows without worth. */
  baseM: Float64Array;
  /** Takes a row in; the option of the candidate nearest to it, −1 where none is nearer than what is open anyway. */
  add(row: number): number;
  /**
   * The question "which choice leaves the fewest of these rows farther than `limitM`", as a p-median of costs 0 and 1: its least
   * value is 0 where all can be within the limit.
   */
  coreAt(limitM: number): MedianCore;
  /** The shortest metres of a pair of these rows above `limitM`; Infinity: none. */
  nextAbove(limitM: number): number;
}

/** No row yet. Null where more options are fixed than may be opened. */
export function createCenterRows(problem: SitingProblem): CenterRows | null {
  const { weight, reach, options, limits } = problem;
  const { always, free, sites } = sortOptions(options, limits.sites);
  if (sites < 0) return null;
  const baseM = nearestOpen(problem, always).map((m, i) => (weight[i] > 0 ? m : 0));
  const rows: { row: number; candidate: Uint32Array; metres: Float64Array }[] = [];
  const nearest = new Map<number, number>();

  function add(row: number): number {
    const before = nearest.get(row);
    if (before !== undefined) return before;
    const candidate: number[] = [];
    const metres: number[] = [];
    free.forEach((o, j) => {
      const at = findRow(reach.point, reach.first[o], reach.first[o + 1], row);
      if (at < 0 || !(reach.metres[at] < baseM[row])) return;
      candidate.push(j);
      metres.push(reach.metres[at]);
    });
    rows.push({ row, candidate: Uint32Array.from(candidate), metres: Float64Array.from(metres) });
    const least = metres.reduce((at, m, k) => (m < metres[at] ? k : at), 0);
    const option = metres.length > 0 ? free[candidate[least]] : -1;
    nearest.set(row, option);
    return option;
  }

  function coreAt(limitM: number): MedianCore {
    const asked = rows.filter(({ row }) => !(baseM[row] <= limitM));
    const first = new Uint32Array(free.length + 1);
    const each = (use: (candidate: number, i: number) => void) =>
      asked.forEach(({ candidate, metres }, i) =>
        candidate.forEach((j, k) => {
          if (metres[k] <= limitM) use(j, i);
        })
      );
    each((j) => first[j + 1]++);
    for (let j = 0; j < free.length; j++) first[j + 1] += first[j];
    const next = first.slice();
    const row = new Uint32Array(first[free.length]);
    each((j, i) => (row[next[j]++] = i));
    const columns = { first, row, cost: new Float64Array(row.length) };
    const base = new Float64Array(asked.length).fill(1);
    const option = Uint32Array.from(free);
    return {
      sites,
      always,
      option,
      base,
      guard: 2 ** 30,
      quantum: 1,
      ...columns,
      ...sortRows(columns, base.length)
    };
  }

  function nextAbove(limitM: number): number {
    let next = Infinity;
    for (const { row, metres } of rows) {
      if (baseM[row] > limitM) next = Math.min(next, baseM[row]);
      for (const m of metres) if (m > limitM && m < next) next = m;
    }
    return next;
  }

  return { sites, free, always, baseM, add, coreAt, nextAbove };
}

/** Where `row` is among the ascending points from `from` to before `to`; −1: nowhere. */
function findRow(point: Uint32Array, from: number, to: number, row: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (point[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low < to && point[low] === row ? low : -1;
}
