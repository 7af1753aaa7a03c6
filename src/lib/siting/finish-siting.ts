import { joinPoints } from '../network/join.ts';
import { assignOpen } from './capacity-assign.ts';
import { explainNoChoice } from './check-problem.ts';
import { curveByMoney, curveByNumber, type SolveQuick } from './curve.ts';
import { orderSites, type SiteOrder } from './order-sites.ts';
import { planPhases, type Phase } from './phases.ts';
import { poseProblem, type Posed, type Service, type SitingAsk, type Standing } from './pose-problem.ts';
import { FIXED, gapOf, type SitingAnswer, type SitingProblem } from './problem.ts';
import { createQuickSolver } from './solve-quickly.ts';
import { isPlain } from './solve-siting.ts';
import { resampleProblem } from './resample.ts';
import { resampleSites, VARIATION } from './robustness.ts';
import { explainSites, type SiteReason } from './site-reasons.ts';
import type { Candidates, Siting } from './siting.ts';
import type { SitingFault } from './siting-faults.ts';
import type { Stays } from './stays.ts';

/** A question as it was posed (`SitingQuestion`), and what is wrong with it. */
export interface AnsweredQuestion {
  services: readonly Service[];
  candidates: Candidates;
  standing: Standing;
  ask: SitingAsk;
  posed: Posed;
  faults: SitingFault[];
  /** Phases to build in; empty: all at once. */
  phases: Phase[];
  /** Whether the curve by money is worked out, where prices are known. */
  byMoney: boolean;
  seed: number;
}

/** What there is to be worked out of an answer, in this order. */
export type SitingPart = 'order' | 'reasons' | 'robustness' | 'curve' | 'money' | 'phases';

/** The curve goes at least this far, so that the next few sites can be seen as well. */
const CURVE = 10;
const MONEY_STEPS = 12;

/** Pairs up to which runs of the robustness solve anew, some tens of milliseconds each; of larger questions with conditions it is not said. */
const RESAMPLED_PAIRS = 1_000_000;

/** Pairs go so many times as far as the limit, so that no run of the robustness lacks one. */
const WIDTH = (1 + VARIATION) / (1 - VARIATION);

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
    const why = question.faults.length > 0 || answer === null ? question.faults : [explainNoChoice(problem)];
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
    closed: posed.facility.filter((facility, o) => facility >= 0 && !isOpen.has(o)),
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
      reasons: []
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

/** Yuan of an option's candidate and size; NaN: not given. */
function costOf(
  { posed, candidates, ask }: Pick<AnsweredQuestion, 'posed' | 'candidates' | 'ask'>,
  o: number
): number {
  if (posed.candidate[o] < 0) return 0;
  const sized = posed.size[o] < 0 ? NaN : ask.sizes[posed.size[o]].cost;
  return Number.isNaN(sized) ? candidates.cost[posed.candidate[o]] : sized;
}

/** Of a question that is too large to be solved anew dozens of times. */
function unknownStays(sites: number): Stays {
  const unknown = () => new Float64Array(sites).fill(NaN);
  return { runs: 0, stays: unknown(), staysNear: unknown() };
}

/** How often each site stays: the quick way for plain coverage, else by solving anew. */
function staysOf(
  question: AnsweredQuestion,
  answer: SitingAnswer,
  sites: Int32Array,
  quick: SolveQuick
): Stays {
  const { services, candidates, standing, ask, posed, seed } = question;
  const [service] = services;
  const { problem } = posed;
  const { options } = problem;
  const isOfCandidates =
    services.length === 1 &&
    ask.model === 'mclp' &&
    options.capacity === null &&
    options.place.length === candidates.code.length &&
    posed.candidate.every((c, o) => c === o);
  const joins = service.network ? joinPoints(service.network, candidates) : null;
  const off = joins?.offM ?? new Float64Array(candidates.code.length);
  const isTimed = !Number.isNaN(service.measure.limitS);
  const points = orderByPlace(service.demand);
  const start = Int32Array.from(sites, (o) => posed.candidate[o]);
  if (isOfCandidates && isPlain(problem) && service.reach)
    return resampleSites(
      {
        ...{ sets: service.reach, limitM: service.measure.limitM, isTimed },
        people: service.demand.people[service.measure.field],
        presentM: service.coverage.distanceM,
        pointOffM: service.joins?.offM ?? new Float64Array(service.demand.lon.length),
        ...{ candidateOffM: off, pointOrder: points, sites: problem.limits.sites, start, seed },
        state: options.state,
        places: candidates
      },
      start
    );
  // Distances that are added up know no limit, which could vary.
  const isByDistance = ask.model === 'pmedian' || ask.model === 'pcenter';
  const wide = isByDistance ? posed : poseProblem(services, candidates, standing, ask, WIDTH);
  if (wide.problem.reach.point.length > RESAMPLED_PAIRS) return unknownStays(sites.length);
  // What stands is no option: it counts by its distances.
  const isApart = !posed.candidate.includes(-1);
  const rowOffM = new Float64Array(problem.weight.length);
  const presentM = new Float64Array(problem.weight.length);
  services.forEach(({ joins: of, coverage }, s) => {
    if (of) rowOffM.set(of.offM, posed.firstRow[s]);
    presentM.set(coverage.distanceM, posed.firstRow[s]);
  });
  const { facilities, joins: standingJoins } = standing;
  const at = (own: Float64Array, theirs: Float64Array) =>
    Float64Array.from(posed.candidate, (c, o) =>
      c >= 0 ? own[c] : posed.facility[o] >= 0 ? theirs[posed.facility[o]] : NaN
    );
  return resampleProblem(
    {
      problem: wide.problem,
      limitM: isByDistance ? Infinity : service.measure.limitM,
      start: answer.open,
      ...{ isTimed, seed, rowOffM },
      presentM: isApart ? presentM : null,
      optionOffM: at(off, standingJoins?.offM ?? new Float64Array(facilities.code.length)),
      pointOfRow: null,
      pointOrder: services.length === 1 ? points : null,
      places: { lon: at(candidates.lon, facilities.lon), lat: at(candidates.lat, facilities.lat) }
    },
    sites,
    quick
  );
}

