import { createRandom } from '../geometry/seeded.ts';
import { AnnealedChoice } from './anneal-cover.ts';
import { boundCover, type BoundCourse, type CoverBound, LEAST_PACE } from './bound.ts';
import { branchCover } from './branch-cover.ts';
import { type CoverCore, fixByBound, readCoverQuestion, shrinkCore } from './cover-core.ts';
import { writeCoverProgram } from './cover-mip.ts';
import { type Rows, transpose } from './cover-rows.ts';
import { canKeepTables } from './cover-swaps.ts';
import { evaluateOpen } from './evaluate.ts';
import { addGreedily, countCovered, improveBySwaps } from './local-search.ts';
import { gapOf, isProven, type SitingAnswer, type SitingProblem, type SolveTools } from './problem.ts';
import { type CoverSearch, searchCover } from './relink-cover.ts';

/** Relative distance within which no better answer is looked for: far below `SAME`, far above what sums are off. */
const NEAR = 1e-9;

/** Steps of the bound between two looks at what it decides. */
const BOUND_STEPS = 100;

/** Rounds of the search beside each of them. */
const ROUNDS_BESIDE = 4;

/** Pace of the bound above which it is far from its end, and that with which it goes on in a smaller question. */
const STILL_LONG = 0.05;
const PACE_AFTER_FIXING = 0.1;

/** Share of the gap by which a bound has to fall to be told. */
const TOLD = 0.02;

/** Gap beyond which the search goes on before branching, and its rounds without a better choice after which it ends. */
const NARROW = 0.001;
const STALE_ROUNDS = 4000;
const ROUNDS_AT_ONCE = 20;

/** Gap beyond which annealing takes its place, and its runs without a better choice after which it ends. */
const WIDE = 0.005;
const STALE_RUNS = 6;

/** Steps of the bound beside each of those runs. */
const STEPS_BESIDE = 300;

/** Visits of pairs that branching may cost before the rest is given to a solver of programs. */
const BRANCH_WORK = 3e9;

/**
 * The options that cover the most worth: plain maximal coverage (MCLP, Church and ReVelle 1974) with any number of fixed and
 * barred options, of which those that count use up `limits.sites`; costs are not looked at. Greedy, swaps and paths between
 * good choices from below, Lagrangian bound from above; what the two decide leaves the question, and the rest is tried out
 * where that is quick and given to `tools.mip` otherwise. Options that add nothing stay closed. Where more options are fixed
 * than may be open, nothing is, and the objective is −Infinity.
 */
export function solveCover(problem: SitingProblem, tools: SolveTools): SitingAnswer {
  return new CoverSolving(problem, tools).solve();
}

class CoverSolving {
  private readonly problem: SitingProblem;
  private readonly tools: SolveTools;
  private readonly question: ReturnType<typeof readCoverQuestion>;
  private answer: SitingAnswer;
  /** What the best answer covers, scaled, and what no answer can exceed. */
  private covered = -Infinity;
  private bound = Infinity;
  /** The bound of the answer that was told last. */
  private said = Infinity;
  private readonly by = new Set<string>();
  private readonly random: () => number;

  constructor(problem: SitingProblem, tools: SolveTools) {
    this.problem = problem;
    this.tools = tools;
    this.random = createRandom(tools.seed);
    this.question = readCoverQuestion(problem);
    const none = { open: new Uint32Array(0), objective: -Infinity, bound: -Infinity };
    this.answer = { ...none, gap: 0, proven: false, by: [] };
  }

  solve(): SitingAnswer {
    const raw = this.question.core;
    if (!raw) return this.answer;
    const greedy = addGreedily(raw.problem, raw.places);
    this.by.add('greedy');
    this.bound = raw.base + raw.problem.total;
    this.record(raw, greedy.chosen);
    if (this.isOver()) return this.answer;
    this.narrow(shrinkCore(raw));
    if (this.bound < this.said) this.say(this.answer.open, this.answer.objective);
    return this.answer;
  }

  private readonly isOver = (): boolean => this.tools.secondsLeft() <= 0;

