import { boundCapacity, type CapacityBound } from './capacity-bound.ts';
import { type CapacityFlow, solveFlow } from './capacity-flow.ts';
import { groupItems } from './capacity-group.ts';
import type { ChoiceRules } from './capacity-limits.ts';
import { keepNear } from './capacity-near.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import type { CapacityChoice } from './capacity-search.ts';
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
  isProven: () => boolean;
}

/** Groups at the most: a flow of 1,353 between 30 options takes 0.02 s, of 20,000 items 0.4 s. */
const MOST_GROUPS = 2500;

/** Kicks of the search over groups. */
const KICKS = 100;

/** Prices may rise to so many times those of the groups, and by a share of their mean, before pairs that were left out matter. */
const HEADROOM = 1.5;
const LEAST_HEADROOM = 0.25;

/** Shares of the time after which the search, the two bounds and the kicks end; what is left goes into exchanges of the whole question. */
const ENDS = { search: 0.35, groups: 0.5, bound: 0.65, kicks: 0.85 };

/**
 * Looks for a good choice and a bound of a question over metres that is too large to value thousands of choices: near items are taken
 * together (`groupItems`), the search runs over groups, and what it finds is valued exactly. The prices of the groups are the first prices of
 * their items, which the bound of the whole question then improves looking at near pairs only. Gives the bound's findings, or
 * null if items can't be grouped or no choice of groups serves everybody; `start` keeps the rules.
 */
export function searchGrouped(goal: GroupedGoal, start: readonly number[]): CapacityBound | null {
  const { problem, rules, tools, offer, raise, isProven } = goal;
  const grouped = groupItems(problem, MOST_GROUPS);
  if (!grouped) return null;
  const { problem: groups, groupOf } = grouped;
  const from = tools.secondsLeft();
  const until = (share: number) => () => isProven() || tools.secondsLeft() <= (1 - share) * from;
  const near = rankNear(groups);
  const settings = { seed: tools.seed, near };
  const offerExactly = ({ open }: CapacityChoice) => offer(open, solveFlow(problem, open));

  const grown = growByPrices(groups, rules, start, until(1));
  offerExactly(grown);
  const found = searchSwaps(groups, rules, grown.open, {
    ...{ ...settings, kicks: 0, isOver: until(ENDS.search) },
    onBetter: () => {}
  });
  const best = offerExactly(found);
  if (!Number.isFinite(best)) return null;

  const ofGroups = boundCapacity(
    groups,
    rules,
    { cover: null, best: found.flow.cost, itemPrice: found.flow.itemPrice, onPick: () => found.flow.cost },
    until(ENDS.groups)
  );
  const itemPrice = Float64Array.from(groupOf, (group) => ofGroups.itemPrice[group]);
  const mean = itemPrice.reduce((sum, price) => sum + price, 0) / itemPrice.length;
  const highest = itemPrice.map((price) =>
    Math.min(problem.outsideCost, HEADROOM * price + LEAST_HEADROOM * mean)
  );
  const limit = boundCapacity(
    keepNear(problem, highest),
    rules,
    { cover: null, best, itemPrice, highest, onPick: () => best },
    until(ENDS.bound)
  );
  raise(limit.bound);

  const choice = searchSwaps(groups, rules, found.open, {
    ...{ ...settings, kicks: KICKS, isOver: until(ENDS.kicks) },
    onBetter: offerExactly
  });
  if (until(1)()) return limit;
  searchSwaps(problem, rules, choice.open, {
    ...{ ...settings, kicks: 0, isOver: until(1) },
    onBetter: ({ open, flow }) => offer(open, flow)
  });
  return limit;
}
