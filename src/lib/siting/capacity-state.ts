import type { CapacityProblem } from './capacity-problem.ts';
import { gapOf, isProven, type SitingAnswer, type SitingProblem, type SolveTools } from './problem.ts';

/** The best answer and the best bound so far, as what is to be least: the cost of serving, or number or cost of `lscp`. */
export interface CapacityState {
  /** Infinity: nothing feasible yet. */
  best: () => number;
  /** Places in the reduced problem; null: nothing feasible yet. */
  open: () => number[] | null;
  isProven: () => boolean;
  /** Takes a feasible choice if it is better. */
  offer: (open: readonly number[], value: number) => void;
  /** Takes a bound from below; Infinity: nothing is feasible. */
  raise: (bound: number, by: string) => void;
  answer: () => SitingAnswer;
}

function sumOfSavings({ options }: SitingProblem): number {
  return options.cost.reduce((sum, each) => sum + Math.min(0, each), 0) * (1 + 1e-12);
}

/** Share of all that could be added up, below which a difference is rounding. */
const NOISE = 1e-10;

function sumOfSizes({ options, least }: SitingProblem): number {
  return least === 'number' ? 0 : options.cost.reduce((sum, each) => sum + Math.abs(each), 0);
}

export function createState(
  problem: SitingProblem,
  small: CapacityProblem,
  tools: SolveTools
): CapacityState {
  const isMost = problem.model === 'mclp';
  const isNumber = problem.model === 'lscp' && problem.least === 'number';
  const by = ['greedy and swaps'];
  let open: number[] | null = null;
  let best = Infinity;
  // Serving costs nothing at the least, and no sum is below that of all that is below 0.
  let bound = isMost || problem.model === 'pmedian' || isNumber ? 0 : sumOfSavings(problem);
  // Of mclp the cost is what stays unserved, of which at least 0 does.
  const said = (value: number) => (isMost ? small.total - Math.max(0, value) : value);
  const scale = isMost ? small.total : problem.model === 'pmedian' ? 0 : sumOfSizes(problem);
  const answer = (): SitingAnswer => {
    const objective = said(best);
    // A bound is rounded outward by more than this: what is as near as that is the same, also where both are 0.
    const isSame = bound >= best - NOISE * scale;
    const limit = said(isSame ? best : bound);
    return {
      open: Uint32Array.from(open ?? [], (k) => small.option[k]).sort(),
      ...{ objective, bound: limit, gap: open ? gapOf(objective, limit) : 1 },
      ...{ proven: open !== null && isProven(objective, limit), by: by.slice() }
    };
  };
  return {
    best: () => best,
    open: () => open,
    isProven: () => answer().proven,
    offer(choice, value) {
      if (!(value < best)) return;
      best = value;
      open = [...choice];
      tools.onBetter?.(answer());
    },
    raise(value, source) {
      const raised = isNumber && Number.isFinite(value) ? Math.ceil(value - 1e-6) : value;
      if (!by.includes(source)) by.push(source);
      if (!(raised > bound)) return;
      bound = raised;
      if (open) tools.onBetter?.(answer());
    },
    answer
  };
}
