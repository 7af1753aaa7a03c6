import type { CapacityProblem } from './capacity-problem.ts';

/**
 * What each option could save at the most against the `itemPrice`s (cost a unit of each item): its capacity filled with the items
 * where the price is farthest above its own cost, the last perhaps in part (a fractional knapsack). It is what relaxing "each unit
 * is served once" leaves to an option, and no option added to those that the prices come from saves more.
 */
export function valueOptions(problem: CapacityProblem, itemPrice: Float64Array): Float64Array {
  const { option, capacity, first, item, cost, weight } = problem;
  const saving = new Float64Array(weight.length);
  const amount = new Float64Array(weight.length);
  return Float64Array.from(option, (_, k) => {
    let length = 0;
    let asked = 0;
    let value = 0;
    for (let at = first[k]; at < first[k + 1]; at++) {
      const each = itemPrice[item[at]] - cost[at];
      if (!(each > 0)) continue;
      saving[length] = each;
      amount[length++] = weight[item[at]];
      asked += weight[item[at]];
      value += each * weight[item[at]];
    }
    return asked <= capacity[k] ? value : fill(saving, amount, length, capacity[k]);
  });
}

/** The most that `room` units of the first `length` amounts save, found by splitting around pivots (quickselect). */
function fill(saving: Float64Array, amount: Float64Array, length: number, room: number): number {
  let from = 0;
  let to = length;
  let value = 0;
  while (from < to && room > 0) {
    const pivot = middleOf(saving[from], saving[(from + to) >> 1], saving[to - 1]);
    // [from, above) saves more than the pivot, [above, below) as much, the rest less.
    let above = from;
    let below = from;
    let aboveAmount = 0;
    let aboveValue = 0;
    let equalAmount = 0;
    for (let at = from; at < to; at++) {
      const [s, w] = [saving[at], amount[at]];
      if (s < pivot) continue;
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
    value += aboveValue;
    room -= aboveAmount;
    const taken = Math.min(room, equalAmount);
    value += taken * pivot;
    room -= taken;
    from = below;
  }
  return value;
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
