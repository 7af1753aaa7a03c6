import type { SitingAnswer, SitingProblem } from '../../siting/problem.ts';

/** A question for the worker that solves. */
export interface ToSolver {
  problem: SitingProblem;
  seconds: number;
  seed: number;
  /** Proven gap at which it may stop. */
  gap: number;
}
/** What it says of it: each better answer, then the last one, or why there is none. */
export type FromSolver = { better: SitingAnswer } | { answer: SitingAnswer } | { failure: string };
