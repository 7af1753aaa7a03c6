import { solveFlow } from './capacity-flow.ts';
import type { ChoiceRules } from './capacity-limits.ts';
import { pairsOf, writeProgram } from './capacity-mip.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import type { CapacityState } from './capacity-state.ts';
import type { MipAnswer, MipSolver } from './mip.ts';
import type { SolveTools } from './problem.ts';

/** What is left to prove. */
export interface CapacityProof {
  problem: CapacityProblem;
  rules: ChoiceRules;
  /** 1 for each option that a better answer can have. */
  isUseful: Uint8Array;
  /** Of `lscp`; null: the cost of serving. */
  cover: { each: Float64Array; need: number } | null;
  state: CapacityState;
  tools: SolveTools;
  mip: MipSolver;
}

/** Pairs up to which the whole program, with who goes where, is given to the solver: some hundred MB and some minutes. */
const MOST_PAIRS = 300_000;

/** What a solver's tolerances may be wrong by, as a share of its bound; ten times less than `SAME`. */
const SOLVER_SLIP = 1e-7;

/**
 * Solves the question as one program with who goes where, from the best choice known on; `offer` hears of each choice found, to value
 * it exactly. The bound counts only for options that are useful: no other can be in a better answer.
 */
export function proveByFlows(proof: CapacityProof, offer: (open: number[]) => void): void {
  const { problem, rules, isUseful, cover, state, tools, mip } = proof;
  const mustServe = problem.byMetres && !cover;
  const { program, kept } = writeProgram(problem, rules, isUseful, cover, mustServe);
  if (kept.length === 0) return;
  const base = cover || mustServe ? 0 : problem.outsideCost * problem.total;
  const openOf = (values: Float64Array) => Array.from(kept).filter((_, j) => values[j] > 0.5);
  const answer: MipAnswer = mip(program, {
    seconds: tools.secondsLeft(),
    gap: 0,
    start: startOf(proof, kept, program.cost.length),
    onBetter: (values, _objective, bound) => {
      raise(bound);
      offer(openOf(values));
    },
    isOver: () => tools.secondsLeft() <= 0
  });
  if (answer.values) offer(openOf(answer.values));
  if (answer.status === 'infeasible') state.raise(Infinity, 'HiGHS');
  else raise(answer.bound);

  function raise(bound: number) {
    if (bound === -Infinity) return;
    const slip = SOLVER_SLIP * Math.abs(bound) + 1e-12 * Math.abs(base);
    // Choices with a useless option are no better than the best known.
    state.raise(Math.min(base + bound - slip, state.best()), 'HiGHS');
  }
}

/** Whether the program is of a size for the solver. */
export function isForSolver({ problem, isUseful }: Pick<CapacityProof, 'problem' | 'isUseful'>): boolean {
  const kept = Array.from(isUseful.keys()).filter((k) => isUseful[k]);
  return pairsOf(problem, kept) <= MOST_PAIRS;
}

/** The best choice known as values of the program's columns. */
function startOf(
  { problem, state }: CapacityProof,
  kept: Uint32Array,
  columns: number
): Float64Array | undefined {
  const open = state.open();
  if (!open) return undefined;
  const values = new Float64Array(columns);
  const at = new Map(Array.from(kept, (k, j) => [k, j]));
  if (open.some((k) => !at.has(k))) return undefined;
  const share = new Map<number, number>();
  const { arcs } = solveFlow(problem, open, true);
  for (const { item, k, flow } of arcs)
    share.set(open[k] * problem.weight.length + item, flow / problem.weight[item]);
  let column = kept.length;
  for (const k of kept) {
    const j = at.get(k)!;
    values[j] = open.includes(k) ? 1 : 0;
    if (!(problem.capacity[k] > 0)) continue;
    for (let a = problem.first[k]; a < problem.first[k + 1]; a++)
      values[column++] = share.get(k * problem.weight.length + problem.item[a]) ?? 0;
  }
  return values;
}
