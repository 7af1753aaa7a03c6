import { createRandom } from '../geometry/seeded.ts';
import { AnnealedCover } from './anneal-set-cover.ts';
import { boundSetCover, type SetCoverBound } from './bound-set-cover.ts';
import { mipOfSetCover, MOST_ENTRIES, startOfSetCover } from './mip-set-cover.ts';
import type { SitingAnswer, SitingProblem, SolveTools } from './problem.ts';
import { costOf, countAlike, coverOf } from './read-set-cover.ts';
import { reduceSetCover } from './reduce-set-cover.ts';
import {
  chosenOf,
  completeGreedily,
  dropNeedless,
  emptyChoice,
  restore,
  ruinAndRecreate,
  type CoverChoice
} from './search-set-cover.ts';
import { findCostStep, roundBound, selectCover, type SetCover } from './set-cover.ts';
import { SetCoverRun } from './set-cover-run.ts';
import { searchByWeights } from './weigh-set-cover.ts';

/** Steps of the bound, most of which it hardly ever needs, and how many better ones to one from which a choice is made. */
const STEPS = 4000;
const TRIED = 10;
/** Rounds and visits of ruin and recreate before a solver is asked: a second or two for a city. */
const SEARCH = { patience: 1000, work: 3e8 };
/** Without a solver nothing else is to come, so the search goes on for longer. */
const LONG_SEARCH = { patience: 20000, work: 5e9 };
/** Trials of annealing for each chosen option: in the first run, and in all runs of the last search. */
const TRIALS = 1500;
const LAST_TRIALS = 60_000;
const LONG_TRIALS = 100_000;
/** Entries of a cover that a solver may well finish in seconds. */
const SMALL = 30_000;
/** Rounds of the search by weights, where everything has to be covered, for one trial of annealing. */
const ROUNDS_A_TRIAL = 0.3;
/** Times that the bound rules options out and what is left is made smaller again. */
const PASSES = 4;

/**
 * Set covering (LSCP, Toregas et al. 1971) in number or cost, of all or of a share of the worth, with options fixed and
 * barred and no other limit: reductions, greedy, ruin and recreate, a Lagrangian bound with reduced-cost fixing, and HiGHS on
 * what is left. Options that count nothing or cost nothing are taken where they help; those of negative cost always.
 */
export function solveSetCover(problem: SitingProblem, tools: SolveTools): SitingAnswer {
  const base = coverOf(problem);
  const run = new SetCoverRun(problem, tools, base.opened);
  if (base.cover.need > base.cover.total) return run.answer();
  const { cover, opened } = reduceSetCover(base.cover);
  run.by.push('reductions');
  run.opened.push(...opened);
  if (cover.need > cover.total) return run.answer();
  if (cover.need > 0) solveRest(countAlike(cover), run);
  else {
    run.offer([]);
    run.raise(0);
  }
  return run.answer();
}

/** Solves what the reductions left, telling `run` of each better choice and bound. */
function solveRest(start: SetCover, run: SetCoverRun): void {
  const random = createRandom(run.tools.seed);
  const step = findCostStep(start.cost);
  const best: Best = { least: Infinity, held: [], heldCost: 0, step };
  let cover = start;
  run.by.push('greedy, ruin and recreate', 'Lagrangian bound');
  run.by.push(cover.need < cover.total ? 'annealing' : 'search by weights');
  for (let pass = 0; ; pass++) {
    const choice = emptyChoice(cover);
    completeGreedily(cover, choice);
    dropNeedless(cover, choice);
    offer(run, best, cover, choice);
    // However little time there is, a few steps give a bound that says something.
    const first = boundSetCover(cover, best.least - best.heldCost, { steps: 20, step, isOver: () => false });
    run.raise(Math.min(best.least, roundBound(best.heldCost + first.bound, step)));
    if (run.isOver()) return;
    const annealing = annealOf(run, best, cover, random);
    annealing.run(choice, TRIALS, 0);
    const bound = boundAndSearch(run, best, cover, choice);
    // What was ruled out before costs no less than the best.
    run.raise(Math.min(best.least, roundBound(best.heldCost + bound.bound, step)));
    if (run.isOver() || run.isProven()) return;
    annealing.run(choice, 2 * TRIALS, bound.rate);
    if (run.isOver() || run.isProven()) return;
    ruinAndRecreate(cover, choice, random, { ...SEARCH, isOver: run.isOver }, () =>
      offer(run, best, cover, choice)
    );
    if (run.isOver() || run.isProven()) return;
    const left = ruleOut(cover, bound, best);
    if (left.need <= 0) offer(run, best, left, emptyChoice(left));
    if (left.need <= 0 || left.need > left.total) return run.raise(best.least);
    const { cover: smaller, opened } = reduceSetCover(left);
    for (const o of opened) hold(best, o, costOf(run.problem, o));
    if (smaller.need <= 0) offer(run, best, smaller, emptyChoice(smaller));
    if (smaller.need <= 0 || smaller.need > smaller.total) return run.raise(best.least);
    const isLast = pass + 1 === PASSES || smaller.option.length > 0.8 * cover.option.length;
    cover = countAlike(smaller);
    if (isLast) return solveLast(run, best, cover, random, bound.rate);
  }
}

/**
 * Annealing of a cover, or the search by weights where all of it has to be covered; better choices are offered, and `choice` is
 * the best of them after each run.
 */
