import { BARRED, FIXED, type SitingProblem } from './problem.ts';
import type { ReachSets } from './cover-problem.ts';

/**
 * A p-median question without what is settled: rows have worth, candidates are still free, and what is open anyway is but a cost
 * of each row. Costs are worth × metres. Every row has a `base`, so that any choice has a value: where nothing is open anyway it
 * is `guard`, a power of two above the value of any choice that serves every row.
 */
export interface MedianCore {
  /** Most candidates that may be chosen. */
  sites: number;
  /** Options of the problem that are open, whatever is chosen. */
  always: number[];
  /** Option of each candidate. */
  option: Uint32Array;
  base: Float64Array;
  guard: number;
  /** All costs are multiples of it (a power of two), and sums of them exact; 0: of none. */
  quantum: number;
  /** Candidates of row i that are cheaper than its base, from the cheapest: `near[firstNear[i]] … near[firstNear[i + 1] - 1]`. */
  firstNear: Uint32Array;
  near: Uint32Array;
  nearCost: Float64Array;
  /** The same pairs by candidate; rows ascending. */
  first: Uint32Array;
  row: Uint32Array;
  cost: Float64Array;
}

/**
 * The core of a p-median question. Free options that don't count cost nothing, so they are open like fixed ones. Null where more
 * options are fixed than may be opened.
 */
export function readMedian({ weight, reach, options, limits }: SitingProblem): MedianCore | null {
  const { always, free, sites } = sortOptions(options, limits.sites);
  if (sites < 0) return null;
  const rowOf = new Int32Array(weight.length).fill(-1);
  let rows = 0;
  for (let i = 0; i < weight.length; i++) if (weight[i] > 0) rowOf[i] = rows++;
  const worth = weight.filter((w) => w > 0);
  const base = new Float64Array(rows).fill(Infinity);
  for (const o of always)
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = rowOf[reach.point[k]];
      if (i >= 0) base[i] = Math.min(base[i], worth[i] * reach.metres[k]);
    }
  const columns = costColumns(reach, free, rowOf, worth, base);
  const guard = guardOf(columns, base);
  for (let i = 0; i < rows; i++) if (base[i] === Infinity) base[i] = guard;
  const quantum = quantumOf(columns.cost, base, guard);
  const option = Uint32Array.from(free);
  return { sites, always, option, base, guard, quantum, ...columns, ...sortRows(columns, rows) };
}

/** What is open anyway, what may be chosen, and how many of it. */
export function sortOptions(
  options: SitingProblem['options'],
  limit: number
): { always: number[]; free: number[]; sites: number } {
  const always: number[] = [];
  const free: number[] = [];
  let sites = limit;
  for (let o = 0; o < options.state.length; o++) {
    if (options.state[o] === BARRED) continue;
    if (options.state[o] === FIXED) sites -= options.counts[o];
    (options.state[o] === FIXED || !options.counts[o] ? always : free).push(o);
  }
  return { always, free, sites: sites < 0 ? -1 : Math.min(free.length, Math.floor(sites)) };
}

/** Pairs by candidate, rows ascending. */
export interface MedianColumns {
  first: Uint32Array;
  row: Uint32Array;
  cost: Float64Array;
}

function costColumns(
  reach: ReachSets,
  free: number[],
  rowOf: Int32Array,
  worth: Float64Array,
  base: Float64Array
): MedianColumns {
  const pairs = free.reduce((sum, o) => sum + reach.first[o + 1] - reach.first[o], 0);
  const first = new Uint32Array(free.length + 1);
  const row = new Uint32Array(pairs);
  const cost = new Float64Array(pairs);
  let end = 0;
  for (let j = 0; j < free.length; j++) {
    for (let k = reach.first[free[j]]; k < reach.first[free[j] + 1]; k++) {
      const i = rowOf[reach.point[k]];
      if (i < 0) continue;
      const each = worth[i] * reach.metres[k];
      if (!(each < base[i])) continue;
      row[end] = i;
      cost[end++] = each;
    }
    first[j + 1] = end;
  }
  return { first, row: row.subarray(0, end), cost: cost.subarray(0, end) };
}

function guardOf({ row, cost }: MedianColumns, base: Float64Array): number {
  const most = base.map((each) => (each === Infinity ? 0 : each));
  for (let k = 0; k < row.length; k++) if (cost[k] > most[row[k]]) most[row[k]] = cost[k];
  let guard = 1;
  const sum = most.reduce((total, each) => total + each, 0);
  while (guard <= 1.001 * sum) guard *= 2;
  return guard;
}

