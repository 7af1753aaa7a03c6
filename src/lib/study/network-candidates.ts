import { createUnitLocator } from '../demand/levels.ts';
import { createRoadNameFinder } from '../siting/find-road-name.ts';
import { candidatesOnNetwork } from '../siting/generate-candidates.ts';
import type { Candidates } from '../siting/siting.ts';
import type { Inputs } from './inputs.ts';
import type { Session } from './session.ts';

const generated = new WeakMap<Session, Candidates>();

/** Places on the network inside the communities, made once for a session; null where there are no roads. */
export function networkCandidates(session: Session): Candidates | null {
  const { inputs, network } = session;
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
