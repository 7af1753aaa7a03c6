import type { LineString, Point, Polygon } from 'geojson';
import { encodeWkb } from '../../../src/lib/geometry/wkb.ts';
import type { Columns } from '../../../src/lib/report/columns.ts';
import { BLOCK_M, centre, columnsOf, MEASURE, plane, siteUnit, type NameOf, type Units } from './units.ts';

const geometryOf = (
  shapes: (Polygon | Point | LineString)[]
): [string, { type: 'BLOB'; values: Uint8Array[] }] => [
  'geometry',
  { type: 'BLOB', values: shapes.map(encodeWkb) }
];

/** A box in metres. */
function box(west: number, south: number, east: number, north: number): Polygon {
  const [w, e, s, n] = [plane.lon(west), plane.lon(east), plane.lat(south), plane.lat(north)];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s]
      ]
    ]
  };
}

export function layersOf(units: Units, sites: number, links: number, name: NameOf): Map<string, Columns> {
  const rows = (level: string) => [...units.code.keys()].filter((i) => units.level[i] === level);
  const [communities, upper] = [rows('community'), rows('subdistrict')];
  const point = (i: number): Point => ({ type: 'Point', coordinates: centre(units, i) });
  const parent = (i: number) => (units.parent[i] < 0 ? null : units.code[units.parent[i]]);
  const layers = new Map<string, Columns>();
  const put = (key: string, table: Columns, shapes: (Polygon | Point | LineString)[]) => {
    if (shapes.length > 0) layers.set(key, table.set(...geometryOf(shapes)));
  };
  const square = (i: number) => box(units.x[i], units.y[i], units.x[i] + BLOCK_M, units.y[i] + BLOCK_M);
  const share = (i: number) => units.covered[i] / units.total[i];
  put(
    'communities',
    columnsOf(
      ['unit', 'name', 'parent'],
      ['ELD-COV-15_older_adult_share', 'ELD-COV-15_older_adult_uncovered'],
      communities.map((i) => [
        units.code[i],
        units.name[i],
        parent(i),
        share(i),
        units.total[i] - units.covered[i]
      ])
    ),
    communities.map(square)
  );
  put(
    'upper_units',
    columnsOf(
      ['unit', 'name', 'level', 'parent'],
      [],
      upper.map((i) => [units.code[i], units.name[i], 'subdistrict', null])
    ),
    upper.map((s) => {
      const below = communities.filter((i) => units.parent[i] === s);
      const edge = (of: number[], pick: (...all: number[]) => number) =>
        below.reduce((found, i) => pick(found, of[i]), of[below[0]]);
      return box(
        edge(units.x, Math.min),
        edge(units.y, Math.min),
        edge(units.x, Math.max) + BLOCK_M,
        edge(units.y, Math.max) + BLOCK_M
      );
    })
  );
  const served = communities.filter((i) => i % 2 === 0);
  put(
    'facilities',
    columnsOf(
      ['fac_id', 'name', 'category', 'unit', 'serves_unit'],
      ['lon', 'lat', 'floor_area_m2', 'beds', 'capacity'],
      served.map((i, k) => [
        ...[`F${k + 1}`, name('设施', k), 'eldercare_site', units.code[i], null, ...centre(units, i)],
        ...[300, NaN, NaN]
      ])
    ),
    served.map(point)
  );
  put(
    'demand_points',
    columnsOf(
      ['unit', 'ELD-COV-15_older_adult_cause'],
      ['point', 'lon', 'lat', 'connected', 'pop_60p', 'ELD-COV-15_older_adult_distance_m'],
      communities.map((i) => {
        const isCovered = units.covered[i] === units.total[i];
        const place = [i, ...centre(units, i), 1, units.total[i], isCovered ? 300 : 900];
        return [units.code[i], isCovered ? 'covered' : 'far', ...place];
      })
    ),
    communities.map(point)
  );
  const at = Array.from({ length: sites }, (_, k) => siteUnit(units, k));
  put(
    'sites',
    columnsOf(
      ['standard', 'site', 'name'],
      ['order', 'lon', 'lat'],
      at.map((unit, k) => [MEASURE[0], `K${k + 1}`, name('候选', k), k + 1, ...centre(units, unit)])
    ),
    at.map(point)
  );
  const from = Array.from({ length: links }, (_, k) => centre(units, siteUnit(units, k)));
  put(
    'links',
    columnsOf(
      ['standard', 'kind', 'crosses'],
      ['order', 'length_m', 'gain'],
      from.map((_, k) => [
        MEASURE[0],
        ['wall', 'rail', 'water', 'road', 'other'][k % 5],
        name('围墙', k),
        k + 1,
        43,
        10
      ])
    ),
    from.map(([lon, lat]) => ({
      type: 'LineString',
      coordinates: [
        [lon, lat],
        [lon + 0.0005, lat]
      ]
    }))
  );
  const lines = [...new Set(communities.map((i) => units.y[i]))];
  put(
    'roads',
    columnsOf(
      ['name', 'highway'],
      [],
      lines.map((_, k) => [name('路', k), 'residential'])
    ),
    lines.map((y) => ({
      type: 'LineString',
      coordinates: [
        [plane.lon(0), plane.lat(y)],
        [plane.lon(units.perRow * BLOCK_M), plane.lat(y)]
      ]
    }))
  );
  return layers;
}
