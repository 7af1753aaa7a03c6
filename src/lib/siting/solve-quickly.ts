import { type CoverCore, readCoverQuestion, shrinkCore } from './cover-core.ts';
import { type Rows, transpose } from './cover-rows.ts';
import { canKeepTables, CoverSwaps } from './cover-swaps.ts';
import type { SolveQuick } from './curve.ts';
import { evaluateOpen, isAllowed } from './evaluate.ts';
import { type LimitsCore, openOf } from './limits-core.ts';
import { type Found, searchChoice } from './limits-search.ts';
import { createStanding, type Standing } from './limits-standing.ts';
import { createCoverWorth, createWalkWorth } from './limits-worth.ts';
import { addGreedily } from './local-search.ts';
import { gapOf, isProven, type SitingAnswer, type SitingLimits, type SitingProblem } from './problem.ts';
import { reduceLimits } from './reduce-limits.ts';
import { isPlain, solveSiting } from './solve-siting.ts';

/** Entries of tables that a search with limits may change for one answer, some hundredths of a second. */
const WORK = 6e6;

/** Narrower and narrower limits that set covering tries at most. */
const NARROWINGS = 60;

/** Up to so many sites a choice is looked for from nothing too, not only from the one before. */
const ANEW = 30;

/** How often solvers that only know a clock may look at it: with capacities each choice tried is a look. */
const LOOKS = 40;
const CAPACITY_LOOKS = 600;

const NEVER = (): boolean => false;

/**
 * A way to answer dozens of questions that are alike, without proofs and bounds: greedy and exchanges until none helps, begun from the
 * choice before and, where that is quick, from nothing. No answer is worse than the choice before where that is allowed. Questions with
 * the same demand, reach and options (the very same columns) are reduced once. With capacities, and of `pcenter`, it is the solver itself with a count for
 * its clock. The same seed gives the same answers.
 */
export function createQuickSolver(seed: number): SolveQuick {
  const reduced = new Reduced();
  return (problem, before) => {
    const given = before && isAllowed(problem, before) ? Array.from(before) : null;
    if (problem.options.capacity !== null || problem.model === 'pcenter') {
      let left = problem.options.capacity === null ? LOOKS : CAPACITY_LOOKS;
      const found = solveSiting(problem, { mip: null, seed, secondsLeft: () => Math.max(0, left--) });
      // What a choice serves where there are capacities is not to be had by reach alone.
      return problem.options.capacity === null ? betterOf(problem, Array.from(found.open), given) : found;
    }
    const open =
      problem.model === 'mclp' && isPlain(problem)
        ? growCover(problem, reduced.cover(problem), before)
        : searchLimits(problem, reduced.limits(problem), before, seed);
    return betterOf(problem, open, given);
  };
}

/** The last reductions, kept for as long as questions have the same columns. */
class Reduced {
  private key: unknown[] = [];
  private found: CoverQuestion | LimitsCore | null = null;

  cover(problem: SitingProblem): CoverQuestion {
    return this.get(problem, 'cover', () => readCover(problem)) as CoverQuestion;
  }

  limits(problem: SitingProblem): LimitsCore {
    return this.get(problem, 'limits', () => readLimits(problem)) as LimitsCore;
  }

  private get(problem: SitingProblem, kind: string, read: () => CoverQuestion | LimitsCore) {
    const { weight, reach, options, limits, times, model } = problem;
    const key = [kind, model, weight, reach, times, limits.groups, limits.apart, ...Object.values(options)];
    const isSame = key.length === this.key.length && key.every((each, k) => each === this.key[k]);
    if (!isSame || !this.found) this.found = read();
    this.key = key;
    return this.found;
  }
}

interface CoverQuestion {
  open: number[];
  core: CoverCore | null;
  by: Rows | null;
  /** How many of what is open counts. */
  used: number;
}

function readCover(problem: SitingProblem): CoverQuestion {
  const { open, core } = readCoverQuestion({ ...problem, limits: { ...problem.limits, sites: Infinity } });
  const used = open.reduce((sum, o) => sum + problem.options.counts[o], 0);
  const small = core && shrinkCore(core);
  return {
    ...{ open, used, core: small },
    by: small && transpose(small.problem, small.problem.weight.length)
  };
}

/** Plain maximal coverage; null where more is fixed than may be open. */
function growCover(
  { limits }: SitingProblem,
  { open, core, by, used }: CoverQuestion,
  before: Uint32Array | null
): number[] | null {
  const most = Math.floor(Math.min(limits.sites - used, core?.problem.candidate.length ?? 0));
  if (!core || !by || limits.sites < used) return null;
  const { problem } = core;
  const wasOpen = new Set(before ?? []);
  const start = [...problem.candidate.keys()].filter((c) => wasOpen.has(problem.candidate[c])).slice(0, most);
  const name = (chosen: ArrayLike<number>) => [...open, ...Array.from(chosen, (c) => problem.candidate[c])];
  if (!canKeepTables(problem.candidate.length, most)) return name(addGreedily(problem, most, start).chosen);
  const state = new CoverSwaps(problem, by, most);
  const grow = (from: number[]) => {
    state.become(from);
    state.fill();
    state.improve(NEVER);
    return { chosen: state.list(), objective: state.objective };
  };
  const grown = grow(start);
  if (start.length === 0 || most > ANEW) return name(grown.chosen);
  const anew = grow([]);
  return name(anew.objective > grown.objective ? anew.chosen : grown.chosen);
}

