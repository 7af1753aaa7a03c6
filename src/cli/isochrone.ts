import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Geometry } from 'geojson';
import { encodeWkb } from '../lib/geometry/wkb.ts';
import { joinPoints } from '../lib/network/join.ts';
import type { Joins, Network } from '../lib/network/network.ts';
import { createServiceAreas, serviceAreas, type ServiceArea } from '../lib/network/service-area.ts';
import type { Column, Table } from '../lib/tables/database.ts';
import { Failure } from './failure.ts';
import { networkOfWalker, walkerSpeed } from './find-walker.ts';
import { noteUnconnected } from './join-tables.ts';
import { loadNetwork } from './load-network.ts';
import { readPointTable, type PointTable } from './read-point-table.ts';
import type { Terminal } from './terminal.ts';
import { checkExtension, encodeTable } from './write-result.ts';
import { writeFileWhole } from './write-whole.ts';

export interface IsochroneOptions {
  network: string;
  at?: [number, number];
  from?: string;
  minutes: number[];
  walker: string;
  merge?: boolean;
  out?: string;
}

/** One area; no geometry where the walk to the network takes longer than the minutes. */
interface Row {
  id: string;
  minutes: number;
  areaM2: number;
  geometry: Geometry | null;
}

/** Id of the areas of all points together. */
const MERGED = 'merged';

/** Characters written at once. */
const CHUNK = 1 << 20;

/**
 * Writes the service areas of a position, of each point of a table or (`merge`) of all together, one for each of the
 * minutes: a row a point and number of minutes in the order given, none for a point that meets no network. GeoJSON is written as
 * it is drawn, so that there may be any number of points; a Parquet file is put together first.
 */
export async function runIsochrone(options: IsochroneOptions, terminal: Terminal): Promise<void> {
  const began = performance.now();
  const speed = walkerSpeed(options.walker);
  checkExtension(options.out, ['.geojson', '.parquet']);
  const points = await readPoints(options, terminal);
  const loaded = await loadNetwork(options.network, terminal);
  const network = networkOfWalker(loaded, options.walker, 'toSources');
  terminal.step({ zh: '接入路网', en: 'joining points' });
  const joins = joinPoints(network, points);
  const connected = Array.from(points.id.keys()).filter((i) => joins.edge[i] >= 0);
  if (options.at !== undefined && connected.length === 0) throw awayFrom(options.at);
  const limits = options.minutes.map((minutes) => minutes * 60 * speed);
  const areas = options.merge
    ? mergedAreas(network, joins, connected.length, limits)
    : areasOfEach(network, joins, connected, limits, terminal);
  const rows = rowsOf(areas, points.id, options.minutes);
  const count = options.minutes.length * (options.merge ? Math.min(1, connected.length) : connected.length);
  const empty = await writeAreas(rows, count, options.out, terminal);
  terminal.endSteps();
  const unconnected = points.id.length - connected.length;
  noteUnconnected(options.from ?? '--at', unconnected, terminal);
  if (empty > 0)
    terminal.note({
      zh: `${empty} 个服务范围是空的：走到路网就用完了时间`,
      en: `${empty} areas are empty: the walk to the network takes all of the time`
    });
  const seconds = Math.round(performance.now() - began) / 1000;
  if (terminal.json)
    await terminal.printJson({ points: points.id.length, unconnected, areas: count, empty, seconds });
}

async function readPoints(options: IsochroneOptions, terminal: Terminal): Promise<PointTable> {
  if ((options.at === undefined) === (options.from === undefined))
    throw new Failure(
      '请给出 --at 或 --from 之一：一个位置，或一张点表',
      'give one of --at and --from: a position, or a point table',
      2
    );
  if (options.from !== undefined) return readPointTable(options.from, terminal);
  const [lon, lat] = options.at!;
  return { id: [`${lon},${lat}`], lon: Float64Array.of(lon), lat: Float64Array.of(lat) };
}

