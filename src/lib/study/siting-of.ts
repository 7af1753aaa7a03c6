import { facilitiesIn } from '../coverage/distances.ts';
import type { Measure } from '../coverage/measure.ts';
import type { Sentence } from '../coverage/sentences.ts';
import { createUnitLocator, withParents } from '../demand/levels.ts';
import { apartPairs } from '../siting/apart.ts';
import { besideCategories } from '../siting/beside.ts';
import { checkLocks, checkProblem, type SitingNames } from '../siting/check-problem.ts';
import { inPlaceOrder, widestReachM } from '../siting/choose-sites.ts';
import { pickCandidates } from '../siting/combine-candidates.ts';
import type { ReachSets } from '../siting/cover-problem.ts';
import { poseProblem, type Posed } from '../siting/pose-problem.ts';
import { reachOf } from '../siting/pose-reach.ts';
import type { SitingProblem } from '../siting/problem.ts';
import type { Candidates } from '../siting/siting.ts';
import type { Service, SitingAsk, Size } from '../siting/siting-ask.ts';
import { UNSAID } from '../siting/judge-candidates.ts';
import { faultOf, type SitingFault } from '../siting/siting-faults.ts';
import { communitiesIn, gatherCandidates, type Gathered } from './candidates-of.ts';
import { readyReach } from './prefetch-reach.ts';
import { askMeasure, studyMeasures, type Session } from './session.ts';
import type { SitingChoice } from './siting-choice.ts';
import type { MeasureResult } from './study.ts';
import { networkFor } from './walkers.ts';

/** A siting question of a study as a problem, with what its numbers stand for. */
export interface Posing {
  choice: SitingChoice;
  /** Of each service, the question's own first. */
  results: MeasureResult[];
  services: Service[];
  /** The fit ones, as they are preferred among equals. */
  candidates: Candidates;
  gathered: Gathered;
  ask: SitingAsk;
  posed: Posed;
  names: SitingNames;
  /** Why it can't be answered; empty where it can. */
  faults: SitingFault[];
  /** Candidates that are barred for a condition of the question, and why. */
  barred: { candidate: number; zh: string; en: string }[];
  /** What of the question could not be heeded. */
  notes: Sentence[];
}

/**
 * Writes a question of a study as a problem: candidates gathered and judged, whom each reaches, what binds the choice. Null where the
 * measure's group is missing in the data, or there is neither a layer of candidates nor a network.
 */
export function poseSiting(session: Session, result: MeasureResult, choice: SitingChoice): Posing | null {
  const results = [result, ...(choice.with ?? []).map(({ standard }) => resultOf(session, standard))];
  if (results.some(({ joined, measure }) => !joined.demand.people[measure.field])) return null;
  const found = gatherFor(
    session,
    choice,
    results.map(({ measure }) => measure)
  );
  if (!found) return null;
  const candidates = inOrder(found.fitting);
  const { facilities, joins } = session.lately;
  const { forbid, barred } = forbidden(session, candidates, choice);
  const ask = askOf(session, result, choice, candidates, forbid);
  const services = results.map((each, k) => serviceOf(session, each, candidates, choice, k));
  const posed = poseProblem(services, candidates, { facilities, joins }, ask);
  const names = namesOf(session, services, posed, candidates);
  const byCandidate = { option: (c: number) => candidates.name[c] || candidates.code[c] };
  const faults = [
    ...faultsOfChoice(choice, found),
    ...(services.length > 1 && posed.problem.options.capacity ? [faultOf('capacity_several')] : []),
    ...checkLocks(ask.lock, ask.forbid, byCandidate),
    ...checkProblem(posed.problem, names)
  ];
  const gathered = { ...found, unsaid: [...found.unsaid, ...unsaidCapacity(posed, candidates, found)] };
  const notes = unheeded(choice, posed.problem);
  return { choice, results, services, candidates, gathered, ask, posed, names, faults, barred, notes };
}

/** What is wrong with a question before it is a problem: sites that can't be had are locked, no end to how many. */
function faultsOfChoice(
  { lock = [], model, sites, budget, phases = [] }: SitingChoice,
  { candidates, unfit }: Gathered
): SitingFault[] {
  const why = new Map(unfit.map(({ candidate, zh, en }) => [candidates.code[candidate], { zh, en }]));
  const known = new Set(candidates.code);
  const lost = [...new Set(lock)].filter((code) => !known.has(code) || why.has(code));
  const said = lost.map((code) => why.get(code) ?? { zh: '不在候选点里', en: 'is no candidate' });
  const faults: SitingFault[] = [];
  if (lost.length > 0)
    faults.push(
      faultOf(
        'locked_unfit',
        lost,
        said.map(({ zh }) => zh),
        said.map(({ en }) => en)
      )
    );
  if (sites === null && budget === undefined && model !== 'lscp' && phases.length === 0)
    faults.push(faultOf('no_end'));
  return faults;
}

