import { createPlane, type Plane } from '../../geometry/metric.ts';
import type { Lines } from '../../geometry/shapes.ts';
import { linesFromWkb } from '../../geometry/wkb-lines.ts';
import { categoryByCode } from '../../standards/taxonomy.ts';
import type { Columns } from '../columns.ts';
import type { Dossier } from '../dossier.ts';
import type { Facts, MeasureFacts } from '../facts.ts';
import { boundsWithin, indexOf, numbersOf, textsOf, wkbOf } from './columns-of.ts';
import { prepareAreas, readShapes } from './prepare-areas.ts';
import { prepareDots } from './prepare-dots.ts';
import type { Bounds, FacilityMarks, MapGround, MeasureGround, Roads } from './ground.ts';

const MAIN = new Set(['motorway', 'trunk', 'primary', 'secondary']);
const NARROW = new Set([
  ...['footway', 'path', 'steps', 'pedestrian', 'service', 'cycleway', 'track', 'living_street']
]);

/** 0 main roads, 1 streets, 2 paths and alleys: of a value of `highway`. */
const roadRank = (highway: string): number => (MAIN.has(highway) ? 0 : NARROW.has(highway) ? 2 : 1);

/**
 * What maps are drawn from, made once a report: WGS84 becomes metres of the plane that touches the middle of the study. Layers that
 * the study has not are empty; rows without a place are left out.
 */
export function prepareMap(dossier: Dossier, facts: Facts): MapGround {
  const layer = (name: string): Columns => dossier.layers.get(name) ?? new Map();
  const outlines = readShapes(layer('communities'));
  const lines = linesFromWkb(wkbOf(layer('roads')));
  const [lon, lat] = ['lon', 'lat'].map((name) => numbersOf(layer('facilities'), name));
  const plane = planeOf(outlines.lon, outlines.lat, lon, lat, lines.lon, lines.lat);
  const communities = prepareAreas(layer('communities'), outlines, plane, 'community');
  const upper = prepareAreas(layer('upper_units'), readShapes(layer('upper_units')), plane, '');
  const roads = prepareRoads(lines, textsOf(layer('roads'), 'highway'), plane);
  const communityRow = new Map(communities.code.map((code, row) => [code, row]));
  const facilities = prepareFacilities(layer('facilities'), plane, communityRow);
  const dotsOf = prepareDots(dossier, facts.measures, plane);
  return {
    ...{ facts, plane, communities, communityRow, upper, roads, facilities },
    // A square kilometre where nothing has a place.
    bounds: firstBounds([communities, facilities, roads].flatMap(({ x, y }) => [x, y])) ?? [
      -500, -500, 500, 500
    ],
    communityIndex: indexOf(communities.bounds),
    upperRow: new Map(upper.code.map((code, row) => [code, row])),
    measures: new Map(
      facts.measures.map((measure) => [
        measure.key,
        prepareMeasure(measure, facts, { plane, communityRow, facilities }, () => dotsOf(measure.key))
      ])
    )
  };
}

function prepareMeasure(
  measure: MeasureFacts,
  facts: Facts,
  { plane, communityRow, facilities }: Pick<MapGround, 'plane' | 'communityRow' | 'facilities'>,
  dots: MeasureGround['dots']
): MeasureGround {
  const units: MeasureGround['units'] = new Array(communityRow.size);
  for (const unit of measure.units) {
    const row = communityRow.get(unit.code);
    if (row !== undefined && unit.level === 'community') units[row] = unit;
  }
  const counts = new Set(measure.categories.map(({ code }) => code));
  const answers = facts.sitings.filter(({ standard, sites }) => standard === measure.id && sites.length > 0);
  return {
    ...{ facts: measure, units, dots },
    facilities: Uint32Array.from(facilities.x.keys()).filter(
      (i) => counts.has(facilities.category[i]) && Number.isFinite(facilities.x[i] + facilities.y[i])
    ),
    sites: answers.flatMap((answer, i) =>
      answer.sites.map((site) => ({
        site,
        x: plane.x(site.lon),
        y: plane.y(site.lat),
        // Two answers to one standard both begin at 1.
        label: answers.length > 1 ? `${String.fromCharCode(65 + (i % 26))}${site.order}` : `${site.order}`
      }))
    ),
    links: facts.links.flatMap((link) =>
      link.standard === measure.id
        ? [
            {
              link,
              ...{ fromX: plane.x(link.fromLon), fromY: plane.y(link.fromLat) },
              ...{ toX: plane.x(link.toLon), toY: plane.y(link.toLat) }
            }
          ]
        : []
    )
  };
}

/** The plane that touches the middle of the first columns that have places: longitudes and latitudes by turns. */
function planeOf(...columns: Float64Array[]): Plane {
  const [west, south, east, north] = firstBounds(columns) ?? [0, 0, 0, 0];
  return createPlane((west + east) / 2, (south + north) / 2);
}

/** Bounds of the first pair of columns that has a place. */
function firstBounds(columns: Float64Array[]): Bounds | undefined {
  for (let i = 0; i < columns.length; i += 2) {
    const found = boundsWithin(columns[i], columns[i + 1]);
    if (!Number.isNaN(found[0])) return found;
  }
  return undefined;
}

function prepareRoads(lines: Lines & { source: Uint32Array }, highway: string[], plane: Plane): Roads {
  const x = lines.lon.map((lon) => plane.x(lon));
  const y = lines.lat.map((lat) => plane.y(lat));
  const bounds = new Float64Array(4 * lines.source.length);
  for (let line = 0; line < lines.source.length; line++)
    bounds.set(boundsWithin(x, y, lines.first[line], lines.first[line + 1]), 4 * line);
  return {
    ...{ x, y, first: lines.first, index: indexOf(bounds) },
    rank: Uint8Array.from(lines.source, (row) => roadRank(highway[row] ?? ''))
  };
}

function prepareFacilities(
  layer: Columns,
  plane: Plane,
  communityRow: ReadonlyMap<string, number>
): FacilityMarks {
  const category = textsOf(layer, 'category');
  const unit = textsOf(layer, 'unit');
  return {
    x: numbersOf(layer, 'lon').map((lon) => plane.x(lon)),
    y: numbersOf(layer, 'lat').map((lat) => plane.y(lat)),
    ...{ name: textsOf(layer, 'name'), category },
    group: category.map((code) => categoryByCode(code)?.group ?? 'none'),
    unitRow: Int32Array.from(category, (_, i) => communityRow.get(unit[i] ?? '') ?? -1)
  };
}
