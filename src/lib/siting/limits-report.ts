import { evaluateOpen, isAllowed } from './evaluate.ts';
import { gapOf, isProven, type SitingAnswer, type SitingProblem, type SolveTools } from './problem.ts';

/** The best answer so far and the best bound, told on as they come. */
export interface Report {
  /** True where the choice (numbers of the problem, ascending) is allowed and better than the best so far, which it then is. */
  offer: (open: Uint32Array, by: string) => boolean;
  /** A bound that is valid; kept where it is tighter. */
  tighten: (bound: number, by: string) => void;
  /** No choice is better than the best so far. */
  settle: (by: string) => void;
  answer: () => SitingAnswer;
}

/** A bound this near is the objective: what solvers of mixed-integer programs leave to rounding. */
const ROUNDING = 2e-7;

/** A report on the problem with nothing found and nothing proven yet. Objectives are taken by `evaluateOpen`, afresh. */
export function createReport(problem: SitingProblem, tools: SolveTools): Report {
  const isMost = problem.model === 'mclp';
  const none = isMost ? -Infinity : Infinity;
  let open: Uint32Array = new Uint32Array(0);
  let objective = none;
  let bound = -none;
  const by: string[] = [];
  const note = (what: string) => {
    if (!by.includes(what)) by.push(what);
  };
  const answer = (): SitingAnswer => {
    if (objective === none) return { open, objective, bound: none, gap: 0, proven: false, by: by.slice() };
    // A sum taken in another order may pass the objective by its rounding.
    const beyond = isMost ? bound < objective : bound > objective;
    const end = beyond || gapOf(objective, bound) <= ROUNDING ? objective : bound;
    const proven = isProven(objective, end);
    return {
      open: open.slice(),
      objective,
      bound: end,
      gap: distance(objective, end),
      proven,
      by: by.slice()
    };
  };
  const tell = () => {
    if (objective !== none) tools.onBetter?.(answer());
  };
  return {
    offer(choice, how) {
      if (!isAllowed(problem, choice)) return false;
      const value = evaluateOpen(problem, choice);
      if (!Number.isFinite(value) || (isMost ? value <= objective : value >= objective)) return false;
      [open, objective] = [choice, value];
      note(how);
      tell();
      return true;
    },
    tighten(value, how) {
      if (Number.isNaN(value) || (isMost ? value >= bound : value <= bound)) return;
      bound = value;
      note(how);
      tell();
    },
    settle(how) {
      if (objective === none) return;
      bound = objective;
      note(how);
      tell();
    },
    answer
  };
}

function distance(objective: number, bound: number): number {
  return Number.isFinite(bound) ? gapOf(objective, bound) : 1;
}

/** The largest power of two, at least 2⁻²², of which all values are multiples; 0 where there is none. */
export function stepOf(values: ArrayLike<number>): number {
  let step = 2 ** 20;
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) return 0;
    while (step >= 2 ** -22 && values[k] % step !== 0) step /= 2;
    if (step < 2 ** -22) return 0;
  }
  return step;
}
