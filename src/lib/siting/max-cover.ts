import { boundCover } from './bound.ts';
import type { CoverProblem, ReachSets } from './cover-problem.ts';
import { reduceCover } from './cover-problem.ts';
import type { Choice } from './local-search.ts';
import { addGreedily, countCovered, improveBySwaps } from './local-search.ts';
import { proveCover } from './prove.ts';

/** The question: which `sites` candidates newly cover the most people? Point columns are as long as the demand. */
export interface CoverQuestion {
  sets: Pick<ReachSets, 'first' | 'point'>;
  people: Float64Array;
  /** 1 where a point is covered without any of the candidates. */
  alreadyCovered: Uint8Array;
  sites: number;
}

/** The best choice found and how good it can be at most. */
export interface CoverAnswer {
  /** Candidates in the order in which each adds most given those before it; fewer than asked where more add nothing. */
  sites: Int32Array;
  gain: Float64Array;
  objective: number;
  bound: number;
  /** (bound − objective) / bound, 0 where the bound is 0. */
  gap: number;
  /** True where no other choice of as many candidates covers more. */
  proven: boolean;
  /** People newly covered by the best found 1, 2, … sites. */
  curve: Float64Array;
}

/** Objective and bound this near (relative) are the same: people are real numbers, so there is no least difference. */
const SAME = 1e-6;

/**
 * Maximal coverage (MCLP, Church and ReVelle 1974): greedy, then swaps to a local optimum, from several starts; then an
 * upper bound (`boundCover`) and, where the two differ, a search through what is left between them (`proveCover`).
 * Where that ends, the bound is the objective. The curve goes to `curveLength` (at least `sites`) and never falls;
 * beside `sites` it is greedy and swaps without a proof. Ties go to the lowest candidate. Throws for no site.
 */
export function maximiseCoverage(question: CoverQuestion, curveLength = question.sites): CoverAnswer {
  const { sets, people, alreadyCovered, sites } = question;
  if (!(sites >= 1)) throw new Error(`expected at least one site, got ${sites}`);
  const problem = reduceCover(sets, people, alreadyCovered);
  const curve = new Float64Array(Math.max(sites, curveLength));
  let choice: Choice = { chosen: [], objective: 0 };
  for (let p = 1; p <= sites; p++) {
    choice = extendChoice(problem, p, choice);
    curve[p - 1] = choice.objective;
  }
  const limit = boundCover(problem, sites, choice.objective);
  const suggested = { chosen: limit.suggestion, objective: countCovered(problem, limit.suggestion) };
  const proof = proveCover(problem, sites, better(choice, improveBySwaps(problem, suggested)), limit);
  curve[sites - 1] = proof.objective;
  choice = proof;
  for (let p = sites + 1; p <= curve.length; p++) {
    choice = extendChoice(problem, p, choice);
    curve[p - 1] = choice.objective;
  }
  const bound = proof.proven ? proof.objective : limit.bound;
  return {
    ...orderByGain(problem, proof.chosen),
    objective: proof.objective,
    bound,
    gap: bound > 0 ? (bound - proof.objective) / bound : 0,
    proven: bound - proof.objective <= SAME * bound,
    curve
  };
}

/** A locally best choice of `sites` candidates, at least as good as `previous`, a choice of fewer. */
function extendChoice(problem: CoverProblem, sites: number, previous: Choice): Choice {
  const extended = improveBySwaps(problem, addGreedily(problem, sites, previous.chosen));
  if (previous.chosen.length === 0) return extended;
  return better(extended, improveBySwaps(problem, addGreedily(problem, sites)));
}

function better(a: Choice, b: Choice): Choice {
  return b.objective > a.objective ? b : a;
}

/** The chosen candidates, as given, in the order in which each adds most; those that add nothing are left out. */
function orderByGain(problem: CoverProblem, chosen: number[]): { sites: Int32Array; gain: Float64Array } {
  const left = chosen.slice().sort((a, b) => a - b);
  const ordered: number[] = [];
  const gain: number[] = [];
  let covered = 0;
  while (left.length > 0) {
    const sums = left.map((c) => countCovered(problem, [...ordered, c]));
    const most = Math.max(...sums);
    if (most === covered) break;
    ordered.push(left.splice(sums.indexOf(most), 1)[0]);
    gain.push(most - covered);
    covered = most;
  }
  return { sites: Int32Array.from(ordered, (c) => problem.candidate[c]), gain: Float64Array.from(gain) };
}
