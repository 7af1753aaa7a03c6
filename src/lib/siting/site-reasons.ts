import { isAllowed, evaluateOpen } from './evaluate.ts';
import { findExchanges, type Exchanges } from './exchanges.ts';
import { countsWorth, standingOf, type Standing } from './open-state.ts';
import type { SiteOrder } from './order-sites.ts';
import { FIXED, FREE, type SitingModel, type SitingProblem } from './problem.ts';

/** People of one group, a number a row of demand. */
export interface GroupPeople {
  group: string;
  people: Float64Array;
}

/** What the reasons of an answer are worked out from. */
export interface ReasonsQuestion {
  problem: SitingProblem;
  /** Options open in the answer. */
  open: ArrayLike<number>;
  order: SiteOrder;
  /** Groups of people; the first is whom metres, units and costs are counted for. */
  groups: GroupPeople[];
  /** Unit of each row, −1: none. */
  unitOfRow: Int32Array;
  /** Metres to the nearest facility now of each row; Infinity: none. */
  presentM: Float64Array;
  /** 1 where a row counts as covered already, whatever is chosen; null: only where standing options reach it. */
  coveredNow?: Uint8Array | null;
  /** Yuan of each option; NaN: not given. Null: `options.cost`, where 0 is not given. */
  costs?: Float64Array | null;
  /** The objective of a set of open options, where there are capacities: it stands for counting by reach alone. */
  evaluate?: ((open: number[]) => number) | null;
  /** Options that may be runners-up; null: all free ones. */
  candidatesConsidered?: ArrayLike<number> | null;
}

/** The best exchange for a site. */
export interface RunnerUp {
  option: number;
  /** By how much the objective gets worse with it in the site's stead; below 0: it gets better, so the answer is not the best. */
  behind: number;
  /** `behind` as a share of the objective. */
  share: number;
  /** `behind` as a share of what is lost without the site: 0 is as good, 1 no better than nothing. NaN where nothing is lost or can't be measured so. */
  shareOfLoss: number;
}

/** Why one site is in the answer. */
export interface SiteReason {
  option: number;
  /** True where it was locked: then it is in the answer whatever it wins. */
  locked: boolean;
  /**
   * People of each group that it wins given those before it in the order: newly covered (`mclp`, `lscp`), or with a shorter way to the
   * nearest (`pmedian`, `pcenter`), those who had none within reach included.
   */
  won: Float64Array;
  /** The first group's people won, by unit, the most first, then the lower unit. */
  units: { unit: number; people: number }[];
  /** People of the first group whose way gets shorter, of those who had one; and person-metres saved and the mean of them (NaN: nobody). */
  nearer: number;
  savedPersonM: number;
  meanSavedM: number;
  /** Yuan; NaN: not given. */
  cost: number;
  /** Yuan for each person of the first group won; NaN without a cost or where nobody is won. */
  costPerPerson: number;
  /** What it adds to what stands if built first: worth served, and the objective's gain as in `SiteOrder.gain`. */
  alone: { served: number; gain: number };
  /**
   * What is lost if it alone is taken out of the answer: worth that is no longer served, and by how much the objective gets worse of the
   * demand still served. (`lscp`: in worth covered.)
   */
  loss: { served: number; value: number };
  /** People of each group who depend on it alone: no longer covered, or with nobody in reach, without it. */
  dependents: Float64Array;
  /** Null: no allowed exchange leaves an answer, or it is locked. */
  runnerUp: RunnerUp | null;
}

/** With capacities so many exchanges that look best by reach alone are asked of `evaluate` for each site. */
const EVALUATED = 20;