/** Fit candidates that would hold as many as come, since neither they nor a size say how many, where that matters. */
function unsaidCapacity(
  { problem, candidate }: Posed,
  { code }: Candidates,
  { candidates, fit }: Gathered
): Gathered['unsaid'] {
  const { capacity } = problem.options;
  if (!capacity) return [];
  const lacking = new Set<string>();
  candidate.forEach((c, o) => {
    if (c >= 0 && capacity[o] === Infinity) lacking.add(code[c]);
  });
  if (lacking.size === 0) return [];
  return [
    { what: 'capacity', candidates: fit.filter((i) => lacking.has(candidates.code[i])), ...UNSAID.capacity }
  ];
}

/** Parts of a question that its model has no use for. */
function unheeded(choice: SitingChoice, { options }: SitingProblem): Sentence[] {
  const { model } = choice;
  const notes: Sentence[] = [];
  const leave = (field: string, zh: string, en: string) =>
    notes.push({
      zh: `“${field}”只用于${zh}，这里未用`,
      en: `"${field}" is only for ${en}, and was not heeded here`
    });
  const isByDistance = model === 'pmedian' || model === 'pcenter';
  if (choice.share !== undefined && model !== 'lscp') leave('share', '全部覆盖（lscp）', 'lscp');
  if (choice.twice && isByDistance) leave('twice', '覆盖类目标（mclp、lscp）', 'mclp and lscp');
  else if (choice.twice && options.capacity)
    leave('twice', '没有容量要求的标准', 'standards without a capacity');
  if (choice.phases?.length && model === 'lscp')
    leave('phases', '有处数的目标', 'models with a number of sites');
  if (!options.capacity && choice.sizes?.some(({ capacity }) => capacity !== undefined))
    leave('sizes.capacity', '有容量要求的标准', 'standards with a capacity');
  if (choice.existing !== undefined && choice.existing !== 'fixed' && choice.budget === undefined)
    notes.push({
      zh: '没有填预算，撤并、迁建现有设施都按不花钱算，哪一处都可能被挪动；要计费用，请填预算和每处的价钱',
      en: 'without a budget closing or moving what stands costs nothing, so that any of it may go; give a budget and a price for each to have it counted'
    });
  return notes;
}

// What is forbidden by the user is barred later: whom candidates reach need not be searched anew.
function gatherFor(session: Session, choice: SitingChoice, measures: Measure[]): Gathered | null {
  return gatherCandidates(session, { ...choice, forbid: undefined }, measures);
}

/** The candidates of a question as `poseSiting` takes them; null where there are none. */
export function candidatesFor(
  session: Session,
  choice: SitingChoice,
  measures: Measure[]
): Candidates | null {
  const gathered = gatherFor(session, choice, measures);
  return gathered && inOrder(gathered.fitting);
}

function resultOf(session: Session, standard: string): MeasureResult {
  const measure = studyMeasures(session).find(({ id }) => id === standard);
  if (!measure)
    throw new Error(
      `选址所依据的“${standard}”不在本研究的标准或自定义指标里 · ` +
        `expected siting for a coverage standard or measure of the study, got "${standard}"`
    );
  return askMeasure(session, measure);
}

const ordered = new WeakMap<Candidates, Candidates>();

/** Candidates in the order of preference among equals; the same object for the same candidates. */
function inOrder(fitting: Candidates): Candidates {
  let found = ordered.get(fitting);
  if (!found) {
    found = pickCandidates(fitting, inPlaceOrder(fitting).order);
    ordered.set(fitting, found);
  }
  return found;
}

/** Whom the candidates of a question reach, by what it is kept under; a few are kept, so that a lock costs no search. */
const reaches = new WeakMap<Candidates, { key: string; reach: ReachSets }[]>();
const KEPT_REACHES = 4;

function serviceOf(
  session: Session,
  result: MeasureResult,
  candidates: Candidates,
  choice: SitingChoice,
  k: number
): Service {
  const { measure, joined, coverage } = result;
  const network = networkFor(session, measure);
  const service: Service = {
    ...{ measure, demand: joined.demand, coverage, network, joins: joined.joins },
    weight: k === 0 ? 1 : (choice.with?.[k - 1].weight ?? 1)
  };
  if (choice.model === 'pmedian' || choice.model === 'pcenter') return service;
  const list = reaches.get(candidates) ?? [];
  reaches.set(candidates, list);
  const key = JSON.stringify([
    measure.demand,
    measure.walker ?? measure.group,
    measure.limitM,
    choice.standard === measure.id
  ]);
  let found = list.find((each) => each.key === key)?.reach;
  if (!found) {
    found =
      readyReach(session, measure, candidates) ??
      reachOf(network, joined.joins, joined.demand, candidates, null, widestReachM(measure));
    list.push({ key, reach: found });
    if (list.length > KEPT_REACHES) list.shift();
  }
  return { ...service, reach: found };
}

