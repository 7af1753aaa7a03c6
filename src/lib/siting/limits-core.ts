import type { ReachSets } from './cover-problem.ts';
import { groupRows } from './limits-rows.ts';
import { BARRED, FIXED, FREE, type SitingLimits, type SitingOptions } from './problem.ts';

/** A question as the reduction takes it: a `SitingProblem`, or what an earlier reduction has left of one. */
export interface LimitsQuestion {
  /** True where metres count (`pmedian`, `pcenter`), false where reach alone does. */
  isMetric: boolean;
  weight: Float64Array;
  /** How many have to reach each row for it to count; not looked at where metres count. */
  need: Uint8Array;
  /** Metres that each row has to walk whatever is chosen; Infinity: nothing is there yet. */
  baseM: Float64Array;
  reach: ReachSets;
  options: Pick<SitingOptions, 'place' | 'cost' | 'counts' | 'state'>;
  limits: Pick<SitingLimits, 'sites' | 'budget' | 'groups' | 'apart'>;
}

/**
 * What is left to choose: the free options, the limits less what fixed options use of them, and items, rows of demand that no
 * choice tells apart, taken together. Options are numbered anew; `option` has their numbers in the question.
 */
export interface LimitsCore {
  isMetric: boolean;
  option: Uint32Array;
  place: Uint32Array;
  cost: Float64Array;
  counts: Uint8Array;
  sites: number;
  budget: number;
  groups: { options: Uint32Array; least: number }[];
  /** Pairs of places, both with free options, of which one at most is open. */
  apart: Uint32Array;
  /** Options that exclude option o: `conflict[conflictFirst[o]] … `, of the same place or of one too near. */
  conflictFirst: Uint32Array;
  conflict: Uint32Array;
  weight: Float64Array;
  need: Uint8Array;
  /** Metres of an item where none of the free options is open. */
  baseM: Float64Array;
  /** Items of each option. */
  first: Uint32Array;
  item: Uint32Array;
  metres: Float64Array;
  /** Options of each item, the nearest first where metres count. */
  byFirst: Uint32Array;
  byOption: Uint32Array;
  byMetres: Float64Array;
  /** Worth covered, Σ worth × metres and worst metres of the rows that no free option changes. */
  served: number;
  walked: number;
  floorM: number;
  /** Options that are open in any case, by their numbers in the question. */
  fixed: Uint32Array;
  /** False where no choice can keep the limits or serve everybody, as far as a first look tells. */
  canBe: boolean;
}

/**
 * The question without what is settled. It keeps every allowed choice and its worth: an option goes only where no allowed
 * choice has it (barred, at the place of a fixed one or too near to it, dearer than the whole budget, counted where no
 * site is left), a row only where nothing free can change it, rows join only where the same free options reach them alike.
 */
export function reduceLimits(question: LimitsQuestion): LimitsCore {
  const { options, limits, isMetric } = question;
  const fixed = Uint32Array.from(options.state.keys()).filter((o) => options.state[o] === FIXED);
  const neighbours = neighboursOf(limits.apart);
  const taken = new Set<number>();
  const shut = new Set<number>();
  let canBe = true;
  for (const o of fixed) {
    if (taken.has(options.place[o])) canBe = false;
    taken.add(options.place[o]);
  }
  for (const p of taken) {
    for (const q of neighbours.get(p) ?? []) {
      if (taken.has(q)) canBe = false;
      shut.add(q);
    }
  }
  // A place that is to be apart from itself cannot be open.
  for (const [p, others] of neighbours) if (others.includes(p)) shut.add(p);
  let { sites, budget } = limits;
  for (const o of fixed) {
    sites -= options.counts[o];
    budget -= options.cost[o];
  }
  if (sites < 0) canBe = false;
  const mayOpen = (o: number) =>
    options.state[o] === FREE && !taken.has(options.place[o]) && !shut.has(options.place[o]);
  let gained = 0;
  options.cost.forEach((cost, o) => (gained += mayOpen(o) ? Math.min(0, cost) : 0));
  if (budget - gained < 0) canBe = false;
  const fits = (o: number) =>
    options.counts[o] <= sites && options.cost[o] - Math.min(0, options.cost[o]) <= budget - gained;
  const option = Uint32Array.from(options.state.keys()).filter((o) => mayOpen(o) && fits(o));
  const numberOf = new Int32Array(options.state.length).fill(-1);
  option.forEach((o, k) => (numberOf[o] = k));
  const place = option.map((o) => options.place[o]);
  const groups = remainingGroups(limits.groups, options.state, numberOf);
  if (groups.some((group) => group.options.length < group.least)) canBe = false;
  const apart = remainingPairs(limits.apart, place);
  const rows = groupRows(question, fixed, option);
  return {
    ...{ isMetric, option, place, sites, budget, groups, apart, fixed },
    cost: Float64Array.from(option, (o) => options.cost[o]),
    counts: Uint8Array.from(option, (o) => options.counts[o]),
    ...findConflicts(place, apart),
    ...rows,
    canBe: canBe && (!isMetric || (rows.walked < Infinity && rows.floorM < Infinity))
  };
}

