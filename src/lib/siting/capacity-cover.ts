import { solveFlow } from './capacity-flow.ts';
import { type ChoiceRules, findAllowed, isWithin, sumOver } from './capacity-limits.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import { searchChoice, type CapacityChoice, type SearchSettings } from './capacity-search.ts';

/**
 * Looks for the least sum of `cover.each` over what is open so that `cover.need` is served: the most is served under an ever lower
 * limit of the sum (`searchChoice`), until that is no longer enough. `settings.onBetter` hears of each choice that is.
 */
export function coverForLeast(
  problem: CapacityProblem,
  given: ChoiceRules,
  cover: { each: Float64Array; need: number },
  start: number[],
  settings: SearchSettings
): void {
  const { each, need } = cover;
  const rules: ChoiceRules = { ...given, most: { each, limit: Infinity } };
  const isEnough = ({ flow }: CapacityChoice) => flow.served >= need;
  let from: number[] | null = start;
  while (from && !settings.isOver()) {
    const found = searchChoice(problem, rules, from, { ...settings, onBetter: isEnough });
    if (!isEnough(found)) return;
    const lean = trim(problem, given, cover, found.open);
    settings.onBetter({ open: lean, flow: solveFlow(problem, lean) });
    const sum = sumOver(each, lean);
    rules.most = { each, limit: sum - 1e-9 * Math.max(1, Math.abs(sum)) };
    from = shorten(problem, rules, lean);
  }
}

/** Without what is not needed, the dearest first, and with what saves money. */
function trim(
  problem: CapacityProblem,
  rules: ChoiceRules,
  { each, need }: { each: Float64Array; need: number },
  open: number[]
): number[] {
  let lean = open.slice();
  for (const k of open.slice().sort((a, b) => each[b] - each[a] || a - b)) {
    if (rules.isFixed[k] || !(each[k] > 0)) continue;
    const rest = lean.filter((other) => other !== k);
    if (isWithin(rules, rest) && solveFlow(problem, rest).served >= need) lean = rest;
  }
  const saving = Array.from(each.keys()).filter((k) => each[k] < 0 && !lean.includes(k));
  for (const k of saving.sort((a, b) => each[a] - each[b] || a - b))
    if (isWithin(rules, [...lean, k])) lean.push(k);
  return lean;
}

/** A choice under the limit to go on from: what loses least is taken out, else any that the rules allow. */
function shorten(problem: CapacityProblem, rules: ChoiceRules, open: number[]): number[] | null {
  let best: number[] | null = null;
  let most = -1;
  for (const k of open) {
    if (rules.isFixed[k]) continue;
    const rest = open.filter((other) => other !== k);
    if (!isWithin(rules, rest)) continue;
    const { served } = solveFlow(problem, rest);
    if (served > most) [best, most] = [rest, served];
  }
  return best ?? findAllowed(rules, Array.from(rules.place.keys()));
}
