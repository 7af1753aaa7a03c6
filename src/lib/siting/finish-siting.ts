import { type AnsweredQuestion, costOf } from './answered-question.ts';
import { assignOpen } from './capacity-assign.ts';
import { explainNoChoice } from './check-problem.ts';
import { curveOf, isPriced, moneyOf } from './curves-of.ts';
import { orderSites, type SiteOrder } from './order-sites.ts';
import { explainFewer } from './fewer-sites.ts';
import { planPhases } from './phases.ts';
import type { Posed } from './pose-problem.ts';
import { FIXED, gapOf, type SitingAnswer, type SitingProblem } from './problem.ts';
import { createQuickSolver } from './solve-quickly.ts';
import { rowsWon } from './rows-won.ts';
import { explainSites, type SiteReason } from './site-reasons.ts';
import type { Siting } from './siting.ts';
import type { Service } from './siting-ask.ts';
import { staysOf } from './stays-of.ts';

/** What there is to be worked out of an answer, in this order. */
export type SitingPart = 'order' | 'reasons' | 'robustness' | 'curve' | 'money' | 'phases';

/**
 * What an answer means: the order of building, what each site wins and why it is there, how the answer stands when what it rests on
 * varies, the curves by number and by money, phases. Sums of worth are in people where there is one service. `onPart` hears of each part
 * when it is done.
 */
export function finishSiting(
  question: AnsweredQuestion,
  answer: SitingAnswer | null,
  onPart: (part: SitingPart) => void = () => {}
): Siting {
  const { services, candidates, ask, posed } = question;
  const { problem } = posed;
  const [{ measure }] = services;
  const total = problem.weight.reduce((sum, worth) => sum + worth, 0) + posed.base + posed.leftOut;
  const isByDistance = ask.model === 'pmedian' || ask.model === 'pcenter';
  const base = { standard: measure.id, model: ask.model, candidates, total, leftOut: posed.leftOut };
  const isNone = answer === null || !Number.isFinite(answer.objective);
  if (isNone || question.faults.length > 0) {
    const why =
      question.faults.length > 0 || answer === null ? question.faults : [explainNoChoice(problem, true)];
    const today = posed.base + (isByDistance ? 0 : posed.today);
    return { ...emptyAnswer(answer), ...base, today, faults: why };
  }
  const evaluate = evaluatorOf(problem);
  const quick = createQuickSolver(question.seed);
  const order = orderSites(asStanding(posed), answer.open, evaluate);
  onPart('order');
  const sites = Int32Array.from(order.sites, (o) => posed.candidate[o]);
  const served = isByDistance ? coveredBy(question, order) : servedBy(order, posed);
  const reasons = reasonsOf(question, answer, order, evaluate);
  onPart('reasons');
  const stays = staysOf(question, answer, order.sites, quick);
  onPart('robustness');
  const curve = curveOf(question, answer, order, quick);
  onPart('curve');
  const money = question.byMoney && isPriced(question) ? moneyOf(question, quick) : null;
  onPart('money');
  const phases =
    question.phases.length > 0 && ask.model !== 'lscp'
      ? planPhases(problem, question.phases, (each) => quick(each, null))
      : null;
  onPart('phases');
  // Of what is newly served: what stands, and stays, is no merit of the choice.
  const less = ask.model === 'mclp' ? posed.today : 0;
  const isOpen = new Set(answer.open);
  return {
    ...base,
    sites,
    size: Array.from(order.sites, (o) => (posed.size[o] < 0 ? '' : ask.sizes[posed.size[o]].name)),
    ...served,
    cost: Float64Array.from(order.sites, (o) => costOf(question, o)),
    robustness: stays.stays,
    robustnessNear: stays.staysNear,
    reasons,
    objective: answer.objective - less,
    bound: answer.bound - less,
    gap: gapOf(answer.objective - less, answer.bound - less),
    ...{ proven: answer.proven, by: answer.by },
    rowsWon: rowsWon(question, answer.open, order),
    closed: posed.facility.filter((facility, o) => facility >= 0 && !isOpen.has(o)),
    // What may be moved counts among the sites.
    notes: [ask.existing === 'movable' ? null : explainFewer(problem, answer.open)].filter(
      (each) => each !== null
    ),
    ...{ curve, money, phases, faults: [] }
  };
}

function emptyAnswer(
  answer: SitingAnswer | null
): Omit<Siting, 'standard' | 'model' | 'candidates' | 'total' | 'leftOut' | 'faults' | 'today'> {
  return {
    ...{ sites: new Int32Array(0), size: [], gain: new Float64Array(0), coveredAfter: new Float64Array(0) },
    ...{
      cost: new Float64Array(0),
      robustness: new Float64Array(0),
      robustnessNear: new Float64Array(0),
      reasons: [],
      ...{ rowsWon: new Uint16Array(0), notes: [] }
    },
    ...{ objective: NaN, bound: answer?.bound ?? NaN, gap: NaN, proven: false, by: answer?.by ?? [] },
    ...{ closed: new Int32Array(0), curve: new Float64Array(0), money: null, phases: null }
  };
}

