import type { Network } from '../network/network.ts';
import { PlaceList, type Places } from './places.ts';

/** Longest stretch of an edge that one place stands for, metres. */
const STRETCH_M = 25;

/** Nobody lives along these, even where they may be walked. */
const NOT_LIVED_ALONG = new Set(['motorway', 'motorway_link', 'trunk', 'trunk_link']);

/**
 * The walkable network as places: each edge cut into equal stretches of at most 25 m, a place at the middle of each,
 * weighted by the stretch's length, in the unit that its middle lies in. `highway` is the kind of each input line
 * (`Network.pointLine`; an edge is of the kind it begins with), where known; motorways and trunk roads are left out, and stretches whose middle `livesNobody`
 * says is land that nobody lives on, save in a unit that has no others.
 */
export function placeAlongNetwork(
  network: Network,
  highway: string[],
  locate: (lon: number, lat: number) => number,
  livesNobody: (lon: number, lat: number) => boolean
): Places {
  const list = new PlaceList();
  const spare = new PlaceList();
  for (let edge = 0; edge < network.edgeLengthM.length; edge++) {
    if (NOT_LIVED_ALONG.has(highway[network.pointLine[network.edgeFirstPoint[edge]]])) continue;
    const lengthM = network.edgeLengthM[edge];
    const stretches = Math.ceil(lengthM / STRETCH_M);
    let point = network.edgeFirstPoint[edge];
    const last = network.edgeFirstPoint[edge + 1] - 1;
    for (let i = 0; i < stretches; i++) {
      const alongM = ((i + 0.5) * lengthM) / stretches;
      while (point + 1 < last && network.pointAlongM[point + 1] < alongM) point++;
      const startM = network.pointAlongM[point];
      const t = (alongM - startM) / (network.pointAlongM[point + 1] - startM);
      const lon = network.pointLon[point] + t * (network.pointLon[point + 1] - network.pointLon[point]);
      const lat = network.pointLat[point] + t * (network.pointLat[point + 1] - network.pointLat[point]);
      const unit = locate(lon, lat);
      if (unit >= 0) (livesNobody(lon, lat) ? spare : list).add(lon, lat, unit, lengthM / stretches);
    }
  }
  return list.orElse(spare);
}
