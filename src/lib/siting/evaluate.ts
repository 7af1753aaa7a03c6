import { BARRED, FIXED, type SitingProblem } from './problem.ts';

/**
 * What opening the options of `open` (indexes, in any order) is worth by the problem's model: worth covered (`mclp`), number or cost
 * (`lscp`), Σ worth × metres to the nearest (`pmedian`), worst metres of a row with worth (`pcenter`). Infinity where a row of
 * `pmedian` or `pcenter` with worth is in nobody's reach, or `lscp` does not cover its share. Capacities are not looked at.
 */
export function evaluateOpen(problem: SitingProblem, open: ArrayLike<number>): number {
  const { model, weight, reach, options, times, limits } = problem;
  if (model === 'pmedian' || model === 'pcenter') {
    const nearestM = nearestOpen(problem, open);
    let sum = 0;
    let worst = 0;
    for (let i = 0; i < weight.length; i++) {
      if (!(weight[i] > 0)) continue;
      sum += weight[i] * nearestM[i];
      worst = Math.max(worst, nearestM[i]);
    }
    return model === 'pmedian' ? sum : worst;
  }
  const reached = new Uint32Array(weight.length);
  for (let k = 0; k < open.length; k++) {
    const o = open[k];
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) reached[reach.point[at]]++;
  }
  let covered = 0;
  let total = 0;
  for (let i = 0; i < weight.length; i++) {
    total += weight[i];
    if (reached[i] >= times) covered += weight[i];
  }
  if (model === 'mclp') return covered;
  if (covered < limits.share * total) return Infinity;
  let sum = 0;
  for (let k = 0; k < open.length; k++)
    sum += problem.least === 'cost' ? options.cost[open[k]] : options.counts[open[k]];
  return sum;
}

/** Metres from each row to the nearest open option that reaches it; Infinity: none. */
export function nearestOpen({ weight, reach }: SitingProblem, open: ArrayLike<number>): Float64Array {
  const nearestM = new Float64Array(weight.length).fill(Infinity);
  for (let k = 0; k < open.length; k++) {
    const o = open[k];
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) {
      const i = reach.point[at];
      if (reach.metres[at] < nearestM[i]) nearestM[i] = reach.metres[at];
    }
  }
  return nearestM;
}

/** True where `open` keeps every limit and state: each place once, fixed options open, barred ones not. */
export function isAllowed({ options, limits }: SitingProblem, open: ArrayLike<number>): boolean {
  const isOpen = new Uint8Array(options.place.length);
  const places = new Set<number>();
  let sites = 0;
  let cost = 0;
  for (let k = 0; k < open.length; k++) {
    const o = open[k];
    if (isOpen[o] || places.has(options.place[o]) || options.state[o] === BARRED) return false;
    isOpen[o] = 1;
    places.add(options.place[o]);
    sites += options.counts[o];
    cost += options.cost[o];
  }
  if (options.state.some((state, o) => state === FIXED && !isOpen[o])) return false;
  // Sums of prices carry rounding: a hundred-millionth of the budget is no overspending.
  if (sites > limits.sites || cost > limits.budget + 1e-8 * Math.abs(limits.budget)) return false;
  for (const group of limits.groups) {
    let count = 0;
    for (const o of group.options) count += isOpen[o];
    if (count < group.least) return false;
  }
  for (let k = 0; k < limits.apart.length; k += 2)
    if (places.has(limits.apart[k]) && places.has(limits.apart[k + 1])) return false;
  return true;
}
