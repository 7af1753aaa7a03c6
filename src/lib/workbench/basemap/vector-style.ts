import type { LayerSpecification } from 'maplibre-gl';

/** Local fonts by name, as our own layers have them. */
const FONT = ['Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'sans-serif'];

const LAND = '#e6e4de';
const WATER = '#cdd5d9';
const ROAD = '#ffffff';
const ROAD_EDGE = '#c9c6bf';
const BUILDING = '#d3cfc7';
const BORDER = '#a09b92';
const NAME = '#6b6862';

/** What a layer of each of the three usual schemas is, by its name. */
const KINDS: Record<string, 'land' | 'water' | 'stream' | 'road' | 'building' | 'border' | 'place' | 'skip'> =
  {
    // Protomaps
    earth: 'land',
    landuse: 'land',
    landcover: 'land',
    natural: 'land',
    water: 'water',
    physical_line: 'stream',
    roads: 'road',
    transit: 'road',
    buildings: 'building',
    boundaries: 'border',
    places: 'place',
    pois: 'skip',
    physical_point: 'skip',
    // OpenMapTiles
    park: 'land',
    waterway: 'stream',
    transportation: 'road',
    building: 'building',
    boundary: 'border',
    place: 'place',
    aeroway: 'road',
    transportation_name: 'skip',
    water_name: 'skip',
    poi: 'skip',
    housenumber: 'skip',
    mountain_peak: 'skip',
    aerodrome_label: 'skip',
    // Shortbread
    ocean: 'water',
    water_polygons: 'water',
    water_lines: 'stream',
    dam_lines: 'stream',
    dam_polygons: 'land',
    pier_lines: 'road',
    pier_polygons: 'land',
    land: 'land',
    sites: 'land',
    streets: 'road',
    street_polygons: 'land',
    streets_polygons_labels: 'skip',
    bridges: 'land',
    ferries: 'stream',
    aerialways: 'stream',
    place_labels: 'place',
    street_labels: 'skip',
    street_labels_points: 'skip',
    water_polygons_labels: 'skip',
    water_lines_labels: 'skip',
    boundary_labels: 'skip',
    public_transport: 'skip',
    addresses: 'skip'
  };

/** Layers by which the three schemas are known; drawn where a service does not say what it has. */
export const KNOWN_LAYERS = Object.keys(KINDS);

/**
 * A quiet grey map of a vector source, from the ground up. Layers of Protomaps, OpenMapTiles and Shortbread are known by
 * their names; where none is, the polygons and lines of every layer are drawn. `prefix` begins each layer's id.
 */
export function vectorStyle(
  source: string,
  names: readonly string[],
  opacity: number,
  prefix: string
): LayerSpecification[] {
  const known = names.filter((name) => KINDS[name] && KINDS[name] !== 'skip');
  const all = known.length > 0 ? known : names.length > 0 ? names : KNOWN_LAYERS;
  const order = ['land', 'water', 'stream', 'building', 'road', 'border', 'place'];
  const kindOf = (name: string): string => KINDS[name] ?? 'any';
  const sorted = [...all].sort((a, b) => order.indexOf(kindOf(a)) - order.indexOf(kindOf(b)));
  return sorted.flatMap((name) => layersOf(name, kindOf(name), source, opacity, prefix));
}

function layersOf(
  name: string,
  kind: string,
  source: string,
  opacity: number,
  prefix: string
): LayerSpecification[] {
  const base = { source, 'source-layer': name };
  const fill = (colour: string, strength = 1): LayerSpecification => ({
    ...base,
    id: `${prefix}${name}-fill`,
    type: 'fill',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colour, 'fill-opacity': opacity * strength }
  });
  const line = (
    part: string,
    colour: string,
    width: [number, number],
    dash?: number[]
  ): LayerSpecification => ({
    ...base,
    id: `${prefix}${name}-${part}`,
    type: 'line',
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: { 'line-join': 'round', 'line-cap': dash ? 'butt' : 'round' },
    paint: {
      'line-color': colour,
      'line-opacity': opacity,
      'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 8, width[0], 18, width[1]],
      ...(dash ? { 'line-dasharray': dash } : {})
    }
  });
  switch (kind) {
    case 'land':
      return [fill(LAND, name === 'earth' || name === 'land' ? 0.6 : 0.8)];
    case 'water':
      return [fill(WATER), line('line', WATER, [0.4, 3])];
    case 'stream':
      return [line('line', WATER, [0.4, 4])];
    case 'building':
      return [fill(BUILDING, 0.8)];
    case 'road':
      return [line('case', ROAD_EDGE, [0.6, 14]), line('line', ROAD, [0.3, 11])];
    case 'border':
      return [line('line', BORDER, [0.6, 1.6], [4, 2])];
    case 'place':
      return [
        {
          ...base,
          id: `${prefix}${name}-name`,
          type: 'symbol',
          filter: ['==', ['geometry-type'], 'Point'],
          layout: {
            'text-field': ['coalesce', ['get', 'name:zh'], ['get', 'name:zh-Hans'], ['get', 'name'], ''],
            'text-font': FONT,
            'text-size': 12,
            'text-padding': 12
          },
          paint: {
            'text-color': NAME,
            'text-halo-color': '#ffffff',
            'text-halo-width': 1.2,
            'text-opacity': opacity
          }
        }
      ];
    default:
      return [fill(LAND, 0.5), line('line', BORDER, [0.4, 2])];
  }
}