/** Costs of whole metres (or of whole parts of 2⁻¹⁰) are told apart by at least that, which closes the last gap. */
function quantumOf(cost: Float64Array, base: Float64Array, guard: number): number {
  if (guard * 2 > 2 ** 42) return 0;
  let scale = 1;
  for (const column of [cost, base])
    for (let k = 0; k < column.length; k++)
      while (!Number.isInteger(column[k] * scale)) {
        scale *= 2;
        if (scale > 1024) return 0;
      }
  return 1 / scale;
}

/** Pairs by row, the cheapest first, ties by candidate: a merge sort of each row, which is stable. */
export function sortRows({ first, row, cost }: MedianColumns, rows: number) {
  const firstNear = new Uint32Array(rows + 1);
  for (let k = 0; k < row.length; k++) firstNear[row[k] + 1]++;
  let longest = 0;
  for (let i = 0; i < rows; i++) {
    longest = Math.max(longest, firstNear[i + 1]);
    firstNear[i + 1] += firstNear[i];
  }
  const next = firstNear.slice();
  const near = new Uint32Array(row.length);
  const nearCost = new Float64Array(row.length);
  for (let j = 0; j + 1 < first.length; j++)
    for (let k = first[j]; k < first[j + 1]; k++) {
      const at = next[row[k]]++;
      near[at] = j;
      nearCost[at] = cost[k];
    }
  const keys = [new Float64Array(longest), new Float64Array(longest)];
  const items = [new Uint32Array(longest), new Uint32Array(longest)];
  for (let i = 0; i < rows; i++) {
    const from = firstNear[i];
    const length = firstNear[i + 1] - from;
    keys[0].set(nearCost.subarray(from, from + length));
    items[0].set(near.subarray(from, from + length));
    const side = mergeSort(keys, items, length);
    nearCost.set(keys[side].subarray(0, length), from);
    near.set(items[side].subarray(0, length), from);
  }
  return { firstNear, near, nearCost };
}

/** Sorts the first `length` of side 0 by key, with the items; returns the side that has them in the end. */
function mergeSort(keys: Float64Array[], items: Uint32Array[], length: number): number {
  let side = 0;
  for (let width = 1; width < length; width *= 2) {
    const [key, item, outKey, outItem] = [keys[side], items[side], keys[1 - side], items[1 - side]];
    for (let from = 0; from < length; from += 2 * width) {
      const middle = Math.min(from + width, length);
      const end = Math.min(from + 2 * width, length);
      let a = from;
      let b = middle;
      for (let out = from; out < end; out++) {
        const at = b >= end || (a < middle && key[a] <= key[b]) ? a++ : b++;
        outKey[out] = key[at];
        outItem[out] = item[at];
      }
    }
    side = 1 - side;
  }
  return side;
}

/**
 * The core with the candidates of `state` 1 open for good and those of `state` −1 gone. Choices of the rest are worth what they
 * were worth with the open ones.
 */
export function settleCandidates(core: MedianCore, state: Int8Array): MedianCore {
  const base = core.base.slice();
  const always = core.always.slice();
  const kept: number[] = [];
  state.forEach((each, j) => {
    if (each === 0) kept.push(j);
    if (each !== 1) return;
    always.push(core.option[j]);
    for (let k = core.first[j]; k < core.first[j + 1]; k++)
      base[core.row[k]] = Math.min(base[core.row[k]], core.cost[k]);
  });
  const first = new Uint32Array(kept.length + 1);
  const row = new Uint32Array(core.row.length);
  const cost = new Float64Array(core.row.length);
  let end = 0;
  kept.forEach((j, at) => {
    for (let k = core.first[j]; k < core.first[j + 1]; k++)
      if (core.cost[k] < base[core.row[k]]) {
        row[end] = core.row[k];
        cost[end++] = core.cost[k];
      }
    first[at + 1] = end;
  });
  const columns = { first, row: row.slice(0, end), cost: cost.slice(0, end) };
  const option = Uint32Array.from(kept, (j) => core.option[j]);
  const sites = Math.min(kept.length, core.sites - (always.length - core.always.length));
  return { ...core, sites, always, option, base, ...columns, ...sortRows(columns, base.length) };
}