/** A question with limits, reduced for any number of sites and any budget. */
function readLimits({ model, weight, reach, options, limits, times }: SitingProblem): LimitsCore {
  const isMetric = model === 'pmedian';
  return reduceLimits({
    ...{ isMetric, weight, reach, options },
    need: new Uint8Array(weight.length).fill(isMetric ? 0 : times),
    baseM: new Float64Array(weight.length).fill(Infinity),
    limits: { ...limits, sites: Infinity, budget: Infinity }
  });
}

function searchLimits(
  problem: SitingProblem,
  core: LimitsCore,
  before: Uint32Array | null,
  seed: number
): number[] | null {
  const { options, limits } = problem;
  const fixed = Array.from(core.fixed);
  const left = {
    sites: limits.sites - fixed.reduce((sum, o) => sum + options.counts[o], 0),
    budget: leastOver(limits) - fixed.reduce((sum, o) => sum + options.cost[o], 0)
  };
  if (!core.canBe || left.sites < 0) return null;
  const wasOpen = new Set(before ?? []);
  const start = Array.from(core.option.keys()).filter((k) => wasOpen.has(core.option[k]));
  const standing = createStanding(core, core.isMetric ? createWalkWorth(core) : createCoverWorth(core));
  standing.limits = left;
  const search = (goal: number, from: number[] | null): Found | null =>
    searchChoice(standing, {
      ...{ seed, goal, work: WORK, patience: 0, isOver: NEVER },
      starts: from && from.length > 0 ? [from] : []
    });
  const found = problem.model === 'lscp' ? narrow(problem, standing, search, start) : search(Infinity, start);
  return found && Array.from(openOf(core, found.open));
}

/** As much as `isAllowed` lets pass, halved. */
function leastOver({ budget }: SitingLimits): number {
  return budget + (budget === Infinity ? 0 : 5e-9 * Math.abs(budget));
}

/** Set covering: what covers enough within limits that get narrower with each answer, until nothing is found. */
function narrow(
  { weight, limits, least }: SitingProblem,
  standing: Standing,
  search: (goal: number, from: number[] | null) => Found | null,
  start: number[]
): Found | null {
  const { core } = standing;
  const total = weight.reduce((sum, w) => sum + w, 0);
  const goal = limits.share * total - core.served - 1e-12 * total;
  let best: Found | null = null;
  for (let round = 0; round < NARROWINGS; round++) {
    const found = search(goal, best?.open ?? start);
    if (!found || found.value < goal) break;
    best = found;
    const sumOf = (of: ArrayLike<number>) => found.open.reduce((sum, k) => sum + of[k], 0);
    if (least === 'cost') {
      const cost = sumOf(core.cost);
      standing.limits.budget = cost - 1e-7 * Math.abs(cost) - 1e-9;
    } else standing.limits.sites = sumOf(core.counts) - 1;
    if (standing.limits.sites < 0) break;
  }
  return best;
}

/** Of two choices the one with the better objective, the first where they are alike; what is not allowed is none. */
function betterOf(problem: SitingProblem, found: number[] | null, given: number[] | null): SitingAnswer {
  const none = problem.model === 'mclp' ? -Infinity : Infinity;
  let best: { open: number[]; objective: number } = { open: [], objective: none };
  for (const open of [found, given]) {
    if (!open || !isAllowed(problem, open)) continue;
    const objective = evaluateOpen(problem, open);
    if (problem.model === 'mclp' ? objective > best.objective : objective < best.objective)
      best = { open, objective };
  }
  const bound = boundOf(problem, best.objective);
  return {
    ...{ open: Uint32Array.from(best.open).sort(), objective: best.objective, bound },
    ...{ gap: gapOf(best.objective, bound), proven: isProven(best.objective, bound) },
    by: ['greedy and swaps']
  };
}

/** What no choice can exceed at first sight: everybody covered, nobody walking, nothing opened but what saves. */
function boundOf({ model, weight, options, least }: SitingProblem, objective: number): number {
  if (!Number.isFinite(objective)) return model === 'mclp' ? Infinity : -Infinity;
  if (model === 'mclp')
    return Math.max(
      objective,
      weight.reduce((sum, w) => sum + w, 0)
    );
  const saved = options.cost.reduce((sum, cost) => sum + Math.min(0, cost), 0);
  return model === 'lscp' && least === 'cost' ? Math.min(objective, saved) : 0;
}
