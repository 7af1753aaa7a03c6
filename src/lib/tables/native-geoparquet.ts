import { DuckDBInstance } from '@duckdb/node-api';
import type { Geometry, Position } from 'geojson';
import { decodeWkb, encodeWkb } from '../geometry/wkb.ts';
import { quoteName, type Column, type Table } from './database.ts';
import { insertTable } from './native.ts';
import { checkTable, quoteText, settings } from './statement.ts';

/** Where the geometry of a row is: a column of WKB, or two columns of degrees. */
export type Place = { geometry: string } | { lon: string; lat: string };

/**
 * Writes the table as a GeoParquet 1.1 file at `path` (https://geoparquet.org/releases/v1.1.0/): WKB, WGS84 longitude and
 * latitude (OGC:CRS84), with the box and the types of its geometries. Points given as columns keep them and get a
 * geometry column beside. Replaces a file of that name; throws the engine's error where it cannot be written.
 */
export async function writeGeoParquet(table: Table, place: Place, path: string): Promise<void> {
  const { name, whole } = withGeometry(table, place);
  const geo = JSON.stringify(describeGeometry(name, whole.get(name) as Column & { type: 'BLOB' }));
  await writeParquetFile(whole, path, `, KV_METADATA {geo: ${quoteText(geo)}}`);
}

/** Writes a table without geometry as a Parquet file at `path`. */
export async function writeParquet(table: Table, path: string): Promise<void> {
  await writeParquetFile(table, path, '');
}

async function writeParquetFile(table: Table, path: string, options: string): Promise<void> {
  checkTable(table);
  // An engine of its own, which may touch this one file and nothing else.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_paths=[${quoteText(path)}]`);
    for (const statement of settings('/__noext__')) await connection.run(statement);
    await insertTable(connection, 'written', table);
    const columns = [...table.keys()].map(quoteName).join(', ');
    // COPY takes no parameters for its path and options.
    await connection.run(
      `COPY (SELECT ${columns} FROM written) TO ${quoteText(path)}
      (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false${options})`
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function withGeometry(table: Table, place: Place): { name: string; whole: Table } {
  if ('geometry' in place) {
    if (table.get(place.geometry)?.type !== 'BLOB')
      throw new Error(`expected a column ${place.geometry} of WKB`);
    return { name: place.geometry, whole: table };
  }
  const lon = table.get(place.lon);
  const lat = table.get(place.lat);
  if (lon?.type !== 'DOUBLE' || lat?.type !== 'DOUBLE')
    throw new Error(`expected columns ${place.lon} and ${place.lat} of degrees`);
  const values = Array.from(lon.values, (x, i) => {
    const coordinates = [x, lat.values[i]];
    return coordinates.every(Number.isFinite) ? encodeWkb({ type: 'Point', coordinates }) : null;
  });
  return { name: 'geometry', whole: new Map(table).set('geometry', { type: 'BLOB', values }) };
}

function describeGeometry(name: string, column: Column & { type: 'BLOB' }): object {
  const types = new Set<string>();
  const bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const wkb of column.values) {
    if (wkb === null) continue;
    const geometry = decodeWkb(wkb);
    types.add(geometry.type);
    for (const [lon, lat] of positionsOf(geometry)) {
      bbox[0] = Math.min(bbox[0], lon);
      bbox[1] = Math.min(bbox[1], lat);
      bbox[2] = Math.max(bbox[2], lon);
      bbox[3] = Math.max(bbox[3], lat);
    }
  }
  const described = { encoding: 'WKB', geometry_types: [...types].sort(), edges: 'planar' };
  const boxed = bbox[0] <= bbox[2] ? { ...described, bbox } : described;
  // No `crs`: the default is OGC:CRS84, which is what the coordinates are.
  return { version: '1.1.0', primary_column: name, columns: { [name]: boxed } };
}

function positionsOf(geometry: Geometry): Position[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(positionsOf);
  const depth = { Point: 0, LineString: 1, MultiPoint: 1, Polygon: 2, MultiLineString: 2, MultiPolygon: 3 };
  const nested = depth[geometry.type] === 0 ? [geometry.coordinates] : geometry.coordinates;
  return nested.flat(depth[geometry.type] - 1) as Position[];
}
