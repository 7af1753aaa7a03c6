import { BARRED, FIXED, FREE, type SitingAnswer, type SitingProblem } from './problem.ts';

/** What may be built in a phase (a year): so many sites, and so much money where there is a budget. What is left over may be used later. */
export interface Phase {
  name: string;
  sites: number;
  budget?: number;
}

/** What stands after a phase. */
export interface PhaseResult {
  name: string;
  /** Options opened in this phase, ascending; in the first also those that are fixed and count. */
  opened: Uint32Array;
  /** All that is open after it, ascending; empty where nothing allowed was found. */
  open: Uint32Array;
  /** Cost of what is opened and of what is given up in it. */
  cost: number;
  /** The objective after it; NaN where nothing allowed was found. */
  objective: number;
  /** True where no other choice of this phase, given those before, is better. */
  proven: boolean;
}

/** A plan in phases, beside what building all at once would give. */
export interface PhasedPlan {
  /** Each phase the best given those before it. */
  stepwise: PhaseResult[];
  /** The best for all phases together, as if there were only the last. */
  atOnce: { open: Uint32Array; objective: number; proven: boolean };
  /** The sites of `atOnce` built by the same phases, each phase the best of them given those before it. */
  atOnceByPhase: PhaseResult[];
  /** By how much the objective of the last phase is worse built step by step, 0 or more; NaN where either has no answer. */
  price: number;
  /** `price` as a share of the objective of all at once; 0 where both are 0. */
  priceShare: number;
}

/** Solves a question, as well as it is asked to. */
export type Solve = (problem: SitingProblem) => SitingAnswer;

/**
 * Builds in phases: what one phase opens stays open in all later ones, and a facility that it gives up (one that it costs to give up)
 * stays given up. Sites and budgets add up from phase to phase (without a budget from there on only that of the problem binds), in place of the
 * problem's own number of sites; its groups need to be satisfied only in the last phase. Step by step can't be better than all at once:
 * where `solve` falls short and it is, it is taken for both. Throws for no phase and for `lscp`, which chooses no given number.
 */
export function planPhases(problem: SitingProblem, phases: Phase[], solve: Solve): PhasedPlan {
  if (phases.length === 0) throw new Error('expected at least one phase, got none');
  if (problem.model === 'lscp') throw new Error('expected a model with a number of sites, got lscp');
  const stepwise = buildStepwise(problem, phases, solve);
  const last = stepwise[stepwise.length - 1];
  const limits = limitsAfter(problem, phases, phases.length - 1);
  const whole = solve({ ...problem, limits });
  const sign = problem.model === 'mclp' ? 1 : -1;
  const isShort = !Number.isFinite(whole.objective) || sign * (last.objective - whole.objective) > 0;
  const isTaken = isShort && !Number.isNaN(last.objective);
  const atOnce = isTaken
    ? { open: last.open, objective: last.objective, proven: false }
    : { open: whole.open, objective: numberOf(whole.objective), proven: whole.proven };
  const chosen = new Set(atOnce.open);
  const { options } = problem;
  const state = options.state.map((each, o) => (each === FREE && !chosen.has(o) ? BARRED : each));
  const only: SitingProblem = { ...problem, options: { ...options, state } };
  const price = atOnce.objective === last.objective ? 0 : sign * (atOnce.objective - last.objective);
  return {
    stepwise,
    atOnce,
    atOnceByPhase: isTaken ? stepwise : buildStepwise(only, phases, solve, atOnce.open),
    price,
    priceShare: price === 0 ? 0 : price / Math.abs(atOnce.objective)
  };
}

/** With `last` the last phase opens just these. */
function buildStepwise(
  problem: SitingProblem,
  phases: Phase[],
  solve: Solve,
  last: Uint32Array | null = null
): PhaseResult[] {
  const { options } = problem;
  let state = options.state;
  const stood = new Set<number>();
  const kept = new Set([...options.cost.keys()].filter((o) => options.cost[o] < 0));
  options.cost.forEach((cost, o) => {
    if (cost < 0 || (state[o] === FIXED && options.counts[o] === 0)) stood.add(o);
  });
  return phases.map((phase, k): PhaseResult => {
    const asked: SitingProblem = {
      ...problem,
      options: { ...options, state },
      limits: limitsAfter(problem, phases, k)
    };
    let answer: Pick<SitingAnswer, 'open' | 'objective' | 'proven'> = solve(asked);
    if (last && k === phases.length - 1) answer = settle(asked, last, answer, solve);
    if (!Number.isFinite(answer.objective))
      return {
        ...{ name: phase.name, opened: new Uint32Array(0), open: new Uint32Array(0) },
        ...{ cost: 0, objective: NaN, proven: false }
      };
    const opened = answer.open.filter((o) => !stood.has(o));
    const isOpen = new Set(answer.open);
    for (const o of opened) stood.add(o);
    // What is kept only at a price may still be given up later, what is built may not.
    state = state.map((each, o) => {
      if (options.cost[o] < 0) return isOpen.has(o) ? each : BARRED;
      return isOpen.has(o) ? FIXED : each;
    });
    let cost = opened.reduce((sum, o) => sum + options.cost[o], 0);
    for (const o of kept) {
      if (isOpen.has(o)) continue;
      kept.delete(o);
      cost -= options.cost[o];
    }
    const { objective, proven } = answer;
    return { name: phase.name, opened, open: answer.open, cost, objective, proven };
  });
}

/** The answer with all of `open` open, which a solver may leave out in part where that adds nothing. */
function settle(
  problem: SitingProblem,
  open: Uint32Array,
  answer: Pick<SitingAnswer, 'open' | 'objective' | 'proven'>,
  solve: Solve
): Pick<SitingAnswer, 'open' | 'objective' | 'proven'> {
  if (answer.open.length === open.length) return answer;
  const state = problem.options.state.slice();
  for (const o of open) state[o] = FIXED;
  const whole = solve({ ...problem, options: { ...problem.options, state } });
  return Number.isFinite(whole.objective) ? whole : answer;
}

/** What binds phase `k`: the sums of the phases up to it. */
function limitsAfter(problem: SitingProblem, phases: Phase[], k: number): SitingProblem['limits'] {
  const { limits, options } = problem;
  let sites = 0;
  // What is given up is paid for by not having its cost, which is below 0.
  let budget = options.cost.reduce((sum, cost) => sum + Math.min(0, cost), 0);
  for (const phase of phases.slice(0, k + 1)) {
    sites += phase.sites;
    budget += phase.budget ?? Infinity;
  }
  // What is locked is built first, be it more than the first phase has.
  let locked = 0;
  options.state.forEach((state, o) => (locked += state === FIXED ? options.counts[o] : 0));
  const groups = k === phases.length - 1 ? limits.groups : [];
  return { ...limits, sites: Math.max(sites, locked), budget: Math.min(budget, limits.budget), groups };
}

function numberOf(objective: number): number {
  return Number.isFinite(objective) ? objective : NaN;
}
