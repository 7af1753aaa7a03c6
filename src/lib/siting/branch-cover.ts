import { boundCover } from './bound.ts';
import { type CoverCore, decide, fixByBound } from './cover-core.ts';

/** What branching asks and tells. */
export interface Branching {
  /** Scaled worth below which no answer is looked for; rises as better ones are found. */
  goal: () => number;
  /** Takes a choice of candidates of a core. */
  record: (core: CoverCore, chosen: ArrayLike<number>) => void;
  /** Hears of a lower bound of all that is left. */
  lower: (bound: number) => void;
  isOver: () => boolean;
  /** Visits of pairs that it may cost; a count and no clock, so that the answer is always the same. */
  work: number;
}

interface Node {
  core: CoverCore;
  lambda: Float64Array | undefined;
  bound: number;
}

/** Steps of the bound at each node, the first of which has more to find. */
const STEPS = 40;
const FIRST_STEPS = 150;

/** Nodes that may wait: beyond them memory would run out before time. */
const MOST_NODES = 5000;

/**
 * Branch and bound by multipliers: the part of the question with the highest bound is bounded anew, what that decides leaves
 * it, and it is split by the candidate of which the bound knows least: open in one half, closed in the other, where both go
 * on from the same multipliers. True where nothing is left that could come to `goal`.
 */
export function branchCover(
  root: CoverCore,
  lambda: Float64Array | undefined,
  branching: Branching
): boolean {
  const { goal, record, lower, isOver } = branching;
  const open: Node[] = [{ core: root, lambda, bound: Infinity }];
  let spent = 0;
  while (open.length > 0) {
    if (spent >= branching.work || isOver() || open.length > MOST_NODES) return false;
    const node = takeHighest(open);
    if (node.bound < goal()) continue;
    const steps = node.core === root ? FIRST_STEPS : STEPS;
    spent += steps * (node.core.problem.item.length + 2 * node.core.problem.weight.length);
    for (const child of look(node, steps, branching)) open.push(child);
    let bound = -Infinity;
    for (const each of open) bound = Math.max(bound, each.bound);
    if (bound < Infinity) lower(bound);
  }
  return true;

  function look(node: Node, count: number, { record: take }: Branching): Node[] {
    let { core } = node;
    const { problem, places } = core;
    if (places >= problem.candidate.length || problem.total === 0) {
      take(core, problem.candidate.map((_, c) => c).subarray(0, places));
      return [];
    }
    const limit = boundCover(problem, places, goal() - core.base, {
      ...{ steps: count, isOver },
      ...(node.lambda ? { lambda: node.lambda } : {})
    });
    record(core, limit.suggestion);
    const bound = Math.min(node.bound, core.base + limit.bound);
    if (bound < goal()) return [];
    const fixed = fixByBound(core, limit, goal());
    let multipliers = limit.lambda;
    if (fixed) {
      ({ core, lambda: multipliers } = fixed);
      // What is decided changes the candidates: the smaller question is looked at by itself.
      return [{ core, lambda: multipliers, bound }];
    }
    const split = mostDoubtful(limit.taken, limit.candidateValue);
    const others = Array.from(problem.candidate.keys()).filter((c) => c !== split);
    return [
      { ...decide(core, [split], others, multipliers), bound },
      { ...decide(core, [], others, multipliers), bound }
    ];
  }
}

/** Removes the node with the highest bound, of equal ones the last. */
function takeHighest(open: Node[]): Node {
  let at = 0;
  for (let k = 1; k < open.length; k++) if (open[k].bound >= open[at].bound) at = k;
  const [node] = open.splice(at, 1);
  return node;
}

/** The candidate taken most nearly half of the time; of equal ones the one worth most. */
function mostDoubtful(taken: Float64Array, value: Float64Array): number {
  let best = 0;
  const doubt = (c: number) => -Math.abs(taken[c] - 0.5);
  for (let c = 1; c < taken.length; c++)
    if (doubt(c) > doubt(best) || (doubt(c) === doubt(best) && value[c] > value[best])) best = c;
  return best;
}
