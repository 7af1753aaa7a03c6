import { evaluateOpen } from './evaluate.ts';
import { FREE, gapOf, isProven } from './problem.ts';
import type { SitingAnswer, SitingProblem, SolveTools } from './problem.ts';
import { costOf } from './read-set-cover.ts';

/** The best so far of one question, told to whoever listens. */
export class SetCoverRun {
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
