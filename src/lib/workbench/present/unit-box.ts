import type { Map as MapLibre } from 'maplibre-gl';
import { bbox } from '@turf/turf';
import type { Scene } from '../engine/scene.ts';
import type { Box } from './frame.ts';

/** How much of its own size is left around a unit. */
const ROOM = 0.35;

/**
 * Where a unit lies, with room around it: from what of it is drawn now, else a third of the study around the place of its name. Null where
 * neither is known.
 */
export function readUnitBox(map: MapLibre, scene: Scene, unit: number): Box | null {
  const drawn = map
    .querySourceFeatures('ground', { sourceLayer: 'units' })
    .filter(({ id }) => Number(id) === unit);
  const all: Box[] = drawn.map(({ geometry }) => {
    const [west, south, east, north] = bbox(geometry as GeoJSON.Geometry);
    return [west, south, east, north];
  });
  return all.length > 0 ? roomAround(joinBoxes(all)) : aroundLabel(scene, unit);
}

/** The box around boxes; at least one is given. */
function joinBoxes(boxes: readonly Box[]): Box {
  return boxes.reduce((one, other) => [
    ...([Math.min(one[0], other[0]), Math.min(one[1], other[1])] as const),
    ...([Math.max(one[2], other[2]), Math.max(one[3], other[3])] as const)
  ]);
}

function roomAround([west, south, east, north]: Box): Box {
  const [x, y] = [(east - west) * ROOM, (north - south) * ROOM];
  return [west - x, south - y, east + x, north + y];
}

/** A third of the study around the place of a unit's name. */
function aroundLabel({ bounds, units }: Pick<Scene, 'bounds' | 'units'>, unit: number): Box | null {
  const label = units[unit]?.label;
  if (!label) return null;
  const [x, y] = [(bounds[2] - bounds[0]) / 6, (bounds[3] - bounds[1]) / 6];
  return [label[0] - x, label[1] - y, label[0] + x, label[1] + y];
}
