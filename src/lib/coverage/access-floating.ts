import type { AccessCosts } from './access-costs.ts';

/**
 * Two-step floating catchment area. First R_j = S_j / Σ_k P_k f(c_kj) of each supply, then A_i = Σ_j R_j f(c_ij): places a person.
 * With weights of 1 within a limit 2SFCA (Luo & Wang 2003, doi:10.1068/b29120); with a decay E2SFCA (Luo & Qi 2009,
 * doi:10.1016/j.healthplace.2009.06.002; Gaussian: Dai 2010). The same weights in both steps, so that it conserves:
 * Σ_i P_i A_i = Σ_j S_j over the supplies that anybody reaches. One that nobody reaches gives nothing to anyone.
 */
export function floatingAccess(
  costs: AccessCosts,
  weight: Float64Array,
  population: Float64Array,
  capacity: Float64Array
): Float64Array {
  return handOut(costs, weight, shareOf(costs, weight, population, capacity));
}

/**
 * Modified two-step floating catchment area (Delamater 2013, doi:10.1016/j.healthplace.2013.07.012):
 * A_i = Σ_j S_j f(c_ij)² / Σ_k P_k f(c_kj). It does not conserve and is not meant to: of a supply that lies far from its
 * people Σ P A falls short of S_j by what the distance loses (f < 1).
 */
export function modifiedFloatingAccess(
  costs: AccessCosts,
  weight: Float64Array,
  population: Float64Array,
  capacity: Float64Array
): Float64Array {
  const squared = weight.map((each) => each * each);
  return handOut(costs, squared, shareOf(costs, weight, population, capacity));
}

/**
 * Three-step floating catchment area (Wan, Zou & Sternberg 2012, doi:10.1080/13658816.2011.624987). People choose first:
 * G_ij = f(c_ij) / Σ_k f(c_ik) over all supplies in reach; then R_j = S_j / Σ_k P_k G_kj f(c_kj), and A_i = Σ_j R_j G_ij f(c_ij).
 * The same product G f stands in both of the last steps, so that it conserves as 2SFCA does. A supply without capacity draws
 * people all the same, as in the formula and in pysal/access.
 */
export function threeStepAccess(
  costs: AccessCosts,
  weight: Float64Array,
  population: Float64Array,
  capacity: Float64Array
): Float64Array {
  return floatingAccess(costs, chooseWeights(costs, weight), population, capacity);
}

/** G_ij f(c_ij) of each pair. */
function chooseWeights({ first }: AccessCosts, weight: Float64Array): Float64Array {
  const chosen = new Float64Array(weight.length);
  for (let i = 0; i + 1 < first.length; i++) {
    let sum = 0;
    for (let k = first[i]; k < first[i + 1]; k++) sum += weight[k];
    if (sum === 0) continue;
    for (let k = first[i]; k < first[i + 1]; k++) chosen[k] = (weight[k] / sum) * weight[k];
  }
  return chosen;
}

/** R_j: what a supply has for each of its people; 0 where nobody reaches it. */
function shareOf(
  { first, supply, supplies }: AccessCosts,
  weight: Float64Array,
  population: Float64Array,
  capacity: Float64Array
): Float64Array {
  const asked = new Float64Array(supplies);
  for (let i = 0; i < population.length; i++) {
    if (population[i] === 0) continue;
    for (let k = first[i]; k < first[i + 1]; k++) asked[supply[k]] += population[i] * weight[k];
  }
  return asked.map((people, j) => (people > 0 ? capacity[j] / people : 0));
}

function handOut({ first, supply }: AccessCosts, weight: Float64Array, ratio: Float64Array): Float64Array {
  const value = new Float64Array(first.length - 1);
  for (let i = 0; i < value.length; i++)
    for (let k = first[i]; k < first[i + 1]; k++) value[i] += ratio[supply[k]] * weight[k];
  return value;
}
