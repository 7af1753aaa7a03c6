import { solveCenterWithLimits } from './limits-center.ts';
import { solveLeastWithLimits } from './limits-least.ts';
import { openOf, type LimitsCore, type LimitsQuestion } from './limits-core.ts';
import { reduceLimits } from './reduce-limits.ts';
import { boundLimits, canProgram, narrowCore, partOver, patienceOf, solveProgram } from './limits-prove.ts';
import { createReport, stepOf, type Report } from './limits-report.ts';
import { searchChoice } from './limits-search.ts';
import { createStanding } from './limits-standing.ts';
import { createCoverWorth, createWalkWorth } from './limits-worth.ts';
import type { SitingAnswer, SitingProblem, SolveTools } from './problem.ts';

/** Entries that the search may visit before a bound is asked for, and where there is nothing else to be done after it. */
const FIRST_WORK = 1e8;
const SECOND_WORK = 2e8;
const LONG_WORK = 2e10;
const PATIENCE = 40;
const LONG_PATIENCE = 300;

/** What is said of an answer's making. */
const BY_SEARCH = 'greedy, swaps and relinking';
const BY_BOUND = 'Lagrangian bound';
const BY_PROGRAM = 'HiGHS';

/**
 * Answers any model with any limits but capacity: budget, several options a place, prices of closing, groups, places apart, twice
 * covered, a share to be covered at least number or cost. A search gives an answer at once; a Lagrangian bound rules options
 * out, and a mixed-integer program of what is left proves it, as time allows. Where no choice is allowed (or none is
 * found) `open` is empty, objective and bound are −Infinity (`mclp`) or Infinity, and nothing is proven.
 */
export function solveWithLimits(problem: SitingProblem, tools: SolveTools): SitingAnswer {
  const report = createReport(problem, tools);
  const core = reduceLimits(askLimits(problem));
  if (!core.canBe) return report.answer();
  if (problem.model === 'pcenter') solveCenterWithLimits(core, tools, report);
  else if (problem.model === 'lscp') solveLeastWithLimits(problem, core, tools, report);
  else solveWorth(problem, core, tools, report);
  return report.answer();
}

/** The problem as the reduction takes it. */
function askLimits({ model, weight, reach, options, limits, times }: SitingProblem): LimitsQuestion {
  const isMetric = model === 'pmedian' || model === 'pcenter';
  return {
    ...{ isMetric, weight, reach, options },
    need: new Uint8Array(weight.length).fill(isMetric ? 0 : times),
    baseM: new Float64Array(weight.length).fill(Infinity),
    // As much as `isAllowed` lets pass, halved, so that sums in another order pass there too.
    limits: {
      ...limits,
      budget: limits.budget + (limits.budget === Infinity ? 0 : 5e-9 * Math.abs(limits.budget))
    }
  };
}

/** The most covered, or the least walked. Worth is weight covered or less Σ weight × metres. */
function solveWorth(problem: SitingProblem, core: LimitsCore, tools: SolveTools, report: Report): void {
  const standing = createStanding(core, core.isMetric ? createWalkWorth(core) : createCoverWorth(core));
  const isOver = () => tools.secondsLeft() <= 0;
  const offer = (open: number[]) => report.offer(openOf(core, open), BY_SEARCH);
  const goal = core.isMetric ? Infinity : core.weight.reduce((sum, w) => sum + w, 0) * (1 - 1e-15);
  const step = core.isMetric ? 0 : stepOf(problem.weight);
  const tighten = (worth: number, by: string) => {
    const value = core.isMetric ? core.walked - worth : core.served + worth;
    report.tighten(step > 0 ? Math.floor(value / step) * step : value, by);
  };
  const search = (work: number, part: number, patience: number, starts: number[][]) =>
    searchChoice(standing, {
      ...{ seed: tools.seed, goal, work, isOver: partOver(tools, part), starts },
      patience: patienceOf(core, patience),
      onFound: ({ open }) => offer(open)
    });
  let best = search(FIRST_WORK, 0.15, PATIENCE, []);
  // The walk's search may rest where somebody is not served; then it has no worth that bounds can be held against.
  const hasAnswer = () => report.answer().objective !== (core.isMetric ? Infinity : -Infinity);
  const worthOf = () => {
    const { objective } = report.answer();
    return !hasAnswer() ? -Infinity : core.isMetric ? core.walked - objective : objective - core.served;
  };
  if (!core.isMetric && (best?.value ?? -1) >= goal) tighten(goal * (1 + 1e-12), 'all within reach');
  if (report.answer().proven) return;
  const bound = boundLimits(core, worthOf(), -Infinity, tools, (value) => tighten(value, BY_BOUND));
  if (report.answer().proven || isOver()) return;
  if (best) best = search(SECOND_WORK, 0.3, 4, [best.open, bound.suggestion]) ?? best;
  else best = search(SECOND_WORK, 0.3, 4, [bound.suggestion]);
  if (report.answer().proven || isOver()) return;
  const narrow = narrowCore(core, bound, worthOf());
  if (!narrow.canBe && hasAnswer()) return report.settle(BY_BOUND);
  if (!canProgram(narrow, tools)) {
    search(LONG_WORK, 1, LONG_PATIENCE, best ? [best.open] : []);
    return;
  }
  const answer = solveProgram(
    narrow,
    { kind: core.isMetric ? 'walk' : 'cover' },
    tools,
    hasAnswer() && best ? best.open : null,
    (open) => report.offer(openOf(core, open), BY_PROGRAM),
    (value) => tighten(beyond(worthIn(narrow, value)), BY_PROGRAM)
  );
  if (answer.status === 'infeasible') report.settle(BY_PROGRAM);
  // What was ruled out is worth no more than the best found.
  else tighten(Math.max(beyond(worthIn(narrow, answer.bound)), worthOf()), BY_PROGRAM);
}

/** Worth in the core before for a value of the narrowed core's program. */
function worthIn(narrow: LimitsCore, value: number): number {
  return narrow.isMetric ? -(narrow.walked + value) : narrow.served + value;
}

/** A bound of a solver that computes with tolerances, moved out by them. */
function beyond(worth: number): number {
  return worth + 1e-7 * Math.abs(worth);
}
