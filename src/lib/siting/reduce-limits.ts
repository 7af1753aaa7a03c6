import type { LimitsCore, LimitsQuestion } from './limits-core.ts';
import { groupRows } from './limits-rows.ts';
import { BARRED, FIXED, FREE, type SitingLimits } from './problem.ts';

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
