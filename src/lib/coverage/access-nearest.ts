import type { AccessCosts } from './access-costs.ts';

/**
 * The least cost at which each demand point reaches a supply that has any capacity, within `limit`; Infinity where there
 * is none. (`cost_to_closest` of the R package accessibility with one opportunity.)
 */
export function nearestCost(costs: AccessCosts, capacity: Float64Array, limit = Infinity): Float64Array {
  const { first, supply, cost } = costs;
  const value = new Float64Array(first.length - 1).fill(Infinity);
  for (let i = 0; i < value.length; i++)
    for (let k = first[i]; k < first[i + 1]; k++)
      if (cost[k] < value[i] && cost[k] <= limit && capacity[supply[k]] > 0) value[i] = cost[k];
  return value;
}