/** Candidates that the user, or a condition, rules out. */
function forbidden(
  session: Session,
  candidates: Candidates,
  { forbid = [], beside }: SitingChoice
): { forbid: Uint8Array; barred: Posing['barred'] } {
  const codes = new Set(forbid);
  const ruledOut = Uint8Array.from(candidates.code, (code) => (codes.has(code) ? 1 : 0));
  const barred: Posing['barred'] = [];
  if (!beside) return { forbid: ruledOut, barred };
  const { facilities, joins } = session.lately;
  const near = besideCategories(candidates, {
    ...{ facilities, joins, network: session.network },
    categories: beside.facilities,
    withinM: beside.within_m
  });
  near.facility.forEach((facility, candidate) => {
    if (facility >= 0) return;
    ruledOut[candidate] = 1;
    const m = beside.within_m;
    barred.push({
      candidate,
      zh: `步行 ${m} 米内没有所要求毗邻的设施`,
      en: `none of the facilities that it has to be beside within a walk of ${m} m`
    });
  });
  return { forbid: ruledOut, barred };
}

function askOf(
  session: Session,
  { measure }: MeasureResult,
  choice: SitingChoice,
  candidates: Candidates,
  forbid: Uint8Array
): SitingAsk {
  const locked = new Set(choice.lock);
  return {
    model: choice.model,
    sites: choice.sites ?? Infinity,
    share: choice.share ?? 1,
    least: choice.least,
    budget: choice.budget ?? Infinity,
    times: choice.twice ? 2 : 1,
    sizes: (choice.sizes ?? []).map((size): Size => ({
      name: size.name,
      cost: size.cost ?? NaN,
      capacity: size.capacity ?? NaN,
      leastM2: size.least_m2 ?? 0
    })),
    groups: choice.each ? lackingUnits(session, measure, candidates, choice.each, choice.in) : [],
    apart: choice.apart_m ? apartPairs(candidates, choice.apart_m).pairs : new Uint32Array(0),
    existing: choice.existing ?? 'fixed',
    price: choice.price ?? 0,
    lock: Uint8Array.from(candidates.code, (code) => (locked.has(code) ? 1 : 0)),
    forbid
  };
}

/** The units of a level, those only that lie in or hold communities asked about (`within`), in which none of the measure's facilities lies, and none says that it serves them, with the candidates there. */
function lackingUnits(
  session: Session,
  { categories, needs }: MeasureResult['measure'],
  candidates: Candidates,
  level: 'community' | 'subdistrict',
  within: readonly string[] = []
): SitingAsk['groups'] {
  const { units } = session.inputs;
  const asked =
    within.length > 0
      ? new Set([...communitiesIn(units, within)].flatMap((community) => withParents(units, community)))
      : null;
  const { facilities } = session.lately;
  const locate = createUnitLocator(units, level);
  const has = new Set<number>();
  const words = new Map<string, number>();
  units.level.forEach((each, unit) => {
    if (each === level) for (const word of [units.code[unit], units.name[unit]]) words.set(word, unit);
  });
  for (const i of facilitiesIn(facilities, categories, needs)) {
    has.add(locate(facilities.lon[i], facilities.lat[i]));
    has.add(words.get(facilities.servesUnit[i]) ?? -1);
  }
  const inside = new Map<number, number[]>();
  candidates.code.forEach((_, c) => {
    const unit = locate(candidates.lon[c], candidates.lat[c]);
    inside.set(unit, [...(inside.get(unit) ?? []), c]);
  });
  return units.level.flatMap((each, unit) =>
    each === level && !has.has(unit) && (asked?.has(unit) ?? true)
      ? [{ candidates: inside.get(unit) ?? [], name: units.name[unit] }]
      : []
  );
}

/** What rows and options are called in a sentence about what is wrong with a question. */
function namesOf(
  session: Session,
  services: Service[],
  { firstRow, candidate, facility }: Posed,
  { name, code }: Candidates
): SitingNames {
  const { units } = session.inputs;
  const { facilities } = session.lately;
  return {
    row: (i) => {
      const s = firstRow.findLastIndex((first) => first <= i);
      const unit = services[s]?.demand.unit[i - firstRow[s]] ?? -1;
      return unit >= 0 ? units.name[unit] : '?';
    },
    option: (o) =>
      candidate[o] >= 0
        ? name[candidate[o]] || code[candidate[o]]
        : facility[o] >= 0
          ? facilities.name[facility[o]] || facilities.code[facility[o]]
          : '?',
    isStanding: (o) => candidate[o] < 0,
    isYuan: true
  };
}
