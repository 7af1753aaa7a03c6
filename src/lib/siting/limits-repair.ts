import type { Standing } from './limits-standing.ts';
import { canAdd, canSpare, overspent, toggle } from './limits-standing.ts';

/** How the next option to open is picked: by its gain, or by its gain for the share of the limits that it uses. */
export type FillBy = 'gain' | 'price';

/** Options whose gain is a rounding of nothing are not opened. */
export const LEAST_GAIN = 1e-9;

/** What opening an option uses of what is left of the limits. */
function shareOf({ core, used, limits }: Standing, o: number): number {
  const sites = limits.sites === Infinity ? 0 : core.counts[o] / Math.max(1, limits.sites - used.sites);
  const left = Math.max(limits.budget - used.cost, Math.abs(core.cost[o]), 1e-9);
  return sites + (limits.budget === Infinity ? 0 : core.cost[o] / left);
}

/**
 * Opens what wins the most, again and again, while a limit is not reached and the worth is below `goal`. Ties go to the lowest
 * option; `noise` (for each option, about 1) shifts the order of a start.
 */
export function fill(
  standing: Standing,
  by: FillBy,
  goal = Infinity,
  touched?: Set<number>,
  noise?: Float64Array
): void {
  const { worth, core } = standing;
  while (worth.value < goal) {
    let best = -1;
    let bestKey = 0;
    let bestGain = 0;
    const least = LEAST_GAIN * (1 + Math.abs(worth.value) * 1e-3);
    for (let o = 0; o < core.option.length; o++) {
      if (!(worth.gain[o] > least) || touched?.has(o) || !canAdd(standing, o)) continue;
      const gain = Math.min(worth.gain[o], goal - worth.value) * (noise?.[o] ?? 1);
      const share = by === 'gain' ? 1 : shareOf(standing, o);
      const key = share > 0 ? gain / share : Infinity;
      if (key > bestKey || (key === bestKey && gain > bestGain)) [best, bestKey, bestGain] = [o, key, gain];
    }
    if (best < 0) return;
    toggle(standing, best);
  }
}

/** Opens an option whatever the limits are, closing those that exclude it; false where one of them has to stay. */
export function force(standing: Standing, o: number, touched: Set<number>): boolean {
  const { core, isOpen } = standing;
  touched.add(o);
  for (let k = core.conflictFirst[o]; k < core.conflictFirst[o + 1]; k++) {
    const other = core.conflict[k];
    if (!isOpen[other]) continue;
    if (touched.has(other)) return false;
    touched.add(other);
    toggle(standing, other);
  }
  if (!isOpen[o]) toggle(standing, o);
  return true;
}

/**
 * Changes options that are not in `touched` until every limit is kept again: first groups get their least number, then what
 * costs least worth is given up for sites and money. No option changes twice, so it ends. False where it finds no way.
 */
export function repair(standing: Standing, touched: Set<number>): boolean {
  const { core, used, limits, inGroup } = standing;
  for (;;) {
    const short = core.groups.findIndex((group, g) => inGroup[g] < group.least);
    if (short >= 0) {
      if (!fillGroup(standing, short, touched)) return false;
    } else if (used.sites > limits.sites) {
      if (!relieve(standing, core.counts, touched)) return false;
    } else if (overspent(standing) > 0) {
      if (!relieve(standing, core.cost, touched)) return false;
    } else return true;
  }
}

/** Opens the option of the group that wins most for its price, before others those that exclude nothing that is open. */
function fillGroup(standing: Standing, g: number, touched: Set<number>): boolean {
  const { core, isOpen, blocked, worth, groupsOf, inGroup, limits } = standing;
  let best = -1;
  let bestKey: number[] = [];
  for (const o of core.groups[g].options) {
    if (isOpen[o] || touched.has(o) || isBlockedFor(standing, o, touched)) continue;
    const helps = groupsOf[o].filter((each) => inGroup[each] < core.groups[each].least).length;
    const fits = canAdd(standing, o) ? 1 : 0;
    const price = limits.budget === Infinity ? core.counts[o] : core.cost[o];
    const key = [blocked[o] === 0 ? 1 : 0, helps, fits, fits ? worth.gain[o] : -price, -price];
    if (best < 0 || isLess(bestKey, key)) [best, bestKey] = [o, key];
  }
  return best >= 0 && force(standing, best, touched);
}

function isBlockedFor({ core, isOpen }: Standing, o: number, touched: Set<number>): boolean {
  for (let k = core.conflictFirst[o]; k < core.conflictFirst[o + 1]; k++)
    if (isOpen[core.conflict[k]] && touched.has(core.conflict[k])) return true;
  return false;
}

function isLess(a: number[], b: number[]): boolean {
  const at = a.findIndex((each, k) => each !== b[k]);
  return at >= 0 && a[at] < b[at];
}

/** Lowers the sum of `amount` over what is open by the cheapest single change, or else by an exchange; false: there is none. */
function relieve(standing: Standing, amount: ArrayLike<number>, touched: Set<number>): boolean {
  const { core, isOpen, worth } = standing;
  let best = -1;
  let bestPrice = Infinity;
  for (let o = 0; o < core.option.length; o++) {
    if (touched.has(o)) continue;
    const saved = isOpen[o] ? amount[o] : -amount[o];
    if (!(saved > 0)) continue;
    if (isOpen[o] ? !canSpare(standing, o) : !canAdd(standing, o)) continue;
    const price = (isOpen[o] ? worth.loss[o] : -worth.gain[o]) / saved;
    if (price < bestPrice) [best, bestPrice] = [o, price];
  }
  if (best >= 0) {
    touched.add(best);
    toggle(standing, best);
    return true;
  }
  return exchange(standing, amount, touched);
}

/** Closes one option for another that uses less of `amount`. */
function exchange(standing: Standing, amount: ArrayLike<number>, touched: Set<number>): boolean {
  const { core, isOpen, blocked, worth, groupsOf, inGroup } = standing;
  let pair: [number, number] | null = null;
  let least = Infinity;
  for (let q = 0; q < core.option.length; q++) {
    if (!isOpen[q] || touched.has(q)) continue;
    const kept = groupsOf[q].filter((g) => inGroup[g] <= core.groups[g].least);
    for (let o = 0; o < core.option.length; o++) {
      if (isOpen[o] || touched.has(o) || !(amount[o] < amount[q])) continue;
      if (blocked[o] > (excludes(standing, q, o) ? 1 : 0)) continue;
      if (!kept.every((g) => groupsOf[o].includes(g))) continue;
      const price = (worth.loss[q] - worth.gain[o]) / (amount[q] - amount[o]);
      if (price < least) [pair, least] = [[q, o], price];
    }
  }
  if (!pair) return false;
  for (const o of pair) {
    touched.add(o);
    toggle(standing, o);
  }
  return true;
}

function excludes({ core }: Standing, q: number, o: number): boolean {
  for (let k = core.conflictFirst[q]; k < core.conflictFirst[q + 1]; k++)
    if (core.conflict[k] === o) return true;
  return false;
}
