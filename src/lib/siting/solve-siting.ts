import { FREE, type SitingAnswer, type SitingProblem, type SolveTools } from './problem.ts';
import { solveCenter } from './solve-center.ts';
import { solveCover } from './solve-cover.ts';
import { solveMedian } from './solve-median.ts';
import { solveSetCover } from './solve-set-cover.ts';
import { solveWithCapacity } from './solve-with-capacity.ts';
import { solveWithLimits } from './solve-with-limits.ts';

/**
 * Answers a siting question by the solver that is made for its kind: those of the plain models know nothing of budgets, groups,
 * distances between sites, sizes of one place and backup coverage. `checkProblem` comes before it; where no choice will do
 * nonetheless, `open` is empty and the objective is not finite (`explainNoChoice` says why).
 */
export function solveSiting(problem: SitingProblem, tools: SolveTools): SitingAnswer {
  if (problem.options.capacity !== null) return solveWithCapacity(problem, tools);
  if (!isPlain(problem)) return solveWithLimits(problem, tools);
  if (problem.model === 'mclp') return solveCover(problem, tools);
  if (problem.model === 'lscp') return solveSetCover(problem, tools);
  return problem.model === 'pmedian' ? solveMedian(problem, tools) : solveCenter(problem, tools);
}

/** True where nothing but the model, the number of sites and the options' states binds the choice. */
export function isPlain({ model, options, limits, times }: SitingProblem): boolean {
  if (times !== 1 || limits.budget < Infinity || limits.groups.length > 0 || limits.apart.length > 0)
    return false;
  if (new Set(options.place).size < options.place.length) return false;
  if (model === 'lscp') return limits.sites === Infinity;
  return model === 'mclp' || options.counts.every((counts, o) => counts === 1 || options.state[o] !== FREE);
}
