import type { Coverage } from '../coverage/coverage.ts';
import type { Demand } from '../demand/demand.ts';
import { roundPeople } from '../demand/share-out.ts';
import { joinPoints } from '../network/join.ts';
import type { Joins, Network } from '../network/network.ts';
import type { LinkCrossing } from './link-crossings.ts';
import { layLinkGraph, type LinkGraph } from './link-graph.ts';
import { appendPairs, type LinkPairs } from './link-pairs.ts';
import { betterSpots, type SpotsBeside } from './link-spots.ts';
import { sayLink } from './link-sentence.ts';
import type { LinkKind, LinkProposal, LinkSiting, SiteBesideLinks } from './link-siting.ts';
import { createLinkState } from './link-state.ts';
import { gapOf } from './problem.ts';
import { searchMoves, type FoundMoves } from './search-links-and-sites.ts';
import type { Candidates } from './siting.ts';

/** A question for links. */
export interface LinkQuestion {
  demand: Demand;
  demandJoins: Joins;
  /** Coverage of the measure by the facilities that are there, on the same demand and network. */
  coverage: Coverage;
  network: Network;
  /** Facilities that qualify. */
  facilityJoins: Joins;
  pairs: LinkPairs;
  /** What each pair runs across (`findLinkCrossings`). */
  crossings: readonly LinkCrossing[];
  /** How the pairs were chosen, for what is said of them. */
  straightM: number;
  timesAround: number;
  /** So many links at most. */
  links: number;
  /** Most that links (and sites) may cost; Infinity: no matter. */
  budget: number;
  /** Of one link of each kind; a kind without a price is not proposed. Null: prices do not matter. */
  prices: Partial<Record<LinkKind, number>> | null;
  /** The name of the road at a position, '' where there is none. */
  roadName?: (lon: number, lat: number) => string;
  /** Steps of the search (`LinkLimits`). */
  steps?: number;
  /** Further pairs close to those chosen (`findPairsBeside`), to be tried in their place; none: they stay where they are. */
  beside?: (chosen: readonly number[]) => SpotsBeside;
}

/** The same with buildings: so many of `candidates` at most. With a budget a candidate without a cost is not proposed. */
export interface LinkAndSiteQuestion extends LinkQuestion {
  sites: number;
  candidates: Candidates;
}

/** Some seconds of work: with more pairs than that can be searched the answer carries a bound. */
const STEPS = 30_000_000;

/**
 * The links that newly bring the most people within the measure's limit (method §8). Gains are exact: a link shortens walks only by
 * being walked over, so that the search starts anew from its two ends alone. People and facilities walk on to the network
 * where they do today. Two links may win only together, so that no sum of gains is a bound; `searchLinks` says what is.
 */
export function siteLinks(question: LinkQuestion): LinkSiting {
  return solve(question, null, 0);
}

/** The links and buildings that win the most together: given numbers of each, or also a budget. */
export function siteLinksAndSites(question: LinkAndSiteQuestion): LinkSiting {
  return solve(question, question.candidates, question.sites);
}

function solve(asked: LinkQuestion, candidates: Candidates | null, sites: number): LinkSiting {
  const { demand, coverage, prices, budget, network } = asked;
  const { measure } = coverage;
  const field = demand.people[measure.field];
  if (field === undefined) throw new Error(`expected demand with the field ${measure.field}, got none`);
  const people = field.map((value, i) => (coverage.covered[i] || !(value > 0) ? 0 : roundPeople(value)));
  const siteJoins = candidates && sites > 0 ? joinPoints(network, candidates) : null;
  const lay = (pairs: LinkPairs): LinkGraph =>
    layLinkGraph({
      ...{ network, sources: asked.facilityJoins, points: asked.demandJoins, people },
      ...{ limitM: measure.limitM, links: pairs, sites: siteJoins }
    });
  const costOf = (kind: LinkKind): number => (prices === null ? 0 : (prices[kind] ?? Infinity));
  const siteCost = (cost: number): number => (budget === Infinity ? 0 : Number.isNaN(cost) ? Infinity : cost);
  const siteCosts = siteJoins ? Array.from(candidates!.cost, siteCost) : [];
  const costs = (crossings: readonly LinkCrossing[]): number[] => crossings.map(({ kind }) => costOf(kind));
  const search = (of: LinkQuestion): { graph: LinkGraph; found: FoundMoves } => {
    const graph = lay(of.pairs);
    const cost = [...costs(of.crossings), ...siteCosts];
    const found = searchMoves(graph, {
      ...{ links: of.links, sites, budget, cost, steps: of.steps ?? STEPS }
    });
    return { graph, found };
  };
  let question = asked;
  let { graph, found } = search(asked);
  let beside = 0;
  if (asked.beside && found.links.length > 0) {
    const spots = asked.beside(found.links);
    beside = spots.pairs.lengthM.length;
    const better = betterSpots(asked, spots, found, { lay, costs, siteCosts });
    if (better.moved.length > 0) {
      const { pairs, crossings } = asked;
      question = {
        ...asked,
        pairs: appendPairs(pairs, [...pairs.lengthM.keys()], spots.pairs, better.moved),
        crossings: [...crossings, ...better.moved.map((k) => spots.crossings[k])]
      };
      // Once more with the better spots among all, so that what is said to be the most is.
      ({ graph, found } = search(question));
      if (found.won < better.won)
        found = { ...found, ...{ links: better.links, sites: better.sites, won: better.won }, isDone: false };
    }
  }
  let before = 0;
  let without = 0;
  field.forEach((value, i) => {
    if (!(value > 0)) return;
    if (coverage.covered[i]) before += roundPeople(value);
    else without += roundPeople(value);
  });
  const told = tell(question, candidates, graph, found, before);
  const { pairs, crossings } = question;
  const { places, near, far } = pairs;
  const priced = crossings.filter(({ kind }) => costOf(kind) <= budget && costOf(kind) < Infinity).length;
  const figures = { places, near, far, kept: pairs.lengthM.length, priced, beside };
  // Sums of several bounds may exceed everybody there is to win.
  const bound = Math.max(Math.min(found.bound, without), found.won);
  return {
    standard: measure.id,
    ...told,
    ...{ objective: found.won, bound, gap: gapOf(found.won, bound) },
    proven: found.isDone || found.won === bound,
    pairs: figures,
    ...{ straightM: question.straightM, timesAround: question.timesAround },
    why:
      told.links.length + told.sites.length > 0
        ? null
        : sayWhy(question, people, figures, prices !== null || budget < Infinity)
  };
}