  /** Below it no answer is worth looking for. */
  private goal(): number {
    return Math.max(this.covered + this.question.step, this.covered * (1 + NEAR));
  }

  /** Takes a choice of the core's candidates as the answer where it is better. */
  private record(core: CoverCore, chosen: ArrayLike<number>): void {
    const covered = core.base + countCovered(core.problem, Array.from(chosen));
    if (!(covered > this.covered)) return;
    this.covered = covered;
    const { open } = this.question;
    const options = [...open, ...core.opened, ...Array.from(chosen, (c) => core.problem.candidate[c])];
    const sorted = Uint32Array.from(options).sort();
    this.say(sorted, evaluateOpen(this.problem, sorted));
  }

  /** Takes a bound of all that is left in the core. */
  private lower(bound: number): void {
    // What has left the question may come to just below the goal: a step above the best at most is none.
    const isDone = bound < this.goal();
    const all = isDone ? Math.max(this.covered, this.goal() - this.question.step) : bound;
    if (!(all < this.bound)) return;
    this.bound = all;
    // Branching lowers it by hairs, hundreds of times.
    if (isDone || this.said - all > TOLD * (this.said - this.covered))
      this.say(this.answer.open, this.answer.objective);
  }

  private say(open: Uint32Array, objective: number): void {
    const bound = Math.max(objective, this.bound / this.question.scale);
    const answer = {
      ...{ open, objective, bound, gap: gapOf(objective, bound) },
      ...{ proven: isProven(objective, bound), by: [...this.by] }
    };
    this.answer = answer;
    this.said = this.bound;
    this.tools.onBetter?.(answer);
  }

  /** Search and bound in turn, each making the question smaller for the other, until it is decided or they get no further. */
  private narrow(given: CoverCore): void {
    let core = given;
    let by = transpose(core.problem, core.problem.weight.length);
    let search = this.begin(core, by);
    let limit: CoverBound | undefined;
    let course: BoundCourse | undefined;
    let stale = 0;
    for (let round = 0; !this.isOver(); round++) {
      if (core.places >= core.problem.candidate.length || core.problem.total === 0) {
        this.record(core, core.problem.candidate.map((_, c) => c).subarray(0, core.places));
        return this.lower(this.covered);
      }
      if (!limit || !course || course.pace > LEAST_PACE) {
        const next = boundCover(core.problem, core.places, this.covered - core.base, {
          ...{ steps: BOUND_STEPS, isOver: this.isOver },
          ...(course ? { course } : {})
        });
        ({ course } = next);
        // Long steps come by worse multipliers than the best.
        limit = limit && limit.bound <= next.bound ? { ...limit, taken: next.taken } : next;
        this.by.add('Lagrangian bound');
      }
      const before = this.bound;
      const coveredBefore = this.covered;
      this.lower(core.base + limit.bound);
      if (core.base + limit.bound < this.goal()) return;
      if (search) {
        this.by.add('swaps').add('path relinking');
        search.consider(limit.suggestion, this.isOver);
        search.run(ROUNDS_BESIDE, this.isOver);
        this.record(core, search.best().chosen);
      } else this.record(core, improveBySwaps(core.problem, choiceOf(core, limit.suggestion)).chosen);
      if (core.base + limit.bound < this.goal()) return this.lower(core.base + limit.bound);
      const fixed = fixByBound(core, limit, this.goal());
      if (fixed) {
        ({ core } = fixed);
        const direction = new Float64Array(core.problem.weight.length);
        const pace = Math.max(course.pace, PACE_AFTER_FIXING);
        course = { ...course, lambda: fixed.lambda, direction, pace };
        limit = undefined;
        by = transpose(core.problem, core.problem.weight.length);
        search = this.begin(core, by);
      }
      const isMoving =
        this.covered > coveredBefore ||
        before - this.bound > 0.02 * (this.bound - this.covered) ||
        course.pace > STILL_LONG ||
        (fixed && core.problem.candidate.length > 0);
      stale = isMoving ? 0 : stale + 1;
      if (stale >= 2) break;
    }
    if (!this.isOver()) this.finish(core, by, search, limit?.lambda ?? course?.lambda, course);
  }