/** The problem as the order of building sees it: what stands is no site, also where it may be moved or giving it up is free. */
function asStanding({ problem, candidate }: Posed): SitingProblem {
  const { options } = problem;
  const isSite = (o: number) => candidate[o] >= 0;
  const state = options.state.map((each, o) => (isSite(o) ? each : FIXED));
  const counts = options.counts.map((each, o) => (isSite(o) ? each : 0));
  return { ...problem, options: { ...options, state, counts } };
}

/** What a set of open options is worth where there are capacities; null: by reach alone. */
function evaluatorOf(problem: SitingProblem): ((open: number[]) => number) | null {
  if (!problem.options.capacity) return null;
  return (open) => {
    const { served, flowFirst, flowOption, flowWorth } = assignOpen(problem, open);
    if (problem.model !== 'pmedian')
      return served.reduce((sum, share, i) => sum + share * problem.weight[i], 0);
    if (served.some((share, i) => problem.weight[i] > 0 && share < 1 - 1e-9)) return Infinity;
    let sum = 0;
    for (let i = 0; i + 1 < flowFirst.length; i++)
      for (let a = flowFirst[i]; a < flowFirst[i + 1]; a++)
        sum += flowWorth[a] * metresTo(problem, flowOption[a], i);
    return sum;
  };
}

function metresTo({ reach }: SitingProblem, option: number, row: number): number {
  for (let k = reach.first[option]; k < reach.first[option + 1]; k++)
    if (reach.point[k] === row) return reach.metres[k];
  return Infinity;
}

/** Worth that each site newly serves, and all that is served after it. */
function servedBy(order: SiteOrder, { base, today }: Posed): Pick<Siting, 'gain' | 'coveredAfter' | 'today'> {
  return {
    gain: order.gain,
    coveredAfter: order.value.map((value) => value + base),
    // What is given up is served today too.
    today: today + base
  };
}

/** People within the measure's limit after each site, where the model adds up distances. */
function coveredBy(
  question: AnsweredQuestion,
  order: SiteOrder
): Pick<Siting, 'gain' | 'coveredAfter' | 'today'> {
  const { services, posed } = question;
  const { reach, weight } = posed.problem;
  const covered = new Uint8Array(weight.length);
  let sum = 0;
  const add = (option: number) => {
    for (let k = reach.first[option]; k < reach.first[option + 1]; k++) {
      const i = reach.point[k];
      if (covered[i] || !(reach.metres[k] <= limitOf(services, posed, i))) continue;
      covered[i] = 1;
      sum += weight[i];
    }
    return sum;
  };
  order.standing.forEach(add);
  const today = sum;
  const coveredAfter = Float64Array.from(order.sites, add);
  const gain = coveredAfter.map((after, k) => after - (k === 0 ? today : coveredAfter[k - 1]));
  return { gain, coveredAfter, today };
}

function limitOf(services: readonly Service[], { firstRow }: Posed, row: number): number {
  return services[serviceOfRow(firstRow, row)].measure.limitM;
}

function serviceOfRow(firstRow: number[], row: number): number {
  let s = 0;
  while (row >= firstRow[s + 1]) s++;
  return s;
}

function reasonsOf(
  { services, posed, candidates, ask }: AnsweredQuestion,
  answer: SitingAnswer,
  order: SiteOrder,
  evaluate: ((open: number[]) => number) | null
): SiteReason[] {
  const { problem, firstRow } = posed;
  const rows = problem.weight.length;
  const fields = groupFields(services);
  const column = () => new Float64Array(rows);
  const groups = fields.map((group) => ({ group, people: column() }));
  const unitOfRow = new Int32Array(rows).fill(-1);
  const presentM = column();
  const coveredNow = new Uint8Array(rows);
  services.forEach(({ demand, coverage, measure }, s) => {
    const at = firstRow[s];
    unitOfRow.set(demand.unit, at);
    presentM.set(coverage.distanceM, at);
    coveredNow.set(coverage.covered, at);
    groups.forEach(({ people }, g) => {
      const of = g === 0 ? demand.people[measure.field] : s === 0 ? demand.people[fields[g]] : undefined;
      if (of)
        people.set(
          of.map((each) => (each > 0 ? each : 0)),
          at
        );
    });
  });
  const costs = Float64Array.from(posed.candidate, (_, o) => costOf({ posed, candidates, ask }, o));
  return explainSites({
    ...{ problem, open: answer.open, order, groups, unitOfRow, presentM, costs, evaluate },
    coveredNow: ask.existing === 'fixed' && ask.times === 1 && !problem.options.capacity ? coveredNow : null
  });
}

/** The fields of people that reasons tell of: the measure's own, then the others that its demand has. */
export function groupFields([{ measure, demand }]: readonly Service[]): string[] {
  return [measure.field, ...Object.keys(demand.people).filter((field) => field !== measure.field)];
}
