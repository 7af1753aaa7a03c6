import type { CapacityProblem } from './capacity-problem.ts';

/** What options could save against certain prices, as long as the options. The next call writes over it. */
export interface OptionValues {
  /** −Infinity where the option was not looked at. */
  value: Float64Array;
  /** An option serves what saves more a unit than this, and `part` (0 to 1) of what saves just as much. */
  margin: Float64Array;
  part: Float64Array;
}

/**
 * What each option could save at the most against the `itemPrice`s (cost a unit of each item): its capacity filled with the items
 * where the price is farthest above its own cost, the last perhaps in part (a fractional knapsack). It is what relaxing "each unit
 * is served once" leaves to an option, and no option added to those that the prices come from saves more.
 */
export function valueOptions(problem: CapacityProblem, itemPrice: Float64Array): Float64Array {
  return createValuer(problem)(itemPrice).value;
}

/** `valueOptions` for many prices one after the other, of the options with a 1 in `isUseful` only. */
export function createValuer(
  problem: CapacityProblem
): (itemPrice: Float64Array, isUseful?: Uint8Array) => OptionValues {
  const { option, capacity, first, item, cost, weight } = problem;
  let longest = 0;
  for (let k = 0; k < option.length; k++) longest = Math.max(longest, first[k + 1] - first[k]);
  const saving = new Float64Array(longest);
  const amount = new Float64Array(longest);
  const value = new Float64Array(option.length);
  const margin = new Float64Array(option.length);
  const part = new Float64Array(option.length);
  return (itemPrice, isUseful) => {
    for (let k = 0; k < option.length; k++) {
      margin[k] = 0;
      part[k] = 0;
      value[k] = -Infinity;
      if (isUseful && !isUseful[k]) continue;
      let length = 0;
      let asked = 0;
      let sum = 0;
      for (let at = first[k]; at < first[k + 1]; at++) {
        const each = itemPrice[item[at]] - cost[at];
        if (!(each > 0)) continue;
        saving[length] = each;
        amount[length++] = weight[item[at]];
        asked += weight[item[at]];
        sum += each * weight[item[at]];
      }
      if (asked > capacity[k]) sum = fill(k, length);
      value[k] = sum;
    }
    return { value, margin, part };
  };

  /** The most that the capacity of k saves with the first `length` amounts, found by splitting around pivots (quickselect). */
  function fill(k: number, length: number): number {
    let from = 0;
    let to = length;
    let sum = 0;
    let room = capacity[k];
    margin[k] = Infinity;
    while (from < to && room > 0) {
      const pivot = middleOf(saving[from], saving[(from + to) >> 1], saving[to - 1]);
      // [from, above) saves more than the pivot, [above, below) as much, the rest less.
      let above = from;
      let below = from;
      let aboveAmount = 0;
      let aboveValue = 0;
      let equalAmount = 0;
      for (let at = from; at < to; at++) {
        const s = saving[at];
        if (s < pivot) continue;
        const w = amount[at];
        swap(saving, amount, at, below);
        if (s > pivot) {
          swap(saving, amount, below, above++);
          aboveAmount += w;
          aboveValue += s * w;
        } else equalAmount += w;
        below++;
      }
      if (aboveAmount > room) {
        to = above;
        continue;
      }
      sum += aboveValue;
      room -= aboveAmount;
      const taken = Math.min(room, equalAmount);
      sum += taken * pivot;
      room -= taken;
      margin[k] = pivot;
      part[k] = taken / equalAmount;
      from = below;
    }
    return sum;
  }
}

function swap(saving: Float64Array, amount: Float64Array, a: number, b: number): void {
  const [s, w] = [saving[a], amount[a]];
  saving[a] = saving[b];
  amount[a] = amount[b];
  saving[b] = s;
  amount[b] = w;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
