import { openOf, type LimitsCore } from './limits-core.ts';
import { boundLimits, canProgram, narrowCore, patienceOf, solveProgram } from './limits-prove.ts';
import { stepOf, type Report } from './limits-report.ts';
import { searchChoice } from './limits-search.ts';
import { canAdd, canSpare, createStanding, isKept, openIn, overspent, toggle } from './limits-standing.ts';
import type { Standing } from './limits-standing.ts';
import { createCoverWorth } from './limits-worth.ts';
import type { SitingProblem, SolveTools } from './problem.ts';

const WORK = 4e8;
const PATIENCE = 24;
const BY_SEARCH = 'greedy, swaps and relinking';
const BY_BOUND = 'Lagrangian bound';
const BY_PROGRAM = 'HiGHS';

/** What is to be made least: the amount of each option, what fixed options come to, and the least difference that counts. */
interface Amount {
  of: ArrayLike<number>;
  fixed: number;
  step: number;
  isCost: boolean;
}

/**
 * The least number or cost so that the share is covered, told to the report. Each answer found makes a narrower limit of sites or
 * money, within which the search for the most coverage tries again; the Lagrangian bound of that coverage shows which limits are
 * too narrow, and a program within the last one finds what is less still, or that nothing is.
 */
export function solveLeastWithLimits(
  problem: SitingProblem,
  core: LimitsCore,
  tools: SolveTools,
  report: Report
): void {
  const total = problem.weight.reduce((sum, w) => sum + w, 0);
  const target = problem.limits.share * total;
  // Sums in another order may fall short by their rounding; answers are judged by `evaluateOpen`.
  const rounding = 1e-12 * total;
  const goal = target - core.served - rounding;
  const all = core.weight.reduce((sum, w) => sum + w, 0);
  if (all < goal) return;
  const amount = amountOf(problem, core);
  const standing = createStanding(core, createCoverWorth(core));
  searchLess(standing, amount, goal, tools, report);
  const least = () => report.answer().objective - amount.fixed;
  const hasAnswer = () => report.answer().objective < Infinity;
  if (tools.secondsLeft() <= 0) return;
  // Within these limits lies whatever is better than the best found, and nothing else.
  const within = hasAnswer() ? less(core, amount, least() - amount.step) : core;
  const bound = boundLimits(within, goal, goal, tools);
  const tighten = (value: number, by: string) => report.tighten(outward(value + amount.fixed, amount), by);
  if (hasAnswer() && bound.value < goal) return report.settle(BY_BOUND);
  const floor = sumOf(amount.of, (each) => Math.min(0, each));
  tighten(floor, 'limits');
  const narrow = narrowCore(within, bound, goal - rounding - 1e-9 * Math.abs(goal));
  if (!narrow.canBe) return report.settle(BY_BOUND);
  const left = goal - narrow.served;
  if (hasAnswer() && narrow.weight.reduce((sum, w) => sum + w, 0) < left) return report.settle(BY_BOUND);
  if (hasAnswer() && !canProgram(narrow, tools)) {
    bisectBound(core, amount, goal, floor, least() - amount.step, tools, tighten);
    return;
  }
  if (!canProgram(narrow, tools)) return;
  const fixed = sumOf(narrow.fixed, (o) => amount.of[o]);
  const lightest = narrow.weight.reduce((least, w) => Math.min(least, w), Infinity);
  const weightStep = stepOf(problem.weight);
  const isAll = narrow.weight.reduce((sum, w) => sum + w, 0) - lightest < left - 1e-9 * total;
  // Half a step below what whole steps come to: no tolerance then lets too little pass, or holds back enough.
  const covered = weightStep > 1e-5 * total ? (Math.ceil(left / weightStep) - 0.5) * weightStep : left;
  const answer = solveProgram(
    narrow,
    { kind: 'least', amount: Float64Array.from(narrow.option, (o) => amount.of[o]), covered, all: isAll },
    tools,
    null,
    (open) => report.offer(openOf(core, open), BY_PROGRAM),
    (value) => tighten(value + fixed, BY_PROGRAM)
  );
  if (answer.status === 'infeasible') report.settle(BY_PROGRAM);
  else tighten(answer.bound + fixed, BY_PROGRAM);
}

