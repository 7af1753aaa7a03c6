import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibre, PointLike } from 'maplibre-gl';
import type { LonLat } from '../../network/along.ts';
import type { OutcomeGround, ScenePoint } from '../engine/scene.ts';

/** What a scenario has put onto the ground. */
export type Planned = Pick<OutcomeGround, 'housing' | 'links'> & { offered: readonly ScenePoint[] };

export type PlannedKind = 'housing' | 'link' | 'candidate';

const SOURCE = 'plan';
const FONT = ['Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'sans-serif'];
/** Apart from the colours of coverage, of sites and of facilities. */
const HOUSING = '#5b3a8c';
const LINK = '#0b3d91';
const LOST = '#6b6b6b';
const CASE = '#ffffff';
const INK = '#1c2321';

/** Layers of what a scenario adds, for the list of layers. */
export const PLAN_LAYERS: Record<'housing' | 'links' | 'offered', readonly string[]> = {
  housing: ['plan-housing', 'plan-housing-mark', 'plan-housing-name'],
  links: ['plan-link-case', 'plan-link', 'plan-link-lost', 'plan-link-name'],
  offered: ['plan-offered', 'plan-offered-name']
};

/** Puts the source and layers of what a scenario adds onto a map, over all that is there; does nothing where they are. */
export function addPlanLayers(map: MapLibre): void {
  if (map.getSource(SOURCE)) return;
  map.addSource(SOURCE, { type: 'geojson', data: NOTHING });
  const is = (kind: string, ...more: unknown[]) => ['all', ['==', ['get', 'as'], kind], ...more] as never;
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  const name = {
    ...{ 'text-field': ['get', 'label'], 'text-font': FONT, 'text-size': 12, 'text-allow-overlap': true }
  } as never;
  const named = { 'text-color': INK, 'text-halo-color': CASE, 'text-halo-width': 1.8 };
  const beneath = { ...(name as object), 'text-anchor': 'top', 'text-offset': [0, 1.1] } as never;
  const of = { source: SOURCE };
  map.addLayer({
    ...{ id: 'plan-link-case', type: 'line', ...of, filter: is('link'), layout: round },
    paint: { 'line-color': CASE, 'line-width': 9 }
  });
  map.addLayer({
    ...{ id: 'plan-link', type: 'line', ...of, filter: is('link', ['!', ['get', 'lost']]), layout: round },
    paint: { 'line-color': LINK, 'line-width': ['case', ['get', 'chosen'], 7, 5] }
  });
  map.addLayer({
    ...{ id: 'plan-link-lost', type: 'line', ...of, filter: is('link', ['get', 'lost']) },
    paint: { 'line-color': LOST, 'line-width': 4, 'line-dasharray': [1.4, 1] }
  });
  map.addLayer({
    ...{ id: 'plan-link-name', type: 'symbol', ...of, filter: is('link'), minzoom: 14 },
    layout: { ...(name as object), 'symbol-placement': 'line-center', 'text-offset': [0, -1] } as never,
    paint: named
  });
  map.addLayer({
    ...{ id: 'plan-offered', type: 'circle', ...of, filter: is('offered') },
    paint: {
      ...{ 'circle-color': '#ffffff', 'circle-radius': ['case', ['get', 'chosen'], 9, 7] },
      ...{ 'circle-stroke-color': '#b4235a', 'circle-stroke-width': 3 }
    }
  });
  map.addLayer({
    ...{ id: 'plan-offered-name', type: 'symbol', ...of, filter: is('offered'), minzoom: 14 },
    ...{ layout: beneath, paint: named }
  });
  map.addLayer({
    ...{ id: 'plan-housing', type: 'circle', ...of, filter: is('housing') },
    paint: {
      ...{ 'circle-color': HOUSING, 'circle-radius': ['case', ['get', 'chosen'], 14, 11] },
      ...{ 'circle-stroke-color': CASE, 'circle-stroke-width': 2 }
    }
  });
  map.addLayer({
    ...{ id: 'plan-housing-mark', type: 'symbol', ...of, filter: is('housing') },
    layout: { ...(name as object), 'text-field': '居' } as never,
    paint: { 'text-color': CASE }
  });
  map.addLayer({
    ...{ id: 'plan-housing-name', type: 'symbol', ...of, filter: is('housing'), minzoom: 12 },
    ...{ layout: beneath, paint: named }
  });
  map.addLayer({
    ...{ id: 'plan-lead', type: 'line', ...of, filter: is('lead') },
    paint: { 'line-color': LINK, 'line-width': 3, 'line-dasharray': [1.5, 1.2] }
  });
  map.addLayer({
    ...{ id: 'plan-end', type: 'circle', ...of, filter: is('end') },
    paint: {
      ...{ 'circle-color': CASE, 'circle-radius': 6, 'circle-stroke-color': LINK },
      ...{ 'circle-stroke-width': 3 }
    }
  });
}

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** What is being drawn: ends of a link on their ways, or a place whose card is open. */
export interface Sketch {
  from: LonLat | null;
  to: LonLat | null;
}

/** Draws what a scenario adds, and what is being drawn; the layers must be there. `sayPeople` says how many live there. */
export function drawPlan(
  map: MapLibre,
  planned: Planned,
  chosen: string | null,
  sketch: Sketch,
  sayPeople: (people: number) => string
): void {
  (map.getSource(SOURCE) as GeoJSONSource | undefined)?.setData({
    type: 'FeatureCollection',
    features: planFeatures(planned, chosen, sketch, sayPeople)
  });
}

/** The features of a plan, `as` saying how each is drawn. */
export function planFeatures(
  { housing, links, offered }: Planned,
  chosen: string | null,
  { from, to }: Sketch,
  sayPeople: (people: number) => string
): Feature[] {
  return [
    ...links.map(({ code, name, lost, ...ends }) =>
      line([ends.from, ends.to], { as: 'link', code, label: name, lost, chosen: code === chosen })
    ),
    ...offered.map(({ code, name, lon, lat }) =>
      point([lon, lat], { as: 'offered', code, label: name, chosen: code === chosen })
    ),
    ...housing.map(({ code, name, lon, lat, people }) =>
      point([lon, lat], {
        ...{ as: 'housing', code, chosen: code === chosen },
        label: `${name}\n${sayPeople(people)}`
      })
    ),
    ...(from && to ? [line([from, to], { as: 'lead' })] : []),
    ...[from, to].flatMap((end) => (end ? [point(end, { as: 'end' })] : []))
  ];
}

const point = (coordinates: readonly number[], properties: Feature['properties']): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [...coordinates] }
});
const line = (ends: readonly (readonly number[])[], properties: Feature['properties']): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates: ends.map((end) => [...end]) }
});

const HIT: Record<string, PlannedKind> = {
  'plan-housing': 'housing',
  'plan-offered': 'candidate',
  'plan-link': 'link',
  'plan-link-lost': 'link'
};

/** Layers of what can be clicked and, but for links, dragged. */
export const HIT_LAYERS = Object.keys(HIT);

/** What a scenario has added at a place on the screen; null: nothing. */
export function plannedAt(map: MapLibre, at: PointLike): { kind: PlannedKind; code: string } | null {
  const layers = HIT_LAYERS.filter((layer) => map.getLayer(layer));
  if (layers.length === 0) return null;
  const [top] = map.queryRenderedFeatures(at, { layers });
  return top ? { kind: HIT[top.layer.id], code: String(top.properties.code) } : null;
}
