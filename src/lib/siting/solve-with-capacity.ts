import { boundCapacity, type BoundGoal } from './capacity-bound.ts';
import { coverForLeast } from './capacity-cover.ts';
import { isForSolver, proveByFlows } from './capacity-exact.ts';
import { type CapacityFlow, solveFlow } from './capacity-flow.ts';
import { type ChoiceRules, findAllowed, isWithin, rulesOf, sumOver } from './capacity-limits.ts';
import { type GroupedGoal, searchGrouped } from './capacity-grouped.ts';
import { type CapacityProblem, reduceCapacity } from './capacity-problem.ts';
import { searchChoice } from './capacity-search.ts';
import { type CapacityState, createState } from './capacity-state.ts';
import { valueOptions } from './capacity-value.ts';
import type { SitingAnswer, SitingProblem, SolveTools } from './problem.ts';

/** How often the best choice is torn and mended. */
const KICKS = 12;

/** Share of the time that the first search may take. */
const SEARCH_SHARE = 0.4;

/** Pairs up to which the whole-number program comes next after the first bound: a solver is then quicker than more searching. */
const SMALL = 60_000;

/** Pairs of a question over metres above which near items are taken together. */
const LARGE = 150_000;

/** Share of all worth that may be short for rounding alone where all, or a share, is to be served. */
const SERVED_SLIP = 1e-9;

/**
 * Answers `mclp` (the most worth served), `pmedian` (all served, the least Σ worth × metres) or `lscp` (the least number or
 * cost so that the share is served) where options serve at most their capacity, with any limits. `times` is taken as 1. People are
 * sent where it is best for all, those of one row perhaps to several options: what each would choose can only serve fewer.
 * A heuristic of exact values (`searchChoice`), a Lagrangian bound, and a whole-number program for the rest. Where
 * nothing feasible is found `open` is empty, and the objective Infinity (of `mclp` −Infinity); the bound is too where nothing is
 * feasible for sure. Throws for `pcenter`.
 */
export function solveWithCapacity(problem: SitingProblem, tools: SolveTools): SitingAnswer {
  const { model, options, limits, least } = problem;
  if (model === 'pcenter') throw new Error(`expected mclp, pmedian or lscp with capacities, got ${model}`);
  const small = reduceCapacity(problem, new Uint8Array(options.place.length).fill(1), model === 'pmedian');
  const state = createState(problem, small, tools);
  const rules = rulesOf(problem, small);
  const slip = SERVED_SLIP * small.total;
  const need = model === 'mclp' ? 0 : (model === 'lscp' ? limits.share : 1) * small.total - slip;
  if (small.total - small.outOfReach < need) {
    state.raise(Infinity, 'reach');
    return state.answer();
  }
  const each = Float64Array.from(small.option, (o) =>
    least === 'cost' ? options.cost[o] : options.counts[o]
  );
  const goal: Goal = {
    problem: small,
    rules,
    state,
    tools,
    need,
    cover: model === 'lscp' ? { each, need } : null
  };
  const start = findAllowed(rules, byValue(small));
  const isLarge = small.byMetres && small.item.length > LARGE;
  const large = isLarge && start ? searchGrouped(groupedOf(goal), start) : null;
  const useful = large?.isUseful ?? searchWhole(goal, start);
  if (!state.isProven() && tools.secondsLeft() > 0) prove(goal, useful);
  return state.answer();
}

interface Goal {
  problem: CapacityProblem;
  rules: ChoiceRules;
  state: CapacityState;
  tools: SolveTools;
  /** Worth to be served. */
  need: number;
  cover: BoundGoal['cover'];
}

/** Options by what they would serve if nothing else stood. */
function byValue(small: CapacityProblem): number[] {
  const value = valueOptions(small, new Float64Array(small.weight.length).fill(small.outsideCost));
  return Array.from(value.keys()).sort((a, b) => value[b] - value[a] || a - b);
}

/** Gives a choice to the state if it serves what is needed. */
function offer({ problem, state, need, cover }: Goal, open: readonly number[], flow: CapacityFlow): void {
  if (flow.served < need) return;
  state.offer(open, cover ? sumOver(cover.each, open) : problem.byMetres ? flow.walked : flow.cost);
}

function groupedOf(goal: Goal): GroupedGoal {
  const { problem, rules, state, tools } = goal;
  return {
    ...{ problem, rules, tools },
    offer(open, flow) {
      offer(goal, open, flow);
      return state.best();
    },
    raise: (bound) => state.raise(Math.min(bound, state.best()), 'Lagrangian bound'),
    isProven: state.isProven
  };
}

/** Searches and bounds the question as it is; gives the options that a better answer can have. */
function searchWhole(goal: Goal, start: number[] | null): Uint8Array {
  const { problem, state, tools } = goal;
  const from = tools.secondsLeft();
  if (start) search(goal, state.open() ?? start, 0, () => tools.secondsLeft() <= from * (1 - SEARCH_SHARE));
  const limit = bound(goal, null);
  const isSmall = tools.mip !== null && problem.item.length <= SMALL;
  if (!start || isSmall || state.isProven() || !(tools.secondsLeft() > 0)) return limit.isUseful;
  const before = state.best();
  const end = tools.mip ? tools.secondsLeft() / 2 : 0;
  search(goal, state.open() ?? start, KICKS, () => tools.secondsLeft() <= end);
  if (state.best() < before && tools.secondsLeft() > 0) return bound(goal, limit.itemPrice).isUseful;
  return limit.isUseful;
}

function search(goal: Goal, from: number[], kicks: number, isOver: () => boolean): void {
  const { problem, rules, cover, state, tools } = goal;
  const settings = {
    ...{ seed: tools.seed, kicks },
    isOver,
    onBetter: ({ open, flow }: { open: number[]; flow: CapacityFlow }) => {
      offer(goal, open, flow);
      return !cover && state.isProven();
    }
  };
  if (cover) coverForLeast(problem, rules, cover, from, settings);
  else searchChoice(problem, rules, from, settings);
}

function bound(goal: Goal, from: Float64Array | null) {
  const { problem, rules, cover, state, tools } = goal;
  const open = state.open();
  const flat =
    cover && cover.need > 0 ? Math.min(1e300, Math.abs(state.best())) / cover.need : problem.outsideCost;
  const itemPrice =
    from ??
    (open && !cover
      ? solveFlow(problem, open).itemPrice
      : new Float64Array(problem.weight.length).fill(Number.isFinite(state.best()) ? flat : 1));
  const onPick = (picked: number[]) => {
    if (isWithin(rules, picked)) offer(goal, picked, solveFlow(problem, picked));
    return state.best();
  };
  const found = boundCapacity(
    problem,
    rules,
    { cover, best: state.best(), itemPrice, onPick },
    () => tools.secondsLeft() <= 0
  );
  // Choices with an option that was ruled out are no better than the best known.
  state.raise(Math.min(found.bound, state.best()), 'Lagrangian bound');
  return found;
}

function prove(goal: Goal, isUseful: Uint8Array): void {
  const { problem, rules, cover, state, tools } = goal;
  if (!tools.mip) return;
  const proof = { ...{ problem, rules, isUseful, cover, state, tools }, mip: tools.mip };
  if (isForSolver(proof)) proveByFlows(proof, (open) => offer(goal, open, solveFlow(problem, open)));
}
