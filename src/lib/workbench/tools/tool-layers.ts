import type { FeatureCollection, Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { LonLat } from '../../network/along.ts';
import type { WalkLeg } from '../engine/measure-walk.ts';
import type { Measuring, Moving, Place } from './tools.svelte.ts';

const SOURCE = 'tools';
/** Dark ink in a white case: it must stay apart from every colour of coverage. */
const INK = '#1c2321';
const CASE = '#ffffff';

/** Puts the source and layers of the tools onto a map, over all that is there; does nothing where they are. */
export function addToolLayers(map: MapLibre): void {
  if (map.getSource(SOURCE)) return;
  map.addSource(SOURCE, { type: 'geojson', data: NOTHING });
  map.addLayer({
    ...{ id: 'tools-fill', type: 'fill', source: SOURCE, filter: ['==', ['get', 'as'], 'fill'] },
    paint: { 'fill-color': INK, 'fill-opacity': 0.1 }
  });
  map.addLayer({
    ...{
      id: 'tools-case',
      type: 'line',
      source: SOURCE,
      filter: ['in', ['get', 'as'], ['literal', ['line', 'fault']]]
    },
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': CASE, 'line-width': 6, 'line-opacity': 0.85 }
  });
  map.addLayer({
    ...{ id: 'tools-line', type: 'line', source: SOURCE, filter: ['==', ['get', 'as'], 'line'] },
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': INK, 'line-width': 2.5 }
  });
  map.addLayer({
    ...{ id: 'tools-dash', type: 'line', source: SOURCE },
    filter: ['in', ['get', 'as'], ['literal', ['fault', 'lead']]],
    paint: { 'line-color': INK, 'line-width': 1.5, 'line-dasharray': [2, 2] }
  });
  map.addLayer({
    ...{ id: 'tools-point', type: 'circle', source: SOURCE, filter: ['==', ['get', 'as'], 'point'] },
    paint: {
      'circle-radius': 4.5,
      'circle-color': CASE,
      'circle-stroke-color': INK,
      'circle-stroke-width': 2
    }
  });
  map.addLayer({
    ...{ id: 'tools-place', type: 'circle', source: SOURCE, filter: ['==', ['get', 'as'], 'place'] },
    paint: {
      'circle-radius': 11,
      'circle-color': 'rgba(255, 255, 255, 0.25)',
      'circle-stroke-color': INK,
      'circle-stroke-width': 3
    }
  });
}

/** What the tools draw. */
export interface Drawn {
  measuring: Measuring | null;
  /** The walks between the points, once they are found. */
  walks: readonly WalkLeg[] | null;
  pointer: LonLat | null;
  place: Place | null;
  moving: Moving | null;
}

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Draws what the tools have; the layers must be there. */
export function drawTools(map: MapLibre, drawn: Drawn): void {
  (map.getSource(SOURCE) as GeoJSONSource | undefined)?.setData({
    type: 'FeatureCollection',
    features: toolFeatures(drawn)
  });
}

/** The features of the tools, `as` saying how each is drawn. */
export function toolFeatures({ measuring, walks, pointer, place, moving }: Drawn): Feature[] {
  const features: Feature[] = [];
  if (place) features.push(point('place', [place.lon, place.lat]));
  if (moving) features.push(line('lead', [moving.from, moving.to]), point('place', moving.to));
  if (!measuring) return features;
  const { kind, points, isDone } = measuring;
  const isRing = kind === 'area' && points.length > 2;
  if (isRing)
    features.push({
      type: 'Feature',
      properties: { as: 'fill' },
      geometry: { type: 'Polygon', coordinates: [[...points, points[0]]] }
    });
  if (kind === 'walk') {
    for (const leg of walks ?? []) features.push(line(leg.fault ? 'fault' : 'line', leg.line));
  } else if (points.length > 1)
    features.push(line('line', isRing && isDone ? [...points, points[0]] : points));
  const last = points.at(-1);
  if (!isDone && last && pointer)
    features.push(
      line('lead', kind === 'area' && points.length > 1 ? [last, pointer, points[0]] : [last, pointer])
    );
  return [...features, ...points.map((at) => point('point', at))];
}

function line(as: string, coordinates: readonly LonLat[]): Feature {
  return {
    type: 'Feature',
    properties: { as },
    geometry: { type: 'LineString', coordinates: [...coordinates] }
  };
}

function point(as: string, coordinates: LonLat): Feature {
  return { type: 'Feature', properties: { as }, geometry: { type: 'Point', coordinates } };
}
