import type { Crew } from '../lib/network/crew.ts';
import { cutSlices, type AreasJob } from '../lib/network/jobs.ts';
import { joinPoints, pickJoins } from '../lib/network/join.ts';
import type { Joins, Network } from '../lib/network/network.ts';
import { unpackAreas } from '../lib/network/pack-areas.ts';
import { serviceAreas, type ServiceArea } from '../lib/network/service-area.ts';
import { openCrew } from './crew.ts';
import { Failure } from './failure.ts';
import { networkOfWalker, walkerSpeed } from './find-walker.ts';
import { noteUnconnected } from './join-tables.ts';
import { loadNetwork } from './load-network.ts';
import { readPointTable, type PointTable } from './read-point-table.ts';
import type { Terminal } from './terminal.ts';
import { writeAreas, type AreaRow } from './write-areas.ts';
import { checkExtension } from './write-result.ts';

export interface IsochroneOptions {
  network: string;
  at?: [number, number];
  from?: string;
  minutes: number[];
  walker: string;
  merge?: boolean;
  out?: string;
}

/** Id of the areas of all points together. */
const MERGED = 'merged';

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
  const onProgress = (share: number) =>
    terminal.step({ zh: '绘制服务范围', en: 'drawing service areas' }, share);
  const count = options.minutes.length * (options.merge ? Math.min(1, connected.length) : connected.length);
  const crew = options.merge || connected.length < WORTH_A_THREAD ? openCrew(0) : openCrew();
  let empty: number;
  try {
    const areas = options.merge
      ? mergedAreas(network, joins, connected.length, limits)
      : areasOfEach(crew, network, joins, connected, limits, onProgress);
    empty = await writeAreas(rowsOf(areas, points.id, options.minutes), count, options.out, terminal);
  } finally {
    crew.close();
  }
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

/** Points of one job. */
const POINTS_AT_ONCE = 16;

/** Fewer points than this are drawn before a thread has begun. */
const WORTH_A_THREAD = 400;

/** Of each point its areas, with the point's number. */
type Areas = AsyncIterable<{ point: number | null; areas: ServiceArea[] }>;

/** The areas of each of the points, in their order; the crew holds few at a time, and they are the same with any crew. */
export async function* areasOfEach(
  crew: Crew,
  network: Network,
  joins: Joins,
  points: number[],
  limitsM: number[],
  onProgress: (share: number) => void
): Areas {
  crew.share({ network, joins: { at: pickJoins(joins, points) } });
  const jobs = cutSlices(points.length, POINTS_AT_ONCE).map((slice): AreasJob => ({
    kind: 'areas',
    sources: 'at',
    limitsM,
    ...slice
  }));
  let k = 0;
  for await (const packed of crew.stream(jobs, { onProgress }))
    for (const areas of unpackAreas(packed, limitsM)) yield { point: points[k++], areas };
}

async function* mergedAreas(network: Network, joins: Joins, connected: number, limits: number[]): Areas {
  if (connected > 0) yield { point: null, areas: serviceAreas(network, joins, limits) };
}

async function* rowsOf(all: Areas, ids: string[], minutes: number[]): AsyncGenerator<AreaRow> {
  for await (const { point, areas } of all)
    for (const [k, { geometry, areaM2 }] of areas.entries()) {
      const id = point === null ? MERGED : ids[point];
      const parts = geometry.coordinates;
      if (parts.length === 0) yield { id, minutes: minutes[k], areaM2: 0, geometry: null };
      else if (parts.length > 1) yield { id, minutes: minutes[k], areaM2, geometry };
      else yield { id, minutes: minutes[k], areaM2, geometry: { type: 'Polygon', coordinates: parts[0] } };
    }
}
