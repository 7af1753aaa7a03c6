import type { CapacityProblem } from './capacity-problem.ts';

/**
 * The question without the pairs that cost as much as `highest` of their item, or more: with prices that stay below, they save nothing, and
 * the bound is that of the whole. Of 20,000 items and 300 options, 30 open, one pair in ten is left.
 */
export function keepNear(problem: CapacityProblem, highest: Float64Array): CapacityProblem {
  const { first, item, cost } = problem;
  const nearFirst = new Uint32Array(first.length);
  for (let k = 0; k + 1 < first.length; k++) {
    let length = 0;
    for (let at = first[k]; at < first[k + 1]; at++) if (cost[at] < highest[item[at]]) length++;
    nearFirst[k + 1] = nearFirst[k] + length;
  }
  const nearItem = new Uint32Array(nearFirst[first.length - 1]);
  const nearCost = new Float64Array(nearItem.length);
  let to = 0;
  for (let at = 0; at < item.length; at++) {
    if (!(cost[at] < highest[item[at]])) continue;
    nearItem[to] = item[at];
    nearCost[to++] = cost[at];
  }
  return { ...problem, first: nearFirst, item: nearItem, cost: nearCost };
}
