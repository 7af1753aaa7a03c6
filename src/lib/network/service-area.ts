import { area } from '@turf/turf';
import type { MultiPolygon } from 'geojson';
import { bufferLines } from '../geometry/union.ts';
import type { Joins, Network } from './network.ts';
import { searchNearest } from './search.ts';
import { reachStretches, without, type Reached } from './stretches.ts';
import { joinTrails } from './trails.ts';

/** Service areas have no holes smaller than this: a block with streets around it within reach is reached. */
const HOLE_M2 = 20_000;

export interface ServiceArea {
  limitM: number;
  /** WGS84; without parts where nothing is reached. */
  geometry: MultiPolygon;
  areaM2: number;
}

/**
 * For each limit, in the order given, all that lies within `reachM` metres of the stretches of network that can be
 * reached within the limit from any of the sources (the walk from the source to the network counted). A greater limit
 * gives an area that holds that of a smaller one; holes under 2 ha are filled. Areas in m² by Turf.
 */
export function serviceAreas(
  network: Network,
  sources: Joins,
  limitsM: readonly number[],
  reachM = 30
): ServiceArea[] {
  const ascending = [...new Set(limitsM)].sort((a, b) => a - b);
  const search = searchNearest(network, sources, ascending.at(-1) ?? 0);
  const areas = new Map<number, ServiceArea>();
  let geometry: MultiPolygon = { type: 'MultiPolygon', coordinates: [] };
  let before: Reached | null = null;
  for (const limitM of ascending) {
    const reached = reachStretches(network, search, sources, limitM);
    // Only what the last limit did not reach is drawn anew, on top of its area: nested, and nothing is done twice.
    const added = before === null ? reached : without(reached, before);
    const paths = joinTrails(network, added);
    if (paths.length > 0) geometry = bufferLines(paths, reachM, geometry, HOLE_M2);
    areas.set(limitM, { limitM, geometry, areaM2: area(geometry) });
    before = reached;
  }
  return limitsM.map((limitM) => areas.get(limitM)!);
}