/** Why each site of an answer is in it, in the order of `order.sites`. Sites that stand already have no reason. */
export function explainSites(question: ReasonsQuestion): SiteReason[] {
  const { problem, order, evaluate = null } = question;
  const open = Array.from(question.open);
  const candidates = runnersUp(question, open);
  const exchanges = findExchanges(problem, open, order.sites, candidates);
  const whole = standingOf(problem, open);
  const standing = standingOf(problem, order.standing);
  const objective = evaluate ? evaluate(open) : evaluateOpen(problem, open);
  const dependents = findDependents(question, open);
  const won = findWon(question);
  const stand = Array.from(order.standing);
  return Array.from(order.sites, (option, s): SiteReason => {
    const first = standingOf(problem, [...stand, option]);
    const loss = worsening(problem.model, whole, exchanges.without[s]);
    const alone = worsening(problem.model, first, standing);
    if (evaluate) {
      const others = open.filter((o) => o !== option);
      loss.value = worse(problem.model, objective, evaluate(others));
      alone.value = worse(problem.model, evaluate([...stand, option]), evaluate(stand));
    }
    const cost = costOf(question, option);
    const locked = problem.options.state[option] === FIXED;
    return {
      ...{ option, locked, ...won[s], cost },
      costPerPerson: won[s].won[0] > 0 ? cost / won[s].won[0] : NaN,
      alone: { served: alone.served, gain: alone.value },
      ...{ loss, dependents: dependents[s] },
      runnerUp: locked ? null : findRunnerUp(question, open, s, { candidates, exchanges, objective, loss })
    };
  });
}

/** By how much the second objective is worse than the first. */
function worse(model: SitingModel, objective: number, other: number): number {
  if (objective === other) return 0;
  return countsWorth(model) ? objective - other : other - objective;
}

function worsening(model: SitingModel, before: Standing, after: Standing): { served: number; value: number } {
  return { served: before.served - after.served, value: worse(model, before.value, after.value) };
}

function costOf({ problem, costs }: ReasonsQuestion, option: number): number {
  if (costs) return costs[option];
  return problem.options.cost[option] || NaN;
}

function runnersUp({ problem, candidatesConsidered }: ReasonsQuestion, open: number[]): Uint32Array {
  const { state } = problem.options;
  const isOpen = new Set(open);
  const all = candidatesConsidered ?? Array.from(state.keys());
  return Uint32Array.from(all)
    .filter((o) => state[o] === FREE && !isOpen.has(o))
    .sort();
}

function findRunnerUp(
  question: ReasonsQuestion,
  open: number[],
  s: number,
  found: {
    candidates: Uint32Array;
    exchanges: Exchanges;
    objective: number;
    loss: { served: number; value: number };
  }
): RunnerUp | null {
  const { problem, order, evaluate = null } = question;
  const { candidates, exchanges, objective, loss } = found;
  const others = open.filter((o) => o !== order.sites[s]);
  const exchanged = (j: number) => [...others, candidates[j]];
  const rate = evaluate ?? ((set: number[]) => evaluateOpen(problem, set));
  let best = -1;
  let bestWorth = NaN;
  let left = evaluate ? EVALUATED : 1;
  for (const j of bestFirst(problem, s, candidates, exchanges)) {
    if (left === 0) break;
    const set = exchanged(j);
    if (!isAllowed(problem, set)) continue;
    const worth = rate(set);
    if (!Number.isFinite(worth)) continue;
    left--;
    if (best < 0 || worse(problem.model === 'lscp' ? 'pmedian' : problem.model, worth, bestWorth) > 0)
      [best, bestWorth] = [j, worth];
  }
  if (best < 0) return null;
  // Of a set cover less is better, though its order counts worth.
  const behind = worse(problem.model === 'lscp' ? 'pmedian' : problem.model, objective, bestWorth);
  const isMeasured = problem.model !== 'lscp' && loss.value > 0 && Number.isFinite(loss.value);
  const isWhole = countsWorth(problem.model) || !(loss.served > 0);
  return {
    option: candidates[best],
    behind,
    share: objective === 0 ? (behind === 0 ? 0 : NaN) : behind / Math.abs(objective),
    shareOfLoss: isMeasured && isWhole ? behind / loss.value : NaN
  };
}

