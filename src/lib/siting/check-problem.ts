import { BARRED, FIXED, type SitingModel, type SitingProblem } from './problem.ts';
import { faultOf, figure, percent, yuanEn, yuanZh, type SitingFault } from './siting-faults.ts';

/** What rows of demand and options are called in sentences. */
export interface SitingNames {
  row: (i: number) => string;
  option: (o: number) => string;
  /** True for what stands already, which may cost less than nothing; absent: only what does not count towards the number of sites may. */
  isStanding?: (o: number) => boolean;
  /** Costs are yuan; absent: in the user's own unit. */
  isYuan?: boolean;
}

/**
 * What makes a siting question one that cannot be answered, or not sensibly; empty: nothing known. Numbers are looked at first, and
 * alone where one is no number. A choice may still be impossible by all conditions together (`explainNoChoice`). No question
 * is unbounded: worth is at least 0 and finite, and each option can be opened once, so that a negative cost is saved once.
 */
export function checkProblem(problem: SitingProblem, names: SitingNames): SitingFault[] {
  const numbers = [
    ...checkDemand(problem, names),
    ...checkOptions(problem, names),
    ...checkFigures(problem),
    ...checkCosts(problem, names)
  ];
  if (numbers.length > 0) return numbers;
  return [
    ...checkSites(problem),
    ...checkLocked(problem, names),
    ...checkBudget(problem, names),
    ...checkGroups(problem),
    ...checkReach(problem, names),
    ...checkCapacity(problem)
  ];
}

/** The fault of options that are to be open and closed at once (1: yes), which the columns of a problem cannot say. */
export function checkLocks(
  lock: Uint8Array,
  forbid: Uint8Array,
  names: Pick<SitingNames, 'option'>
): SitingFault[] {
  const both: string[] = [];
  for (let o = 0; o < lock.length; o++) if (lock[o] && forbid[o]) both.push(names.option(o));
  return both.length > 0 ? [faultOf('locked_forbidden', both)] : [];
}

/** Why a question without a fault has no answer: the conditions that no choice meets together. */
export function explainNoChoice(
  { model, options, limits, times }: SitingProblem,
  isYuan = false
): SitingFault {
  const said: [string, string][] = [];
  if (model !== 'mclp') said.push(model === 'lscp' && limits.share < 1 ? shareOf(limits.share) : EVERYBODY);
  if (times === 2) said.push(['每人够得到两处', 'two sites for each']);
  if (limits.sites < Infinity)
    said.push([
      `至多 ${figure(limits.sites)} 处`,
      `at most ${figure(limits.sites)} site${limits.sites === 1 ? '' : 's'}`
    ]);
  if (limits.budget < Infinity)
    said.push([`预算 ${yuanZh(limits.budget, isYuan)}`, `a budget of ${yuanEn(limits.budget, isYuan)}`]);
  if (limits.groups.length > 0)
    said.push([
      `${figure(limits.groups.length)} 个单元的最低处数`,
      `the least number in ${figure(limits.groups.length)} unit${limits.groups.length === 1 ? '' : 's'}`
    ]);
  if (limits.apart.length > 0) said.push(['最小间距', 'the least distance between sites']);
  if (options.capacity !== null) said.push(['容量', 'the capacities']);
  const locked = countState(options.state, FIXED);
  if (locked > 0)
    said.push([`锁定的 ${figure(locked)} 处`, `${figure(locked)} locked site${locked === 1 ? '' : 's'}`]);
  const barred = countState(options.state, BARRED);
  if (barred > 0)
    said.push([
      `禁止的 ${figure(barred)} 处`,
      `${figure(barred)} forbidden candidate${barred === 1 ? '' : 's'}`
    ]);
  const zh = said.map(([each]) => each).join('、');
  const en = said.map(([, each]) => each).join(', ');
  return {
    code: 'no_choice',
    zh: `没有一种选法能同时满足所有条件（${zh}）：请放宽其中一项，例如增加处数、预算或候选点。`,
    en: `no choice meets all conditions together (${en}): relax one of them, for instance the number of sites, the budget or the candidates.`
  };
}

const EVERYBODY: [string, string] = ['人人有设施可到', 'everybody within reach'];

function shareOf(share: number): [string, string] {
  return [`覆盖 ${percent(share)}`, `${percent(share)} covered`];
}

function countState(state: Uint8Array, wanted: number): number {
  let count = 0;
  for (const each of state) if (each === wanted) count++;
  return count;
}

