import { openOf, questionOf, type LimitsCore } from './limits-core.ts';
import { reduceLimits } from './reduce-limits.ts';
import { boundLimits, canProgram, narrowCore, patienceOf, solveProgram } from './limits-prove.ts';
import type { Report } from './limits-report.ts';
import { searchChoice } from './limits-search.ts';
import { createStanding } from './limits-standing.ts';
import { createCoverWorth } from './limits-worth.ts';
import { FREE, type SolveTools } from './problem.ts';

const WORK = 1e8;
const PATIENCE = 12;
const BY_SEARCH = 'greedy, swaps and relinking';
const BY_BOUND = 'Lagrangian bound';
const BY_PROGRAM = 'HiGHS';

/**
 * The least worst metres, told to the report: halvings of the distances that can be the worst, each asked as "can everybody be
 * covered within it". The search answers yes; no is said only by the Lagrangian bound of coverage or by an infeasible
 * program, and only that moves the bound.
 */
export function solveCenterWithLimits(core: LimitsCore, tools: SolveTools, report: Report): void {
  const distances = distancesOf(core);
  const isOver = () => tools.secondsLeft() <= 0;
  let low = 0;
  report.tighten(distances[0], 'nearest options');
  let high = distances.length;
  const hear = (open: Uint32Array, by: string) => {
    if (!report.offer(openOf(core, open), by)) return;
    const { objective } = report.answer();
    while (high > 0 && distances[high - 1] >= objective) high--;
  };
  const search = (at: number) => {
    const within = coverWithin(core, distances[at]);
    const open = within && searchCover(within, tools);
    if (open) hear(open, BY_SEARCH);
    return open !== null;
  };
  // The farthest first, so that there is an answer; below it each failure is a guess, which the second part proves or corrects.
  if (search(distances.length - 1)) {
    for (let guess = 0; guess < high && !isOver();) {
      const middle = (guess + high) >> 1;
      if (!search(middle)) guess = middle + 1;
    }
  }
  // Now `distances[high]` is what the best answer has; the next below it is the likeliest not to be had.
  for (let next = high - 1; low < high && !isOver(); next = (low + high - 1) >> 1) {
    const at = Math.max(low, Math.min(next, high - 1));
    const told = decide(core, distances[at], tools, (open) => hear(open, BY_PROGRAM));
    if (told === null) return;
    if (!told.isWithin) {
      low = at + 1;
      if (low < distances.length) report.tighten(distances[low], told.by);
    } else if (high > at) return;
  }
}

/** Metres that can be the worst, ascending: none below what every choice leaves. */
function distancesOf(core: LimitsCore): Float64Array {
  let floorM = core.floorM;
  for (let i = 0; i < core.weight.length; i++)
    floorM = Math.max(floorM, Math.min(core.baseM[i], core.byMetres[core.byFirst[i]]));
  // Sorted and thinned: a Set of tens of millions of numbers cannot be made.
  const all = new Float64Array(1 + core.byMetres.length + core.baseM.length);
  let count = 0;
  all[count++] = floorM;
  for (const m of core.byMetres) if (m > floorM) all[count++] = m;
  for (const m of core.baseM) if (m > floorM && m < Infinity) all[count++] = m;
  const sorted = all.subarray(0, count).sort();
  return sorted.filter((m, k) => k === 0 || m !== sorted[k - 1]);
}

/** The core of "cover everybody within so many metres", a row weighing 1; null where somebody is out of everybody's reach. */
function coverWithin(core: LimitsCore, limitM: number): LimitsCore | null {
  const { first, item, metres, weight, baseM, byFirst, byMetres } = core;
  for (let i = 0; i < weight.length; i++)
    if (baseM[i] > limitM && !(byMetres[byFirst[i]] <= limitM)) return null;
  const near = {
    first: new Uint32Array(first.length),
    point: new Uint32Array(item.length),
    metres: new Float64Array(0)
  };
  let end = 0;
  for (let o = 0; o + 1 < first.length; o++) {
    for (let k = first[o]; k < first[o + 1]; k++) if (metres[k] <= limitM) near.point[end++] = item[k];
    near.first[o + 1] = end;
  }
  return reduceLimits({
    ...questionOf(core, new Uint8Array(core.option.length).fill(FREE)),
    ...{ isMetric: false, reach: near },
    weight: Float64Array.from(baseM, (base) => (base > limitM ? 1 : 0)),
    need: new Uint8Array(weight.length).fill(1)
  });
}

function searchCover(within: LimitsCore, tools: SolveTools): Uint32Array | null {
  if (!within.canBe) return null;
  const standing = createStanding(within, createCoverWorth(within));
  const goal = everybody(within);
  const found = searchChoice(standing, {
    ...{ seed: tools.seed, goal, work: WORK },
    patience: patienceOf(within, PATIENCE),
    isOver: () => tools.secondsLeft() <= 0
  });
  return found && found.value >= goal ? openOf(within, found.open) : null;
}

/** Whether everybody can be covered within the metres: by the bound, or a program; null: not told in the time. */
function decide(
  core: LimitsCore,
  limitM: number,
  tools: SolveTools,
  onChoice: (open: Uint32Array) => void
): { isWithin: boolean; by: string } | null {
  const within = coverWithin(core, limitM);
  if (!within || !within.canBe) return { isWithin: false, by: 'nearest options' };
  const goal = everybody(within);
  const bound = boundLimits(within, goal, goal - 1e-6, tools);
  // A bound below a whole number of items is below it by one.
  const ruledOut = { isWithin: false, by: BY_BOUND };
  if (bound.value < goal - 1e-6) return ruledOut;
  const narrow = narrowCore(within, bound, goal - 0.5);
  if (!narrow.canBe || narrow.served + everybody(narrow) < goal) return ruledOut;
  if (!canProgram(narrow, tools)) return null;
  const amount = new Float64Array(narrow.option.length);
  let found = false;
  const answer = solveProgram(
    narrow,
    { kind: 'least', amount, covered: 0, all: true },
    tools,
    null,
    (open) => {
      found = true;
      onChoice(openOf(within, open));
    }
  );
  if (answer.status === 'infeasible') return { isWithin: false, by: BY_PROGRAM };
  return found ? { isWithin: true, by: BY_PROGRAM } : null;
}

function everybody(core: LimitsCore): number {
  return core.weight.reduce((sum, w) => sum + w, 0);
}