  /** A search that knows what of the best answer is in the core; null where its tables would be too large. */
  private begin(core: CoverCore, by: Rows): CoverSearch | null {
    const { problem, places } = core;
    if (places < 1 || !canKeepTables(problem.candidate.length, places)) return null;
    const search = searchCover(problem, by, places, this.random);
    search.consider(this.knownIn(core), this.isOver);
    this.record(core, search.best().chosen);
    return search;
  }

  /** What of the best answer is in the core. */
  private knownIn({ problem, places }: CoverCore): number[] {
    const isOpen = new Set(this.answer.open);
    return Array.from(problem.candidate.keys())
      .filter((c) => isOpen.has(problem.candidate[c]))
      .slice(0, places);
  }

  private finish(
    core: CoverCore,
    by: Rows,
    search: CoverSearch | null,
    lambda?: Float64Array,
    course?: BoundCourse
  ): void {
    const { mip } = this.tools;
    const isWide = this.bound - this.covered > WIDE * this.bound;
    if (isWide) this.anneal(core, by, course);
    else if (search && this.bound - this.covered > NARROW * this.bound) this.searchOn(core, search);
    if (this.isOver()) return;
    this.by.add('branch and bound');
    const isDone = branchCover(core, lambda, {
      goal: () => this.goal(),
      record: (found, chosen) => this.record(found, chosen),
      lower: (bound) => this.lower(bound),
      isOver: this.isOver,
      work: mip ? (isWide ? 0 : BRANCH_WORK) : Infinity
    });
    if (isDone) this.lower(this.covered);
    else if (mip && !this.isOver()) this.solveProgram(core, by);
  }

  /** The search goes on until it finds nothing for long. */
  private searchOn(core: CoverCore, search: CoverSearch): void {
    for (let stale = 0; stale < STALE_ROUNDS && !this.isOver(); stale += ROUNDS_AT_ONCE)
      if (search.run(ROUNDS_AT_ONCE, this.isOver)) {
        stale = 0;
        this.record(core, search.best().chosen);
      }
  }

  /** The longer search, and beside its first runs, which are short, what the bound has still to go. */
  private anneal(core: CoverCore, by: Rows, given?: BoundCourse): void {
    this.by.add('annealing');
    const search = new AnnealedChoice(core.problem, by, core.places, this.random);
    search.begin(this.knownIn(core));
    const tell = () => this.record(core, search.best.chosen);
    let course = given;
    for (let stale = 0; stale < STALE_RUNS && !this.isOver();) {
      stale = search.run(this.isOver, tell) ? 0 : stale + 1;
      if (!course || course.pace <= LEAST_PACE) continue;
      const settings = { steps: STEPS_BESIDE, isOver: this.isOver, course };
      const limit = boundCover(core.problem, core.places, this.covered - core.base, settings);
      ({ course } = limit);
      this.lower(core.base + limit.bound);
    }
  }

  private solveProgram(core: CoverCore, by: Rows): void {
    const { program, startOf, chosenOf } = writeCoverProgram(core.problem, by, core.places);
    this.by.add('HiGHS');
    const found = this.tools.mip!(program, {
      ...{ start: startOf(this.knownIn(core)), gap: 0, seconds: this.tools.secondsLeft() },
      isOver: this.isOver,
      onBetter: (values, _, bound) => {
        this.record(core, chosenOf(values));
        this.lowerByProgram(core, bound);
      }
    });
    if (found.values) this.record(core, chosenOf(found.values).slice(0, core.places));
    this.lowerByProgram(core, found.bound);
  }

  /** HiGHS sums with errors of its own. */
  private lowerByProgram(core: CoverCore, bound: number): void {
    if (bound > -Infinity) this.lower(Math.max(this.covered, core.base - bound + NEAR * Math.abs(bound)));
  }
}

function choiceOf({ problem }: CoverCore, chosen: number[]) {
  return { chosen, objective: countCovered(problem, chosen) };
}
