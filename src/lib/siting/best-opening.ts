import { evaluateOpen } from './evaluate.ts';
import { gapOf, isProven, type SitingAnswer, type SitingProblem, type SolveTools } from './problem.ts';

/** What is known of a question whose objective is to be least: the best opening and the bound, told as they get better. */
export interface BestOpening {
  /** Takes an opening if it is better than what there is; gives its objective. */
  offer(open: number[]): number;
  /** Takes a proven bound if it is above what there is. */
  raise(bound: number): void;
  objective(): number;
  bound(): number;
  /** True where nothing better can be found, or no time is left. */
  isOver(): boolean;
  isProven(): boolean;
  answer(by: string[]): SitingAnswer;
}

/** Nothing known but that the objective is not below 0. `by` of answers told on the way is what `answer` gives in the end. */
export function createBestOpening(problem: SitingProblem, tools: SolveTools, by: string[]): BestOpening {
  let open: number[] = [];
  let objective = Infinity;
  let bound = 0;
  let told = -Infinity;
  const proven = () => objective < Infinity && isProven(objective, bound);
  const answer = (names: string[]): SitingAnswer => {
    const known = Math.min(bound, objective);
    const gap = objective === Infinity ? (known === Infinity ? 0 : 1) : gapOf(objective, known);
    return { open: Uint32Array.from(open), objective, bound: known, gap, proven: proven(), by: names };
  };
  const tell = () => {
    told = bound;
    if (objective < Infinity) tools.onBetter?.(answer(by.slice()));
  };
  return {
    offer(given) {
      const value = evaluateOpen(problem, given);
      if (value < objective) {
        objective = value;
        open = given.slice().sort((a, b) => a - b);
        tell();
      }
      return value;
    },
    raise(given) {
      if (!(given > bound)) return;
      bound = given;
      // A thousandth of the distance is worth a word, and so is the end.
      if (bound - told > 1e-3 * Math.max(0, objective - told) || proven()) tell();
    },
    objective: () => objective,
    bound: () => bound,
    isOver: () => !(tools.secondsLeft() > 0),
    isProven: proven,
    answer
  };
}
