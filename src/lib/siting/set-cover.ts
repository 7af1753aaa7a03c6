/**
 * A covering question in its own columns: choose options so that items of at least `need` weight are covered, at the least
 * cost. Rows both ways, since what covers an item is asked as often as what an option covers.
 */
export interface SetCover {
  /** Index of each option among those of the problem, ascending. */
  option: Uint32Array;
  /** Above 0. */
  cost: Float64Array;
  /** Option o covers `item[first[o]] … item[first[o + 1] - 1]`, ascending. */
  first: Uint32Array;
  item: Uint32Array;
  /** Item i is covered by `by[byFirst[i]] … by[byFirst[i + 1] - 1]`, ascending; never by nobody. */
  byFirst: Uint32Array;
  by: Uint32Array;
  /** Above 0, multiples of 2⁻²², so that sums are exact in any order. */
  weight: Float64Array;
  /** Sum of `weight`. */
  total: number;
  /** Below 0 or 0: nothing is to be chosen. Above `total`: no choice will do. */
  need: number;
}

/** Rows of options → rows of items; ascending because options are read in order. */
export function transposeRows(
  first: Uint32Array,
  item: Uint32Array,
  items: number
): { byFirst: Uint32Array; by: Uint32Array } {
  const byFirst = new Uint32Array(items + 1);
  for (let k = 0; k < item.length; k++) byFirst[item[k] + 1]++;
  for (let i = 0; i < items; i++) byFirst[i + 1] += byFirst[i];
  const next = byFirst.slice();
  const by = new Uint32Array(item.length);
  for (let o = 0; o + 1 < first.length; o++)
    for (let k = first[o]; k < first[o + 1]; k++) by[next[item[k]]++] = o;
  return { byFirst, by };
}

/**
 * The cover with those options for which `keep` is 1, and its items renumbered by `itemOf` (−1: gone; several may become one,
 * whose weights then are added and whose rows have to be alike). Items that no option covers any more go.
 */
export function selectCover(cover: SetCover, keep: Uint8Array, itemOf: Int32Array, need: number): SetCover {
  const { option, cost, first, item, byFirst, by, weight } = cover;
  const place = new Int32Array(weight.length).fill(-1);
  const numberOf = new Int32Array(weight.length).fill(-1);
  const sums = new Float64Array(weight.length);
  let items = 0;
  for (let i = 0; i < weight.length; i++) {
    if (itemOf[i] < 0) continue;
    let covered = false;
    for (let k = byFirst[i]; k < byFirst[i + 1] && !covered; k++) covered = keep[by[k]] === 1;
    if (!covered) continue;
    if (numberOf[itemOf[i]] < 0) {
      numberOf[itemOf[i]] = items;
      // Only the first of those that become one stands in the rows.
      place[i] = items++;
    }
    sums[numberOf[itemOf[i]]] += weight[i];
  }
  const kept: number[] = [];
  for (let o = 0; o < option.length; o++) if (keep[o]) kept.push(o);
  const newFirst = new Uint32Array(kept.length + 1);
  const newItem = new Uint32Array(item.length);
  let end = 0;
  kept.forEach((o, k) => {
    for (let at = first[o]; at < first[o + 1]; at++)
      if (place[item[at]] >= 0) newItem[end++] = place[item[at]];
    newFirst[k + 1] = end;
  });
  const rows = newItem.slice(0, end);
  const newWeight = sums.slice(0, items);
  return {
    option: Uint32Array.from(kept, (o) => option[o]),
    cost: Float64Array.from(kept, (o) => cost[o]),
    ...{ first: newFirst, item: rows },
    ...transposeRows(newFirst, rows, items),
    ...{ weight: newWeight, total: sumOf(newWeight), need }
  };
}

/** 1 for each item that cannot be left uncovered: without it the others are too little. */
export function findMusts({ weight, total, need }: SetCover): Uint8Array {
  const must = new Uint8Array(weight.length);
  for (let i = 0; i < weight.length; i++) must[i] = weight[i] > total - need ? 1 : 0;
  return must;
}

/**
 * The largest number of which all costs are whole multiples, 0 where there is none (costs that are no whole numbers): a cost
 * between two multiples is then none that a choice can have.
 */
export function findCostStep(cost: Float64Array): number {
  let step = 0;
  for (let o = 0; o < cost.length; o++) {
    if (!Number.isSafeInteger(cost[o])) return 0;
    let [a, b] = [cost[o], step];
    while (b > 0) [a, b] = [b, a % b];
    step = a;
  }
  return step;
}

/** A bound worked out in floats, made safe: rounded up to a cost that a choice can have, or down by what rounding may have cost. */
export function roundBound(bound: number, step: number): number {
  return step > 0 ? Math.ceil(bound / step - 1e-6) * step : bound - 1e-9 * Math.abs(bound);
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