function annealOf(run: SetCoverRun, best: Best, cover: SetCover, random: () => number) {
  const annealed = new AnnealedCover(cover, random);
  const alike = cover.cost.every((cost) => cost === cover.cost[0]);
  return {
    run: (choice: CoverChoice, trialsEach: number, rate: number): boolean => {
      const start = chosenOf(choice);
      let found = start;
      const limits = {
        ...{ trials: trialsEach * Math.max(5, start.length), heat: 1, rate: alike ? 0 : rate },
        ...{ step: best.step, isOver: run.isOver }
      };
      const take = (chosen: number[]) => {
        found = chosen;
        restore(cover, choice, found);
        offer(run, best, cover, choice);
      };
      const rounds = Math.ceil(ROUNDS_A_TRIAL * limits.trials);
      if (cover.need >= cover.total)
        searchByWeights(cover, start, random, { rounds, isOver: run.isOver }, take);
      else annealed.run(start, best.least - best.heldCost, limits, take);
      return found !== start;
    }
  };
}

/** The least cost so far, of what is chosen beside what the run has opened, and what of it no better choice can do without. */
interface Best {
  least: number;
  held: number[];
  heldCost: number;
  step: number;
}

function hold(best: Best, option: number, cost: number): void {
  best.held.push(option);
  best.heldCost += cost;
}

function offer(run: SetCoverRun, best: Best, cover: SetCover, choice: CoverChoice): void {
  if (choice.covered < cover.need || !(best.heldCost + choice.cost < best.least)) return;
  best.least = best.heldCost + choice.cost;
  run.offer([...best.held, ...chosenOf(choice).map((o) => cover.option[o])]);
}

/** Bound of the cover, and, from what its multipliers would choose, better choices; `choice` is the best of them then. */
function boundAndSearch(run: SetCoverRun, best: Best, cover: SetCover, choice: CoverChoice): SetCoverBound {
  let chosen = chosenOf(choice);
  let cost = choice.cost;
  let seen = 0;
  const limits = { steps: STEPS, step: best.step, isOver: run.isOver };
  const bound = boundSetCover(cover, best.least - best.heldCost, limits, (reduced, isBetter) => {
    if (!isBetter || seen++ % TRIED > 0 || choice.work > SEARCH.work) return best.least - best.heldCost;
    const wanted = Array.from(reduced.keys()).filter((o) => reduced[o] < 0);
    restore(cover, choice, wanted);
    completeGreedily(cover, choice);
    const worstFirst = chosenOf(choice).sort((a, b) => reduced[b] - reduced[a] || b - a);
    dropNeedless(cover, choice, worstFirst);
    if (choice.cost < cost) [chosen, cost] = [chosenOf(choice), choice.cost];
    offer(run, best, cover, choice);
    return best.least - best.heldCost;
  });
  restore(cover, choice, chosen);
  return bound;
}

/**
 * The cover without options that no choice cheaper than the best can have (reduced-cost fixing), and with those taken out and held that
 * each of them has to have.
 */
function ruleOut(cover: SetCover, { bound, reduced }: SetCoverBound, best: Best): SetCover {
  const { option, cost, first, item, weight } = cover;
  const keep = new Uint8Array(option.length).fill(1);
  const itemOf = Int32Array.from(weight.keys());
  const most = best.least - best.heldCost;
  let need = cover.need;
  for (let o = 0; o < option.length; o++) {
    if (!(roundBound(bound + Math.abs(reduced[o]), best.step) >= most)) continue;
    keep[o] = 0;
    if (reduced[o] > 0) continue;
    hold(best, option[o], cost[o]);
    for (let k = first[o]; k < first[o + 1]; k++) {
      if (itemOf[item[k]] < 0) continue;
      itemOf[item[k]] = -1;
      need -= weight[item[k]];
    }
  }
  return selectCover(cover, keep, itemOf, need);
}

/** The exact answer of the cover where the solver gives it in the time left; without a solver a longer search. */
function solveLast(run: SetCoverRun, best: Best, cover: SetCover, random: () => number, rate: number): void {
  const choice = emptyChoice(cover);
  completeGreedily(cover, choice);
  dropNeedless(cover, choice);
  const tell = () => offer(run, best, cover, choice);
  tell();
  const { mip } = run.tools;
  const limits = mip === null || cover.item.length > MOST_ENTRIES ? LONG_SEARCH : SEARCH;
  const annealing = annealOf(run, best, cover, random);
  // What a solver can finish it is given soon.
  const isSmall = mip !== null && cover.item.length <= SMALL;
  const all = limits === LONG_SEARCH ? LONG_TRIALS : isSmall ? TRIALS : LAST_TRIALS;
  let trials = isSmall ? TRIALS : 4 * TRIALS;
  for (let done = 0; done < all && !run.isOver() && !run.isProven(); trials *= 2) {
    annealing.run(choice, trials, rate);
    done += trials;
  }
  if (run.isOver() || run.isProven()) return;
  ruinAndRecreate(cover, choice, random, { ...limits, isOver: run.isOver }, tell);
  if (mip === null || limits === LONG_SEARCH) return;
  run.by.push('HiGHS');
  const program = mipOfSetCover(cover);
  const take = (values: Float64Array | null) => {
    if (values === null) return;
    const chosen = Array.from(cover.option.keys()).filter((o) => values[o] > 0.5);
    restore(cover, choice, chosen);
    // Its tolerance may have let it stop a little short.
    completeGreedily(cover, choice);
    dropNeedless(cover, choice);
    tell();
  };
  const raise = (bound: number) =>
    run.raise(Math.min(best.least, roundBound(best.heldCost + bound, best.step)));
  const answer = mip(program, {
    start: startOfSetCover(cover, program, chosenOf(choice)),
    seconds: run.tools.secondsLeft(),
    isOver: run.isOver,
    onBetter: (values, _objective, bound) => {
      take(values);
      raise(bound);
    }
  });
  take(answer.values);
  raise(answer.bound);
}
