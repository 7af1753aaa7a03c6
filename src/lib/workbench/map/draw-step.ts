import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { Outcome, Scene } from '../engine/scene.ts';
import type { OutcomeChange } from '../engine/outcome-change.ts';
import { storedValue } from './point-colours.ts';

const POINTS = { source: 'points', sourceLayer: 'points' };

/**
 * Draws the steps of a drag over what is on the map: the colours of the points that a step changes, as states of these features,
 * so that no tile is cut anew and no source filled again.
 */
export class StepDrawer {
  /** Points whose state says more than their tile, and the columns they are of. */
  private readonly stepped = new Set<number>();
  private of: object | null = null;

  /** Draws what a step has changed of the points; `values` are their figures, null where they have none. */
  draw(map: MapLibre, { point, cause }: OutcomeChange, values: Float64Array | null): void {
    point.forEach((id, k) => {
      this.stepped.add(id);
      map.setFeatureState({ ...POINTS, id }, { cause: cause[k], ...valueState(values, id) });
    });
  }

  /** The facility of a step goes to its new place. */
  drawFacility(map: MapLibre, { facility: { code, lon, lat, state } }: OutcomeChange): void {
    (map.getSource('facilities') as GeoJSONSource | undefined)?.updateData({
      update: [
        {
          id: code,
          newGeometry: { type: 'Point', coordinates: [lon, lat] },
          addOrUpdateProperties: [{ key: 'state', value: state }]
        }
      ]
    });
  }

  /** Brings what steps have coloured to a full answer, whose tiles come later. */
  settle(map: MapLibre, scene: Scene | null, outcome: Outcome | null, values: Float64Array | null): void {
    const points = outcome?.points ?? scene?.points ?? null;
    if (points !== this.of) {
      map.removeFeatureState(POINTS);
      this.stepped.clear();
      this.of = points;
    }
    if (!outcome) return;
    for (const id of this.stepped)
      map.setFeatureState({ ...POINTS, id }, { cause: outcome.cause[id], ...valueState(values, id) });
  }
}

/** The figure of a point as a part of its state; without one what its tile says stands. */
const valueState = (values: Float64Array | null, id: number) => ({
  value: values ? storedValue(values[id]) : null
});
