import type { StepId } from './steps.ts';

/**
 * How a step stands: it lacks something, is being worked out, shows what is no longer of the present question, waits to be
 * asked, or has an answer.
 */
export type StepState = 'missing' | 'working' | 'stale' | 'waiting' | 'done';

/** What the states are told from. */
export interface DeskFacts {
  /** Layers that an analysis still lacks. */
  needs: number;
  layers: number;
  hasScene: boolean;
  rules: number;
  /** An answer stands, it is of the present question and scenario, and people are not covered by it. */
  answered: boolean;
  stale: boolean;
  sited: boolean;
  solving: boolean;
  /** What was asked for sites cannot be answered, and why is said in its panel. */
  sitingFaults: number;
}

/** The state of each step. Only one thing is told of a step, the first that keeps the user from going on. */
export function stepStates(facts: DeskFacts): Record<StepId, StepState> {
  const { needs, layers, hasScene, rules, answered, stale, sited, solving, sitingFaults } = facts;
  const answer: StepState = !hasScene
    ? 'missing'
    : stale
      ? answered
        ? 'stale'
        : 'working'
      : answered
        ? 'done'
        : 'waiting';
  return {
    data: layers === 0 || needs > 0 ? 'missing' : 'done',
    standards: rules === 0 ? 'missing' : 'done',
    coverage: answer,
    gaps: answer,
    siting: !hasScene
      ? 'missing'
      : solving
        ? 'working'
        : sitingFaults > 0
          ? 'missing'
          : sited
            ? 'done'
            : 'waiting',
    report: answer
  };
}