function checkDemand({ weight }: SitingProblem, names: SitingNames): SitingFault[] {
  if (weight.length === 0) return [faultOf('no_demand')];
  let bad = 0;
  let first = -1;
  let any = false;
  for (let i = 0; i < weight.length; i++) {
    if (weight[i] >= 0 && weight[i] < Infinity) any ||= weight[i] > 0;
    else if (bad++ === 0) first = i;
  }
  if (bad > 0) return [faultOf('bad_weight', bad, names.row(first), weight[first])];
  return any ? [] : [faultOf('no_worth', weight.length)];
}

function checkOptions({ model, options }: SitingProblem, names: SitingNames): SitingFault[] {
  const count = options.place.length;
  if (count === 0) return [faultOf('no_candidates')];
  if (countState(options.state, BARRED) === count) return [faultOf('all_barred', count)];
  const { capacity } = options;
  if (capacity === null) return [];
  if (model === 'pcenter') return [faultOf('capacity_center')];
  const bad = indexesOf(count, (o) => !(capacity[o] >= 0));
  return bad.length > 0 ? [faultOf('bad_capacity', bad.length, names.option(bad[0]), capacity[bad[0]])] : [];
}

/** Indexes below `count` for which `is` holds, ascending. */
function indexesOf(count: number, is: (o: number) => boolean): number[] {
  const found: number[] = [];
  for (let o = 0; o < count; o++) if (is(o)) found.push(o);
  return found;
}

function checkFigures({ model, options, limits }: SitingProblem): SitingFault[] {
  const faults: SitingFault[] = [];
  // Where what stands may be given up, there is something to choose without a new site.
  const least = options.counts.some((counts, o) => !counts && options.state[o] !== BARRED) ? 0 : 1;
  const { sites, share } = limits;
  const budget = limits.budget - keptCosts(options);
  if (!(sites >= least) || (sites < Infinity && !Number.isInteger(sites)))
    faults.push(faultOf('bad_sites', sites));
  if (!(budget >= 0)) faults.push(faultOf('bad_budget', budget));
  if (model === 'lscp' && !(share > 0 && share <= 1)) faults.push(faultOf('bad_share', share));
  return faults;
}

/** What all that stands and costs something to give up costs if it is kept, 0 or less: a budget has as much taken from it. */
function keptCosts({ cost, state }: SitingProblem['options']): number {
  return cost.reduce((sum, each, o) => sum + (state[o] === BARRED || !(each < 0) ? 0 : each), 0);
}

const usesCost = ({ model, limits, least }: SitingProblem): boolean =>
  limits.budget < Infinity || (model === 'lscp' && least === 'cost');

/** Only what stands already may cost less than nothing: giving it up then costs something. */
function checkCosts(problem: SitingProblem, names: SitingNames): SitingFault[] {
  if (!usesCost(problem)) return [];
  const { cost, counts, state } = problem.options;
  const bad = indexesOf(
    cost.length,
    (o) =>
      state[o] !== BARRED &&
      (!Number.isFinite(cost[o]) || (cost[o] < 0 && counts[o] === 1 && !names.isStanding?.(o)))
  );
  return bad.length > 0 ? [faultOf('bad_cost', bad.length, names.option(bad[0]), cost[bad[0]])] : [];
}

function checkSites({ model, options, limits }: SitingProblem): SitingFault[] {
  const { sites } = limits;
  if (sites === Infinity) return [];
  const counted = indexesOf(
    options.place.length,
    (o) => options.counts[o] === 1 && options.state[o] !== BARRED
  );
  const have = new Set(counted.map((o) => options.place[o])).size;
  const locked = counted.filter((o) => options.state[o] === FIXED).length;
  if (locked > sites) return [faultOf('locked_over_sites', locked, sites)];
  return model !== 'lscp' && sites > have ? [faultOf('too_many_sites', sites, have)] : [];
}

function checkLocked({ options, limits }: SitingProblem, names: SitingNames): SitingFault[] {
  const faults: SitingFault[] = [];
  const at = new Map<number, number>();
  for (let o = 0; o < options.state.length; o++) {
    if (options.state[o] !== FIXED) continue;
    const before = at.get(options.place[o]);
    if (before !== undefined)
      faults.push(faultOf('locked_same_place', names.option(before), names.option(o)));
    else at.set(options.place[o], o);
  }
  for (let k = 0; k < limits.apart.length; k += 2) {
    const [a, b] = [at.get(limits.apart[k]), at.get(limits.apart[k + 1])];
    if (a !== undefined && b !== undefined)
      faults.push(faultOf('locked_apart', names.option(a), names.option(b)));
  }
  return faults;
}

