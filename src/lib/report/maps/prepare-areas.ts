import type { MultiPolygon, Polygon } from 'geojson';
import { innerPoint } from '../../demand/inner-point.ts';
import type { Plane } from '../../geometry/metric.ts';
import { polygonsFromGeoJson, type Polygons } from '../../geometry/shapes.ts';
import { decodeWkb } from '../../geometry/wkb.ts';
import type { Columns } from '../columns.ts';
import { boundsWithin, numbersOf, textsOf, wkbOf } from './columns-of.ts';
import type { Areas } from './ground.ts';

/** The shapes of a layer in degrees; a row that has none, or a point or line, has a shape without parts. */
export function readShapes(layer: Columns): Polygons {
  return polygonsFromGeoJson(
    wkbOf(layer).map((wkb): Polygon | MultiPolygon | null => {
      if (wkb === null) return null;
      const geometry = decodeWkb(wkb);
      return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? geometry : null;
    })
  );
}

/** Units of a layer in metres; `level` is theirs where the layer has no such column. */
export function prepareAreas(layer: Columns, shapes: Polygons, plane: Plane, level: string): Areas {
  const { shapeFirst, partFirst, ringFirst } = shapes;
  const code = textsOf(layer, 'unit');
  const count = code.length;
  const orEmpty = (values: string[]) => code.map((_, row) => values[row] ?? '');
  const levels = textsOf(layer, 'level');
  const people = numbersOf(layer, 'pop_resident');
  const x = shapes.lon.map((lon) => plane.x(lon));
  const y = shapes.lat.map((lat) => plane.y(lat));
  const bounds = new Float64Array(4 * count).fill(NaN);
  const innerX = new Float64Array(count).fill(NaN);
  const innerY = new Float64Array(count).fill(NaN);
  for (let row = 0; row < count; row++) {
    if (!(shapeFirst[row] < shapeFirst[row + 1])) continue;
    const first = ringFirst[partFirst[shapeFirst[row]]];
    bounds.set(boundsWithin(x, y, first, ringFirst[partFirst[shapeFirst[row + 1]]]), 4 * row);
    const [lon, lat] = innerPoint(shapes, row);
    innerX[row] = plane.x(lon);
    innerY[row] = plane.y(lat);
  }
  return {
    ...{ code, name: orEmpty(textsOf(layer, 'name')), parent: orEmpty(textsOf(layer, 'parent')) },
    level: code.map((_, row) => levels[row] || level),
    people: Float64Array.from(code, (_, row) => people[row] ?? NaN),
    ...{ x, y, shapeFirst, partFirst, ringFirst, bounds, innerX, innerY }
  };
}
