import type { Desk } from '../desk.svelte.ts';
import type { LonLat } from '../../network/along.ts';

/** Nearest that one place is shown. */
const NEAREST_ZOOM = 16;

/** Moves the map so that all places are in view; nothing happens without a place or before the map is drawn. */
export function flyTo({ map }: Desk, places: Iterable<LonLat>): void {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of places) {
    if (Number.isNaN(lon) || Number.isNaN(lat)) continue;
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  if (!map || west > east) return;
  map.fitBounds([west, south, east, north], { padding: 60, maxZoom: NEAREST_ZOOM, duration: 500 });
}
