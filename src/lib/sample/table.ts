import type { Feature, FeatureCollection, LineString, MultiPolygon, Polygon } from 'geojson';
import { toGround, type Line, type Point, type Ring } from './plane.ts';

/** A row of a table; null is an empty cell. */
export type Row = Record<string, string | number | null>;

/** A layer of shapes as GeoJSON; `name` and `note` say that the data are made up. */
export interface Layer extends FeatureCollection<LineString | Polygon | MultiPolygon, Row> {
  name: string;
  note: string;
}

/** Longitude and latitude of a point of the plan. */
export type Ground = (point: Point) => Point;

/** A GeoJSON polygon of a ring of the plan, counter-clockwise (RFC 7946). */
export function polygonOf(ring: Ring, properties: Row, ground: Ground = toGround): Feature<Polygon, Row> {
  const positions = ring.map(ground);
  let twice = 0;
  positions.forEach(([x1, y1], i) => {
    const [x2, y2] = positions[(i + 1) % positions.length];
    twice +=
      (x1 - positions[0][0]) * (y2 - positions[0][1]) - (x2 - positions[0][0]) * (y1 - positions[0][1]);
  });
  if (twice < 0) positions.reverse();
  return {
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: [[...positions, positions[0]]] }
  };
}

/** A GeoJSON line of a line of the plan. */
export function lineOf(line: Line, properties: Row, ground: Ground = toGround): Feature<LineString, Row> {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates: line.map(ground) } };
}