function amountOf(problem: SitingProblem, core: LimitsCore): Amount {
  const isCost = problem.least === 'cost';
  const given: ArrayLike<number> = isCost ? problem.options.cost : problem.options.counts;
  const of: ArrayLike<number> = isCost ? core.cost : core.counts;
  const exact = stepOf(given);
  const step = exact > 0 ? exact : 1e-7 * sumOf(of, Math.abs) + Number.MIN_VALUE;
  return { of, fixed: sumOf(core.fixed, (o) => given[o]), step, isCost };
}

/** The same choices, but only those whose amount is at most so much. */
function less(core: LimitsCore, amount: Amount, most: number): LimitsCore {
  return amount.isCost
    ? { ...core, budget: Math.min(core.budget, most) }
    : { ...core, sites: Math.min(core.sites, most) };
}

function searchLess(
  standing: Standing,
  amount: Amount,
  goal: number,
  tools: SolveTools,
  report: Report
): void {
  const { core } = standing;
  const isOver = () => tools.secondsLeft() <= 0;
  // The sum of all binds nothing, but it lets the search weigh gains against the amount.
  const whole = sumOf(amount.of, (each) => Math.max(0, each));
  if (amount.isCost) standing.limits.budget = Math.min(core.budget, whole);
  else standing.limits.sites = Math.min(core.sites, whole);
  let starts: number[][] = [];
  const end = standing.worth.work + WORK;
  for (let k = 0; k < 10_000; k++) {
    const patience = patienceOf(core, PATIENCE);
    const work = Math.max(0, end - standing.worth.work);
    const found = searchChoice(standing, { seed: tools.seed + k, goal, work, patience, isOver, starts });
    if (!found || found.value < goal) return;
    setOpen(standing, found.open);
    trim(standing, amount, goal);
    const open = openIn(standing);
    report.offer(openOf(core, open), BY_SEARCH);
    starts = [open];
    const used = sumOf(open, (o) => amount.of[o]);
    if (amount.isCost) standing.limits.budget = used - amount.step;
    else standing.limits.sites = used - 1;
    if (standing.limits.sites < 0 || isOver() || work === 0) return;
  }
}

function setOpen(standing: Standing, open: number[]): void {
  const wanted = new Set(open);
  for (let o = 0; o < standing.isOpen.length; o++)
    if (standing.isOpen[o] !== (wanted.has(o) ? 1 : 0)) toggle(standing, o);
}

/** Closes what is not needed, the dearest first, and opens what lowers the amount. */
function trim(standing: Standing, amount: Amount, goal: number): void {
  const { worth, isOpen } = standing;
  for (const o of Array.from(isOpen.keys()).sort((a, b) => amount.of[a] - amount.of[b] || a - b))
    if (amount.of[o] < 0 && canAdd(standing, o)) toggle(standing, o);
  const dearest = openIn(standing).sort(
    (a, b) => amount.of[b] - amount.of[a] || worth.loss[a] - worth.loss[b] || a - b
  );
  for (const o of dearest) {
    if (!(amount.of[o] > 0) || worth.value - worth.loss[o] < goal || !canSpare(standing, o)) continue;
    toggle(standing, o);
    if (overspent(standing) > 0 || !isKept(standing)) toggle(standing, o);
  }
  standing.changes.length = 0;
}

/** Halves the range in which the least amount lies: where the bound of coverage within a limit is below the goal, more is needed. */
function bisectBound(
  core: LimitsCore,
  amount: Amount,
  goal: number,
  low: number,
  high: number,
  tools: SolveTools,
  tighten: (value: number, by: string) => void
): void {
  for (let k = 0; k < 12 && high - low > amount.step && tools.secondsLeft() > 0; k++) {
    const middle = low + Math.floor((high - low) / 2 / amount.step) * amount.step;
    if (boundLimits(less(core, amount, middle), goal, goal, tools).value < goal) {
      low = middle;
      tighten(middle + amount.step, BY_BOUND);
    } else high = middle;
  }
}

/** A bound to the next step that can be, where amounts have steps; else moved out by what solvers round. */
function outward(value: number, { step }: Amount): number {
  if (!Number.isFinite(value)) return value;
  const low = value - 1e-7 * Math.abs(value);
  return step >= 1e-6 * Math.abs(value) ? Math.ceil(low / step) * step : low;
}

function sumOf(values: ArrayLike<number>, of: (each: number) => number): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += of(values[k]);
  return sum;
}
