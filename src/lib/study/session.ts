import type { Coverage } from '../coverage/coverage.ts';
import { distancesTo, type Distances } from '../coverage/distances.ts';
import type { Facilities } from '../coverage/facilities.ts';
import { findGaps } from '../coverage/find-gaps.ts';
import { measureCoverage } from '../coverage/measure-coverage.ts';
import type { Measure } from '../coverage/measure.ts';
import { measureOf, measuresOf } from '../coverage/measures.ts';
import type { TransportSolver } from '../coverage/transport.ts';
import { needsKey } from '../coverage/qualify.ts';
import type { Survey } from '../coverage/survey.ts';
import { spreadFloorSpace } from '../demand/floor-space.ts';
import { spreadLand } from '../demand/land.ts';
import { spreadPopulation, type Spread } from '../demand/spread-population.ts';
import { walkOutByGates, type WalkOut } from '../demand/walk-out.ts';
import type { Points } from '../geometry/shapes.ts';
import { joinPoints } from '../network/join.ts';
import type { Mend } from '../network/mend-lines.ts';
import type { Joins, Network } from '../network/network.ts';
import type { MipSolver } from '../siting/mip.ts';
import { rulesInForce } from '../standards/rules-in-force.ts';
import type { PopulationGroup, Standard } from '../standards/standard.ts';
import { POPULATION_GROUPS } from '../standards/taxonomy.ts';
import { applyScenario } from './apply-scenario.ts';
import type { Inputs } from './inputs.ts';
import { joinFacilities } from './join-facilities.ts';
import { mendRoads } from './mend-roads.ts';
import { placePeople } from './place-people.ts';
import { networkOf } from './saved-graph.ts';
import { packsOf } from './study-packs.ts';
import { atOwnSpeed, networkFor, rulesKey, withOwnSpeed, type Weighed } from './walkers.ts';
import { layerOf, type Scenario } from './scenario.ts';
import type { JoinedDemand, MeasureResult } from './study.ts';
import type { StudyFile } from './study-file.ts';
import { surveyOf } from './survey-of.ts';

/** What a study file says beside its layers. */
export type StudyChoices = Pick<
  StudyFile,
  | 'profiles'
  | 'walker'
  | 'walkers'
  | 'at'
  | 'standards'
  | 'measure'
  | 'siting'
  | 'links'
  | 'access'
  | 'mends'
  | 'area'
  | 'rules'
  | 'off'
  | 'packs'
  | 'on'
>;

/** A part of long work that is done: what comes next, and the share done, 0 to 1. */
export interface Progress {
  name: 'network' | 'demand' | 'coverage' | 'siting';
  share: number;
  counted?: Counted;
}

/** Things of a step of long work that are done, of all that it has; of `people` those whom the step is about. */
export interface Counted {
  what: 'people' | 'rules' | 'searches' | 'scenarios';
  done: number;
  of: number;
}

/** A study held open: everything that does not change with the scenario, and what was worked out for the last one. */
export interface Session {
  /** The roads with the study's mends made. */
  inputs: Inputs;
  choices: StudyChoices;
  standards: Standard[];
  walker: PopulationGroup;
  /** Null: no roads were given, distances are estimates. */
  network: Network | null;
  /** The network as each kind of walker of the study finds it, by what `networkFor` keeps it under. */
  weighed: Weighed;
  present: { facilities: Facilities; joins: Joins | null };
  demands: Map<Measure['demand'], JoinedDemand>;
  /** Sends people to places for measures that have a capacity; none: the nearest come first. Set by who can load one. */
  solver?: TransportSolver | null;
  /** What siting may use: a solver of whole-number programs, and a clock in seconds. Set by who has them; without, nothing is timed. */
  tools?: { mip: MipSolver | null; now: () => number };
  /** Mends of the study that fit nowhere any more: the roads there have changed. */
  lostMends: Mend[];
  /** The session of the present state, where this is that of a scenario which changes the ground (`sessionFor`). */
  base?: Session;
  /** How people become points where a scenario changes the ground; none: as the inputs say. */
  spread?: (method: Measure['demand']) => JoinedDemand;
  /** Links of the scenario that fit nowhere: no way passes one of their ends. */
  lostLinks?: { code: string; name: string }[];
  /** Distances by demand and categories, for the facilities of one list of edits of these (as JSON). */
  lately: { edits: string; facilities: Facilities; joins: Joins | null; distances: Map<string, Distances> };
}

/**
 * Builds the network and the demand of a study. Yields before each step, so that the caller can report and stop.
 * `saved` is the graph that was kept with the study: it is taken where it was made of these roads. Throws for a walker,
 * profile or standard that is not known.
 */
export function* openSession(
  given: Inputs,
  choices: StudyChoices,
  saved: Uint8Array | null = null
): Generator<Progress, Session> {
  const known = POPULATION_GROUPS.find((group) => group.code === choices.walker);
  if (!known)
    throw new Error(
      `没有名为“${choices.walker}”的步行者 · expected a population group, got "${choices.walker}"`
    );
  const walker = withOwnSpeed(known, choices);
  const standards = chooseStandards(choices);
  yield { name: 'network', share: 0 };
  const mended = given.roads && mendRoads(given.roads, choices.mends ?? []);
  const inputs = mended && mended.roads !== given.roads ? { ...given, roads: mended.roads } : given;
  const network = inputs.roads ? networkOf(inputs.roads, saved) : null;
  yield { name: 'demand', share: 0.5, counted: { what: 'people', done: 0, of: peopleOf(inputs) } };
  const { facilities } = inputs;
  const present = { facilities, joins: network ? joinPoints(network, facilities) : null };
  const lately = { edits: '[]', ...present, distances: new Map<string, Distances>() };
  const session: Session = {
    ...{ inputs, choices, standards, walker, network, present, lately },
    demands: new Map(),
    weighed: new Map(),
    lostMends: mended?.lost ?? []
  };
  demandOf(session, 'auto');
  return session;
}

