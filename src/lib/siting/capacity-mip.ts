import type { ChoiceRules } from './capacity-limits.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import type { MipProblem } from './mip.ts';

/** A whole-number program of a siting question with capacities: a column an option, then one a pair: the item's share served there. */
export interface CapacityProgram {
  program: MipProblem;
  /** The options' columns, in this order. */
  kept: Uint32Array;
}

/** Pairs up to which each has its row "no one goes where nothing is open"; above, only the capacities say so. */
const MOST_PAIR_ROWS = 100_000;

/**
 * The question over the options with a 1 in `isUseful` as a program. `cover`: what `lscp` makes least and what is to be served; null:
 * the cost of serving, with all served where `isWhole`. Rows: items, capacities, each pair with its option (the strong form: the
 * capacity alone lets a hundredth of an option serve whom it likes), and the rules.
 */
export function writeProgram(
  problem: CapacityProblem,
  rules: ChoiceRules,
  isUseful: Uint8Array,
  cover: { each: Float64Array; need: number } | null,
  isWhole: boolean
): CapacityProgram {
  const { first, item, cost, weight, capacity, total, outsideCost } = problem;
  const kept = Uint32Array.from(isUseful.keys()).filter((k) => isUseful[k]);
  const at = new Int32Array(isUseful.length).fill(-1);
  kept.forEach((k, j) => (at[k] = j));
  const rows: { lower: number; upper: number }[] = [];
  const entries: [row: number, value: number][][] = Array.from(kept, () => []);
  const addRow = (lower: number, upper: number) => rows.push({ lower, upper }) - 1;
  const itemRow = Array.from(weight, () => addRow(isWhole ? 1 : -Infinity, 1));
  const needRow = cover && cover.need > 0 ? addRow(cover.need / total, Infinity) : -1;
  const columnCost = Array.from(kept, (k) => (cover ? cover.each[k] : 0));
  const hasPairRows = pairsOf(problem, kept) <= MOST_PAIR_ROWS;
  kept.forEach((k, j) => {
    if (!(capacity[k] > 0)) return;
    const room = addRow(-Infinity, 0);
    entries[j].push([room, -1]);
    for (let a = first[k]; a < first[k + 1]; a++) {
      const own: [number, number][] = [[itemRow[item[a]], 1]];
      if (needRow >= 0) own.push([needRow, weight[item[a]] / total]);
      own.push([room, weight[item[a]] / capacity[k]]);
      if (hasPairRows) {
        const pair = addRow(-Infinity, 0);
        entries[j].push([pair, -1]);
        own.push([pair, 1]);
      }
      entries.push(own);
      columnCost.push(
        cover ? 0 : isWhole ? weight[item[a]] * cost[a] : weight[item[a]] * (cost[a] - outsideCost)
      );
    }
  });
  addRules(rules, kept, at, (lower, upper, of) => {
    const row = addRow(lower, upper);
    for (const [j, value] of of) entries[j].push([row, value]);
  });
  const columns = entries.length;
  const isFixed = (j: number) => j < kept.length && rules.isFixed[kept[j]] === 1;
  const starts = new Int32Array(columns + 1);
  entries.forEach((own, j) => (starts[j + 1] = starts[j] + own.length));
  const all = entries.flat();
  return {
    kept,
    program: {
      cost: Float64Array.from(columnCost),
      lower: Float64Array.from({ length: columns }, (_, j) => (isFixed(j) ? 1 : 0)),
      upper: new Float64Array(columns).fill(1),
      isWhole: Uint8Array.from({ length: columns }, (_, j) => (j < kept.length ? 1 : 0)),
      rowLower: Float64Array.from(rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(rows, ({ upper }) => upper),
      first: starts,
      row: Int32Array.from(all, ([row]) => row),
      value: Float64Array.from(all, ([, value]) => value)
    }
  };
}

/** Pairs of the options named. */
export function pairsOf({ first }: CapacityProblem, kept: ArrayLike<number>): number {
  let pairs = 0;
  for (let j = 0; j < kept.length; j++) pairs += first[kept[j] + 1] - first[kept[j]];
  return pairs;
}

/** The rows of the rules; sums of money scaled to about 1, since a solver's tolerances are absolute. */
function addRules(
  rules: ChoiceRules,
  kept: Uint32Array,
  at: Int32Array,
  add: (lower: number, upper: number, of: [column: number, value: number][]) => void
): void {
  const { cost, counts, place, sites, budget, groups, excludes } = rules;
  const sum = (each: ArrayLike<number>) =>
    Array.from(kept, (k, j): [number, number] => [j, each[k]]).filter(([, value]) => value !== 0);
  if (Number.isFinite(sites)) add(-Infinity, sites, sum(counts));
  if (Number.isFinite(budget)) {
    const scale = kept.reduce((most, k) => Math.max(most, Math.abs(cost[k])), 0) || 1;
    add(
      -Infinity,
      budget / scale,
      sum(cost).map(([j, value]) => [j, value / scale])
    );
  }
  for (const { options, least } of groups)
    if (least > 0)
      add(
        least,
        Infinity,
        Array.from(options)
          .filter((k) => at[k] >= 0)
          .map((k) => [at[k], 1])
      );
  const byPlace = new Map<number, number[]>();
  for (const k of kept) byPlace.set(place[k], [...(byPlace.get(place[k]) ?? []), at[k]]);
  const ones = (columns: number[]) => columns.map((j): [number, number] => [j, 1]);
  for (const [p, own] of byPlace) {
    if (own.length > 1) add(-Infinity, 1, ones(own));
    for (const q of excludes.get(p) ?? [])
      if (q > p && byPlace.has(q)) add(-Infinity, 1, ones([...own, ...byPlace.get(q)!]));
  }
}
