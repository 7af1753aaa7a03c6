import { area } from '@turf/turf';
import type { LineString, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import {
  linesFromGeoJson,
  lineToGeoJson,
  polygonsFromGeoJson,
  polygonToGeoJson,
  shapeAreaM2
} from '../../src/lib/geometry/shapes.ts';

const hollow: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [3, 0],
      [3, 3],
      [0, 3],
      [0, 0]
    ],
    [
      [1, 1],
      [1, 2],
      [2, 2],
      [1, 1]
    ]
  ]
};
const two: MultiPolygon = {
  type: 'MultiPolygon',
  coordinates: [
    hollow.coordinates,
    [
      [
        [5, 5],
        [6, 5],
        [6, 6],
        [5, 5]
      ]
    ]
  ]
};

describe('polygons as columns', () => {
  it('come back as they went in, rows without a shape too', () => {
    const columns = polygonsFromGeoJson([hollow, null, two]);
    expect(polygonToGeoJson(columns, 0)).toEqual(hollow);
    expect(polygonToGeoJson(columns, 1)).toEqual({ type: 'MultiPolygon', coordinates: [] });
    expect(polygonToGeoJson(columns, 2)).toEqual(two);
    expect([0, 1, 2].map((i) => shapeAreaM2(columns, i))).toEqual([area(hollow), 0, area(two)]);
  });

  it('are closed and flat', () => {
    const open: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0, 9],
          [1, 0, 9],
          [1, 1, 9]
        ]
      ]
    };
    expect(polygonToGeoJson(polygonsFromGeoJson([open]), 0).coordinates).toEqual([
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0]
      ]
    ]);
  });
});

describe('lines as columns', () => {
  it('come back as they went in, each part a line of its own', () => {
    const line: LineString = {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1, 1],
        [2, 1]
      ]
    };
    const parts: MultiLineString = {
      type: 'MultiLineString',
      coordinates: [
        [
          [5, 5],
          [6, 6]
        ],
        [
          [7, 7],
          [8, 8]
        ]
      ]
    };
    const columns = linesFromGeoJson([line, null, parts]);
    expect(lineToGeoJson(columns, 0)).toEqual(line);
    expect(lineToGeoJson(columns, 2).coordinates).toEqual(parts.coordinates[1]);
    expect([...columns.source]).toEqual([0, 2, 2]);
    expect([...columns.first]).toEqual([0, 3, 5, 7]);
  });
});
