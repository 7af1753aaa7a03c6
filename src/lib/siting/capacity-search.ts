import { createRandom } from '../geometry/seeded.ts';
import { type CapacityFlow, solveFlow } from './capacity-flow.ts';
import { type ChoiceRules, findAllowed, isWithin } from './capacity-limits.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import { valueOptions } from './capacity-value.ts';

/** A choice (places in `problem.option`) and who is served by it. */
export interface CapacityChoice {
  open: number[];
  flow: CapacityFlow;
}

export interface SearchSettings {
  seed: number;
  /** How often the best choice is torn in part and mended. */
  kicks: number;
  isOver: () => boolean;
  /** Hears of each better choice; true ends the search. */
  onBetter: (choice: CapacityChoice) => boolean;
}

/**
 * The best choice found from `start`, which keeps the rules: options are added while any saves, then each is exchanged for another
 * while that saves, and then some are taken out by chance and the rest filled up again, `kicks` times. Each choice looked at is
 * valued exactly (`solveFlow`); one is not looked at where the prices of what stays open show that it can't be better
 * (`valueOptions`).
 */
export function searchChoice(
  problem: CapacityProblem,
  rules: ChoiceRules,
  start: number[],
  settings: SearchSettings
): CapacityChoice {
  const least = 1e-12 * problem.total * problem.outsideCost;
  // A flow over metres looks at each item; where that is dear only the most promising are valued.
  const mostTried = problem.byMetres ? Math.max(4, Math.floor(1e6 / (problem.item.length + 1))) : Infinity;
  let isDone = false;
  let best = valueOf(start);
  const report = (choice: CapacityChoice) => {
    if (choice !== best && choice.flow.cost >= best.flow.cost - least) return;
    best = choice;
    isDone = isDone || settings.onBetter(choice);
  };
  const isOver = () => isDone || settings.isOver();
  const money = rules.most ? rules.most.each : rules.cost;
  const isMoneyShort = rules.most !== null || Number.isFinite(rules.budget);
  report(best);
  // What saves most for its money is the better start where money is short, what saves most at all where it is not.
  if (isMoneyShort) report(improve(fill(best, true)));
  report(improve(fill(valueOf(start), false)));
  const random = createRandom(settings.seed);
  for (let kick = 0; kick < settings.kicks && !isOver(); kick++) {
    const torn = best.open.slice();
    for (let n = 0; n < 2 + (kick % 2); n++) {
      const movable = torn.filter((k) => !rules.isFixed[k]);
      if (movable.length > 0) torn.splice(torn.indexOf(movable[Math.floor(random() * movable.length)]), 1);
    }
    const order = Array.from(rules.place.keys(), (k) => ({ k, at: random() }));
    const mended = findAllowed(
      rules,
      order.sort((a, b) => a.at - b.at).map(({ k }) => k),
      torn
    );
    if (mended) report(improve(fill(valueOf(mended), false)));
  }
  return best;

  function valueOf(open: number[]): CapacityChoice {
    return { open, flow: solveFlow(problem, open) };
  }

  /** The best one more option of those that the rules allow, if it costs less than `below`; by what it saves, or saves for its money. */
  function addBest(
    from: CapacityChoice,
    below: number,
    byMoney: boolean,
    without = -1
  ): CapacityChoice | null {
    const value = valueOptions(problem, from.flow.itemPrice);
    const keyOf = (saved: number, k: number) =>
      byMoney ? (money[k] > 0 ? saved / money[k] : saved > 0 ? Infinity : 0) : saved;
    const ranked = Array.from(value.keys())
      .filter((k) => k !== without && from.flow.cost - value[k] < below - least && !from.open.includes(k))
      .sort((a, b) => keyOf(value[b], b) - keyOf(value[a], a) || value[b] - value[a] || a - b);
    let found: CapacityChoice | null = null;
    let bestKey = 0;
    let tried = 0;
    for (const k of ranked) {
      if (found && keyOf(value[k], k) <= bestKey) break;
      if (isOver()) return found;
      const open = [...from.open, k];
      if (!isWithin(rules, open)) continue;
      if (++tried > mostTried) return found;
      const choice = valueOf(open);
      const key = keyOf(from.flow.cost - choice.flow.cost, k);
      if (choice.flow.cost < below - least && (!found || key > bestKey)) [found, bestKey] = [choice, key];
    }
    return found;
  }

  function fill(from: CapacityChoice, byMoney: boolean): CapacityChoice {
    let choice = from;
    for (let next: CapacityChoice | null = from; next && !isOver();) {
      choice = next;
      report(choice);
      next = addBest(choice, choice.flow.cost, byMoney);
    }
    return choice;
  }

  function improve(from: CapacityChoice): CapacityChoice {
    let choice = from;
    report(choice);
    for (let stale = 0, at = 0; stale < choice.open.length && !isOver(); at++) {
      const out = choice.open[at % choice.open.length];
      stale++;
      if (rules.isFixed[out]) continue;
      const rest = valueOf(choice.open.filter((k) => k !== out));
      let next = addBest(rest, choice.flow.cost, false, out);
      if (!next && isMoneyShort) next = exchangeForTwo(rest, choice.flow.cost, out);
      if (!next) continue;
      choice = fill(next, false);
      report(choice);
      stale = 0;
    }
    return choice;
  }

  /** What one option is worth in exchange for several that cost no more together. */
  function exchangeForTwo(rest: CapacityChoice, below: number, out: number): CapacityChoice | null {
    const one = addBest(rest, rest.flow.cost, true, out);
    if (!one) return null;
    const filled = fill(one, true);
    return filled.flow.cost < below - least ? filled : null;
  }
}