const awayFrom = ([lon, lat]: [number, number]): Failure =>
  new Failure(
    `--at ${lon},${lat}：300 米内没有路网，请核对坐标（WGS84，经度在前）`,
    `--at ${lon},${lat}: no network within 300 m; check the position (WGS84, longitude first)`
  );

/** Of each point its areas, with the point's number. */
type Areas = Iterable<{ point: number | null; areas: ServiceArea[] }>;

function* areasOfEach(
  network: Network,
  joins: Joins,
  connected: number[],
  limits: number[],
  terminal: Terminal
): Areas {
  const draw = createServiceAreas(network);
  const every = Math.max(1, Math.ceil(connected.length / 100));
  for (const [k, point] of connected.entries()) {
    if (k % every === 0)
      terminal.step({ zh: '绘制服务范围', en: 'drawing service areas' }, k / connected.length);
    yield { point, areas: draw(joins, point, limits) };
  }
}

function* mergedAreas(network: Network, joins: Joins, connected: number, limits: number[]): Areas {
  if (connected > 0) yield { point: null, areas: serviceAreas(network, joins, limits) };
}

function* rowsOf(all: Areas, ids: string[], minutes: number[]): Generator<Row> {
  for (const { point, areas } of all)
    for (const [k, { geometry, areaM2 }] of areas.entries()) {
      const id = point === null ? MERGED : ids[point];
      const parts = geometry.coordinates;
      if (parts.length === 0) yield { id, minutes: minutes[k], areaM2: 0, geometry: null };
      else if (parts.length > 1) yield { id, minutes: minutes[k], areaM2, geometry };
      else yield { id, minutes: minutes[k], areaM2, geometry: { type: 'Polygon', coordinates: parts[0] } };
    }
}

/** Hands out the rows, to a file or standard output (with `--json` they are only worked out); gives how many are empty. */
async function writeAreas(
  rows: Iterable<Row>,
  count: number,
  out: string | undefined,
  terminal: Terminal
): Promise<number> {
  let empty = 0;
  const counted = function* (): Generator<Row> {
    for (const row of rows) {
      if (row.geometry === null) empty++;
      yield row;
    }
  };
  if (out !== undefined && extname(out).toLowerCase() === '.parquet')
    await writeFileWhole(out, encodeTable(tableOf([...counted()].map(packRow)), '.parquet'));
  else if (out !== undefined)
    await writeFileWhole(out, async (path) => {
      const file = await open(path, 'w');
      try {
        for (const text of geoJsonOf(counted(), count)) await file.writeFile(text);
      } finally {
        await file.close();
      }
    });
  else for (const text of geoJsonOf(counted(), count)) if (!terminal.json) await terminal.print(text);
  return empty;
}

/** The rows as one GeoJSON FeatureCollection, in pieces of whole lines. */
function* geoJsonOf(rows: Iterable<Row>, count: number): Generator<string> {
  let text = '{"type":"FeatureCollection","features":[\n';
  let written = 0;
  for (const { geometry, ...properties } of rows) {
    text += JSON.stringify({ type: 'Feature', properties, geometry });
    text += ++written < count ? ',\n' : '\n';
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield `${text}]}\n`;
}

interface Packed extends Omit<Row, 'geometry'> {
  wkb: Uint8Array | null;
}

const packRow = ({ geometry, ...row }: Row): Packed => ({ ...row, wkb: geometry && encodeWkb(geometry) });

function tableOf(rows: Packed[]): Table {
  const numbers = (read: (row: Packed) => number) => ({
    type: 'DOUBLE' as const,
    values: Float64Array.from(rows, read)
  });
  return new Map<string, Column>([
    ['id', { type: 'VARCHAR', values: rows.map(({ id }) => id) }],
    ['minutes', numbers(({ minutes }) => minutes)],
    ['areaM2', numbers(({ areaM2 }) => areaM2)],
    ['geometry', { type: 'BLOB', values: rows.map(({ wkb }) => wkb) }]
  ]);
}
