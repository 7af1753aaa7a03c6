import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { Facts } from '../../report/facts.ts';
import type { Frame } from './frame.ts';

const SOURCE = 'story-pins';
const FONT = ['Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'sans-serif'];
/** Pins with numbers that the map has. */
const MOST_PINS = 20;

/** The proposed sites of the measure of a page that shows all that is proposed, in the order of building. */
function pinFeatures(frame: Frame | null, facts: Pick<Facts, 'sitings'> | null): FeatureCollection {
  const isProposal = frame?.state === 'after' && frame.trial === null;
  const siting = isProposal && facts?.sitings.find(({ standard }) => standard === frame.question.measure);
  const features = (siting ? siting.sites : []).map(({ order, name, code, lon, lat }) => ({
    type: 'Feature' as const,
    properties: { order: Math.min(order, MOST_PINS), name: name || code },
    geometry: { type: 'Point' as const, coordinates: [lon, lat] }
  }));
  return { type: 'FeatureCollection', features };
}

/** Draws the pins of a page over the map; gives how to take them away. */
export function drawPins(map: MapLibre, frame: Frame | null, facts: Facts | null): () => void {
  const data = pinFeatures(frame, facts);
  const source = map.getSource(SOURCE) as GeoJSONSource | undefined;
  if (source) source.setData(data);
  else {
    map.addSource(SOURCE, { type: 'geojson', data });
    map.addLayer({
      ...{ id: SOURCE, type: 'symbol', source: SOURCE },
      layout: {
        'icon-image': ['concat', 'site-', ['get', 'order']],
        ...{ 'icon-anchor': 'bottom', 'icon-allow-overlap': true, 'icon-size': 1.5 },
        ...{ 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 17, 'text-optional': true },
        ...{ 'text-anchor': 'top', 'text-offset': [0, 0.25], 'text-max-width': 9 }
      },
      paint: { 'text-color': '#8a1a45', 'text-halo-color': '#ffffff', 'text-halo-width': 2.4 }
    });
  }
  return () => {
    // A map that is gone has no style to take from.
    if (!map.style || !map.getLayer(SOURCE)) return;
    map.removeLayer(SOURCE);
    map.removeSource(SOURCE);
  };
}