/** The question that a core asks, with other states of its options: to reduce it further. */
export function questionOf(core: LimitsCore, state: Uint8Array): LimitsQuestion {
  return {
    isMetric: core.isMetric,
    ...{ weight: core.weight, need: core.need, baseM: core.baseM },
    reach: { first: core.first, point: core.item, metres: core.metres },
    options: { place: core.place, cost: core.cost, counts: core.counts, state },
    limits: {
      sites: core.sites,
      budget: core.budget,
      groups: core.groups.map((group) => ({ ...group, name: '' })),
      apart: core.apart
    }
  };
}

/** The options of the question that are open where those of `chosen` (numbers of the core) are, ascending. */
export function openOf(core: LimitsCore, chosen: Iterable<number>): Uint32Array {
  const open = Array.from(core.fixed);
  for (const o of chosen) open.push(core.option[o]);
  return Uint32Array.from(open).sort();
}

function neighboursOf(apart: Uint32Array): Map<number, number[]> {
  const neighbours = new Map<number, number[]>();
  const add = (p: number, q: number) => {
    const list = neighbours.get(p);
    if (list) list.push(q);
    else neighbours.set(p, [q]);
  };
  for (let k = 0; k < apart.length; k += 2) {
    add(apart[k], apart[k + 1]);
    add(apart[k + 1], apart[k]);
  }
  return neighbours;
}

function remainingGroups(groups: SitingLimits['groups'], state: Uint8Array, numberOf: Int32Array) {
  return groups
    .map((group) => {
      let least = group.least;
      for (const o of group.options) if (state[o] === FIXED) least--;
      const left = group.options.filter((o) => state[o] !== BARRED && numberOf[o] >= 0);
      return { options: left.map((o) => numberOf[o]), least };
    })
    .filter((group) => group.least > 0);
}

function remainingPairs(apart: Uint32Array, place: Uint32Array): Uint32Array {
  const places = new Set(place);
  const pairs: number[] = [];
  for (let k = 0; k < apart.length; k += 2)
    if (apart[k] !== apart[k + 1] && places.has(apart[k]) && places.has(apart[k + 1]))
      pairs.push(apart[k], apart[k + 1]);
  return Uint32Array.from(pairs);
}

/** For each option those that cannot be open beside it, each once, ascending. */
function findConflicts(place: Uint32Array, apart: Uint32Array) {
  const at = new Map<number, number[]>();
  place.forEach((p, o) => at.set(p, [...(at.get(p) ?? []), o]));
  const neighbours = neighboursOf(apart);
  const conflictFirst = new Uint32Array(place.length + 1);
  const conflict: number[] = [];
  place.forEach((p, o) => {
    const others = new Set([p, ...(neighbours.get(p) ?? [])].flatMap((q) => at.get(q)!));
    others.delete(o);
    for (const other of [...others].sort((a, b) => a - b)) conflict.push(other);
    conflictFirst[o + 1] = conflict.length;
  });
  return { conflictFirst, conflict: Uint32Array.from(conflict) };
}
