import type { ExpressionSpecification, Map as MapLibre } from 'maplibre-gl';
import type { ThemeShown } from '../shell/theme-choice.ts';
import { ROAD_COLOUR } from './style.ts';

type Paint = string | ExpressionSpecification;

/** Roads of the dark ground; the colours of classes stay, so that the legend is the same by day and by night. */
const DARK_ROADS: ExpressionSpecification = ['match', ['get', 'rank'], 2, 'rgba(52,60,57,0.6)', '#39423f'];

/** Roads where they are not coloured by piece. */
export const roadColour = (theme: ThemeShown): ExpressionSpecification =>
  theme === 'dark' ? DARK_ROADS : ROAD_COLOUR;

const landuse = (green: string, water: string, rail: string, building: string): ExpressionSpecification =>
  [
    'match',
    ['get', 'kind'],
    ...['green', green, 'water', water, 'rail', rail, 'building', building],
    '#ffffff'
  ] as unknown as ExpressionSpecification;

/** What of the ground differs by day and by night: a layer of the map, its property, both values. */
export const GROUND_THEMES: readonly { layer: string; property: string; light: Paint; dark: Paint }[] = [
  { layer: 'paper', property: 'background-color', light: '#f3f1ec', dark: '#161b19' },
  {
    ...{ layer: 'landuse-fill', property: 'fill-color' },
    light: landuse(
      'rgba(185,215,168,0.75)',
      'rgba(159,200,228,0.95)',
      'rgba(207,202,194,0.95)',
      'rgba(141,138,131,0.28)'
    ),
    dark: landuse(
      'rgba(92,130,88,0.75)',
      'rgba(52,92,122,0.95)',
      'rgba(92,96,92,0.95)',
      'rgba(70,74,72,0.35)'
    )
  },
  { layer: 'road-case', property: 'line-color', light: '#b9b2a5', dark: '#79827e' },
  { layer: 'road-line', property: 'line-color', light: ROAD_COLOUR, dark: DARK_ROADS },
  { layer: 'names', property: 'text-color', light: '#111827', dark: '#f3f6f4' },
  { layer: 'names', property: 'text-halo-color', light: '#ffffff', dark: '#161b19' },
  { layer: 'facility', property: 'text-color', light: '#1f2937', dark: '#f3f6f4' },
  { layer: 'facility', property: 'text-halo-color', light: '#ffffff', dark: '#161b19' }
];

/** Text of the map in pixels, at zoom 12 and 16, by its layer. */
export const TEXT_SIZES: Record<string, readonly [far: number, near: number]> = {
  names: [11, 15],
  facility: [11, 11]
};

/**
 * How many times larger than on an ordinary screen the names on the map are: with the panels (`panels`), and for a room, which sees the whole
 * width of the screen at once, whatever its pixels.
 */
export function labelTimes(panels: number, isPresenting: boolean, widthPx: number): number {
  return isPresenting ? Math.max(1.5 * panels, (1.5 * widthPx) / 1280) : panels;
}

/** Writes names on the map so many times as large as on an ordinary screen. */
export function scaleLabels(map: MapLibre, times: number): void {
  for (const [layer, [far, near]] of Object.entries(TEXT_SIZES))
    if (map.getLayer(layer))
      map.setLayoutProperty(layer, 'text-size', [
        'interpolate',
        ['linear'],
        ['zoom'],
        12,
        far * times,
        16,
        near * times
      ]);
}

/** Paints the ground of the map by day or by night; `keepRoads` where these show the pieces of the network. */
export function paintGround(map: MapLibre, theme: ThemeShown, keepRoads: boolean): void {
  for (const { layer, property, ...values } of GROUND_THEMES)
    if (map.getLayer(layer) && !(keepRoads && layer === 'road-line'))
      map.setPaintProperty(layer, property as 'line-color', values[theme]);
}