/** Residents of the communities, of those where they are known. */
function peopleOf({ units }: Inputs): number {
  const residents = units.totals.pop_resident ?? new Float64Array(0);
  return residents.reduce(
    (sum, people, unit) => sum + (units.level[unit] === 'community' && people > 0 ? people : 0),
    0
  );
}

/** Takes other rules into an open study; the network, the people and the facilities stay. Throws as `openSession` does. */
export function changeStandards(session: Session, choices: StudyChoices): void {
  session.standards = chooseStandards(choices);
  session.choices = choices;
  // What rules were judged by knows of the study area: it is to be gathered anew.
  session.lately = { ...session.lately };
}

/** The rules the study asks for (`rulesInForce`): those named, else those of its profiles, with its changes and switches. */
function chooseStandards({ profiles, standards, rules, off, on, packs }: StudyChoices): Standard[] {
  return rulesInForce({ profiles, standards, packs: packsOf({ packs }), changes: rules, off, on });
}

/** Every measure the study reports: those of its coverage standards, then the user's own. */
export function studyMeasures(session: Session): Measure[] {
  const own = session.choices.measure.map((measure) => measureOf(measure, session.walker));
  const all = [...session.standards.flatMap((standard) => measuresOf(standard, session.walker)), ...own];
  return all.map((measure) => atOwnSpeed(measure, session.choices));
}

/** People (or floor space, or land) as points by one method, joined to the network; worked out once. */
export function demandOf(session: Session, method: Measure['demand']): JoinedDemand {
  const known = session.demands.get(method);
  if (known) return known;
  const joined = session.spread?.(method) ?? joinDemand(session, spreadOf(session, method), method);
  session.demands.set(method, joined);
  return joined;
}

/** People that `method` has made points, joined to the session's network. */
export function joinDemand(session: Session, demand: Spread, method: Measure['demand']): JoinedDemand {
  const { network } = session;
  const own = network ? joinPoints(network, demand) : null;
  const walkOut = own && method !== 'centroid' ? walkOutOf(session, demand, own) : null;
  const joins = walkOut?.joins ?? own;
  const connected = joins
    ? Uint8Array.from(joins.edge, (edge) => (edge >= 0 ? 1 : 0))
    : new Uint8Array(demand.lon.length).fill(1);
  return { demand, joins, connected, walkOut };
}

/** People (or floor space, or land) of inputs as points by one method. */
export function spreadOf(
  { inputs, network }: Pick<Session, 'inputs' | 'network'>,
  method: Measure['demand']
): Spread {
  const { units, residential, roads, nonResidential } = inputs;
  if (method === 'building') return spreadFloorSpace(units, residential);
  if (method === 'land') return spreadLand(units, nonResidential);
  return spreadPopulation(units, residential, network, method, roads?.highway, nonResidential);
}

/** How points walk out by the gates of estates; null where none does, or the study knows no gates or no estates' outlines. */
function walkOutOf({ inputs, network }: Session, points: Points, own: Joins): WalkOut | null {
  const { gates, estateShapes } = inputs;
  if (!network || !gates || gates.lon.length === 0 || !estateShapes) return null;
  return walkOutByGates(network, points, own, gates, estateShapes);
}

/**
 * Facilities of a scenario; asking again for the same edits gives the same object, with its joins and distances. What a scenario
 * changes of the ground is the session's own: ask for it with that of `sessionFor`.
 */
export function facilitiesOf(session: Session, scenario: Scenario): Facilities {
  const edits = JSON.stringify(scenario.edits.filter((edit) => layerOf(edit) === 'facilities'));
  if (session.lately.edits !== edits) {
    const facilities = applyScenario(session.inputs.facilities, scenario);
    const { network, present } = session;
    const joins =
      network && present.joins
        ? joinFacilities(network, facilities, { facilities: present.facilities, joins: present.joins })
        : null;
    session.lately = { edits, facilities, joins, distances: new Map() };
  }
  return session.lately.facilities;
}

/** By what distances are kept: measures that differ only in limit share them, and groups that walk alike. */
export function distancesKey(session: Session, measure: Measure): string {
  const { demand, categories, needs } = measure;
  return `${demand}|${categories.join()}${needsKey(needs)}${rulesKey(session, measure)}`;
}

/** Coverage and gaps of one measure for the facilities that `facilitiesOf` gave last. */
export function askMeasure(session: Session, measure: Measure): MeasureResult {
  const { joined, coverage, survey } = askCoverage(session, measure);
  const gaps = findGaps(coverage, session.inputs.units, joined.demand, joined.connected, survey);
  return { measure, joined, coverage, gaps };
}

/** The coverage alone: one search, or none where the distances are known. */
export function askCoverage(
  session: Session,
  measure: Measure
): { joined: JoinedDemand; coverage: Coverage; survey: Survey } {
  const { inputs, lately } = session;
  const joined = demandOf(session, measure.demand);
  const key = distancesKey(session, measure);
  let distances = lately.distances.get(key);
  if (!distances) {
    const joins = joined.joins && lately.joins ? { points: joined.joins, facilities: lately.joins } : null;
    const network = networkFor(session, measure);
    const { categories, needs } = measure;
    distances = distancesTo(network, joins, joined.demand, lately.facilities, categories, null, needs);
    lately.distances.set(key, distances);
  }
  const { units } = inputs;
  const survey = surveyOf(units, joined.demand, distances);
  const within = measureCoverage(measure, units, joined.demand, distances, survey);
  return { joined, coverage: placePeople(session, within, joined, distances, survey), survey };
}