/** The moves found in the order in which each adds most given those before it. */
function tell(
  question: LinkQuestion,
  candidates: Candidates | null,
  graph: LinkGraph,
  { links, sites }: FoundMoves,
  before: number
): Pick<LinkSiting, 'links' | 'sites'> {
  const count = question.pairs.lengthM.length;
  const left = [...links, ...sites.map((site) => count + site)].sort((a, b) => a - b);
  const alone = createLinkState(graph);
  const state = createLinkState(graph);
  const told: Pick<LinkSiting, 'links' | 'sites'> = { links: [], sites: [] };
  for (let order = 1; left.length > 0; order++) {
    const worth = left.map((move) => state.worth(move));
    const at = worth.indexOf(Math.max(...worth));
    const [move] = left.splice(at, 1);
    state.open(move);
    const figures = { order, gain: worth[at], coveredAfter: before + state.won(), alone: alone.worth(move) };
    if (move < count) told.links.push({ ...linkAt(question, move), ...figures });
    else told.sites.push({ ...siteAt(candidates!, move - count), ...figures });
  }
  return told;
}

type Figures = 'order' | 'gain' | 'coveredAfter' | 'alone';

function linkAt(
  { pairs, crossings, prices, roadName = () => '' }: LinkQuestion,
  k: number
): Omit<LinkProposal, Figures> {
  const from: [number, number] = [pairs.fromAt.lon[k], pairs.fromAt.lat[k]];
  const to: [number, number] = [pairs.toAt.lon[k], pairs.toAt.lat[k]];
  const [lengthM, walkM] = [pairs.lengthM[k], pairs.walkM[k]];
  const { kind, crosses } = crossings[k];
  return {
    ...{ from, to, lengthM, walkM, kind, crosses },
    cost: prices?.[kind] ?? NaN,
    sentence: sayLink({ kind, crosses, lengthM, walkM }, [roadName(...from), roadName(...to)])
  };
}

function siteAt({ code, name, lon, lat, cost }: Candidates, s: number): Omit<SiteBesideLinks, Figures> {
  return { site: s, code: code[s], name: name[s], lon: lon[s], lat: lat[s], cost: cost[s] };
}

function sayWhy(
  { coverage, facilityJoins, straightM, timesAround, links }: LinkQuestion,
  people: Float64Array,
  { kept, priced }: LinkSiting['pairs'],
  isPriced: boolean
): { zh: string; en: string } {
  const limitM = Math.round(coverage.measure.limitM);
  if (links === 0) return { zh: '没有要新增的通道', en: 'no link was asked for' };
  if (!people.some((value) => value > 0))
    return { zh: '已经没有未覆盖的人', en: 'nobody is left who is not covered' };
  if (!facilityJoins.edge.some((edge) => edge >= 0))
    return {
      zh: '没有一处达标设施接入路网，新通道通不到任何设施',
      en: 'no facility that qualifies is connected to the network; a new link leads to none'
    };
  if (kept === 0)
    return {
      zh: `没有可以打通的地方：直线 ${straightM} 米以内、现在要绕 ${timesAround} 倍以上，又能用得上的两点，一对也没有`,
      en: `there is nothing to link: no two places within ${straightM} m of each other that could help are ${timesAround} times as far to walk`
    };
  if (isPriced && priced === 0)
    return {
      zh: `有 ${kept} 处可以打通，但按所给单价没有一处在预算之内`,
      en: `${kept} links are possible, but at the prices given none is within the budget`
    };
  return {
    zh: `有 ${kept} 处可以打通，但没有一处能让更多的人在 ${limitM} 米内到达`,
    en: `${kept} links are possible, but none brings more people within ${limitM} m`
  };
}
