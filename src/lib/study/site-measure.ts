import { createUnitLocator } from '../demand/levels.ts';
import { chooseSites } from '../siting/choose-sites.ts';
import { createRoadNameFinder } from '../siting/find-road-name.ts';
import { candidatesOnNetwork } from '../siting/generate-candidates.ts';
import type { Candidates, Siting } from '../siting/siting.ts';
import type { Inputs } from './inputs.ts';
import { readyReach } from './prefetch-reach.ts';
import type { Session } from './session.ts';
import { networkFor } from './walkers.ts';
import type { SitingChoice } from './siting-choice.ts';
import type { MeasureResult } from './study.ts';

const generated = new WeakMap<Session, Candidates>();

/**
 * The sites that newly bring the most people of a measure within its limit. Candidates are those of the study's layer,
 * or places on the network inside the communities where the study asks for these or has no layer. Null where the
 * measure's group is missing in the data, or there is neither a layer nor a network.
 */
export function siteMeasure(
  session: Session,
  result: MeasureResult,
  choice: Pick<SitingChoice, 'sites' | 'candidates' | 'seed'>
): Siting | null {
  const candidates = candidatesOf(session, choice.candidates);
  if (!candidates || !result.joined.demand.people[result.measure.field]) return null;
  return chooseSites({
    measure: result.measure,
    demand: result.joined.demand,
    coverage: result.coverage,
    network: networkFor(session, result.measure),
    demandJoins: result.joined.joins,
    candidates,
    reach: readyReach(session, result.measure, candidates),
    sites: choice.sites ?? 1,
    seed: choice.seed
  });
}

/** The candidates a choice means; null where the study has none such. */
export function candidatesOf(session: Session, from: SitingChoice['candidates']): Candidates | null {
  const { inputs, network } = session;
  if (from === 'layer' && inputs.candidates?.code.length) return inputs.candidates;
  if (!network) return null;
  let candidates = generated.get(session);
  if (!candidates) {
    candidates = candidatesOnNetwork(
      network,
      createUnitLocator(inputs.units, 'community'),
      50,
      createPlaceNamer(inputs)
    );
    generated.set(session, candidates);
  }
  return candidates;
}

/** Names a place by its community and the nearest named road: 青龙 · 近东滨河路; '' where no road with a name is near. */
function createPlaceNamer({ roads, units }: Inputs): (lon: number, lat: number, unit: number) => string {
  if (!roads) return () => '';
  const findRoad = createRoadNameFinder(roads, roads.name);
  return (lon, lat, unit) => {
    const road = findRoad(lon, lat);
    if (road === '') return '';
    // In the language of the map, which need not be Chinese.
    const near = /\p{Script=Han}/u.test(road) ? `近${road}` : `near ${road}`;
    return units.name[unit] ? `${units.name[unit]} · ${near}` : near;
  };
}