/** Indexes from west to east, then from south to north. */
function orderByPlace({ lon, lat }: { lon: Float64Array; lat: Float64Array }): Uint32Array {
  return Uint32Array.from(lon, (_, i) => i).sort((a, b) => lon[a] - lon[b] || lat[a] - lat[b]);
}

/** People newly served by the best 1, 2, … sites (beside as many as may be moved); the answer's own number is as it was found. */
function curveOf(
  question: AnsweredQuestion,
  answer: SitingAnswer,
  order: SiteOrder,
  quick: SolveQuick
): Float64Array {
  const { problem, today, candidate } = question.posed;
  if (problem.model === 'pmedian' || problem.model === 'pcenter') return new Float64Array(0);
  const isCounted = problem.model === 'lscp';
  const { counts } = problem.options;
  // What may be moved counts towards the limit, kept or not; the curve is of what is more than that.
  let movable = 0;
  counts.forEach((each, o) => (movable += candidate[o] < 0 ? each : 0));
  const own = answer.open.reduce((sum, o) => sum + counts[o], 0) - movable;
  const upTo = Math.min(Math.max(CURVE, own), countFree(problem) - movable);
  const budget = isCounted ? Infinity : problem.limits.budget;
  const asked: SitingProblem = { ...problem, model: 'mclp', limits: { ...problem.limits, share: 1, budget } };
  const { value } = curveByNumber(asked, upTo, (each, before) => {
    const sites = each.limits.sites + movable;
    return quick(
      { ...each, limits: { ...each.limits, sites } },
      sites === own + movable ? answer.open : before
    );
  });
  const newly = value.map((each) => Math.max(0, (Number.isNaN(each) ? 0 : each) - today)).subarray(1);
  const found = isCounted ? (order.value.at(-1) ?? 0) - today : answer.objective - today;
  if (own > 0 && own <= newly.length) newly[own - 1] = Math.max(newly[own - 1], found);
  for (let k = 1; k < newly.length; k++) newly[k] = Math.max(newly[k], newly[k - 1]);
  return newly;
}

function countFree({ options }: SitingProblem): number {
  return options.counts.reduce((sum, counts, o) => sum + (counts && options.state[o] !== 2 ? 1 : 0), 0);
}

function isPriced({ posed, candidates, ask }: AnsweredQuestion): boolean {
  if (ask.model !== 'mclp' || ask.existing !== 'fixed') return false;
  return posed.candidate.every((c, o) => c < 0 || costOf({ posed, candidates, ask }, o) >= 0);
}

/** Worth newly served by money, any number of sites. */
function moneyOf(question: AnsweredQuestion, quick: SolveQuick): Siting['money'] {
  const { posed, candidates, ask } = question;
  const { problem } = posed;
  const cost = Float64Array.from(posed.candidate, (_, o) =>
    problem.options.state[o] === FIXED && posed.candidate[o] < 0 ? 0 : costOf({ posed, candidates, ask }, o)
  );
  const curve = curveByMoney(
    {
      ...problem,
      options: { ...problem.options, cost },
      limits: { ...problem.limits, sites: Infinity, budget: Infinity }
    },
    MONEY_STEPS,
    quick
  );
  return { ...curve, value: curve.value.map((each) => each - posed.today) };
}
