import { boundCapacity, type CapacityBound } from './capacity-bound.ts';
import { type CapacityFlow, solveFlow } from './capacity-flow.ts';
import { groupItems } from './capacity-group.ts';
import type { ChoiceRules } from './capacity-limits.ts';
import { keepNear } from './capacity-near.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import { growByPrices, rankNear, searchSwaps } from './capacity-swaps.ts';
import type { SolveTools } from './problem.ts';

/** A large question over metres: who solves it, and who hears of what is found. */
export interface GroupedGoal {
  problem: CapacityProblem;
  rules: ChoiceRules;
  tools: SolveTools;
  /** Takes a choice of the whole question with its flow, and gives the value of the best feasible one known. */
  offer: (open: readonly number[], flow: CapacityFlow) => number;
  raise: (bound: number) => void;
}

/** Groups at the most: a flow of 1,353 between 30 options takes 0.02 s, of 20,000 items 0.4 s. */
const MOST_GROUPS = 2500;

/** Kicks of the search over groups. */
const KICKS = 100;

/** Prices may rise by so much above those of the groups before pairs that were left out matter. */
const HEADROOM = 1.5;

/** Shares of the time after which the search, the two bounds and the kicks end; what is left goes into exchanges of the whole question. */
const ENDS = { search: 0.35, groups: 0.5, bound: 0.65, kicks: 0.85 };

/**
 * Looks for a good choice and a bound of a question over metres that is too large to value thousands of choices: near items are taken
 * together (`groupItems`), the search runs over groups, and what it finds is valued exactly. The prices of the groups are the first prices of
 * their items, which the bound of the whole question then improves looking at near pairs only. Gives the bound's findings, or
 * null if items can't be grouped or no choice of groups serves everybody; `start` keeps the rules.
 */
export function searchGrouped(goal: GroupedGoal, start: readonly number[]): CapacityBound | null {
  const { problem, rules, tools, offer, raise } = goal;
  const grouped = groupItems(problem, MOST_GROUPS);
  if (!grouped) return null;
  const { problem: groups, groupOf } = grouped;
  const from = tools.secondsLeft();
  const until = (share: number) => () => tools.secondsLeft() <= (1 - share) * from;
  const near = rankNear(groups);
  const settings = { seed: tools.seed, near, onBetter: () => {} };

  const grown = growByPrices(groups, rules, start, until(1));
  let best = offer(grown.open, solveFlow(problem, grown.open));
  let choice = searchSwaps(groups, rules, grown.open, { ...settings, kicks: 0, isOver: until(ENDS.search) });
  best = offer(choice.open, solveFlow(problem, choice.open));
  if (!Number.isFinite(best)) return null;

  const ofGroups = boundCapacity(
    groups,
    rules,
    { cover: null, best: choice.flow.cost, itemPrice: choice.flow.itemPrice, onPick: () => choice.flow.cost },
    until(ENDS.groups)
  );
  const itemPrice = Float64Array.from(groupOf, (group) => ofGroups.itemPrice[group]);
  const highest = itemPrice.map((price) => Math.min(problem.outsideCost, HEADROOM * price));
  const found = boundCapacity(
    keepNear(problem, highest),
    rules,
    { cover: null, best, itemPrice, highest, onPick: () => best },
    until(ENDS.bound)
  );
  raise(found.bound);

  choice = searchSwaps(groups, rules, choice.open, { ...settings, kicks: KICKS, isOver: until(ENDS.kicks) });
  if (until(1)()) return found;
  offer(choice.open, solveFlow(problem, choice.open));
  searchSwaps(problem, rules, choice.open, {
    ...{ seed: tools.seed, near, kicks: 0, isOver: until(1) },
    onBetter: ({ open, flow }) => void offer(open, flow)
  });
  return found;
}
