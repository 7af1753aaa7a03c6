import { createRandom } from '../geometry/seeded.ts';
import { boundMedian } from './median-bound.ts';
import type { MedianCore } from './median-core.ts';
import { createMedianSwaps } from './median-swaps.ts';
import { searchMedianTree } from './median-tree.ts';
import type { MipSolver } from './mip.ts';
import { writeCenterProgram } from './center-program.ts';

/** Candidates that serve every row of the core; null: it is proven that no choice does; 'over': effort or time ran out before either. */
export type CenterCover = number[] | null | 'over';

/** What finding a cover may use. */
export interface CoverTools {
  seed: number;
  mip: MipSolver | null;
  secondsLeft: () => number;
  /** From 0: no tree search; each next level is worth four times as much of it; from `LEVEL_OF_MIP` on `mip` is asked too. */
  level: number;
}

const STARTS = 4;
const STEPS = 250;
/** Steps of prices in the tree at level 1. */
const STEPS_OF_TREE = 1500;
/** A level by which most that a tree can decide is decided. */
const LEVEL_OF_MIP = 3;
/** Seconds of the solver of whole-number programs at its first level; twice as many at each next. */
const SECONDS_OF_MIP = 4;

/**
 * Whether at most `core.sites` candidates serve every row of a core of costs 0 and 1. Greedy and swaps look for a choice; a
 * Lagrangian bound above 0 proves that there is none; between the two a tree search decides, and where that gets large a solver
 * of whole-number programs.
 */
export function findCenterCover(core: MedianCore, tools: CoverTools): CenterCover {
  if (core.base.length === 0) return [];
  if (hasUnreached(core)) return null;
  let found: number[] | null = null;
  const swaps = createMedianSwaps(core);
  const random = createRandom(tools.seed);
  const isOver = () => found !== null || !(tools.secondsLeft() > 0);
  const look = () => {
    swaps.improve(isOver);
    const { chosen, value } = swaps.choice();
    if (value === 0) found = chosen;
  };
  for (let start = 0; start < STARTS && found === null; start++) {
    swaps.set([]);
    swaps.fill(start === 0 ? null : () => drawSome(random, core.option.length));
    look();
  }
  if (found) return found;
  const bound = boundMedian(core, {
    price: shareOut(core),
    ...{ state: new Int8Array(core.option.length), best: 1, steps: STEPS, pace: 1.5, patience: 15, isOver },
    onBetter: (better) => {
      if (better.bound > 0) return true;
      swaps.set(better.picked);
      look();
      return found !== null;
    }
  });
  if (found) return found;
  if (bound.bound > 0) return null;
  if (tools.level === 0) return 'over';
  const numberOf = new Map<number, number>();
  core.option.forEach((o, j) => numberOf.set(o, j));
  let left = STEPS_OF_TREE * 4 ** (tools.level - 1);
  const done = searchMedianTree(core, {
    ...{ price: bound.price, bound: 0, best: () => 1, target: () => 0 },
    isOver: () => isOver() || --left < 0,
    onBound: () => undefined,
    onChoice: (open) => {
      const chosen = open.map((o) => numberOf.get(o)).filter((j) => j !== undefined);
      if (servesAll(core, chosen)) found = chosen;
    }
  });
  if (found) return found;
  if (done) return null;
  if (!tools.mip || tools.level < LEVEL_OF_MIP) return 'over';
  const seconds = SECONDS_OF_MIP * 2 ** (tools.level - LEVEL_OF_MIP);
  return findCoverByMip(core, tools.mip, Math.min(seconds, tools.secondsLeft()), tools.secondsLeft);
}

/** The same by a solver of whole-number programs, which stops at the first choice that serves every row. */
export function findCoverByMip(
  core: MedianCore,
  mip: MipSolver,
  seconds: number,
  secondsLeft: () => number
): CenterCover {
  let found: number[] | null = null;
  const chosenOf = (values: Float64Array) => [...values.keys()].filter((j) => values[j] > 0.5);
  const answer = mip(writeCenterProgram(core), {
    seconds,
    onBetter: (values) => (found = servesAll(core, chosenOf(values)) ? chosenOf(values) : found),
    isOver: () => found !== null || !(secondsLeft() > 0)
  });
  if (found) return found;
  if (answer.values && servesAll(core, chosenOf(answer.values))) return chosenOf(answer.values);
  return answer.status === 'infeasible' ? null : 'over';
}

function servesAll(core: MedianCore, chosen: number[]): boolean {
  if (chosen.length > core.sites) return false;
  const isServed = new Uint8Array(core.base.length);
  for (const j of chosen) for (let k = core.first[j]; k < core.first[j + 1]; k++) isServed[core.row[k]] = 1;
  return !isServed.includes(0);
}

function hasUnreached({ firstNear, base }: MedianCore): boolean {
  for (let i = 0; i < base.length; i++) if (firstNear[i] === firstNear[i + 1]) return true;
  return false;
}

/** Prices to begin with: rows that few candidates serve are the dear ones. */
function shareOut({ firstNear, base }: MedianCore): Float64Array {
  return base.map((_, i) => Math.min(1, 4 / (firstNear[i + 1] - firstNear[i])));
}

function drawSome(random: () => number, candidates: number): number[] {
  return Array.from({ length: 4 }, () => Math.floor(random() * candidates));
}
