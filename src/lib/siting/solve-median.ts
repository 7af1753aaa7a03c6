import { createBestOpening, type BestOpening } from './best-opening.ts';
import { boundMedian, settleByBound } from './median-bound.ts';
import { readMedian, settleCandidates, type MedianCore } from './median-core.ts';
import { searchMedian } from './median-starts.ts';
import { createMedianSwaps, type MedianChoice } from './median-swaps.ts';
import { openOf, searchMedianTree } from './median-tree.ts';
import { findServing } from './solve-center.ts';
import type { SitingAnswer, SitingProblem, SolveTools } from './problem.ts';

/** Pairs that starts and relinking may look at, a second or two; as many again go into improving what prices pick. */
const WORK = 3e8;
/** The same for large questions, as passes over all pairs: a greedy start with its swaps takes about ten. */
const PASSES = 40;
/** The same before the first bound, which often leaves nothing to be looked for. */
const FIRST_PASSES = 15;
/** Steps of the tree before the long search: where the bound is near, a few show that there is nothing to be looked for. */
const FEW_STEPS = 6000;
/** Costs that differ by less, relatively, are not searched for; far below `SAME`. */
const ALIKE = 1e-9;

/**
 * p-median (Hakimi 1964): the opening of at most `limits.sites` options that count with the least Σ worth × metres to the nearest,
 * all rows with worth served. Greedy, swaps and path relinking give choices; Lagrangian relaxation gives the bound and settles
 * candidates; a tree search on it closes the gap. Nothing is taken from pairs by rank, so sparse reach is no special case:
 * a row that nobody serves costs more than any choice that serves all. Where no opening serves every row, `open` is empty and
 * the objective is Infinity; the bound is then Infinity too if that is proven.
 */
export function solveMedian(problem: SitingProblem, tools: SolveTools): SitingAnswer {
  const by = ['greedy, swaps and path relinking'];
  const best = createBestOpening(problem, tools, by);
  const core = readMedian(problem);
  if (core === null) return best.answer(by);
  solveCore(problem, core, best, tools, by);
  return best.answer(by);
}

interface Known {
  /** Least value of a choice, unserved rows at the guard. */
  value: number;
  bound: number;
}

function solveCore(
  problem: SitingProblem,
  whole: MedianCore,
  best: BestOpening,
  tools: SolveTools,
  by: string[]
): void {
  const known: Known = { value: Infinity, bound: 0 };
  const take = (open: number[], value: number) => {
    if (!(value < known.value)) return;
    known.value = value;
    if (value < whole.guard) known.value = Math.min(value, best.offer(open));
  };
  const raise = (bound: number) => {
    known.bound = Math.max(known.bound, bound);
    best.raise(known.bound >= whole.guard ? Infinity : known.bound);
  };
  const target = () => known.value - (whole.quantum > 0 ? whole.quantum : ALIKE * known.value);
  const isOver = () => best.isOver() || known.bound > target();

  raise(nearestSum(whole));
  const swaps = createMedianSwaps(whole);
  const offer = (choice: MedianChoice) => take(openOf(whole, choice), choice.value);
  let found = searchMedian(whole, swaps, {
    ...{ seed: tools.seed, work: FIRST_PASSES * whole.cost.length, isOver, onBetter: offer }
  });
  // Swaps can miss the few choices that serve everybody where reach is sparse; set covering finds them or shows that there are none.
  if (found.value >= whole.guard && !isOver()) {
    const serving = findServing(problem, tools);
    if (serving === null) raise(Infinity);
    if (serving === null || serving === 'over') return;
    by.push('set covering');
    const isOpen = new Set(serving);
    swaps.set([...whole.option.keys()].filter((j) => isOpen.has(whole.option[j])));
    swaps.improve(isOver);
    found = swaps.choice();
    offer(found);
  }
  if (whole.option.length <= whole.sites) raise(found.value);
  if (isOver()) return;

  by.push('Lagrangian bound');
  swaps.set(found.chosen);
  const { nearest, next } = swaps.costs();
  const middle = nearest.reduce((sum, each) => sum + each, 0) / Math.max(1, nearest.length);
  let price: Float64Array = nearest.map((each, i) => (each + Math.min(next[i], 2 * each + middle)) / 2);
  let core = whole;
  for (let round = 0; round < 12 && !isOver(); round++) {
    const state = new Int8Array(core.option.length);
    const improve = createPickedImprover(core, take, isOver);
    const bound = boundMedian(core, {
      ...{ price, state, best: known.value, steps: round === 0 ? 1500 : 400, pace: round === 0 ? 1.5 : 0.5 },
      ...{ patience: 20, isOver },
      onBetter: (better) => {
        raise(better.bound);
        improve(better.picked);
        return known.bound > target();
      }
    });
    price = bound.price;
    if (known.bound > target() || best.isOver()) break;
    const settled = settleByBound(core, bound, state, target());
    if (settled === 0) break;
    core = settleCandidates(core, state);
    if (settled < 0.05 * state.length) break;
  }
  if (isOver()) return;
  by.push('branch and bound');
  const branch = (steps: number): boolean => {
    let left = steps;
    const done = searchMedianTree(core, {
      ...{ price, bound: known.bound, best: () => known.value, target },
      isOver: () => best.isOver() || --left < 0,
      onBound: raise,
      onChoice: (open) => take(open, valueOfOpen(whole, open))
    });
    if (done) raise(Math.min(known.value, Math.max(known.bound, target())));
    return done;
  };
  if (branch(FEW_STEPS) || isOver()) return;
  searchMedian(whole, swaps, { seed: tools.seed, work: workOn(whole), isOver, onBetter: offer });
  if (!isOver()) branch(Infinity);
}

function workOn(core: MedianCore): number {
  return Math.max(WORK, PASSES * core.cost.length);
}

/** Improves what prices pick by swaps, a pick once, and fewer of them as the steps get short. */
function createPickedImprover(
  core: MedianCore,
  take: (open: number[], value: number) => void,
  isOver: () => boolean
): (picked: number[]) => void {
  const swaps = createMedianSwaps(core);
  const most = workOn(core);
  let last = '';
  let next = 0;
  let calls = 0;
  return (picked) => {
    if (++calls < next || swaps.work() > most) return;
    next = calls + 10;
    const key = picked
      .slice()
      .sort((a, b) => a - b)
      .join();
    if (key === last) return;
    last = key;
    swaps.set(picked);
    swaps.improve(isOver);
    const choice = swaps.choice();
    take(openOf(core, choice), choice.value);
  };
}

/** What it would cost if every row had its nearest: no choice costs less. */
function nearestSum(core: MedianCore): number {
  const { base, firstNear, nearCost } = core;
  let sum = 0;
  for (let i = 0; i < base.length; i++)
    sum += firstNear[i] < firstNear[i + 1] ? nearCost[firstNear[i]] : base[i];
  return sum * (1 - 1e-12);
}

function valueOfOpen(core: MedianCore, open: number[]): number {
  const isOpen = new Set(open);
  const least = core.base.slice();
  core.option.forEach((o, j) => {
    if (!isOpen.has(o)) return;
    for (let k = core.first[j]; k < core.first[j + 1]; k++)
      if (core.cost[k] < least[core.row[k]]) least[core.row[k]] = core.cost[k];
  });
  return least.reduce((sum, each) => sum + each, 0);
}
