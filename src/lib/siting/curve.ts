import { FIXED, FREE, type SitingAnswer, type SitingProblem } from './problem.ts';

/** The best found for one number of sites, or one sum of money, after the other. Columns are equally long. */
export interface SitingCurve {
  /** Number of sites, or yuan of budget, ascending. */
  at: Float64Array;
  /** What the open options really cost, or how many of them count. */
  used: Float64Array;
  /** The objective; NaN where nothing allowed was found. It never gets worse as more is given. */
  value: Float64Array;
  /** 1 where no other choice does better. */
  proven: Uint8Array;
  /** What is open, ascending. */
  open: Uint32Array[];
}

/** Solves quickly, if it likes from what the point before has open. */
export type SolveQuick = (problem: SitingProblem, before: Uint32Array | null) => SitingAnswer;

/**
 * The objective by the number of sites, 0 to `upTo`, each at most so many of the options that count. A point where the solving finds less
 * than with fewer sites takes these over, so that the curve never gets worse; it is then not proven. Throws for `lscp`, whose objective
 * is a number itself: ask for the curve of `mclp`.
 */
export function curveByNumber(problem: SitingProblem, upTo: number, solveQuick: SolveQuick): SitingCurve {
  const numbers = Array.from({ length: upTo + 1 }, (_, n) => n);
  const { counts } = problem.options;
  return curveOf(problem, numbers, counts, solveQuick, (sites) => ({ ...problem.limits, sites }));
}

/**
 * The objective by money: nothing new first, then `steps` budgets (2 or more) evenly from the cheapest free option to what the best answer
 * without a budget costs. All else that binds the problem, its number of sites too, stays. One point where no free option costs anything.
 * Throws for `lscp` as `curveByNumber`.
 */
export function curveByMoney(problem: SitingProblem, steps: number, solveQuick: SolveQuick): SitingCurve {
  const { cost, state } = problem.options;
  let none = 0;
  let cheapest = Infinity;
  cost.forEach((yuan, o) => {
    if (state[o] === FIXED || (state[o] === FREE && yuan < 0)) none += yuan;
    if (state[o] === FREE && yuan > 0) cheapest = Math.min(cheapest, yuan);
  });
  const free = solveQuick(withLimits(problem, { ...problem.limits, budget: Infinity }), null);
  const most = sumOf(cost, free.open);
  const from = none + cheapest;
  const budgets = [none];
  for (let k = 0; k < steps && from < Infinity; k++) {
    const budget = steps > 1 && most > from ? from + ((most - from) * k) / (steps - 1) : from;
    if (budget > budgets.at(-1)!) budgets.push(budget);
  }
  return curveOf(problem, budgets, cost, solveQuick, (budget) => ({ ...problem.limits, budget }), free);
}

/** The answers of a curve that no other answer of it beats at the same or less use: each costs more and is worth more than the last. */
export function frontierOf({ used, value, at }: SitingCurve, rises: boolean): Uint32Array {
  const numbers = Uint32Array.from(at.keys()).filter((k) => !Number.isNaN(value[k]));
  const isBetter = (a: number, b: number) => (rises ? value[a] > value[b] : value[a] < value[b]);
  numbers.sort((a, b) => used[a] - used[b] || (isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : a - b));
  let last = -1;
  return numbers.filter((k) => {
    if (last >= 0 && !isBetter(k, last)) return false;
    last = k;
    return true;
  });
}

/** The first point of a curve whose value reaches `value` (within a hundred-millionth of it); −1: none does. */
export function firstToReach(curve: SitingCurve, value: number): number {
  return curve.value.findIndex((each) => each >= value * (1 - 1e-8));
}

function curveOf(
  problem: SitingProblem,
  at: number[],
  uses: ArrayLike<number>,
  solveQuick: SolveQuick,
  limitsAt: (at: number) => SitingProblem['limits'],
  last: SitingAnswer | null = null
): SitingCurve {
  if (problem.model === 'lscp') throw new Error('expected a model with an objective to trade, got lscp');
  const rises = problem.model === 'mclp';
  const curve: SitingCurve = {
    ...{ at: Float64Array.from(at), used: new Float64Array(at.length), value: new Float64Array(at.length) },
    ...{ proven: new Uint8Array(at.length), open: [] }
  };
  const nothing = rises ? -Infinity : Infinity;
  let best: Pick<SitingAnswer, 'objective' | 'open'> = { objective: nothing, open: new Uint32Array(0) };
  at.forEach((limit, k) => {
    const isLast = last !== null && k === at.length - 1 && sumOf(uses, last.open) <= limit;
    const before = best.objective === nothing ? null : best.open;
    const answer = isLast ? last : solveQuick(withLimits(problem, limitsAt(limit)), before);
    const isWorse = rises ? answer.objective < best.objective : answer.objective > best.objective;
    if (!isWorse) best = answer;
    curve.value[k] = Number.isFinite(best.objective) ? best.objective : NaN;
    curve.proven[k] = !isWorse && answer.proven ? 1 : 0;
    curve.open.push(best.open);
    curve.used[k] = sumOf(uses, best.open);
  });
  return curve;
}

function withLimits(problem: SitingProblem, limits: SitingProblem['limits']): SitingProblem {
  return { ...problem, limits };
}

function sumOf(values: ArrayLike<number>, open: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < open.length; k++) sum += values[open[k]];
  return sum;
}
