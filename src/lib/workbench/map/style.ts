import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { AREA_TILES, GROUND_TILES, POINT_TILES } from './tiles/addresses.ts';
import { MOST_ZOOM } from './tiles/tile-maker.ts';
import { pointColours } from './point-colours.ts';
import { AREA, BREAK, COVERED, EDGE, NO_DATA, SITE, WALK } from '../../report/maps/colours.ts';

/** Local fonts by name: with no `glyphs` address MapLibre draws text from them, Chinese and Latin. */
const FONT = ['Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'sans-serif'];

/** Colour of a unit as its state says. */
const unitColour: ExpressionSpecification = ['to-color', ['feature-state', 'colour'], NO_DATA];

/** Points before anything is chosen for them. */
const points = pointColours({
  byCause: true,
  hiddenMarks: new Set(),
  classes: null,
  hiddenClasses: new Set()
});

/** Zoom from which outlines of service areas are drawn: farther out they would hide the colours of coverage. */
const OUTLINES_FROM = 12;

const thinFromAfar = (far: number, near: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  10.5,
  far,
  13,
  near
];

const roadWidth = (narrow: number, wide: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.6],
  ['zoom'],
  13,
  ['match', ['get', 'rank'], 0, narrow * 2.4, 1, narrow * 1.5, narrow],
  18,
  ['match', ['get', 'rank'], 0, wide * 2.2, 1, wide * 1.5, wide * 0.55]
];

/** A facility that is being moved stays, faded, where it stood: a sign over the map is where it goes. */
const LEFT_BEHIND: ExpressionSpecification = [
  'case',
  ['boolean', ['feature-state', 'isMoving'], false],
  0.3,
  1
];

const empty = { type: 'FeatureCollection' as const, features: [] };
const source = () => ({ type: 'geojson' as const, data: empty });
const tiles = (address: string) => ({ type: 'vector' as const, tiles: [address], maxzoom: MOST_ZOOM });
const ground = (layer: string) => ({ source: 'ground', 'source-layer': layer });

/** Roads where they are not coloured by piece. */
export const ROAD_COLOUR: ExpressionSpecification = byRank('rgba(255,255,255,0.75)', '#fffdf8');

/** Roads in one colour (`#rrggbb`), paths a little lighter. */
export const roadColourOf = (colour: string): ExpressionSpecification => {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return byRank(`rgba(${parts.join(',')},0.75)`, colour);
};

function byRank(path: string, other: string): ExpressionSpecification {
  return ['match', ['get', 'rank'], 2, path, other];
}

