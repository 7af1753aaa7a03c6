import { boundCore, type CoreBound } from './limits-bound.ts';
import { ruleOut } from './limits-choice-bound.ts';
import { openOf, questionOf, type LimitsCore } from './limits-core.ts';
import { reduceLimits } from './reduce-limits.ts';
import { BARRED, FIXED, FREE, type SolveTools } from './problem.ts';
import type { MipAnswer } from './mip.ts';
import { buildLimitsMip, type MipAim } from './mip-of-limits.ts';

/** Entries above which a program is not begun: its first relaxation alone takes longer than anyone waits. */
const LARGEST_MIP = 3e6;

/** Entries visited that the steps of a bound may cost. */
const BOUND_WORK = 3e9;
const STEPS = 500;

/** Part of the time left that a bound may take; its work is limited as well, so that it matters only where time is short. */
const BOUND_PART = 0.4;

/** True when the part (0 to 1) of the seconds that are left now is gone. */
export function partOver(tools: SolveTools, part: number): () => boolean {
  const end = (1 - part) * tools.secondsLeft();
  return () => tools.secondsLeft() < end || tools.secondsLeft() <= 0;
}

/** Kicks without a better choice that are enough for a core: a small one has been seen from all sides soon. */
export function patienceOf(core: LimitsCore, most: number): number {
  return Math.min(most, 4 + core.option.length);
}

/** Steps that the bound of a core may take. */
function stepsOf(core: LimitsCore): number {
  return Math.max(
    20,
    Math.min(STEPS, Math.floor(BOUND_WORK / (1 + core.item.length + 30 * core.option.length)))
  );
}

/** The bound of a core by Lagrangian relaxation, `best` being the worth of the best choice known. */
export function boundLimits(
  core: LimitsCore,
  best: number,
  enough: number,
  tools: SolveTools,
  onBetter?: (value: number) => void
): CoreBound {
  const isOver = partOver(tools, BOUND_PART);
  return boundCore(core, { best, enough, steps: stepsOf(core), isOver, onBetter });
}

/**
 * The core without the options that no choice worth more than `best` has, and with those open that every such choice has. Its
 * options are numbered anew by `option`, its `fixed` are numbers of the given core. Without a best choice it is the core itself.
 */
export function narrowCore(core: LimitsCore, bound: CoreBound, best: number): LimitsCore {
  const state = new Uint8Array(core.option.length).fill(FREE);
  if (Number.isFinite(best)) {
    const { out, into } = ruleOut(core, bound.score, bound.prices, bound.price, bound.fixed, best);
    for (let o = 0; o < state.length; o++) state[o] = out[o] ? BARRED : into[o] ? FIXED : FREE;
  }
  return reduceLimits(questionOf(core, state));
}

/** True where there is a solver and the program is of a size that it can take. */
export function canProgram(core: LimitsCore, tools: SolveTools): boolean {
  return (
    tools.mip !== null && core.item.length + core.weight.length <= LARGEST_MIP && tools.secondsLeft() > 0
  );
}

/** What a program of a core has come to: its values in the measure of the aim, choices by numbers of the core it was narrowed from. */
export interface ProgramAnswer {
  status: MipAnswer['status'];
  bound: number;
  open: Uint32Array | null;
}

/** Solves the program of a narrowed core; `start` and the choices told are numbers of the core before that. */
export function solveProgram(
  narrow: LimitsCore,
  aim: MipAim,
  tools: SolveTools,
  start: number[] | null,
  onChoice: (open: Uint32Array) => void,
  onBound?: (bound: number) => void
): ProgramAnswer {
  if (narrow.option.length === 0) {
    // Nothing is left to choose: a program without columns is none.
    onChoice(narrow.fixed);
    return { status: 'optimal', bound: 0, open: narrow.fixed };
  }
  const program = buildLimitsMip(narrow, aim);
  const numberOf = new Map(Array.from(narrow.option, (o, k) => [o, k] as const));
  const isFixed = new Set(narrow.fixed);
  const kept =
    start?.every((o) => numberOf.has(o) || isFixed.has(o)) && narrow.fixed.every((o) => start.includes(o));
  const inside = kept ? start!.filter((o) => numberOf.has(o)).map((o) => numberOf.get(o)!) : null;
  const answer = tools.mip!(program.problem, {
    start: inside ? program.startOf(inside) : undefined,
    seconds: Math.min(1e6, tools.secondsLeft()),
    gap: 0,
    isOver: () => tools.secondsLeft() <= 0,
    onBetter: (values, _, bound) => {
      onChoice(openOf(narrow, program.openOf(values)));
      if (Number.isFinite(bound)) onBound?.(program.valueOf(bound));
    }
  });
  const open = answer.values ? openOf(narrow, program.openOf(answer.values)) : null;
  if (open) onChoice(open);
  return { status: answer.status, bound: program.valueOf(answer.bound), open };
}
