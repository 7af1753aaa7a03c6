import { roundPeople } from '../demand/share-out.ts';
import { createRandom } from '../geometry/seeded.ts';
import { AnnealedCover } from './anneal-set-cover.ts';
import { boundSetCover, type SetCoverBound } from './bound-set-cover.ts';
import { evaluateOpen } from './evaluate.ts';
import { mipOfSetCover, MOST_ENTRIES, startOfSetCover } from './mip-set-cover.ts';
import { BARRED, FIXED, FREE, gapOf, isProven } from './problem.ts';
import type { SitingAnswer, SitingProblem, SolveTools } from './problem.ts';
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
import { searchByWeights } from './weigh-set-cover.ts';
import { findCostStep, roundBound, selectCover, transposeRows, type SetCover } from './set-cover.ts';

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
const LONG_TRIALS = 500_000;
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
  const run = new Run(problem, tools, base.opened);
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

/** Where everything has to be covered, each item weighs 1: people then say nothing of how hard it is to cover. */
function countAlike(cover: SetCover): SetCover {
  if (cover.need < cover.total) return cover;
  const items = cover.weight.length;
  return { ...cover, weight: new Float64Array(items).fill(1), total: items, need: items };
}

function costOf({ options, least }: SitingProblem, o: number): number {
  return least === 'cost' ? options.cost[o] : options.counts[o];
}

/** The question without options that are open or closed anyway, and those open. */
function coverOf(problem: SitingProblem): { cover: SetCover; opened: number[] } {
  const { weight, reach, options, limits } = problem;
  const isOpen = new Uint8Array(options.place.length);
  const free: number[] = [];
  for (let o = 0; o < isOpen.length; o++) {
    if (options.state[o] === FIXED || (options.state[o] === FREE && costOf(problem, o) <= 0)) isOpen[o] = 1;
    else if (options.state[o] !== BARRED) free.push(o);
  }
  const covered = new Uint8Array(weight.length);
  for (let o = 0; o < isOpen.length; o++)
    if (isOpen[o]) for (let k = reach.first[o]; k < reach.first[o + 1]; k++) covered[reach.point[k]] = 1;
  const isReached = new Uint8Array(weight.length);
  for (const o of free)
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) isReached[reach.point[k]] = 1;
  const isAll = limits.share >= 1;
  const { scale, slip } = isAll ? { scale: 1, slip: 0 } : findScale(weight);
  // As `evaluateOpen` adds, so that both mean the same share.
  let total = 0;
  let had = 0;
  let beyond = 0;
  const itemOf = new Int32Array(weight.length).fill(-1);
  const kept: number[] = [];
  for (let i = 0; i < weight.length; i++) {
    total += weight[i];
    if (!(weight[i] > 0)) continue;
    if (covered[i]) had += roundPeople(scale * weight[i]);
    else if (isReached[i]) {
      itemOf[i] = kept.length;
      // Everything has to be covered: what it weighs does not matter, but it must weigh something.
      kept.push(isAll ? 1 : Math.max(2 ** -22, roundPeople(scale * weight[i])));
    } else beyond++;
  }
  const first = new Uint32Array(free.length + 1);
  let entries = 0;
  for (const o of free) entries += reach.first[o + 1] - reach.first[o];
  const item = new Uint32Array(entries);
  let end = 0;
  free.forEach((o, k) => {
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++)
      if (itemOf[reach.point[at]] >= 0) item[end++] = itemOf[reach.point[at]];
    first[k + 1] = end;
  });
  const rows = item.slice(0, end);
  const weights = Float64Array.from(kept);
  const sum = weights.reduce((a, b) => a + b, 0);
  const need = isAll
    ? beyond > 0
      ? Infinity
      : sum
    : Math.ceil((limits.share * scale * total - slip - had) * 2 ** 22) * 2 ** -22;
  const opened = Array.from(isOpen.keys()).filter((o) => isOpen[o] === 1);
  return {
    cover: {
      option: Uint32Array.from(free),
      cost: Float64Array.from(free, (o) => costOf(problem, o)),
      ...{ first, item: rows },
      ...transposeRows(first, rows, weights.length),
      ...{ weight: weights, total: sum, need }
    },
    opened
  };
}

/**
 * A power of two by which weights that are no multiples of 2⁻²² lose least by being made such, with sums that stay exact; and what
 * they may lose together, by which less is then asked for: `Run.offer` sees to it that the share is reached.
 */
function findScale(weight: Float64Array): { scale: number; slip: number } {
  let total = 0;
  let isExact = true;
  for (let i = 0; i < weight.length; i++) {
    total += weight[i];
    isExact &&= roundPeople(weight[i]) === weight[i];
  }
  if (isExact || !(total > 0)) return { scale: 1, slip: 0 };
  return { scale: 2 ** (30 - Math.ceil(Math.log2(total))), slip: (weight.length + 1) * 2 ** -22 };
}