/** The base style: every source is filled by the page, nothing is fetched. Layers are in the drawing order that they come in. */
export function makeStyle(): StyleSpecification {
  return {
    version: 8,
    sources: {
      ground: tiles(GROUND_TILES),
      area: tiles(AREA_TILES),
      points: tiles(POINT_TILES),
      pieces: source(),
      edge: source(),
      breaks: source(),
      unconnected: source(),
      walk: source(),
      // Facilities are known by their codes, so that one can be moved alone.
      facilities: { ...source(), promoteId: 'code' },
      sites: source(),
      candidates: source(),
      links: source(),
      names: source(),
      incoming: source()
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': '#f3f1ec' } },
      {
        id: 'unit-fill',
        type: 'fill',
        ...ground('units'),
        paint: { 'fill-color': unitColour }
      },
      {
        id: 'landuse-fill',
        type: 'fill',
        ...ground('landuse'),
        filter: ['in', ['get', 'kind'], ['literal', ['green', 'water', 'rail', 'building']]],
        paint: {
          'fill-color': [
            'match',
            ['get', 'kind'],
            'green',
            'rgba(185,215,168,0.75)',
            'water',
            'rgba(159,200,228,0.95)',
            'rail',
            'rgba(207,202,194,0.95)',
            'building',
            'rgba(141,138,131,0.28)',
            '#ffffff'
          ]
        }
      },
      {
        id: 'estate-line',
        type: 'line',
        ...ground('landuse'),
        filter: ['==', ['get', 'kind'], 'estate'],
        minzoom: 13,
        paint: { 'line-color': '#8a7f6d', 'line-width': 0.8, 'line-opacity': 0.7 }
      },
      {
        id: 'rail-line',
        type: 'line',
        ...ground('landuse'),
        filter: ['all', ['==', ['get', 'kind'], 'rail'], ['==', ['geometry-type'], 'LineString']],
        paint: { 'line-color': '#6b6b6b', 'line-width': 2.4, 'line-dasharray': [3, 2] }
      },
      {
        id: 'road-case',
        type: 'line',
        ...ground('roads'),
        filter: ['<', ['get', 'rank'], 2],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': '#b9b2a5', 'line-width': roadWidth(1.5, 12) }
      },
      {
        id: 'road-line',
        type: 'line',
        ...ground('roads'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          // How opaque is said by the colour: an opacity that differs by feature is dear to change.
          'line-color': ROAD_COLOUR,
          'line-width': roadWidth(0.9, 9)
        }
      },
      {
        id: 'area-fill',
        type: 'fill',
        source: 'area',
        'source-layer': 'area',
        // Three lie upon each other at most: the colour below is to stay that of the legend.
        paint: { 'fill-color': AREA, 'fill-opacity': 0.04 }
      },
      {
        id: 'area-case',
        minzoom: OUTLINES_FROM,
        type: 'line',
        source: 'area',
        'source-layer': 'area',
        paint: { 'line-color': '#ffffff', 'line-width': 4, 'line-opacity': 0.75 }
      },
      {
        id: 'area-line',
        minzoom: OUTLINES_FROM,
        type: 'line',
        source: 'area',
        'source-layer': 'area',
        filter: ['==', ['get', 'outer'], 1],
        paint: { 'line-color': AREA, 'line-width': 1.8, 'line-dasharray': [3, 1.5] }
      },
      {
        id: 'area-inner-line',
        minzoom: OUTLINES_FROM,
        type: 'line',
        source: 'area',
        'source-layer': 'area',
        filter: ['==', ['get', 'outer'], 0],
        paint: { 'line-color': AREA, 'line-width': 1.5 }
      },
      {
        id: 'area-name',
        minzoom: OUTLINES_FROM,
        type: 'symbol',
        source: 'area',
        'source-layer': 'area',
        layout: {
          'symbol-placement': 'line',
          'symbol-spacing': 320,
          'text-font': FONT,
          'text-size': 11,
          'text-padding': 12
        },
        paint: { 'text-color': AREA, 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 }
      },
      {
        id: 'unit-line',
        type: 'line',
        ...ground('units'),
        paint: { 'line-color': '#4b5563', 'line-width': thinFromAfar(0.2, 1.1), 'line-opacity': 0.8 }
      },
      {
        id: 'outline',
        type: 'line',
        ...ground('outlines'),
        paint: { 'line-color': '#1f2937', 'line-width': thinFromAfar(0.8, 2.6) }
      },
      {
        id: 'unit-chosen',
        type: 'line',
        ...ground('units'),
        paint: {
          'line-color': '#111827',
          'line-width': ['case', ['boolean', ['feature-state', 'chosen'], false], 4, 0]
        }
      },
      {
        id: 'points',
        type: 'circle',
        source: 'points',
        'source-layer': 'points',
        paint: {
          'circle-color': points.fill,
          'circle-radius': [
            'interpolate',
            ['linear'],
            ['zoom'],
            13,
            ['interpolate', ['linear'], ['sqrt', ['get', 'people']], 0, 1, 20, 3],
            17,
            ['interpolate', ['linear'], ['sqrt', ['get', 'people']], 0, 2.5, 20, 8]
          ],
          'circle-opacity': 0.95,
          'circle-stroke-color': points.stroke,
          'circle-stroke-width': 0.9
        }
      },
      {
        id: 'piece-line',
        type: 'line',
        source: 'pieces',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': ['get', 'colour'],
          'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 13, 2.5, 18, 10]
        }
      },
      {
        id: 'edge-line',
        type: 'line',
        source: 'edge',
        paint: { 'line-color': EDGE, 'line-width': 2, 'line-dasharray': [4, 2] }
      },
      {
        id: 'walk-case',
        type: 'line',
        source: 'walk',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': '#ffffff', 'line-width': 7 }
      },
      {
        id: 'walk-line',
        type: 'line',
        source: 'walk',
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': WALK, 'line-width': 3.5, 'line-dasharray': [0.2, 1.6] }
      },
      {
        id: 'break-line',
        type: 'line',
        source: 'breaks',
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: {
          'line-color': ['match', ['get', 'state'], 'mended', COVERED, 'behind', '#8b8b8b', BREAK],
          'line-width': 4
        }
      },
      {
        id: 'break',
        type: 'circle',
        source: 'breaks',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-color': [
            'match',
            ['get', 'state'],
            'chosen',
            BREAK,
            'mended',
            COVERED,
            'rgba(255,255,255,0)'
          ],
          'circle-opacity': ['match', ['get', 'state'], 'chosen', 0.25, 1],
          'circle-radius': [
            ...(['interpolate', ['linear'], ['zoom']] as const),
            ...[15, ['match', ['get', 'state'], 'chosen', 10, 2.5]],
            ...[18, ['match', ['get', 'state'], 'chosen', 24, 'mended', 5, 11]]
          ] as unknown as ExpressionSpecification,
          // What lies behind a wall is seldom meant to be joined: it must not drown the others.
          'circle-stroke-color': ['match', ['get', 'state'], 'mended', '#ffffff', 'behind', '#8b8b8b', BREAK],
          'circle-stroke-width': ['match', ['get', 'state'], 'chosen', 2.5, 1.6]
        }
      },
      {
        id: 'unconnected',
        type: 'symbol',
        source: 'unconnected',
        layout: { 'icon-image': 'unconnected', 'icon-allow-overlap': true }
      },
      {
        id: 'names',
        type: 'symbol',
        source: 'names',
        layout: {
          'text-field': [
            ...(['format', ['get', 'name'], {}, '\n', {}] as const),
            ...([['get', 'figure'], { 'font-scale': 0.88 }] as const),
            ...([['get', 'gain'], { 'font-scale': 0.88, 'text-color': ['get', 'gainColour'] }] as const)
          ] as unknown as ExpressionSpecification,
          'text-font': FONT,
          'text-size': ['interpolate', ['linear'], ['zoom'], 12, 11, 16, 15],
          'text-max-width': 8,
          // Facilities and sites are placed first; a name gives way to them.
          'text-overlap': 'always',
          'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
          'text-radial-offset': 0.9,
          'text-justify': 'auto',
          'text-padding': 4
        },
        paint: { 'text-color': '#111827', 'text-halo-color': '#ffffff', 'text-halo-width': 2 }
      },
      {
        id: 'facility-dot',
        type: 'circle',
        source: 'facilities',
        paint: {
          'circle-color': ['case', ['==', ['get', 'state'], 'closed'], '#ffffff', ['get', 'colour']],
          'circle-radius': ['case', ['any', ['get', 'chosen'], ['!=', ['get', 'state'], 'present']], 5, 2.2],
          'circle-stroke-color': ['case', ['==', ['get', 'state'], 'closed'], '#6b7280', '#ffffff'],
          'circle-stroke-width': 0.7,
          'circle-opacity': LEFT_BEHIND,
          'circle-stroke-opacity': LEFT_BEHIND
        }
      },
      {
        id: 'facility-small',
        type: 'symbol',
        source: 'facilities',
        filter: ['all', ['!', ['get', 'qualifies']], ['!=', ['get', 'state'], 'closed']],
        layout: {
          'icon-image': ['concat', 'small-', ['get', 'group']],
          'icon-allow-overlap': true,
          'icon-size': ['interpolate', ['linear'], ['zoom'], 13, 0.75, 16, 1]
        },
        paint: { 'icon-opacity': ['*', 0.9, LEFT_BEHIND] }
      },
      {
        id: 'facility',
        type: 'symbol',
        source: 'facilities',
        filter: ['any', ['get', 'qualifies'], ['==', ['get', 'state'], 'closed']],
        layout: {
          'icon-image': [
            'concat',
            ['match', ['get', 'state'], 'closed', 'closed-', 'facility-'],
            ['get', 'group']
          ],
          'icon-allow-overlap': true,
          'icon-size': ['case', ['get', 'chosen'], 1.3, 1],
          'text-field': ['step', ['zoom'], '', 15, ['get', 'name']],
          'text-font': FONT,
          'text-size': 11,
          'text-offset': [0, 1.4],
          'text-anchor': 'top',
          'text-optional': true
        },
        paint: {
          ...{ 'text-color': '#1f2937', 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
          ...{ 'icon-opacity': LEFT_BEHIND, 'text-opacity': LEFT_BEHIND }
        }
      },
      {
        id: 'link-case',
        type: 'line',
        source: 'links',
        layout: { 'line-cap': 'round' },
        paint: { 'line-color': '#ffffff', 'line-width': 8 }
      },
      {
        id: 'link-line',
        type: 'line',
        source: 'links',
        layout: { 'line-cap': 'round' },
        paint: { 'line-color': SITE, 'line-width': 5 }
      },
      {
        id: 'link-name',
        type: 'symbol',
        source: 'links',
        layout: {
          'symbol-placement': 'line-center',
          'text-field': ['get', 'name'],
          'text-font': FONT,
          'text-size': 13,
          'text-offset': [0, -1],
          'text-allow-overlap': true
        },
        paint: { 'text-color': SITE, 'text-halo-color': '#ffffff', 'text-halo-width': 2 }
      },
      {
        id: 'candidate-faint',
        type: 'circle',
        source: 'candidates',
        filter: ['==', ['get', 'sign'], 'faint'],
        paint: {
          'circle-color': ['get', 'colour'],
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 1.2, 14, 2.2, 17, 4.5],
          'circle-opacity': 0.75,
          'circle-stroke-color': '#6d1f5e',
          'circle-stroke-width': 0.6,
          'circle-stroke-opacity': 0.75
        }
      },
      {
        id: 'candidate',
        type: 'circle',
        source: 'candidates',
        filter: ['!=', ['get', 'sign'], 'faint'],
        paint: {
          'circle-color': ['match', ['get', 'sign'], 'forbid', '#ffffff', ['get', 'colour']],
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 3, 14, 5, 17, 8],
          'circle-stroke-color': ['match', ['get', 'sign'], 'lock', SITE, 'forbid', '#111827', '#ffffff'],
          'circle-stroke-width': ['match', ['get', 'sign'], ['lock', 'forbid'], 2.5, 1.2]
        }
      },
      {
        id: 'site',
        type: 'symbol',
        source: 'sites',
        layout: {
          'icon-image': ['concat', 'site-', ['get', 'order']],
          'icon-anchor': 'bottom',
          'icon-allow-overlap': true,
          'icon-size': ['case', ['get', 'chosen'], 1.25, 1]
        }
      },
      {
        id: 'incoming-fill',
        type: 'fill',
        source: 'incoming',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.12 }
      },
      {
        id: 'incoming-line',
        type: 'line',
        source: 'incoming',
        filter: ['!=', ['geometry-type'], 'Point'],
        paint: { 'line-color': ['get', 'colour'], 'line-width': 1.3 }
      },
      {
        id: 'incoming-point',
        type: 'circle',
        source: 'incoming',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-color': ['get', 'colour'],
          'circle-radius': 3.5,
          'circle-stroke-color': '#ffffff',
          'circle-stroke-width': 1
        }
      }
    ]
  };
}
