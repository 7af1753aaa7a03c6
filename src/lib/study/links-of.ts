import { facilitiesIn } from '../coverage/distances.ts';
import { straightDistances } from '../coverage/straight-distance.ts';
import type { Measure } from '../coverage/measure.ts';
import type { Points } from '../geometry/shapes.ts';
import { pickJoins } from '../network/join.ts';
import { createRoadNameFinder } from '../siting/find-road-name.ts';
import { findLinkCrossings } from '../siting/link-crossings.ts';
import { findPairsBeside } from '../siting/link-beside.ts';
import { findLinkPairs, type LinkPairs } from '../siting/link-pairs.ts';
import type { LinkSiting } from '../siting/link-siting.ts';
import { siteLinks, siteLinksAndSites } from '../siting/site-links.ts';
import type { LinkChoice } from './link-choice.ts';
import { networkCandidates } from './network-candidates.ts';
import type { Session } from './session.ts';
import type { MeasureResult } from './study.ts';
import { networkFor } from './walkers.ts';

/**
 * How much shorter than a straight line a walk may count at most: the fastest slope, 5 % downhill, is walked 1.19 times as fast as
 * level ground (Tobler).
 */
const FASTEST_SLOPE = 1.2;

/**
 * The new gates, crossings and paths that newly bring the most people of a measure within its limit, for the facilities that were
 * asked for last. With `sites` buildings are sited together with them, among the study's candidates. Null where the study has no
 * roads, or the measure's group is missing in the data.
 */
export function linksOf(session: Session, result: MeasureResult, choice: LinkChoice): LinkSiting | null {
  const { inputs, lately } = session;
  const { measure, joined, coverage } = result;
  const network = networkFor(session, measure);
  const people = joined.demand.people[measure.field];
  if (!network || !inputs.roads || !joined.joins || !lately.joins || people === undefined) return null;
  const { facilities } = lately;
  const chosen = facilitiesIn(facilities, measure.categories, measure.needs);
  const known = inputs.candidates?.code.length ? inputs.candidates : null;
  const candidates = choice.sites > 0 ? (known ?? networkCandidates(session)) : null;
  const beside = [...people.keys()].filter((i) => !coverage.covered[i] && people[i] > 0);
  const ends = [pick(facilities, chosen), ...(candidates ? [candidates] : [])];
  const limitM = network.costs ? FASTEST_SLOPE * measure.limitM : measure.limitM;
  const wanted = { straightM: choice.straight_m, timesAround: choice.times_around };
  const pairs = findLinkPairs(
    network,
    wanted,
    // Whoever is won walks from home over the link to a facility: no shorter than the straight lines.
    (places) => {
      const home = straightDistances(places, pick(joined.demand, beside)).straightM;
      const there = ends.map((points) => straightDistances(places, points).straightM);
      return Uint8Array.from(home, (m, i) => +(m + Math.min(...there.map((each) => each[i])) <= limitM));
    }
  );
  const { roads } = inputs;
  const cross = (of: LinkPairs) => findLinkCrossings(of, inputs.walls ?? null, roads.name);
  const question = {
    ...{ demand: joined.demand, demandJoins: joined.joins, coverage, network, pairs },
    facilityJoins: pickJoins(lately.joins, chosen),
    crossings: cross(pairs),
    ...wanted,
    links: choice.links,
    ...{ budget: choice.budget ?? Infinity, prices: choice.prices ?? null },
    roadName: createRoadNameFinder(roads, roads.name),
    beside: (chosen: readonly number[]) => {
      const spots = findPairsBeside(network, wanted, pairs, chosen);
      return { pairs: spots, crossings: cross(spots) };
    }
  };
  return candidates
    ? siteLinksAndSites({ ...question, sites: choice.sites, candidates })
    : siteLinks(question);
}

/**
 * The questions for links of a study, `at` its measure's place among `measures`: of a standard for several groups the first that the
 * data gives. Throws for a standard that is none of the study's.
 */
export function linkQuestions(
  session: Session,
  results: readonly MeasureResult[]
): { at: number; choice: LinkChoice }[] {
  return (session.choices.links ?? []).map((choice) => {
    const named = [...results.keys()].filter((at) => results[at].measure.id === choice.standard);
    if (named.length === 0)
      throw new Error(
        `新增通道所依据的“${choice.standard}”不在本研究的标准或自定义指标里 · ` +
          `expected links for a coverage standard or measure of the study, got "${choice.standard}"`
      );
    const isGiven = ({ field }: Measure, at: number): boolean =>
      results[at].joined.demand.people[field] !== undefined;
    return { at: named.find((at) => isGiven(results[at].measure, at)) ?? named[0], choice };
  });
}

function pick({ lon, lat }: Points, at: ArrayLike<number>): Points {
  return { lon: Float64Array.from(at, (i) => lon[i]), lat: Float64Array.from(at, (i) => lat[i]) };
}
