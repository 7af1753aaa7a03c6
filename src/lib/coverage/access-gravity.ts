import type { AccessCosts } from './access-costs.ts';

/**
 * Opportunities within reach of each demand point, by weight: A_i = Σ_j S_j f(c_ij). `weight` is that of each pair: 1 within
 * a limit gives cumulative opportunities (Wickstrom 1971), a decay the gravity measure (Hansen 1959, doi:10.1080/01944365908978307).
 * 0 where nothing is reached. People do not compete in it, so nothing is conserved.
 */
export function gravityAccess(
  costs: AccessCosts,
  weight: Float64Array,
  capacity: Float64Array
): Float64Array {
  const { first, supply } = costs;
  const value = new Float64Array(first.length - 1);
  for (let i = 0; i < value.length; i++)
    for (let k = first[i]; k < first[i + 1]; k++) value[i] += capacity[supply[k]] * weight[k];
  return value;
}
