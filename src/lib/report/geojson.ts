import type { Geometry, Position } from 'geojson';
import { decodeWkb } from '../geometry/wkb.ts';
import type { Columns } from './columns.ts';

/** Where the geometry of a row is: a column of WKB, or two columns of degrees. */
export type Place = { geometry: string } | { lon: string; lat: string };

/**
 * The table as a GeoJSON FeatureCollection (RFC 7946): WGS84 longitude, latitude with all their digits, shells
 * counter-clockwise and holes clockwise; every other column a property, NaN and NULL as null. A row without a place is a
 * feature with null geometry. Throws where the columns of the place are missing.
 */
export function writeGeoJson(table: Columns, place: Place): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode([...geoJsonParts(table, place)].join(''));
}

/** The text of `writeGeoJson` in pieces: a city's points with the figures of 180 measures are more than one text may hold. */
export function* geoJsonParts(table: Columns, place: Place): Generator<string> {
  const geometryOf = geometryReader(table, place);
  const columns = [...table].flatMap(([name, column]) =>
    column.type === 'BLOB' ? [] : [{ key: JSON.stringify(name), column }]
  );
  const rows = [...table.values()][0]?.values.length ?? 0;
  yield '{"type":"FeatureCollection","features":[\n';
  for (let row = 0; row < rows; row++) {
    // Written by hand, not as an object: a column may be called __proto__.
    const properties = columns.map(({ key, column }) => `${key}:${propertyText(column, row)}`).join(',');
    const geometry = JSON.stringify(geometryOf(row));
    const end = row + 1 < rows ? ',\n' : '';
    yield `{"type":"Feature","properties":{${properties}},"geometry":${geometry}}${end}`;
  }
  yield '\n]}\n';
}

function propertyText({ values }: { values: ArrayLike<unknown> }, row: number): string {
  const value = values[row];
  // JSON knows neither NaN nor Infinity.
  return typeof value === 'number' && !Number.isFinite(value) ? 'null' : JSON.stringify(value);
}

function geometryReader(table: Columns, place: Place): (row: number) => Geometry | null {
  if ('geometry' in place) {
    const column = table.get(place.geometry);
    if (column?.type !== 'BLOB') throw new Error(`expected a column ${place.geometry} of WKB`);
    return (row) => {
      const wkb = column.values[row];
      return wkb === null ? null : windRightly(decodeWkb(wkb));
    };
  }
  const lon = table.get(place.lon);
  const lat = table.get(place.lat);
  if (lon?.type !== 'DOUBLE' || lat?.type !== 'DOUBLE')
    throw new Error(`expected columns ${place.lon} and ${place.lat} of degrees`);
  return (row) => {
    const coordinates = [lon.values[row], lat.values[row]];
    return coordinates.every(Number.isFinite) ? { type: 'Point', coordinates } : null;
  };
}

/** RFC 7946 §3.1.6: the shell counter-clockwise, holes clockwise. */
function windRightly(geometry: Geometry): Geometry {
  const wind = (rings: Position[][]): Position[][] =>
    rings.map((ring, i) => (turnsLeft(ring) === (i === 0) ? ring : ring.toReversed()));
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: wind(geometry.coordinates) };
  if (geometry.type === 'MultiPolygon') return { ...geometry, coordinates: geometry.coordinates.map(wind) };
  return geometry;
}

function turnsLeft(ring: Position[]): boolean {
  let area = 0;
  // From the first vertex, so that degrees far from zero keep their digits.
  for (let i = 1; i < ring.length; i++)
    area +=
      (ring[i - 1][0] - ring[0][0]) * (ring[i][1] - ring[0][1]) -
      (ring[i][0] - ring[0][0]) * (ring[i - 1][1] - ring[0][1]);
  return area >= 0;
}