/** The best so far of one question, told to whoever listens. */
class Run {
  readonly opened: number[];
  readonly by: string[] = [];
  readonly problem: SitingProblem;
  readonly tools: SolveTools;
  bound = -Infinity;
  private open: number[] = [];
  private objective = Infinity;

  constructor(problem: SitingProblem, tools: SolveTools, opened: number[]) {
    this.problem = problem;
    this.tools = tools;
    this.opened = opened;
  }

  /** Hears of a choice beside what is opened anyway. */
  offer(chosen: number[]): void {
    let open = dropForNothing(this.problem, [...this.opened, ...chosen]);
    let objective = evaluateOpen(this.problem, open);
    if (objective === Infinity) {
      open = fillUp(this.problem, [...this.opened, ...chosen]);
      objective = evaluateOpen(this.problem, open);
    }
    if (!(objective < this.objective)) return;
    this.open = open;
    this.objective = objective;
    this.tell();
  }

  /** Hears of a bound of what is chosen beside what is opened anyway. */
  raise(bound: number): void {
    const base = this.opened.reduce((sum, o) => sum + costOf(this.problem, o), 0);
    if (!(base + bound > this.bound)) return;
    this.bound = base + bound;
    if (this.objective < Infinity) this.tell();
  }

  isProven(): boolean {
    return this.answer().proven;
  }

  isOver = (): boolean => this.tools.secondsLeft() <= 0;

  answer(): SitingAnswer {
    const bound = this.objective === Infinity ? Infinity : Math.min(this.bound, this.objective);
    const { objective, by } = this;
    const open = Uint32Array.from(this.open).sort();
    const gap = bound === -Infinity ? 1 : gapOf(objective, bound);
    const proven = objective < Infinity && isProven(objective, bound);
    return { open, objective, bound, gap, proven, by: [...by] };
  }

  private tell(): void {
    this.tools.onBetter?.(this.answer());
  }
}

/** With more options, cheapest first, until the share that rounding has missed by a hair is covered. */
function fillUp(problem: SitingProblem, open: number[]): number[] {
  const { options } = problem;
  const filled = open.slice();
  const closed = Array.from(options.state.keys())
    .filter((o) => options.state[o] === FREE && !open.includes(o))
    .sort((a, b) => costOf(problem, a) - costOf(problem, b) || a - b);
  for (const o of closed) {
    if (evaluateOpen(problem, filled) < Infinity) break;
    filled.push(o);
  }
  return filled;
}

/** Without options that are there only because they count and cost nothing, where the answer is as good without them. */
function dropForNothing(problem: SitingProblem, open: number[]): number[] {
  const { options, reach, weight, limits } = problem;
  const idle = open.filter((o) => options.state[o] === FREE && costOf(problem, o) === 0);
  if (idle.length === 0) return open;
  const count = new Uint32Array(weight.length);
  for (const o of open) for (let k = reach.first[o]; k < reach.first[o + 1]; k++) count[reach.point[k]]++;
  const total = weight.reduce((sum, each) => sum + each, 0);
  let covered = weight.reduce((sum, each, i) => sum + (count[i] > 0 ? each : 0), 0);
  const gone = new Set<number>();
  for (const o of idle.reverse()) {
    let loss = 0;
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++)
      if (count[reach.point[k]] === 1) loss += weight[reach.point[k]];
    if (loss > 0 && (limits.share >= 1 || covered - loss < limits.share * total * (1 + 1e-12))) continue;
    covered -= loss;
    gone.add(o);
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) count[reach.point[k]]--;
  }
  return open.filter((o) => !gone.has(o));
}

/** Solves what the reductions left, telling `run` of each better choice and bound. */
function solveRest(start: SetCover, run: Run): void {
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
function annealOf(run: Run, best: Best, cover: SetCover, random: () => number) {
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

/** The least cost so far, of what is chosen beside what `Run` has opened, and what of it no better choice can do without. */
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

function offer(run: Run, best: Best, cover: SetCover, choice: CoverChoice): void {
  if (choice.covered < cover.need || !(best.heldCost + choice.cost < best.least)) return;
  best.least = best.heldCost + choice.cost;
  run.offer([...best.held, ...chosenOf(choice).map((o) => cover.option[o])]);
}

/** Bound of the cover, and, from what its multipliers would choose, better choices; `choice` is the best of them then. */
function boundAndSearch(run: Run, best: Best, cover: SetCover, choice: CoverChoice): SetCoverBound {
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
function solveLast(run: Run, best: Best, cover: SetCover, random: () => number, rate: number): void {
  const choice = emptyChoice(cover);
  completeGreedily(cover, choice);
  dropNeedless(cover, choice);
  const tell = () => offer(run, best, cover, choice);
  tell();
  const { mip } = run.tools;
  const limits = mip === null || cover.item.length > MOST_ENTRIES ? LONG_SEARCH : SEARCH;
  const annealing = annealOf(run, best, cover, random);
  const all = limits === LONG_SEARCH ? LONG_TRIALS : LAST_TRIALS;
  for (let trials = 4 * TRIALS, done = 0; done < all && !run.isOver() && !run.isProven(); trials *= 2) {
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
