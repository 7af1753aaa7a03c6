import { createBestOpening, type BestOpening } from './best-opening.ts';
import { findCenterCover } from './center-cover.ts';
import { createCenterRows, type CenterRows } from './center-rows.ts';
import { evaluateOpen, nearestOpen } from './evaluate.ts';
import type { SitingAnswer, SitingProblem, SolveTools } from './problem.ts';

/**
 * p-center (Hakimi 1964; Minieka 1970): the opening of at most `limits.sites` options that count with the least worst metres of a row
 * with worth. Bisects between what is proven and what is found: at each distance a set-covering question says whether so many sites
 * bring every row that near. Few rows decide it, so the question begins with few and takes in those that an opening leaves
 * too far (Chen and Chen 2009, "New relaxation-based algorithms for the optimal solution of the continuous and discrete
 * p-center problems"): if the few can't be served, neither can all. Where no opening reaches every row, `open` is empty and the
 * objective is Infinity; the bound is then Infinity too if that is proven.
 */
export function solveCenter(problem: SitingProblem, tools: SolveTools): SitingAnswer {
  const by = ['set covering by bisection'];
  const best = createBestOpening(problem, tools, by);
  const rows = createCenterRows(problem);
  if (rows === null) return best.answer(by);
  // With everything open no row is nearer than now.
  best.raise(evaluateOpen(problem, rows.always.concat(rows.free)));
  best.offer(rows.always);
  if (best.bound() === Infinity || best.bound() >= best.objective()) return best.answer(by);
  bisect(problem, rows, best, tools);
  return best.answer(by);
}

/**
 * An opening that serves every row with worth, however far; null where it is proven that there is none, 'over' where time ran
 * out before either.
 */
export function findServing(problem: SitingProblem, tools: SolveTools): number[] | null | 'over' {
  const rows = createCenterRows(problem);
  if (rows === null) return null;
  const asked: SitingProblem = { ...problem, model: 'pcenter' };
  const best = createBestOpening(asked, { ...tools, onBetter: undefined }, []);
  best.offer(rows.always);
  for (let level = 0; best.objective() === Infinity; level++) {
    if (level === LEVELS || best.isOver()) return 'over';
    if (decide(asked, rows, best, Number.MAX_VALUE, { ...tools, level }) === 'done') break;
  }
  return best.objective() < Infinity ? [...best.answer([]).open] : null;
}

/** Levels of effort; with four times the tree at each the last is past any patience. */
const LEVELS = 24;

/**
 * Narrows what is between the bound and the objective, at each level first from below, up to the lowest distance that this
 * effort can't decide, then from above, down to the highest. A harder distance costs nothing before the easy ones are done.
 */
function bisect(problem: SitingProblem, rows: CenterRows, best: BestOpening, tools: SolveTools): void {
  spread(problem, rows, best, best.bound(), []);
  for (let level = 0; level < LEVELS && best.bound() < best.objective() && !best.isOver(); level++) {
    const decideAt = (limitM: number) => decide(problem, rows, best, limitM, { ...tools, level });
    // Without an opening the first question is whether there is one at any distance.
    if (best.objective() === Infinity) decideAt(Number.MAX_VALUE);
    if (best.objective() === Infinity) continue;
    const apart = (best.objective() - best.bound()) / 4 ** (level + 1);
    let lowest = Infinity;
    let highest = -Infinity;
    for (;;) {
      const top = Math.min(lowest, best.objective());
      const low = best.bound();
      if (low >= top || best.isOver() || (lowest < Infinity && top - low <= apart)) break;
      const limitM = middleOf(low, top);
      if (decideAt(limitM) === 'done') continue;
      lowest = limitM;
      highest = Math.max(highest, limitM);
    }
    for (;;) {
      const low = Math.max(highest, best.bound());
      const top = best.objective();
      if (top - low <= apart || best.isOver()) break;
      const limitM = middleOf(low, top);
      if (limitM === highest) break;
      if (decideAt(limitM) === 'over') highest = limitM;
    }
  }
}

/** Between the two, and below `high` even where no number is between. */
function middleOf(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}

/** Finds an opening within the limit, or raises the bound above it. */
function decide(
  problem: SitingProblem,
  rows: CenterRows,
  best: BestOpening,
  limitM: number,
  tools: SolveTools & { level: number }
): 'done' | 'over' {
  for (;;) {
    if (best.isOver()) return 'over';
    const core = rows.coreAt(limitM);
    const cover = findCenterCover(core, tools);
    if (cover === 'over') return 'over';
    if (cover === null) {
      best.raise(rows.nextAbove(limitM));
      return 'done';
    }
    const open = rows.always.concat(cover.map((j) => rows.free[j]));
    if (best.offer(open) <= limitM) return 'done';
    spread(problem, rows, best, limitM, open);
    if (best.objective() <= limitM) return 'done';
  }
}

/**
 * Takes in the rows that `open` leaves too far, the farthest first, each time as if the option nearest to it were open too, and
 * offers what comes of it while there are sites left.
 */
function spread(
  problem: SitingProblem,
  rows: CenterRows,
  best: BestOpening,
  limitM: number,
  open: number[]
): void {
  const { reach } = problem;
  const opened = open.length > 0 ? open.slice() : rows.always.slice();
  const most = rows.always.length + rows.sites;
  const atM = nearestOpen(problem, opened).map((m, i) => (rows.baseM[i] === 0 ? 0 : m));
  const isOpen = new Set(opened);
  const room = Math.max(4, most - opened.length, rows.sites >> 2);
  for (let count = 0; count < room; count++) {
    const farthest = atM.reduce((far, m, i) => (m > atM[far] ? i : far), 0);
    if (!(atM[farthest] > limitM)) break;
    const o = rows.add(farthest);
    // A row that nothing brings nearer, or nothing that is not open, asks for no other site.
    if (o < 0 || isOpen.has(o)) {
      atM[farthest] = 0;
      continue;
    }
    isOpen.add(o);
    if (opened.length < most) opened.push(o);
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++)
      atM[reach.point[k]] = Math.min(atM[reach.point[k]], reach.metres[k]);
  }
  best.offer(opened);
}
