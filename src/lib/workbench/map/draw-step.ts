import { Marker, type Map as MapLibre } from 'maplibre-gl';
import type { Outcome, Scene } from '../engine/scene.ts';
import type { OutcomeChange } from '../engine/outcome-change.ts';
import { groupOfCategory } from './features.ts';
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

  /** The sign of the facility that is being moved, and its code. */
  private moving: { code: string; marker: Marker } | null = null;

  /**
   * The facility of a step goes to its new place, as a sign over the map: its source would have to be cut anew at each step. Where
   * it stands by the edits it stays, faded.
   */
  drawFacility(map: MapLibre, { facility: { code, category, lon, lat } }: OutcomeChange): void {
    if (this.moving?.code !== code) {
      this.dropFacility(map);
      const element = signOf(map, `facility-${groupOfCategory(category)}`);
      element.dataset.testid = 'moving-facility';
      this.moving = { code, marker: new Marker({ element }).setLngLat([lon, lat]).addTo(map) };
      map.setFeatureState({ source: 'facilities', id: code }, { isMoving: true });
    }
    this.moving.marker.setLngLat([lon, lat]);
  }

  /** The facilities have been drawn anew: the sign goes as soon as they are on the map. */
  settleFacility(map: MapLibre): void {
    const { moving } = this;
    if (!moving) return;
    void map.once('idle').then(() => {
      if (this.moving === moving) this.dropFacility(map);
    });
  }

  private dropFacility(map: MapLibre): void {
    if (!this.moving) return;
    this.moving.marker.remove();
    map.removeFeatureState({ source: 'facilities', id: this.moving.code });
    this.moving = null;
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

/** A sign of the map as an element. */
function signOf(map: MapLibre, name: string): HTMLElement {
  const { data, pixelRatio } = map.getImage(name);
  const canvas = document.createElement('canvas');
  canvas.width = data.width;
  canvas.height = data.height;
  const pixels = new ImageData(Uint8ClampedArray.from(data.data), data.width, data.height);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  canvas.style.width = `${data.width / pixelRatio}px`;
  canvas.style.pointerEvents = 'none';
  return canvas;
}

/** The figure of a point as a part of its state; without one what its tile says stands. */
const valueState = (values: Float64Array | null, id: number) => ({
  value: values ? storedValue(values[id]) : null
});
