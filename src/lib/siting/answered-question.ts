import type { Phase } from './phases.ts';
import type { Posed } from './pose-problem.ts';
import type { Candidates } from './siting.ts';
import type { Service, SitingAsk, Standing } from './siting-ask.ts';
import type { SitingFault } from './siting-faults.ts';

/** A question as it was posed (`SitingQuestion`), and what is wrong with it. */
export interface AnsweredQuestion {
  services: readonly Service[];
  candidates: Candidates;
  standing: Standing;
  ask: SitingAsk;
  posed: Posed;
  faults: SitingFault[];
  /** Phases to build in; empty: all at once. */
  phases: Phase[];
  /** Whether the curve by money is worked out, where prices are known. */
  byMoney: boolean;
  seed: number;
}

/** Yuan of an option's candidate and size; NaN: not given. */
export function costOf(
  { posed, candidates, ask }: Pick<AnsweredQuestion, 'posed' | 'candidates' | 'ask'>,
  o: number
): number {
  if (posed.candidate[o] < 0) return 0;
  const sized = posed.size[o] < 0 ? NaN : ask.sizes[posed.size[o]].cost;
  return Number.isNaN(sized) ? candidates.cost[posed.candidate[o]] : sized;
}
