import { nearestWayM } from '../network/meet.ts';
import { joinPoints } from '../network/join.ts';
import type { Points } from '../geometry/shapes.ts';
import { createUnitLocator } from '../demand/levels.ts';
import type { Joins, Network } from '../network/network.ts';
import type { Facilities } from '../coverage/facilities.ts';
import { demandOf, type Session } from './session.ts';
import type { Unconnected } from './study.ts';

/** What does not change with the scenario: points of the demand, and candidates. */
const steady = new WeakMap<Session, { demand: Unconnected[]; candidates: Unconnected[] }>();

/**
 * Every point of the study's demand, of these facilities and of the candidates that does not meet the network, with the way
 * that is nearest; by layer, then in the order of the tables. None without roads. `joins` are those of the facilities.
 */
export function listUnconnected(
  session: Session,
  facilities: Facilities,
  joins: Joins | null
): Unconnected[] {
  const { network } = session;
  if (!network || !joins) return [];
  let kept = steady.get(session);
  if (!kept) {
    kept = listSteady(session, network);
    steady.set(session, kept);
  }
  const loose = list(session, network, 'facilities', facilities, joins, (i) => ({
    code: facilities.code[i],
    name: facilities.name[i]
  }));
  return [...kept.demand, ...loose, ...kept.candidates];
}

function listSteady(
  session: Session,
  network: Network
): { demand: Unconnected[]; candidates: Unconnected[] } {
  const { candidates } = session.inputs;
  const { demand, joins } = demandOf(session, 'auto');
  const people = demand.people['pop_resident'] ?? Object.values(demand.people)[0];
  return {
    demand: joins
      ? list(session, network, 'demand', demand, joins, (i) => ({
          unit: demand.unit[i],
          people: people?.[i] ?? NaN
        }))
      : [],
    candidates: candidates
      ? list(session, network, 'candidates', candidates, joinPoints(network, candidates), (i) => ({
          code: candidates.code[i],
          name: candidates.name[i]
        }))
      : []
  };
}

function list(
  { inputs }: Session,
  network: Network,
  layer: Unconnected['layer'],
  points: Points,
  joins: Joins,
  about: (i: number) => Partial<Unconnected>
): Unconnected[] {
  const loose = Array.from(joins.edge.keys()).filter((i) => joins.edge[i] < 0);
  if (loose.length === 0) return [];
  const locate = createUnitLocator(inputs.units, 'community');
  return loose.map((i) => {
    const [lon, lat] = [points.lon[i], points.lat[i]];
    const given = about(i);
    return {
      ...{ layer, code: String(i + 1), name: '', lon, lat, people: NaN },
      ...given,
      unit: given.unit ?? locate(lon, lat),
      nearestWayM: nearestWayM(network, lon, lat)
    };
  });
}