function checkBudget({ options, limits }: SitingProblem, names: SitingNames): SitingFault[] {
  const { budget } = limits;
  if (budget === Infinity) return [];
  const { cost, state, counts } = options;
  const most = budget + 1e-8 * Math.abs(budget);
  const kept = keptCosts(options);
  let spent = 0;
  let saved = 0;
  for (let o = 0; o < cost.length; o++) {
    if (state[o] === FIXED) spent += cost[o];
    else if (state[o] !== BARRED) saved += Math.min(0, cost[o]);
  }
  if (spent + saved > most)
    return [faultOf('budget_locked', spent + saved - kept, budget - kept, names.isYuan)];
  const open = indexesOf(cost.length, (o) => state[o] !== BARRED);
  if (open.some((o) => state[o] === FIXED || !counts[o] || names.isStanding?.(o))) return [];
  const cheapest = open.reduce((best, o) => (cost[o] < cost[best] ? o : best));
  return cost[cheapest] > most
    ? [faultOf('budget_cheapest', cost[cheapest], names.option(cheapest), budget, names.isYuan)]
    : [];
}

function checkGroups({ options, limits }: SitingProblem): SitingFault[] {
  const faults: SitingFault[] = [];
  const empty: string[] = [];
  const seen = new Uint8Array(options.place.length);
  let asked = 0;
  let isApart = true;
  for (const group of limits.groups) {
    const places = new Set<number>();
    for (const o of group.options) {
      if (options.state[o] !== BARRED) places.add(options.place[o]);
      // Sites that do not count, or that fill two groups, leave the sum below open.
      if (seen[o] || !options.counts[o]) isApart = false;
      seen[o] = 1;
    }
    asked += group.least;
    if (places.size === 0 && group.least > 0) empty.push(group.name);
    else if (places.size < group.least)
      faults.push(faultOf('group_short', group.name, group.least, places.size));
  }
  if (empty.length > 0) faults.unshift(faultOf('group_empty', empty));
  if (faults.length === 0 && isApart && asked > limits.sites)
    faults.push(faultOf('groups_over_sites', asked, limits.sites));
  return faults;
}

/** How many places that may be opened reach each row. */
function countReaching({ weight, reach, options }: SitingProblem): Uint32Array {
  const count = new Uint32Array(weight.length);
  const last = new Int32Array(weight.length).fill(-1);
  // Options of a place one after the other, so that the last place seen is enough to tell them apart.
  const order = indexesOf(options.place.length, (o) => options.state[o] !== BARRED);
  order.sort((a, b) => options.place[a] - options.place[b] || a - b);
  for (const o of order)
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = reach.point[k];
      if (last[i] === options.place[o]) continue;
      last[i] = options.place[o];
      count[i]++;
    }
  return count;
}

const NEEDS_ALL: SitingModel[] = ['pmedian', 'pcenter'];

function checkReach(problem: SitingProblem, names: SitingNames): SitingFault[] {
  const { model, weight, options, limits } = problem;
  const count = countReaching(problem);
  const times = NEEDS_ALL.includes(model) ? 1 : problem.times;
  let total = 0;
  let had = 0;
  let rows = 0;
  let first = -1;
  let isAny = false;
  for (let i = 0; i < weight.length; i++) {
    total += weight[i];
    if (count[i] >= times) had += weight[i];
    if (!(weight[i] > 0)) continue;
    isAny ||= count[i] > 0;
    if (count[i] < times && rows++ === 0) first = i;
  }
  if (!isAny) return [faultOf('no_reach', options.place.length - countState(options.state, BARRED), total)];
  const isAll = NEEDS_ALL.includes(model) || (model === 'lscp' && limits.share === 1);
  if (isAll && rows > 0) return [faultOf('unreachable', rows, total - had, names.row(first), times, model)];
  if (model === 'lscp' && had < limits.share * total)
    return [faultOf('share_out_of_reach', limits.share, had / total)];
  return [];
}

/** With capacities `pmedian` serves everybody; `mclp` as many as there is room for, but there has to be some. */
function checkCapacity({ model, weight, options, limits }: SitingProblem): SitingFault[] {
  const { capacity, counts, state, place } = options;
  if (capacity === null) return [];
  const asked = weight.reduce((sum, each) => sum + each, 0);
  const largest = new Map<number, number>();
  let have = 0;
  for (let o = 0; o < capacity.length; o++) {
    if (state[o] === BARRED) continue;
    if (!counts[o]) have += capacity[o];
    else largest.set(place[o], Math.max(largest.get(place[o]) ?? 0, capacity[o]));
  }
  const sorted = [...largest.values()].sort((a, b) => b - a);
  have += sorted.slice(0, Math.min(limits.sites, sorted.length)).reduce((sum, each) => sum + each, 0);
  const isShort = model === 'pmedian' ? have < asked * (1 - 1e-12) : have === 0;
  return isShort ? [faultOf('capacity_short', asked, have, limits.sites)] : [];
}