/** Numbers of the candidates that leave most served in the place of site `s`, the best first, those out of the question left out. */
function bestFirst(
  { model, weight, limits, least, options }: SitingProblem,
  s: number,
  candidates: Uint32Array,
  { served, value }: Exchanges
): Uint32Array {
  const at = s * candidates.length;
  const total = weight.reduce((sum, each) => sum + each, 0);
  // Where all must be served, exchanges that do not serve all are no answer.
  const isWhole = (j: number) => model === 'mclp' || served[at + j] >= total * (1 - 1e-9);
  const numbers = Uint32Array.from(candidates.keys()).filter((j) => model === 'lscp' || isWhole(j));
  if (model !== 'lscp') {
    const sign = countsWorth(model) ? 1 : -1;
    return numbers.sort(
      (a, b) => served[at + b] - served[at + a] || sign * (value[at + b] - value[at + a]) || a - b
    );
  }
  const target = limits.share * total;
  const price = (j: number) => (least === 'cost' ? options.cost : options.counts)[candidates[j]];
  return numbers
    .filter((j) => served[at + j] >= target)
    .sort((a, b) => price(a) - price(b) || served[at + b] - served[at + a] || a - b);
}

/** People of each group who have nobody but one site, by site. */
function findDependents(
  { problem, order, groups, coveredNow }: ReasonsQuestion,
  open: number[]
): Float64Array[] {
  const { weight, reach, model } = problem;
  const times = countsWorth(model) ? problem.times : 1;
  const reached = new Uint32Array(weight.length);
  for (const o of open) for (let k = reach.first[o]; k < reach.first[o + 1]; k++) reached[reach.point[k]]++;
  return Array.from(order.sites, (o) => {
    const sums = new Float64Array(groups.length);
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = reach.point[k];
      if (reached[i] !== times || coveredNow?.[i]) continue;
      groups.forEach(({ people }, g) => (sums[g] += people[i] > 0 ? people[i] : 0));
    }
    return sums;
  });
}

type Won = Pick<SiteReason, 'won' | 'units' | 'nearer' | 'savedPersonM' | 'meanSavedM'>;

/** What each site wins given those before it. */
function findWon({ problem, order, groups, unitOfRow, presentM, coveredNow }: ReasonsQuestion): Won[] {
  const { weight, reach, model } = problem;
  const times = countsWorth(model) ? problem.times : 1;
  const reached = new Uint32Array(weight.length);
  const nearestM = presentM.slice();
  const visit = (o: number, tell: (i: number, wasM: number, isM: number) => void) => {
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = reach.point[k];
      const wasM = nearestM[i];
      const isM = Math.min(wasM, reach.metres[k]);
      reached[i]++;
      nearestM[i] = isM;
      tell(i, wasM, isM);
    }
  };
  for (const o of order.standing) visit(o, () => {});
  return Array.from(order.sites, (o) => {
    const won = new Float64Array(groups.length);
    const byUnit = new Map<number, number>();
    let nearer = 0;
    let savedPersonM = 0;
    visit(o, (i, wasM, isM) => {
      const own = groups.length > 0 && groups[0].people[i] > 0 ? groups[0].people[i] : 0;
      if (wasM !== Infinity && isM < wasM) {
        nearer += own;
        savedPersonM += own * (wasM - isM);
      }
      const isWon = countsWorth(model) ? reached[i] === times && !coveredNow?.[i] : isM < wasM;
      if (!isWon) return;
      groups.forEach(({ people }, g) => (won[g] += people[i] > 0 ? people[i] : 0));
      if (unitOfRow[i] >= 0 && own > 0) byUnit.set(unitOfRow[i], (byUnit.get(unitOfRow[i]) ?? 0) + own);
    });
    const units = [...byUnit]
      .map(([unit, people]) => ({ unit, people }))
      .sort((a, b) => b.people - a.people || a.unit - b.unit);
    return { won, units, nearer, savedPersonM, meanSavedM: nearer > 0 ? savedPersonM / nearer : NaN };
  });
}
