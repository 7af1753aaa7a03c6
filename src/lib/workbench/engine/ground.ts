import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { polygonToGeoJson, type Lines } from '../../geometry/shapes.ts';
import { decodeWkb } from '../../geometry/wkb.ts';
import type { Session } from '../../study/session.ts';
import { quoteName, type Database } from '../../tables/database.ts';

/** What lies under the results and changes only with the study. It goes to the tile worker, never through the page. */
export interface Ground {
  /** Communities, and the units above them; a feature's id is the unit's index. */
  units: FeatureCollection;
  outlines: FeatureCollection;
  landuse: FeatureCollection;
  roads: GroundRoads | null;
}

/** Lines people walk on; `rank` of each: 0 main roads, 1 streets, 2 paths and alleys. */
export interface GroundRoads extends Lines {
  rank: Uint8Array;
}

const MAIN = new Set(['motorway', 'trunk', 'primary', 'secondary']);
const NARROW = new Set([
  ...['footway', 'path', 'steps', 'pedestrian', 'service', 'cycleway', 'track', 'living_street']
]);

/** The ground of an open study. */
export async function makeGround({ inputs }: Session, db: Database): Promise<Ground> {
  const { units, roads } = inputs;
  const shapes = (wanted: (level: string) => boolean): FeatureCollection => ({
    type: 'FeatureCollection',
    features: units.level.flatMap((level, unit) =>
      wanted(level)
        ? [{ type: 'Feature', id: unit, properties: {}, geometry: polygonToGeoJson(units.shape, unit) }]
        : []
    )
  });
  return {
    units: shapes((level) => level === 'community'),
    outlines: shapes((level) => level !== 'community'),
    landuse: await readLanduse(db),
    roads: roads && {
      ...{ lon: roads.lon, lat: roads.lat, first: roads.first },
      rank: Uint8Array.from(roads.highway, (kind) => (MAIN.has(kind) ? 0 : NARROW.has(kind) ? 2 : 1))
    }
  };
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
