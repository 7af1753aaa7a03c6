import { PlaceList, type Places } from './places.ts';
import type { Residential } from './residential.ts';

/**
 * Residential buildings as places, weighted by footprint × storeys (m² of floor). A building whose storeys are not known
 * counts one; one whose footprint is not known, or that lies in no unit, is left out.
 */
export function placeBuildings(
  residential: Residential,
  locate: (lon: number, lat: number) => number
): Places {
  const list = new PlaceList();
  for (let i = 0; i < residential.lon.length; i++) {
    if (!(residential.footprintM2[i] > 0)) continue;
    const unit = locate(residential.lon[i], residential.lat[i]);
    const storeys = residential.storeys[i] > 0 ? residential.storeys[i] : 1;
    if (unit >= 0)
      list.add(residential.lon[i], residential.lat[i], unit, residential.footprintM2[i] * storeys);
  }
  return list.toPlaces();
}
