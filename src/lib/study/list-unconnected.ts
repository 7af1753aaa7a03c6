import { nearestWayM } from '../network/meet.ts';
import { joinPoints } from '../network/join.ts';
import type { Points } from '../geometry/shapes.ts';
import { createUnitLocator } from '../demand/levels.ts';
import type { Joins } from '../network/network.ts';
import type { Facilities } from '../coverage/facilities.ts';
import { demandOf, type Session } from './session.ts';
import type { Unconnected } from './study.ts';

/**
 * Every point of the study's demand, of these facilities and of the candidates that does not meet the network, with the way
 * that is nearest; by layer, then in the order of the tables. None without roads. `joins` are those of the facilities.
 */
export function listUnconnected(
  session: Session,
  facilities: Facilities,
  joins: Joins | null
): Unconnected[] {
  const { network, inputs } = session;
  if (!network || !joins) return [];
  const locate = createUnitLocator(inputs.units, 'community');
  const { demand, connected } = demandOf(session, 'auto');
  const people = demand.people['pop_resident'] ?? Object.values(demand.people)[0];
  const list = (
    layer: Unconnected['layer'],
    points: Points,
    isJoined: (i: number) => boolean,
    about: (i: number) => Partial<Unconnected>
  ): Unconnected[] =>
    Array.from(points.lon).flatMap((lon, i) => {
      if (isJoined(i)) return [];
      const lat = points.lat[i];
      const blank = { layer, code: String(i + 1), name: '', lon, lat, people: NaN };
      const given = about(i);
      const unit = given.unit ?? locate(lon, lat);
      return [{ ...blank, ...given, unit, nearestWayM: nearestWayM(network, lon, lat) }];
    });
  const { candidates } = inputs;
  const candidateJoins = candidates ? joinPoints(network, candidates) : null;
  return [
    ...list(
      'demand',
      demand,
      (i) => connected[i] === 1,
      (i) => ({ unit: demand.unit[i], people: people?.[i] ?? NaN })
    ),
    ...list(
      'facilities',
      facilities,
      (i) => joins.edge[i] >= 0,
      (i) => ({ code: facilities.code[i], name: facilities.name[i] })
    ),
    ...(candidates && candidateJoins
      ? list(
          'candidates',
          candidates,
          (i) => candidateJoins.edge[i] >= 0,
          (i) => ({ code: candidates.code[i], name: candidates.name[i] })
        )
      : [])
  ];
}
