import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FeatureCollection, LineString, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { distancesTo } from '../../src/lib/coverage/distances.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { findGaps } from '../../src/lib/coverage/find-gaps.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import { spreadPopulation } from '../../src/lib/demand/spread-population.ts';
import type { Units } from '../../src/lib/demand/units.ts';
import { toWgs84 } from '../../src/lib/geometry/datum.ts';
import { linesFromGeoJson, polygonsFromGeoJson, type Points } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { ownMeasure } from './own-measure.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data/beixinqiao');
const present = existsSync(folder);
if (!present) console.info(`skipped: ${folder} is absent, and what it holds may not be published.`);

/** A layer in GCJ-02 of which every position is turned into WGS84. */
function readLayer<Shape extends Point | LineString | MultiLineString | Polygon | MultiPolygon>(
  name: string
) {
  const layer = JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as FeatureCollection<Shape>;
  const turn = (part: unknown[]): unknown[] =>
    typeof part[0] === 'number'
      ? toWgs84(part[0], part[1] as number, 'gcj02')
      : part.map((each) => turn(each as unknown[]));
  for (const { geometry } of layer.features) geometry.coordinates = turn(geometry.coordinates) as never;
  return layer.features;
}

function readStudy() {
  const communities = readLayer<Polygon | MultiPolygon>('communities.geojson');
  const text = readFileSync(resolve(folder, 'community_population.csv'), 'utf8').replace(/^\uFEFF/, '');
  const [header, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  // The table spells one community otherwise than the map.
  const residents = new Map(
    rows.map((row) => [row[0].replace('北官厅', '北宫厅'), Number(row[header.indexOf('常住人口')])])
  );
  const name = communities.map((feature) => String(feature.properties?.name));
  const units: Units = {
    code: name,
    name,
    level: name.map(() => 'community' as const),
    isRural: new Uint8Array(name.length),
    parent: new Int32Array(name.length).fill(-1),
    shape: polygonsFromGeoJson(communities.map((feature) => feature.geometry)),
    totals: { pop_resident: Float64Array.from(name, (each) => residents.get(each) ?? NaN) }
  };
  const places = readLayer<Point>('facilities.geojson');
  const unknown = () => new Float64Array(places.length).fill(NaN);
  const facilities: Facilities = {
    lon: Float64Array.from(places, (place) => place.geometry.coordinates[0]),
    lat: Float64Array.from(places, (place) => place.geometry.coordinates[1]),
    code: places.map((_, i) => String(i)),
    name: places.map((place) => String(place.properties?.name)),
    category: places.map((place) => (place.properties?.layer === '养老设施' ? 'eldercare_site' : '')),
    floorAreaM2: unknown(),
    beds: unknown(),
    capacity: unknown(),
    servesUnit: places.map(() => '')
  };
  const roads = readLayer<LineString | MultiLineString>('roads.geojson');
  return { units, facilities, network: buildNetwork(linesFromGeoJson(roads.map((road) => road.geometry))) };
}

describe.skipIf(!present)('a real subdistrict', () => {
  const study = present ? readStudy() : null!;
  const join = (points: Points) => joinPoints(study.network, points);

  function coverageAt(limit_m: number, method: 'centroid' | 'network' | 'hexagons') {
    const measure = ownMeasure({ limit_m });
    const demand = spreadPopulation(study.units, null, study.network, method);
    const joins = { points: join(demand), facilities: join(study.facilities) };
    const distances = distancesTo(study.network, joins, demand, study.facilities, measure.categories);
    const coverage = measureCoverage(measure, study.units, demand, distances);
    const connected = Uint8Array.from(joins.points.edge, (edge) => (edge < 0 ? 0 : 1));
    return { coverage, gaps: findGaps(coverage, study.units, demand, connected), demand };
  }
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

  it('keeps its 62,165 residents however they are spread', () => {
    for (const method of ['centroid', 'network', 'hexagons'] as const) {
      const { coverage, demand } = coverageAt(500, method);
      expect(sum(coverage.rows.total)).toBe(62_165);
      expect(demand.fallbacks).toEqual([]);
      expect(demand.method).toBe(method);
    }
  });
  it('covers at 300, 500 and 800 m what a search written apart from this one found from centroids', () => {
    const people = [300, 500, 800].map((limit) => sum(coverageAt(limit, 'centroid').coverage.rows.covered));
    expect(people).toEqual([8054, 40_862, 54_266]);
  });
  it('covers more within 500 m than within 300 m, and more within 800 m', () => {
    for (const method of ['centroid', 'network', 'hexagons'] as const) {
      const [near, middle, far] = [300, 500, 800].map((limit) =>
        sum(coverageAt(limit, method).coverage.rows.covered)
      );
      expect(middle).toBeGreaterThan(near);
      expect(far).toBeGreaterThan(middle);
    }
  });
  it('never walks shorter than straight, and gives every uncovered person a cause', () => {
    const { coverage, gaps } = coverageAt(500, 'network');
    coverage.distanceM.forEach((metres, i) => expect(metres).toBeGreaterThanOrEqual(coverage.straightM[i]));
    gaps.uncovered.forEach((people, unit) =>
      expect(gaps.byCause.reduce((all, cause) => all + cause[unit], 0)).toBe(people)
    );
  });
});
