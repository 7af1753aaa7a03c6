import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { lineToGeoJson, polygonToGeoJson } from '../../geometry/shapes.ts';
import { decodeWkb } from '../../geometry/wkb.ts';
import type { ImportReport } from '../../import/report.ts';
import { POPULATION_GROUPS } from '../../standards/taxonomy.ts';
import { demandOf, studyMeasures, type Session } from '../../study/session.ts';
import { quoteName, type Database } from '../../tables/database.ts';
import type { MeasureChoice, Scene } from './scene.ts';

const MAIN = new Set(['motorway', 'trunk', 'primary', 'secondary']);
const NARROW = new Set([
  'footway',
  'path',
  'steps',
  'pedestrian',
  'service',
  'cycleway',
  'track',
  'living_street'
]);
/** So many lines make one feature: MapLibre is ten times slower with a feature a line. */
const LINES_A_FEATURE = 2000;

/** What the page draws and lists of an opened study. */
export async function makeScene(
  session: Session,
  db: Database,
  about: { title: string; sample: boolean; layers: ImportReport[] }
): Promise<Scene> {
  const { inputs, network } = session;
  const { units } = inputs;
  const { demand, connected } = demandOf(session, 'auto');
  const residents = units.totals['pop_resident'];
  const people = demand.people['pop_resident'] ?? Object.values(demand.people)[0];
  const unitShapes: FeatureCollection = {
    type: 'FeatureCollection',
    features: units.code.map((_, unit) => ({
      type: 'Feature',
      id: unit,
      properties: {},
      geometry: polygonToGeoJson(units.shape, unit)
    }))
  };
  let outside = 0;
  demand.unit.forEach((unit, i) => {
    if (unit < 0) outside += people?.[i] ?? 0;
  });
  return {
    ...about,
    bounds: boundsOf(units.shape),
    units: units.name.map((name, unit) => ({
      name,
      level: units.level[unit],
      parent: units.parent[unit],
      people: residents?.[unit] ?? NaN
    })),
    unitShapes,
    landuse: await readLanduse(db),
    roads: drawRoads(session),
    candidates: (inputs.candidates?.code ?? []).map((code, i) => ({
      code,
      name: inputs.candidates!.name[i],
      lon: inputs.candidates!.lon[i],
      lat: inputs.candidates!.lat[i],
      floorAreaM2: inputs.candidates!.floorAreaM2[i],
      cost: inputs.candidates!.cost[i]
    })),
    measures: listMeasures(session),
    walkers: POPULATION_GROUPS.map((group) => ({
      ...group,
      given: demand.people[group.population_field] !== undefined
    })),
    points: { lon: demand.lon, lat: demand.lat, people: people ?? new Float64Array(demand.lon.length) },
    methods: {
      demand: demand.method,
      network: network?.figures ?? null,
      unconnected: connected.reduce((sum, joined) => sum + (joined ? 0 : 1), 0),
      outside
    }
  };
}

/** One choice a measure id; the group of the standard itself comes first in the list of measures. */
function listMeasures(session: Session): MeasureChoice[] {
  const byId = new Map<string, MeasureChoice>();
  for (const measure of studyMeasures(session)) {
    if (byId.has(measure.id)) continue;
    const standard = session.standards.find((s) => s.id === measure.id.split(':')[0]);
    byId.set(measure.id, {
      id: measure.id,
      titleZh: measure.titleZh,
      titleEn: measure.titleEn,
      categories: measure.categories,
      group: measure.group,
      minutes: Number.isNaN(measure.limitS) ? null : measure.limitS / 60,
      metres: Number.isNaN(measure.limitS) ? measure.limitM : null,
      citations: standard?.sources ?? [],
      profile: standard?.profile ?? null,
      threshold:
        standard && standard.threshold !== null ? `${standard.comparator} ${standard.threshold}` : null,
      speedIsDefault: true
    });
  }
  return [...byId.values()];
}

function boundsOf({ lon, lat }: { lon: Float64Array; lat: Float64Array }): Scene['bounds'] {
  const bounds: Scene['bounds'] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lon.length; i++) {
    bounds[0] = Math.min(bounds[0], lon[i]);
    bounds[1] = Math.min(bounds[1], lat[i]);
    bounds[2] = Math.max(bounds[2], lon[i]);
    bounds[3] = Math.max(bounds[3], lat[i]);
  }
  return bounds;
}

/** Land use and estates as the map draws them: green, water, rail and building by kind, estates by outline. */
async function readLanduse(db: Database): Promise<FeatureCollection> {
  const present = await db.query('SELECT table_name AS name FROM duckdb_tables()');
  const names = new Set(present.get('name')?.values as string[]);
  const features: Feature[] = [];
  for (const [table, kind] of [
    ['landuse', 'kind'],
    ['estates', `'estate'`]
  ] as const) {
    if (!names.has(table)) continue;
    const rows = await db.query(
      `SELECT coalesce(${kind}, '') AS kind, coalesce(name, '') AS name, geometry
       FROM ${quoteName(table)} WHERE geometry IS NOT NULL`
    );
    const geometries = rows.get('geometry')!.values as Uint8Array[];
    geometries.forEach((wkb, i) =>
      features.push({
        type: 'Feature',
        properties: { kind: rows.get('kind')!.values[i], name: rows.get('name')!.values[i] },
        geometry: decodeWkb(wkb) as Geometry
      })
    );
  }
  return { type: 'FeatureCollection', features };
}

function drawRoads({ inputs: { roads } }: Session): FeatureCollection {
  const features: Feature[] = [];
  if (!roads) return { type: 'FeatureCollection', features };
  const byRank: number[][] = [[], [], []];
  roads.highway.forEach((kind, line) => byRank[MAIN.has(kind) ? 0 : NARROW.has(kind) ? 2 : 1].push(line));
  byRank.forEach((lines, rank) => {
    for (let from = 0; from < lines.length; from += LINES_A_FEATURE) {
      const coordinates = lines
        .slice(from, from + LINES_A_FEATURE)
        .map((line) => lineToGeoJson(roads, line).coordinates);
      features.push({
        type: 'Feature',
        properties: { rank },
        geometry: { type: 'MultiLineString', coordinates }
      });
    }
  });
  return { type: 'FeatureCollection', features };
}
