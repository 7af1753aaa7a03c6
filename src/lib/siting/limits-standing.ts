import type { LimitsCore } from './limits-core.ts';
import type { Worth } from './limits-worth.ts';

/** A choice on trial: what is open, what it uses of the limits, its worth, and a record of changes by which they are undone. */
export interface Standing {
  core: LimitsCore;
  worth: Worth;
  isOpen: Uint8Array;
  /** How many open options exclude each option. */
  blocked: Uint32Array;
  used: { sites: number; cost: number };
  /** Most of each; narrower than the core's where less is sought. */
  limits: { sites: number; budget: number };
  /** How many of each group are open. */
  inGroup: Int32Array;
  groupsOf: number[][];
  /** Options in the order of their changes; opened and closed by turns, so that to undo is to change again. */
  changes: number[];
}

/** Nothing open but what is fixed. */
export function createStanding(core: LimitsCore, worth: Worth): Standing {
  const groupsOf: number[][] = Array.from(core.option, () => []);
  core.groups.forEach((group, g) => group.options.forEach((o) => groupsOf[o].push(g)));
  return {
    ...{ core, worth, groupsOf, changes: [] },
    isOpen: new Uint8Array(core.option.length),
    blocked: new Uint32Array(core.option.length),
    used: { sites: 0, cost: 0 },
    limits: { sites: core.sites, budget: core.budget },
    inGroup: new Int32Array(core.groups.length)
  };
}

/** Opens a closed option or closes an open one, without a look at the limits. */
export function toggle(standing: Standing, o: number): void {
  const { core, isOpen, blocked, used, inGroup } = standing;
  const sign = isOpen[o] ? -1 : 1;
  isOpen[o] ^= 1;
  used.sites += sign * core.counts[o];
  used.cost += sign * core.cost[o];
  for (const g of standing.groupsOf[o]) inGroup[g] += sign;
  for (let k = core.conflictFirst[o]; k < core.conflictFirst[o + 1]; k++) blocked[core.conflict[k]] += sign;
  if (sign > 0) standing.worth.add(o);
  else standing.worth.drop(o);
  standing.changes.push(o);
}

/** Takes back the changes made since there were `mark` of them. */
export function undo(standing: Standing, mark: number): void {
  const { changes } = standing;
  while (changes.length > mark) {
    toggle(standing, changes[changes.length - 1]);
    changes.length -= 2;
  }
}

/** Prices add up with rounding: less than this share of what has been added up is no overspending. */
const ROUNDING = 1e-12;

/** What is spent above the budget; 0: nothing. */
export function overspent({ used, limits }: Standing): number {
  const over = used.cost - limits.budget;
  return over > ROUNDING * (Math.abs(used.cost) + Math.abs(limits.budget)) ? over : 0;
}

/** True where the option may be opened beside what is open. */
export function canAdd(standing: Standing, o: number): boolean {
  const { core, isOpen, blocked, used, limits } = standing;
  if (isOpen[o] || blocked[o] > 0 || used.sites + core.counts[o] > limits.sites) return false;
  const cost = used.cost + core.cost[o];
  return core.cost[o] <= 0 || cost <= limits.budget + ROUNDING * (Math.abs(cost) + Math.abs(limits.budget));
}

/** True where closing the open option leaves every group its least number. */
export function canSpare({ core, groupsOf, inGroup }: Standing, o: number): boolean {
  return groupsOf[o].every((g) => inGroup[g] > core.groups[g].least);
}

/** True where the choice keeps every limit. */
export function isKept(standing: Standing): boolean {
  const { core, used, limits, inGroup, isOpen, blocked } = standing;
  if (used.sites > limits.sites || overspent(standing) > 0) return false;
  if (core.groups.some((group, g) => inGroup[g] < group.least)) return false;
  return isOpen.every((open, o) => !open || blocked[o] === 0);
}

/** Numbers of what is open, ascending. */
export function openIn({ isOpen }: Standing): number[] {
  const open: number[] = [];
  for (let o = 0; o < isOpen.length; o++) if (isOpen[o]) open.push(o);
  return open;
}
