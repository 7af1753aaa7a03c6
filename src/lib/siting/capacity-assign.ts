import { solveFlow } from './capacity-flow.ts';
import { reduceCapacity } from './capacity-problem.ts';
import type { SitingProblem } from './problem.ts';

/** Who is served where. Sums hold to rounding: nobody serves more than the capacity, and no row is served more than once. */
export interface OpenAssignment {
  /** Of each row the share of its worth that is served, 0 to 1; 0 for a row without worth. */
  served: Float64Array;
  /** Worth that each option serves, as long as the options. */
  used: Float64Array;
  /** Worth of row i that goes to option `flowOption[a]`, a from `flowFirst[i]` to `flowFirst[i + 1] - 1`: `flowWorth[a]`, above 0. */
  flowFirst: Uint32Array;
  flowOption: Uint32Array;
  flowWorth: Float64Array;
}

/**
 * Who goes where if `open` (indexes of options, any order, barred ones serve nobody) stands open: the most worth served that capacities
 * allow and, of all such ways, the least Σ worth × metres. It is the best for all, not what each would choose: someone may walk
 * farther so that another has a place (as `coverage/assign-places.ts`). Rows that reach the same options over the same metres are
 * served in the same parts.
 */
export function assignOpen(problem: SitingProblem, open: ArrayLike<number>): OpenAssignment {
  const { weight, options } = problem;
  const isOpen = new Uint8Array(options.place.length);
  for (let k = 0; k < open.length; k++) isOpen[open[k]] = 1;
  const small = reduceCapacity(problem, isOpen, true);
  const { arcs } = solveFlow(small, Uint32Array.from(small.option.keys()), true);
  const arcFirst = new Uint32Array(small.weight.length + 1);
  for (const { item } of arcs) arcFirst[item + 1]++;
  for (let i = 0; i < small.weight.length; i++) arcFirst[i + 1] += arcFirst[i];
  // The arcs come by item, since the rows of a flow do.
  const flowFirst = new Uint32Array(weight.length + 1);
  const flowOption: number[] = [];
  const flowWorth: number[] = [];
  const served = new Float64Array(weight.length);
  const used = new Float64Array(options.place.length);
  for (let i = 0; i < weight.length; i++) {
    const item = small.itemOf[i];
    let left = item < 0 ? 0 : weight[i];
    for (let a = item < 0 ? 0 : arcFirst[item]; item >= 0 && a < arcFirst[item + 1]; a++) {
      const o = small.option[arcs[a].k];
      const capacity = options.capacity?.[o] ?? Infinity;
      const worth = Math.min(left, arcs[a].flow * (weight[i] / small.weight[item]), capacity - used[o]);
      if (!(worth > 0)) continue;
      left -= worth;
      used[o] += worth;
      flowOption.push(o);
      flowWorth.push(worth);
    }
    if (item >= 0) served[i] = Math.min(1, (weight[i] - left) / weight[i]);
    flowFirst[i + 1] = flowOption.length;
  }
  return {
    ...{ served, used, flowFirst },
    flowOption: Uint32Array.from(flowOption),
    flowWorth: Float64Array.from(flowWorth)
  };
}
