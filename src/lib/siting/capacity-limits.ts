import type { CapacityProblem } from './capacity-problem.ts';
import { FIXED, type SitingProblem } from './problem.ts';

/** What binds a choice among the kept options, by their places in `CapacityProblem.option`. */
export interface ChoiceRules {
  place: Uint32Array;
  cost: Float64Array;
  counts: Uint8Array;
  isFixed: Uint8Array;
  sites: number;
  /** With the hundred-millionth that rounding may add (`isAllowed`). */
  budget: number;
  groups: { options: Uint32Array; least: number }[];
  /** Places that exclude each place, itself too. */
  excludes: Map<number, Set<number>>;
  /** A sum to be kept below besides: of `lscp`, what the best answer so far comes to. */
  most: { each: Float64Array; limit: number } | null;
}

export function rulesOf({ options, limits }: SitingProblem, { option }: CapacityProblem): ChoiceRules {
  const at = new Map(Array.from(option, (o, k) => [o, k]));
  const place = Uint32Array.from(option, (o) => options.place[o]);
  const excludes = new Map<number, Set<number>>();
  for (const p of place) excludes.set(p, new Set([p]));
  for (let k = 0; k < limits.apart.length; k += 2) {
    excludes.get(limits.apart[k])?.add(limits.apart[k + 1]);
    excludes.get(limits.apart[k + 1])?.add(limits.apart[k]);
  }
  return {
    place,
    cost: Float64Array.from(option, (o) => options.cost[o]),
    counts: Uint8Array.from(option, (o) => options.counts[o]),
    isFixed: Uint8Array.from(option, (o) => (options.state[o] === FIXED ? 1 : 0)),
    sites: limits.sites,
    budget: limits.budget + (Number.isFinite(limits.budget) ? 1e-8 * Math.abs(limits.budget) : 0),
    groups: limits.groups.map(({ options: own, least }) => ({
      options: Uint32Array.from(
        new Set(Array.from(own).flatMap((o) => (at.has(o) ? [at.get(o)!] : [])))
      ).sort(),
      least
    })),
    excludes,
    most: null
  };
}

/** True where nothing that is open keeps an option from being opened besides. */
function isCompatible({ place, excludes }: ChoiceRules, open: readonly number[], k: number): boolean {
  const against = excludes.get(place[k])!;
  return open.every((other) => !against.has(place[other]));
}

/** True where a choice keeps all rules; `open` names each option once and holds those fixed. */
export function isWithin(rules: ChoiceRules, open: readonly number[]): boolean {
  return isWithinSums(rules, open) && unmetGroup(rules, open) === null && isApart(rules, open);
}

export function sumOver(each: ArrayLike<number>, open: readonly number[]): number {
  let sum = 0;
  for (const k of open) sum += each[k];
  return sum;
}

function isWithinSums(rules: ChoiceRules, open: readonly number[]): boolean {
  if (sumOver(rules.counts, open) > rules.sites || sumOver(rules.cost, open) > rules.budget) return false;
  return rules.most === null || sumOver(rules.most.each, open) <= rules.most.limit;
}

function unmetGroup({ groups }: ChoiceRules, open: readonly number[]): Uint32Array | null {
  for (const { options, least } of groups) {
    let count = 0;
    for (const k of options) if (open.includes(k)) count++;
    if (count < least) return options;
  }
  return null;
}

function isApart(rules: ChoiceRules, open: readonly number[]): boolean {
  return open.every((k, n) => isCompatible(rules, open.slice(0, n), k));
}

/** Branches after which the search for any allowed choice is given up. */
const MOST_BRANCHES = 20_000;

/**
 * A choice that keeps the rules and holds `start` (the fixed options, by default), as small as was found; null: there is none, or
 * none was found in `MOST_BRANCHES` branches. Of options that a group or the budget needs those first that come first in `order`.
 */
export function findAllowed(rules: ChoiceRules, order: readonly number[], start?: number[]): number[] | null {
  const open = start ?? Array.from(rules.isFixed.keys()).filter((k) => rules.isFixed[k]);
  if (!isApart(rules, open)) return null;
  const isOut = new Uint8Array(rules.place.length);
  const rank = new Uint32Array(rules.place.length);
  order.forEach((k, n) => (rank[k] = n));
  let branches = 0;
  const search = (): boolean => {
    if (++branches > MOST_BRANCHES || sumOver(rules.counts, open) > rules.sites) return false;
    const group = unmetGroup(rules, open);
    // What is short: a group, else money, which only what saves some can bring in.
    const needed = group ? Array.from(group) : order.filter((k) => saves(rules, k));
    if (!group && isWithinSums(rules, open)) return true;
    const tried: number[] = [];
    for (const k of needed.sort((a, b) => rank[a] - rank[b])) {
      if (isOut[k] || open.includes(k) || !isCompatible(rules, open, k)) continue;
      open.push(k);
      if (search()) return true;
      open.pop();
      isOut[k] = 1;
      tried.push(k);
    }
    for (const k of tried) isOut[k] = 0;
    return false;
  };
  return search() ? open : null;
}

function saves({ cost, most }: ChoiceRules, k: number): boolean {
  return cost[k] < 0 || (most !== null && most.each[k] < 0);
}
